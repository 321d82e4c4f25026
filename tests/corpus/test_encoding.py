import codecs

import pytest

from analysis.corpus import encoding
from analysis.corpus.encoding import text_encoding
from analysis.errors import InputError

TEXT = "text\nGröße 🦄 שלום\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_decoded_as_it_was_encoded(name):
    data = TEXT.encode(name)
    found, findings = text_encoding("a.csv", data)
    assert (data.decode(found), findings) == (TEXT, ())


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_both_byte_orders_are_read(mark):
    name = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    data = mark + TEXT.encode(name)
    assert data.decode(text_encoding("a.csv", data)[0]) == TEXT


def test_a_character_that_lies_on_both_sides_of_a_chunk_is_decoded(monkeypatch):
    monkeypatch.setattr(encoding, "_CHUNK_BYTES", 3)
    assert text_encoding("a.csv", TEXT.encode()) == ("utf-8", ())


def test_a_character_cut_off_at_the_end_is_not_utf_8():
    data = TEXT.encode() + "ö".encode()[:1]
    found, (finding,) = text_encoding("a.csv", data)
    assert found in ("cp1252", "latin-1")
    assert finding.code == "encoding-guessed"


@pytest.mark.parametrize("control", [b"\t", b"\n", b"\r", b"\f", b"\v", b"\x1b"])
def test_controls_that_texts_hold_are_allowed(control):
    assert text_encoding("a.csv", b"text" + control * 1000)[0] == "utf-8"


def test_a_single_nul_among_much_text_is_allowed_and_many_are_not():
    assert text_encoding("a.csv", b"text\x00" + b"x" * 200)[0] == "utf-8"
    with pytest.raises(InputError, match="not text: 2 of its first 6 bytes are control codes"):
        text_encoding("a.csv", b"text\x00\x00")

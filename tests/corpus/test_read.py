import gzip
import io
import json
import pickle
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus import table as limits
from analysis.corpus.read import read_table
from analysis.errors import InputError
from tests.corpus.files import delimited, every_kind, json_lines, parquet

SMALL = {"text": ["one", "two"], "label": ["a", "b"]}
KINDS = sorted(every_kind(SMALL))


def columns_of(table):
    return {column: list(table.cells(column)) for column in table.columns}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_every_text_back_as_it_was(kind, odd_columns):
    assert columns_of(read_table(kind, every_kind(odd_columns)[kind])) == odd_columns


@pytest.mark.parametrize("kind", KINDS)
def test_a_path_is_read_like_its_content(kind, tmp_path):
    path = tmp_path / kind
    path.write_bytes(every_kind(SMALL)[kind])
    assert columns_of(read_table(path.name, path)) == SMALL


def test_latin_1_is_read_as_a_last_resort_and_said_so():
    table = read_table("a.csv", "text,label\nBüro,Möbel\n".encode("latin-1"))
    assert columns_of(table) == {"text": ["Büro"], "label": ["Möbel"]}
    assert [finding.code for finding in table.findings] == ["encoding-guessed"]


def test_the_typographic_signs_of_windows_are_read():
    assert read_table("a.csv", "text\n“5 €”\n".encode("cp1252")).cells("text")[0] == "“5 €”"


def test_bytes_that_windows_leaves_open_are_read_as_latin_1():
    assert read_table("a.csv", b"text\ncaf\xe9 \x81\n").cells("text")[0] == "café \x81"


def test_nulls_of_parquet_and_json_are_empty():
    nulls = {"text": ["one", None], "label": [None, "b"]}
    expected = {"text": ["one", ""], "label": ["", "b"]}
    assert columns_of(read_table("a.parquet", parquet(nulls))) == expected
    assert columns_of(read_table("a.jsonl", json_lines(nulls))) == expected


def test_numbers_and_truth_values_in_json_keep_their_form():
    line = '{"text": 1.0, "label": 007e0}'.replace("007e0", "7e0") + '\n{"text":true,"label":-0}'
    table = read_table("a.jsonl", line.encode())
    assert columns_of(table) == {"text": ["1.0", "true"], "label": ["7e0", "-0"]}


def test_a_field_that_comes_late_in_json_is_empty_before():
    table = read_table("a.jsonl", b'{"text": "one"}\n\n{"label": "b", "text": "two"}\n')
    assert columns_of(table) == {"text": ["one", "two"], "label": ["", "b"]}


def test_half_a_surrogate_pair_in_json_becomes_the_replacement_character():
    table = read_table("a.jsonl", rb'{"text": "x\ud83dy"}' + b"\n" + rb'{"text": "\ud83e\udd84"}')
    assert list(table.cells("text")) == ["x\ufffdy", "🦄"]


def test_numbers_dates_and_categories_in_parquet_become_text():
    data = pa.table(
        {
            "text": pa.array(["a", "b", "a"]).dictionary_encode(),
            "number": [1, 2, None],
            "large": pa.array(["x", "y", "z"], pa.large_string()),
            "bytes": pa.array([b"x", b"y", b"z"]),
        }
    )
    sink = pa.BufferOutputStream()
    pq.write_table(data, sink)
    assert columns_of(read_table("a.parquet", sink.getvalue().to_pybytes())) == {
        "text": ["a", "b", "a"],
        "number": ["1", "2", ""],
        "large": ["x", "y", "z"],
        "bytes": ["x", "y", "z"],
    }


@pytest.mark.parametrize("kind", ["a.parquet", "a.jsonl"])
def test_columns_of_lists_are_left_out_with_a_finding(kind):
    write = parquet if kind.endswith("parquet") else json_lines
    table = read_table(kind, write({"text": ["one"], "tags": [["x", "y"]]}))
    assert table.columns == ("text",)
    (finding,) = table.findings
    assert (finding.code, finding.offenders) == ("columns-left-out", ("tags",))


def test_columns_of_bytes_are_left_out_with_a_finding():
    table = read_table("a.parquet", parquet({"text": ["one"], "image": [b"\xff\xd8"]}))
    assert table.columns == ("text",)
    assert table.findings[0].offenders == ("image",)


def test_a_column_without_a_name_is_numbered():
    assert read_table("a.csv", b",text,\n0,one,\n").columns == ("column 1", "text", "column 3")


def test_blank_lines_are_no_rows_and_an_empty_quoted_cell_is_one():
    table = read_table("a.csv", b'\n\ntext\none\n\n""\ntwo\n\n')
    assert list(table.cells("text")) == ["one", "", "two"]


def test_an_inch_mark_within_a_cell_is_a_character():
    assert read_table("a.csv", b'text,label\npipe 5",a\n').cells("text")[0] == 'pipe 5"'


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(InputError, match=r'no column "klass".*"text", "label"'):
        read_table("a.csv", delimited(SMALL)).cells("klass")


def zipped():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return data.getvalue()


def corrupt_parquet():
    data = bytearray(parquet({"text": [f"text {i}" for i in range(1000)]}))
    data[4:400] = bytes(396)
    return bytes(data)


def invalid_utf8_parquet():
    text = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff\xfe"]).buffers(), null_count=0)
    return parquet({"text": text})


PACKED = gzip.compress(delimited(SMALL))
HOSTILE = {
    "empty file": ("a.csv", b"", "is empty"),
    "blank file": ("a.csv", b" \n\n\t\n", "is empty"),
    "byte order mark only": ("a.csv", b"\xef\xbb\xbf", "is empty"),
    "empty JSON Lines": ("a.jsonl", b"\n \n", "is empty"),
    "empty Parquet": ("a.parquet", b"", "is empty"),
    "header only": ("a.csv", b"text,label\n", "column names and no rows"),
    "header only Parquet": ("a.parquet", parquet({"text": pa.array([], pa.string())}), "no rows"),
    "unknown kind": ("a.xlsx", zipped(), r"must end in \.csv, \.tsv, \.parquet"),
    "no ending": ("data", b"text\none\n", "must end in"),
    "only .gz": ("data.gz", PACKED, "must end in"),
    "workbook named CSV": ("a.csv", zipped(), "not text: it looks like a zip archive or an Excel"),
    "gzip named CSV": ("a.csv", PACKED, r"gzip file; its name has to end in \.gz"),
    "Parquet named CSV": ("a.csv", parquet(SMALL), r"Parquet file; its name has to end"),
    "JSON Lines named CSV": ("a.csv", json_lines(SMALL), r"holds JSON Lines"),
    "CSV named Parquet": ("a.parquet", delimited(SMALL), "not a Parquet file"),
    "CSV named gzip": ("a.csv.gz", delimited(SMALL), "named as a gzip file and is none"),
    "CSV named JSON Lines": ("a.jsonl", delimited(SMALL), "line 1: not a JSON object"),
    "pickle": ("a.csv", pickle.dumps(SMALL), "pickle, which is never loaded"),
    "pickle named Parquet": ("a.parquet", pickle.dumps(SMALL), "not a Parquet file"),
    "random bytes": ("a.csv", bytes(range(256)) * 40, "not text: .* control codes"),
    "UTF-16 without its mark": ("a.csv", delimited(SMALL, encoding="utf-16-le"), "byte order mark"),
    "truncated UTF-16": (
        "a.csv",
        delimited(SMALL, encoding="utf-16")[:-1],
        "UTF-16 and is damaged",
    ),
    "damaged UTF-8": ("a.csv", b"\xef\xbb\xbftext\n\xff\n", "UTF-8 and is damaged"),
    "truncated gzip": ("a.csv.gz", PACKED[:-12], "damaged or truncated gzip"),
    "corrupt gzip": ("a.csv.gz", PACKED[:12] + b"\xff\xff\xff" + PACKED[15:], "damaged or trunc"),
    "gzip with a wrong checksum": ("a.csv.gz", PACKED[:-8] + bytes(8), "damaged or truncated"),
    "truncated Parquet": ("a.parquet", parquet(SMALL)[:-20], "damaged or truncated one"),
    "corrupt Parquet": ("a.parquet", corrupt_parquet(), "damaged or truncated one"),
    "Parquet of no UTF-8": ("a.parquet", invalid_utf8_parquet(), "damaged or truncated one"),
    "truncated CSV row": ("a.csv", b"text,label,id\none,a,1\ntwo,b", "1 row has .* line 3 has 2"),
    "truncated quoted cell": ("a.csv", b'text,label\none,"a', "line 2: unexpected end of data"),
    "stray quotation mark": ("a.csv", b'text,label\n"one" x,a\n', "line 2: .*must end with one"),
    "truncated JSON": ("a.jsonl", b'{"text": "one"}\n{"text": "tw', "line 2: not a JSON object"),
    "JSON list": ("a.jsonl", b'["one", "two"]\n', "line 1: JSON, but not an object"),
    "field twice": ("a.jsonl", b'{"text": "one", "text": "two"}', "a field is named twice"),
    "deep JSON": ("a.jsonl", b'{"text": ' + b"[" * 100_000, "line 1: not a JSON object"),
    "only lists in JSON": ("a.jsonl", b'{"text": ["one"]}', "no field that holds text"),
    "only lists in Parquet": ("a.parquet", parquet({"text": [["one"]]}), "no column that holds"),
    "duplicated column": (
        "a.csv",
        b"text,label,text\na,b,c\n",
        'more than one column named "text"',
    ),
    "ragged rows": (
        "a.csv",
        b"text,label\none,a\ntwo,b,c\nthree\nfour,d\nfive\nsix\n",
        "the header has 2 columns, but 4 rows .* line 3 has 3, line 4 has 1, line 6 has 1, …",
    ),
    "50 MB single line": ("a.csv", b"x" * 50_000_000, "header, column 1: the name has 50,0"),
    "50 MB cell": (
        "a.csv",
        b"text,label\none,a\ntwo," + b"x" * 50_000_000 + b"\n",
        r'row 2 \(the header not counted\), column "label": the cell has 50,000,000 characters',
    ),
    "too many columns": ("a.csv", b"a" + b"," * 1000, "1,001 columns; at most 500"),
}


@pytest.mark.parametrize(("name", "data", "message"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(name, data, message):
    with pytest.raises(InputError, match=message) as caught:
        read_table(name, data)
    assert name in str(caught.value)


def test_a_parquet_file_with_a_duplicated_column_is_refused():
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table([["a"], ["b"]], names=["text", "text"]), sink)
    with pytest.raises(InputError, match='more than one column named "text"'):
        read_table("a.parquet", sink.getvalue().to_pybytes())


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_table("a.csv", tmp_path / "a.csv")
    with pytest.raises(InputError, match="There is no file"):
        read_table("a.csv", tmp_path)


def test_a_path_that_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        read_table("a.csv", tmp_path / "a\x00.csv")


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError("not yours")

    path = tmp_path / "a.csv"
    path.write_bytes(b"text\none\n")
    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(InputError, match=r"cannot be read \(not yours\)\. Check its permissions"):
        read_table("a.csv", path)


@pytest.fixture
def small_limits(monkeypatch):
    monkeypatch.setattr("analysis.corpus.decompress.MAX_BYTES", 10 * 2**20)
    monkeypatch.setattr(limits, "MAX_ROWS", 1000)


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(small_limits):
    bomb = gzip.compress(bytes(50 * 2**20), compresslevel=9)
    assert len(bomb) < 2**16
    with pytest.raises(InputError, match="more than 10 MB when unpacked"):
        read_table("a.csv.gz", bomb)


def test_a_large_file_is_refused_before_it_is_read(small_limits, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"text\n" + b"x\n" * 6 * 2**20)
    with pytest.raises(InputError, match="more than 10 MB"):
        read_table("a.csv", path)


def test_a_parquet_file_that_repeats_a_long_text_is_refused(small_limits):
    repeated = parquet({"text": pa.array(["x" * 90_000] * 1000)})
    assert len(repeated) < 2**20
    with pytest.raises(InputError, match="more than 10 MB when unpacked"):
        read_table("a.parquet", repeated)


@pytest.mark.parametrize("kind", ["a.csv", "h.jsonl", "j.parquet"])
def test_more_rows_than_the_limit_are_refused(kind, small_limits):
    rows = every_kind({"text": ["one"] * 1001})[kind]
    with pytest.raises(InputError, match="more than 1,000 rows"):
        read_table(kind, rows)


def test_reading_json_with_many_numbers_is_exact():
    values = [0.1, 1e300, 2**70, -5]
    data = "\n".join(json.dumps({"text": value}) for value in values).encode()
    assert list(read_table("a.jsonl", data).cells("text")) == [json.dumps(v) for v in values]

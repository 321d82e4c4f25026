import numpy as np
import pytest

from sample_data.texts import LONGEST, Writer
from sample_data.words import read_classes


@pytest.fixture(scope="module")
def writer():
    return Writer(*read_classes())


def test_write_gives_a_text_for_each_document_whatever_its_class(writer):
    classes = np.repeat(np.arange(133), 30)
    texts = writer.write(np.random.default_rng(0), classes)
    assert len(texts) == len(classes)
    assert all(1 <= len(text) <= LONGEST for text in texts)


def test_texts_of_a_class_hold_its_words_and_its_item_codes(writer):
    _, items = read_classes()
    flange = [item.name for item in items].index("flange")
    texts = writer.write(np.random.default_rng(0), np.full(500, flange))
    with_code = [text for text in texts if text.lower().startswith("flg")]
    with_word = [text for text in texts if "weldneck" in text.lower()]
    assert len(with_code) > 250
    assert len(with_word) > 50


def test_reject_class_holds_words_of_most_classes(writer):
    _, items = read_classes()
    texts = writer.write(np.random.default_rng(0), np.full(3000, writer.reject))
    seen = set(" ".join(texts).lower().split())
    assert np.mean([bool(seen & set(item.words)) for item in items]) > 0.95

import numpy as np

from sample_data.lines import LONGEST
from sample_data.texts import Writer
from sample_data.words import read_classes


def write(classes):
    generator = np.random.default_rng(0)
    return Writer(generator, *read_classes()).write(classes, generator.random(len(classes)))


def test_write_gives_a_text_for_each_document_whatever_its_class():
    classes = np.repeat(np.arange(133), 30)
    texts = write(classes)
    assert len(texts) == len(classes)
    assert all(1 <= len(text) <= LONGEST for text in texts)


def test_texts_of_a_class_hold_its_words_and_its_item_codes():
    _, items = read_classes()
    flange = [item.name for item in items].index("flange")
    texts = write(np.full(500, flange))
    with_code = [text for text in texts if text.lower().startswith("flg")]
    with_word = [text for text in texts if "weldneck" in text.lower()]
    assert len(with_code) > 250
    assert len(with_word) > 50


def test_reject_class_holds_words_of_most_classes():
    _, items = read_classes()
    texts = write(np.full(3000, len(items)))
    seen = set(" ".join(texts).lower().split())
    assert np.mean([bool(seen & set(item.words)) for item in items]) > 0.95


def test_documents_of_one_variant_share_a_word_more_often():
    _, items = read_classes()
    bolt = [item.name for item in items].index("hex bolt")
    classes, generator = np.full(1000, bolt), np.random.default_rng(0)
    writer = Writer(generator, *read_classes())
    close, spread = (
        writer.write(classes, places) for places in (np.full(1000, 0.3), generator.random(1000))
    )
    word = items[bolt].words[int(0.3 * len(items[bolt].words))]
    assert sum(word in text.lower() for text in close) > 1.5 * sum(
        word in text.lower() for text in spread
    )

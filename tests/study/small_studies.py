"""Small studies that the tests of this folder share."""

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.study.store import create_study

TEXTS = ("steel flange", "brass valve", "qwxz", "flange 4532", "hex bolt", "asdf")
LABELS = ("flange", "valve", "bad", "flange", "bolt", "bad")


def labelled(texts=TEXTS, labels=LABELS, **parts):
    return make_labelled_corpus(list(texts), list(labels), **{"reject_class": "bad"} | parts)


def unlabelled(texts=TEXTS * 3):
    ids = [f"d{row}" for row in range(len(texts))]
    return make_corpus(list(texts), ids=ids, clusters=[f"c{row % 4}" for row in range(len(texts))])


def create(home, name="Spare parts", **arguments):
    defaults = {
        "labelled": labelled(),
        "unlabelled": unlabelled(),
        "drawing": "proportional",
        "aim": "explore",
    }
    return create_study(home, name, **defaults | arguments)

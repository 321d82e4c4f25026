import numpy as np
import pytest

from analysis.evaluation.confusion import ConfusionCounts
from analysis.evaluation.confusion_matrix import confusion_matrix
from analysis.evaluation.confusion_wording import (
    baseline_sentence,
    confusion_sentence,
    matrix_caption,
)

CLASSES = ("bad", "socket screw", "$x$ <b>bolt</b>")
COUNTS = np.array([[2990, 10, 0], [12, 588, 212], [30, 0, 170]])
CONFUSION = ConfusionCounts(COUNTS, CLASSES, reject_code=0)


def two(counts, reject_code=None):
    return ConfusionCounts(np.array(counts), ("a", "b"), reject_code)


def test_confusion_sentence_counts_errors_and_names_the_pair_most_confused():
    assert confusion_sentence(CONFUSION) == (
        "264 of 4,012 documents are decided wrongly; 42 of them go to bad. The pair most often "
        "confused is socket screw taken for $x$ <b>bolt</b>: 212 of 812 documents, 26 % "
        "(23 % to 29 %)."
    )


def test_without_a_reject_class_the_class_that_gains_most_errors_is_named():
    told = confusion_sentence(ConfusionCounts(COUNTS, CLASSES))
    assert "; 212 of them go to $x$ <b>bolt</b>, more than to any other class." in told


@pytest.mark.parametrize(
    ("confusion", "begin"),
    [
        (two([[1, 0], [0, 0]]), "None of 1 document is decided wrongly."),
        (two([[5, 0], [0, 5]]), "None of 10 documents is decided wrongly."),
        (two([[5, 1], [0, 5]]), "1 of 11 documents is decided wrongly; it goes to b."),
        (two([[5, 2], [0, 5]]), "2 of 12 documents are decided wrongly; all of them go to b."),
        (two([[5, 2], [1, 5]], 0), "3 of 13 documents are decided wrongly; 1 of them goes to a."),
        (
            two([[5, 2], [0, 5]], 0),
            "2 of 12 documents are decided wrongly; none of them goes to a.",
        ),
    ],
)
def test_confusion_sentence_is_grammatical(confusion, begin):
    assert confusion_sentence(confusion).startswith(begin)


def test_baseline_sentence_compares_errors_and_pairs():
    assert baseline_sentence(two([[5, 2], [1, 5]]), two([[3, 0], [1004, 1]])) == (
        "The baseline decides 1,004 wrongly; it confuses 1 pair of classes, the current settings 2."
    )


def test_matrix_caption_tells_the_order_and_the_cap():
    order = np.array([1, 2, 0])
    assert matrix_caption(confusion_matrix(CONFUSION, order, "count"), CONFUSION) == (
        "3 of 3 classes shown, in an order that makes confused classes neighbours, bad last. "
        "The diagonal has no colour; colours end at the 99th percentile, 207."
    )


def test_matrix_caption_tells_what_is_left_out():
    matrix = confusion_matrix(CONFUSION, np.array([1, 2, 0]), window=[1, 2])
    told = matrix_caption(matrix, CONFUSION)
    assert told.startswith("2 of 3 classes shown")
    assert told.endswith("52 wrongly decided documents of or for classes left out are not here.")


def test_matrix_caption_without_errors_tells_no_cap():
    confusion = two([[5, 0], [0, 5]])
    assert matrix_caption(confusion_matrix(confusion, np.arange(2)), confusion) == (
        "2 of 2 classes shown, in an order that makes confused classes neighbours."
    )

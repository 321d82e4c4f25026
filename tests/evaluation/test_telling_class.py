import numpy as np

from analysis.evaluation.confusion import confusion_counts
from analysis.evaluation.per_class import per_class
from analysis.evaluation.telling_class import telling_class, telling_opponent

CLASSES = ("a", "b", "bad", "c")
TRUE = np.array([0, 0, 0, 1, 1, 2, 2, 2, 2, 3])


def figures(decided, reject_code=2):
    return per_class(confusion_counts(TRUE, np.array(decided), CLASSES, reject_code))


def test_the_most_frequent_class_never_predicted_is_worth_a_look():
    telling = telling_class(figures([0, 0, 0, 2, 2, 2, 2, 2, 2, 2]))
    assert CLASSES[telling.code] == "b"
    assert "never predicted" in telling.reason


def test_else_it_is_the_class_of_lowest_f1_but_never_the_reject_class():
    telling = telling_class(figures([0, 0, 0, 1, 3, 0, 0, 1, 3, 3]))
    assert CLASSES[telling.code] != "bad"
    assert telling.reason == "the class with the lowest F1"


def test_a_class_is_compared_with_what_it_is_taken_for():
    found = figures([0, 0, 1, 1, 1, 2, 2, 2, 2, 3])
    assert CLASSES[telling_opponent(found, 0).code] == "b"
    assert CLASSES[telling_opponent(found, 3).code] == "bad"
    assert telling_opponent(found, 3).reason == "the most frequent other class"

import numpy as np

from analysis.evaluation.class_table import class_table
from analysis.evaluation.confusion import confusion_counts
from analysis.evaluation.per_class import per_class

CLASSES = ("a", "b", "bad", "c")
TRUE = np.array([0, 0, 0, 1, 1, 2, 2, 2, 3])
DECIDED = np.array([0, 0, 2, 2, 2, 2, 2, 0, 2])


def figures(decided=DECIDED, reject_code=2):
    return per_class(confusion_counts(TRUE, decided, CLASSES, reject_code))


def test_the_worst_class_stands_first_and_among_them_the_most_frequent():
    assert class_table(figures())["class"].tolist() == ["b", "c", "bad", "a"]


def test_codes_lead_back_to_the_classes():
    table = class_table(figures())
    assert [CLASSES[code] for code in table["code"]] == table["class"].tolist()


def test_an_undefined_interval_is_shown_as_such_with_the_reason():
    row = class_table(figures()).set_index("class").loc["b"]
    assert row["precision_interval"] == "–"
    assert row["reason"] == "never predicted"
    assert row["recall_interval"].startswith("0.00 to 0.6")


def test_the_baseline_stands_beside_with_the_difference():
    table = class_table(figures(), figures(np.zeros(9, dtype=int))).set_index("class")
    np.testing.assert_allclose(table["f1_difference"], table["f1"] - table["f1_baseline"])
    assert table.loc["a", "f1_baseline"] == 0.5


def test_without_a_reject_class_nothing_is_lost_to_it():
    assert "lost_to_reject" not in class_table(figures(reject_code=None))

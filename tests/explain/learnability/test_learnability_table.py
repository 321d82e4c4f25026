import numpy as np

from analysis.explain.learnability.learnability_table import REACHED, learnability_table
from tests.explain.learnability.determined import determined
from tests.explain.learnability.test_learnability_wording import FOUND
from tests.explain.learnability.test_more_labels import CORPUS


def test_the_table_tells_both_what_is_determined_and_what_would_be_gained():
    shares = np.linspace(0.9, 0.3, CORPUS.n_classes)
    known = determined((0.7, 0.6, 0.8), (0.6, 0.5, 0.7), shares)
    table = learnability_table(CORPUS, known, FOUND.classes, 0.95)
    assert set(table["class"]) == set(CORPUS.classes)
    row = table.set_index("class").loc["class 0"]
    assert row["determined_interval"] == "0.80 to 1.00"
    assert "more than 1,280" in row["needed_interval"]
    none = table.set_index("class").loc["class 6"]
    assert none["gain_interval"] == none["needed_interval"] == ""
    assert np.isnan(none["needed"])


def test_an_f1_that_the_labels_there_are_reach_is_told_as_reached():
    known = determined((0.7, 0.6, 0.8), (0.6, 0.5, 0.7))
    first = learnability_table(CORPUS, known, FOUND.classes, 0.3).set_index("class")
    assert first.loc["class 0", "needed_interval"] == REACHED


def test_without_curves_the_table_tells_what_is_determined():
    table = learnability_table(CORPUS, determined((0.7, 0.6, 0.8), (0.6, 0.5, 0.7)), None, 0.5)
    assert list(table) == ["class", "labels", "determined", "within_class", "determined_interval"]

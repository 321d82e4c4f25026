import numpy as np

from analysis.explain.diagnosis.diagnosis import FINDINGS
from analysis.explain.diagnosis.diagnosis_table import findings_frame, remedies_frame
from analysis.explain.diagnosis.remedy_steps import REMEDIES
from tests.explain.diagnosed import CLASSES, diagnosed

DIAGNOSIS = diagnosed()


def test_what_is_known_comes_first_and_then_the_more_frequent_class():
    frame = findings_frame(DIAGNOSIS)
    assert frame["class"].tolist() == ["torn", "eaten", "twice", "hopeless", "tiny", "bad"]
    order = frame["finding"].map(FINDINGS.index)
    assert order.is_monotonic_increasing


def test_a_row_agrees_with_the_diagnosis():
    row = findings_frame(DIAGNOSIS).set_index("class").loc["eaten"]
    assert row["code"] == 1
    assert row["remedy"] == "bad left out of training"
    assert row["gain"] == DIAGNOSIS.gains.f1[1, DIAGNOSIS.remedy[1]]
    np.testing.assert_array_equal(row[list(REMEDIES)].astype(float), DIAGNOSIS.gains.f1[1])


def test_a_class_without_a_named_remedy_has_no_gain_of_it():
    row = findings_frame(DIAGNOSIS).set_index("class").loc["twice"]
    assert row[["cause", "remedy", "gain"]].isna().all()


def test_remedies_that_were_tried_are_listed_the_greatest_gain_first():
    frame = remedies_frame(DIAGNOSIS, CLASSES.index("twice"))
    assert len(frame) == len(REMEDIES) - 1
    assert frame["gain"].is_monotonic_decreasing
    assert frame["remedy"][0] == "C raised to 30"
    assert frame["works"].tolist() == [True, True, False, False, False, False]


def test_what_a_remedy_shares_with_the_best_is_told():
    frame = remedies_frame(DIAGNOSIS, CLASSES.index("twice")).set_index("key")
    assert frame.loc["equal priors", "regained_with_the_best"] == 7


def test_a_class_on_which_nothing_was_tried_has_an_empty_table():
    empty = diagnosed()
    empty.gains.f1[3] = np.nan
    assert remedies_frame(empty, 3).empty


def test_a_remedy_is_named_for_the_class_that_it_mends_alone():
    assert DIAGNOSIS.names(1, "without the reject class")
    assert not DIAGNOSIS.names(1, "equal priors")
    assert not DIAGNOSIS.names(2, "equal priors")

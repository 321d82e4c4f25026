from dataclasses import replace

import numpy as np
import pytest

from analysis.explain.diagnosis.diagnosis import NO_FAILURE
from analysis.explain.diagnosis.diagnosis_wording import (
    cause,
    finding_sentence,
    general_remedy_name,
    interval_sentence,
    remedy_name,
    summary_sentence,
)
from analysis.explain.diagnosis.remedy_steps import REMEDIES
from tests.explain.diagnosed import CLASSES, diagnosed

DIAGNOSIS = diagnosed()


def said(name):
    return finding_sentence(DIAGNOSIS, CLASSES.index(name))


def test_the_summary_counts_every_finding():
    assert summary_sentence(DIAGNOSIS) == (
        "5 of 6 classes fail (F1 below 0.5): one remedy mends 2 (bad left out 1, a rival left "
        "out 1); more than one would mend 1; nothing tried mends 1; for 1 the labels are not "
        "enough to tell."
    )


def test_the_only_remedy_is_named_without_a_number_that_was_told_before():
    named = DIAGNOSIS.remedy[DIAGNOSIS.remedy >= 0]
    alone = replace(DIAGNOSIS, remedy=np.where(DIAGNOSIS.remedy >= 0, named[0], -1))
    name = general_remedy_name(DIAGNOSIS, REMEDIES[named[0]])
    assert f"one remedy mends 2 ({name});" in summary_sentence(alone)


def test_no_class_that_fails():
    fine = replace(DIAGNOSIS, findings=(NO_FAILURE,) * 6, remedy=np.full(6, -1))
    assert summary_sentence(fine) == "None of 6 classes fails: all F1 are at least 0.5."


def test_a_class_that_one_remedy_mends():
    assert said("eaten") == (
        "eaten: eaten by bad. One remedy mends it, bad left out of training: F1 +0.90 (+0.70 to "
        "+1.00, placebo +0.01), it finds 18 of 20 documents instead of 0, with 0 false. That is "
        "among the documents of all other classes; 60 documents of bad would be taken for it."
    )


def test_a_class_that_shares_its_words_names_the_other():
    assert "shares its words with twice" in said("torn")
    assert "1 document of twice would be taken for it" in said("torn")


def test_a_class_that_several_would_mend_says_what_they_share():
    assert said("twice") == (
        "More than one remedy would mend twice: C raised to 30 (F1 +0.55), priors made equal in "
        "the decision (F1 +0.50). None gains more than all others beyond the intervals; 7 "
        "documents are regained by both of the first two."
    )


def test_a_class_that_nothing_mends():
    assert "none can gain 0.25 or more in F1" in said("hopeless")


def test_a_class_on_which_nothing_could_be_tried():
    untried = diagnosed()
    untried.gains.f1[CLASSES.index("hopeless")] = np.nan
    said = finding_sentence(untried, CLASSES.index("hopeless"))
    assert said == "No remedy is left to be tried on hopeless."


def test_too_few_labels_say_what_gained_most_and_that_it_may_be_chance():
    assert said("tiny") == (
        "4 labels are not enough to tell what mends tiny: the most is gained by C raised to 30, "
        "F1 +0.30 (+0.10 to +0.40, placebo +0.01), which chance or its placebo explains."
    )


def test_a_class_that_does_not_fail():
    assert said("bad") == "bad does not fail: its F1 is 0.80, at least 0.5."


def test_a_class_without_documents_is_not_said_to_do_well():
    without = replace(DIAGNOSIS, f1=np.array([np.nan, 0, 0, 0, 0, 0]))
    assert finding_sentence(without, 0) == "bad has no documents."


@pytest.mark.parametrize("name", ["bad", "twice", "hopeless", "tiny"])
def test_only_a_class_with_one_remedy_has_a_cause(name):
    assert cause(DIAGNOSIS, CLASSES.index(name)) is None


def test_every_remedy_has_a_name_and_a_cause_of_its_own():
    torn = CLASSES.index("torn")
    assert len({remedy_name(DIAGNOSIS, torn, r) for r in range(len(REMEDIES))}) == len(REMEDIES)
    causes = {cause(replace(DIAGNOSIS, remedy=np.full(6, r)), torn) for r in range(len(REMEDIES))}
    assert len(causes) == len(REMEDIES)


def test_the_level_of_the_intervals_is_told():
    assert "99.2 % intervals" in interval_sentence(DIAGNOSIS)

from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.corpus import make_labelled_corpus
from analysis.explain.diagnosis.counterfactuals import Counterfactuals, Trial
from analysis.explain.diagnosis.gains import Trials
from analysis.explain.diagnosis.remedy_steps import LABELS, PRIORS, REJECT, REMEDIES, RIVAL

N_CLASSES = 3


def corpus(copies=1):
    """Ten documents of each class, no two alike but for copies."""
    texts = [f"text {i}" for i in range(30 // copies)] * copies
    labels = np.repeat(["a", "b", "bad"], 10 // copies).tolist() * copies
    return make_labelled_corpus(texts, labels, reject_class="bad")


def mask(*codes):
    return np.isin(np.arange(N_CLASSES), codes)


def trial(remedy, decided, left_out=(), *, placebo=False):
    return Trial(remedy, placebo, mask(*left_out), np.array(decided, dtype=np.int16))


CODES = np.repeat([0, 1, 2], 10)
# Of "a" nothing is found: half is taken for "b", half for the reject class.
BEFORE = np.array([1] * 5 + [2] * 5 + [1] * 10 + [2] * 10, dtype=np.int16)
WITHOUT_REJECT = np.array([1] * 5 + [0] * 5 + [1] * 10 + [0] * 7 + [1] * 3, dtype=np.int16)
WITHOUT_B = np.array([0] * 8 + [2] * 2 + [0] * 10 + [2] * 10, dtype=np.int16)


def trials(*of, rivals=(1, 0, -1)):
    return Trials(corpus(), Counterfactuals(BEFORE, np.array(rivals), 10.0, of))


def column(remedy):
    return REMEDIES.index(remedy)


def test_documents_of_a_class_left_out_are_not_scored():
    gains = trials(trial(REJECT, WITHOUT_REJECT, (2,))).gains()
    # Among 20 documents: 5 of 10 found, none false.
    assert gains.f1[0, column(REJECT)] == pytest.approx(2 * 5 / 15)
    assert gains.recall[0, column(REJECT)] == 0.5
    assert np.isnan(gains.f1[2, column(REJECT)])


def test_what_would_intrude_is_counted_beside():
    intruders = trials(trial(REJECT, WITHOUT_REJECT, (2,))).intruders()
    assert intruders[:, column(REJECT)].tolist() == [7, 3, 0]


def test_only_the_class_whose_rival_is_left_out_is_tried_on_and_others_are_its_placebo():
    without_a = trial(RIVAL, [1] * 20 + [2] * 10, (0,))
    found = trials(trial(RIVAL, WITHOUT_B, (1,)), without_a, rivals=(1, 0, -1)).gains()
    assert found.f1[0, column(RIVAL)] == pytest.approx(2 * 8 / 18)
    assert np.isfinite(found.f1[1, column(RIVAL)])
    assert np.isnan(found.f1[2, column(RIVAL)])
    assert np.isfinite(found.placebo[2, column(RIVAL)])
    assert np.isnan(found.placebo[0, column(RIVAL)])


def test_the_placebo_is_the_mean_over_its_repeats():
    some = np.where((CODES == 0) & (np.arange(30) < 4), 0, BEFORE)
    gains = trials(
        trial(PRIORS, CODES),
        trial(PRIORS, some, placebo=True),
        trial(PRIORS, BEFORE, placebo=True),
    ).gains()
    assert gains.placebo[0, column(PRIORS)] == pytest.approx(0.5 * (2 * 4 / 14))
    assert gains.bar[0, column(PRIORS)] == pytest.approx(0.5 * (2 * 4 / 14))


def test_without_a_placebo_or_with_a_harmful_one_a_gain_has_to_exceed_nothing():
    gains = trials(trial(PRIORS, BEFORE), trial(PRIORS, [2] * 30, placebo=True)).gains()
    assert gains.placebo[1, column(PRIORS)] < 0
    assert (gains.bar >= 0).all()


def test_remedies_that_were_not_tried_are_undefined():
    gains = trials(trial(PRIORS, CODES)).gains()
    assert np.isnan(np.delete(gains.f1, column(PRIORS), axis=1)).all()


def test_regained_documents_are_shared_as_a_set():
    first = np.where((CODES == 0) & (np.arange(30) < 6), 0, BEFORE)
    second = np.where((CODES == 0) & (np.arange(30) >= 4), 0, BEFORE)
    both = trials(trial(PRIORS, first), trial(LABELS, second)).regained_by_both()
    assert both[0, column(PRIORS), column(PRIORS)] == 6
    assert both[0, column(LABELS), column(LABELS)] == 6
    assert both[0, column(PRIORS), column(LABELS)] == 2
    assert both[1].sum() == 0


def test_outcomes_agree_with_the_gains():
    of = trials(trial(PRIORS, CODES), trial(REJECT, WITHOUT_REJECT, (2,)))
    gains = of.gains()
    for remedy, outcome in of.outcomes(0).items():
        assert outcome.gain == pytest.approx(gains.f1[0, remedy])
        assert outcome.f1 == pytest.approx(outcome.gain)


def test_identical_documents_count_as_fewer():
    counterfactuals = Counterfactuals(BEFORE, np.array([-1, -1, -1]), 10.0, (trial(PRIORS, CODES),))
    apart = Trials(corpus(), counterfactuals)
    np.testing.assert_allclose(apart.documents_a_count, 1)
    twice = corpus(2)
    again = replace(counterfactuals, before=BEFORE)
    np.testing.assert_allclose(Trials(twice, again).documents_a_count, 2)

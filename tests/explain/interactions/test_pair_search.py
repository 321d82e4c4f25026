"""Pairs searched where single words are known to tell nothing: every class has the same odds."""

import numpy as np
import pytest
from scipy.stats import binom, false_discovery_control

from analysis.explain.interactions.additive_reference import AdditiveReference
from analysis.explain.interactions.pair_search import (
    Trial,
    false_discovery_rates,
    pool_trials,
    search_pairs,
)
from analysis.explain.interactions.word_incidence import word_incidence
from analysis.model.nested_scores import ScoredDocuments
from analysis.model.settings import FeatureSettings
from analysis.progress import Cancelled, Progress
from tests.corpora import labelled
from tests.explain.interacting import each_twice, either_or

N_FOLDS = 3


def knowing_nothing(corpus, folds):
    logits = np.zeros((corpus.n_documents, corpus.n_classes), np.float32)
    prior = np.full(corpus.n_classes, 1 / corpus.n_classes)
    outside = {}
    for fold in range(N_FOLDS):
        rows = np.flatnonzero(folds != fold)
        outside[fold] = ScoredDocuments(rows, corpus.codes[rows], logits[rows], folds[rows], prior)
    return AdditiveReference(np.ones(N_FOLDS), outside, logits)


def searched(corpus, progress=None):
    folds = (np.arange(corpus.n_documents) // 2 % N_FOLDS).astype(np.int8)
    incidence = word_incidence(corpus, FeatureSettings(), 5)
    reference = knowing_nothing(corpus, folds)
    progress = progress or Progress(N_FOLDS)
    return incidence, folds, search_pairs(corpus, folds, reference, incidence, progress)


def trial(pair=0, class_code=0, joint=1.0, gain=1.0, n_in_class=1, expected=(0.5,)):
    return Trial(pair, class_code, joint, gain, n_in_class, np.array(expected))


@pytest.fixture(scope="module")
def found():
    corpus = each_twice(either_or(300))
    return corpus, *searched(corpus)


def test_every_fold_tests_the_pair_that_decides(found):
    _, incidence, _, trials = found
    for of_fold in trials:
        named = {(incidence.pair(each.pair), each.class_code): each.joint > 0 for each in of_fold}
        assert named[("pepper", "salt"), 1]
        assert not named[("pepper", "salt"), 0]


def test_texts_of_the_fold_alone_are_counted_each_once(found):
    corpus, incidence, folds, trials = found
    words = {i: set(corpus.texts[i].split()) for i in range(0, corpus.n_documents, 2)}
    for fold, of_fold in enumerate(trials):
        for each in of_fold:
            pair = set(incidence.pair(each.pair))
            held = [i for i in words if folds[i] == fold and pair <= words[i]]
            assert len(each.expected) == len(held)
            assert each.n_in_class == (corpus.codes[held] == each.class_code).sum()


def test_labels_of_a_fold_do_not_choose_what_is_tested_on_it(found):
    corpus, _, folds, trials = found
    names = np.array(corpus.classes, dtype=object)[corpus.codes]
    held = np.flatnonzero(folds == 1)
    names[held] = np.roll(names[held], 2)
    _, _, other = searched(labelled(corpus.texts, names))

    def learned(of_fold):
        return [(each.pair, each.class_code, each.joint) for each in of_fold]

    assert learned(other[1]) == learned(trials[1])
    assert learned(other[0]) != learned(trials[0])
    assert [each.gain for each in other[1]] != [each.gain for each in trials[1]]


def test_it_stops_when_asked_to():
    progress = Progress(N_FOLDS)
    progress.cancel()
    with pytest.raises(Cancelled):
        searched(either_or(60), progress)


def test_folds_that_agree_are_put_together():
    (pooled,) = pool_trials(
        [
            [trial(joint=1.0, gain=2.0, n_in_class=3, expected=(0.1, 0.2))],
            [],
            [trial(joint=3.0, gain=-0.5, n_in_class=1, expected=(0.3,))],
        ]
    )
    assert (pooled.joint, pooled.gain, pooled.n_in_class) == (2.0, 1.5, 4)
    assert pooled.expected.tolist() == [0.1, 0.2, 0.3]


@pytest.mark.parametrize("other", [{"pair": 1}, {"class_code": 1}, {"joint": -1.0}])
def test_another_pair_class_or_direction_stands_by_itself(other):
    assert len(pool_trials([[trial()], [trial(**other)]])) == 2


def test_rates_are_those_of_binomial_tails_adjusted_by_scipy():
    numbers = [4, 8, 12, 16]
    alike = [trial(n_in_class=n, expected=[0.3] * 20) for n in numbers]
    tails = binom.sf(np.array(numbers) - 1, 20, 0.3)
    np.testing.assert_allclose(false_discovery_rates(alike), false_discovery_control(tails))


def test_a_direction_against_the_class_is_tested_by_the_lower_tail():
    (rate,) = false_discovery_rates([trial(joint=-1.0, n_in_class=2, expected=[0.3] * 20)])
    assert rate == pytest.approx(binom.cdf(2, 20, 0.3))


def test_without_trials_there_are_no_rates():
    assert pool_trials([[], []]) == []
    assert false_discovery_rates([]).shape == (0,)

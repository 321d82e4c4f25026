import numpy as np
import pytest
from sklearn.metrics import f1_score

from analysis.evaluation.macro_f1_offsets import LARGEST_STEP, search_offsets
from tests.evaluation.scored import scored


def macro_f1(logits, codes, offsets, weights=None):
    n_classes = logits.shape[1]
    decided = (logits + offsets).argmax(axis=1)
    averaging = {"labels": range(n_classes), "average": "macro", "zero_division": 0}
    return f1_score(codes, decided, sample_weight=weights, **averaging)


def small(seed, n=40, n_classes=3):
    rng = np.random.default_rng(seed)
    codes = np.concatenate([np.arange(n_classes), rng.choice(n_classes, n, p=[0.8, 0.15, 0.05])])
    logits = rng.normal(size=(len(codes), n_classes)) + np.log([0.8, 0.15, 0.05])
    logits[np.arange(len(codes)), codes] += 1.0
    return logits, codes


@pytest.mark.parametrize("seed", range(8))
def test_the_search_never_ends_below_its_start(seed):
    logits, codes = small(seed)
    start = np.random.default_rng(seed).normal(size=3)
    found = search_offsets(logits, codes, start)
    assert macro_f1(logits, codes, found) >= macro_f1(logits, codes, start) - 1e-12


@pytest.mark.parametrize("seed", range(8))
def test_no_offset_alone_does_better_by_brute_force(seed):
    """After the last round the last class moved is best where it is."""
    logits, codes = small(seed)
    found = search_offsets(logits, codes, np.zeros(3))
    reached = macro_f1(logits, codes, found)
    for step in np.linspace(-LARGEST_STEP, LARGEST_STEP, 161):
        assert macro_f1(logits, codes, found + np.array([0.0, 0.0, step])) <= reached + 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_weighed_documents_count_as_much_as_they_weigh(seed):
    logits, codes = small(seed)
    weights = np.random.default_rng(seed).lognormal(size=len(codes))
    found = search_offsets(logits, codes, np.zeros(3), weights)
    reached = macro_f1(logits, codes, found, weights)
    for step in np.linspace(-LARGEST_STEP, LARGEST_STEP, 161):
        moved = found + np.array([0.0, 0.0, step])
        assert macro_f1(logits, codes, moved, weights) <= reached + 1e-9
    whole = np.random.default_rng(seed).integers(1, 4, size=len(codes))
    copies = np.repeat(np.arange(len(codes)), whole)
    np.testing.assert_allclose(
        search_offsets(logits, codes, np.zeros(3), whole.astype(float)),
        search_offsets(logits[copies], codes[copies], np.zeros(3)),
    )


@pytest.mark.parametrize("seed", range(4))
def test_two_classes_reach_the_best_threshold_of_all(seed):
    logits, codes = small(seed)
    logits, codes = logits[codes < 2][:, :2], codes[codes < 2]
    margins = np.sort(logits[:, 0] - logits[:, 1])
    between = np.concatenate(
        [[margins[0] - 1], (margins[1:] + margins[:-1]) / 2, [margins[-1] + 1]]
    )
    best = max(macro_f1(logits, codes, np.array([0.0, cut])) for cut in between)
    found = search_offsets(logits, codes, np.zeros(2))
    assert macro_f1(logits, codes, found) == pytest.approx(best)


def test_it_gains_on_a_long_tail():
    corpus, out_of_fold = scored(strength=2.0)
    zeros = np.zeros(corpus.n_classes)
    found = search_offsets(out_of_fold.logits, corpus.codes, zeros)
    before = macro_f1(out_of_fold.logits, corpus.codes, zeros)
    assert macro_f1(out_of_fold.logits, corpus.codes, found) > before + 0.1


def test_a_class_left_out_of_training_is_not_moved():
    logits, codes = small(0)
    logits[:, 2] = -np.inf
    assert search_offsets(logits, codes, np.zeros(3))[2] == 0

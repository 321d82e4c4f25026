from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import f1_score, recall_score

from analysis.explain.learnability.curve_figures import CurveScores
from analysis.explain.learnability.learning_curve import MeasuredCurve
from tests.corpora import labelled

RNG = np.random.default_rng(0)
N, N_REPEATS, N_SIZES, K = 400, 3, 4, 5


def simulated(seed=0, groups=None):
    """Decisions that get better with the size; classes of unequal size."""
    rng = np.random.default_rng(seed)
    codes = np.sort(rng.choice(K, size=N, p=[0.5, 0.25, 0.15, 0.07, 0.03]))
    texts = [f"text {i}" for i in range(N)] if groups is None else [f"text {g}" for g in groups]
    corpus = labelled(texts, [f"class {code}" for code in codes])
    hard, chance = rng.random(N), rng.random((N_REPEATS, N_SIZES, N))
    right = 0.7 * hard + 0.3 * chance < np.array([0.3, 0.4, 0.5, 0.6])[:, None]
    decided = np.where(right, codes, rng.integers(K, size=right.shape))
    curve = MeasuredCurve(
        sizes=N * np.array([0.1, 0.2, 0.4, 0.8]),
        taus=np.array([0.0]),
        decided=decided[None].astype(np.int16),
        losses=rng.random(right.shape).astype(np.float32),
    )
    return curve, corpus


CURVE, CORPUS = simulated()
SCORES = CurveScores(CURVE, CORPUS, 0)


def by_scikit_learn(score, **options):
    """The score of every repeat and size, averaged over repeats."""
    each = [
        [score(CORPUS.codes, CURVE.decided[0, r, s], **options) for s in range(N_SIZES)]
        for r in range(N_REPEATS)
    ]
    return np.mean(each, axis=0)


def test_macro_f1_is_that_of_scikit_learn():
    np.testing.assert_allclose(SCORES.f1().values, by_scikit_learn(f1_score, average="macro"))


def test_micro_f1_is_that_of_scikit_learn():
    np.testing.assert_allclose(SCORES.micro_f1().values, by_scikit_learn(f1_score, average="micro"))


@pytest.mark.parametrize("codes", [[3], [1, 4]])
def test_figures_of_some_classes_are_means_of_scikit_learns(codes):
    chosen = np.array(codes)
    for figure, score in ((SCORES.f1(chosen), f1_score), (SCORES.recall(chosen), recall_score)):
        expected = by_scikit_learn(score, labels=codes, average="macro")
        np.testing.assert_allclose(figure.values, expected)
        assert figure.labels == CORPUS.support[chosen].mean()
        np.testing.assert_allclose(figure.sizes, CURVE.sizes * figure.labels / N)


def test_log_loss_is_the_mean_over_documents():
    np.testing.assert_allclose(SCORES.log_loss().values, CURVE.losses.mean(axis=(0, 2)), rtol=1e-6)


FIGURES = {
    "micro_f1": lambda scores: scores.micro_f1(),
    "macro_f1": lambda scores: scores.f1(np.array([0, 1, 2])),
    "one_class": lambda scores: scores.f1(np.array([1])),
    "recall": lambda scores: scores.recall(np.array([0, 2])),
    "log_loss": lambda scores: scores.log_loss(),
}


def drawn_anew(curve):
    """Scores of as many documents, drawn with replacement."""
    rows = RNG.integers(N, size=N)
    corpus = labelled([f"t{i}" for i in range(N)], np.array(CORPUS.classes)[CORPUS.codes[rows]])
    part = replace(curve, decided=curve.decided[..., rows], losses=curve.losses[..., rows])
    return CurveScores(part, corpus, 0)


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_standard_errors_are_those_of_a_bootstrap_over_documents(figure):
    """With all repeats alike, what is left is which documents there are."""
    curve = replace(
        CURVE,
        decided=np.repeat(CURVE.decided[:, :1], N_REPEATS, axis=1),
        losses=np.repeat(CURVE.losses[:1], N_REPEATS, axis=0),
    )
    drawn = np.array([figure(drawn_anew(curve)).values for _ in range(300)])
    found = figure(CurveScores(curve, CORPUS, 0))
    np.testing.assert_allclose(found.standard_errors, drawn.std(axis=0), rtol=0.2)
    errors = found.standard_errors
    correlation = found.covariance[0, -1] / (errors[0] * errors[-1])
    assert correlation == pytest.approx(np.corrcoef(drawn.T)[0, -1], abs=0.15)


def test_identical_documents_count_as_one():
    curve, corpus = simulated(groups=np.arange(N) // 4)
    apart, together = CurveScores(CURVE, CORPUS, 0), CurveScores(curve, corpus, 0)
    np.testing.assert_allclose(together.micro_f1().values, apart.micro_f1().values)
    assert together.log_loss().standard_errors[0] != apart.log_loss().standard_errors[0]


def test_a_class_that_is_never_decided_rightly_is_known_as_such():
    codes = np.arange(K)
    never = CURVE.decided.copy()
    never[never == 4] = 0
    curve = MeasuredCurve(sizes=CURVE.sizes, taus=CURVE.taus, decided=never, losses=CURVE.losses)
    assert list(CurveScores(curve, CORPUS, 0).n_sizes_found(codes)) == [N_SIZES] * 4 + [0]

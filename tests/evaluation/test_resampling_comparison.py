"""Shifts and resampled trainings, scored side by side and recounted."""

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, log_loss

from analysis.decision.decide import decide, posteriors
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.resampling_comparison import (
    AS_LEARNED,
    REFERENCE,
    SHIFTS,
    balancing_frame,
    compare_resampling,
)
from analysis.model.resampling import ResampledScores
from tests.corpora import long_tailed
from tests.evaluation.scored import repeated, scored


def figures_of(corpus, plain):
    """All ways, with a resampled training that only moved the priors."""
    uniform = np.full((1, corpus.n_classes), 1 / corpus.n_classes)
    balanced = plain.logits - np.log(plain.training_prior).astype(np.float32)
    resampled = {"oversampling": ResampledScores(balanced, plain.folds, uniform, 700.0)}
    figures = compare_resampling(corpus, plain, resampled)
    return {each.way: each for each in figures}


@pytest.fixture(scope="module")
def compared():
    corpus, plain = scored()
    return corpus, plain, figures_of(corpus, plain)


def test_every_shift_and_every_training_has_a_row(compared):
    assert list(compared[2]) == [*SHIFTS, "oversampling"]


@pytest.mark.parametrize("name", SHIFTS)
def test_figures_of_the_shifts_are_scikit_learns(compared, name):
    corpus, plain, figures = compared
    decided = decide(plain.logits, plain.training_prior, SHIFTS[name])
    posterior = posteriors(plain.logits.astype(float), plain.training_prior, SHIFTS[name])
    each = figures[name]
    assert each.micro_f1.value == pytest.approx(accuracy_score(corpus.codes, decided))
    macro = f1_score(corpus.codes, decided, average="macro", zero_division=0)
    assert each.macro_f1.value == pytest.approx(macro)
    expected = log_loss(corpus.codes, posterior, labels=range(corpus.n_classes))
    assert each.log_loss == pytest.approx(expected, rel=1e-4)


def test_a_training_that_only_moves_the_priors_equals_the_shift(compared):
    figures = compared[2]
    moved, shifted = figures["oversampling"], figures[REFERENCE]
    assert moved.macro_f1.value == pytest.approx(shifted.macro_f1.value)
    assert moved.macro_f1_more.value == pytest.approx(0)
    assert (moved.macro_f1_more.low, moved.macro_f1_more.high) == pytest.approx((0, 0))
    assert moved.log_loss == pytest.approx(shifted.log_loss, rel=1e-4)


def test_shifting_back_gives_the_posteriors_as_learned(compared):
    figures = compared[2]
    for each in figures.values():
        assert each.log_loss_back == pytest.approx(figures[AS_LEARNED].log_loss, rel=1e-4)
        expected = figures[AS_LEARNED].calibration_error
        assert each.calibration_error_back == pytest.approx(expected, abs=1e-4)


def test_posteriors_for_other_priors_are_less_true_of_these_documents(compared):
    figures = compared[2]
    assert figures[REFERENCE].log_loss > figures[AS_LEARNED].log_loss
    assert DecisionSettings() == SHIFTS[AS_LEARNED]


def test_the_table_has_the_intervals_beside_their_figures(compared):
    frame = balancing_frame(tuple(compared[2].values()))
    assert frame["way"].tolist() == list(compared[2])
    assert (frame["macro_f1_low"] < frame["macro_f1"]).all()
    assert {"micro_f1_high", "macro_f1_more_low", "log_loss_back"} <= set(frame)


FIGURES = ("log_loss", "log_loss_back", "calibration_error", "calibration_error_back")
ESTIMATES = ("micro_f1", "macro_f1", "macro_f1_more")


def test_weights_of_one_change_no_figure(compared):
    corpus, plain, expected = compared
    found = figures_of(corpus.with_weights(np.ones(corpus.n_documents)), plain)
    for way, each in found.items():
        for name in FIGURES:
            assert getattr(each, name) == pytest.approx(getattr(expected[way], name), rel=1e-12)
        for name in ESTIMATES:
            assert getattr(each, name) == getattr(expected[way], name)


def test_whole_weights_are_repeated_documents():
    corpus, plain = scored(strength=2.0)
    times = np.random.default_rng(1).integers(1, 5, size=corpus.n_documents)
    found = figures_of(corpus.with_weights(times.astype(float)), plain)
    expected = figures_of(*repeated(corpus, plain, times))
    for way, each in found.items():
        for name in FIGURES:
            assert getattr(each, name) == pytest.approx(getattr(expected[way], name))
        for name in ESTIMATES:
            ours, theirs = getattr(each, name), getattr(expected[way], name)
            assert ours.value == pytest.approx(theirs.value)
            # Copies are drawn together: their intervals are those of the weights.
            assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-5)


def test_the_weighed_log_loss_is_scikit_learns():
    corpus, plain = scored()
    weights = np.random.default_rng(0).lognormal(size=corpus.n_documents)
    figures = figures_of(corpus.with_weights(weights), plain)
    for name, settings in SHIFTS.items():
        posterior = posteriors(plain.logits.astype(float), plain.training_prior, settings)
        expected = log_loss(
            corpus.codes, posterior, labels=range(corpus.n_classes), sample_weight=weights
        )
        assert figures[name].log_loss == pytest.approx(expected, rel=1e-4)
        assert figures[name].macro_f1_more.value == pytest.approx(
            figures[name].macro_f1.value - figures[REFERENCE].macro_f1.value
        )


def test_weights_bring_the_figures_of_a_sample_nearer_to_those_of_the_whole():
    """Documents that are hard to decide have five times the chance of the others."""
    population = long_tailed(support=(1000, 700, 450, 300, 200, 150))
    corpus, plain = scored(strength=2.0, corpus=population)
    hard = plain.logits.argmax(axis=1) != corpus.codes
    chance = np.where(hard, 0.5, 0.1)
    truth = whole_figures(corpus, plain)
    rng, errors = np.random.default_rng(0), np.zeros((2, len(truth)))
    for _ in range(10):
        times = (rng.random(corpus.n_documents) < chance).astype(int)
        sample, scores = repeated(corpus, plain, times)
        weighed = sample.with_weights(1 / chance[times > 0])
        found = np.array([whole_figures(each, scores) for each in (sample, weighed)])
        errors += np.abs(found - truth)
    plainly, weighed = errors
    assert (weighed < plainly).all()
    assert weighed.sum() < plainly.sum() / 2


def whole_figures(corpus, plain):
    """Figures that describe a corpus as a whole, of every shift."""
    figures = figures_of(corpus, plain)
    names = ("log_loss", "log_loss_back", "calibration_error")
    return np.concatenate(
        [
            [getattr(figures[way], name) for name in names] + [figures[way].micro_f1.value]
            for way in SHIFTS
        ]
    )

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
from tests.evaluation.scored import scored


@pytest.fixture(scope="module")
def compared():
    corpus, plain = scored()
    uniform = np.full((1, corpus.n_classes), 1 / corpus.n_classes)
    balanced = plain.logits - np.log(plain.training_prior).astype(np.float32)
    resampled = {"oversampling": ResampledScores(balanced, plain.folds, uniform, 700.0)}
    figures = compare_resampling(corpus, plain, resampled)
    return corpus, plain, {each.way: each for each in figures}


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

import numpy as np
import pytest

from analysis.explain.learnability.curve_figures import CurveScores
from analysis.explain.learnability.learnability import learnability
from analysis.explain.learnability.learning_curve import MeasuredCurve
from analysis.explain.learnability.more_labels import class_curves, gains_frame, gains_from_doubling
from tests.corpora import labelled

SUPPORT = (400, 120, 60, 30, 25, 12, 3)
SHARES = np.array([1 / 8, 3 / 16, 1 / 4, 3 / 8, 1 / 2, 3 / 4, 1])


def corpus_of(support=SUPPORT):
    names = [f"class {k}" for k, n in enumerate(support) for _ in range(n)]
    return labelled([f"text {i}" for i in range(len(names))], names)


def simulated(corpus, found, seed=0):
    """Documents of a class found with a chance that depends on the labels of the class."""
    rng = np.random.default_rng(seed)
    labels = 0.8 * corpus.support[corpus.codes] * SHARES[:, None]
    right = rng.random((5, len(SHARES), corpus.n_documents)) < found(labels)
    missed = np.where(corpus.codes == 0, 1, 0)
    decided = np.where(right, corpus.codes, missed)
    return MeasuredCurve(
        sizes=0.8 * corpus.n_documents * SHARES,
        taus=np.array([0.0]),
        decided=decided[None].astype(np.int16),
        losses=np.exp(-SHARES)[None, :, None]
        .repeat(5, 0)
        .repeat(corpus.n_documents, 2)
        .astype(np.float32),
    )


def learned(labels):
    return 1 - 0.9 * labels**-0.3


CORPUS = corpus_of()
CURVES = class_curves(CurveScores(simulated(CORPUS, learned), CORPUS, 0), CORPUS)


def test_classes_of_fifty_documents_follow_their_own_curve_and_rarer_ones_that_of_their_size():
    assert [curve.basis for curve in CURVES[:5]] == [
        "its own curve",
        "its own curve",
        "its own curve",
        *["mean of 2 classes of 25 to 30 labels"] * 2,
    ]


def test_a_group_with_fewer_than_fifty_documents_says_why_nothing_is_told():
    for curve, labels in ((CURVES[5], 12), (CURVES[6], 3)):
        assert curve.extrapolation is None
        assert f"have {labels} labels together, 50 needed" in curve.reason
        assert np.isnan(curve.gain(1).value)
        assert np.isnan(curve.labels_needed(0.5).value)
        assert curve.possible_more() == 0


def test_classes_that_are_hardly_found_have_no_curve_to_carry_on():
    corpus = corpus_of((400, 60, 30, 25))
    curve = simulated(corpus, lambda labels: np.where(labels > 70, 0.9, 0.0))
    curves = class_curves(CurveScores(curve, corpus, 0), corpus)
    assert [each.extrapolation is None for each in curves] == [False, True, True, True]
    assert "hardly one document is found" in curves[1].reason
    gains = gains_from_doubling(curves)
    assert list(np.isnan(gains)) == [False, True, True, True]


def test_no_more_labels_are_asked_for_than_can_be_said():
    assert CURVES[0].possible_more() == 50
    rare = CURVES[3]
    assert 0 < rare.possible_more(1000) <= 0.8 * 4 * 30 - 30
    assert np.isfinite(rare.gain(rare.possible_more(1000)).value)
    assert np.isnan(rare.gain(1000).value)


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_gain_covers_what_more_labels_add(code):
    """F1 after the gain, against F1 simulated with twice the labels."""
    labels = CORPUS.support[code]
    more = corpus_of(tuple(2 * n for n in SUPPORT))
    scores = CurveScores(simulated(more, learned, seed=1), more, 0)
    measured = scores.f1(np.array([code]))
    start = CURVES[code].extrapolation.at(CURVES[code].extrapolation.figure.labels).value
    gain = CURVES[code].gain(int(0.6 * labels))
    expected = measured.values[-1] - start
    assert gain.low - 0.03 <= expected <= gain.high + 0.03


def test_labels_needed_are_those_of_the_class_not_of_the_group():
    rare, less_rare = CURVES[4], CURVES[3]
    target = rare.f1
    assert rare.labels_needed(target).value / less_rare.labels_needed(
        target
    ).value == pytest.approx(25 / 30)


def test_the_table_holds_every_class_the_largest_gain_first():
    frame = gains_frame(CURVES, CORPUS, 0.5)
    assert sorted(frame["code"]) == list(range(len(SUPPORT)))
    assert frame["gain"].dropna().is_monotonic_decreasing
    assert frame["reason"].astype(bool).equals(frame["gain"].isna())
    # Below fifty documents, a class has no figure of its own.
    assert frame["f1"].isna().equals(frame["labels"] < 50)


def test_learnability_reads_all_figures_from_one_curve():
    curve = simulated(CORPUS, learned)
    found = learnability(curve, CORPUS, tau=1.0)
    assert found.tau == 0
    assert len(found.classes) == len(SUPPORT)
    assert len(found.groups) == len(found.recalls) == len(found.f1s) == 6
    assert found.macro_f1.gain(2 * CORPUS.n_documents).value > 0
    assert found.log_loss.gain(2 * CORPUS.n_documents).value > 0
    recall = found.recalls[-1].values[-1]
    assert recall == pytest.approx(learned(0.8 * 400), abs=0.05)

import numpy as np
import pytest

from analysis.decision.calibration import calibrate, fit_temperature, reliability

PRIOR = np.full(5, 0.2)


def sure_logits(temperature=2.0, n=6000, seed=0):
    """Labels drawn from the posteriors, whose logits are then made too sure."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(scale=2, size=(n, 5))
    codes = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)
    return (temperature * logits).astype(np.float32), codes


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_the_temperature_that_was_put_in_is_found(temperature):
    assert fit_temperature(*sure_logits(temperature), PRIOR) == pytest.approx(temperature, rel=0.05)


def test_calibration_makes_posteriors_reliable_and_the_log_loss_smaller():
    logits, codes = sure_logits()
    found = calibrate(logits, codes, PRIOR, np.arange(len(codes)) % 5)
    assert found.after.error < 0.03 < found.before.error
    assert found.log_loss_after < found.log_loss_before


def test_no_document_takes_part_in_its_own_calibration():
    """Changing the labels of one fold leaves that fold's calibrated posteriors as they were."""
    logits, codes = sure_logits(n=1000)
    folds = np.arange(1000) % 2
    changed = np.where(folds == 0, (codes + 1) % 5, codes)
    one, other = (calibrate(logits, c, PRIOR, folds) for c in (codes, changed))
    held_out = [fit_temperature(logits[folds == 1], c[folds == 1], PRIOR) for c in (codes, changed)]
    assert held_out[0] == held_out[1]
    assert one.temperature != other.temperature


def test_documents_of_a_class_left_out_of_training_do_not_count():
    logits, codes = sure_logits(n=2000)
    prior = np.array([0.0, 0.25, 0.25, 0.25, 0.25])
    known = codes > 0
    assert fit_temperature(logits, codes, prior) == fit_temperature(
        logits[known], codes[known], prior
    )
    assert fit_temperature(logits[~known], codes[~known], prior) == 1


def test_reliability_is_the_share_of_right_decisions_in_each_bin():
    posterior, right = np.array([0.05, 0.55, 0.58, 1.0]), np.array([True, False, True, True])
    found = reliability(posterior, right)
    assert found.documents.sum() == 4
    assert found.documents.tolist() == [1, 0, 0, 0, 0, 2, 0, 0, 0, 1]
    assert found.frame()["share_right"].tolist() == [1.0, 0.5, 1.0]
    assert np.isnan(found.share_right[found.documents == 0]).all()
    assert found.effective_documents == 4
    assert found.error == pytest.approx((0.95 + 0.13 + 0.0) / 4)


def test_whole_weights_are_repeated_documents():
    logits, codes = sure_logits(n=600)
    times = np.random.default_rng(0).integers(1, 4, size=600)
    rows, folds = np.repeat(np.arange(600), times), np.arange(600) % 3
    weighed = calibrate(logits, codes, PRIOR, folds, times.astype(float))
    copied = calibrate(logits[rows], codes[rows], PRIOR, folds[rows])
    for name in ("temperature", "log_loss_before", "log_loss_after"):
        assert getattr(weighed, name) == pytest.approx(getattr(copied, name), rel=1e-3)
    for ours, theirs in ((weighed.before, copied.before), (weighed.after, copied.after)):
        np.testing.assert_allclose(ours.posterior, theirs.posterior, rtol=1e-3)
        np.testing.assert_allclose(ours.share_right, theirs.share_right, atol=1e-2)
        assert ours.error == pytest.approx(theirs.error, rel=1e-2)
    np.testing.assert_allclose(weighed.before.share_right, copied.before.share_right, rtol=1e-12)
    plain = calibrate(logits, codes, PRIOR, folds)
    assert weighed.temperature != plain.temperature


def test_weights_of_one_change_nothing():
    logits, codes = sure_logits(n=600)
    folds = np.arange(600) % 3
    plain, ones = (calibrate(logits, codes, PRIOR, folds, w) for w in (None, np.ones(600)))
    assert ones.temperature == pytest.approx(plain.temperature)
    for name in ("documents", "effective", "posterior", "share_right", "error"):
        np.testing.assert_array_equal(getattr(ones.before, name), getattr(plain.before, name))
    np.testing.assert_array_equal(plain.before.effective, plain.before.documents)


def test_the_effective_number_of_a_bin_is_that_of_kish():
    weights = np.array([1.0, 2.0, 3.0, 0.5])
    found = reliability(np.array([0.55, 0.58, 0.52, 0.9]), np.ones(4, dtype=bool), weights)
    np.testing.assert_allclose(found.frame()["effective"], [36 / 14, 1])
    assert found.effective_documents == pytest.approx(6.5**2 / 14.25)


def test_without_documents_the_error_is_undefined():
    assert np.isnan(reliability(np.empty(0), np.empty(0, dtype=bool)).error)


def test_weights_bring_the_calibration_of_a_sample_nearer_to_that_of_the_whole():
    """A tenth of the documents has posteriors far too sure, and half of the labels."""
    rng = np.random.default_rng(2)
    odd = rng.random(12_000) < 0.1
    true = rng.normal(scale=2, size=(len(odd), 5))
    codes = (true + rng.gumbel(size=true.shape)).argmax(axis=1)
    logits = np.where(odd[:, None], 4, 1) * true
    chance = np.where(odd, 0.5, 0.5 / 9)

    def figures(rows, weights=None):
        folds = np.arange(rows.sum()) % 2
        found = calibrate(logits[rows], codes[rows], PRIOR, folds, weights)
        shares = found.before.share_right[5:]
        return np.array([np.log(found.temperature), found.log_loss_before, *shares])

    truth = figures(np.ones(len(odd), dtype=bool))
    errors = np.zeros((2, len(truth)))
    for _ in range(10):
        rows = rng.random(len(odd)) < chance
        errors += np.abs([figures(rows) - truth, figures(rows, 1 / chance[rows]) - truth])
    plain, weighed = errors
    assert (weighed[:2] < plain[:2] / 3).all()
    assert weighed[2:].mean() < plain[2:].mean() / 2

import numpy as np
import pytest
from sklearn.metrics import balanced_accuracy_score, f1_score

from analysis.evaluation.confusion import ConfusionCounts, confusion_counts
from analysis.evaluation.overall import averaged_classes, overall

CLASSES = ("bad", "bolt", "flange", "nut")


@pytest.fixture
def codes():
    return np.random.default_rng(0).choice(4, size=300, p=[0.5, 0.3, 0.15, 0.05])


@pytest.fixture
def decided(codes):
    """Class 3 is never predicted."""
    rng = np.random.default_rng(1)
    return np.where((rng.random(300) < 0.7) & (codes < 3), codes, rng.integers(0, 3, size=300))


@pytest.fixture
def confusion(codes, decided):
    return confusion_counts(codes, decided, CLASSES, reject_code=0)


@pytest.fixture
def losses():
    return np.random.default_rng(2).exponential(size=300)


def test_figures_agree_with_sklearn(codes, decided, confusion, losses):
    found = overall(confusion, losses)
    assert found.micro_f1.value == pytest.approx(f1_score(codes, decided, average="micro"))
    assert found.macro_f1.value == pytest.approx(f1_score(codes, decided, average="macro"))
    assert found.balanced_accuracy == pytest.approx(balanced_accuracy_score(codes, decided))
    assert found.log_loss == pytest.approx(losses.mean())
    assert (found.documents, found.classes) == (300, 4)


def test_without_reject_agrees_with_sklearn_on_the_other_documents(
    codes, decided, confusion, losses
):
    kept = codes != 0
    found = overall(confusion, losses[kept], with_reject=False)
    y, d = codes[kept], decided[kept]
    assert found.micro_f1.value == pytest.approx((y == d).mean())
    assert found.macro_f1.value == pytest.approx(f1_score(y, d, labels=[1, 2, 3], average="macro"))
    assert found.log_loss == pytest.approx(losses[kept].mean())
    assert (found.documents, found.classes) == (kept.sum(), 3)


def test_prior_log_loss_is_the_entropy_of_the_class_shares(codes, confusion, losses):
    shares = np.bincount(codes) / 300
    assert overall(confusion, losses).prior_log_loss == pytest.approx(-(shares @ np.log(shares)))
    kept = codes != 0
    without = overall(confusion, losses[kept], with_reject=False)
    assert without.prior_log_loss == pytest.approx(-np.log(shares[codes[kept]]).mean())


def test_never_predicted_classes_and_what_they_hold(codes, confusion, losses):
    found = overall(confusion, losses)
    np.testing.assert_array_equal(found.never_predicted, [3])
    assert found.never_predicted_share == 0.25
    assert found.never_predicted_label_share == pytest.approx((codes == 3).mean())


def test_a_class_decided_only_for_reject_documents_is_predicted():
    confusion = ConfusionCounts(np.array([[5, 2], [4, 0]]), ("bad", "bolt"), reject_code=0)
    found = overall(confusion, np.ones(4), with_reject=False)
    assert found.never_predicted.size == 0
    assert found.macro_f1.value == 0


def test_a_class_without_documents_and_decisions_is_not_averaged():
    confusion = ConfusionCounts(np.diag([3, 0, 5]), ("a", "b", "c"))
    found = overall(confusion, np.zeros(8))
    assert (found.classes, found.macro_f1.value, found.never_predicted.size) == (2, 1, 0)


def test_a_class_with_decisions_only_is_averaged_as_sklearn_does():
    confusion = ConfusionCounts(np.array([[3, 1], [0, 0]]), ("a", "b"))
    expected = f1_score([0, 0, 0, 0], [0, 0, 0, 1], average="macro")
    assert overall(confusion, np.zeros(4)).macro_f1.value == pytest.approx(expected)
    assert averaged_classes(confusion).all()


def test_nothing_scored_is_undefined():
    confusion = ConfusionCounts(np.array([[4, 1], [0, 0]]), ("bad", "bolt"), reject_code=0)
    found = overall(confusion, np.empty(0), with_reject=False)
    figures = (found.micro_f1.value, found.balanced_accuracy, found.log_loss, found.prior_log_loss)
    assert np.isnan(figures).all()
    assert found.documents == 0

import pytest

from analysis.explain.vocabulary.missing_coefficients import reason_without_coefficients
from tests.explain.models import fitted

LEFT_OUT = 0


@pytest.fixture(scope="module")
def model():
    return fitted(left_out=LEFT_OUT).model


@pytest.mark.parametrize("classes", [[1], [1, 2], []])
def test_there_is_no_reason_where_every_class_was_trained(model, classes):
    assert reason_without_coefficients(model, classes) is None


def test_a_class_by_itself_is_not_counted(model):
    assert reason_without_coefficients(model, [LEFT_OUT]) == (
        "The class was left out of training, so it has no coefficients."
    )


@pytest.mark.parametrize("classes", [[LEFT_OUT, 1, 2], [2, 1, LEFT_OUT]])
def test_of_several_classes_those_left_out_are_counted(model, classes):
    reason = reason_without_coefficients(model, classes)
    assert reason.startswith("Left out of training: 1 of the 3 classes.")

import numpy as np

from analysis.explain.vocabulary.separating_terms import separating_terms
from tests.explain.models import TINY, fitted


def test_differences_are_those_of_the_coefficients_before_centring():
    run = fitted()
    shown = separating_terms(run.model, run.counts, 2, 5, n_each=4)
    columns = [run.model.terms.tolist().index(term) for term in shown.terms]
    before = run.estimator.coef_[2] - run.estimator.coef_[5]
    np.testing.assert_allclose(shown.differences, before[columns], atol=1e-12)
    np.testing.assert_allclose(shown.differences[:4], np.sort(before)[::-1][:4], atol=1e-12)
    np.testing.assert_allclose(shown.differences[4:], np.sort(before)[:4][::-1], atol=1e-12)


def test_swapping_the_classes_turns_the_list_round():
    run = fitted()
    there = separating_terms(run.model, run.counts, 2, 5).frame()
    back = separating_terms(run.model, run.counts, 5, 2).frame()[::-1].set_index("term")
    there = there.set_index("term").loc[back.index]
    np.testing.assert_array_equal(there["difference"], -back["difference"])
    np.testing.assert_array_equal(there["in_a"], back["in_b"])
    np.testing.assert_array_equal(there["share_of_b"], back["share_of_a"])


def test_counts_are_those_of_each_class():
    run = fitted(TINY)
    frame = separating_terms(run.model, run.counts, 0, 1).frame().set_index("term")
    assert frame.loc["flange", ["in_a", "in_b", "share_of_a", "share_of_b"]].tolist() == [
        2,
        0,
        1.0,
        0.0,
    ]


def test_a_class_left_out_of_training_says_so():
    run = fitted(left_out=0)
    shown = separating_terms(run.model, run.counts, 0, 1)
    assert shown.frame().empty
    assert shown.reason is not None
    assert shown.reason.startswith("Left out of training: 1 of the 2 classes.")


def test_a_class_against_itself_has_nothing_to_show():
    run = fitted(TINY)
    assert separating_terms(run.model, run.counts, 1, 1).frame().empty

import itertools

import numpy as np
import pytest

from analysis.decision.costs import (
    bayes_decisions,
    cheap_errors_finding,
    cost_matrix,
    costs_of_matrix,
    error_costs,
)
from analysis.decision.decide import decide
from analysis.decision.settings import CostSettings, DecisionSettings
from analysis.errors import InputError

CLASSES = ("bad", "bolt", "nut")


@pytest.fixture
def posterior():
    return np.random.default_rng(0).dirichlet(np.full(7, 0.4), size=4000).astype(np.float32)


def test_the_matrix_holds_the_three_costs_and_the_exceptions():
    costs = CostSettings(0, to_reject=0.5, from_reject=4.0, exceptions=((1, 2, 9.0), (1, 0, 3.0)))
    expected = [[0, 4, 4], [3, 0, 9], [0.5, 1, 0]]
    np.testing.assert_array_equal(cost_matrix(costs, 3), expected)


def test_equal_costs_are_argmax_exactly(posterior):
    decided, expected = bayes_decisions(posterior, 1 - np.eye(7))
    np.testing.assert_array_equal(decided, posterior.argmax(axis=1))
    np.testing.assert_allclose(expected, 1 - posterior.max(axis=1), atol=1e-6)


@pytest.mark.parametrize("factor", [1e-3, 0.3, 7.0, 1e4])
def test_scaling_a_cost_matrix_changes_nothing(posterior, factor):
    matrix = np.random.default_rng(1).uniform(size=(7, 7)) * (1 - np.eye(7))
    once, cost = bayes_decisions(posterior, matrix)
    scaled, scaled_cost = bayes_decisions(posterior, factor * matrix)
    assert (once == scaled).mean() > 0.999  # a tie in float32 may fall either way
    np.testing.assert_allclose(scaled_cost, factor * cost, rtol=1e-4, atol=1e-5 * factor)


def test_the_decision_costs_least_by_brute_force():
    rng = np.random.default_rng(2)
    posterior, matrix = rng.dirichlet(np.ones(4), size=50), rng.uniform(0, 5, size=(4, 4))
    decided, expected = bayes_decisions(posterior, matrix)
    for i in range(50):
        costs = [sum(posterior[i, k] * matrix[k, a] for k in range(4)) for a in range(4)]
        assert decided[i] == int(np.argmin(costs))
        assert expected[i] == pytest.approx(min(costs))


def test_the_rule_is_the_cheapest_of_all_rules():
    """All 3^4 rules on four kinds of documents."""
    rng = np.random.default_rng(3)
    posterior, share = rng.dirichlet(np.ones(3), size=4), rng.dirichlet(np.ones(4))
    matrix = cost_matrix(CostSettings(0, 0.4, 3.0, ((1, 2, 2.0),)), 3)
    expected = share[:, None] * (posterior @ matrix)
    cheapest = min(
        sum(expected[i, a] for i, a in enumerate(rule))
        for rule in itertools.product(range(3), repeat=4)
    )
    decided, _ = bayes_decisions(posterior, matrix)
    assert expected[np.arange(4), decided].sum() == pytest.approx(cheapest)


def test_free_errors_decide_for_the_likeliest_class(posterior):
    decided, expected = bayes_decisions(posterior, np.zeros((7, 7)))
    np.testing.assert_array_equal(decided, posterior.argmax(axis=1))
    assert not expected.any()


def test_cheap_rejection_sends_more_documents_to_the_reject_class():
    prior = np.array([0.5, 0.3, 0.2])
    logits = np.random.default_rng(4).normal(size=(500, 3))
    sent = [
        (decide(logits, prior, DecisionSettings(costs=CostSettings(0, to_reject=cost))) == 0).sum()
        for cost in (1.5, 1.0, 0.6, 0.3, 0.0)
    ]
    assert sent == sorted(sent)
    assert sent[0] < sent[-1] == 500


def test_a_full_matrix_becomes_settings_that_give_it_back():
    matrix = np.array([[0, 1, 2], [1, 0, 1], [1, 0.5, 0.25]])
    costs = costs_of_matrix(matrix, CLASSES)
    np.testing.assert_array_equal(cost_matrix(costs, 3), matrix)
    assert costs.exceptions == ((0, 2, 2.0), (2, 1, 0.5), (2, 2, 0.25))
    assert costs_of_matrix(1 - np.eye(3), CLASSES) == CostSettings()


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (np.ones((2, 3)), "it has 2 × 3 costs. Give 3 rows"),
        ([[0, 1, 1], [1, 0, -1], [1, np.nan, 0]], "2 costs are missing, negative.*bolt → nut"),
    ],
)
def test_a_matrix_that_is_none_is_refused(matrix, message):
    with pytest.raises(InputError, match=message):
        costs_of_matrix(matrix, CLASSES)


def test_errors_cheaper_than_the_right_decision_are_a_finding():
    finding = cheap_errors_finding(CostSettings(0, exceptions=((2, 2, 2.0),)), CLASSES)
    assert finding.code == "errors-cheaper-than-right-decisions"
    assert finding.offenders == ("nut",)
    assert cheap_errors_finding(CostSettings(0), CLASSES) is None


def test_costs_that_say_nothing_of_the_reject_class_do_not_name_it():
    assert error_costs(2) == CostSettings()
    assert error_costs(2, 0.5, exceptions=((1, 0, 2.0), (0, 1, 3.0))) == CostSettings(
        2, 0.5, 1.0, ((0, 1, 3.0), (1, 0, 2.0))
    )
    with pytest.raises(InputError, match="there is none"):
        error_costs(None, 0.5)

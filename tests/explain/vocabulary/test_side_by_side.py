from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import rankdata

from analysis.explain.vocabulary.side_by_side import side_by_side
from tests.explain.models import fitted

RAREST = 8


@pytest.fixture(scope="module")
def plain():
    return fitted(c=0.1)


@pytest.fixture(scope="module")
def balanced():
    return fitted(class_weight="balanced", c=0.1)


def without(model, *terms):
    keep = ~np.isin(model.terms, terms)
    return replace(
        model,
        coefficients=model.coefficients[:, keep],
        terms=model.terms[keep],
        inverse_document_frequency=model.inverse_document_frequency[keep],
    )


def test_ranks_and_coefficients_are_those_of_each_fit(plain, balanced):
    shown = side_by_side(plain.model, balanced.model, plain.counts, RAREST, n_each=6)
    columns = [plain.model.terms.tolist().index(term) for term in shown.terms]
    for run, weights, ranks in [
        (plain, shown.plain, shown.plain_rank),
        (balanced, shown.balanced, shown.balanced_rank),
    ]:
        coefficients = run.model.coefficients[RAREST]
        np.testing.assert_array_equal(weights, coefficients[columns])
        np.testing.assert_array_equal(ranks, rankdata(-coefficients, method="min")[columns])


def test_the_top_of_both_fits_is_shown_strongest_when_balanced_first(plain, balanced):
    shown = side_by_side(plain.model, balanced.model, plain.counts, RAREST, n_each=6)
    assert set(shown.terms[shown.plain_rank <= 6]) == {
        plain.model.terms[j] for j in np.argsort(-plain.model.coefficients[RAREST])[:6]
    }
    assert (np.diff(shown.balanced) <= 0).all()
    risen = (shown.balanced_rank <= 6) & (shown.plain_rank > 6)
    np.testing.assert_array_equal(shown.masked, risen & (shown.plain < shown.balanced))


def test_a_word_that_balancing_holds_back_was_not_masked(plain):
    model = plain.model
    weaker = replace(model, coefficients=model.coefficients / 2)
    last = model.terms[np.argsort(-model.coefficients[RAREST])[5]]
    strong = without(weaker, *model.terms[np.argsort(-model.coefficients[RAREST])[:5]])
    shown = side_by_side(model, strong, plain.counts, RAREST, n_each=5)
    risen = (shown.balanced_rank <= 5) & (shown.plain_rank > 5)
    assert last in shown.terms[risen]
    assert not shown.masked.any()


def test_the_same_fit_twice_masks_nothing(plain):
    shown = side_by_side(plain.model, plain.model, plain.counts, RAREST)
    assert not shown.masked.any()
    np.testing.assert_array_equal(shown.plain_rank, shown.balanced_rank)


def test_a_term_that_one_fit_does_not_know_is_undefined_there(plain, balanced):
    first = side_by_side(plain.model, balanced.model, plain.counts, RAREST).terms[0]
    shown = side_by_side(without(plain.model, first), balanced.model, plain.counts, RAREST)
    frame = shown.frame().set_index("term")
    assert frame.loc[first, ["plain", "plain_rank"]].isna().all()
    assert frame.loc[first, "balanced_rank"] == 1
    assert frame.loc[first, "masked"]
    swapped = side_by_side(plain.model, without(balanced.model, first), plain.counts, RAREST)
    assert np.isnan(swapped.balanced[-1])
    assert swapped.terms[-1] == first


def test_counts_follow_their_terms(plain, balanced):
    frame = side_by_side(plain.model, balanced.model, plain.counts, RAREST).frame()
    usage = plain.counts.of_terms(frame["term"].to_numpy())
    np.testing.assert_array_equal(frame["in_class"], usage[RAREST])
    np.testing.assert_array_equal(frame["in_class"] + frame["elsewhere"], usage.sum(axis=0))


def test_a_class_left_out_of_either_training_says_so(plain):
    left_out = fitted(left_out=0)
    for pair in [(plain.model, left_out.model), (left_out.model, plain.model)]:
        shown = side_by_side(*pair, plain.counts, 0)
        assert shown.reason == "The class was left out of training, so it has no coefficients."
    both = side_by_side(left_out.model, left_out.model, plain.counts, 0)
    assert both.frame().empty

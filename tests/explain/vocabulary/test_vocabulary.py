import numpy as np
import pytest

from analysis.explain.vocabulary.vocabulary import class_vocabulary, strongest
from tests.corpora import long_tailed
from tests.explain.models import TINY, fitted


@pytest.fixture(scope="module")
def run():
    return fitted()


def test_terms_run_from_the_most_positive_to_the_most_negative(run):
    shown = class_vocabulary(run.model, run.counts, 3, n_each=5)
    ordered = np.sort(run.model.coefficients[3])
    np.testing.assert_array_equal(
        shown.coefficients, np.concatenate([ordered[::-1][:5], ordered[:5][::-1]])
    )


def test_terms_bear_their_own_coefficient_and_counts():
    run = fitted(TINY)
    frame = class_vocabulary(run.model, run.counts, 1).frame().set_index("term")
    assert frame.loc["bolt", ["in_class", "elsewhere"]].tolist() == [2, 1]
    assert frame.loc["bolt", "share_of_class"] == pytest.approx(2 / 3)
    column = run.model.terms.tolist().index("bolt")
    assert frame.loc["bolt", "coefficient"] == run.model.coefficients[1, column]


def test_coefficients_shown_sum_to_zero_over_the_classes(run):
    everything = [
        class_vocabulary(run.model, run.counts, k, n_each=10_000).frame() for k in range(9)
    ]
    sums = np.zeros(len(run.model.terms))
    for frame in everything:
        columns = [run.model.terms.tolist().index(term) for term in frame["term"]]
        sums[columns] += frame["coefficient"]
        assert len(frame) == len(run.model.terms)
    np.testing.assert_allclose(sums, 0, atol=1e-12)


def test_permuting_the_terms_changes_nothing(run):
    order = np.random.default_rng(0).permutation(len(run.model.terms))
    permuted = type(run.model)(
        run.model.coefficients[:, order],
        run.model.intercept,
        run.model.terms[order],
        run.model.inverse_document_frequency[order],
        run.model.training_prior,
    )
    before = class_vocabulary(run.model, run.counts, 2).frame()
    after = class_vocabulary(permuted, run.counts, 2).frame()
    assert set(before["term"]) == set(after["term"])
    np.testing.assert_array_equal(before["coefficient"], after["coefficient"])


def test_a_class_left_out_of_training_says_so():
    run = fitted(left_out=0)
    shown = class_vocabulary(run.model, run.counts, 0)
    assert shown.reason == "The class was left out of training, so it has no coefficients."
    assert shown.frame().empty
    assert shown.support == long_tailed().support[0]
    assert class_vocabulary(run.model, run.counts, 1).reason is None


def test_a_class_with_one_document_has_its_words():
    run = fitted(TINY)
    shown = class_vocabulary(run.model, run.counts, 2)
    assert set(shown.terms[:2]) == {"nut", "of"}
    assert shown.frame()["share_of_class"].max() == 1


@pytest.mark.parametrize(
    ("coefficients", "n_each", "expected"),
    [
        ([0.0, 2.0, -1.0, 1.0, -3.0], 9, [1, 3, 2, 4]),
        ([0.0, 2.0, -1.0, 1.0, -3.0], 1, [1, 4]),
        ([0.0, 2.0, -1.0, 1.0, -3.0], 0, []),
        ([1.0, 1.0, 1.0], 2, [0, 1]),
        ([np.nan, np.nan], 2, []),
        ([], 2, []),
    ],
)
def test_strongest_takes_from_both_ends(coefficients, n_each, expected):
    assert strongest(np.array(coefficients), n_each).tolist() == expected

import numpy as np
import pytest
from scipy import sparse
from scipy.special import softmax

from analysis.model.multinomial import WarmStart, fit_multinomial
from tests.corpora_on_disk import labelled_features
from tests.model.problems import balanced, documents, many_documents


def fit(features, codes, weights=1.0, **options):
    weights = np.broadcast_to(np.asarray(weights, dtype=np.float64), len(codes))
    return fit_multinomial(features, codes, int(codes.max()) + 1, weights, **options)


def posteriors(fitted, features):
    return softmax(features @ fitted.coefficients.T + fitted.intercept, axis=1)


@pytest.mark.parametrize("sizes", [documents, many_documents])
def test_a_weight_of_three_is_the_document_three_times(sizes):
    features, codes = sizes()
    rows = np.r_[np.arange(len(codes)), np.repeat(np.arange(30), 2)]
    weights = np.ones(len(codes))
    weights[:30] = 3
    weighted, repeated = fit(features, codes, weights), fit(features[rows], codes[rows])
    np.testing.assert_allclose(weighted.coefficients, repeated.coefficients, atol=1e-6)
    assert weighted.objective == pytest.approx(repeated.objective)


@pytest.mark.parametrize("sizes", [documents, many_documents])
def test_permuting_documents_or_classes_permutes_the_result(sizes):
    features, codes = sizes()
    rng = np.random.default_rng(0)
    rows, classes = rng.permutation(len(codes)), rng.permutation(codes.max() + 1)
    straight = fit(features, codes, tol=1e-10)
    permuted = fit(features[rows], classes[codes][rows], tol=1e-10)
    np.testing.assert_allclose(permuted.coefficients[classes], straight.coefficients, atol=1e-3)
    np.testing.assert_allclose(permuted.intercept[classes], straight.intercept, atol=1e-3)


@pytest.mark.parametrize("weighting", [np.ones_like, balanced], ids=["plain", "balanced"])
@pytest.mark.parametrize("C", [0.1, 10, 100])
def test_conflicting_labels_on_one_text_hold_nothing_up(C, weighting):
    features, codes = many_documents()
    fitted = fit(features, codes, C * weighting(codes))
    assert fitted.converged
    assert fitted.n_passes < 60


def test_duals_belong_to_documents_and_are_posteriors():
    features, codes = many_documents()
    fitted = fit(features, codes, tol=1e-9)
    np.testing.assert_allclose(fitted.duals, posteriors(fitted, features), atol=1e-4)


@pytest.mark.parametrize("C", [1, 30])
def test_a_fold_begun_at_the_full_fit_ends_where_a_cold_one_ends(C):
    features, codes = many_documents()
    full = fit(features, codes, C, tol=1e-9)
    rows, held_out = np.arange(len(codes)) % 5 != 0, np.arange(len(codes)) % 5 == 0
    start = full.warm_start(np.flatnonzero(rows))
    warm = fit(features[rows], codes[rows], C, tol=1e-9, start=start)
    cold = fit(features[rows], codes[rows], C, tol=1e-9)
    assert warm.n_passes <= cold.n_passes
    np.testing.assert_allclose(
        posteriors(warm, features[held_out]), posteriors(cold, features[held_out]), atol=1e-3
    )


def test_a_start_may_lack_classes_that_do_not_occur():
    features, codes = many_documents()
    full = fit(features, codes, tol=1e-10)
    rows = np.flatnonzero(codes != 19)
    start = full.warm_start(rows, np.arange(19))
    warm = fit(features[rows], codes[rows], start=start, tol=1e-10)
    cold = fit(features[rows], codes[rows], tol=1e-10)
    np.testing.assert_allclose(warm.coefficients, cold.coefficients, atol=1e-3)


def test_a_senseless_start_changes_nothing_but_the_way():
    features, codes = many_documents()
    wrong = np.zeros((len(codes), 20), dtype=np.float32)
    wrong[:, 7] = 1
    fitted = fit(features, codes, start=WarmStart(wrong, np.linspace(-3, 3, 20)))
    assert fitted.converged
    assert fitted.objective == pytest.approx(fit(features, codes).objective, rel=2e-6)


def edge_cases():
    rng = np.random.default_rng(0)
    features, codes = documents(n_documents=3000, n_terms=300, n_classes=20)
    rare = np.zeros(3000, dtype=np.intp)
    rare[:3] = 1
    alike = sparse.vstack([features[:5]] * 600, format="csr")
    return {
        "extreme weights": (features, codes, 10 ** rng.uniform(-4, 4, 3000)),
        "one class with 99.9 %": (features, rare, 1.0),
        "one class with 99.9 %, balanced": (features, rare, balanced(rare)),
        "no terms at all": (sparse.csr_matrix((3000, 0)), codes, 1.0),
        "documents without terms": (sparse.csr_matrix((3000, 5)), codes, 1.0),
        "duplicates by the thousand": (alike, np.arange(3000) % 3, 1.0),
        "a thousand classes": (features, np.arange(3000) % 1000, 1.0),
        "every class with one document": (features[:400], np.arange(400), 1.0),
        "long dense documents": (sparse.csr_matrix(rng.normal(0, 100, (3000, 30))), codes, 1.0),
        "next to no penalty": (features, codes, 1e4),
        "next to nothing but penalty": (features, codes, 1e-4),
    }


@pytest.mark.parametrize("case", edge_cases())
def test_the_optimum_is_proved_for(case):
    fitted = fit(*edge_cases()[case])
    assert fitted.converged
    assert 0 <= fitted.gap <= 1e-6
    assert np.isfinite(fitted.coefficients).all()


@pytest.mark.parametrize("class_weight", ["plain", "balanced"])
@pytest.mark.parametrize("C", [0.1, 1, 10, 100])
@pytest.mark.parametrize("corpus", ["clinc_longtail", "sample_study"])
def test_the_optimum_of_a_real_corpus_is_proved(corpus, C, class_weight):
    features, codes = labelled_features(corpus)
    weights = C * (balanced(codes) if class_weight == "balanced" else np.ones(len(codes)))
    fitted = fit(features, codes, weights)
    assert fitted.gap <= 1e-6


def test_unsorted_and_repeated_entries_are_summed_and_left_to_the_caller():
    features = sparse.csr_matrix(
        (np.array([1.0, 2.0, 3.0, 1.0]), np.array([2, 0, 0, 1]), np.array([0, 3, 4])), shape=(2, 3)
    )
    codes = np.array([0, 1])
    fitted = fit(features, codes)
    np.testing.assert_allclose(
        fitted.coefficients, fit(sparse.csr_matrix(features.toarray()), codes).coefficients
    )
    np.testing.assert_array_equal(features.indices, [2, 0, 0, 1])


def test_a_class_that_does_not_occur_is_refused():
    features, codes = documents()
    with pytest.raises(ValueError, match="every class from 0 to 5 has to occur"):
        fit_multinomial(features, codes, 6, np.ones(120))


def test_weights_that_are_not_positive_are_refused():
    features, codes = documents()
    with pytest.raises(ValueError, match="weights have to be positive"):
        fit(features, codes, np.r_[0, np.ones(119)])

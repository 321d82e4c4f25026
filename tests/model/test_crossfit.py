import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from analysis.errors import InputError
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_known_terms, count_terms, tfidf
from analysis.model.linear import ABSENT_LOGIT
from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.progress import Cancelled, Progress
from tests.corpora import labelled, long_tailed


def trained(corpus, settings, progress=None):
    counts = count_terms(corpus.texts, settings.features)
    return train(corpus, counts, deal_folds(corpus, settings), settings, progress)


def centred(logits):
    return logits - logits.mean(axis=1, keepdims=True)


@pytest.mark.parametrize("solver", ["dual", "lbfgs"])
@pytest.mark.parametrize("class_weight", ["none", "balanced"])
@pytest.mark.parametrize("c", [0.1, 10.0])
def test_out_of_fold_logits_are_those_of_a_pipeline_fitted_on_the_other_folds(
    solver, class_weight, c
):
    corpus = long_tailed()
    out = trained(corpus, TrainingSettings(c=c, class_weight=class_weight, solver=solver))
    weight = None if class_weight == "none" else class_weight
    for fold in range(5):
        train_rows, test_rows = out.out_of_fold.folds != fold, out.out_of_fold.folds == fold
        pipeline = make_pipeline(
            TfidfVectorizer(),
            LogisticRegression(C=c, class_weight=weight, tol=1e-8, max_iter=10_000),
        ).fit(corpus.texts[train_rows], corpus.codes[train_rows])
        np.testing.assert_allclose(
            centred(out.out_of_fold.logits[test_rows]),
            centred(pipeline.decision_function(corpus.texts[test_rows])),
            atol=2e-2 if solver == "dual" else 5e-3,
        )


def test_the_model_scores_new_texts_as_a_pipeline_fitted_on_all_documents():
    corpus, settings = long_tailed(), TrainingSettings(c=10)
    model = trained(corpus, settings).model
    texts = np.array(["word1a common3", "word8b word8c", "nothing known"], dtype=object)
    counts = count_known_terms(texts, model.terms, settings.features)
    ours = model.logits(tfidf(counts, model.inverse_document_frequency, settings.features))
    pipeline = make_pipeline(
        TfidfVectorizer(), LogisticRegression(C=10, tol=1e-8, max_iter=10_000)
    ).fit(corpus.texts, corpus.codes)
    np.testing.assert_allclose(ours, centred(pipeline.decision_function(texts)), atol=2e-2)


def test_coefficients_are_centred_across_classes():
    model = trained(long_tailed(), TrainingSettings()).model
    np.testing.assert_allclose(model.coefficients.sum(axis=0), 0, atol=1e-4)
    assert abs(model.intercept.sum()) < 1e-6


def test_leaving_out_the_reject_class_scores_its_documents_all_the_same():
    corpus = long_tailed()
    out = trained(corpus, TrainingSettings(include_reject=False))
    assert np.isnan(out.model.coefficients[corpus.reject_code]).all()
    assert (out.out_of_fold.logits[:, corpus.reject_code] == ABSENT_LOGIT).all()
    assert out.out_of_fold.training_prior[corpus.reject_code] == 0
    assert (np.abs(out.out_of_fold.logits).max(axis=1) > 0).all()


def test_a_class_with_one_document_cannot_be_scored_for_it_but_stays_in_place():
    corpus = labelled(
        ["red apple", "green apple", "red pear", "old pear", "blue plum"],
        ["apple", "apple", "pear", "pear", "plum"],
    )
    out = trained(corpus, TrainingSettings(folds=2))
    plum = corpus.classes.index("plum")
    assert out.out_of_fold.logits[corpus.codes == plum, plum] == ABSENT_LOGIT
    assert np.isfinite(out.model.coefficients[plum]).all()


def test_the_training_prior_is_that_of_the_weighted_labels():
    corpus = long_tailed()
    plain = trained(corpus, TrainingSettings()).model.training_prior
    balanced = trained(corpus, TrainingSettings(class_weight="balanced")).model.training_prior
    np.testing.assert_allclose(plain, corpus.support / corpus.n_documents)
    np.testing.assert_allclose(balanced, 1 / corpus.n_classes)


def test_too_few_classes_to_train_are_refused():
    corpus = labelled(["a bad one", "one bad", "good"], ["bad", "bad", "good"], "bad")
    with pytest.raises(InputError, match="fewer than two classes have documents to train on"):
        trained(corpus, TrainingSettings(include_reject=False, folds=2))


def test_documents_without_any_term_are_scored_by_the_intercept_alone():
    corpus = labelled(list("?!.,;:+-"), ["a", "a", "a", "b"] * 2)
    out = trained(corpus, TrainingSettings(features=FeatureSettings(), folds=2))
    assert np.isfinite(out.out_of_fold.logits).all()


def test_progress_counts_fits_and_a_cancelled_training_stops():
    progress = Progress(6)
    trained(long_tailed(), TrainingSettings(), progress)
    assert progress.n_done == 6
    assert progress.share == 1
    progress.cancel()
    with pytest.raises(Cancelled):
        trained(long_tailed(), TrainingSettings(), progress)

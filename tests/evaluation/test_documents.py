import numpy as np
import pytest

from analysis.decision.settings import DecisionSettings
from analysis.evaluation.documents import documents_frame, rows_between
from analysis.evaluation.evaluate import evaluate
from analysis.model.crossfit import OutOfFold
from tests.corpora import long_tailed


@pytest.fixture(scope="module")
def corpus():
    return long_tailed()


@pytest.fixture(scope="module")
def evaluation(corpus):
    logits = np.random.default_rng(0).normal(size=(corpus.n_documents, corpus.n_classes))
    prior = corpus.support / corpus.n_documents
    folds = np.zeros(corpus.n_documents, dtype=np.int8)
    out_of_fold = OutOfFold(logits.astype(np.float32), folds, prior, np.zeros(1))
    return evaluate(corpus, out_of_fold, DecisionSettings())


def test_rows_between_partition_the_corpus(corpus, evaluation):
    cells = [
        rows_between(corpus, evaluation, a, b)
        for a in range(corpus.n_classes)
        for b in range(corpus.n_classes)
    ]
    assert [len(c) for c in cells] == evaluation.confusion.counts.ravel().tolist()
    np.testing.assert_array_equal(np.sort(np.concatenate(cells)), np.arange(corpus.n_documents))


def test_the_surest_decision_stands_first(corpus, evaluation):
    rows = rows_between(corpus, evaluation, label=0)
    assert (np.diff(evaluation.posterior[rows]) <= 0).all()


def test_the_frame_tells_label_decision_and_whether_it_is_right(corpus, evaluation):
    rows = rows_between(corpus, evaluation, decided=2)
    frame = documents_frame(corpus, evaluation, rows)
    assert (frame["decided"] == corpus.classes[2]).all()
    np.testing.assert_array_equal(frame["right"], frame["label"] == corpus.classes[2])
    assert frame["text"].tolist() == corpus.texts[rows].tolist()
    assert "cluster" not in frame

"""What clusters hold, what they are called, and how far they are from classes."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.metrics import adjusted_mutual_info_score

from analysis.corpus.corpus import make_corpus
from analysis.sampling.clusters.agreement import agreement
from analysis.sampling.clusters.cluster_tables import (
    class_frame,
    cluster_frame,
    labelled_documents,
    unlabelled_examples,
)
from analysis.sampling.clusters.cluster_words import class_tfidf, cluster_words
from analysis.sampling.coverage.coverage import cover
from analysis.sampling.coverage.coverage_wording import coverage_sentence, without_label_sentence
from analysis.sampling.coverage.strata import stratify
from tests.sampling.populations import draw, population, sample


@pytest.fixture(scope="module")
def study():
    corpus, codes = population()
    rows = draw(corpus, None, np.random.default_rng(0), [0.3, 0.3, 0.0, 0.3, 0.3, 0.3])
    labelled = sample(corpus, codes, rows)
    strata = stratify(labelled, corpus)
    return corpus, labelled, strata, cover(labelled, strata)


def test_a_cluster_is_named_by_the_words_of_its_own():
    texts = ["flange common"] * 9 + ["bolt common"] * 9
    corpus = make_corpus(texts, clusters=["one"] * 9 + ["two"] * 9)
    words = cluster_words(corpus, np.array(["one", "two"], dtype=object))
    assert [name.split(", ")[0] for name in words] == ["flange", "bolt"]


def test_class_tfidf_by_hand():
    weights = class_tfidf(sparse.csr_matrix([[2.0, 2.0], [0.0, 4.0]])).toarray()
    np.testing.assert_allclose(
        weights, [[0.5 * np.log(3), 0.5 * np.log(1 + 4 / 6)], [0, np.log(1 + 4 / 6)]]
    )


def test_agreement_is_that_of_the_labelled_documents(study):
    _, labelled, _, coverage = study
    expected = adjusted_mutual_info_score(labelled.codes, labelled.clusters)
    assert agreement(coverage).adjusted_mutual_information == pytest.approx(expected)


def test_the_tables_add_up_to_the_corpora(study):
    corpus, labelled, strata, coverage = study
    frame = cluster_frame(coverage, [""] * coverage.n_clusters)
    assert frame["documents"].sum() == corpus.n_documents
    assert frame["labels"].sum() == labelled.n_documents
    position = int(coverage.labels.argmax())
    assert class_frame(coverage, position)["labels"].sum() == coverage.labels[position]
    name = str(coverage.clusters[position])
    assert len(labelled_documents(labelled, strata, name)) == coverage.labels[position]


def test_examples_bear_no_label(study):
    corpus, labelled, strata, coverage = study
    rows = np.flatnonzero(np.isin(corpus.ids, labelled.ids))
    name = str(coverage.clusters[0])
    examples = unlabelled_examples(corpus, strata, name, rows)
    assert len(examples)
    assert not set(examples["text"]) & set(labelled.texts)


def test_a_cluster_without_labels_is_named_and_not_hidden(study):
    *_, coverage = study
    assert "c2" in without_label_sentence(coverage, [""] * coverage.n_clusters)
    assert coverage_sentence(coverage).startswith("No")

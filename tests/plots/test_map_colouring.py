import numpy as np
import pytest

from analysis.corpus.corpus import make_corpus
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.evaluate import evaluate
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.plots.map_colouring import WAYS, MapKnowledge, colour_by
from analysis.plots.map_colours import REST
from analysis.sampling.frequencies.decisions import CorpusDecisions
from analysis.sampling.map.mapped import map_documents
from tests.corpora import long_tailed

N_REST = 7


@pytest.fixture(scope="module")
def knowledge():
    """The labelled documents, and some others at the end."""
    labelled, settings = long_tailed(), TrainingSettings(folds=3)
    counts = count_terms(labelled.texts, settings.features)
    training = train(labelled, counts, deal_folds(labelled, settings), settings)
    texts = [*labelled.texts, *["other"] * N_REST]
    corpus = make_corpus(texts, clusters=[f"c{row % 3}" for row in range(len(texts))])
    return MapKnowledge(
        mapped=map_documents(labelled, corpus, np.arange(labelled.n_documents)),
        evaluation=evaluate(labelled, training.out_of_fold, DecisionSettings()),
        reject_posterior=np.linspace(0, 1, labelled.n_documents),
        decisions=None,
        version="v",
    )


def scored(knowledge):
    n = knowledge.mapped.corpus.n_documents
    decisions = CorpusDecisions(
        decided=np.full(n, 2, dtype=np.int32),
        second=np.zeros(n, dtype=np.int32),
        posterior=np.ones(n, dtype=np.float32),
        margin=np.ones(n, dtype=np.float32),
        mean_posterior=np.ones(3),
        reject_posterior=np.full(n, 0.9, dtype=np.float32),
    )
    return MapKnowledge(**{**vars(knowledge), "decisions": decisions})


@pytest.mark.parametrize("way", WAYS)
def test_what_is_not_known_is_the_rest(knowledge, way):
    codes = colour_by(knowledge, way).codes
    assert (codes[:-N_REST] != REST).all()
    assert (codes[-N_REST:] == REST).all() == (way != "Cluster")


def test_classes_are_those_of_the_labels(knowledge):
    codes = colour_by(knowledge, "Class").codes[:-N_REST]
    np.testing.assert_array_equal(codes, knowledge.mapped.labelled.codes + 1)


def test_a_scored_corpus_tells_what_is_decided_without_a_label(knowledge):
    codes = colour_by(scored(knowledge), "Predicted class").codes
    assert (codes[-N_REST:] == 3).all()
    np.testing.assert_array_equal(codes[:-N_REST], knowledge.evaluation.decided + 1)
    assert (scored(knowledge).likely_codes[-N_REST:] == 2).all()


def test_right_and_wrong_are_those_of_the_evaluation(knowledge):
    colouring = colour_by(knowledge, "Right or wrong")
    right = (knowledge.evaluation.decided == knowledge.mapped.labelled.codes).sum()
    assert {name: n for name, _, n in colouring.legend()}["right, out of fold"] == right


def test_the_reject_posterior_is_out_of_fold_where_there_is_a_label(knowledge):
    codes = colour_by(scored(knowledge), "Reject class").codes.astype(int)
    assert (np.diff(codes[:-N_REST]) >= 0).all()
    assert len(set(codes[-N_REST:])) == 1


def test_more_labels_are_further_along_the_scale(knowledge):
    labelled = knowledge.mapped.labelled
    codes = colour_by(knowledge, "Support").codes[:-N_REST].astype(int)
    support = labelled.support[labelled.codes]
    assert codes[support.argmax()] == codes.max()
    assert codes[support.argmin()] == codes.min()


def test_ways_need_what_they_colour_by(knowledge):
    assert knowledge.ways() == WAYS
    labelled = long_tailed().with_reject_class(None)
    bare = MapKnowledge(**{**vars(knowledge), "mapped": map_documents(labelled, None, None)})
    assert set(WAYS) - set(bare.ways()) == {"Cluster", "Reject class"}

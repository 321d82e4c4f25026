import numpy as np
import pytest

from analysis.progress import Progress
from analysis.sampling.clusters.hidden_groups import HIDDEN_STEPS, find_hidden_groups
from analysis.sampling.clusters.hidden_groups_tables import group_documents, hidden_groups_frame
from analysis.sampling.clusters.hidden_groups_wording import (
    hidden_groups_sentence,
    searched_sentence,
)
from tests.sampling.clusters.test_hidden_groups import BOLTS, CRANES, corpora  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def searched(corpora):  # noqa: F811
    labelled, unlabelled = corpora
    sent = np.zeros(unlabelled.n_documents, dtype=bool)
    sent[labelled.n_documents :] = True
    groups = find_hidden_groups(labelled, unlabelled, sent, Progress(HIDDEN_STEPS))
    return labelled, unlabelled, groups


def test_groups_are_named_by_their_words_and_counted(searched):
    labelled, unlabelled, groups = searched
    frame = hidden_groups_frame(groups, labelled, unlabelled)
    assert len(frame) == groups.n_groups
    first_words = [set(words.split(", ")) for words in frame["words"]]
    assert any(words <= {*CRANES} for words in first_words)
    assert any(words <= {*BOLTS} for words in first_words)
    assert frame["labels"].sum() == (groups.label_groups >= 0).sum()
    assert frame["without_label"].sum() == (groups.corpus_groups >= 0).sum()
    assert (frame["over_chance"] > 1).all()
    assert frame.loc[frame["resembles"], "closest"].eq("bolt").all()


def test_documents_of_a_group_have_labels_first(searched):
    labelled, unlabelled, groups = searched
    shown = group_documents(groups, labelled, unlabelled, 0)
    labels = int((groups.label_groups == 0).sum())
    assert (shown["label"][:labels] == "bad").all()
    assert len(shown) == labels + (groups.corpus_groups == 0).sum()


def test_sentences_say_how_many_groups_and_what_was_searched(searched):
    *_, groups = searched
    said = hidden_groups_sentence(groups, "bad")
    assert said.startswith(f"{groups.n_groups} groups of documents in bad lie closer together")
    assert f"{groups.resembles.sum()} of them" in said
    assert "365 labels of the class and 270 documents" in searched_sentence(groups)

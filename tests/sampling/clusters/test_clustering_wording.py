import numpy as np
import pytest

from analysis.sampling.clusters.clustering import Clustering
from analysis.sampling.clusters.clustering_wording import (
    agreement_sentence,
    clustering_sentence,
    not_drawn_by_sentence,
    post_stratification_sentence,
)
from analysis.sampling.clusters.random_starts import SeedAgreement

AGREEMENT = SeedAgreement(0.9, 0.95, 4, 1_000)


def test_documents_without_a_shared_word_are_counted_apart():
    codes = np.array([0, 0, 1, -1], dtype=np.int32)
    said = clustering_sentence(Clustering(codes, 2, 0.2, AGREEMENT))
    assert said.startswith("3 documents in 2 clusters by the words they share")
    assert said.endswith("1 document shares no word with another text.")
    assert "no word" not in clustering_sentence(Clustering(codes[:3], 2, 0.2, AGREEMENT))


@pytest.mark.parametrize(
    ("rand", "said"), [(0.9, "nearly the same"), (0.6, "alike, but not"), (0.1, "do not read")]
)
def test_agreement_is_said_in_words_and_numbers(rand, said):
    sentence = agreement_sentence(SeedAgreement(rand, 0.5, 4, 1_000))
    assert said in sentence
    assert f"adjusted Rand {rand:.2f}" in sentence
    assert "4 seeds, 1,000 texts" in sentence


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        ("proportional", "too few labels in one show what the drawing passed by"),
        ("by-cluster", "drawn by other clusters in other shares"),
        ("by-class", "drawn by class"),
        ("other", "preferred some documents"),
    ],
)
def test_clusters_made_after_the_labels_are_not_read_as_those_drawn_by(drawing, said):
    sentence = not_drawn_by_sentence(40, 7, drawing)
    assert sentence.startswith("These 40 clusters were made here (seed 7) after the labels")
    assert said in sentence


def test_post_stratification_warns_where_the_labels_were_drawn_by_other_clusters():
    assert "go back to them" in post_stratification_sentence("by-cluster")
    assert "go back to them" not in post_stratification_sentence("proportional")

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.errors import InputError
from analysis.model.settings import FeatureSettings
from analysis.progress import Cancelled, Progress
from analysis.sampling.clusters.embedding import EMBEDDING_STEPS, EmbeddingSettings, embed

SUBJECTS = ("bolt", "flange", "valve", "pump")


def topical(n=200, seed=0):
    """Texts of two words of one of four subjects and one word that says nothing."""
    rng = np.random.default_rng(seed)
    of_text = rng.integers(len(SUBJECTS), size=n)
    words = rng.integers(6, size=(n, 3))
    texts = [
        f"{SUBJECTS[s]}a{chr(97 + a)} {SUBJECTS[s]}b{chr(97 + b)} common{chr(97 + c)}"
        for s, (a, b, c) in zip(of_text, words, strict=True)
    ]
    return texts, of_text


def place(texts, **settings):
    return embed(texts, EmbeddingSettings(**settings), Progress(EMBEDDING_STEPS))


def test_points_have_unit_length_and_identical_documents_share_one():
    texts, _ = topical()
    embedding = place([*texts, *texts[:50]])
    assert embedding.coordinates.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(embedding.coordinates, axis=1), 1, rtol=1e-5)
    same = embedding.text_of_document
    np.testing.assert_array_equal(same[200:], same[:50])
    assert embedding.n_texts == len(set(texts))
    assert embedding.n_times.sum() == 250


def test_with_all_directions_cosines_are_those_of_scikit_learns_tfidf():
    different = sorted(set(topical()[0]))
    ours = place(different, features=FeatureSettings(), n_components=1000).coordinates
    theirs = TfidfVectorizer().fit_transform(different)
    np.testing.assert_allclose(ours @ ours.T, (theirs @ theirs.T).toarray(), atol=1e-5)


def test_documents_of_a_subject_lie_closer_than_those_of_two():
    texts, of_text = topical()
    embedding = place(texts, n_components=8)
    points = embedding.coordinates[embedding.text_of_document]
    cosines, same = points @ points.T, of_text[:, None] == of_text
    assert cosines[same].mean() > cosines[~same].mean() + 0.3


def test_the_share_explained_grows_to_one():
    texts, _ = topical()
    few, all_of_them = place(texts, n_components=3), place(texts, n_components=1000)
    assert 0 < few.explained < all_of_them.explained
    assert all_of_them.explained == pytest.approx(1, abs=1e-5)


def test_a_text_without_known_terms_is_marked_and_lies_at_the_origin():
    texts, _ = topical()
    embedding = place([*texts, "nowhere else", "", "! ?"])
    assert not embedding.has_terms[embedding.text_of_document[-3:]].any()
    assert embedding.has_terms.sum() == embedding.n_texts - 3
    assert not embedding.coordinates[~embedding.has_terms].any()


def test_texts_without_a_word_in_common_are_refused():
    with pytest.raises(InputError, match="no word occurs in 2 of its 3 different texts"):
        place(["one", "two", "three", "three"])


def test_the_same_seed_gives_the_same_points():
    texts, _ = topical()
    np.testing.assert_array_equal(place(texts).coordinates, place(texts).coordinates)


def test_progress_is_told_from_the_first_step_on_and_cancelling_stops():
    texts, _ = topical()
    progress = Progress(EMBEDDING_STEPS + 2)
    embed(texts, EmbeddingSettings(), progress, first_step=1)
    assert progress.n_done == EMBEDDING_STEPS
    progress.cancel()
    with pytest.raises(Cancelled):
        embed(texts, EmbeddingSettings(), progress)

import numpy as np
import pytest

from analysis.progress import Cancelled, Progress
from analysis.sampling.clusters.embedding import EMBEDDING_STEPS, EmbeddingSettings, embed
from analysis.sampling.map.projection import (
    LARGEST,
    UMAP_STEPS,
    project_by_components,
    project_by_umap,
    projection_as_arrays,
    projection_from_arrays,
    stratified_sample,
)
from analysis.sampling.map.umap_layout import UmapSettings

GROUPS = 6
SMALL = UmapSettings(largest_fit=150, n_neighbours=8)


@pytest.fixture(scope="module")
def planted():
    """Texts of six groups without a word in common, one text ten times, one like no other."""
    generator = np.random.default_rng(0)
    group = np.repeat(np.arange(GROUPS), 60)
    texts = [
        " ".join("abcdef"[g] + "uvwxyzrst"[k] * 2 for k in generator.integers(0, 9, 4))
        for g in group
    ]
    texts += [texts[0]] * 9 + ["solitary"]
    embedded = embed(texts, EmbeddingSettings(), Progress(EMBEDDING_STEPS))
    return embedded, np.append(group, [0] * 9 + [0])


@pytest.fixture(scope="module")
def by_umap(planted):
    embedded, group = planted
    return project_by_umap(embedded, group, SMALL, Progress(UMAP_STEPS))


def middles(projection, group):
    places = projection.positions.astype(float)[:-1]
    return np.stack([np.median(places[group[:-1] == g], axis=0) for g in range(GROUPS)])


def test_groups_that_share_no_word_lie_apart_by_umap(planted, by_umap):
    _, group = planted
    places = by_umap.positions[:-1].astype(float)
    distances = np.linalg.norm(places[:, None] - middles(by_umap, group), axis=2)
    assert (distances.argmin(axis=1) == group[:-1]).mean() > 0.97


def test_texts_that_were_not_fitted_lie_in_their_group(planted, by_umap):
    embedded, group = planted
    assert by_umap.n_fitted == SMALL.largest_fit < by_umap.n_texts
    everything = UmapSettings(largest_fit=10_000, n_neighbours=8)
    whole = project_by_umap(embedded, group, everything, Progress(UMAP_STEPS))
    assert whole.n_fitted == whole.n_texts == by_umap.n_texts


@pytest.mark.parametrize("method", ["components", "umap"])
def test_identical_documents_lie_close_together(planted, by_umap, method):
    projection = by_umap if method == "umap" else project_by_components(planted[0])
    copies = projection.positions[[0, *range(-10, -1)]].astype(float)
    assert np.ptp(copies, axis=0).max() < LARGEST / 200
    assert len(np.unique(copies, axis=0)) == 10


@pytest.mark.parametrize("method", ["components", "umap"])
def test_a_document_without_common_words_lies_in_the_corner(planted, by_umap, method):
    projection = by_umap if method == "umap" else project_by_components(planted[0])
    assert projection.n_without_words == 1
    assert (projection.positions[-1] < LARGEST / 20).all()


def test_the_same_seed_gives_the_same_places(planted, by_umap):
    embedded, group = planted
    again = project_by_umap(embedded, group, SMALL, Progress(UMAP_STEPS))
    np.testing.assert_array_equal(again.positions, by_umap.positions)


def test_components_are_those_of_all_documents(planted):
    embedded, _ = planted
    points = embedded.coordinates[embedded.text_of_document][:-1].astype(float)
    _, _, axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    expected = (points - points.mean(axis=0)) @ axes[:2].T
    found = project_by_components(embedded).positions[:-1].astype(float)
    for axis in range(2):
        assert abs(np.corrcoef(expected[:, axis], found[:, axis])[0, 1]) > 0.999


def test_both_axes_have_the_same_unit(planted):
    embedded, _ = planted
    points = embedded.coordinates[embedded.text_of_document][:-1].astype(float)
    _, values, _ = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
    found = project_by_components(embedded).positions[:-1].astype(float)
    assert found[:, 0].std() / found[:, 1].std() == pytest.approx(values[0] / values[1], rel=0.01)


def test_cancelling_stops_the_layout(planted):
    embedded, group = planted
    progress = Progress(UMAP_STEPS)
    progress.finish = lambda step: progress.cancel()
    with pytest.raises(Cancelled):
        project_by_umap(embedded, group, SMALL, progress)


def test_epochs_are_reported(planted):
    embedded, group = planted
    progress, shares = Progress(UMAP_STEPS), []
    advance = progress.advance
    progress.advance = lambda step, share: (advance(step, share), shares.append(progress.share))
    project_by_umap(embedded, group, SMALL, progress)
    assert len(shares) > 100
    assert shares == sorted(shares)
    assert progress.share == 1


def test_a_handful_of_texts_is_no_error():
    embedded = embed(["hex bolt", "hex nut"], EmbeddingSettings(), Progress(EMBEDDING_STEPS))
    for projection in (
        project_by_components(embedded),
        project_by_umap(embedded, np.zeros(2, int), SMALL, Progress(UMAP_STEPS)),
    ):
        assert projection.positions.shape == (2, 2)


def test_each_stratum_has_its_share_of_the_sample():
    strata = np.repeat([0, 1, 2, 3], [1000, 500, 30, 3])
    rows = stratified_sample(strata, 300, seed=1)
    assert len(np.unique(rows)) == 300
    expected = 300 * np.bincount(strata) / len(strata)
    assert (np.abs(np.bincount(strata[rows], minlength=4) - expected) < 1).all()
    assert not np.array_equal(rows, stratified_sample(strata, 300, seed=2))
    np.testing.assert_array_equal(stratified_sample(strata, 5000, seed=1), np.arange(len(strata)))


def test_a_projection_comes_back_from_its_arrays(by_umap):
    back = projection_from_arrays(projection_as_arrays(by_umap))
    np.testing.assert_array_equal(back.positions, by_umap.positions)
    assert (back.n_texts, back.n_fitted) == (by_umap.n_texts, by_umap.n_fitted)
    assert back.n_without_words == by_umap.n_without_words

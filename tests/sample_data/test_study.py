import numpy as np
import pandas as pd
import pytest

from analysis.corpus.normalise import identical_groups
from sample_data.make import make_study
from sample_data.words import read_classes


@pytest.fixture(scope="module")
def small():
    return make_study(seed=1, n_documents=3_300)


@pytest.fixture(scope="module")
def medium():
    return make_study(seed=2, n_documents=33_000)


def test_make_study_gives_the_size_asked_for(small):
    assert len(small.documents) == len(small.true_labels) == 3_300
    assert list(small.documents.columns) == ["id", "text", "cluster"]
    assert list(small.labelled.columns) == ["id", "text", "label", "cluster"]


def test_make_study_has_133_classes_in_order_and_labels_of_each(small):
    assert len(small.classes) == 133
    assert list(small.classes) == sorted(small.classes)
    assert set(small.labels) == set(small.true_labels) == set(small.classes)


def test_make_study_keeps_three_labels_in_the_rarest_class(small):
    assert pd.Series(small.labels).value_counts().min() == 3


def test_make_study_refuses_sizes_without_room_for_all_classes():
    with pytest.raises(ValueError, match="at least 3300"):
        make_study(n_documents=3_299)


def test_labelled_documents_are_documents_with_the_same_id(small):
    rows = small.documents.iloc[small.drawn].reset_index(drop=True)
    pd.testing.assert_frame_equal(small.labelled.drop(columns="label"), rows)


def test_ids_are_unique(small):
    assert small.documents["id"].is_unique


def test_texts_are_neither_empty_nor_100_characters_long(medium):
    lengths = medium.documents["text"].str.strip().str.len()
    assert lengths.between(1, 99).all()


def test_full_study_has_the_labels_of_the_case():
    _, classes = read_classes()
    counts = [item.labels for item in classes]
    assert len(counts) == 132
    assert sum(counts) + 3_000 == 33_000
    assert min(counts) == 10
    assert max(counts) < 3_000


def test_reject_class_is_the_most_frequent_with_a_share_of_one_eleventh(medium):
    shares = pd.Series(medium.true_labels).value_counts(normalize=True)
    assert shares.idxmax() == medium.reject_class
    assert shares.max() == pytest.approx(1 / 11, abs=0.01)


def test_labels_are_drawn_in_proportion_to_cluster_sizes(medium):
    sizes = medium.documents["cluster"].value_counts()
    drawn = medium.labelled["cluster"].value_counts().reindex(sizes.index, fill_value=0)
    share = len(medium.labelled) / len(medium.documents)
    # Sizes are shared out to whole documents, so a cluster is less than one of them off.
    assert ((drawn / share - sizes).abs() < 1 / share).all()


def test_clusters_tell_something_of_the_class_but_not_all(medium):
    tables = pd.crosstab(medium.documents["cluster"], medium.true_labels)
    purity = tables.max(axis=1).sum() / len(medium.documents)
    assert 0.3 < purity < 0.9


def test_about_four_percent_of_the_labels_are_wrong(medium):
    wrong = np.mean(medium.labels != medium.true_labels_of_labelled)
    assert 0.025 < wrong < 0.045


def test_wrong_labels_leave_the_number_of_labels_of_each_class(medium):
    given, true = (
        pd.Series(labels).value_counts().sort_index()
        for labels in (medium.labels, medium.true_labels_of_labelled)
    )
    pd.testing.assert_series_equal(given, true, check_names=False)


def test_some_documents_repeat_another_one_and_mostly_under_its_class(medium):
    groups = identical_groups(medium.documents["text"])
    repeated = pd.Series(groups).duplicated(keep=False).to_numpy()
    classes = pd.Series(medium.true_labels[repeated]).groupby(groups[repeated]).nunique()
    assert 0.02 < repeated.mean() < 0.2
    assert (classes == 1).mean() > 0.8


def test_labels_differ_from_their_cluster_as_a_random_sample_does(medium):
    """Squared standardised deviations of the counts of classes by cluster are 1 on average."""
    everywhere = pd.crosstab(medium.documents["cluster"], medium.true_labels)
    drawn = pd.crosstab(medium.labelled["cluster"], medium.true_labels_of_labelled)
    counts = drawn.reindex(index=everywhere.index, columns=everywhere.columns, fill_value=0)
    size, n = (table.to_numpy().sum(axis=1, keepdims=True) for table in (everywhere, counts))
    share = everywhere / size
    variance = n * share * (1 - share) * (size - n) / (size - 1)
    often = (n * share > 5).to_numpy()
    deviations = ((counts - n * share) ** 2 / variance).to_numpy()[often]
    assert len(deviations) > 20
    assert 0.5 < deviations.mean() < 1.6

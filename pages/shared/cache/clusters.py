"""The clusters that were made here for a study, in place of those it came with."""

from dataclasses import replace

import streamlit as st

from analysis.corpus.fingerprint import fingerprint
from analysis.sampling.clusters.clustering import Clustering, clustering_from_arrays
from analysis.sampling.clusters.clusters_of_corpora import (
    ClusteredCorpora,
    texts_to_cluster,
    with_clusters,
)
from analysis.study.made_clusters import ClusterChoice, MadeClusters, read_cluster_choice
from analysis.study.study import Study
from pages.shared.cache.home import computations, home

# To be raised when the same choice gives other clusters than before.
FORM = 1


def with_made_clusters(study: Study) -> Study:
    """Return a study with the clusters that were chosen for it.

    Parameters
    ----------
    study : Study
        As it was given.

    Returns
    -------
    Study
        The same where none were made, or they are no longer kept. Otherwise its unlabelled
        corpus has the made clusters and a fingerprint of its own; the labelled corpus keeps its
        fingerprint, for trainings know nothing of clusters.
    """
    choice = read_cluster_choice(home(), study.id)
    clustering = None if choice is None else made_clustering(study, choice)
    if choice is None or clustering is None:
        return study
    name = clustering_name(study, choice)
    corpora = _clustered(study.id, study.labelled.fingerprint, name, study, clustering)
    made = MadeClusters(choice, corpora.of_text)
    return replace(study, unlabelled=corpora.unlabelled, made_clusters=made)


def made_clustering(study: Study, choice: ClusterChoice) -> Clustering | None:
    """Return clusters that were made before.

    Parameters
    ----------
    study : Study
        As it was given.
    choice : ClusterChoice

    Returns
    -------
    Clustering or None
    """
    if study.unlabelled is None:
        return None
    arrays = computations().find(study.id, clustering_name(study, choice))
    return None if arrays is None else clustering_from_arrays(arrays)


def clustering_name(study: Study, choice: ClusterChoice) -> str:
    """Name all that made clusters depend on.

    Parameters
    ----------
    study : Study
        As it was given, with an unlabelled corpus.
    choice : ClusterChoice

    Returns
    -------
    str
    """
    labelled, unlabelled = study.labelled.fingerprint, study.unlabelled.fingerprint
    outside = _outside(study.id, labelled, unlabelled, study)
    numbers = str(choice.n_clusters), str(choice.seed)
    return ":".join(("clusters", str(FORM), unlabelled, outside, *numbers))


@st.cache_resource(max_entries=8, show_spinner=False)
def _outside(study_id: str, labelled: str, unlabelled: str, _study: Study) -> str:
    """Fingerprint of the labelled documents that are not in the corpus; labels do not count."""
    texts = texts_to_cluster(_study.labelled, _study.unlabelled)
    return fingerprint(texts[_study.unlabelled.n_documents :])


@st.cache_resource(max_entries=4, show_spinner=False)
def _clustered(
    study_id: str, fingerprint: str, name: str, _study: Study, _clustering: Clustering
) -> ClusteredCorpora:
    return with_clusters(_study.labelled, _study.unlabelled, _clustering)

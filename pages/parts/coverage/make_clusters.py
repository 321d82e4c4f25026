"""Clusters made here: how many, from which seed, and back to those that came with the corpus."""

import streamlit as st

from analysis.progress import Progress
from analysis.sampling.clusters.clustering import (
    CLUSTERING_STEPS,
    ClusteringSettings,
    cluster_documents,
    clustering_as_arrays,
    guess_cluster_number,
)
from analysis.sampling.clusters.clustering_wording import (
    agreement_sentence,
    clustering_sentence,
    not_drawn_by_sentence,
)
from analysis.sampling.clusters.clusters_of_corpora import texts_to_cluster
from analysis.study.computations import Arrays
from analysis.study.made_clusters import ClusterChoice, write_cluster_choice
from analysis.study.study import Study
from pages.shared.background import Work, offer_computation
from pages.shared.cache.clusters import clustering_name, made_clustering
from pages.shared.cache.home import home
from pages.shared.cache.studies import given_study
from pages.shared.messages import literal

MOST_SEEDS = 1_000_000


def say_that_clusters_were_made(study: Study) -> None:
    """Say how the clusters in use were made, if they were made here, and what that means.

    Parameters
    ----------
    study : Study
    """
    made = study.made_clusters
    if made is None:
        return
    choice = made.choice
    said = not_drawn_by_sentence(choice.n_clusters, choice.seed, study.drawing)
    st.info(literal(said), icon=":material/hub:")


def offer_clusters(study: Study) -> None:
    """Draw the controls that make clusters, and those that give them up.

    Parameters
    ----------
    study : Study
        With an unlabelled corpus.
    """
    given, made = given_study(study.id), study.made_clusters
    choice = _ask(given, None if made is None else made.choice)
    if made is not None:
        clustering = made_clustering(given, made.choice)
        said = f"{clustering_sentence(clustering)} {agreement_sentence(clustering.agreement)}"
        st.caption(literal(said))
        _offer_to_give_up(given)
    if made is None or made.choice != choice:
        _offer(given, choice)


def _ask(given: Study, in_use: ClusterChoice | None) -> ClusterChoice:
    """Ask for the number and the seed, beginning with those in use or a guess."""
    n_texts = int(given.unlabelled.identical_groups.max()) + 1
    guess = guess_cluster_number(n_texts, given.labelled.n_documents)
    first = in_use or ClusterChoice(guess.n_clusters, 0)
    number, seed = st.columns(2)
    n_clusters = number.number_input(
        "Number of clusters",
        min_value=1,
        max_value=n_texts,
        value=first.n_clusters,
        key="coverage_n_clusters",
        help="More clusters are purer and hold fewer labels each.",
    )
    start = seed.number_input(
        "Seed",
        min_value=0,
        max_value=MOST_SEEDS,
        value=first.seed,
        key="coverage_cluster_seed",
        help="Of the random starts, of which the best is used. The same seed gives the same "
        "clusters.",
    )
    st.caption(literal(guess.reason))
    return ClusterChoice(int(n_clusters), int(start))


def _offer(given: Study, choice: ClusterChoice) -> None:
    """Offer to make clusters, or to use those that were made before."""
    n_documents, about = given.unlabelled.n_documents, f"{choice.n_clusters:,} clusters"
    arrays = offer_computation(
        given.id,
        clustering_name(given, choice),
        lambda: _begin(given, choice),
        key="coverage_make_clusters",
        label=f"Make {about} of all {n_documents:,} documents",
        doing="Making clusters",
        about="By the words that documents share, and nothing else. Takes half a minute for "
        "330,000 documents; the clusters are then used on all pages, and those given are kept.",
    )
    if arrays is not None:
        st.button(
            f"Use the {about} made before",
            key="coverage_use_clusters",
            icon=":material/history:",
            on_click=write_cluster_choice,
            args=(home(), given.id, choice),
        )


def _offer_to_give_up(given: Study) -> None:
    had_none = given.unlabelled.clusters is None
    st.button(
        "Do without clusters" if had_none else "Back to the clusters that came with the corpus",
        key="coverage_give_up_clusters",
        icon=":material/undo:",
        on_click=write_cluster_choice,
        args=(home(), given.id, None),
        help="On all pages. Made clusters are kept, and can be used again.",
    )


def _begin(given: Study, choice: ClusterChoice) -> tuple[Progress, Work]:
    folder, settings = home(), ClusteringSettings(choice.n_clusters, choice.seed)

    def compute(progress: Progress) -> Arrays:
        texts = texts_to_cluster(given.labelled, given.unlabelled)
        arrays = clustering_as_arrays(cluster_documents(texts, settings, progress))
        # Whoever asked for them may be on another page by now: they are used from here on.
        write_cluster_choice(folder, given.id, choice)
        return arrays

    return Progress(CLUSTERING_STEPS), compute

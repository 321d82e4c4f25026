"""Whether the clusters were there before the labels were drawn."""

import streamlit as st

from analysis.sampling.clusters.clustering_wording import post_stratification_sentence
from analysis.sampling.coverage.strata import Strata
from analysis.study.study import Study
from pages.shared.messages import literal


def ask_whether_clusters_came_after(study: Study, strata: Strata) -> bool:
    """Draw the question, or say so where it is known; without clusters there is none.

    Parameters
    ----------
    study : Study
    strata : Strata

    Returns
    -------
    bool
    """
    if study.made_clusters is not None:
        st.caption(literal(post_stratification_sentence(study.drawing)))
        return True
    if len(strata.clusters) == 1:
        return False
    return st.toggle(
        "The clusters were made after the labels were drawn",
        key="clusters_after",
        bind="query-params",
        help="Then weighing by cluster is post-stratification, and the intervals get a little "
        "wider: how many labels fell into each cluster was itself by chance.",
    )

"""How the labels of a study are weighed."""

from dataclasses import replace

import streamlit as st

from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.drawing import Drawing
from analysis.errors import InputError
from analysis.sampling.coverage.design_weights import UNWEIGHED, Weighing, weigh_labels
from analysis.sampling.frequencies.prevalence import Shares
from analysis.study.study import Study
from pages.shared.cache.sampling import strata_of
from pages.shared.cache.studies import given_study
from pages.shared.own_figures import kept_figures


def weigh_study(study: Study) -> tuple[Study, Weighing]:
    """Return a study whose labels weigh as their drawing asks for, and how that is.

    Parameters
    ----------
    study : Study
        As it is kept, without weights; with the documents that it sets aside or without them.

    Returns
    -------
    study : Study
        The same where all labels count alike; otherwise its labelled corpus has weights, and a
        fingerprint of its own.
    weighing : Weighing
    """
    if study.drawing in ("proportional", "other"):
        return study, UNWEIGHED
    own = kept_figures(study) if study.drawing == "by-class" else None
    figures = None if own is None else own.tobytes()
    fingerprint = study.labelled.fingerprint
    labelled, weighing = _weighed(study.id, fingerprint, study.drawing, figures, study, own)
    return replace(study, labelled=labelled), weighing


@st.cache_resource(max_entries=4, show_spinner=False)
def _weighed(
    study_id: str,
    fingerprint: str,
    drawing: Drawing,
    figures: bytes | None,
    _study: Study,
    _own: Shares | None,
) -> tuple[LabelledCorpus, Weighing]:
    try:
        strata = None if _study.unlabelled is None else strata_of(_as_drawn(_study))
    except InputError:
        # The page Frequencies tells that the clusters of the two corpora do not fit.
        strata = None
    weighing = weigh_labels(_study.labelled, drawing, strata=strata, shares=_own)
    if weighing.weights is None:
        return _study.labelled, weighing
    return _study.labelled.with_weights(weighing.weights), weighing


def _as_drawn(study: Study) -> Study:
    """Its labels with the clusters they were drawn by, not those that were made here."""
    return replace(given_study(study.id), labelled=study.labelled)

"""What could be labelled next, and what it would bring."""

import pandas as pd
import streamlit as st

from analysis.sampling.plan.allocation import Allocation
from analysis.sampling.plan.draw import draw_documents, plan_frame
from analysis.sampling.plan.outlook import Outlooks, Pilot, compare_allocations, make_pilot
from analysis.study.study import Study
from pages.shared.cache.sampling import strata_of


def pilot_of(study: Study) -> Pilot:
    """Return what the labels say of the clusters of a study that has an unlabelled corpus."""
    return _pilot(*_key(study), study)


def outlooks_of(study: Study, n_labels: int, floor: int) -> Outlooks:
    """Return what each allocation of new labels would do; an `InputError` if it cannot be."""
    return _outlooks(*_key(study), n_labels, floor, study)


def plan_of(
    study: Study, n_labels: int, floor: int, allocation: Allocation, seed: int
) -> pd.DataFrame:
    """Return the documents drawn, as the file to be filled with labels."""
    return _plan(*_key(study), n_labels, floor, allocation, seed, study)


def _key(study: Study) -> tuple[str, str, str]:
    """The study, its labels, and its clusters, which can be made anew."""
    return study.id, study.labelled.fingerprint, study.unlabelled.fingerprint


@st.cache_resource(max_entries=4, show_spinner="Looking into the clusters …")
def _pilot(study_id: str, labels: str, corpus: str, _study: Study) -> Pilot:
    return make_pilot(_study.labelled, _study.unlabelled, strata_of(_study))


@st.cache_resource(max_entries=16, show_spinner=False)
def _outlooks(
    study_id: str, labels: str, corpus: str, n_labels: int, floor: int, _study: Study
) -> Outlooks:
    return compare_allocations(pilot_of(_study), n_labels, floor=floor)


@st.cache_resource(max_entries=4, show_spinner="Drawing documents …")
def _plan(
    study_id: str,
    labels: str,
    corpus: str,
    n_labels: int,
    floor: int,
    allocation: Allocation,
    seed: int,
    _study: Study,
) -> pd.DataFrame:
    pilot = pilot_of(_study)
    new_labels = outlooks_of(_study, n_labels, floor).by_allocation[allocation].new_labels
    drawn = draw_documents(pilot.free, new_labels, seed)
    return plan_frame(_study.unlabelled, pilot.strata, drawn)

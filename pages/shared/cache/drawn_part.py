"""The labels of a study that were drawn by chance, scored by themselves."""

import streamlit as st

from analysis.decision.scenario import Scenario
from analysis.model.crossfit import Training
from analysis.sampling.coverage.drawn_part import DrawnPart, score_drawn_part
from analysis.study.study import Study


def drawn_part_of(study: Study, scenario: Scenario, training: Training) -> DrawnPart:
    """Return what the labels drawn by chance say of a scenario."""
    return _drawn_part(study.id, study.labelled.fingerprint, scenario, study, training)


@st.cache_resource(max_entries=8, show_spinner=False)
def _drawn_part(
    study_id: str, fingerprint: str, scenario: Scenario, _study: Study, _training: Training
) -> DrawnPart:
    return score_drawn_part(_study.labelled, _training.out_of_fold, scenario.decision)

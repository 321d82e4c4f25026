"""What a server has one of: its studies on disk, its trainings and its computations."""

from pathlib import Path

import streamlit as st

from analysis.study.computations import Computations
from analysis.study.home import study_home
from analysis.study.trainings import Trainings


def home() -> Path:
    """Return the folder in which this server keeps its studies."""
    return study_home()


@st.cache_resource(max_entries=1, show_spinner=False)
def trainings() -> Trainings:
    """Return the one place of this server that makes and keeps trainings."""
    return Trainings(home())


@st.cache_resource(max_entries=1, show_spinner=False)
def computations() -> Computations:
    """Return the one place of this server that computes in the background, trainings aside."""
    return Computations(home())

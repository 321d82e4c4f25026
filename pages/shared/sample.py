"""The sample study, which opens where no other was asked for."""

import hashlib
from functools import cache
from pathlib import Path

import streamlit as st

from analysis.study.listing import find_study
from analysis.study.proposal import accept, propose, read_source
from pages.shared.cache.home import home

_FOLDER = Path(__file__).parents[2] / "sample_data"
_LABELLED = _FOLDER / "labelled.parquet"
_UNLABELLED = _FOLDER / "unlabelled.parquet"


def sample_study_id() -> str:
    """Return the id of the sample study, which is made on first use.

    Returns
    -------
    str
        Another one than before if the sample data changed or the study was deleted.
    """
    key = _key()
    return find_study(home(), key) or _make_sample_study(key)


@cache
def _key() -> str:
    """A name that changes with the content of the files; they do not change while we run."""
    content = _LABELLED.read_bytes() + _UNLABELLED.read_bytes()
    return f"sample:{hashlib.sha256(content).hexdigest()}"


def _make_sample_study(key: str) -> str:
    with st.spinner("Reading the sample study …"):
        sources = [read_source(path.name, path) for path in (_LABELLED, _UNLABELLED)]
        return accept(home(), "Sample study: spare parts", propose(*sources), key).id

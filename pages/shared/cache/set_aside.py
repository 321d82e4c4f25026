"""The documents that a study sets aside, and what is left."""

from dataclasses import replace

import streamlit as st

from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.set_aside import SetAside, part_of, rows_set_aside
from analysis.study.confirmations import read_set_aside
from analysis.study.study import Study
from pages.shared.cache.home import home


def without_set_aside(study: Study) -> Study:
    """Return a study without the labelled documents that it sets aside.

    Parameters
    ----------
    study : Study
        As it is kept.

    Returns
    -------
    Study
        The same where nothing is set aside; otherwise its labelled corpus has a fingerprint of
        its own, so that nothing kept for all documents is taken for it.
    """
    which = read_set_aside(home(), study.id)
    if which is None:
        return study
    return replace(study, labelled=_parts(study, which)[0])


def documents_set_aside(study: Study) -> LabelledCorpus | None:
    """Return the labelled documents that a study sets aside.

    Parameters
    ----------
    study : Study
        As it is kept.

    Returns
    -------
    LabelledCorpus or None
        None where nothing is set aside.
    """
    which = read_set_aside(home(), study.id)
    return None if which is None else _parts(study, which)[1]


def _parts(study: Study, which: SetAside) -> tuple[LabelledCorpus, LabelledCorpus]:
    return _split(study.labelled.fingerprint, which, study.labelled)


@st.cache_resource(max_entries=4, show_spinner="Setting documents aside …")
def _split(
    fingerprint: str, which: SetAside, _labelled: LabelledCorpus
) -> tuple[LabelledCorpus, LabelledCorpus]:
    aside = rows_set_aside(_labelled, which)
    return part_of(_labelled, ~aside), part_of(_labelled, aside)

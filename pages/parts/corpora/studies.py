"""The studies kept on this machine: opened, and deleted with all they hold."""

import pandas as pd
import streamlit as st

from analysis.study.listing import list_studies, unreadable_studies
from analysis.study.store import delete_study
from analysis.study.study import StudyInfo
from pages.shared import state
from pages.shared.cache.home import computations, home, trainings
from pages.shared.messages import input_errors_shown, literal

_TABLE_KEY = "corpora_studies"
_COLUMNS = {
    "name": st.column_config.TextColumn("Name", width="large"),
    "documents": st.column_config.NumberColumn(
        "Documents", format="localized", help="Of the unlabelled corpus; 0 if none was loaded."
    ),
    "labels": st.column_config.NumberColumn("Labels", format="localized"),
    "classes": st.column_config.NumberColumn("Classes", format="localized"),
    "size": st.column_config.NumberColumn(
        "On disk", format="bytes", help="With all trained models."
    ),
    "opened": st.column_config.DatetimeColumn("Last opened", format="distance"),
    "created": st.column_config.DatetimeColumn("Made", format="localized"),
}


def studies_on_this_machine(part: str) -> None:
    """Draw the list of studies with what can be done with them.

    Parameters
    ----------
    part : str
        Of the page, to turn to once a study is opened.
    """
    studies = list_studies(home())
    # A key of its own for every list: a row chosen before may be another study's now.
    key = "_".join([_TABLE_KEY, *(study.id for study in studies)])
    st.caption("Choose a study to open or delete it. Its link opens it too.")
    st.dataframe(
        _studies_frame(studies),
        column_config=_COLUMNS,
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        alt="Studies with their size and when they were last opened",
    )
    rows = state.selected_rows(key)
    if rows:
        _chosen_study(studies[rows[0]], part)
    for identifier, reason in unreadable_studies(home()).items():
        _unreadable_study(identifier, reason)


def _studies_frame(studies: list[StudyInfo]) -> pd.DataFrame:
    rows = [
        {
            "name": study.name,
            "documents": study.n_documents,
            "labels": study.n_labels,
            "classes": study.n_classes,
            "size": study.n_bytes,
            "opened": study.opened,
            "created": study.created,
        }
        for study in studies
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _chosen_study(study: StudyInfo, part: str) -> None:
    is_open = study.id == state.study_id()
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.text(study.name)
        st.button(
            "This study is open" if is_open else "Open",
            type="primary",
            icon=":material/folder_open:",
            disabled=is_open,
            on_click=state.show_study,
            args=(study.id, part),
            key="corpora_open",
            help="What is open now stays kept.",
        )
        if st.button("Delete …", icon=":material/delete:", key="corpora_delete"):
            _confirm_deletion(study.id, study.name, _what_it_holds(study))


def _what_it_holds(study: StudyInfo) -> str:
    documents = f"{study.n_documents:,} documents and " if study.n_documents else ""
    return f"{documents}{study.n_labels:,} labels in {study.n_classes:,} classes"


def _unreadable_study(identifier: str, reason: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.text(reason)
        if st.button("Delete …", icon=":material/delete:", key=f"corpora_delete_{identifier}"):
            _confirm_deletion(identifier, f"Study {identifier}", "whatever its folder holds")


@st.dialog("Delete this study?", icon=":material/delete:")
def _confirm_deletion(identifier: str, name: str, held: str) -> None:
    st.text(name)
    st.markdown(
        f"This deletes, for good: {literal(held)}; the answers and settings kept with it; every "
        "model trained on it. Links to it will lead nowhere. The files that it was loaded from "
        "are not touched."
    )
    with st.container(horizontal=True), input_errors_shown():
        if st.button("Delete for good", type="primary", key="corpora_delete_for_good"):
            trainings().cancel(identifier)
            computations().cancel(identifier)
            delete_study(home(), identifier)
            if identifier == state.study_id():
                state.forget_study()
            st.rerun()
        if st.button("Keep it", key="corpora_keep"):
            st.rerun()

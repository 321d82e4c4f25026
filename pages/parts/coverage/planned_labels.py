"""Labels brought back: a plan that was filled becomes a study of old and new labels."""

import streamlit as st

from analysis.corpus.additions import Additions, read_planned_labels
from analysis.corpus.read import read_table
from analysis.evaluation.wording import counted
from analysis.study.additions import study_with_labels
from analysis.study.study import Study
from pages.shared import state
from pages.shared.cache.home import home
from pages.shared.messages import input_errors_shown


def bring_labels_back(study: Study) -> None:
    """Draw the upload; a file that is refused leaves everything as it is.

    Parameters
    ----------
    study : Study
        With an unlabelled corpus.
    """
    st.markdown(
        "The file that was drawn here, its column `label` filled as far as you came. Old and new "
        "labels become a study of their own; this one stays as it is."
    )
    upload = st.file_uploader(
        "Labelled documents of a plan",
        type=["csv", "tsv", "parquet", "jsonl"],
        key="coverage_planned",
        help="Documents are found by their row in the corpus. The chances with which they were "
        "drawn are kept, and used where labels are weighed.",
    )
    made = st.button(
        "Make a study of old and new labels",
        key="coverage_add_labels",
        disabled=upload is None,
        icon=":material/library_add:",
        help="A label that a text bears already stays as it is.",
    )
    if made:
        with input_errors_shown(), st.spinner("Keeping them as a study …"):
            table = read_table(upload.name, upload.getvalue())
            planned = read_planned_labels(table, study.unlabelled)
            _offer(*study_with_labels(home(), study, planned))


def _offer(added: Study, additions: Additions) -> None:
    """Say what was added, and let the new study be opened."""
    said = [f"{counted(additions.n_added, 'label')} added."]
    if additions.n_known:
        said.append(
            f"{counted(additions.n_known, 'text')} left out, because they bear a label already."
        )
    if additions.n_without_label:
        said.append(f"{counted(additions.n_without_label, 'document')} of the plan without one.")
    st.success(" ".join(said), icon=":material/check:")
    st.button(
        "Open the new study",
        key="coverage_open_added",
        on_click=state.show_study,
        args=(added.id,),
        icon=":material/folder_open:",
        help="It is also listed on the page Corpora.",
    )

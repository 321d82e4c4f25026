"""A look into both corpora: searched, some hundred documents at a time."""

import streamlit as st

from analysis.corpus.recognition import document_sentence
from analysis.study.study import Study
from pages.shared import state
from pages.shared.cache.studies import found_documents, recognition_of
from pages.shared.documents import documents_table
from pages.shared.messages import literal

_COLUMNS = {"text": "Text", "label": "Label", "id": "Id", "cluster": "Cluster"}


def look_at_documents(study: Study) -> None:
    """Draw a search over what was loaded, and the documents that it finds.

    Parameters
    ----------
    study : Study
    """
    sought, column = _search()
    corpora = {"Labelled": study.labelled}
    if study.unlabelled is not None:
        corpora["Unlabelled"] = study.unlabelled
    found = {name: found_documents(each, sought, column) for name, each in corpora.items()}
    part = st.segmented_control(
        "Corpus",
        list(corpora),
        default="Labelled",
        required=True,
        format_func=lambda name: f"{name}: {len(found[name]):,} of {corpora[name].n_documents:,}",
        key="corpora_part",
        label_visibility="collapsed",
        help="Which of the two corpora to look at.",
    )
    # A key of its own for every search: a page or a row chosen before belongs to another table.
    key = f"corpora_documents_{part}_{column}_{sought}"
    position = documents_table(found[part], key, f"{part.lower()}.csv")
    if position is not None:
        _document(study, part, found[part].index[position])


def _search() -> tuple[str, str | None]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sought = st.text_input(
            "Search",
            key=state.SOUGHT_KEY,
            icon=":material/search:",
            placeholder="Any part of a text; a whole label, id or cluster",
            help="Upper and lower case are the same, and no sign has a special meaning.",
        )
        column = st.selectbox(
            "Search in",
            list(_COLUMNS),
            index=None,
            format_func=_COLUMNS.get,
            key=state.COLUMN_KEY,
            placeholder="All columns",
            help="A text has to hold what is sought; a label, id or cluster to be equal to it.",
            width=200,
        )
    return sought or "", column


def _document(study: Study, part: str, row: int) -> None:
    """Show one document in full, and where else it is."""
    corpus = study.labelled if part == "Labelled" else study.unlabelled
    with st.container(border=True):
        st.text(corpus.texts[row])
        recognition = recognition_of(study)
        if part == "Labelled" and recognition is not None:
            st.caption(literal(document_sentence(recognition, row)))

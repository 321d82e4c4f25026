"""The way from files to a study: choose, look, correct the columns, open."""

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from analysis.corpus.columns import Columns
from analysis.corpus.findings import plural
from analysis.corpus.preview import first_rows
from analysis.corpus.read import ENDINGS
from analysis.corpus.template import LABELLED_TEMPLATE, UNLABELLED_TEMPLATE
from analysis.study.proposal import Source, accept, propose
from analysis.study.store import LONGEST_NAME
from pages.shared import state
from pages.shared.cache.files import read_once, version_of
from pages.shared.cache.home import home
from pages.shared.local import only_this_machine
from pages.shared.messages import input_errors_shown

_ROLES = {
    "text": ("Text", "The documents."),
    "label": ("Label", "The class of each document. Rows without one are left out."),
    "id": ("Id", "Your own name of each document, by which it is recognised in both files."),
    "cluster": ("Cluster", "The cluster that each document lies in. Tells how labels were drawn."),
    "probability": (
        "Selection probability",
        "The chance that each document had of being drawn, above 0 and at most 1, as a plan of the "
        "page Coverage gives it; empty for labels of before.",
    ),
}


@dataclass(frozen=True)
class _File:
    """A file to read; its key changes with its content."""

    key: str
    name: str
    data: bytes | Path


def open_files(part: str) -> None:
    """Let the reader choose files and open them as a study.

    Parameters
    ----------
    part : str
        Of the page, to turn to once the study is open.
    """
    st.markdown(
        "Labelled documents are enough to begin with; the whole collection, not labelled, adds "
        "to them. Nothing is changed until **Open this study** is pressed."
    )
    _expected_form()
    left, right = st.columns(2, gap="large")
    with left:
        labelled = _source("labelled", "Labelled documents", tuple(_ROLES))
    with right:
        unlabelled = _source(
            "unlabelled", "All documents, without labels (optional)", ("text", "id", "cluster")
        )
    if labelled is not None:
        _open(labelled, unlabelled, part)


def _expected_form() -> None:
    with st.expander("Expected form, and templates", icon=":material/description:"):
        st.markdown(
            "CSV, TSV, Parquet or JSON Lines, each also gzipped, in UTF-8 or UTF-16. One row a "
            "document: a column with its text, in the labelled file one with its class, and if "
            "you have them an id and a cluster. Columns may have any name, and there may be "
            "more. Everything is read as text: `007`, `NA` and `null` stay what they are."
        )
        with st.container(horizontal=True):
            _template("labelled", LABELLED_TEMPLATE)
            _template("unlabelled", UNLABELLED_TEMPLATE)


def _template(corpus: str, content: str) -> None:
    st.download_button(
        f"Template for {corpus} documents",
        content,
        file_name=f"{corpus}_template.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"corpora_template_{corpus}",
        help="A small CSV file in the expected form.",
    )


def _source(corpus: str, title: str, roles: tuple[str, ...]) -> Source | None:
    """Ask for a file, show how it begins, and let its columns be corrected."""
    file = _chosen_file(corpus, title)
    if file is None:
        return None
    with input_errors_shown():
        source = read_once(file.key, file.name, file.data)
        return replace(source, columns=_columns(source, roles, f"corpora_{corpus}_{file.key}"))
    return None


def _chosen_file(corpus: str, title: str) -> _File | None:
    """The file that was uploaded or, where that is allowed, named by its path."""
    upload = st.file_uploader(
        title,
        key=f"corpora_upload_{corpus}",
        help=f"A name ending in {', '.join(ENDINGS)}, each also with .gz behind it. Columns are "
        "guessed; you can correct them before anything is opened.",
    )
    path = _path(corpus, upload is not None) if only_this_machine() else None
    if upload is not None:
        return _File(upload.file_id, upload.name, upload.getvalue())
    return None if path is None else _File(version_of(path), path.name, path)


def _path(corpus: str, disabled: bool) -> Path | None:
    typed = st.text_input(
        f"or a path on this machine ({corpus})",
        key=f"corpora_path_{corpus}",
        placeholder=f"/home/me/{corpus}.csv",
        disabled=disabled,
        help="Only offered where the dashboard can be reached from its own machine alone.",
    )
    return Path(typed.strip()) if typed and typed.strip() else None


def _columns(source: Source, roles: tuple[str, ...], key: str) -> Columns:
    """Show how the file begins and which column holds what, as guessed until corrected."""
    table = source.table
    st.caption(
        f"{table.n_rows:,} {plural(table.n_rows, 'row', 'rows')}, {len(table.columns):,} "
        f"{plural(len(table.columns), 'column', 'columns')}. It begins like this; below is what "
        "each column was taken for."
    )
    st.dataframe(
        first_rows(table),
        hide_index=True,
        alt="The first rows of the file",
    )
    with st.container(horizontal=True):
        chosen = {role: _column(source, role, key) for role in roles}
    return Columns(**chosen)


def _column(source: Source, role: str, key: str) -> str | None:
    name, help = _ROLES[role]
    columns, guess = source.table.columns, getattr(source.columns, role)
    return st.selectbox(
        f"{name} column",
        columns,
        index=None if guess is None else columns.index(guess),
        placeholder="None",
        key=f"{key}_{role}",
        help=help,
        width=180,
    )


def _open(labelled: Source, unlabelled: Source | None, part: str) -> None:
    """Make the study that was described, and open it."""
    file_name = labelled.table.name
    name = st.text_input(
        "Name of the study",
        value=file_name.partition(".")[0],
        max_chars=LONGEST_NAME,
        key=f"corpora_name_{file_name}",
        help="By which you find it again.",
    )
    if not st.button("Open this study", type="primary", icon=":material/folder_open:"):
        return
    with input_errors_shown():
        with st.spinner("Checking the documents …", show_time=True):
            proposal = propose(labelled, unlabelled)
        with st.spinner("Keeping them as a study …", show_time=True):
            study = accept(home(), name or "", proposal)
        state.show_study(study.id, part)
        st.rerun()

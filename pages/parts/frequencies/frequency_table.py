"""The table of class frequencies, and the documents of a class nearest to the boundary."""

import streamlit as st

from analysis.evaluation.wording import counted
from analysis.sampling.frequencies.corpus_scores import CorpusScores
from analysis.sampling.frequencies.frequencies import Frequencies
from analysis.sampling.frequencies.predictions_table import nearest_boundary
from pages.shared import state
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.view import View

TABLE_KEY = "frequencies_table"
# Room for the longest one by itself; left alone, the column is as narrow as an empty cell.
DISAGREEMENT_PIXELS = 250
MODEL_HELP = (
    "Share of the documents decided for the class. No estimate: it repeats the model's errors, "
    "and counts rare classes far too low."
)


def _share(label: str, help: str) -> dict:
    return st.column_config.NumberColumn(label, format="%.4f", help=help)


def _documents(label: str, help: str | None = None) -> dict:
    return st.column_config.NumberColumn(label, format="localized", help=help)


COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True, width="medium"),
    "documents": _documents("Documents", "In the whole corpus, by the best estimate there is."),
    "documents_low": _documents("From", "Lower end of the 95 % interval."),
    "documents_high": _documents("To", "Upper end of the 95 % interval."),
    "documents_own": _documents("Your figure"),
    "share_own": _share("Your share", "As you brought it."),
    "disagreement": st.column_config.TextColumn(
        "Disagreement",
        width=DISAGREEMENT_PIXELS,
        help="Estimates that differ by more than chance explains.",
    ),
    "labels": _documents("Labels"),
    "share_labelled": _share("Share of labels", "Right where labels were drawn at random."),
    "labelled_low": _share("Labels, low", "95 %"),
    "labelled_high": _share("Labels, high", "95 %"),
    "share_stratified": _share("Stratified", "Each cluster weighs as much as it has documents."),
    "stratified_low": _share("Stratified, low", "95 %"),
    "stratified_high": _share("Stratified, high", "95 %"),
    "share_difference": _share(
        "Labels and model", "The stratified share, corrected by what the model predicts."
    ),
    "difference_low": _share("Both, low", "95 %"),
    "difference_high": _share("Both, high", "95 %"),
    "mean_posterior": _share("Mean posterior", "Over the corpus, for comparison."),
    "share_predicted": _share("Decided (for comparison)", MODEL_HELP),
}


def show_frequency_table(frequencies: Frequencies) -> None:
    """Draw the table of classes; a click on a row puts its class into the search.

    Parameters
    ----------
    frequencies : Frequencies
    """
    frame = frequencies.frame()
    if not frame["disagreement"].any():
        frame = frame.drop(columns="disagreement")
    shown = frame[[name for name in COLUMNS if name in frame]]
    names = shown["class"].tolist()
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose(names),
        selection_mode="single-row",
        placeholder="–",
        alt="Classes with their estimated shares, the most common first",
    )
    download_table(shown, "frequencies.csv", f"Download {len(shown):,} classes as CSV")


def show_boundary_documents(view: View, scores: CorpusScores | None, code: int) -> None:
    """Draw the documents of the corpus nearest to the boundary of a class.

    Parameters
    ----------
    view : View
    scores : CorpusScores or None
        Without them, there is nothing to show.
    code : int
        The class.
    """
    if scores is None:
        st.caption("Once the corpus is scored, its documents decided for the class stand here.")
        return
    found = nearest_boundary(view.study.unlabelled, scores.decisions, view.classes, code)
    n_decided = int((scores.decisions.decided == code).sum())
    with st.expander(
        f"{counted(n_decided, 'document')} decided for it and {len(found) - n_decided:,} for which "
        "it comes second, the closest decisions first"
    ):
        documents_table(found, f"frequencies_documents_{code}", "decided.csv")


def _choose(names: list[str]) -> None:
    rows = state.selected_rows(TABLE_KEY)
    if rows:
        state.choose(state.CLASS_KEY, names[rows[0]])

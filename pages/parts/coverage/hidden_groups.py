"""What hides in the reject class: groups of its documents that may be classes of their own."""

import streamlit as st

from analysis.model.settings import settings_as_json
from analysis.progress import Progress
from analysis.sampling.clusters.hidden_groups import (
    HIDDEN_STEPS,
    HiddenGroups,
    find_hidden_groups,
    groups_as_arrays,
    groups_from_arrays,
)
from analysis.sampling.clusters.hidden_groups_tables import group_documents, hidden_groups_frame
from analysis.sampling.clusters.hidden_groups_wording import (
    hidden_groups_sentence,
    searched_sentence,
)
from analysis.sampling.frequencies.corpus_scores import CorpusScores
from analysis.study.computations import Arrays
from analysis.study.study import Study
from pages.parts.frequencies.corpus_scoring import corpus_scores, plain_scenario
from pages.shared import state
from pages.shared.background import Work, offer_computation
from pages.shared.cache.studies import given_study
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import current_view

TABLE_KEY = "coverage_hidden_groups"
# To be raised when the same documents give other groups than before.
FORM = 1


def _count(label: str, help: str) -> object:
    return st.column_config.NumberColumn(label, format="localized", help=help)


COLUMNS = {
    "group": st.column_config.NumberColumn("Group", pinned=True),
    "words": st.column_config.TextColumn(
        "Words",
        help="What its documents hold more than the rest of the reject class.",
    ),
    "labels": _count("Labels", "Its documents that bear the label of the reject class."),
    "without_label": _count("Sent there", "Documents that the model sends to the reject class."),
    "gathers": _count(
        "Would gather",
        "Documents without a label, of the whole corpus, as close to it as three in four of its "
        "own documents are, and closer than to any class.",
    ),
    "over_chance": st.column_config.NumberColumn(
        "Over chance", format="%.1f ×", help="How much denser it is than the densest by chance."
    ),
    "cohesion": st.column_config.NumberColumn(
        "Cohesion",
        format="%.2f",
        help="Mean cosine of two of its texts, less what their most shared word contributes.",
    ),
    "closest": st.column_config.TextColumn("Closest class"),
    "resembles": st.column_config.CheckboxColumn(
        "Like it",
        help="As close to that class as one in four of its own documents are: these may be "
        "documents of the class with a wrong label, not a class of their own.",
    ),
}


def show_hidden_groups(study: Study) -> None:
    """Draw the search for groups in the reject class, or what it found.

    Parameters
    ----------
    study : Study
    """
    reject = study.labelled.reject_class
    if reject is None:
        return
    st.subheader(literal(f"What hides in “{reject}”?"), anchor=False)
    given, view = given_study(study.id), current_view()
    scores = corpus_scores(view)
    searched = "labels" if scores is None else settings_as_json(plain_scenario(view).training)
    corpora = given.labelled.fingerprint, given.unlabelled.fingerprint
    arrays = offer_computation(
        study.id,
        ":".join(("hidden-groups", str(FORM), *corpora, searched)),
        lambda: _begin(given, scores),
        key="coverage_find_hidden",
        label="Search it for groups",
        doing="Searching the reject class",
        about="Groups of its documents that share more words than chance explains may be classes "
        "that nobody has named yet. Takes half a minute for 330,000 documents.",
    )
    if scores is None:
        st.caption(
            "Only its labelled documents are searched. Once all documents are scored, those that "
            "the model sends there are searched too."
        )
        st.page_link(
            "pages/estimates/frequencies.py",
            label="Score all documents",
            icon=":material/equalizer:",
            query_params=state.unbound_parameters(),
        )
    if arrays is not None:
        _show(given, groups_from_arrays(arrays), reject)


def _begin(given: Study, scores: CorpusScores | None) -> tuple[Progress, Work]:
    labelled = given.labelled
    sent = None if scores is None else scores.decisions.decided == labelled.reject_code

    def compute(progress: Progress) -> Arrays:
        found = find_hidden_groups(labelled, given.unlabelled, sent, progress)
        return groups_as_arrays(found)

    return Progress(HIDDEN_STEPS), compute


def _show(given: Study, groups: HiddenGroups, reject: str) -> None:
    st.markdown(literal(hidden_groups_sentence(groups, reject)))
    st.caption(literal(searched_sentence(groups)))
    if not groups.n_groups:
        return
    frame = hidden_groups_frame(groups, given.labelled, given.unlabelled)
    st.dataframe(
        frame,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select="rerun",
        selection_mode="single-row",
        alt="Groups of documents in the reject class, the densest first",
    )
    download_table(frame, "hidden_groups.csv")
    chosen = state.selected_rows(TABLE_KEY)
    if not chosen:
        st.caption("Click a row to read its documents.")
        return
    documents = group_documents(groups, given.labelled, given.unlabelled, chosen[0])
    documents_table(documents, f"coverage_hidden_{chosen[0]}", "hidden_group.csv")

"""Pairs of words that say more together than apart, and a click that adds them to the features."""

from dataclasses import replace

import streamlit as st

from analysis.evaluation.documents import documents_frame
from analysis.evaluation.wording import counted
from analysis.explain.interactions.interactions import (
    Interactions,
    find_interactions,
    interactions_from_arrays,
    interactions_progress,
    why_no_interactions,
)
from analysis.explain.interactions.interactions_wording import (
    interactions_sentence,
    neighbours_sentence,
    pair_sentence,
    refit_sentence,
)
from analysis.explain.vocabulary.documents_with import documents_counting
from analysis.model.crossfit import deal_folds
from analysis.model.precompile import wait_until_compiled
from analysis.model.settings import TrainingSettings, settings_as_json
from analysis.model.word_pairs import pair_term
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.shared import state
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import trainings
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.percents import percent_column, rounded
from pages.shared.refit import ask_for_refit
from pages.shared.view import View

# To be raised when the same settings give other pairs than before.
FORM = 2
TABLE_KEY = "learnability_pairs"
OF_CLASS_KEY = "learnability_pairs_of_class"
COLUMNS = {
    "first": st.column_config.TextColumn("Word", pinned=True),
    "second": st.column_config.TextColumn("and word", pinned=True),
    "class": st.column_config.TextColumn("Class"),
    "direction": st.column_config.TextColumn(
        "Speak", help="For or against the class, beyond what the two words say apart."
    ),
    "gain": st.column_config.NumberColumn(
        "Gain",
        format="%.1f",
        help="Log loss saved out of fold by what both add together, in nats, over all texts with "
        "both words.",
    ),
    "documents": st.column_config.NumberColumn(
        "Texts", format="localized", help="Different texts with both words that were tested."
    ),
    "in_class": st.column_config.NumberColumn(
        "In class", format="localized", help="Of these, those of the class."
    ),
    "expected": st.column_config.NumberColumn(
        "Expected", format="%.1f", help="In class, by what the words say apart."
    ),
    "neighbours": percent_column(
        "Side by side", "Share of the texts in which they are neighbours.", decimals=0
    ),
    "false_discovery_rate": st.column_config.NumberColumn(
        "Rate", format="%.1e", help="False discovery rate at which the pair is found."
    ),
}
METHOD = (
    "Each different text counts once. Pairs were chosen on all folds but one, by what single "
    "words, scored out of fold at a C chosen anew, leave unexplained, and tested on that one. In "
    "the test both words have columns of their own once more, so that no pair wins by relieving "
    "the penalty. Texts that are nearly the same count as different ones."
)


def interactions_section(view: View) -> None:
    """Draw the pairs of words that interact, or what is between the analyst and them.

    Parameters
    ----------
    view : View
    """
    st.subheader("Do words interact?")
    found = _interactions(view)
    if found is None:
        return
    for sentence in (
        f"**{literal(interactions_sentence(found, view.classes))}**",
        *(literal(each) for each in (refit_sentence(found), neighbours_sentence(found)) if each),
    ):
        st.markdown(sentence)
    if found.n_found:
        _offer_to_add(view, found)
        _pairs_table(view, found)
    st.caption(METHOD)


def _interactions(view: View) -> Interactions | None:
    corpus, settings = view.study.labelled, _plain(view)
    reason = why_no_interactions(corpus, deal_folds(corpus, settings), settings)
    if reason is not None:
        st.info(literal(reason), icon=":material/info:")
        return None
    arrays = offer_computation(
        view.study.id,
        ":".join(("interactions", str(FORM), corpus.fingerprint, settings_as_json(settings))),
        lambda: _begin(view, settings),
        key="learnability_interactions",
        label="Look for pairs of words",
        doing="Looking for pairs of words that say more together than apart",
        about="Up to eighty fits in folds within folds. Takes half a minute for 33,000 documents, "
        "and is kept with the study.",
        by_itself=True,
    )
    return None if arrays is None else interactions_from_arrays(arrays)


def _plain(view: View) -> TrainingSettings:
    """What the search depends on: it chooses C anew, and weighs classes as they come."""
    usual = TrainingSettings()
    return replace(view.current.training, c=usual.c, class_weight=usual.class_weight)


def _begin(view: View, settings: TrainingSettings) -> tuple[Progress, Work]:
    corpus = view.study.labelled
    # Taken here: the background thread has no session, which the cache would look for.
    counts = trainings().counts(corpus, settings.features)

    def compute(progress: Progress) -> Arrays:
        wait_until_compiled()
        folds = deal_folds(corpus, settings)
        return find_interactions(corpus, counts, folds, settings, progress).arrays()

    return interactions_progress(settings), compute


def _offer_to_add(view: View, found: Interactions) -> None:
    """Current features and the pairs; the switch chooses the class weights."""
    current = view.current.training
    features = replace(current.features, pairs=(*current.features.pairs, *found.pairs))
    wanted = replace(current, features=features, class_weight="none")
    pressed = st.button(
        f"Add {counted(len(found.pairs), 'pair')} to the features",
        key="learnability_add_pairs",
        icon=":material/add:",
        help="Refits with a column for each pair. They were tested on these documents; the "
        "training settings take them out again.",
    )
    if pressed:
        ask_for_refit(view, wanted)
        st.rerun()


def _pairs_table(view: View, found: Interactions) -> None:
    frame = found.frame(view.classes)
    only = _only_of_class(frame["class"].unique().tolist())
    rows = frame.index[frame["class"] == only] if only else frame.index
    shown = rounded(frame.loc[rows, list(COLUMNS)], ["neighbours"], decimals=0)
    key = f"{TABLE_KEY}_{only}"
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        alt="Pairs of words that say more together than apart, with class and direction",
    )
    download_table(shown, "pairs_of_words.csv")
    for selected in state.selected_rows(key):
        _documents(view, found, int(rows[selected]))


def _only_of_class(with_pairs: list[str]) -> str | None:
    """The class to show alone: the one in the frame's search, if it has pairs and is asked for."""
    chosen = state.chosen_class()
    if chosen not in with_pairs:
        return None
    alone = st.toggle(
        f"Only pairs of {literal(chosen)}",
        key=OF_CLASS_KEY,
        help="The class in the search on the left.",
    )
    return chosen if alone else None


def _documents(view: View, found: Interactions, row: int) -> None:
    """The documents that hold both words of a pair."""
    labelled, features = view.study.labelled, view.current.training.features
    st.markdown(literal(pair_sentence(found, row, view.classes)))
    term = pair_term((str(found.first[row]), str(found.second[row])))
    documents = documents_counting(labelled, term, features)
    documents_table(
        documents_frame(labelled, view.evaluation(view.current), documents),
        f"learnability_pair_{term}",
        "documents_with_pair.csv",
    )

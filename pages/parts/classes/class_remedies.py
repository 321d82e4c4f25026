"""What mends one class: the gain of each remedy, a sentence, and the way to apply it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.evaluation.wording import counted
from analysis.explain.diagnosis.diagnosis import NO_FAILURE, Diagnosis
from analysis.explain.diagnosis.diagnosis_table import remedies_frame
from analysis.explain.diagnosis.diagnosis_wording import finding_sentence
from analysis.explain.diagnosis.remedy_plan import remedied
from analysis.explain.diagnosis.remedy_steps import SPLIT
from analysis.explain.diagnosis.rules import rule_sentence
from analysis.plots.remedies import remedies_figure
from pages.parts.what_if.kept_scenarios import show_scenario
from pages.shared import state
from pages.shared.cache.diagnosis import gathered_by, rule_of
from pages.shared.messages import literal
from pages.shared.view import View

FIGURE_KEY = "classes_remedies"
BUTTONS_SHOWN = 3
LOOK_AT_LABELS = "Look at its labels and at those of what it is taken for"


def show_remedies(view: View, diagnosis: Diagnosis, code: int) -> None:
    """Draw what mends a class, as far as that is known.

    Parameters
    ----------
    view : View
    diagnosis : Diagnosis
        Of the current scenario.
    code : int
        The class.
    """
    st.markdown(f"**{literal(finding_sentence(diagnosis, code))}**")
    remedies = remedies_frame(diagnosis, code)
    if diagnosis.findings[code] == NO_FAILURE or remedies.empty:
        return
    st.plotly_chart(
        remedies_figure(remedies),
        key=FIGURE_KEY,
        on_select="rerun",
        selection_mode="points",
        alt="Gain in F1 of each remedy with its interval, beside that of its placebo",
    )
    _offer(view, diagnosis, remedies)


def show_rule(view: View, code: int, n_found: int, diagnosis: Diagnosis | None) -> None:
    """Say how well one word or two find a class, beside the model.

    Parameters
    ----------
    view : View
    code : int
        The class.
    n_found : int
        Documents of the class that the model finds.
    diagnosis : Diagnosis or None
        Where it says that splitting letters from digits mends the class, so are the words.
    """
    features, split = view.current.training.features, ""
    if diagnosis is not None and diagnosis.names(code, SPLIT):
        features = replace(features, split_letters_digits=True)
        split = " with letters split from digits"
    rule = rule_of(view.study, features, view.training(view.current), code)
    if rule is None:
        return
    sentence = f"As a rule{split}: {rule_sentence(rule, n_found)}"
    if view.study.unlabelled is not None:
        gathered = gathered_by(view.study, features, rule.words)
        total = view.study.unlabelled.n_documents
        sentence += f" In the whole corpus it gathers {gathered:,} of {counted(total, 'document')}."
    st.markdown(literal(sentence))


def _offer(view: View, diagnosis: Diagnosis, remedies: pd.DataFrame) -> None:
    """Buttons that apply the remedy clicked in the figure, or those that work."""
    clicked = [int(point["customdata"]) for point in state.selected_points(FIGURE_KEY)]
    rows = remedies.iloc[clicked] if clicked else remedies[remedies["works"]]
    if rows.empty:
        st.caption("Click a remedy in the figure to apply it.")
        return
    with st.container(horizontal=True):
        for row in rows.head(BUTTONS_SHOWN).to_dict("records"):
            _apply(view, diagnosis, row)


def _apply(view: View, diagnosis: Diagnosis, row: dict) -> None:
    scenario = remedied(view.current, row["key"], diagnosis.c)
    if scenario is None:
        st.page_link(
            "pages/model/confusion.py",
            label=LOOK_AT_LABELS,
            icon=":material/grid_on:",
            query_params=state.unbound_parameters(),
        )
        return
    st.button(
        f"Show: {literal(row['remedy'])}",
        key=f"classes_apply_{row['key']}",
        on_click=show_scenario,
        args=(view, scenario),
        icon=":material/healing:",
        help="Makes it the current scenario on all pages; a training that is not there yet is "
        "made. What it does to all other classes is seen then.",
    )

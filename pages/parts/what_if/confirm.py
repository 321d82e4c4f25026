"""The current scenario confirmed once, on labelled documents that the study sets aside."""

import json

import streamlit as st

from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.set_aside import SetAside
from analysis.decision.scenario_json import scenario_fields, scenario_from_json
from analysis.evaluation.confirmation import confirm
from analysis.evaluation.confirmation_wording import (
    confirmation_frame,
    confirmation_sentence,
    confirmed_figures,
    figures_as_arrays,
    figures_from_arrays,
)
from analysis.explain.remedies.recommendation_wording import describe_scenario
from analysis.progress import Progress
from analysis.sampling.coverage.drawn_part import drawn_part_sentence
from analysis.study.computations import Arrays
from analysis.study.confirmations import (
    Look,
    read_looks,
    read_set_aside,
    record_look,
    write_set_aside,
)
from pages.shared import state
from pages.shared.background import Work, offer_computation
from pages.shared.cache.drawn_part import drawn_part_of
from pages.shared.cache.home import home
from pages.shared.cache.set_aside import documents_set_aside
from pages.shared.cache.studies import whole_study
from pages.shared.cache.weighing import weigh_study
from pages.shared.messages import input_errors_shown, literal
from pages.shared.view import View

ONE_IN_KEY, FIGURES_KEY = "what_if_one_in", "what_if_confirmed"
# To be raised when the same scenario is confirmed with other figures than before.
FORM = 1
SHARES = {5: "a fifth", 10: "a tenth", 4: "a quarter", 3: "a third"}
WHY = (
    "Whatever is tuned by look is tuned on the documents that figures are made of. Labels that "
    "are set aside take part in nothing, on any page, until the scenario that was chosen in the "
    "end is confirmed on them, once. Some of each class are taken, by chance, identical texts "
    "together; of a class with few labels hardly any, so that macro-F1 gets a wide interval. "
    "All trainings are made again."
)
COLUMNS = {
    "figure": st.column_config.TextColumn("Figure"),
    "set_aside": st.column_config.NumberColumn("Set aside", format="%.3f"),
    "set_aside_low": st.column_config.NumberColumn("95 % from", format="%.3f"),
    "set_aside_high": st.column_config.NumberColumn("to", format="%.3f"),
    "out_of_fold": st.column_config.NumberColumn(
        "Out of fold", format="%.3f", help="On the other documents, each by a model without it."
    ),
    "out_of_fold_low": st.column_config.NumberColumn("95 % from ", format="%.3f"),
    "out_of_fold_high": st.column_config.NumberColumn("to ", format="%.3f"),
}


def confirm_section(view: View) -> None:
    """Draw how documents are set aside, and the confirmation on them.

    Parameters
    ----------
    view : View
    """
    if view.study.drawing == "other":
        _say_what_was_drawn(view)
    which = read_set_aside(home(), view.study.id)
    # A document stands for as many as it does among all labels: the part was taken by chance.
    whole, _ = weigh_study(whole_study(view.study.id))
    aside = documents_set_aside(whole)
    if which is None or aside is None:
        st.caption(WHY)
        _offer_to_set_aside(view)
        return
    st.markdown(
        f"**{aside.n_documents:,} labelled documents are set aside**, one in {which.one_in}: no "
        "figure on any page uses them."
    )
    with input_errors_shown():
        _confirm(view, which, aside)
    st.button(
        "Give the documents back",
        on_click=_keep,
        args=(view, None),
        icon=":material/undo:",
        help="They count in all figures again, and cannot confirm anything that is chosen then.",
    )


def _say_what_was_drawn(view: View) -> None:
    """Where a model chose labels, those drawn by chance still tell of the corpus."""
    part = drawn_part_of(view.study, view.current, view.training(view.current))
    everything = confirmed_figures(view.with_intervals(view.current))
    st.markdown(literal(drawn_part_sentence(part, everything)))


def _offer_to_set_aside(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Share",
            list(SHARES),
            format_func=SHARES.__getitem__,
            key=ONE_IN_KEY,
            width=180,
            help="Of the labelled documents of each class.",
        )
        st.button(
            "Set documents aside",
            on_click=_set_aside,
            args=(view,),
            icon=":material/inventory_2:",
            help="Can be taken back.",
        )


def _set_aside(view: View) -> None:
    _keep(view, SetAside(int(state.value(ONE_IN_KEY))))


def _keep(view: View, which: SetAside | None) -> None:
    write_set_aside(home(), view.study.id, which)


def _confirm(view: View, which: SetAside, aside: LabelledCorpus) -> None:
    now = scenario_fields(view.current, view.classes)
    looks = [each for each in read_looks(home(), view.study.id) if each.which == which]
    _say_what_was_seen(view, looks, now)
    arrays = offer_computation(
        view.study.id,
        f"confirmation:{FORM}:{aside.fingerprint}:{json.dumps(now, sort_keys=True)}",
        lambda: _begin(view, which, aside),
        key="what_if_confirm",
        label="Look again, no longer independent"
        if looks
        else f"Confirm once on the {aside.n_documents:,} documents set aside",
        doing="Confirming",
        about="Fits the current scenario on all other documents and decides those set aside.",
    )
    if arrays is not None:
        _show(view, arrays)


def _say_what_was_seen(view: View, looks: list[Look], now: dict) -> None:
    """Only the first look is independent of what was chosen."""
    if not looks:
        st.caption("They have not been looked at yet. The current scenario is what is confirmed.")
        return
    first = looks[0]
    scenario = scenario_from_json(
        json.dumps(first.scenario), view.classes, view.study.labelled.reject_code
    )
    told = literal(f"{first.when[:16].replace('T', ' ')} UTC for {describe_scenario(scenario)}")
    if first.scenario == json.loads(json.dumps(now)):
        st.caption(f"Confirmed on {told}. The first look: independent of all that was chosen.")
        return
    n = len(looks)
    st.warning(
        f"They were first looked at on {told}{'' if n == 1 else f', and {n - 1} times since'}. A "
        "scenario chosen after that is no longer independent of them: its figures here are "
        "somewhat too good, as those out of fold are.",
        icon=":material/warning:",
    )


def _begin(view: View, which: SetAside, aside: LabelledCorpus) -> tuple[Progress, Work]:
    study_id, folder = view.study.id, home()
    remaining, scenario, classes = view.study.labelled, view.current, view.classes

    def compute(progress: Progress) -> Arrays:
        evaluation = confirm(remaining, aside, scenario, progress)
        record_look(folder, study_id, which, scenario_fields(scenario, classes))
        return figures_as_arrays(confirmed_figures(evaluation))

    return Progress(1), compute


def _show(view: View, arrays: Arrays) -> None:
    aside = figures_from_arrays(arrays)
    out_of_fold = confirmed_figures(view.with_intervals(view.current))
    st.markdown(f"**{literal(confirmation_sentence(aside, out_of_fold))}**")
    st.dataframe(
        confirmation_frame(aside, out_of_fold),
        column_config=COLUMNS,
        hide_index=True,
        key=FIGURES_KEY,
        alt="Figures on the documents set aside, beside those out of fold",
    )

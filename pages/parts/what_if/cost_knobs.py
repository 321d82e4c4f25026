"""What errors cost, in three numbers and exceptions, and what it costs to decide nothing."""

from dataclasses import replace

import streamlit as st

from analysis.decision.costs import cheap_errors_finding, error_costs
from analysis.decision.settings import DecisionSettings
from pages.parts.what_if.uploads import uploaded_costs
from pages.shared import state
from pages.shared.messages import input_errors_shown, literal
from pages.shared.view import View, use_decision

TO_KEY, FROM_KEY = "what_if_to_reject", "what_if_from_reject"
ABSTAIN_KEY, ABSTAIN_COST_KEY = "what_if_abstain", "what_if_abstain_cost"
DEFAULT_ABSTAIN_COST = 0.5
COSTS_RULE = (
    "A wrong class for a wrong class costs 1. Decides for the class that is expected to cost "
    "least. Right if you know what errors cost, and posteriors are calibrated."
)
ABSTAIN_RULE = (
    "Decides nothing where every decision is expected to cost more. Right if a person looks at "
    "what is left, at this cost. Documents not decided count as missed."
)


def cost_knobs(view: View, by_hand: DecisionSettings) -> None:
    """Draw the knobs about costs.

    Parameters
    ----------
    view : View
    by_hand : DecisionSettings
        What is in force beside switch and tau.
    """
    _reject_costs(view, by_hand)
    st.caption(COSTS_RULE)
    _abstaining(view, by_hand)
    st.caption(ABSTAIN_RULE)
    with st.expander("Costs of single errors", expanded=bool(by_hand.costs.exceptions)):
        _exceptions(view, by_hand)


def _reject_costs(view: View, by_hand: DecisionSettings) -> None:
    reject = view.study.labelled.reject_class
    name = "the reject class" if reject is None else literal(reject)
    state.fill(TO_KEY, by_hand.costs.to_reject)
    state.fill(FROM_KEY, by_hand.costs.from_reject)
    for key, label, explanation in (
        (TO_KEY, f"Good document sent to {name}", "Below 1, doubtful documents go there."),
        (FROM_KEY, f"Document of {name} taken for good", "Above 1, doubtful documents go there."),
    ):
        st.number_input(
            label,
            0.0,
            1000.0,
            step=0.1,
            key=key,
            on_change=_set_reject_costs,
            args=(view, by_hand),
            disabled=reject is None,
            help=explanation,
        )


def _abstaining(view: View, by_hand: DecisionSettings) -> None:
    cost = by_hand.abstain_cost
    state.fill(ABSTAIN_KEY, cost is not None)
    state.fill(ABSTAIN_COST_KEY, DEFAULT_ABSTAIN_COST if cost is None else cost)
    st.toggle(
        "Allow no decision",
        key=ABSTAIN_KEY,
        on_change=_set_abstaining,
        args=(view, by_hand),
        help="Abstains where that costs least.",
    )
    st.slider(
        "Cost of no decision",
        0.0,
        max(1.0, cost or 0.0),
        step=0.01,
        key=ABSTAIN_COST_KEY,
        on_change=_set_abstaining,
        args=(view, by_hand),
        disabled=cost is None,
        help="At equal costs it decides only where the largest posterior is above 1 less this.",
    )


def _exceptions(view: View, by_hand: DecisionSettings) -> None:
    with st.form("what_if_exception", border=False):
        true = st.selectbox("True class", view.classes, help="What the document is.")
        decided = st.selectbox("Decided", view.classes, help="What it is taken for.")
        cost = st.number_input("Costs", 0.0, 1000.0, 2.0, 0.5, help="In place of what it costs.")
        pressed = st.form_submit_button("Set this cost")
    with input_errors_shown():
        if pressed:
            pair = view.classes.index(true), view.classes.index(decided)
            others = [each for each in by_hand.costs.exceptions if each[:2] != pair]
            costs = replace(by_hand.costs, exceptions=tuple(sorted([*others, (*pair, cost)])))
            _use(view, replace(by_hand, costs=costs))
        uploaded = uploaded_costs(view.classes)
        if uploaded is not None:
            _use(view, replace(by_hand, costs=uploaded))
    _exceptions_in_force(view, by_hand)


def _exceptions_in_force(view: View, by_hand: DecisionSettings) -> None:
    exceptions = by_hand.costs.exceptions
    if not exceptions:
        return
    st.dataframe(
        {
            "True class": [view.classes[true] for true, _, _ in exceptions],
            "Decided": [view.classes[decided] for _, decided, _ in exceptions],
            "Cost": [cost for _, _, cost in exceptions],
        },
        hide_index=True,
        height=min(240, 38 + 35 * len(exceptions)),
        alt="Errors with a cost of their own",
    )
    st.button(
        "Take these costs back",
        on_click=use_decision,
        args=(view.study, replace(by_hand, costs=replace(by_hand.costs, exceptions=()))),
        icon=":material/undo:",
    )
    finding = cheap_errors_finding(by_hand.costs, view.classes)
    if finding is not None:
        st.warning(literal(f"{finding.message} {finding.remedy}"), icon=":material/warning:")


def _use(view: View, decision: DecisionSettings) -> None:
    use_decision(view.study, decision)
    st.rerun()


def _set_reject_costs(view: View, by_hand: DecisionSettings) -> None:
    reject, exceptions = view.study.labelled.reject_code, by_hand.costs.exceptions
    costs = error_costs(reject, state.value(TO_KEY), state.value(FROM_KEY), exceptions)
    use_decision(view.study, replace(by_hand, costs=costs))


def _set_abstaining(view: View, by_hand: DecisionSettings) -> None:
    cost = state.value(ABSTAIN_COST_KEY) if state.value(ABSTAIN_KEY) else None
    use_decision(view.study, replace(by_hand, abstain_cost=cost))

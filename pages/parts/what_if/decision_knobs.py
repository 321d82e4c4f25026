"""The knobs of a decision: priors, offsets of single classes, costs, abstaining, calibration."""

from dataclasses import replace

import streamlit as st

from analysis.decision.custom_prior import custom_prior, prior_frame
from analysis.decision.offsets import class_offsets, with_offset
from analysis.decision.settings import DecisionSettings
from analysis.evaluation.decision_wording import calibration_sentence, offset_sentence
from analysis.plots.reliability import reliability_figure
from pages.parts.what_if.cost_knobs import cost_knobs
from pages.parts.what_if.tuning_knob import tuning_knob
from pages.parts.what_if.uploads import uploaded_shares
from pages.shared import state
from pages.shared.cache.decision import calibration_of
from pages.shared.messages import input_errors_shown, literal
from pages.shared.telling_class import class_in_view
from pages.shared.view import View, decision_settings, use_decision

LEARNED, EQUAL, CUSTOM = "As learned", "Equal", "Custom"
PRIOR_KEY, OFFSET_KEY = "what_if_prior", "what_if_offset"
CALIBRATED_KEY = "what_if_calibrated"
LARGEST_OFFSET = 6.0
PRIOR_RULE = (
    "The class shares to decide for; tau above says how strongly. **As learned** is right for "
    "documents of the same source, if labels were drawn in proportion. **Equal** is right where a "
    "rare class matters as much as a common one. **Custom** is right where you know the shares "
    "of the documents to come, and the labels were drawn by class."
)
OFFSET_RULE = (
    "What the class in view gains on its logit: the multiclass form of moving a threshold. Right "
    "where missing this one class costs more, or less, than missing others."
)
CALIBRATION_RULE = (
    "Divides all logits by one number before anything else. Right wherever costs or shifted "
    "priors are used, since both take posteriors at their word."
)


def decision_knobs(view: View) -> None:
    """Draw the knobs; each takes effect at once and stands in the link.

    Parameters
    ----------
    view : View
    """
    by_hand = decision_settings(view.study, state.decision_id())
    names = ["Priors", "One class", "Costs", "Calibration", "Tune"]
    prior, offset, costs, calibration, tune = st.tabs(names)
    with prior:
        _prior(view, by_hand)
    with offset:
        _offset(view, by_hand)
    with costs:
        cost_knobs(view, by_hand)
    with calibration:
        _calibration(view, by_hand)
    with tune:
        tuning_knob(view)


def _prior(view: View, by_hand: DecisionSettings) -> None:
    shifted = state.balance() == "in the decision"
    now = LEARNED if not shifted else CUSTOM if by_hand.custom_prior else EQUAL
    state.fill(PRIOR_KEY, now)
    st.segmented_control(
        "Target prior",
        [LEARNED, EQUAL, CUSTOM],
        required=True,
        key=PRIOR_KEY,
        on_change=_set_prior,
        args=(view, by_hand),
        help="Moves the Balance switch above, which knows equal shares.",
    )
    st.caption(PRIOR_RULE)
    if now == CUSTOM:
        _custom_prior(view, by_hand)


def _custom_prior(view: View, by_hand: DecisionSettings) -> None:
    """A table to edit, and a file in its place."""
    prior = view.training(view.current).out_of_fold.training_prior
    with st.form("what_if_shares", border=False):
        edited = st.data_editor(
            prior_frame(view.classes, prior, by_hand.custom_prior),
            column_config={
                "class": st.column_config.TextColumn("Class", disabled=True),
                "learned": st.column_config.NumberColumn("Learned", format="%.4f", disabled=True),
                "share": st.column_config.NumberColumn("Share", format="%.4f", required=True),
            },
            hide_index=True,
            height=240,
            key=f"what_if_shares_{state.decision_id()}",
        )
        pressed = st.form_submit_button("Decide for these shares")
    shares = dict(zip(edited["class"], edited["share"], strict=True)) if pressed else None
    shares = uploaded_shares() or shares
    if shares is None:
        return
    with input_errors_shown():
        own = custom_prior(shares, view.classes)
        use_decision(view.study, replace(by_hand, prior="custom", custom_prior=own))
        st.rerun()


def _set_prior(view: View, by_hand: DecisionSettings) -> None:
    """Move the switch; the shares of one's own begin with those learned."""
    wanted = state.value(PRIOR_KEY)
    state.choose(state.BALANCE_KEY, "off" if wanted == LEARNED else "in the decision")
    if wanted == EQUAL:
        use_decision(view.study, replace(by_hand, prior="as-learned", custom_prior=()))
    elif wanted == CUSTOM and not by_hand.custom_prior:
        support = view.study.labelled.support
        own = tuple((code, float(n / support.sum())) for code, n in enumerate(support))
        use_decision(view.study, replace(by_hand, prior="custom", custom_prior=own))


def _offset(view: View, by_hand: DecisionSettings) -> None:
    code = class_in_view(view)
    support = view.study.labelled.support
    against = int(support.argsort()[-1 if support.argmax() != code else -2])
    state.fill(OFFSET_KEY, float(class_offsets(by_hand.offsets, len(view.classes))[code]))
    st.slider(
        f"Offset of {literal(view.classes[code])}",
        -LARGEST_OFFSET,
        LARGEST_OFFSET,
        step=0.05,
        key=OFFSET_KEY,
        on_change=_set_offset,
        args=(view, by_hand, code),
        help="Choose the class in the sidebar, or by a click in a table.",
    )
    prior = view.training(view.current).out_of_fold.training_prior
    words = offset_sentence(view.classes, prior, code, against, view.current.decision)
    st.markdown(literal(words))
    st.caption(OFFSET_RULE)
    if by_hand.offsets:
        st.button(
            "Take all offsets back",
            on_click=_clear_offsets,
            args=(view, by_hand),
            icon=":material/undo:",
        )


def _set_offset(view: View, by_hand: DecisionSettings, code: int) -> None:
    offsets = with_offset(by_hand.offsets, code, round(float(state.value(OFFSET_KEY)), 6))
    use_decision(view.study, replace(by_hand, offsets=offsets))


def _clear_offsets(view: View, by_hand: DecisionSettings) -> None:
    use_decision(view.study, replace(by_hand, offsets=()))


def _calibration(view: View, by_hand: DecisionSettings) -> None:
    calibration = calibration_of(view.study, view.current.training, view.training(view.current))
    state.fill(CALIBRATED_KEY, by_hand.temperature != 1)
    st.toggle(
        "Calibrate",
        key=CALIBRATED_KEY,
        on_change=_set_temperature,
        args=(view, by_hand, calibration.temperature),
        help="The temperature is fitted on the out-of-fold scores of all documents.",
    )
    st.markdown(literal(calibration_sentence(calibration)))
    st.plotly_chart(
        reliability_figure(calibration),
        key="what_if_reliability",
        alt="Share decided rightly against the posterior, before and after calibration",
    )
    st.caption(CALIBRATION_RULE)


def _set_temperature(view: View, by_hand: DecisionSettings, temperature: float) -> None:
    on = bool(state.value(CALIBRATED_KEY))
    use_decision(view.study, replace(by_hand, temperature=round(temperature, 4) if on else 1.0))

"""The scenario that serves an aim best: searched on request, shown as steps from the baseline."""

import json
from dataclasses import asdict

import streamlit as st

from analysis.evaluation.aim import AIM_NAMES, Aim, AimName
from analysis.explain.remedies.recommendation import Recommendation, recommend
from analysis.explain.remedies.recommendation_json import (
    recommendation_as_arrays,
    recommendation_from_arrays,
)
from analysis.explain.remedies.recommendation_wording import (
    describe_scenario,
    expectation_sentence,
    recommendation_sentence,
    steps_frame,
)
from analysis.explain.remedies.remedies import DEFAULT_FITS
from analysis.model.settings import settings_as_json
from analysis.plots.waterfall import waterfall_figure
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.parts.what_if.kept_scenarios import show_scenario
from pages.shared.background import Work, offer_computation
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

AIM_KEY, FITS_KEY, STEPS_KEY = "what_if_aim", "what_if_fits", "what_if_steps"
# To be raised when the same settings give another recommendation than before.
FORM = 3
FEWEST_FITS, MOST_FITS = 50, 2000
AIM_LABELS: dict[AimName, str] = {
    "macro-f1": "Macro-F1, micro-F1 no lower",
    "micro-f1": "Micro-F1",
    "cost": "Expected cost",
}
HOW = (
    "Tries one knob after the other and keeps what helps: strength of the penalty, tokens, words "
    "and characters, class weights, the reject class, and for each of them how far the class "
    "shares are taken out of the decision. The whole search is repeated without each fold, which "
    "is then decided by what was found there."
)
COLUMNS = {
    "step": st.column_config.TextColumn("Step", pinned=True),
    "best": st.column_config.TextColumn("Best that was tried", width=260),
    "remark": st.column_config.TextColumn("What came of it"),
    "gain": st.column_config.NumberColumn(
        "Gain", format="%+.3f", help="In the figure sought, over what was held before."
    ),
    "low": st.column_config.NumberColumn("95 % from", format="%+.3f"),
    "high": st.column_config.NumberColumn("to", format="%+.3f"),
    "micro_gain": st.column_config.NumberColumn("Micro-F1 gain", format="%+.3f"),
    "macro_f1": st.column_config.NumberColumn("Macro-F1 after", format="%.3f"),
    "micro_f1": st.column_config.NumberColumn("Micro-F1 after", format="%.3f"),
}


def recommend_section(view: View) -> None:
    """Draw the search, which runs on request, and what it found.

    Parameters
    ----------
    view : View
    """
    st.caption(HOW)
    aim, n_fits = _asked(view)
    arrays = offer_computation(
        view.study.id,
        _name(view, aim, n_fits),
        lambda: _begin(view, aim, n_fits),
        key="what_if_recommend",
        label="Search the best scenario",
        doing="Searching",
        about="In the background, and kept. For 33,000 documents 100 fits take a minute or two, "
        "400 about a quarter of an hour: characters, which are tried later, take longest.",
    )
    if arrays is not None:
        labelled = view.study.labelled
        _show(view, recommendation_from_arrays(arrays, view.classes, labelled.reject_code))


def _asked(view: View) -> tuple[Aim, int]:
    usual: AimName = "micro-f1" if view.study.aim == "classify" else "macro-f1"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = st.segmented_control(
            "Aim",
            AIM_NAMES,
            default=usual,
            required=True,
            format_func=AIM_LABELS.__getitem__,
            key=AIM_KEY,
            help="Macro-F1 counts a rare class as much as a common one. Expected cost takes the "
            "costs that are set under Knobs.",
        )
        n_fits = st.number_input(
            "Most fits",
            FEWEST_FITS,
            MOST_FITS,
            DEFAULT_FITS,
            50,
            key=FITS_KEY,
            width=140,
            help=f"{FEWEST_FITS} to {MOST_FITS:,}. A setting takes about 16 fits, so that all "
            "folds can try it.",
        )
    costs = view.current.decision.costs
    if name == "cost" and costs.are_equal:
        st.caption("All errors cost the same now: the expected cost is 1 less micro-F1.")
    return Aim(name, costs) if name == "cost" else Aim(name), int(n_fits)


def _name(view: View, aim: Aim, n_fits: int) -> str:
    """All that the recommendation depends on."""
    costs = json.dumps(asdict(aim.costs))
    asked = aim.name, costs, str(n_fits), settings_as_json(view.baseline.training)
    return ":".join(("recommendation", str(FORM), view.study.labelled.fingerprint, *asked))


def _begin(view: View, aim: Aim, n_fits: int) -> tuple[Progress, Work]:
    labelled, baseline = view.study.labelled, view.baseline

    def compute(progress: Progress) -> Arrays:
        recommended = recommend(labelled, aim, n_fits, baseline, progress)
        return recommendation_as_arrays(recommended, labelled.classes)

    return Progress(n_fits), compute


def _show(view: View, recommended: Recommendation) -> None:
    st.markdown(f"**{literal(recommendation_sentence(recommended))}**")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Recommended: {literal(describe_scenario(recommended.scenario))}.")
        st.button(
            "Show this scenario",
            on_click=show_scenario,
            args=(view, recommended.scenario),
            type="primary",
            icon=":material/visibility:",
            disabled=view.current == recommended.scenario,
            help="Makes it the current scenario on all pages; a training that is not there yet "
            "is made.",
        )
    st.plotly_chart(
        waterfall_figure(recommended),
        key="what_if_waterfall",
        alt="Gain of each step from the baseline to the recommended scenario, and the nested "
        "figure",
    )
    st.caption(literal(expectation_sentence(recommended)))
    frame = steps_frame(recommended)
    st.dataframe(
        frame[list(COLUMNS)],
        column_config=COLUMNS,
        hide_index=True,
        key=STEPS_KEY,
        placeholder="–",
        alt="Steps of the search, with what was best on each",
    )
    download_table(frame, "recommendation.csv")

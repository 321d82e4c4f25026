"""The knobs of the decision, and what they change."""

import streamlit as st

from analysis.evaluation.comparison import Comparison
from analysis.evaluation.comparison_wording import chance_sentence
from analysis.evaluation.overall import Overall
from analysis.plots.tau_curve import tau_curve_figure
from pages.parts.what_if.decision_knobs import decision_knobs
from pages.parts.what_if.flip_list import flip_list
from pages.parts.what_if.kept_scenarios import scenarios_section
from pages.parts.what_if.scenario_difference import class_differences
from pages.shared.cache.decision import tau_curve_of
from pages.shared.messages import literal
from pages.shared.view import View

# Knobs and curve stand side by side from a usual screen on.
COLUMN_WIDTH = 380


def knobs_section(view: View) -> None:
    """Draw the knobs beside the curve over tau, and below what they change class by class.

    Parameters
    ----------
    view : View
    """
    comparison = view.comparison()
    beside = st.grid(2, min_column_width=COLUMN_WIDTH, gap="medium")
    with beside.cell():
        decision_knobs(view)
    with beside.cell():
        _curve(view, comparison)
    if not view.at_baseline:
        st.subheader("Per class", anchor=False)
        class_differences(comparison)
        st.caption(literal(chance_sentence(comparison)))
        st.subheader("Documents whose decision changes", anchor=False)
        flip_list(view, comparison)
    scenarios_section(view)


def _curve(view: View, comparison: Comparison) -> None:
    st.plotly_chart(
        tau_curve_figure(
            tau_curve_of(view.study, view.current, view.training(view.current)),
            _point(comparison.current.overall),
        ),
        key="what_if_curve",
        alt="Micro-F1 against macro-F1 at every tau from 0 to 1.5, and the current scenario",
    )
    st.caption("Every tau of the slider above, with costs and offsets as they are set.")


def _point(overall: Overall) -> tuple[float, float]:
    """Where the current scenario lies on the curve."""
    return overall.micro_f1.value, overall.macro_f1.value

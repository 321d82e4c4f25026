"""The plain and the balanced fit of the current training settings, which stand side by side."""

import streamlit as st

from analysis.decision.scenario import Scenario, balanced_scenario
from analysis.explain.vocabulary.side_by_side import SideBySide, side_by_side
from pages.shared.cache.home import trainings
from pages.shared.view import View

STRONGEST = 20
SECONDS_BETWEEN_LOOKS = 1.0


def both_fits(view: View, code: int) -> SideBySide | None:
    """Compare a class's words under both fits.

    Parameters
    ----------
    view : View
    code : int
        Of the class.

    Returns
    -------
    SideBySide or None
        None while one of the two is in the making.
    """
    scenarios = _plain(view), _balanced(view)
    if not all(view.is_trained(scenario) for scenario in scenarios):
        return None
    plain, balanced = (view.training(scenario).model for scenario in scenarios)
    return side_by_side(plain, balanced, view.class_terms(view.current), code, STRONGEST)


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def await_other_fit(view: View) -> None:
    """Say that one of the fits is missing, and show both as soon as they are there.

    Parameters
    ----------
    view : View
    """
    missing = [each for each in (_plain(view), _balanced(view)) if not view.is_trained(each)]
    if not missing:
        st.rerun()
    name = "balanced" if missing == [_balanced(view)] else "plain"
    job = trainings().job(view.study, missing[0].training)
    if job is not None and job.future.done():
        st.caption(f"The {name} fit was not finished; the Balance switch makes it.")
    else:
        st.caption(
            f":material/hourglass_top: The {name} fit is still in the making. Both fits stand "
            "side by side here as soon as it is done."
        )


def _plain(view: View) -> Scenario:
    return balanced_scenario(view.current.training, "off", 1.0)


def _balanced(view: View) -> Scenario:
    return balanced_scenario(view.current.training, "in the training", 1.0)

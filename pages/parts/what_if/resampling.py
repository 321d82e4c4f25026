"""Over- and undersampling for comparison: what they gain over a shift of the priors."""

import streamlit as st

from analysis.decision.scenario import Scenario, balanced_scenario
from analysis.evaluation.resampling_comparison import balancing_frame
from analysis.evaluation.resampling_wording import resampling_sentence
from analysis.model.resampling import (
    RESAMPLING_WAYS,
    Resampling,
    scores_as_arrays,
    scores_from_arrays,
    train_resampled,
)
from analysis.model.settings import settings_as_json
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import computations, trainings
from pages.shared.cache.resampling import balancing_figures_of
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

WAY_KEY, TARGET_KEY, TABLE_KEY = "what_if_resampling", "what_if_target", "what_if_balancing"
# To be raised when the same settings give other scores than before.
FORM = 1
WHEN_RIGHT = (
    "Resampling changes the class shares that the model learns, as balanced weights do, and "
    "throws documents away or repeats them on top. It is here to be compared, on the same folds: "
    "documents held out are never resampled."
)
NOT_WEIGHED = (
    "The plain fit weighs labels by how they were drawn; resampled trainings cannot, so that what "
    "they gain or lose is in part that. All figures are weighed."
)
COLUMNS = {
    "way": st.column_config.TextColumn("Way", pinned=True),
    "documents": st.column_config.NumberColumn(
        "Trained on", format="localized", help="Documents of a fold's model, in the mean."
    ),
    "micro_f1": st.column_config.NumberColumn("Micro-F1", format="%.3f"),
    "macro_f1": st.column_config.NumberColumn("Macro-F1", format="%.3f"),
    "macro_f1_more": st.column_config.NumberColumn(
        "Over the shift",
        format="%+.3f",
        help="Macro-F1 beyond that of the priors taken out of the decision.",
    ),
    "macro_f1_more_low": st.column_config.NumberColumn("95 % from", format="%+.3f"),
    "macro_f1_more_high": st.column_config.NumberColumn("to", format="%+.3f"),
    "calibration_error": st.column_config.NumberColumn(
        "Calibration error",
        format="%.3f",
        help="Mean distance between the posterior of a decision and the share of such decisions "
        "that are right.",
    ),
    "calibration_error_back": st.column_config.NumberColumn(
        "shifted back", format="%.3f", help="With the priors put back to those of the labels."
    ),
    "log_loss": st.column_config.NumberColumn("Log loss", format="%.3f"),
    "log_loss_back": st.column_config.NumberColumn(
        "shifted back ", format="%.3f", help="With the priors put back to those of the labels."
    ),
}


def resampling_section(view: View) -> None:
    """Draw the comparison; each way is trained on request.

    Parameters
    ----------
    view : View
    """
    scenario = balanced_scenario(view.current.training, "off", 1.0)
    if not view.is_trained(scenario):
        st.caption("The plain fit is still in the making; it is what resampling is set beside.")
        return
    st.caption(WHEN_RIGHT)
    if scenario.training.design_weights:
        st.caption(NOT_WEIGHED)
    resampling = _chosen(view)
    offer_computation(
        view.study.id,
        _name(view, scenario, resampling),
        lambda: _begin(view, scenario, resampling),
        key="what_if_resample",
        label=f"Train with {resampling.way}",
        doing=f"Training with {resampling.way}",
        about="One fit for each fold; SMOTE and a high target take longest.",
    )
    _show(view, scenario, resampling.target)


def _chosen(view: View) -> Resampling:
    mean = round(view.study.labelled.n_documents / len(view.classes))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = st.segmented_control(
            "Resampling",
            RESAMPLING_WAYS,
            default=RESAMPLING_WAYS[0],
            required=True,
            key=WAY_KEY,
            help="Oversampling repeats documents of classes below the target, SMOTE invents "
            "some between neighbours; undersampling leaves out documents of classes above it.",
        )
        target = st.number_input(
            "Documents a class",
            min_value=1,
            max_value=int(view.study.labelled.support.max()),
            value=mean,
            key=TARGET_KEY,
            width=180,
            help=f"Training documents that a class is brought to; {mean:,} is the mean.",
        )
    return Resampling(way, target)


def _name(view: View, scenario: Scenario, resampling: Resampling) -> str:
    """All that the scores depend on."""
    chosen = resampling.way, str(resampling.target), str(resampling.seed)
    labelled = view.study.labelled.fingerprint
    return ":".join(
        ("resampling", str(FORM), labelled, *chosen, settings_as_json(scenario.training))
    )


def _begin(view: View, scenario: Scenario, resampling: Resampling) -> tuple[Progress, Work]:
    labelled, settings = view.study.labelled, scenario.training
    # Taken here: the background thread has no session, which the cache would look for.
    counts = trainings().counts(labelled, settings.features)
    folds = view.training(scenario).out_of_fold.folds

    def compute(progress: Progress) -> Arrays:
        return scores_as_arrays(
            train_resampled(labelled, counts, folds, settings, resampling, progress)
        )

    return Progress(settings.folds), compute


def _show(view: View, scenario: Scenario, target: int) -> None:
    """The shifts, and whatever was resampled to this target."""
    resampled = {}
    for way in RESAMPLING_WAYS:
        name = _name(view, scenario, Resampling(way, target))
        arrays = computations().find(view.study.id, name)
        if arrays is not None:
            resampled[way] = scores_from_arrays(arrays)
    figures = balancing_figures_of(
        view.study, scenario.training, view.training(scenario), target, resampled
    )
    st.markdown(f"**{literal(resampling_sentence(figures))}**")
    frame = balancing_frame(figures)
    st.dataframe(
        frame[list(COLUMNS)],
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        alt="Shifts of the priors and resampled trainings, side by side",
    )
    download_table(frame, "resampling.csv")

"""The learning curves, one kind of figure at a time."""

import streamlit as st

from analysis.explain.learnability.learnability import Learnability
from analysis.explain.learnability.learnability_wording import curve_sentence
from analysis.plots import theme
from analysis.plots.learning_curve import DrawnCurve, learning_curve_figure, size_groups_figure
from pages.shared.messages import literal
from pages.shared.view import View

F1, F1_BY_SIZE, RECALL_BY_SIZE, LOSS = (
    "Micro- and macro-F1",
    "F1 by class size",
    "Recall by class size",
    "Log loss",
)
PRIORS_AS_LEARNED = "Decided with priors as learned"


def show_curves(view: View, found: Learnability) -> None:
    """Draw the curves that are asked for.

    Parameters
    ----------
    view : View
    found : Learnability
    """
    kind = st.segmented_control(
        "Learning curves",
        (F1, F1_BY_SIZE, RECALL_BY_SIZE, LOSS),
        default=F1,
        required=True,
        key="curves",
        bind="query-params",
        help="By class size: the mean of classes with about as many labels, each against the "
        "labels that its classes had when the models were trained.",
    )
    labels = float(view.study.labelled.n_documents)
    names = [group.name for group in found.groups]
    if kind == F1:
        drawn = (
            DrawnCurve("micro-F1", found.micro_f1, theme.BASELINE, "square"),
            DrawnCurve("macro-F1", found.macro_f1, theme.CURRENT, "circle"),
        )
        figure = learning_curve_figure(drawn, "F1", labels)
    elif kind == LOSS:
        drawn = (DrawnCurve("log loss", found.log_loss, theme.CURRENT, "circle"),)
        figure = learning_curve_figure(drawn, "log loss, nats", labels)
    elif kind == RECALL_BY_SIZE:
        figure = size_groups_figure(names, found.recalls, "mean recall")
    else:
        figure = size_groups_figure(names, found.f1s, "mean F1")
    st.plotly_chart(figure, key="learnability_figure", alt=f"{kind} against the number of labels")
    by_class_size = kind in (F1_BY_SIZE, RECALL_BY_SIZE)
    rests_on = curve_sentence(found, view.study.labelled, by_class_size=by_class_size)
    st.caption(literal(f"{rests_on} {_decided(view, found)}"))


def _decided(view: View, found: Learnability) -> str:
    """How the curves are decided, where that is not how the current scenario decides."""
    decision = view.current.decision
    balanced = view.current.training.class_weight == "balanced"
    parts = ["Trained with every class weighing the same" if balanced else PRIORS_AS_LEARNED]
    if decision.prior == "equal":
        parts = [f"Decided for equal priors at tau {found.tau:g}"]
        if found.tau != decision.tau:
            parts.append(f"the measured strength nearest to {decision.tau:g}")
    if decision.prior == "custom" or decision.offsets or decision.weighs_costs:
        parts.append("without the custom priors, offsets and costs of the current scenario")
    return ", ".join(parts) + "."

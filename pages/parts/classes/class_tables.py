"""The figures over all classes and the table of classes, current beside baseline."""

import streamlit as st

from analysis.evaluation.class_table import class_table
from analysis.evaluation.overall import Overall
from pages.shared import state
from pages.shared.downloads import download_table
from pages.shared.view import View

TABLE_KEY = "classes_table"
COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "support": st.column_config.NumberColumn("Labels", format="localized"),
    "f1": st.column_config.ProgressColumn(
        "F1", format="%.2f", min_value=0, max_value=1, help="Out of fold."
    ),
    "f1_interval": st.column_config.TextColumn("F1, 95 %", help="Wide where labels are few."),
    "f1_baseline": st.column_config.NumberColumn("F1 in the baseline", format="%.2f"),
    "f1_difference": st.column_config.NumberColumn("Difference", format="%+.2f"),
    "correct": st.column_config.NumberColumn("Found", help="Documents of the class found."),
    "recall": st.column_config.NumberColumn("Recall", format="%.2f"),
    "recall_interval": st.column_config.TextColumn("Recall, 95 %"),
    "predicted": st.column_config.NumberColumn("Decided for it"),
    "precision": st.column_config.NumberColumn("Precision", format="%.2f"),
    "precision_interval": st.column_config.TextColumn("Precision, 95 %"),
    "lost_to_reject": st.column_config.NumberColumn(
        "Lost to reject", help="Documents of the class decided for the reject class."
    ),
    "most_confused_with": st.column_config.TextColumn("Most taken for"),
    "lost_to_it": st.column_config.NumberColumn("Lost to it"),
    "reason": st.column_config.TextColumn(
        "Undefined because", help="Why a figure of the class is undefined."
    ),
}


def overall_of(view: View, without_reject: bool, *, intervals: bool) -> tuple[Overall, Overall]:
    """Return the figures over all classes, of the baseline and of the current scenario.

    Parameters
    ----------
    view : View
    without_reject : bool
        Leave the documents of the reject class out of the scoring.
    intervals : bool
        With the intervals of micro- and macro-F1, which take up to a second.

    Returns
    -------
    tuple of Overall
    """
    evaluate = view.with_intervals if intervals else view.evaluation
    both = [evaluate(scenario) for scenario in (view.baseline, view.current)]
    if without_reject:
        without = [evaluation.overall_without_reject for evaluation in both]
        if None not in without:
            return tuple(without)
    return both[0].overall, both[1].overall


def show_metrics(baseline: Overall, current: Overall) -> None:
    """Draw the figures over all classes in a row, each with its difference from the baseline.

    Parameters
    ----------
    baseline, current : Overall
    """
    never = len(current.never_predicted)
    shares_alone = f"{current.prior_log_loss:.2f}"
    rows = (
        (
            "Micro-F1",
            current.micro_f1.value,
            baseline.micro_f1.value,
            "normal",
            "Share of the documents decided rightly.",
        ),
        (
            "Macro-F1",
            current.macro_f1.value,
            baseline.macro_f1.value,
            "normal",
            "Mean F1 of the classes: the rarest counts as much as the most frequent.",
        ),
        (
            "Balanced accuracy",
            current.balanced_accuracy,
            baseline.balanced_accuracy,
            "normal",
            "Mean recall of the classes.",
        ),
        (
            "Log loss",
            current.log_loss,
            baseline.log_loss,
            "inverse",
            f"Mean −log posterior of the true class, in nats; class shares alone: {shares_alone}.",
        ),
    )
    *columns, last = st.columns(5)
    for column, (label, value, before, colour, explanation) in zip(columns, rows, strict=True):
        column.metric(
            label,
            f"{value:.3f}",
            _delta(value - before, "{:+.3f}"),
            delta_color=colour,
            help=explanation,
        )
    last.metric(
        "Never predicted",
        never,
        _delta(never - len(baseline.never_predicted), "{:+d}"),
        delta_color="inverse",
        help="Classes that no document was decided for.",
    )


def show_class_table(view: View) -> None:
    """Draw the table of classes; a click on a row puts its class into the search.

    Parameters
    ----------
    view : View
    """
    current = view.evaluation(view.current).per_class
    baseline = None if view.at_baseline else view.evaluation(view.baseline).per_class
    frame = class_table(current, baseline)
    names = frame["class"].tolist()
    shown = frame.drop(columns="code")
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose_from_table(names),
        selection_mode="single-row",
        placeholder="–",
        alt="Classes, the worst first",
    )
    download_table(shown, "classes.csv", f"Download {len(shown):,} classes as CSV")


def _choose_from_table(names: list[str]) -> None:
    rows = state.selected_rows(TABLE_KEY)
    if rows:
        state.choose(state.CLASS_KEY, names[rows[0]])


def _delta(difference: float, form: str) -> str | None:
    """A difference worth showing."""
    text = form.format(difference)
    return None if float(text) == 0 else text

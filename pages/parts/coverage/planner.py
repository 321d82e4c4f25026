"""What to draw next: how many labels, from which clusters, and what they would bring."""

from dataclasses import dataclass

import streamlit as st

from analysis.plots.allocations import allocations_figure
from analysis.sampling.plan.allocation import ALLOCATIONS, Allocation
from analysis.sampling.plan.outlook import Outlooks
from analysis.sampling.plan.plan_tables import TODAY, class_outlook_frame, groups, outlook_frame
from analysis.sampling.plan.plan_wording import (
    assumptions_sentence,
    drawing_words,
    old_labels_sentence,
    plan_sentence,
    purity_sentence,
)
from analysis.study.study import Study
from pages.parts.coverage.planned_labels import bring_labels_back
from pages.shared import state
from pages.shared.cache.planning import outlooks_of, pilot_of, plan_of
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import input_errors_shown, literal
from pages.shared.percents import percent_column, rounded

N_LABELS_KEY, ALLOCATION_KEY, FLOOR_KEY, SEED_KEY = "draw", "allocation", "floor", "seed"
FIGURE_KEY, TABLE_KEY, CLASSES_KEY = "coverage_plan", "coverage_outlooks", "coverage_plan_classes"
USUAL_LABELS = 2_000
NAMES = {
    TODAY: "Today",
    "proportional": "In proportion",
    "square-root": "Square root",
    "neyman": "Neyman",
    "equal": "Equal",
}


@dataclass(frozen=True)
class _Wanted:
    """What the analyst asks for."""

    n_labels: int
    allocation: Allocation
    floor: int
    seed: int


def _number(label: str, form: str, help: str) -> object:
    return st.column_config.NumberColumn(label, format=form, help=help)


WIDTHS = ("median_width", "wide_width")
COLUMNS = {
    "allocation": st.column_config.TextColumn("Drawn", pinned=True),
    "worth": _number("Worth", "%.2f", "Labels drawn in proportion that one of these is worth."),
    "median_width": percent_column(
        "Width, median",
        "Width of the 95 % interval of a class's frequency, as a share of that frequency: half of "
        "the classes have a narrower one.",
        decimals=0,
    ),
    "wide_width": percent_column(
        "Width, 90 %", "Nine classes in ten have a narrower one.", decimals=0
    ),
    "few": _number("Under 10 labels", "localized", "Classes expected to have fewer than ten."),
}
CLASS_COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "labels": _number("Labels", "localized", "Today."),
    "expected": _number("Expected", "%.1f", "Present labels and new ones."),
    "documents": _number("Documents", "localized", "Of the class in the corpus, as estimated."),
    "documents_low": _number("From", "localized", "Lower end of the 95 % interval expected."),
    "documents_high": _number("To", "localized", "Upper end of the 95 % interval expected."),
}


def show_planner(study: Study) -> None:
    """Draw the choice of new labels, what they would bring, and the documents drawn.

    Parameters
    ----------
    study : Study
        With an unlabelled corpus; one without clusters is drawn from as a whole.
    """
    st.subheader("What to draw next?", anchor=False)
    pilot = pilot_of(study)
    wanted = _ask(int(pilot.free.texts.sum()), by_cluster=len(pilot.strata.clusters) > 1)
    with input_errors_shown():
        outlooks = outlooks_of(study, wanted.n_labels, wanted.floor)
        _answer(study, outlooks, wanted.allocation)
        _documents(study, wanted, drawing_words(outlooks, wanted.allocation))
    bring = st.expander(
        "Bring the labels back", icon=":material/upload:", key="bring", on_change="rerun"
    )
    if bring.open:
        with bring:
            bring_labels_back(study)


def _ask(n_free: int, *, by_cluster: bool) -> _Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return _Wanted(
            n_labels=_whole_number(
                "More labels",
                N_LABELS_KEY,
                least=1,
                usual=max(1, min(USUAL_LABELS, n_free)),
                help=f"How many documents you can label; {n_free:,} different texts bear no label.",
            ),
            allocation=_ask_allocation() if by_cluster else "proportional",
            floor=_ask_floor() if by_cluster else 0,
            seed=_whole_number(
                "Seed",
                SEED_KEY,
                help="The same seed draws the same documents; another one draws others.",
            ),
        )


def _ask_floor() -> int:
    return _whole_number(
        "From each at least",
        FLOOR_KEY,
        help="Fewest new labels of each cluster, or as many as it has texts.",
    )


def _whole_number(label: str, key: str, *, help: str, least: int = 0, usual: int = 0) -> int:
    # No largest value: a link made for another study must lead to a message, not to an error.
    return st.number_input(
        label, min_value=least, value=usual, key=key, bind="query-params", help=help, width=140
    )


def _ask_allocation() -> Allocation:
    return st.segmented_control(
        "Drawn",
        ALLOCATIONS,
        default="proportional",
        required=True,
        format_func=NAMES.get,
        key=ALLOCATION_KEY,
        bind="query-params",
        help="How the labels are spread over the clusters: in proportion to their documents "
        "without a label, to the square root of these, where they lower the errors of the "
        "frequencies most (Neyman), or the same number from each.",
    )


def _answer(study: Study, outlooks: Outlooks, allocation: Allocation) -> None:
    pilot = pilot_of(study)
    st.markdown(f"**{literal(plan_sentence(outlooks, allocation))}**")
    told = literal(purity_sentence(outlooks, pilot))
    if outlooks.only_proportional:
        st.warning(told, icon=":material/warning:")
    else:
        st.markdown(told)
    if not outlooks.single:
        _figure(study, outlooks, allocation)
    _side_by_side(study, outlooks)
    st.caption(f"{assumptions_sentence(pilot)} {old_labels_sentence(study.drawing)}")
    classes = st.expander(
        "Every class", icon=":material/list:", key="coverage_every_class", on_change="rerun"
    )
    if classes.open:
        with classes:
            _classes(study, outlooks, allocation)


def _figure(study: Study, outlooks: Outlooks, allocation: Allocation) -> None:
    labelled = study.labelled
    st.plotly_chart(
        allocations_figure(outlooks, allocation, labelled.classes, labelled.support),
        key=FIGURE_KEY,
        on_select=lambda: _choose_point(labelled.classes),
        selection_mode="points",
        alt="New labels expected of each class against its labels today, both on log axes",
    )
    st.caption("A mark is a class: its labels today, and the new ones to be expected.")


def _choose_point(classes: tuple[str, ...]) -> None:
    for point in state.selected_points(FIGURE_KEY):
        state.choose(state.CLASS_KEY, classes[int(point["customdata"])])


def _side_by_side(study: Study, outlooks: Outlooks) -> None:
    """Table of the allocations; a click on one chooses it."""
    support = study.labelled.support
    frame = rounded(outlook_frame(outlooks, support), WIDTHS, decimals=0)
    frame["allocation"] = frame["allocation"].map(NAMES)
    if outlooks.single:
        frame = frame.iloc[:2].assign(allocation=["Today", "At random"]).drop(columns="worth")
    counts = {name: int(classes.sum()) for name, classes in groups(support).items()}
    of_groups = {
        name: _number(
            f"{name} ({n})",
            "%.1f",
            f"Mean labels of the {n} classes that have {name} labels today.",
        )
        for name, n in counts.items()
    }
    choice = "" if outlooks.single else "; a click chooses how to draw"
    st.caption(
        "Mean labels per class to be expected, by the labels that classes have today (in brackets: "
        f"how many classes){choice}."
    )
    st.dataframe(
        frame,
        column_config=COLUMNS | of_groups,
        hide_index=True,
        key=TABLE_KEY,
        on_select=_choose_allocation,
        selection_mode="single-row",
        placeholder="–",
        alt="What each way of drawing would bring, below what is there today",
    )
    download_table(frame, "allocations.csv")


def _choose_allocation() -> None:
    for row in state.selected_rows(TABLE_KEY):
        if row > 0:
            state.choose(ALLOCATION_KEY, ALLOCATIONS[row - 1])


def _classes(study: Study, outlooks: Outlooks, allocation: Allocation) -> None:
    """Table of the classes under the chosen allocation, from which a click leads to a class."""
    labelled = study.labelled
    frame = class_outlook_frame(
        outlooks.by_allocation[allocation],
        labelled.classes,
        labelled.support,
        study.unlabelled.n_documents,
    )
    names = frame["class"].tolist()
    st.dataframe(
        frame,
        column_config=CLASS_COLUMNS,
        hide_index=True,
        key=CLASSES_KEY,
        on_select=lambda: _choose_class(names),
        selection_mode="single-row",
        alt="Labels and frequency to be expected of each class, those with fewest labels first",
    )
    download_table(frame, "expected_labels.csv")


def _choose_class(names: list[str]) -> None:
    for row in state.selected_rows(CLASSES_KEY):
        state.choose(state.CLASS_KEY, names[row])


def _documents(study: Study, wanted: _Wanted, how: str) -> None:
    """The documents drawn, as the file to be filled with labels."""
    drawn = st.expander(
        f"The {wanted.n_labels:,} documents, drawn {how}",
        icon=":material/casino:",
        key="drawn",
        on_change="rerun",
    )
    if not drawn.open:
        return
    with drawn:
        frame = plan_of(study, wanted.n_labels, wanted.floor, wanted.allocation, wanted.seed)
        st.markdown(
            "In random order, each text once and none that bears a label. Fill the column `label`, "
            "change no other, and bring the file back below. `selection_probability` is the "
            "chance that the document had of being drawn: one over it is how many documents it "
            "stands for."
        )
        documents_table(frame, "coverage_drawn", "documents_to_label.csv")

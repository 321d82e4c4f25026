"""Learned prior against predictor: what the penalty leaves of a class, along C."""

from dataclasses import replace

import streamlit as st

from analysis.explain.vocabulary.shrinkage import (
    ShrinkagePath,
    shrinkage_from_arrays,
    shrinkage_path,
    shrinkage_progress,
)
from analysis.explain.vocabulary.shrinkage_wording import (
    SMALL_CLASS,
    class_shrinkage_sentence,
    nearest_step,
    prior_slope_sentence,
    shrinkage_sentence,
)
from analysis.model.precompile import wait_until_compiled
from analysis.model.settings import TrainingSettings, settings_as_json
from analysis.plots.shrinkage import paths_along_c, prior_against_intercept, size_against_labels
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.shared import state
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import trainings
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

# To be raised when the same settings give another path than before.
FORM = 1
SLIDER_KEY = "vocabulary_shrinkage_c"
TABLE_KEY = "vocabulary_shrinkage_table"


def _number(label: str, help: str, form: str = "%+.2f") -> object:
    return st.column_config.NumberColumn(label, format=form, help=help)


COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "labels": _number("Labels", "Number of labels of the class.", "localized"),
    "log_prior": _number("Log prior", "Of its share of the labels, centred across classes."),
    "intercept": _number("Intercept", "Of the plain fit, centred across classes."),
    "beyond_prior": _number("Beyond prior", "Intercept of the plain fit less log prior."),
    "intercept_balanced": _number(
        "Balanced intercept", "All of it is beyond the prior: that of a balanced fit is equal."
    ),
    "norm": _number("Length", "Of the class's centred coefficients in the plain fit.", "%.2f"),
    "norm_balanced": _number("Balanced length", "The same in the balanced fit.", "%.2f"),
}


def shrinkage_section(view: View, code: int) -> None:
    """Draw how the penalty hides small classes, or what is between the analyst and that.

    Parameters
    ----------
    view : View
    code : int
        Of the class in view.
    """
    path = _path(view)
    if path is None:
        return
    c = st.select_slider(
        "C",
        path.c.tolist(),
        float(path.c[nearest_step(path, view.current.training.c)]),
        format_func=lambda value: f"{value:g}",
        key=SLIDER_KEY,
        help="Inverse strength of the penalty. Begins at the nearest to that of the training "
        "settings; moving it changes these figures alone.",
    )
    step = nearest_step(path, c)
    st.markdown(f"**{literal(shrinkage_sentence(path, c))}**")
    st.markdown(literal(class_shrinkage_sentence(path, view.classes[code], code, c)))
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("**How far predictors are shrunk**")
        _figure(
            size_against_labels(path, view.classes, step, code),
            f"vocabulary_sizes_{code}_{step}",
            "Length of each class's coefficients against its labels, plain and balanced",
        )
    with right:
        st.markdown("**Learned prior**")
        _figure(
            prior_against_intercept(path, view.classes, step, code),
            f"vocabulary_intercepts_{code}_{step}",
            "Intercept of each class against its log prior",
        )
    st.markdown(literal(prior_slope_sentence(path, c)))
    st.plotly_chart(
        paths_along_c(path, SMALL_CLASS, view.classes[code], code),
        key=f"vocabulary_paths_{code}",
        alt="Slope of intercepts on priors, and sizes of small and large classes, along C",
    )
    _table(view, path, step)


def _path(view: View) -> ShrinkagePath | None:
    settings = _plain(view)
    arrays = offer_computation(
        view.study.id,
        ":".join(
            ("shrinkage", str(FORM), view.study.labelled.fingerprint, settings_as_json(settings))
        ),
        lambda: _begin(view, settings),
        key="vocabulary_shrinkage",
        label="Fit along C",
        doing="Fitting the plain and the balanced model along C",
        about="Shows what the intercept of each class holds beyond its prior, and how far its "
        "coefficients are shrunk, from C = 0.1 to 100. 14 fits: half a minute for 33,000 "
        "documents; kept with the study.",
    )
    return None if arrays is None else shrinkage_from_arrays(arrays)


def _plain(view: View) -> TrainingSettings:
    """What the path depends on: it has a C and weights of its own."""
    usual = TrainingSettings()
    return replace(view.current.training, c=usual.c, class_weight=usual.class_weight)


def _begin(view: View, settings: TrainingSettings) -> tuple[Progress, Work]:
    corpus = view.study.labelled
    # Taken here: the background thread has no session, which the cache would look for.
    counts = trainings().counts(corpus, settings.features)

    def compute(progress: Progress) -> Arrays:
        wait_until_compiled()
        return shrinkage_path(corpus, counts, settings, progress).arrays()

    return shrinkage_progress(), compute


def _figure(figure: object, key: str, alt: str) -> None:
    """Draw a figure with a point a class; a click puts the class into the search."""
    st.plotly_chart(
        figure,
        key=key,
        on_select=lambda: _choose_point(key),
        selection_mode="points",
        alt=alt,
    )


def _choose_point(key: str) -> None:
    for point in state.selected_points(key):
        name = point.get("customdata")
        state.choose(state.CLASS_KEY, name[0] if isinstance(name, list) else name)


def _table(view: View, path: ShrinkagePath, step: int) -> None:
    frame = path.frame(view.classes, step).sort_values("labels", kind="stable")
    names = frame["class"].tolist()
    st.dataframe(
        frame[list(COLUMNS)],
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose_row(names),
        selection_mode="single-row",
        placeholder="–",
        alt="Classes with their priors, intercepts and the lengths of their coefficients",
    )
    download_table(frame, "prior_and_shrinkage.csv")


def _choose_row(names: list[str]) -> None:
    for row in state.selected_rows(TABLE_KEY):
        state.choose(state.CLASS_KEY, names[row])

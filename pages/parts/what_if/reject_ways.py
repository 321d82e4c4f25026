"""The reject class in four ways, side by side."""

from dataclasses import replace

import streamlit as st

from analysis.decision.scenario import Scenario
from analysis.evaluation.reject_figures import classes_frame, good_share_of, reject_frame
from analysis.evaluation.reject_ways import RejectWay, way_documents
from analysis.evaluation.reject_wording import reject_sentence
from analysis.model.crossfit import train
from analysis.model.gate import train_gate
from analysis.model.settings import settings_as_json
from analysis.plots.risk_coverage import risk_coverage_figure
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.shared import state
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import trainings
from pages.shared.cache.reject import reject_ways_of
from pages.shared.documents import documents_table
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

WAY_KEY, TABLE_KEY, CLASSES_KEY = "what_if_way", "what_if_ways", "what_if_way_classes"
# To be raised when the same settings give other scores than before.
FORM = 1
HOW = (
    "*A class like the others* learns what its documents look like. *Left out* never decides for "
    "it. *A gate* first tells it from all others, with a model of its own. *A threshold* sends "
    "to it what the other classes are unsure about. Gate and threshold are set where most "
    "documents are decided rightly, for each fold on the others."
)
BY_WEIGHT = " Both shares are of weight: a document counts as many as it stands for."
COLUMNS = {
    "way": st.column_config.TextColumn("Way", pinned=True, width=240),
    "micro_f1": st.column_config.NumberColumn("Micro-F1", format="%.3f"),
    "macro_f1": st.column_config.NumberColumn("Macro-F1", format="%.3f"),
    "macro_f1_low": st.column_config.NumberColumn("95 % from", format="%.3f"),
    "macro_f1_high": st.column_config.NumberColumn("to", format="%.3f"),
    "recall": st.column_config.NumberColumn(
        "Reject recall", format="%.2f", help="Share of its documents that are rejected."
    ),
    "precision": st.column_config.NumberColumn(
        "Reject precision", format="%.2f", help="Share of what is rejected that belongs there."
    ),
    "micro_f1_without": st.column_config.NumberColumn(
        "Micro-F1 without", format="%.3f", help="On the documents of the other classes alone."
    ),
    "macro_f1_without": st.column_config.NumberColumn(
        "Macro-F1 without", format="%.3f", help="On the documents of the other classes alone."
    ),
    "lost": st.column_config.NumberColumn(
        "Lost", format="localized", help="Documents of other classes that are rejected."
    ),
    "intruding": st.column_config.NumberColumn(
        "Intruding", format="localized", help="Its documents that another class takes in."
    ),
    "risk_at_good_share": st.column_config.NumberColumn(
        "Risk at equal coverage",
        format="%.3f",
        help="Share decided wrongly if each way rejected as many documents as bear its label.",
    ),
}
CLASS_COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "support": st.column_config.NumberColumn("Labels", format="localized"),
    "lost": st.column_config.NumberColumn("Lost", help="Its documents that are rejected."),
    "intruding": st.column_config.NumberColumn(
        "Intruding", help="Documents of the reject class that it takes in."
    ),
}


def reject_ways_section(view: View) -> None:
    """Draw the comparison, which is computed on request.

    Parameters
    ----------
    view : View
    """
    reject_class = view.study.labelled.reject_class
    if reject_class is None:
        st.info(
            "This study has no reject class. If one of its classes gathers what belongs to no "
            "other, say so on the page Corpora.",
            icon=":material/info:",
        )
        return
    kept = _kept(view.current)
    if not view.is_trained(kept):
        st.info(
            "The current training leaves the reject class out. Keep it in the training settings "
            "to compare both.",
            icon=":material/info:",
        )
        return
    st.caption(HOW)
    others = offer_computation(
        view.study.id,
        _name(view, kept),
        lambda: _begin(view, kept),
        key="what_if_reject_ways",
        label="Compare the four ways",
        doing="Training without the reject class, and the gate",
        about="Two trainings with their folds: about six times as long as one of them.",
    )
    if others is not None:
        _show(view, kept, others)


def _kept(scenario: Scenario) -> Scenario:
    return replace(scenario, training=replace(scenario.training, include_reject=True))


def _name(view: View, kept: Scenario) -> str:
    """All that the scores depend on."""
    labelled = view.study.labelled.fingerprint
    return ":".join(("reject-ways", str(FORM), labelled, settings_as_json(kept.training)))


def _begin(view: View, kept: Scenario) -> tuple[Progress, Work]:
    labelled, settings = view.study.labelled, kept.training
    n_fits = 1 + settings.folds
    # Taken here: the background thread has no session, which the cache would look for.
    counts = trainings().counts(labelled, settings.features)
    folds = view.training(kept).out_of_fold.folds

    def compute(progress: Progress) -> Arrays:
        left_out = replace(settings, include_reject=False)
        without = train(labelled, counts, folds, left_out, progress.part(0, n_fits)).out_of_fold
        gate = train_gate(labelled, counts, folds, settings, progress.part(n_fits, n_fits))
        return {"logits": without.logits, "training_prior": without.training_prior, "gate": gate}

    return Progress(2 * n_fits), compute


def _show(view: View, kept: Scenario, others: Arrays) -> None:
    labelled = view.study.labelled
    ways, figures = reject_ways_of(view.study, kept, view.training(kept), others)
    good = good_share_of(labelled)
    st.markdown(f"**{literal(reject_sentence(figures, labelled.reject_class))}**")
    st.plotly_chart(
        risk_coverage_figure(figures, good),
        key="what_if_risk_coverage",
        alt="Share decided wrongly against the share of documents not rejected, for each way",
    )
    st.caption(
        "Each line lets in documents one by one, the surest first; a mark is where the way "
        "decides. The dotted line stands where as many are rejected as bear the label."
        + ("" if labelled.weights is None else BY_WEIGHT)
    )
    table = reject_frame(figures, good)
    st.dataframe(
        table[list(COLUMNS)],
        column_config=COLUMNS,
        hide_index=True,
        placeholder="undefined",
        key=TABLE_KEY,
        alt="Figures of the four ways",
    )
    download_table(table, "reject_class_four_ways.csv")
    _classes(view, ways)


def _classes(view: View, ways: tuple[RejectWay, ...]) -> None:
    """Which classes lose documents and take in others, by one way, down to the documents."""
    by_name = {way.name: way for way in ways}
    name = st.segmented_control(
        "Way",
        list(by_name),
        default=ways[0].name,
        required=True,
        key=WAY_KEY,
        help="Classes and documents below are those of this way.",
    )
    frame = classes_frame(ways)
    frame = frame.loc[frame["way"] == name, list(CLASS_COLUMNS)]
    names = frame["class"].tolist()
    st.dataframe(
        frame,
        column_config=CLASS_COLUMNS,
        hide_index=True,
        key=CLASSES_KEY,
        on_select="rerun",
        selection_mode="single-row",
        height=318,
        alt="Classes that lose documents to the reject class or take in its documents",
    )
    download_table(frame, "reject_class_by_class.csv")
    rows = state.selected_rows(CLASSES_KEY)
    if not rows or rows[0] >= len(names):
        st.caption("Click a row to read the documents that the class loses and takes in.")
        return
    documents_table(
        way_documents(view.study.labelled, by_name[name], view.classes.index(names[rows[0]])),
        "what_if_way_documents",
        "lost_and_intruding.csv",
    )

"""What mends the classes that fail: asked for by a button, then a table by finding."""

import streamlit as st

from analysis.decision.scenario_json import decision_as_json
from analysis.explain.diagnosis.counterfactuals import counterfactuals_as_arrays, try_remedies
from analysis.explain.diagnosis.diagnosis import FINDINGS, Diagnosis
from analysis.explain.diagnosis.diagnosis_table import findings_frame
from analysis.explain.diagnosis.diagnosis_together import together_sentence
from analysis.explain.diagnosis.diagnosis_wording import interval_sentence, summary_sentence
from analysis.explain.diagnosis.remedy_plan import RemedyPlan
from analysis.explain.diagnosis.remedy_steps import REMEDIES
from analysis.model.settings import settings_as_json
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.shared import state
from pages.shared.background import Work, offer_computation
from pages.shared.cache.diagnosis import diagnosis_of
from pages.shared.cache.home import computations, trainings
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.view import View

# To be raised when the same settings give other counterfactuals than before.
FORM = 1
TABLE_KEY, FINDING_KEY = "classes_findings", "finding"
ABOUT = (
    "Refits the model about 25 times, each time with one thing different: priors made equal in "
    "the decision, C raised, the reject class left out of training, letters split from digits, "
    "characters beside words, the class left out that it is confused with, suspicious labels "
    "left out; and placebos. One to three minutes for 33,000 documents, in the background, and "
    "it is kept."
)
COLUMNS = {
    "class": st.column_config.TextColumn("Class", pinned=True),
    "support": st.column_config.NumberColumn("Labels", format="localized"),
    "f1": st.column_config.NumberColumn("F1", format="%.2f", help="Out of fold."),
    "finding": st.column_config.TextColumn("Finding"),
    "cause": st.column_config.TextColumn(
        "Cause", help="Only where one remedy beats all others beyond its interval."
    ),
    "remedy": st.column_config.TextColumn("What mends it"),
    "gain": st.column_config.NumberColumn("Gain in F1", format="%+.2f"),
    **{
        name: st.column_config.NumberColumn(
            name[0].upper() + name[1:],
            format="%+.2f",
            help="Gain in F1, not beyond chance by itself.",
        )
        for name in REMEDIES
    },
}


def known_diagnosis(view: View) -> Diagnosis | None:
    """Return what mends the classes of the current scenario, if it was found out before.

    Parameters
    ----------
    view : View

    Returns
    -------
    Diagnosis or None
    """
    name = _name(view)
    arrays = computations().find(view.study.id, name)
    return None if arrays is None else diagnosis_of(view.study, name, arrays)


def say_what_mends(diagnosis: Diagnosis | None) -> None:
    """Say how many classes fail and what mends them, if that was found out.

    Parameters
    ----------
    diagnosis : Diagnosis or None
        From `known_diagnosis`.
    """
    if diagnosis is not None:
        st.markdown(literal(summary_sentence(diagnosis)))


def show_findings(view: View, diagnosis: Diagnosis | None) -> None:
    """Draw the table of classes by finding, or what is to be done to get it.

    Parameters
    ----------
    view : View
    diagnosis : Diagnosis or None
        From `known_diagnosis`.
    """
    st.subheader("What mends a class that fails?", anchor=False)
    if diagnosis is None:
        st.caption(ABOUT)
        offer_computation(
            view.study.id,
            _name(view),
            lambda: _begin(view),
            key="classes_diagnose",
            label="Find out what mends each class",
            doing="Refitting with one thing different",
            about="For the scenario that is shown now.",
        )
        return
    together = together_sentence(diagnosis)
    if together:
        st.markdown(literal(together))
    _show_table(diagnosis)
    st.caption(literal(interval_sentence(diagnosis)))


def _name(view: View) -> str:
    """All that the counterfactuals depend on."""
    current, labelled = view.current, view.study.labelled
    settings = settings_as_json(current.training)
    decision = decision_as_json(current.decision, view.classes)
    return ":".join(("counterfactuals", str(FORM), labelled.fingerprint, settings, decision))


def _begin(view: View) -> tuple[Progress, Work]:
    labelled, scenario = view.study.labelled, view.current
    plan = RemedyPlan(labelled, scenario, view.training(scenario))
    # Taken here: the background thread has no session, which the cache would look for.
    counts = trainings().counts(labelled, scenario.training.features)

    def compute(progress: Progress) -> Arrays:
        return counterfactuals_as_arrays(try_remedies(plan, counts, progress))

    return plan.progress(), compute


def _show_table(diagnosis: Diagnosis) -> None:
    frame = findings_frame(diagnosis)
    present = [finding for finding in FINDINGS if finding in diagnosis.findings]
    finding = st.pills(
        "Finding",
        present,
        key=FINDING_KEY,
        format_func=lambda each: f"{each.capitalize()} ({diagnosis.findings.count(each):,})",
        help="Shows only the classes with this finding.",
    )
    if finding is not None:
        frame = frame[frame["finding"] == finding]
    names = frame["class"].tolist()
    shown = frame.drop(columns="code")
    st.dataframe(
        shown,
        column_config=COLUMNS,
        hide_index=True,
        key=TABLE_KEY,
        on_select=lambda: _choose(names),
        selection_mode="single-row",
        placeholder="–",
        alt="Classes with what mends them, those first of which it is known",
    )
    download_table(shown, "findings.csv", f"Download {len(shown):,} findings as CSV")


def _choose(names: list[str]) -> None:
    rows = state.selected_rows(TABLE_KEY)
    if rows:
        state.choose(state.CLASS_KEY, names[rows[0]])

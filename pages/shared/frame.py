"""What every page shares: the Balance switch, the training settings, the search, the study."""

from dataclasses import replace

import streamlit as st

from analysis.decision.scenario import BALANCES
from analysis.decision.settings import LARGEST_TAU
from analysis.errors import InputError
from analysis.evaluation.comparison_wording import comparison_sentence
from analysis.evaluation.decision_wording import by_hand_sentence
from analysis.evaluation.wording import evidence_sentence
from analysis.model.settings import TrainingSettings, describe_settings
from analysis.progress import Cancelled
from analysis.sampling.coverage.weighing_wording import weighing_sentence
from analysis.study.guidance import guidance
from analysis.study.study import Study
from analysis.study.trainings import Job
from pages.shared import state
from pages.shared.cache.home import trainings
from pages.shared.cache.set_aside import documents_set_aside
from pages.shared.cache.studies import whole_study
from pages.shared.messages import literal
from pages.shared.refit import ask_for_refit
from pages.shared.training_form import training_form
from pages.shared.view import View, current_view, training_settings

SECONDS_BETWEEN_LOOKS = 0.5
BALANCE_HELP = (
    "Off: the model learns how common each class is and decides with it. In the decision: the "
    "same model, with the learned shares taken out of its scores; no coefficient changes. In the "
    "training: a second model, fitted with every class weighing the same; its coefficients show "
    "what the shares had masked."
)
TAU_HELP = (
    "How much of the learned shares is taken out: 0 nothing, 1 all of it, 0.5 half on the log "
    "scale. Often best below 1."
)

START_HERE = """
**Classes** says which classes fail, **Confusion** what they are taken for, **Vocabulary** which
words speak for them, and **What if** what other priors, costs or thresholds would change.
**Frequencies** estimates how common each class is in the whole corpus, **Coverage** compares the
labels with the clusters, and **Corpora** says what was loaded; your own files are opened there.

Flip **Balance** to see what the words say apart from how common each class is.

Macro-F1 far below micro-F1 (say 0.23 beside 0.79) means that most documents are decided rightly
and yet most classes are not: rare classes, which count as much as the others in macro-F1, are
hardly ever predicted.
"""


def draw_frame() -> View:
    """Draw the frame, start the training that every study needs, and tell how far it is.

    Returns
    -------
    View
    """
    with st.container(border=True):
        view = _switch()
        _status(view)
    with st.sidebar:
        with st.expander("Start here", icon=":material/explore:"):
            st.markdown(START_HERE)
        _class_search(view.study)
        _training_settings(view)
        _study_card(view.study)
    return view


def prepare_the_other_fit(view: View) -> None:
    """Begin the balanced twin of a plain fit, or the plain one, so that the switch is instant.

    Parameters
    ----------
    view : View
        Nothing is begun before its own training is there.
    """
    weight = "none" if view.current.training.class_weight == "balanced" else "balanced"
    twin = replace(view.current.training, class_weight=weight)
    if not (view.is_trained(view.baseline) and view.is_trained(view.current)):
        return
    if trainings().job(view.study, twin) is None and trainings().find(view.study, twin) is None:
        trainings().start(view.study, twin)


def _switch() -> View:
    """Draw the switch and return what it asks for."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.segmented_control(
            "Balance",
            BALANCES,
            default="off",
            required=True,
            format_func=str.capitalize,
            key=state.BALANCE_KEY,
            bind="query-params",
            help=BALANCE_HELP,
        )
        st.slider(
            "tau",
            0.0,
            LARGEST_TAU,
            1.0,
            0.05,
            key=state.TAU_KEY,
            bind="query-params",
            disabled=state.balance() != "in the decision",
            help=TAU_HELP,
            width=220,
        )
        view = current_view()
        st.button(
            "Back to the baseline",
            on_click=_back_to_baseline,
            type="tertiary",
            icon=":material/undo:",
            disabled=view.at_baseline,
            help="The plain fit at its defaults, deciding with the class shares it learned.",
        )
    return view


def _status(view: View) -> None:
    """Say what is shown and how it was made, or how far its training is."""
    for scenario in (view.baseline, view.current):
        if not view.is_trained(scenario):
            _make(view.study, scenario.training)
            return
    _follow_refit(view)
    _say_what_is_shown(view)
    _say_what_it_costs(view)
    study = view.study
    weighed = weighing_sentence(
        study.drawing,
        view.weighing,
        study.labelled.n_documents,
        in_training=view.current.training.design_weights,
    )
    st.caption(f"{guidance(study.aim, state.balance())} {weighed}")


def _make(study: Study, settings: TrainingSettings) -> None:
    """Train what the page cannot do without, and show how far it is or why it failed."""
    job = trainings().job(study, settings) or trainings().start(study, settings)
    if not job.future.done():
        _watch(job, f"Training ({describe_settings(settings)})")
        return
    if job.future.exception() is None:
        st.rerun()
    _say_why_it_ended(job)
    if st.button("Train again", icon=":material/refresh:"):
        trainings().start(study, settings)
        st.rerun()


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(job: Job, caption: str) -> None:
    """Show the progress of a training until it has ended."""
    if job.future.done():
        st.rerun()
    progress = job.progress
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(progress.share, text=f"{caption}: {_how_far(job)}")
        st.button(
            "Cancel", on_click=progress.cancel, key=f"cancel_{describe_settings(job.settings)}"
        )


def _how_far(job: Job) -> str:
    progress = job.progress
    if progress.share == 0:
        return "preparing; the first time on a machine the solver is compiled, which takes longer"
    seconds = max(1, round(progress.remaining_seconds))
    return f"{progress.n_done} of {progress.n_steps} fits, about {seconds} s left"


def _say_why_it_ended(job: Job) -> None:
    """Tell a failed or cancelled training; programmer errors are raised to be seen."""
    error = job.future.exception()
    if isinstance(error, Cancelled):
        st.info("The training was cancelled.", icon=":material/cancel:")
    elif isinstance(error, InputError):
        st.error(literal(str(error)), icon=":material/error:")
    elif error is not None:
        raise error


def _follow_refit(view: View) -> None:
    """Show a refit that was asked for, and move to it once it is there."""
    pending = state.pending()
    if pending is None:
        return
    settings = training_settings(view.study, pending)
    if trainings().find(view.study, settings) is not None:
        state.set_pending(None)
        state.set_training(pending)
        st.rerun()
    job = trainings().job(view.study, settings)
    if job is None or job.future.done():
        state.set_pending(None)
        if job is not None:
            _say_why_it_ended(job)
        return
    shown = describe_settings(view.current.training)
    _watch(job, f"Refitting with {describe_settings(settings)}; the figures below are of {shown}")


def _say_what_is_shown(view: View) -> None:
    """One line on what the figures belong to."""
    settings = literal(describe_settings(view.current.training))
    shown = {
        "off": f"**Priors as learned.** {settings}.",
        "in the decision": f"**Words apart from priors, tau {state.tau():g}.** {settings}; the "
        "learned class shares are taken out of the scores, no coefficient changes.",
        "in the training": f"**Balanced refit.** {settings}; every class weighs the same in "
        "training, so its coefficients are free of the class shares.",
    }
    name = " This is the baseline." if view.at_baseline else ""
    by_hand = literal(by_hand_sentence(view.current.decision, view.classes))
    st.markdown(f"{shown[state.balance()]}{name} {by_hand}".strip())


def _say_what_it_costs(view: View) -> None:
    """Say what the scenario gains or costs over the baseline, and what tau asks of a rare class."""
    if view.at_baseline:
        return
    retrained = view.current.training != view.baseline.training
    names = {
        "off": "This training" if retrained else "This scenario",
        "in the decision": "Balancing",
        "in the training": "Balancing",
    }
    sentences = [comparison_sentence(view.comparison(), names[state.balance()])]
    if state.balance() == "in the decision":
        sentences.append(_evidence_asked(view))
    st.caption(literal(" ".join(sentences)))


def _evidence_asked(view: View) -> str:
    """The rarest class against the most frequent one."""
    support = view.study.labelled.support
    prior = view.training(view.current).out_of_fold.training_prior
    rarest, most_frequent = int(support.argmin()), int(support.argmax())
    return evidence_sentence(
        view.classes, support, prior, rarest, most_frequent, view.current.decision
    )


def _back_to_baseline() -> None:
    state.choose(state.BALANCE_KEY, "off")
    state.set_training(None)
    state.set_decision(None)


def _class_search(study: Study) -> None:
    st.selectbox(
        "Class",
        study.labelled.classes,
        index=None,
        key=state.CLASS_KEY,
        bind="query-params",
        placeholder="Search a class",
        help="Follows you from page to page.",
    )


def _training_settings(view: View) -> None:
    with st.expander("Training settings", icon=":material/tune:"):
        wanted = training_form(
            view.current.training,
            view.study.labelled.reject_class,
            can_weigh=view.weighing.basis in ("clusters", "probabilities"),
        )
    if wanted is not None:
        ask_for_refit(view, wanted)
        st.rerun()


def _study_card(study: Study) -> None:
    st.divider()
    st.caption("Study")
    st.text(study.name)
    labelled = study.labelled
    sizes = f"{labelled.n_documents:,} labels in {labelled.n_classes:,} classes"
    if study.unlabelled is not None:
        sizes = f"{study.unlabelled.n_documents:,} documents, {sizes}"
    st.caption(sizes)
    aside = documents_set_aside(whole_study(study.id))
    if aside is not None:
        st.caption(f"{aside.n_documents:,} more labels are set aside, to confirm a choice on them.")
    st.page_link(
        "pages/data/corpora.py",
        label=state.OPEN_FILES,
        icon=":material/upload_file:",
        query_params=state.unbound_parameters() | {state.PART_KEY: state.OPEN_FILES},
    )

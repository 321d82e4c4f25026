"""The three answers that figures rest on, kept with the study as soon as they are given."""

from collections.abc import Mapping

import streamlit as st

from analysis.corpus.reject import guess_reject_class
from analysis.study.aim import guess_aim
from analysis.study.questions import AIM_ANSWERS, DRAWING_ANSWERS, Answer
from analysis.study.store import update_study
from analysis.study.study import Study
from pages.shared import state
from pages.shared.cache.home import home
from pages.shared.cache.studies import drawing_guess_of
from pages.shared.messages import input_errors_shown, literal

_DRAWING_KEY = "corpora_drawing"
_AIM_KEY = "corpora_aim"
_REJECT_KEY = "corpora_reject"


def ask_questions(study: Study) -> None:
    """Draw the questions with the answers of a study, and beside each what was guessed and why.

    Parameters
    ----------
    study : Study
    """
    # What the study says wins over what a widget remembers: another session may have changed it.
    state.choose(_DRAWING_KEY, study.drawing)
    state.choose(_AIM_KEY, study.aim)
    state.choose(_REJECT_KEY, study.labelled.reject_class)
    drawing, aim, reject = st.columns([5, 4, 3], gap="medium")
    with drawing:
        _ask_drawing(study)
    with aim:
        _ask_aim(study)
    with reject:
        _ask_reject_class(study)


def _ask_drawing(study: Study) -> None:
    guess = drawing_guess_of(study)
    _radio(
        "How were the labels drawn?",
        DRAWING_ANSWERS,
        key=_DRAWING_KEY,
        study=study,
        setting="drawing",
        help="Decides which corrections are right, and whether figures hold for the whole corpus.",
    )
    _say_guess(DRAWING_ANSWERS[guess.drawing].words, guess.reason)


def _ask_aim(study: Study) -> None:
    guess = guess_aim(study.labelled)
    _radio(
        "What are the labels for?",
        AIM_ANSWERS,
        key=_AIM_KEY,
        study=study,
        setting="aim",
        help="Decides what to look at first. Every page and every switch stays at hand.",
    )
    _say_guess(AIM_ANSWERS[guess.aim].words, guess.reason)


def _ask_reject_class(study: Study) -> None:
    classes = study.labelled.classes
    st.selectbox(
        "Which class means none of the above?",
        classes,
        index=None,
        key=_REJECT_KEY,
        placeholder="No class does",
        on_change=_keep,
        args=(study.id, "reject_class", _REJECT_KEY),
        help="The reject class: documents that belong to no other class. Clear the field if there "
        "is none. A change trains the models again.",
    )
    st.caption("Errors with it are counted apart, and overall figures can leave it out.")
    guess = guess_reject_class(classes)
    if guess is None:
        _say_guess("no class", "No name is a usual one for it")
    else:
        _say_guess(guess, "Its name is a usual one for it")


def _radio(
    question: str,
    answers: Mapping[str, Answer],
    *,
    key: str,
    study: Study,
    setting: str,
    help: str,
) -> None:
    """Ask, and say what follows from the answer that holds."""
    answer = st.radio(
        question,
        list(answers),
        format_func=lambda each: answers[each].words,
        key=key,
        on_change=_keep,
        args=(study.id, setting, key),
        help=help,
    )
    st.caption(literal(answers[answer].consequence))


def _say_guess(guess: str, reason: str) -> None:
    reason = f"{reason[:1].upper()}{reason[1:].rstrip('.')}"
    st.caption(f":material/lightbulb: Guess: **{literal(guess)}**. {literal(reason)}.")


def _keep(study_id: str, setting: str, key: str) -> None:
    """Write an answer to the study."""
    with input_errors_shown():
        update_study(home(), study_id, **{setting: state.value(key)})

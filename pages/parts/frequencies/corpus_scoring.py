"""The whole corpus scored in the background, asked for by a button."""

import streamlit as st

from analysis.decision.scenario import Scenario, balanced_scenario
from analysis.evaluation.wording import percent
from analysis.model.crossfit import Training
from analysis.model.settings import TrainingSettings, describe_settings, settings_as_json
from analysis.progress import Progress
from analysis.sampling.frequencies.corpus_scores import (
    CorpusScores,
    score_corpus,
    scores_as_arrays,
    scores_from_arrays,
    scoring_progress,
)
from analysis.study.computations import Arrays
from analysis.study.study import Study
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import computations, trainings
from pages.shared.cache.sampling import strata_of
from pages.shared.messages import literal
from pages.shared.view import View

# To be raised when the same settings give other scores than before.
FORM = 2


def plain_scenario(view: View) -> Scenario:
    """Return the plain fit of the current settings, which frequencies need.

    Parameters
    ----------
    view : View

    Returns
    -------
    Scenario
        Posteriors of a balanced fit are those of equally frequent classes.
    """
    return balanced_scenario(view.current.training, "off", 1.0)


def corpus_scores(view: View) -> CorpusScores | None:
    """Return the scores of the unlabelled corpus by the plain fit.

    Parameters
    ----------
    view : View

    Returns
    -------
    CorpusScores or None
        None if they were not computed.
    """
    arrays = computations().find(view.study.id, _name(view.study, plain_scenario(view).training))
    return None if arrays is None else scores_from_arrays(arrays)


def offer_scoring(view: View) -> None:
    """Draw the button that scores the corpus, or how far that is.

    Parameters
    ----------
    view : View
    """
    scenario = plain_scenario(view)
    if not view.is_trained(scenario):
        st.caption("The plain fit is still in the making; with it, the corpus can be scored here.")
        return
    settings = scenario.training
    offer_computation(
        view.study.id,
        _name(view.study, settings),
        lambda: _begin(view.study, settings, view.training(scenario)),
        key="frequencies_score",
        label=_label(view.study, settings),
        doing="Scoring the corpus",
        about="The model predicts every document without a label; what it predicts for them "
        "narrows the intervals. Takes seconds to a minute, and is kept with the study, also "
        "what is done if you cancel it or the server stops.",
    )
    st.caption(f"With the plain fit ({literal(describe_settings(settings))}).")


def _label(study: Study, settings: TrainingSettings) -> str:
    """Of the button: what is left of a scoring that was stopped is told."""
    whole = f"{study.unlabelled.n_documents:,} documents"
    done = computations().parts(study.id, _name(study, settings)).share
    return f"Go on scoring {whole}: {percent(done)} are done" if done else f"Score all {whole}"


def _begin(study: Study, settings: TrainingSettings, training: Training) -> tuple[Progress, Work]:
    # Taken here: the background thread has no session, which the cache would look for.
    counts, strata = trainings().counts(study.labelled, settings.features), strata_of(study)
    parts = computations().parts(study.id, _name(study, settings))

    def compute(progress: Progress) -> Arrays:
        inputs = study.labelled, counts, study.unlabelled, strata, training, settings
        return scores_as_arrays(score_corpus(*inputs, progress, parts=parts))

    return scoring_progress(settings), compute


def _name(study: Study, settings: TrainingSettings) -> str:
    """All that the scores depend on."""
    corpora = study.labelled.fingerprint, study.unlabelled.fingerprint
    return ":".join(("corpus-scores", str(FORM), *corpora, settings_as_json(settings)))

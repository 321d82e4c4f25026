"""A scenario judged once, on documents that took no part in choosing it."""

import numpy as np

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.scenario import Scenario
from analysis.evaluation.evaluate import Evaluation, evaluate, with_intervals
from analysis.model.crossfit import OutOfFold, fit_model
from analysis.model.features import count_known_terms, count_terms, tfidf
from analysis.model.linear import ABSENT_LOGIT
from analysis.progress import Progress


def confirm(
    remaining: LabelledCorpus,
    aside: LabelledCorpus,
    scenario: Scenario,
    progress: Progress | None = None,
) -> Evaluation:
    """Fit a scenario on the remaining documents, and decide those set aside.

    Parameters
    ----------
    remaining, aside : LabelledCorpus
        Of the same classes. Figures weigh the documents set aside by their weights, if they have
        some; the fit weighs those remaining if the scenario's training asks for it.
    scenario : Scenario
    progress : Progress, optional
        For one fit.

    Returns
    -------
    Evaluation
        Of the documents set aside, with intervals.

    Raises
    ------
    InputError
        If fewer than two classes are left to train.
    Cancelled
        If the progress was cancelled.
    """
    settings = scenario.training
    model = fit_model(
        remaining, count_terms(remaining.texts, settings.features), settings, progress
    )
    counts = count_known_terms(aside.texts, model.terms, settings.features)
    features = tfidf(counts, model.inverse_document_frequency, settings.features)
    logits = np.nan_to_num(model.logits(features), nan=ABSENT_LOGIT).astype(np.float32)
    scores = OutOfFold(
        logits, np.zeros(aside.n_documents, dtype=np.int8), model.training_prior, np.array([])
    )
    return with_intervals(evaluate(aside, scores, scenario.decision), aside)

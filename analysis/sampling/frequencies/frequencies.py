"""How common each class is in the whole corpus: all estimates side by side."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import OutOfFold
from analysis.sampling.coverage.strata import Strata
from analysis.sampling.frequencies.corpus_scores import CorpusScores
from analysis.sampling.frequencies.decisions import CorpusDecisions
from analysis.sampling.frequencies.disagreement import (
    Flags,
    differs_from_given,
    strata_differ_from_model,
)
from analysis.sampling.frequencies.fold_predictions import predictions
from analysis.sampling.frequencies.moments import label_moments
from analysis.sampling.frequencies.prevalence import (
    Prevalence,
    Shares,
    difference_share,
    labelled_share,
    prediction_weight,
    stratified_share,
)


@dataclass(frozen=True, eq=False)
class ModelBased:
    """What a model adds to the labels.

    Parameters
    ----------
    difference : Prevalence
        The stratified shares, corrected by what the model predicts for the corpus.
    weight : float
        Of the model in it, 0 to 1.
    counted : ndarray of shape (n_classes,)
        Shares of the documents decided for each class. No estimate: it has the errors of the
        model, and counts rare classes far too low.
    mean_posterior : ndarray of shape (n_classes,)
    differs : ndarray of bool, shape (n_classes,)
        Whether the model predicts otherwise for the labelled documents than for the corpus.
    """

    difference: Prevalence
    weight: float
    counted: Shares
    mean_posterior: Shares
    differs: Flags


@dataclass(frozen=True, eq=False)
class Frequencies:
    """Estimated shares of all classes in a corpus.

    Parameters
    ----------
    classes : tuple of str
    support : ndarray of int, shape (n_classes,)
        Labels.
    strata : Strata
    labelled, stratified : Prevalence
    labels_differ : ndarray of bool, shape (n_classes,)
        Whether the shares among the labels lie outside of what the strata leave possible.
    model_based : ModelBased or None
        None until the corpus was scored.
    own : ndarray of shape (n_classes,), or None
        The analyst's own figures; nan for a class without one.
    own_differs : ndarray of bool, shape (n_classes,), or None
        Whether the labels speak against them.
    """

    classes: tuple[str, ...]
    support: NDArray[np.int64]
    strata: Strata
    labelled: Prevalence
    stratified: Prevalence
    labels_differ: Flags
    model_based: ModelBased | None = None
    own: Shares | None = None
    own_differs: Flags | None = None

    @property
    def n_documents(self) -> int:
        """Documents of the corpus."""
        return len(self.strata.cluster_of_document)

    @property
    def best(self) -> Prevalence:
        """The estimate that uses most of what is known."""
        return self.stratified if self.model_based is None else self.model_based.difference

    def frame(self) -> pd.DataFrame:
        """Return one row a class, the most common first.

        Returns
        -------
        DataFrame
            Shares and their 95 % intervals, documents by the best estimate, and in
            `disagreement` which estimates differ beyond chance. The analyst's figures and what
            needs scores have columns only where they are there.
        """
        columns = {
            "class": self.classes,
            "labels": self.support,
            **_columns("labelled", self.labelled, "share_labelled"),
            **_columns("stratified", self.stratified, "share_stratified"),
            **self._model_columns(),
            **_documents(self.best, self.n_documents),
            **self._own_columns(),
            "disagreement": self.disagreements(),
        }
        frame = pd.DataFrame(columns)
        order = np.lexsort((np.array(self.classes), -self.best.share))
        return frame.iloc[order].reset_index(drop=True)

    def disagreements(self) -> list[str]:
        """Say for each class which estimates differ by more than chance; "" where none do."""
        tests = [
            ("labels and clusters", self.labels_differ),
            ("labelled documents and the rest", _flags(self.model_based)),
            ("own figure and labels", self.own_differs),
        ]
        found = [(name, flags) for name, flags in tests if flags is not None]
        return [
            "; ".join(name for name, flags in found if flags[code])
            for code in range(len(self.classes))
        ]

    def _model_columns(self) -> dict[str, Shares]:
        if self.model_based is None:
            return {}
        return {
            **_columns("difference", self.model_based.difference, "share_difference"),
            "mean_posterior": self.model_based.mean_posterior,
            "share_predicted": self.model_based.counted,
        }

    def _own_columns(self) -> dict[str, Shares]:
        if self.own is None:
            return {}
        return {"share_own": self.own, "documents_own": np.round(self.own * self.n_documents)}


def estimate_frequencies(
    labelled: LabelledCorpus,
    strata: Strata,
    out_of_fold: OutOfFold | None = None,
    scores: CorpusScores | None = None,
    own: Shares | None = None,
    *,
    clusters_came_after: bool = False,
) -> Frequencies:
    """Estimate the share of every class in the whole corpus.

    Parameters
    ----------
    labelled : LabelledCorpus
    strata : Strata
    out_of_fold : OutOfFold, optional
        Of the labelled documents; needed with `scores`.
    scores : CorpusScores, optional
        Of the corpus, by the same training.
    own : ndarray of shape (n_classes,), optional
        The analyst's own shares; nan for a class without one.
    clusters_came_after : bool
        Whether the clusters were made after the labels were drawn.

    Returns
    -------
    Frequencies
    """
    moments = label_moments(strata, labelled)
    by_label = labelled_share(labelled)
    stratified = stratified_share(strata, moments, clusters_came_after=clusters_came_after)
    model_based = None
    if scores is not None and out_of_fold is not None:
        model_based = _model_based(labelled, strata, out_of_fold, scores, clusters_came_after)
    best = stratified if model_based is None else model_based.difference
    return Frequencies(
        classes=labelled.classes,
        support=labelled.support,
        strata=strata,
        labelled=by_label,
        stratified=stratified,
        labels_differ=differs_from_given(by_label.share, stratified),
        model_based=model_based,
        own=own,
        own_differs=None if own is None else differs_from_given(own, best),
    )


def _model_based(
    labelled: LabelledCorpus,
    strata: Strata,
    out_of_fold: OutOfFold,
    scores: CorpusScores,
    clusters_came_after: bool,
) -> ModelBased:
    predicted = predictions(strata, scores.by_folds, out_of_fold)
    moments = label_moments(strata, labelled, predicted.of_labels)
    weight = prediction_weight(strata, moments)
    difference = difference_share(
        strata, moments, predicted, weight, clusters_came_after=clusters_came_after
    )
    return ModelBased(
        difference,
        weight,
        _counted(scores.decisions, labelled.n_classes),
        scores.decisions.mean_posterior,
        strata_differ_from_model(strata, moments, predicted),
    )


def _counted(decisions: CorpusDecisions, n_classes: int) -> Shares:
    return np.bincount(decisions.decided, minlength=n_classes) / len(decisions.decided)


def _flags(model_based: ModelBased | None) -> Flags | None:
    return None if model_based is None else model_based.differs


def _columns(name: str, estimate: Prevalence, share: str) -> dict[str, Shares]:
    return {share: estimate.share, f"{name}_low": estimate.low, f"{name}_high": estimate.high}


def _documents(estimate: Prevalence, n_documents: int) -> dict[str, Shares]:
    bounds = {"": estimate.share, "_low": estimate.low, "_high": estimate.high}
    return {f"documents{end}": np.round(value * n_documents) for end, value in bounds.items()}

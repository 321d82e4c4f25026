"""What the points of a map can be coloured by."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from analysis.evaluation.evaluate import Evaluation
from analysis.plots.map_colours import Colouring, colour_categories, colour_values
from analysis.plots.theme import CURRENT, REJECT
from analysis.sampling.frequencies.decisions import CorpusDecisions
from analysis.sampling.map.mapped import UNKNOWN, MappedCorpus

ColourBy = Literal[
    "Class", "Predicted class", "Right or wrong", "Reject class", "Support", "Cluster"
]
WAYS: tuple[ColourBy, ...] = get_args(ColourBy)


@dataclass(frozen=True, eq=False, kw_only=True)
class MapKnowledge:
    """All that is known of the documents on a map.

    Parameters
    ----------
    mapped : MappedCorpus
    evaluation : Evaluation
        Of the labelled documents, out of fold.
    reject_posterior : ndarray of shape (n_labels,)
        Of the reject class for the labelled documents, out of fold; nan without that class.
    decisions : CorpusDecisions or None
        For the whole corpus, if it was scored; it comes first on the map.
    version : str
        Changes with any of them.
    """

    mapped: MappedCorpus
    evaluation: Evaluation
    reject_posterior: NDArray[np.floating]
    decisions: CorpusDecisions | None
    version: str

    @property
    def decided(self) -> NDArray[np.int64]:
        """Class decided for each document: out of fold where it bears a label; or -1."""
        return self.mapped.from_labels(self.evaluation.decided, self._decided_by_scores)

    @property
    def likely_codes(self) -> NDArray[np.int64]:
        """Class of each document's label or, without one, the class decided; or -1."""
        return self.mapped.from_labels(self.mapped.labelled.codes, self._decided_by_scores)

    @property
    def _decided_by_scores(self) -> NDArray[np.int64]:
        decided = np.full(self.mapped.corpus.n_documents, UNKNOWN)
        if self.decisions is not None:
            decided[: len(self.decisions.decided)] = self.decisions.decided
        return decided

    def ways(self) -> tuple[ColourBy, ...]:
        """Return what the points can be coloured by.

        Returns
        -------
        tuple of str
        """
        missing = set()
        if self.mapped.corpus.clusters is None:
            missing.add("Cluster")
        if self.mapped.labelled.reject_class is None:
            missing.add("Reject class")
        return tuple(way for way in WAYS if way not in missing)


def colour_by(knowledge: MapKnowledge, way: ColourBy) -> Colouring:
    """Colour the points of a map by what is known of them.

    Parameters
    ----------
    knowledge : MapKnowledge
    way : {"Class", "Predicted class", "Right or wrong", "Reject class", "Support", "Cluster"}
        One of `knowledge.ways()`.

    Returns
    -------
    Colouring
        Of the rest where nothing is known.
    """
    return _COLOURERS[way](knowledge)


def _by_class(knowledge: MapKnowledge) -> Colouring:
    mapped = knowledge.mapped
    return colour_categories(mapped.codes, mapped.labelled.classes)


def _by_predicted_class(knowledge: MapKnowledge) -> Colouring:
    return colour_categories(knowledge.decided, knowledge.mapped.labelled.classes)


def _by_cluster(knowledge: MapKnowledge) -> Colouring:
    names, strata = knowledge.mapped.cluster_names, knowledge.mapped.strata
    nameless = np.array([name == "" for name in names])
    return colour_categories(np.where(nameless[strata], UNKNOWN, strata), names)


def _right_or_wrong(knowledge: MapKnowledge) -> Colouring:
    labelled = knowledge.mapped.labelled
    wrong = (knowledge.evaluation.decided != labelled.codes).astype(np.int64)
    names = ("right, out of fold", "wrong, out of fold")
    return colour_categories(knowledge.mapped.from_labels(wrong), names, (CURRENT, REJECT))


def _by_reject_posterior(knowledge: MapKnowledge) -> Colouring:
    known = knowledge.mapped.label_of_document != UNKNOWN
    of_rest = np.full(len(known), np.nan)
    if knowledge.decisions is not None:
        of_rest[: len(knowledge.decisions.decided)] = knowledge.decisions.reject_posterior
    own = knowledge.reject_posterior[knowledge.mapped.label_of_document]
    name = knowledge.mapped.labelled.reject_class
    ends = f"posterior of {name}: 0", "1"
    return colour_values(np.where(known, own, of_rest), 0.0, 1.0, ends)


def _by_support(knowledge: MapKnowledge) -> Colouring:
    support = knowledge.mapped.labelled.support
    codes = knowledge.mapped.codes
    logs = np.where(codes == UNKNOWN, np.nan, np.log(np.maximum(1, support[codes])))
    low, high = int(support.min()), int(support.max())
    ends = f"labels of its class: {low:,}", f"{high:,}"
    return colour_values(logs, float(np.log(max(1, low))), float(np.log(high)), ends)


_COLOURERS = {
    "Class": _by_class,
    "Predicted class": _by_predicted_class,
    "Right or wrong": _right_or_wrong,
    "Reject class": _by_reject_posterior,
    "Support": _by_support,
    "Cluster": _by_cluster,
}

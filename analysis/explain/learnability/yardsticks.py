"""What the share that words determine is held against: all that takes longer than a look.

One more training with weaker regularisation, which may recover more; one after the labels were
shuffled, which should recover nothing; and the nearest neighbour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.evaluation.intervals import Estimate
from analysis.explain.learnability.determined import (
    Determined,
    determined_from_arrays,
    how_much_is_determined,
    shuffled_reference,
)
from analysis.explain.learnability.nearest_neighbour import NearestNeighbour, nearest_neighbour
from analysis.model.crossfit import OutOfFold, deal_folds, train
from analysis.model.features import TermCounts, term_weights, tfidf
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

# At the usual C = 1 the words of rare classes are shrunk away; ten times that suits short texts.
WEAKER = 10.0


@dataclass(frozen=True, eq=False)
class Yardsticks:
    """What is known after the longer computations.

    Parameters
    ----------
    determined : Determined
        Of the trainings given and of one with weaker regularisation.
    shuffled : Determined
        Of a training after the labels were shuffled.
    neighbour : NearestNeighbour
    """

    determined: Determined
    shuffled: Determined
    neighbour: NearestNeighbour

    def arrays(self) -> dict[str, NDArray]:
        """Return the fields, to be kept; `yardsticks_from_arrays` takes them back."""
        found = self.neighbour
        figures = (found.error, found.bayes_low)
        kept = {
            "neighbour_figures": np.array([(e.value, e.low, e.high) for e in figures]),
            "neighbour_texts": np.array([found.n_scored, found.n_texts]),
        }
        for part in ("determined", "shuffled"):
            values = getattr(self, part).arrays()
            kept |= {f"{part}_{name}": value for name, value in values.items()}
        return kept


def yardsticks_from_arrays(arrays: Mapping[str, NDArray]) -> Yardsticks:
    """Take back what `Yardsticks.arrays` gave.

    Parameters
    ----------
    arrays : mapping of str to ndarray

    Returns
    -------
    Yardsticks
    """
    parts = [
        determined_from_arrays(
            {
                name.removeprefix(f"{part}_"): value
                for name, value in arrays.items()
                if name.startswith(f"{part}_")
            }
        )
        for part in ("determined", "shuffled")
    ]
    error, least = (Estimate(*row) for row in arrays["neighbour_figures"].tolist())
    neighbour = NearestNeighbour(error, least, *arrays["neighbour_texts"].tolist())
    return Yardsticks(parts[0], parts[1], neighbour)


def yardsticks_progress(settings: TrainingSettings) -> Progress:
    """Progress of `compute_yardsticks`.

    Parameters
    ----------
    settings : TrainingSettings

    Returns
    -------
    Progress
        For two trainings, and one step for all else.
    """
    return Progress(2 * (1 + settings.folds) + 1)


def compute_yardsticks(
    corpus: LabelledCorpus,
    counts: TermCounts,
    trainings: Sequence[tuple[TrainingSettings, OutOfFold]],
    progress: Progress | None = None,
) -> Yardsticks:
    """Train twice more, and find nearest neighbours.

    Parameters
    ----------
    corpus : LabelledCorpus
    counts : TermCounts
        Of the corpus, for the features of the last training.
    trainings : sequence of (TrainingSettings, OutOfFold)
        Those at hand; at least one. The two more are like the last.
    progress : Progress, optional
        From `yardsticks_progress`.

    Returns
    -------
    Yardsticks

    Raises
    ------
    InputError
        If too few classes are left to train.
    Cancelled
        If the progress was cancelled.
    """
    settings = trainings[-1][0]
    progress = progress or yardsticks_progress(settings)
    n_fits = 1 + settings.folds
    weaker = replace(settings, c=WEAKER, class_weight="none")
    first = progress.part(0, n_fits)
    more = train(corpus, counts, deal_folds(corpus, weaker), weaker, first).out_of_fold
    determined = how_much_is_determined(corpus, [*trainings, (weaker, more)])
    shuffled = shuffled_reference(corpus, counts, settings, progress.part(n_fits, n_fits))
    features = tfidf(counts, term_weights(counts, settings.features), settings.features)
    neighbour = nearest_neighbour(corpus, features)
    progress.finish(2 * n_fits)
    return Yardsticks(determined, shuffled, neighbour)

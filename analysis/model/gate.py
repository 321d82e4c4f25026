"""A gate before the classes: is a document of the reject class, or of any other?"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus
from analysis.model.crossfit import train
from analysis.model.features import TermCounts
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

OTHERS, REJECT = 0, 1


def train_gate(
    corpus: LabelledCorpus,
    counts: TermCounts,
    folds: NDArray[np.int8],
    settings: TrainingSettings,
    progress: Progress | None = None,
) -> NDArray[np.float32]:
    """Score how much speaks against the reject class, out of fold.

    Parameters
    ----------
    corpus : LabelledCorpus
        With a reject class, and with documents of another.
    counts : TermCounts
        Of the corpus, for ``settings.features``.
    folds : ndarray of int8, shape (n_documents,)
        Those of the model behind the gate, so that no document is seen by either.
    settings : TrainingSettings
        Of the model behind the gate; the gate keeps the reject class and weighs no class.
    progress : Progress, optional
        For ``1 + n_folds`` fits.

    Returns
    -------
    ndarray of float32, shape (n_documents,)
        Logit of any other class against the reject class, at the shares of the labels.

    Raises
    ------
    ValueError
        If the corpus has no reject class.
    InputError
        If a fold trains on one side only.
    Cancelled
        If the progress was cancelled.
    """
    if corpus.reject_code is None:
        raise ValueError("a gate needs a reject class")
    two_sided = replace(
        corpus,
        codes=(corpus.codes == corpus.reject_code).astype(np.int32),
        classes=("others", "reject"),
        reject_class="reject",
    )
    plain = replace(settings, class_weight="none", include_reject=True)
    logits = train(two_sided, counts, folds, plain, progress).out_of_fold.logits
    return logits[:, OTHERS] - logits[:, REJECT]

"""Trainings kept with their study under a fingerprint of data and settings."""

import hashlib
import json
import logging
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.corpus import LabelledCorpus, TextArray
from analysis.model.crossfit import OutOfFold, Training
from analysis.model.linear import LinearModel
from analysis.model.settings import TrainingSettings, settings_fields
from analysis.study.array_cache import load_arrays, save_arrays
from analysis.study.identifier import study_folder

RESULTS_FOLDER = "results"

# To be raised when the form of the files changes, or what training computes: results of another
# format are not found, and make room in time.
RESULT_FORMAT = 1

# The plain and the balanced training of 33,000 documents on words take 110 MB.
MAX_RESULT_BYTES = 1 << 30

_log = logging.getLogger(__name__)


def settings_key(labelled: LabelledCorpus, settings: TrainingSettings) -> str:
    """Name of what comes of training with `settings` on `labelled`.

    Parameters
    ----------
    labelled : LabelledCorpus
    settings : TrainingSettings

    Returns
    -------
    str
        64 hexadecimal digits (SHA-256), the same on every machine.
    """
    told = {
        "format": RESULT_FORMAT,
        "documents": labelled.fingerprint,
        "settings": settings_fields(settings) | {"c": float(settings.c)},  # 1 and 1.0 are equal
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def save_training(
    home: Path,
    study_id: str,
    labelled: LabelledCorpus,
    settings: TrainingSettings,
    training: Training,
    *,
    max_bytes: int = MAX_RESULT_BYTES,
) -> None:
    """Keep a training with its study.

    A disk that refuses is logged and no error: the training can be made again.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    labelled : LabelledCorpus
        What was trained on.
    settings : TrainingSettings
    training : Training
    max_bytes : int
        Most that all results of the study may take; those not used for longest are dropped.

    Raises
    ------
    InputError
        If there is no such study.
    """
    path = _path(home, study_id, labelled, settings)
    try:
        save_arrays(path, _arrays(training), max_bytes)
    except OSError as error:
        _log.warning("a training could not be kept and will be made again: %s", error)


def load_training(
    home: Path, study_id: str, labelled: LabelledCorpus, settings: TrainingSettings
) -> Training | None:
    """Return a training that was kept.

    Parameters
    ----------
    home : Path
        Folder of the studies.
    study_id : str
    labelled : LabelledCorpus
    settings : TrainingSettings

    Returns
    -------
    Training or None
        None if there is none, or its file is damaged.

    Raises
    ------
    InputError
        If there is no such study.
    """
    arrays = load_arrays(_path(home, study_id, labelled, settings))
    return None if arrays is None else _training(arrays)


def _path(home: Path, study_id: str, labelled: LabelledCorpus, settings: TrainingSettings) -> Path:
    key = settings_key(labelled, settings)
    return study_folder(home, study_id) / RESULTS_FOLDER / f"{key}.npz"


def _arrays(training: Training) -> dict[str, NDArray]:
    model, out_of_fold = training.model, training.out_of_fold
    return {
        "logits": out_of_fold.logits,
        "folds": out_of_fold.folds,
        "training_prior": out_of_fold.training_prior,
        "gaps": out_of_fold.gaps,
        "coefficients": model.coefficients,
        "intercept": model.intercept,
        "inverse_document_frequency": model.inverse_document_frequency,
        "model_training_prior": model.training_prior,
        "gap": np.array(model.gap),
        **_packed(model.terms),
    }


def _training(arrays: dict[str, NDArray]) -> Training:
    model = LinearModel(
        coefficients=arrays["coefficients"],
        intercept=arrays["intercept"],
        terms=_unpacked(arrays["term_characters"], arrays["term_lengths"]),
        inverse_document_frequency=arrays["inverse_document_frequency"],
        training_prior=arrays["model_training_prior"],
        gap=float(arrays["gap"]),
    )
    out_of_fold = OutOfFold(
        logits=arrays["logits"],
        folds=arrays["folds"],
        training_prior=arrays["training_prior"],
        gaps=arrays["gaps"],
    )
    return Training(model, out_of_fold)


def _packed(terms: TextArray) -> dict[str, NDArray]:
    """Terms end to end in UTF-8, and the number of characters of each."""
    return {
        "term_characters": np.frombuffer("".join(terms).encode(), dtype=np.uint8),
        "term_lengths": np.array([len(term) for term in terms], dtype=np.int32),
    }


def _unpacked(characters: NDArray[np.uint8], lengths: NDArray[np.int32]) -> TextArray:
    joined = characters.tobytes().decode()
    ends = np.cumsum(lengths)
    terms = [joined[end - n : end] for end, n in zip(ends, lengths, strict=True)]
    return np.array(terms, dtype=object)

"""A confirmation as figures beside those out of fold, and in words; plain text, never markup."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.evaluation.evaluate import Evaluation
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.wording import by_weight

_NAMES = {"micro_f1": "Micro-F1", "macro_f1": "Macro-F1", "reject_recall": "Reject recall"}


@dataclass(frozen=True)
class ConfirmedFigures:
    """Figures of one scenario on some documents.

    Parameters
    ----------
    documents : int
    effective_documents : float
        Documents of one weight that would say as much; as many where all count alike.
    micro_f1, macro_f1 : Estimate
    reject_recall : Estimate or None
        None where there is no reject class.
    """

    documents: int
    effective_documents: float
    micro_f1: Estimate
    macro_f1: Estimate
    reject_recall: Estimate | None


def confirmed_figures(evaluation: Evaluation) -> ConfirmedFigures:
    """Take the figures that are confirmed out of an evaluation.

    Parameters
    ----------
    evaluation : Evaluation
        With its intervals.

    Returns
    -------
    ConfirmedFigures
    """
    overall, classes = evaluation.overall, evaluation.per_class
    reject = classes.reject_code
    return ConfirmedFigures(
        documents=overall.documents,
        effective_documents=overall.effective_documents,
        micro_f1=overall.micro_f1,
        macro_f1=overall.macro_f1,
        reject_recall=None
        if reject is None
        else Estimate(
            float(classes.recall[reject]),
            float(classes.recall_low[reject]),
            float(classes.recall_high[reject]),
        ),
    )


def figures_as_arrays(figures: ConfirmedFigures) -> dict[str, NDArray[np.generic]]:
    """Put figures into the form in which results are kept with a study.

    Parameters
    ----------
    figures : ConfirmedFigures

    Returns
    -------
    dict of str to ndarray
        One array, of the bytes of a JSON text.
    """
    return {"json": np.frombuffer(json.dumps(asdict(figures)).encode(), dtype=np.uint8)}


def figures_from_arrays(arrays: dict[str, NDArray[np.generic]]) -> ConfirmedFigures:
    """Read figures back.

    Parameters
    ----------
    arrays : dict of str to ndarray
        From `figures_as_arrays`.

    Returns
    -------
    ConfirmedFigures
    """
    fields = json.loads(arrays["json"].tobytes().decode())
    estimates: dict[str, Any] = {
        name: None if fields[name] is None else Estimate(**fields[name]) for name in _NAMES
    }
    documents = fields["documents"]
    # Figures that were kept before documents set aside had weights have none.
    effective = fields.get("effective_documents", float(documents))
    return ConfirmedFigures(documents, effective, **estimates)


def confirmation_frame(aside: ConfirmedFigures, out_of_fold: ConfirmedFigures) -> pd.DataFrame:
    """Return a row for each figure, on the documents set aside and out of fold on the others.

    Parameters
    ----------
    aside, out_of_fold : ConfirmedFigures

    Returns
    -------
    DataFrame
        Columns `figure`, `set_aside`, `set_aside_low`, `set_aside_high`, and the same three for
        `out_of_fold`.
    """
    rows = []
    for field, name in _NAMES.items():
        here, there = getattr(aside, field), getattr(out_of_fold, field)
        if here is not None and there is not None:
            rows.append((name, here.value, here.low, here.high, there.value, there.low, there.high))
    bounds = [
        f"{part}{bound}" for part in ("set_aside", "out_of_fold") for bound in ("", "_low", "_high")
    ]
    return pd.DataFrame(rows, columns=["figure", *bounds])


def confirmation_sentence(aside: ConfirmedFigures, out_of_fold: ConfirmedFigures) -> str:
    """Say what became of the figures on documents that chose nothing.

    Parameters
    ----------
    aside, out_of_fold : ConfirmedFigures

    Returns
    -------
    str
    """
    weighed = by_weight(aside.documents, aside.effective_documents)
    return (
        f"On the {aside.documents:,} documents set aside{weighed}{weighed and ','} micro-F1 is "
        f"{_told(aside.micro_f1)} and macro-F1 {_told(aside.macro_f1)}; out of fold on the others "
        f"they are {out_of_fold.micro_f1.value:.3f} and {out_of_fold.macro_f1.value:.3f}."
    )


def _told(estimate: Estimate) -> str:
    return f"{estimate.value:.3f} ({estimate.low:.3f} to {estimate.high:.3f})"

"""Sentences on what decision settings ask for; plain text, never markup."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.decision.calibration import Calibration
from analysis.decision.offsets import with_offset
from analysis.decision.priors import evidence_ratio
from analysis.decision.settings import DecisionSettings
from analysis.errors import listed
from analysis.evaluation.wording import by_weight, counted, percent


def by_hand_sentence(settings: DecisionSettings, classes: Sequence[str]) -> str:
    """What decisions rest on beside the Balance switch and tau.

    Parameters
    ----------
    settings : DecisionSettings
    classes : sequence of str

    Returns
    -------
    str
        Empty where that is nothing.
    """
    parts = [*_prior_parts(settings, classes), *_cost_parts(settings)]
    if not parts:
        return ""
    return f"Decisions also rest on {'; '.join(parts)}."


def offset_sentence(
    classes: Sequence[str],
    training_prior: NDArray[np.float64],
    code: int,
    against: int,
    settings: DecisionSettings,
) -> str:
    """What evidence a class has to bring against another, with its offset and without.

    Parameters
    ----------
    classes : sequence of str
    training_prior : ndarray of float64, shape (n_classes,)
    code, against : int
        Codes of the class with the offset and of the other one.
    settings : DecisionSettings

    Returns
    -------
    str
    """
    plain = replace(settings, offsets=with_offset(settings.offsets, code, 0.0))
    asked = evidence_ratio(training_prior, code, against, settings)
    usual = evidence_ratio(training_prior, code, against, plain)
    if math.isnan(asked):
        left_out = classes[code if training_prior[code] == 0 else against]
        return f"{left_out} was left out of training, so that no offset brings it in."
    now = f"{classes[code]} is asked for evidence of {odds(asked)} against {classes[against]}"
    if math.isclose(asked, usual):
        return f"{now}."
    return f"{now}; without its offset, for {odds(usual)}."


def odds(ratio: float) -> str:
    """Ratio of evidence in words.

    Parameters
    ----------
    ratio : float
        Positive.

    Returns
    -------
    str
        ``"17 to 1"``, or ``"1 to 17"`` for a ratio below one.
    """
    larger = max(ratio, 1 / ratio)
    shown = f"{larger:,.0f}" if larger >= 9.95 else f"{larger:.2g}"
    return f"{shown} to 1" if ratio >= 1 else f"1 to {shown}"


def calibration_sentence(calibration: Calibration) -> str:
    """What the temperature does to posteriors.

    Parameters
    ----------
    calibration : Calibration

    Returns
    -------
    str
    """
    before, after = calibration.before.error, calibration.after.error
    documents = int(calibration.before.documents.sum())
    weighed = by_weight(documents, calibration.before.effective_documents)
    kind = "too sure" if calibration.temperature > 1 else "not sure enough"
    return (
        f"The posteriors are {kind}: the log loss{_of(documents, weighed)} is smallest at "
        f"temperature {calibration.temperature:.2f}. With it, each fold calibrated on the others, "
        f"the mean distance of posterior and share right goes from {percent(before)} to "
        f"{percent(after)}, the log loss from {calibration.log_loss_before:.3f} to "
        f"{calibration.log_loss_after:.3f}."
    )


def _of(documents: int, weighed: str) -> str:
    """Which documents a figure is of, where that has to be said."""
    return f" of the {counted(documents, 'document')}{weighed}," if weighed else ""


def _prior_parts(settings: DecisionSettings, classes: Sequence[str]) -> list[str]:
    parts = []
    if settings.temperature != 1:
        parts.append(f"scores calibrated at temperature {settings.temperature:.2f}")
    if settings.custom_prior:
        parts.append("class shares of your own")
    if settings.offsets:
        names = listed([classes[code] for code, _ in settings.offsets], 3)
        parts.append(f"{counted(len(settings.offsets), 'offset')}, of {names}")
    return parts


def _cost_parts(settings: DecisionSettings) -> list[str]:
    parts, costs = [], settings.costs
    if costs.reject_code is not None:
        parts.append(
            f"costs of {costs.to_reject:g} for a good document rejected and "
            f"{costs.from_reject:g} for a reject document accepted"
        )
    if costs.exceptions:
        parts.append(counted(len(costs.exceptions), "cost") + " of single errors")
    if settings.abstain_cost is not None:
        parts.append(f"abstaining at a cost of {settings.abstain_cost:g}")
    return parts

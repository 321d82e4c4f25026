"""A recommendation as JSON: what the command line prints, and what is kept with a study."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.decision.scenario_json import scenario_fields, scenario_from_json
from analysis.evaluation.intervals import Estimate
from analysis.evaluation.nested_figures import AimFigures
from analysis.explain.remedies.climb import Tried
from analysis.explain.remedies.recommendation import Recommendation, Step


def recommendation_fields(recommended: Recommendation, classes: Sequence[str]) -> dict[str, Any]:
    """Put a recommendation into the form that is written as JSON.

    Parameters
    ----------
    recommended : Recommendation
    classes : sequence of str

    Returns
    -------
    dict
        Undefined figures are nan.
    """
    return asdict(recommended) | {"scenario": scenario_fields(recommended.scenario, classes)}


def recommendation_as_arrays(
    recommended: Recommendation, classes: Sequence[str]
) -> dict[str, NDArray[np.generic]]:
    """Put a recommendation into the form in which results are kept with a study.

    Parameters
    ----------
    recommended : Recommendation
    classes : sequence of str

    Returns
    -------
    dict of str to ndarray
        One array, of the bytes of a JSON text.
    """
    text = json.dumps(recommendation_fields(recommended, classes))
    return {"json": np.frombuffer(text.encode(), dtype=np.uint8)}


def recommendation_from_arrays(
    arrays: dict[str, NDArray[np.generic]], classes: Sequence[str], reject_code: int | None
) -> Recommendation:
    """Read a recommendation back.

    Parameters
    ----------
    arrays : dict of str to ndarray
        From `recommendation_as_arrays`.
    classes : sequence of str
    reject_code : int or None
        Of the corpus.

    Returns
    -------
    Recommendation
    """
    fields = json.loads(arrays["json"].tobytes().decode())
    scenario = scenario_from_json(json.dumps(fields["scenario"]), classes, reject_code)
    figures = {name: _figures(fields[name]) for name in ("baseline", "apparent", "nested", "gain")}
    read = {
        "scenario": scenario,
        "steps": tuple(map(_step, fields["steps"])),
        "doubtful": Estimate(**fields["doubtful"]),
    }
    return Recommendation(**(fields | figures | read))


def _figures(fields: dict[str, Any]) -> AimFigures:
    return AimFigures(**{name: Estimate(**values) for name, values in fields.items()})


def _step(fields: dict[str, Any]) -> Step:
    return Step(
        **(
            fields
            | {
                "gain": _figures(fields["gain"]),
                "figures": _figures(fields["figures"]),
                "tried": tuple(Tried(**each) for each in fields["tried"]),
                "untried": tuple(fields["untried"]),
            }
        )
    )

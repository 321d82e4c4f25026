"""Scenarios as JSON: kept, exported, and read again, with classes by their names."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from analysis.decision.costs import error_costs
from analysis.decision.scenario import Scenario
from analysis.decision.settings import DecisionSettings
from analysis.errors import InputError, listed
from analysis.model.settings import settings_fields, settings_from_json

VERSION = 1
_PARTS = ("version", "training", "decision")
_DECISION_FIELDS = tuple(field.name for field in fields(DecisionSettings))
_COST_FIELDS = ("to_reject", "from_reject", "exceptions")


def scenario_as_json(scenario: Scenario, classes: Sequence[str]) -> str:
    """Write a scenario.

    Parameters
    ----------
    scenario : Scenario
    classes : sequence of str

    Returns
    -------
    str
        A JSON object of `version`, `training` and `decision`.
    """
    return json.dumps(scenario_fields(scenario, classes), indent=2, ensure_ascii=False)


def scenario_fields(scenario: Scenario, classes: Sequence[str]) -> dict[str, Any]:
    """Put a scenario into the form that is written as JSON.

    Parameters
    ----------
    scenario : Scenario
    classes : sequence of str

    Returns
    -------
    dict
    """
    return {
        "version": VERSION,
        "training": settings_fields(scenario.training),
        "decision": _decision_fields(scenario.decision, classes),
    }


def scenario_from_json(
    text: str, classes: Sequence[str], reject_code: int | None = None
) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    text : str
    classes : sequence of str
        Of the corpus that it is read for.
    reject_code : int, optional
        Of that corpus.

    Returns
    -------
    Scenario

    Raises
    ------
    InputError
        If it is no scenario, of another version, or names classes that the corpus has not.
    """
    given = _object(text)
    if given.get("version") != VERSION:
        raise InputError(
            f"scenario: it is of version {given.get('version')!r}; this program reads version "
            f"{VERSION}. Write it anew from the page What if."
        )
    _require_known("scenario", given, _PARTS)
    missing = [part for part in _PARTS if not isinstance(given.get(part), int | dict)]
    if missing:
        raise InputError(f"scenario: {listed(missing)} is missing. Export the scenario again.")
    return Scenario(
        settings_from_json(json.dumps(given["training"])),
        _decision_from_fields(given["decision"], classes, reject_code),
    )


def decision_as_json(decision: DecisionSettings, classes: Sequence[str]) -> str:
    """Write decision settings so that equal settings give equal text.

    Parameters
    ----------
    decision : DecisionSettings
    classes : sequence of str

    Returns
    -------
    str
    """
    return json.dumps(_decision_fields(decision, classes), sort_keys=True)


def decision_from_json(
    text: str, classes: Sequence[str], reject_code: int | None = None
) -> DecisionSettings:
    """Read decision settings back.

    Parameters
    ----------
    text : str
        From `decision_as_json`.
    classes : sequence of str
    reject_code : int, optional

    Returns
    -------
    DecisionSettings

    Raises
    ------
    InputError
        If the text is no such object, or names classes that the corpus has not.
    """
    return _decision_from_fields(_object(text), classes, reject_code)


def decision_id(decision: DecisionSettings, classes: Sequence[str]) -> str:
    """Name decision settings, the same on every machine.

    Parameters
    ----------
    decision : DecisionSettings
    classes : sequence of str

    Returns
    -------
    str
        Twelve hexadecimal digits.
    """
    return hashlib.sha256(decision_as_json(decision, classes).encode()).hexdigest()[:12]


def _decision_fields(decision: DecisionSettings, classes: Sequence[str]) -> dict[str, Any]:
    """The same with names for codes; the reject class is the corpus's own affair."""
    named = asdict(decision)
    for field in ("custom_prior", "offsets"):
        named[field] = {classes[code]: value for code, value in named[field]}
    del named["costs"]["reject_code"]
    named["costs"]["exceptions"] = [
        {"true": classes[true], "decided": classes[decided], "cost": cost}
        for true, decided, cost in decision.costs.exceptions
    ]
    return named


def _decision_from_fields(
    given: Mapping[str, Any], classes: Sequence[str], reject_code: int | None
) -> DecisionSettings:
    try:
        _require_known("decision", given, _DECISION_FIELDS)
        values = dict(given)
        costs = dict(values.pop("costs", {}))
        _require_known("costs", costs, _COST_FIELDS)
        exceptions = costs.pop("exceptions", [])
        per_class = {name: dict(values.pop(name, {})) for name in ("custom_prior", "offsets")}
        _require_classes([*(n for part in per_class.values() for n in part)], classes)
        _require_classes([e[side] for e in exceptions for side in ("true", "decided")], classes)
        code = {name: position for position, name in enumerate(classes)}
        return DecisionSettings(
            **values,
            custom_prior=_coded(per_class["custom_prior"], code),
            offsets=_coded(per_class["offsets"], code),
            costs=error_costs(
                reject_code,
                **costs,
                exceptions=tuple(
                    (code[e["true"]], code[e["decided"]], float(e["cost"])) for e in exceptions
                ),
            ),
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise InputError(
            f"decision settings: they are not complete ({error}). Export the scenario again."
        ) from error


def _coded(values: Mapping[str, float], code: Mapping[str, int]) -> tuple[tuple[int, float], ...]:
    return tuple(sorted((code[name], float(value)) for name, value in values.items()))


def _object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"scenario: this is no JSON ({error}). Give a file that the page What if exported."
        ) from error
    if not isinstance(given, dict):
        raise InputError("scenario: a JSON object is wanted. Give an exported file.")
    return given


def _require_known(name: str, given: Mapping[str, Any], known: Sequence[str]) -> None:
    unknown = [str(field) for field in given if field not in known]
    if unknown:
        raise InputError(
            f"{name}: {listed(unknown, 3)} {'is' if len(unknown) == 1 else 'are'} not known. "
            f"There are {listed(known)}."
        )


def _require_classes(named: Sequence[str], classes: Sequence[str]) -> None:
    known = set(classes)
    unknown = list(dict.fromkeys(str(name) for name in named if name not in known))
    if unknown:
        raise InputError(
            f"scenario: it is of other classes: {len(unknown):,} of those it names are not among "
            f"the {len(classes):,} of this corpus: {listed(unknown, 3)}. Take them out, or use "
            "the defaults."
        )

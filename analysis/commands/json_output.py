"""The JSON that a subcommand prints: one object, with null for what is undefined."""

import argparse
import json
import math
from typing import Any

import numpy as np
import pandas as pd


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of JSON to a subcommand that prints a table.

    Parameters
    ----------
    parser : ArgumentParser
    """
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def without_nan(value: Any) -> Any:
    """Put None for nan, which JSON does not know, and plain numbers for NumPy's.

    Parameters
    ----------
    value : object
        Dicts, lists and tuples are gone through at any depth.

    Returns
    -------
    object
    """
    if isinstance(value, dict):
        return {name: without_nan(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [without_nan(part) for part in value]
    if value is pd.NA:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def print_json(report: dict[str, Any]) -> None:
    """Print a report on standard output.

    Parameters
    ----------
    report : dict
        Of numbers, texts, lists and dicts.
    """
    print(json.dumps(without_nan(report), indent=2, ensure_ascii=False))

"""CSV that a spreadsheet opens without running what a cell says."""

import csv

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_csv(frame: pd.DataFrame) -> bytes:
    """Write a table as UTF-8 CSV in which no text begins like a formula.

    Parameters
    ----------
    frame : DataFrame
        Numbers stay numbers; a text or column name that begins with ``= + - @``, a tab or a
        carriage return gets an apostrophe before it.

    Returns
    -------
    bytes
        With a byte order mark, by which spreadsheets recognise UTF-8.

    References
    ----------
    OWASP, "CSV Injection".
    """
    safe = frame.map(_harmless).rename(columns=_harmless)
    # Every text in quotes: the writer would leave a lone carriage return outside of them.
    return safe.to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC).encode("utf-8-sig")


def _harmless(cell: object) -> object:
    starts_a_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if starts_a_formula else cell

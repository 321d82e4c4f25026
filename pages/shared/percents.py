"""Columns of percentages, each with one number of decimals."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st


def percent_column(label: str, help: str | None = None, *, decimals: int = 1) -> dict:
    """Return a column that shows shares as percentages.

    Parameters
    ----------
    label : str
    help : str, optional
    decimals : int
        Of the percentage. Streamlit drops zeros at the end, and cuts instead of rounding where
        their number is fixed: the shares have to be `rounded`.

    Returns
    -------
    dict
        Of the configuration of columns.
    """
    step = 10.0 ** -(decimals + 2)
    return st.column_config.NumberColumn(label, format="percent", step=step, help=help)


def rounded(frame: pd.DataFrame, names: Iterable[str], *, decimals: int = 1) -> pd.DataFrame:
    """Round shares to what a column of percentages shows of them.

    Parameters
    ----------
    frame : DataFrame
    names : iterable of str
        Columns of shares; those that are not there are passed over.
    decimals : int
        Of the percentage.

    Returns
    -------
    DataFrame
    """
    return frame.round(dict.fromkeys(names, decimals + 2))

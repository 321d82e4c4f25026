"""What new labels would bring, as tables."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.sampling.plan.allocation import ALLOCATIONS
from analysis.sampling.plan.outlook import Outlook, Outlooks

TODAY = "today"
# Classes are grouped by the labels they have today; each group begins where the last one ends.
GROUP_STARTS = (0, 10, 30, 100, 300, 1_000)


def groups(support: NDArray[np.int64]) -> dict[str, NDArray[np.bool_]]:
    """Group the classes by their labels today.

    Parameters
    ----------
    support : ndarray of int, shape (n_classes,)

    Returns
    -------
    dict of str to ndarray of bool, shape (n_classes,)
        The classes of each group that has any, by its name, for instance "10 to 29".
    """
    ends = [*(start - 1 for start in GROUP_STARTS[1:]), None]
    named = {
        f"{start:,} or more" if end is None else f"{start:,} to {end:,}": (support >= start)
        & (support <= (np.inf if end is None else end))
        for start, end in zip(GROUP_STARTS, ends, strict=True)
    }
    return {name: classes for name, classes in named.items() if classes.any()}


def outlook_frame(outlooks: Outlooks, support: NDArray[np.int64]) -> pd.DataFrame:
    """Show the allocations side by side, below what is there today.

    Parameters
    ----------
    outlooks : Outlooks
    support : ndarray of int, shape (n_classes,)
        Labels of each class today.

    Returns
    -------
    DataFrame
        Columns `allocation`; `worth`, labels drawn in proportion that one of these is worth;
        `median_width` and `wide_width` (median and 90 % quantile over the classes), widths of
        the 95 % intervals over the shares; `few`, classes with fewer than ten labels; and for
        each of `groups`, under its name, the mean number of labels of a class.
    """
    rows = [_row(TODAY, outlooks.today, float("nan"), support)]
    for each in ALLOCATIONS:
        rows.append(_row(each, outlooks.by_allocation[each], outlooks.worth(each), support))
    return pd.DataFrame(rows)


def class_outlook_frame(
    outlook: Outlook, classes: tuple[str, ...], support: NDArray[np.int64], n_documents: int
) -> pd.DataFrame:
    """Show what is to be expected of each class, those with fewest labels first.

    Parameters
    ----------
    outlook : Outlook
    classes : tuple of str
    support : ndarray of int, shape (n_classes,)
        Labels of each class today.
    n_documents : int
        Of the corpus.

    Returns
    -------
    DataFrame
        Columns `class`, `labels`, `expected`, and the documents of the class in the corpus,
        `documents`, with the interval to be expected, `documents_low` to `documents_high`.
    """
    estimate = outlook.frequencies
    frame = pd.DataFrame(
        {
            "class": classes,
            "labels": support,
            "expected": outlook.expected,
            "documents": np.round(estimate.share * n_documents),
            "documents_low": np.round(estimate.low * n_documents),
            "documents_high": np.round(estimate.high * n_documents),
        }
    )
    return frame.sort_values(["expected", "class"], kind="stable").reset_index(drop=True)


def _row(
    name: str, outlook: Outlook, worth: float, support: NDArray[np.int64]
) -> dict[str, str | float]:
    widths = outlook.relative_widths
    row: dict[str, str | float] = {
        "allocation": name,
        "worth": worth,
        "median_width": float(np.nanmedian(widths)),
        "wide_width": float(np.nanquantile(widths, 0.9)),
        "few": outlook.n_few,
    }
    means = {
        group: float(outlook.expected[classes].mean()) for group, classes in groups(support).items()
    }
    return row | means

"""The list of confused pairs: what it shows beside the baseline, and how it is searched."""

import pandas as pd

from analysis.evaluation.confusion import ConfusionCounts


def pairs_beside(current: ConfusionCounts, baseline: ConfusionCounts) -> pd.DataFrame:
    """List the confused pairs with how often the baseline confuses them.

    Parameters
    ----------
    current, baseline : ConfusionCounts
        Of the same documents.

    Returns
    -------
    DataFrame
        As from `ConfusionCounts.pairs_frame` of `current`, with a column `baseline`: documents
        of the same pair that the baseline confuses in the same direction.
    """
    pairs = current.pairs_frame()
    return pairs.assign(baseline=baseline.counts[pairs["true_code"], pairs["decided_code"]])


def pairs_of_class(pairs: pd.DataFrame, code: int) -> pd.DataFrame:
    """Keep the pairs of which a class is one side.

    Parameters
    ----------
    pairs : DataFrame
        With columns `true_code` and `decided_code`.
    code : int

    Returns
    -------
    DataFrame
        In the same order.
    """
    return pairs[(pairs["true_code"] == code) | (pairs["decided_code"] == code)]


def pairs_with_words(pairs: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """Keep the pairs that hold all words of a search in their two names.

    Parameters
    ----------
    pairs : DataFrame
        With columns `true` and `decided`.
    wanted : str
        Words or parts of words, separated by blanks; case does not matter and no sign has a
        meaning of its own. A word may stand in either name.

    Returns
    -------
    DataFrame
        In the same order; all pairs if there is no word.
    """
    names = (pairs["true"] + "\n" + pairs["decided"]).str.casefold()
    for word in wanted.casefold().split():
        pairs = pairs[names[pairs.index].str.contains(word, regex=False)]
    return pairs

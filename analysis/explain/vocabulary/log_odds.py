"""Which words one group of documents uses more than another."""

import numpy as np
from numpy.typing import NDArray

# Size of the prior as a share of all occurrences. A word that one group alone uses has, in
# the other, nothing but its prior count to divide by: with a weak prior its variance is so
# large that it ranks below words that both use. Its z is greatest for shares from 0.1 to 0.2.
PRIOR_SHARE = 0.1


def log_odds_z(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
    """Compare how often two groups use each term.

    Parameters
    ----------
    first, second : ndarray of int, shape (n_terms,)
        Number of the group's documents that hold each term of the vocabulary.

    Returns
    -------
    ndarray of shape (n_terms,)
        Standardised log-odds ratio; positive where the first group uses the term more. nan
        for a term that neither group uses, and where there is a single term, so that there
        are no odds.

    Notes
    -----
    The log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn,
    d = log((y1 + a) / (n1 + a0 - y1 - a)) - log((y2 + a) / (n2 + a0 - y2 - a)) with variance
    1 / (y1 + a) + 1 / (y2 + a), where y counts documents, n = sum(y) and a = a0 times the
    term's share of both groups together. Swapping the groups changes the sign and nothing
    else. As the prior lies between the two groups, it pulls them together and never past each
    other; the usage of a larger corpus would draw a small group towards documents of neither,
    and show words that it uses more as words of the large group.

    References
    ----------
    Monroe, Colaresi, Quinn (2008). Fightin' Words: Lexical feature selection and evaluation
    for identifying the content of political conflict. Political Analysis 16(4), 372-403.
    """
    prior = PRIOR_SHARE * (first + second).astype(np.float64)
    # A term of neither group has neither counts nor prior; a single term has no complement.
    with np.errstate(divide="ignore", invalid="ignore"):
        difference = _log_odds(first, prior) - _log_odds(second, prior)
        return difference / np.sqrt(1 / (first + prior) + 1 / (second + prior))


def _log_odds(counts: NDArray[np.int64], prior: NDArray[np.float64]) -> NDArray[np.float64]:
    smoothed = counts + prior
    return np.log(smoothed / (smoothed.sum() - smoothed))

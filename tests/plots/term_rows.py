"""Terms that the figures with a row for each term are tested with, one of them hostile."""

import numpy as np

from analysis.explain.vocabulary.stability import TermStability

MARKUP = "<b>$x$</b>"
TERMS = np.array(["flange", MARKUP, "2024"], dtype=object)
STABILITY = TermStability(np.array([1.0, 0.5, 0.95]), np.array([0.1, 0.7, 0.2]), 30)

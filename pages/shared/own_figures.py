"""The analyst's own figures of how common the classes are, as they are kept with a study."""

import json

from analysis.sampling.frequencies.own_figures import shares_of_names
from analysis.sampling.frequencies.prevalence import Shares
from analysis.study.settings import read_setting
from analysis.study.study import Study
from pages.shared.cache.home import home

KEY = "own-frequencies"


def kept_figures(study: Study) -> Shares | None:
    """Return the figures that were brought for a study.

    Parameters
    ----------
    study : Study

    Returns
    -------
    ndarray of shape (n_classes,), or None
        nan for a class without one.
    """
    text = read_setting(home(), study.id, KEY)
    named = None if text is None else json.loads(text)
    return shares_of_names(named, study.labelled.classes) if named else None

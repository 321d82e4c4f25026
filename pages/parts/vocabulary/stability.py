"""How far the coefficients shown would change with other documents, asked for by a button."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from analysis.explain.vocabulary.stability import (
    N_STEPS,
    Stability,
    TermStability,
    bootstrap_stability,
    stability_progress,
)
from analysis.explain.vocabulary.stability_wording import stability_sentence
from analysis.model.precompile import wait_until_compiled
from analysis.model.settings import CLASS_WEIGHTS, ClassWeight, TrainingSettings, settings_as_json
from analysis.progress import Progress
from analysis.study.computations import Arrays
from pages.parts.vocabulary.words import Columns
from pages.shared.background import Work, offer_computation
from pages.shared.cache.home import computations, trainings
from pages.shared.messages import literal
from pages.shared.percents import percent_column
from pages.shared.view import View

# To be raised when the same settings give other figures than before.
FORM = 1
COLUMNS: Columns = {
    "sign_kept": percent_column(
        "Sign kept",
        "Share of the refits on documents drawn anew in which the coefficient keeps its sign, "
        "in the fit that the page shows.",
        decimals=0,
    ),
    "spread": st.column_config.NumberColumn(
        "SD", format="%.2f", help="Standard deviation of the coefficient over these refits."
    ),
}


def stability_of(view: View, code: int, terms: Iterable[str]) -> TermStability | None:
    """Return the stability of some coefficients of the fit that the page shows.

    Parameters
    ----------
    view : View
    code : int
        Of the class.
    terms : ndarray of str
        Of the model.

    Returns
    -------
    TermStability or None
        None where it was not measured.
    """
    return _of_fit(view, view.current.training.class_weight, code, terms)


def both_stabilities(
    view: View, code: int, terms: Iterable[str]
) -> tuple[TermStability, TermStability] | None:
    """Return the stability of some coefficients of the plain and of the balanced fit.

    Parameters
    ----------
    view : View
    code : int
        Of the class.
    terms : ndarray of str
        Of both models.

    Returns
    -------
    tuple of (TermStability, TermStability), or None
        None where it was not measured.
    """
    plain, balanced = (_of_fit(view, weight, code, terms) for weight in CLASS_WEIGHTS)
    return None if plain is None or balanced is None else (plain, balanced)


def stability_columns(view: View) -> Columns:
    """Return the columns of tables of words, where stability was measured.

    Parameters
    ----------
    view : View

    Returns
    -------
    dict of str to column configuration
    """
    return {} if computations().find(view.study.id, _name(view)) is None else COLUMNS


def offer_stability(view: View, code: int, terms: Iterable[str]) -> None:
    """Say how stable the coefficients shown are, or draw the button that measures it.

    Parameters
    ----------
    view : View
    code : int
        Of the class.
    terms : ndarray of str
        Those shown.
    """
    arrays = offer_computation(
        view.study.id,
        _name(view),
        lambda: _begin(view),
        key="vocabulary_stability",
        label="Measure stability",
        doing="Refitting on documents drawn anew",
        about="30 refits of each fit on bootstrap samples: which coefficients keep their sign, and "
        "how far they spread. Takes up to a minute and a half, and is kept with the study.",
    )
    stability = stability_of(view, code, terms)
    if arrays is None or stability is None:
        return
    sentence = stability_sentence(terms, stability)
    if sentence is not None:
        st.caption(literal(sentence))


def _of_fit(
    view: View, weight: ClassWeight, code: int, terms: Iterable[str]
) -> TermStability | None:
    arrays = computations().find(view.study.id, _name(view))
    if arrays is None:
        return None
    # The features, and so the terms, are those of the fit that is shown.
    known = view.training(view.current).model.terms
    own = {name.removeprefix(f"{weight}_"): each for name, each in arrays.items()}
    return Stability.from_arrays(own, known).of_terms(code, terms)


def _begin(view: View) -> tuple[Progress, Work]:
    corpus, settings = view.study.labelled, _plain(view)
    # Taken here: the background thread has no session, which the cache would look for.
    counts = trainings().counts(corpus, settings.features)

    def compute(progress: Progress) -> Arrays:
        wait_until_compiled()
        arrays = {}
        for number, weight in enumerate(CLASS_WEIGHTS):
            part = progress.part(number * N_STEPS, N_STEPS)
            wanted = replace(settings, class_weight=weight)
            measured = bootstrap_stability(corpus, counts, wanted, part)
            arrays |= {f"{weight}_{name}": each for name, each in measured.arrays().items()}
        return arrays

    return stability_progress(len(CLASS_WEIGHTS)), compute


def _plain(view: View) -> TrainingSettings:
    """Both fits are measured at once; the name tells one of them."""
    return replace(view.current.training, class_weight="none")


def _name(view: View) -> str:
    """All that the figures depend on."""
    told = settings_as_json(_plain(view))
    return ":".join(("stability", str(FORM), view.study.labelled.fingerprint, told))

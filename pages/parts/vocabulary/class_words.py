"""The words of one class: coefficients of both fits, for and against it, and over-use."""

import pandas as pd
import streamlit as st

from analysis.explain.vocabulary.own_words import own_words
from analysis.explain.vocabulary.side_by_side import SideBySide
from analysis.explain.vocabulary.stability_wording import difference_sentence
from analysis.explain.vocabulary.use_and_coefficient import (
    UseAndCoefficient,
    compare_use_and_coefficient,
    over_use,
)
from analysis.explain.vocabulary.vocabulary import ClassVocabulary, class_vocabulary
from analysis.explain.vocabulary.wording import (
    COEFFICIENT_AND_USE,
    fit_name,
    unstable_sentence,
    vocabulary_sentence,
)
from analysis.plots.side_by_side import fits_dumbbell
from analysis.plots.vocabulary import coefficient_bars
from pages.parts.vocabulary.both_fits import STRONGEST, await_other_fit, both_fits
from pages.parts.vocabulary.stability import (
    both_stabilities,
    offer_stability,
    stability_columns,
    stability_of,
)
from pages.parts.vocabulary.word_documents import word_section
from pages.parts.vocabulary.words import USE_COLUMNS, WORD_COLUMN, words_figure, words_table
from pages.shared import state
from pages.shared.messages import literal
from pages.shared.percents import percent_column
from pages.shared.view import View

BARS_EACH = 15
COEFFICIENT_HELP = "Centred across classes: a word that speaks for all classes alike has 0."
SHARE_COLUMN = percent_column("Share", "Of the documents of the class that hold the word.")
Z_COLUMN = st.column_config.NumberColumn(
    "z",
    format="%.1f",
    help="Over-use: standardised log-odds of the word's use in the class against all others, with "
    "an informative prior (Monroe, Colaresi and Quinn 2008).",
)
COEFFICIENT_COLUMNS = {
    "term": WORD_COLUMN,
    "coefficient": st.column_config.NumberColumn(
        "Coefficient", format="%+.2f", help=COEFFICIENT_HELP
    ),
    "z": Z_COLUMN,
    **USE_COLUMNS,
    "share_of_class": SHARE_COLUMN,
}
FIT_COLUMNS = {
    "plain": st.column_config.NumberColumn("Plain", format="%+.2f", help=COEFFICIENT_HELP),
    "balanced": st.column_config.NumberColumn("Balanced", format="%+.2f", help=COEFFICIENT_HELP),
}
RANK_COLUMNS = {
    "plain_rank": st.column_config.NumberColumn(
        "Plain rank", format="localized", help="Place among all words of the class, plain fit."
    ),
    "balanced_rank": st.column_config.NumberColumn(
        "Balanced rank", format="localized", help="Place among all words, balanced fit."
    ),
    "masked": st.column_config.CheckboxColumn(
        "Masked",
        help=f"Among the {STRONGEST} strongest words of the balanced fit and not of the plain "
        "one, in which its coefficient is smaller.",
    ),
}
OVER_USE_COLUMNS = {
    "term": WORD_COLUMN,
    "z": Z_COLUMN,
    **USE_COLUMNS,
    "share_of_class": SHARE_COLUMN,
}


def words_answer(view: View, code: int) -> None:
    """Say which words speak most for a class, and how many of them the plain fit masks.

    Parameters
    ----------
    view : View
    code : int
        Of the class.
    """
    shown, fits = _vocabulary(view, code), both_fits(view, code)
    sentence = vocabulary_sentence(view.classes[code], shown, _fit(view), fits, STRONGEST)
    st.markdown(f"**{literal(sentence)}**")
    unstable = unstable_sentence(view.classes[code], shown.support)
    if unstable is not None:
        st.caption(f":material/warning: {literal(unstable)}")
    if state.balance() == "in the decision":
        st.caption(
            "Balancing in the decision changes no coefficient, so these are the ones of the "
            "plain fit. The shift shows where a text is explained, as a part by itself."
        )


def both_fits_section(view: View, code: int) -> None:
    """Draw the strongest words of a class under both fits, and those that it over-uses.

    Parameters
    ----------
    view : View
    code : int
        Of the class.
    """
    fits = both_fits(view, code)
    figure, beside = st.columns(2, gap="medium")
    with figure:
        if fits is None:
            await_other_fit(view)
        else:
            stabilities = both_stabilities(view, code, fits.terms)
            words_figure(
                fits_dumbbell(fits, stabilities),
                f"vocabulary_fits_{_of(view, code)}",
                "Coefficients of the strongest words under the plain and the balanced fit",
            )
            offer_stability(view, code, fits.terms)
    with beside:
        word_section(view, code)
        if fits is not None:
            _fits_table(view, code, fits)
        _over_use(view, code)


def for_and_against_section(view: View, code: int) -> None:
    """Draw the most positive and the most negative coefficients of the current fit.

    Parameters
    ----------
    view : View
    code : int
        Of the class.
    """
    shown = _vocabulary(view, code)
    figure, beside = st.columns(2, gap="medium")
    with figure:
        words_figure(
            coefficient_bars(shown, stability_of(view, code, shown.terms)),
            f"vocabulary_bars_{_of(view, code)}",
            f"Coefficients for and against the class in the {_fit(view)}",
        )
        offer_stability(view, code, shown.terms)
    with beside:
        word_section(view, code)
        st.markdown(f"**Coefficients in the {_fit(view)}**")
        leading = {name: COEFFICIENT_COLUMNS[name] for name in ("term", "coefficient")}
        words_table(
            _with_measures(view, code, shown.frame()),
            {**leading, **stability_columns(view), **COEFFICIENT_COLUMNS},
            f"vocabulary_coefficients_{_of(view, code)}",
            "coefficients_of_class.csv",
            "Words by their coefficient",
        )


def _fits_table(view: View, code: int, fits: SideBySide) -> None:
    """The fit that the switch shows comes first."""
    first = sorted(FIT_COLUMNS, reverse=view.current.training.class_weight == "none")
    columns = {name: FIT_COLUMNS[name] for name in first}
    st.markdown("**Coefficients of both fits**")
    more = stability_columns(view)
    words_table(
        _with_measures(view, code, fits.frame()),
        {"term": WORD_COLUMN, **columns, **more, "z": Z_COLUMN, **USE_COLUMNS, **RANK_COLUMNS},
        f"vocabulary_table_{_of(view, code)}",
        "coefficients_of_both_fits.csv",
        "Words by their coefficients under both fits",
    )


def _over_use(view: View, code: int) -> None:
    words = own_words(view.class_terms(view.current), code, STRONGEST)
    st.markdown("**Words that the class over-uses**, whatever the model makes of them")
    if not len(words.terms):
        st.caption("There is no such word.")
        return
    words_table(
        words.frame(),
        OVER_USE_COLUMNS,
        f"vocabulary_over_use_{_of(view, code)}",
        "over_used_words.csv",
        "Words by their over-use",
    )
    if _vocabulary(view, code).reason is None:
        st.markdown(literal(difference_sentence(_difference(view, code))))
    st.caption(COEFFICIENT_AND_USE)


def _with_measures(view: View, code: int, frame: pd.DataFrame) -> pd.DataFrame:
    """Over-use beside coefficients, and how stable they are in the fit that is shown."""
    terms = frame["term"].to_numpy()
    measured = {"z": over_use(view.class_terms(view.current), code, terms)}
    stability = stability_of(view, code, terms)
    if stability is not None:
        measured |= {"sign_kept": stability.sign_kept, "spread": stability.spread}
    return frame.assign(**measured)


def _difference(view: View, code: int) -> UseAndCoefficient:
    model = view.training(view.current).model
    return compare_use_and_coefficient(model, view.class_terms(view.current), code)


def _vocabulary(view: View, code: int) -> ClassVocabulary:
    model = view.training(view.current).model
    return class_vocabulary(model, view.class_terms(view.current), code, BARS_EACH)


def _fit(view: View) -> str:
    return fit_name(view.current.training.class_weight)


def _of(view: View, code: int) -> str:
    """What tells the keys of figures and tables of different classes and fits apart."""
    return f"{code}_{_fit(view)}"

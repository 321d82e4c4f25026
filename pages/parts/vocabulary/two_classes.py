"""Two classes side by side: the words whose coefficients separate them."""

import streamlit as st

from analysis.evaluation.telling_class import telling_opponent
from analysis.explain.vocabulary.separating_terms import SeparatingTerms, separating_terms
from analysis.explain.vocabulary.wording import fit_name, separating_sentence, unstable_sentence
from analysis.plots.vocabulary import separating_bars
from pages.parts.vocabulary.word_documents import word_section
from pages.parts.vocabulary.words import WORD_COLUMN, count_column, words_figure, words_table
from pages.shared import state
from pages.shared.messages import literal
from pages.shared.view import View

BARS_EACH = 15


def two_classes_section(view: View, code: int) -> None:
    """Let the reader choose a second class, and draw what separates the two.

    Parameters
    ----------
    view : View
    code : int
        Of the first class.
    """
    other = _other_class(view, code)
    names = view.classes[code], view.classes[other]
    model, counts = view.training(view.current).model, view.class_terms(view.current)
    fit = fit_name(view.current.training.class_weight)
    shown = separating_terms(model, counts, code, other, BARS_EACH)
    st.markdown(f"**{literal(separating_sentence(*names, shown, fit))}**")
    # The page has said so of the first class already.
    unstable = unstable_sentence(names[1], shown.support_b)
    if unstable is not None:
        st.caption(f":material/warning: {literal(unstable)}")
    if shown.reason is None:
        _figure_and_table(view, shown, (code, other), fit)


def _other_class(view: View, code: int) -> int:
    names = [name for i, name in enumerate(view.classes) if i != code]
    state.keep_only(state.OTHER_KEY, names)
    telling = telling_opponent(view.evaluation(view.current).per_class, code)
    chosen = st.selectbox(
        "Beside",
        names,
        index=None,
        key=state.OTHER_KEY,
        bind="query-params",
        placeholder=f"{view.classes[telling.code]} ({telling.reason})",
        help="The second class. Without one, the class that the first is most often taken for.",
    )
    return telling.code if chosen is None else view.classes.index(chosen)


def _figure_and_table(view: View, shown: SeparatingTerms, codes: tuple[int, int], fit: str) -> None:
    names = tuple(view.classes[code] for code in codes)
    key = f"{codes[0]}_{codes[1]}_{fit}"
    figure, beside = st.columns(2, gap="medium")
    with figure:
        words_figure(
            separating_bars(shown, *names),
            f"vocabulary_separating_{key}",
            f"Words that separate two classes in the {fit}",
        )
    with beside:
        word_section(view, codes[0])
        words_table(
            shown.frame(),
            _columns(*names),
            f"vocabulary_pair_{key}",
            "words_that_separate.csv",
            "Words by the difference of their coefficients",
        )


def _columns(name_a: str, name_b: str) -> dict[str, object]:
    return {
        "term": WORD_COLUMN,
        "difference": st.column_config.NumberColumn(
            "Difference",
            format="%+.2f",
            help="Coefficient for the first class less that for the second.",
        ),
        "in_a": count_column(f"In {name_a}", "Documents of the first class that hold the word."),
        "in_b": count_column(f"In {name_b}", "Documents of the second class that hold it."),
    }

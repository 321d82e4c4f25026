"""The training settings behind one button that refits."""

from typing import get_args

import streamlit as st

from analysis.model.settings import FeatureKind, FeatureSettings, TrainingSettings

_C_CHOICES = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0)
_FORMS = {"words": "Words", "characters": "Characters", "words+characters": "Words and characters"}

WEIGH_HELP = (
    "A label counts as many documents as it stands for, so that the fit learns the class shares "
    "and words of the corpus, not those of the drawing. Labels that stand for many say less in "
    "all: rare classes may get worse."
)
NOTHING_TO_WEIGH = (
    "Only for labels drawn by cluster in other shares than the documents lie; how they were drawn "
    "is answered on the page Corpora."
)


def training_form(
    current: TrainingSettings, reject_class: str | None, *, can_weigh: bool = False
) -> TrainingSettings | None:
    """Draw the training settings; they take effect when the button is pressed.

    Parameters
    ----------
    current : TrainingSettings
        What the figures on the page belong to.
    reject_class : str or None
        The analyst's name for it.
    can_weigh : bool
        Whether the labels were drawn so that a fit should weigh them.

    Returns
    -------
    TrainingSettings or None
        What to refit with, in the run that follows the button; None otherwise.
    """
    with st.form("training", border=False):
        c = st.select_slider(
            "C",
            _choices_with(current.c),
            current.c,
            format_func=lambda value: f"{value:g}",
            help="Inverse strength of the penalty. At C = 1 a class with ten labels cannot reach "
            "large coefficients; a larger C lets rare classes speak.",
        )
        features = _feature_inputs(current.features)
        include_reject = st.checkbox(
            "Keep the reject class in training",
            current.include_reject,
            disabled=reject_class is None,
            help="Left out, its documents are still scored, and each of them is an error.",
        )
        design_weights = st.checkbox(
            "Weigh labels by how they were drawn",
            current.design_weights and can_weigh,
            disabled=not can_weigh,
            help=WEIGH_HELP if can_weigh else NOTHING_TO_WEIGH,
        )
        pressed = st.form_submit_button("Refit", icon=":material/refresh:", width="stretch")
    wanted = TrainingSettings(
        features=features, c=c, design_weights=design_weights, include_reject=include_reject
    )
    return wanted if pressed else None


def _choices_with(c: float) -> list[float]:
    """The usual values of C, and the current one if it is another."""
    return sorted({*_C_CHOICES, c})


def _feature_inputs(current: FeatureSettings) -> FeatureSettings:
    kinds = list(get_args(FeatureKind))
    kind = st.selectbox(
        "Features",
        kinds,
        kinds.index(current.kind),
        format_func=_FORMS.get,
        help="Characters are n-grams of 2 to 5 inside a word: they see through typing errors, "
        "endings and compounds, and take longer.",
    )
    split = st.checkbox(
        "Split letters from digits",
        current.split_letters_digits,
        help="Counts flg4532 as flg and 4532, so that a prefix glued to a number is seen.",
    )
    pairs = st.checkbox(
        "Pairs of neighbouring words", current.word_ngrams == (1, 2), help="Adds word pairs."
    )
    sublinear = st.checkbox(
        "Dampen repeated words",
        current.sublinear,
        help="A count c weighs 1 + log c: in short texts a word said twice says little more.",
    )
    least = st.number_input(
        "Least documents a term must be in",
        1,
        1000,
        current.min_document_frequency,
        help="Leaves out rarer terms. A rare class may lose its own words.",
    )
    return FeatureSettings(
        kind=kind,
        word_ngrams=(1, 2) if pairs else (1, 1),
        split_letters_digits=split,
        sublinear=sublinear,
        min_document_frequency=int(least),
        pairs=current.pairs if _keep_pairs(len(current.pairs)) else (),
    )


def _keep_pairs(n_pairs: int) -> bool:
    """Only where pairs were added is there a choice."""
    return n_pairs > 0 and st.checkbox(
        f"Keep the added pairs of words ({n_pairs:,})",
        True,
        help="Those that were added on the page Learnability.",
    )

"""What the labels can have missed: rare classes, and classes that no label names."""

import streamlit as st

from analysis.sampling.coverage.coverage_wording import chances_hold_sentence, unseen_sentence
from analysis.sampling.coverage.unseen import LEAST_LABELS, chance_frame, unseen
from analysis.study.study import Study
from pages.shared.downloads import download_table
from pages.shared.messages import literal
from pages.shared.percents import percent_column, rounded

# A class of three documents in 330,000 still shows its share.
SHARE_DECIMALS = 4
CHANCES = [f"at_least_{least}" for least in LEAST_LABELS]
COLUMNS = {
    "documents": st.column_config.NumberColumn(
        "Documents of the class", format="localized", help="In the whole corpus."
    ),
    "share": percent_column("Share", decimals=SHARE_DECIMALS),
    **{
        f"at_least_{least}": percent_column(
            f"{least} or more labels",
            "Chance that labels drawn at random hold as many of the class.",
        )
        for least in LEAST_LABELS
    },
}


def show_missed_classes(study: Study, *, from_corpus: bool) -> None:
    """Draw what the labels say of classes that they hardly hold, or not at all.

    Parameters
    ----------
    study : Study
    from_corpus : bool
        Whether the labelled documents are some of its corpus.
    """
    st.subheader("What the labels can have missed", anchor=False)
    st.markdown(literal(unseen_sentence(unseen(study.labelled.support))))
    st.caption(literal(chances_hold_sentence(study.drawing)))
    frame = chance_frame(
        study.labelled.n_documents,
        study.unlabelled.n_documents,
        from_corpus=from_corpus,
    )
    frame = rounded(frame, ["share"], decimals=SHARE_DECIMALS)
    frame = rounded(frame, CHANCES)
    st.dataframe(
        frame,
        column_config=COLUMNS,
        hide_index=True,
        key="coverage_chances",
        alt="Chance of at least so many labels for classes of several sizes",
    )
    download_table(frame, "chances.csv")

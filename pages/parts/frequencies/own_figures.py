"""The upload of the analyst's own figures of how common the classes are."""

import json

import streamlit as st

from analysis.corpus.read import read_table
from analysis.sampling.frequencies.own_figures import named_shares, own_shares
from analysis.study.settings import write_setting
from analysis.study.study import Study
from pages.shared.cache.home import home
from pages.shared.messages import input_errors_shown
from pages.shared.own_figures import KEY, kept_figures


def bring_figures(study: Study) -> None:
    """Draw the upload of own figures; a file that is refused leaves the kept ones alone.

    Parameters
    ----------
    study : Study
    """
    st.markdown(
        "A file with a row a class: a column `class`, and a column `share` (summing to 1) or "
        "`documents` (summing to the size of the corpus)."
    )
    upload = st.file_uploader(
        "Your own figures",
        type=["csv", "tsv", "parquet", "jsonl"],
        key="frequencies_own",
        help="For instance what the clusters suggested before anything was labelled.",
    )
    with st.container(horizontal=True):
        used = st.button(
            "Use these figures",
            key="frequencies_use_own",
            disabled=upload is None,
            icon=":material/check:",
            help="They are kept with the study and shown beside the estimates.",
        )
        removed = st.button(
            "Remove your figures",
            key="frequencies_remove_own",
            disabled=kept_figures(study) is None,
            icon=":material/delete:",
            help="The estimates stay as they are.",
        )
    with input_errors_shown():
        if used:
            _keep(study, upload.name, upload.getvalue())
        if removed:
            write_setting(home(), study.id, KEY, "null")
            st.rerun()


def _keep(study: Study, name: str, content: bytes) -> None:
    classes = study.labelled.classes
    shares = own_shares(read_table(name, content), classes, study.unlabelled.n_documents)
    write_setting(home(), study.id, KEY, json.dumps(named_shares(shares, classes)))
    st.rerun()

"""Files that set a decision: class shares, or a cost matrix."""

from collections.abc import Sequence

import streamlit as st

from analysis.corpus.read import read_table
from analysis.decision.costs import costs_of_matrix
from analysis.decision.settings import CostSettings
from analysis.decision.tables import read_costs, read_shares
from pages.shared.messages import input_errors_shown

# A cost matrix of 500 classes with six digits a cell has 2 MB.
LARGEST_UPLOAD_MB = 20


def uploaded_shares() -> dict[str, float] | None:
    """Draw an upload of class shares.

    Returns
    -------
    dict of str to float, or None
        In the run that follows the button.
    """
    upload = st.file_uploader(
        "or a table of shares",
        type=["csv", "tsv"],
        max_upload_size=LARGEST_UPLOAD_MB,
        key="what_if_shares_file",
        help="Two columns, class and share, and a row for each class.",
    )
    if upload is not None and st.button("Decide for the shares of the file"):
        with input_errors_shown():
            return read_shares(read_table(upload.name, upload.getvalue()))
    return None


def uploaded_costs(classes: Sequence[str]) -> CostSettings | None:
    """Draw an upload of a full cost matrix.

    Parameters
    ----------
    classes : sequence of str

    Returns
    -------
    CostSettings or None
        In the run that follows the button.
    """
    upload = st.file_uploader(
        "or a whole cost matrix",
        type=["csv", "tsv"],
        max_upload_size=LARGEST_UPLOAD_MB,
        key="what_if_costs_file",
        help="A row for each true class, named in the first column; a column for each decision.",
    )
    if upload is not None and st.button("Decide by the costs of the file"):
        with input_errors_shown():
            matrix = read_costs(read_table(upload.name, upload.getvalue()), classes)
            return costs_of_matrix(matrix, classes)
    return None

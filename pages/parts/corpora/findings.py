"""What the checks found, and the documents that it is about."""

import pandas as pd
import streamlit as st

from analysis.corpus.findings import Finding
from analysis.corpus.search import where_to_look
from pages.shared import state
from pages.shared.downloads import download_table

_TABLE_KEY = "corpora_findings"
_OFFENDERS_KEY = "corpora_offenders"
_COLUMNS = {
    "severity": st.column_config.TextColumn(
        "Severity",
        width=80,
        help="A problem makes figures wrong, a warning makes them doubtful, a note is good to "
        "know.",
    ),
    "message": st.column_config.TextColumn("Found", width=320),
    "remedy": st.column_config.TextColumn("What to do", width=320),
    "first": st.column_config.TextColumn("For instance", width=320),
    "code": st.column_config.TextColumn("Code", width="medium", help="Stable name of the check."),
}
# High enough for the longest message in three lines.
_ROW_PIXELS = 72


def findings_table(findings: tuple[Finding, ...]) -> None:
    """Draw the findings, and below them the offenders of the one that was chosen.

    Parameters
    ----------
    findings : tuple of Finding
    """
    if not findings:
        st.caption("The checks found nothing to report.")
        return
    frame = _findings_frame(findings)
    st.dataframe(
        frame,
        column_config=_COLUMNS,
        hide_index=True,
        row_height=_ROW_PIXELS,
        key=_TABLE_KEY,
        on_select="rerun",
        selection_mode="single-row",
        alt="Findings with their severity, what to do, and the first offender",
    )
    download_table(frame, "findings.csv")
    rows = state.selected_rows(_TABLE_KEY)
    if rows and rows[0] < len(findings):
        _offenders(findings[rows[0]])


def _findings_frame(findings: tuple[Finding, ...]) -> pd.DataFrame:
    rows = [
        {
            "severity": finding.severity,
            "message": finding.message,
            "remedy": finding.remedy,
            "first": next(iter(finding.offenders), ""),
            "code": finding.code,
        }
        for finding in findings
    ]
    return pd.DataFrame(rows, dtype=object)


def _offenders(finding: Finding) -> None:
    """Show a finding in full, and search for its offenders where they are clicked."""
    with st.container(border=True):
        st.text(f"{finding.message}\n{finding.remedy}")
        st.caption("The first few; a click on one finds its documents below.")
        st.dataframe(
            pd.DataFrame({"offender": list(finding.offenders)}, dtype=object),
            column_config={"offender": st.column_config.TextColumn("Offender", width="large")},
            hide_index=True,
            key=f"{_OFFENDERS_KEY}_{finding.code}_{finding.count}",
            on_select=lambda: _search_for(finding),
            selection_mode="single-row",
            alt="The first offenders of the finding",
        )


def _search_for(finding: Finding) -> None:
    rows = state.selected_rows(f"{_OFFENDERS_KEY}_{finding.code}_{finding.count}")
    if rows:
        column, sought = where_to_look(finding, rows[0])
        state.choose(state.COLUMN_KEY, column)
        state.choose(state.SOUGHT_KEY, sought)

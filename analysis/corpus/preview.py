"""How a file begins, to see by eye which column holds what."""

import pandas as pd

from analysis.corpus.table import Table

ROWS_SHOWN = 5
# A cell may be as long as a book; a look at the file must not send it.
CHARACTERS_SHOWN = 200


def first_rows(table: Table) -> pd.DataFrame:
    """Return the first few rows of a table, long cells shortened.

    Parameters
    ----------
    table : Table

    Returns
    -------
    DataFrame
        At most five rows of texts, columns as in the file.
    """
    frame = table.data.slice(0, ROWS_SHOWN).to_pandas()
    return frame.map(_shortened).astype(object)


def _shortened(cell: str) -> str:
    return cell if len(cell) <= CHARACTERS_SHOWN else f"{cell[: CHARACTERS_SHOWN - 1]}…"

"""Write a table to the file that the user named."""

import argparse
from pathlib import Path

import pandas as pd

from analysis.corpus.csv_export import safe_csv
from analysis.errors import InputError

ENDINGS = (".csv", ".parquet")


def add_table_option(parser: argparse.ArgumentParser) -> None:
    """Add the file that a subcommand writes its table to.

    Parameters
    ----------
    parser : ArgumentParser
    """
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="ends in .csv or .parquet; in .csv, a text that begins like a formula gets an "
        "apostrophe",
    )


def check_ending(path: Path) -> None:
    """Refuse a kind of file that is not written, before anything is computed.

    Parameters
    ----------
    path : Path

    Raises
    ------
    InputError
        If the name ends in none of `ENDINGS`.
    """
    if path.suffix.lower() not in ENDINGS:
        raise InputError(
            f'--out: "{path}" is of a kind that is not written. Its name must end in '
            f"{' or '.join(ENDINGS)}."
        )


def write_table(path: Path, frame: pd.DataFrame) -> None:
    """Write a table as CSV or Parquet.

    Parameters
    ----------
    path : Path
        Its ending says which. In CSV, a text that begins like a formula gets an apostrophe.
    frame : DataFrame

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    try:
        if path.suffix.lower() == ".csv":
            path.write_bytes(safe_csv(frame))
        else:
            frame.to_parquet(path, index=False)
    except OSError as error:
        raise cannot_be_written(path, error) from error


def cannot_be_written(path: Path, error: OSError) -> InputError:
    """Tell that the file named with ``--out`` cannot be written.

    Parameters
    ----------
    path : Path
    error : OSError
        What the operating system says.

    Returns
    -------
    InputError
    """
    return InputError(
        f'--out: "{path}" cannot be written ({error}). Give a file in a folder that is there.'
    )

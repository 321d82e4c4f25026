"""Fingerprint of a study's content, whatever the file format it was kept in."""

import hashlib

import pandas as pd


def content_fingerprint(*tables: pd.DataFrame) -> str:
    """Return the SHA-256 of all rows of the tables, as 64 hexadecimal digits.

    Parameters
    ----------
    *tables : DataFrame
        Cells are taken as str. Column names, order of rows and of tables count.
    """
    digest = hashlib.sha256()
    for table in tables:
        digest.update(table.to_csv(index=False, lineterminator="\n").encode())
    return digest.hexdigest()

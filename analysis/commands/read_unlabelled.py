"""Read the whole corpus that a subcommand estimates or predicts."""

import argparse
from dataclasses import replace
from pathlib import Path

from analysis.corpus.columns import guess_columns, unlabelled_corpus
from analysis.corpus.corpus import Corpus
from analysis.corpus.read import read_table


def add_unlabelled_options(parser: argparse.ArgumentParser) -> None:
    """Add the file of the whole corpus and its columns to a subcommand.

    Parameters
    ----------
    parser : ArgumentParser
    """
    parser.add_argument(
        "corpus", type=Path, help="the whole corpus, not labelled; of the same kinds of file"
    )
    parser.add_argument("--corpus-text-column", help="guessed if not given")
    parser.add_argument("--corpus-cluster-column", help="guessed if not given")


def read_unlabelled(options: argparse.Namespace) -> Corpus:
    """Read the whole corpus.

    Parameters
    ----------
    options : Namespace
        With those of `add_unlabelled_options`.

    Returns
    -------
    Corpus

    Raises
    ------
    InputError
        If the file cannot be read or a column is not there.
    """
    table = read_table(options.corpus.name, options.corpus)
    given = {"text": options.corpus_text_column, "cluster": options.corpus_cluster_column}
    chosen = {role: column for role, column in given.items() if column}
    return unlabelled_corpus(table, replace(guess_columns(table), **chosen))[0]

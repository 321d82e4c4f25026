"""Read the labelled corpus that a subcommand works on."""

import argparse
from dataclasses import replace
from pathlib import Path

from analysis.corpus.columns import Columns, guess_columns, labelled_corpus
from analysis.corpus.corpus import LabelledCorpus
from analysis.corpus.read import read_table
from analysis.corpus.reject import guess_reject_class


def add_corpus_options(parser: argparse.ArgumentParser) -> None:
    """Add the file and its columns to a subcommand.

    Parameters
    ----------
    parser : ArgumentParser
    """
    parser.add_argument(
        "labelled", type=Path, help="CSV, TSV, Parquet or JSON Lines file, also gzipped"
    )
    parser.add_argument("--text-column", help="guessed if not given")
    parser.add_argument("--label-column", help="guessed if not given")
    parser.add_argument(
        "--probability-column",
        help='of the selection probabilities; guessed if not given, "" for none',
    )
    parser.add_argument(
        "--reject-class",
        help='the none-of-the-above class; guessed from its name if not given, "" for none',
    )


def read_labelled(options: argparse.Namespace) -> LabelledCorpus:
    """Read the labelled corpus.

    Parameters
    ----------
    options : Namespace
        With those of `add_corpus_options`.

    Returns
    -------
    LabelledCorpus

    Raises
    ------
    InputError
        If the file cannot be read, a column is not there, or the reject class is unknown.
    """
    table = read_table(options.labelled.name, options.labelled)
    columns = _columns(guess_columns(table), options)
    if options.reject_class is not None:
        corpus, _ = labelled_corpus(table, columns, options.reject_class or None)
        return corpus
    corpus, _ = labelled_corpus(table, columns)
    return labelled_corpus(table, columns, guess_reject_class(corpus.classes))[0]


def _columns(guess: Columns, options: argparse.Namespace) -> Columns:
    """The guess, unless the user has said otherwise."""
    given = {"text": options.text_column, "label": options.label_column}
    chosen = replace(guess, **{name: column for name, column in given.items() if column})
    if options.probability_column is None:
        return chosen
    return replace(chosen, probability=options.probability_column or None)

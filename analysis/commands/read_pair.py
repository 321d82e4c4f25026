"""Read the labels and the whole corpus that they were drawn from."""

import argparse

from analysis.commands.read_labelled import read_labelled
from analysis.commands.read_unlabelled import read_unlabelled
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.read import read_table
from analysis.corpus.selection import require_planned_on


def read_pair(options: argparse.Namespace) -> tuple[LabelledCorpus, Corpus]:
    """Read both corpora, and refuse labels that were planned on another corpus.

    Parameters
    ----------
    options : Namespace
        With those of `add_corpus_options` and `add_unlabelled_options`.

    Returns
    -------
    labelled : LabelledCorpus
    unlabelled : Corpus

    Raises
    ------
    InputError
        If a file cannot be read, a column is not there, or the two do not belong together.
    """
    labelled, unlabelled = read_labelled(options), read_unlabelled(options)
    require_planned_on(read_table(options.labelled.name, options.labelled), unlabelled)
    return labelled, unlabelled

"""Say how the labels were drawn, and weigh them as that asks for."""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.commands.read_unlabelled import read_unlabelled
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import Drawing
from analysis.corpus.read import read_table
from analysis.errors import InputError
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.design_weights import UNWEIGHED, Weighing, weigh_labels
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.own_figures import SHARE, own_shares

DRAWN: dict[str, Drawing] = {
    "at-random": "proportional",
    "by-cluster": "by-cluster",
    "by-class": "by-class",
    "chosen": "other",
}
_MISSING: dict[Drawing, str] = {
    "by-cluster": "nothing tells how many documents each label stands for. Give the whole corpus "
    "with the clusters that the labels were drawn from, or labels with a column of selection "
    "probabilities.",
    "by-class": "the shares of the classes in the corpus are needed, above 0 for each class with "
    "labels. Give a file with columns class and share to --class-shares.",
}


def add_drawing_options(parser: argparse.ArgumentParser) -> None:
    """Add how the labels were drawn to a subcommand.

    Parameters
    ----------
    parser : ArgumentParser
    """
    group = parser.add_argument_group("drawing of the labels")
    group.add_argument(
        "--drawn",
        choices=DRAWN,
        help="at-random (or in proportion to the clusters) and chosen (by a model, or unknown): "
        "labels count alike, as by default; by-cluster, in other shares: a label counts as the "
        "documents it stands for; by-class: a class counts as its share of the corpus",
    )
    group.add_argument(
        "--class-shares", type=Path, metavar="FILE", help="of the corpus: class,share or documents"
    )


def add_whole_corpus_options(parser: argparse.ArgumentParser) -> None:
    """Add the whole corpus to a subcommand that can do without.

    Parameters
    ----------
    parser : ArgumentParser
    """
    parser.add_argument(
        "--corpus", type=Path, metavar="FILE", help="the whole corpus, with clusters; by-cluster"
    )
    parser.add_argument("--corpus-text-column", help="guessed if not given")
    parser.add_argument("--corpus-cluster-column", help="guessed if not given")


def weigh(
    options: argparse.Namespace,
    labelled: LabelledCorpus,
    settings: TrainingSettings,
    unlabelled: Corpus | None = None,
) -> tuple[LabelledCorpus, Weighing]:
    """Weigh labels as the options say that they were drawn.

    Parameters
    ----------
    options : Namespace
        With those of `add_drawing_options`, and a corpus.
    labelled : LabelledCorpus
    settings : TrainingSettings
    unlabelled : Corpus, optional
        The whole corpus; read if not given and the options name one.

    Returns
    -------
    labelled : LabelledCorpus
        With weights, or as it was.
    weighing : Weighing

    Raises
    ------
    InputError
        If what the weights come from is missing, or the training asks for weights and there are
        none.
    """
    drawing = DRAWN[options.drawn or "at-random"]
    weighing = UNWEIGHED
    if drawing in _MISSING:
        if unlabelled is None and options.corpus is not None:
            unlabelled = read_unlabelled(options)
        weighing = _weighing(options, drawing, labelled, unlabelled)
    if settings.design_weights and weighing.weights is None:
        raise InputError(
            "design weights: the training asks for them, and labels count alike. Say how the "
            "labels were drawn with --drawn by-cluster, or train without."
        )
    return labelled.with_weights(weighing.weights), weighing


def _weighing(
    options: argparse.Namespace,
    drawing: Drawing,
    labelled: LabelledCorpus,
    unlabelled: Corpus | None,
) -> Weighing:
    strata = shares = None
    if drawing == "by-cluster" and unlabelled is not None:
        strata = stratify(labelled, unlabelled)
    if drawing == "by-class" and options.class_shares is not None:
        shares = _shares(options.class_shares, labelled, unlabelled)
    weighing = weigh_labels(labelled, drawing, strata=strata, shares=shares)
    if weighing.weights is None:
        raise InputError(f"--drawn {drawing}: {_MISSING[drawing]}")
    return weighing


def _shares(path: Path, labelled: LabelledCorpus, unlabelled: Corpus | None) -> NDArray[np.float64]:
    table = read_table(path.name, path)
    if unlabelled is not None:
        return own_shares(table, labelled.classes, unlabelled.n_documents)
    if SHARE not in table.columns:
        raise InputError(
            f'--class-shares: "{table.name}" has no column share, and documents say nothing '
            "without the corpus. Give shares, or the corpus too."
        )
    return own_shares(table, labelled.classes, 1)

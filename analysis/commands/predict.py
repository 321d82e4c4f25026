"""Predict every document of a corpus, and write the decisions to a file."""

import argparse
import sys
from pathlib import Path

from analysis.commands.drawing import add_drawing_options, weigh
from analysis.commands.read_labelled import add_corpus_options, read_labelled
from analysis.commands.read_unlabelled import add_unlabelled_options, read_unlabelled
from analysis.commands.scenario_options import add_scenario_options, read_scenario, scenario_of
from analysis.commands.write_table import check_ending, write_table
from analysis.model.crossfit import fit_model
from analysis.model.features import count_terms
from analysis.sampling.frequencies.corpus_counts import count_corpus
from analysis.sampling.frequencies.corpus_scores import scoring_progress
from analysis.sampling.frequencies.decisions import decide_corpus
from analysis.sampling.frequencies.predictions_table import predictions_frame


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``predict``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "predict",
        help="decide every document of a corpus",
        description="Train on a labelled corpus, decide every document of another one, and write "
        "the class decided, its posterior, the second class and the margin between the two.",
    )
    add_corpus_options(parser)
    add_unlabelled_options(parser)
    add_drawing_options(parser)
    add_scenario_options(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .csv or .parquet"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Predict and write.

    Parameters
    ----------
    options : Namespace

    Returns
    -------
    int
        0.

    Raises
    ------
    InputError
        If a file, a column or a setting is not usable.
    """
    check_ending(options.out)
    scenario = scenario_of(options)
    labelled, unlabelled = read_labelled(options), read_unlabelled(options)
    if options.scenario is not None:
        scenario = read_scenario(options, labelled)
    settings = scenario.training
    if settings.design_weights:
        labelled, _ = weigh(options, labelled, settings, unlabelled)
    progress = scoring_progress(settings)
    model = fit_model(labelled, count_terms(labelled.texts, settings.features), settings)
    counts = count_corpus(labelled, unlabelled, model.terms, settings.features, progress)
    decisions = decide_corpus(counts, model, settings.features, scenario.decision, progress)
    write_table(options.out, predictions_frame(unlabelled, decisions, labelled.classes))
    print(f"{unlabelled.n_documents:,} documents predicted: {options.out}", file=sys.stderr)
    return 0

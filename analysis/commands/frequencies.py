"""Estimate how common each class is in a whole corpus, as a table or as JSON."""

import argparse
from pathlib import Path
from typing import Any

from analysis.commands.drawing import DRAWN, add_drawing_options, weigh
from analysis.commands.json_output import add_json_option, print_json, without_nan
from analysis.commands.read_labelled import add_corpus_options
from analysis.commands.read_pair import read_pair
from analysis.commands.read_unlabelled import add_unlabelled_options
from analysis.commands.run_training import run_training
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.corpus.drawing import guess_drawing
from analysis.corpus.read import read_table
from analysis.model.crossfit import deal_folds
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.corpus_scores import score_corpus, scoring_progress
from analysis.sampling.frequencies.frequencies import Frequencies, estimate_frequencies
from analysis.sampling.frequencies.own_figures import own_shares
from analysis.sampling.frequencies.wording import (
    disagreement_sentence,
    drawing_sentence,
    frequency_sentence,
    strata_sentence,
    without_label_sentence,
)


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``frequencies``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "frequencies",
        help="estimate how common each class is in the whole corpus",
        description="Estimate the share of every class in a whole corpus from the labels, the "
        "clusters they were drawn from, and a model that predicts the other documents.",
    )
    add_corpus_options(parser)
    add_unlabelled_options(parser)
    add_drawing_options(parser)
    parser.add_argument("--c", type=float, default=1.0, help="inverse penalty (default 1)")
    parser.add_argument(
        "--design-weights", action="store_true", help="weigh labels in the model as --drawn says"
    )
    parser.add_argument(
        "--own", type=Path, metavar="FILE", help="figures of your own: class,share or documents"
    )
    parser.add_argument(
        "--clusters-after",
        action="store_true",
        help="the clusters were made after the labels were drawn",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Estimate and print.

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
    settings = TrainingSettings(c=options.c, design_weights=options.design_weights)
    labelled, unlabelled = read_pair(options)
    if settings.design_weights:
        labelled, _ = weigh(options, labelled, settings, unlabelled)
    own = None
    if options.own is not None:
        table = read_table(options.own.name, options.own)
        own = own_shares(table, labelled.classes, unlabelled.n_documents)
    strata = stratify(labelled, unlabelled)
    training = run_training(labelled, deal_folds(labelled, settings), settings)
    counts, progress = count_terms(labelled.texts, settings.features), scoring_progress(settings)
    scores = score_corpus(labelled, counts, unlabelled, strata, training, settings, progress)
    frequencies = estimate_frequencies(
        labelled,
        strata,
        training.out_of_fold,
        scores,
        own,
        clusters_came_after=options.clusters_after,
    )
    report = frequency_report(frequencies, labelled, unlabelled)
    report["drawing"]["said"] = options.drawn
    _print(report, frequencies, as_json=options.json)
    return 0


def frequency_report(
    frequencies: Frequencies, labelled: LabelledCorpus, unlabelled: Corpus
) -> dict[str, Any]:
    """Put estimates into the form of the JSON output.

    Parameters
    ----------
    frequencies : Frequencies
    labelled : LabelledCorpus
    unlabelled : Corpus

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts; an undefined figure is None.
    """
    guess, strata = guess_drawing(labelled, unlabelled), frequencies.strata
    model = frequencies.model_based
    report = {
        "documents": frequencies.n_documents,
        "labels": labelled.n_documents,
        "strata": strata.n_strata,
        "drawing": {
            "guess": guess.drawing,
            "reason": guess.reason,
            "chances_known": labelled.all_chances_known,
        },
        "clusters_without_label": {
            "share": strata.share_without_label,
            "clusters": [str(strata.clusters[i]) for i in strata.without_label],
        },
        "model_weight": None if model is None else model.weight,
        "per_class": frequencies.frame().to_dict("records"),
    }
    return without_nan(report)


def _print(report: dict[str, Any], frequencies: Frequencies, *, as_json: bool) -> None:
    if as_json:
        print_json(report)
        return
    said, guess = report["drawing"]["said"], report["drawing"]["guess"]
    sentences = (
        frequency_sentence(frequencies),
        drawing_sentence(DRAWN[said] if said else guess),
        strata_sentence(frequencies.strata, chances_known=report["drawing"]["chances_known"]),
        without_label_sentence(frequencies.strata),
        disagreement_sentence(frequencies),
    )
    print("\n".join(filter(None, sentences)), end="\n\n")
    print("\n".join(_lines(report["per_class"])))


def _lines(rows: list[dict[str, Any]]) -> list[str]:
    head = f"  {'class':32}{'labels':>8}{'documents':>11}   95 %"
    return [head, *(_line(row) for row in rows)]


def _line(row: dict[str, Any]) -> str:
    alarm = f"   ! {row['disagreement']}" if row["disagreement"] else ""
    return (
        f"  {row['class'][:31]:32}{row['labels']:>8,}{row['documents']:>11,.0f}   "
        f"{row['documents_low']:,.0f} to {row['documents_high']:,.0f}{alarm}"
    )

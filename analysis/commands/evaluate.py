"""Evaluate a labelled corpus out of fold, as a table or as JSON."""

import argparse
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.commands.drawing import add_drawing_options, add_whole_corpus_options, weigh
from analysis.commands.json_output import print_json, without_nan
from analysis.commands.read_labelled import add_corpus_options, read_labelled
from analysis.commands.read_pair import read_pair
from analysis.commands.run_training import run_training
from analysis.commands.scenario_options import add_scenario_options, read_scenario, scenario_of
from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.decision.scenario import Scenario
from analysis.decision.scenario_json import scenario_fields
from analysis.evaluation.evaluate import Evaluation, evaluate, with_intervals
from analysis.evaluation.overall import Overall
from analysis.model.crossfit import deal_folds

CLASSES_PRINTED = 30


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``evaluate``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "evaluate",
        help="train out of fold and print how good the decisions are",
        description="Train on a labelled corpus, score every document by a model that did not "
        "see it, and print the evaluation.",
    )
    add_corpus_options(parser)
    add_whole_corpus_options(parser)
    add_drawing_options(parser)
    add_scenario_options(parser)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--save-folds", type=Path, metavar="FILE", help="write the fold of each document as CSV"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Evaluate and print.

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
        If a file, a column or a setting is not usable, or the labels were planned on another
        corpus.
    """
    started = time.monotonic()
    scenario = scenario_of(options)
    corpus, whole = _read(options)
    if options.scenario is not None:
        scenario = read_scenario(options, corpus)
    corpus, weighing = weigh(options, corpus, scenario.training, whole)
    folds = deal_folds(corpus, scenario.training)
    training = run_training(corpus, folds, scenario.training)
    evaluation = with_intervals(evaluate(corpus, training.out_of_fold, scenario.decision), corpus)
    if options.save_folds:
        _save_folds(options.save_folds, folds)
    seconds = time.monotonic() - started
    report = evaluation_report(corpus, evaluation, scenario, seconds)
    report["weighed_by"] = weighing.basis
    if options.json:
        print_json(report)
    else:
        print(_table(report))
    return 0


def _read(options: argparse.Namespace) -> tuple[LabelledCorpus, Corpus | None]:
    """The labels, and the whole corpus if one is given."""
    if options.corpus is None:
        return read_labelled(options), None
    return read_pair(options)


def evaluation_report(
    corpus: LabelledCorpus, evaluation: Evaluation, scenario: Scenario, seconds: float
) -> dict[str, Any]:
    """Put an evaluation into the form of the JSON output.

    Parameters
    ----------
    corpus : LabelledCorpus
    evaluation : Evaluation
        With its intervals.
    scenario : Scenario
    seconds : float
        Wall time of everything.

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts; an undefined figure is None.
    """
    without = evaluation.overall_without_reject
    report = {
        **_overall_report(corpus, evaluation.overall),
        "without_reject_class": None if without is None else _overall_report(corpus, without),
        "reject_class": corpus.reject_class,
        "per_class": evaluation.per_class.frame().to_dict("records"),
        "settings": scenario_fields(scenario, corpus.classes),
        "seconds": round(seconds, 3),
    }
    return without_nan(report)


def _overall_report(corpus: LabelledCorpus, overall: Overall) -> dict[str, Any]:
    return {
        "documents": overall.documents,
        "effective_documents": overall.effective_documents,
        "abstained": overall.abstained,
        "classes": overall.classes,
        "micro_f1": asdict(overall.micro_f1),
        "macro_f1": asdict(overall.macro_f1),
        "balanced_accuracy": overall.balanced_accuracy,
        "log_loss": overall.log_loss,
        "prior_log_loss": overall.prior_log_loss,
        "never_predicted": {
            "share": overall.never_predicted_share,
            "label_share": overall.never_predicted_label_share,
            "classes": [corpus.classes[code] for code in overall.never_predicted],
        },
    }


def _table(report: dict[str, Any]) -> str:
    """The report for people: the figures, then the classes from the most frequent on."""
    lines = [
        f"{report['documents']:,} documents, {report['classes']} classes, "
        f"{report['seconds']:.1f} s",
        *_weighed_line(report),
        "",
        *_figures(report),
    ]
    if report["without_reject_class"] is not None:
        lines += ["", f"without the documents of “{report['reject_class']}”"]
        lines += _figures(report["without_reject_class"])
    return "\n".join([*lines, "", *_class_lines(report["per_class"])])


def _weighed_line(report: dict[str, Any]) -> list[str]:
    if report["weighed_by"] == "none":
        return []
    worth = report["effective_documents"]
    return [f"weighed by {report['weighed_by']}: worth {worth:,.0f} documents of one weight"]


def _figures(report: dict[str, Any]) -> list[str]:
    never = report["never_predicted"]
    return [
        f"  micro-F1           {_estimate(report['micro_f1'])}",
        f"  macro-F1           {_estimate(report['macro_f1'])}",
        f"  balanced accuracy  {_number(report['balanced_accuracy'])}",
        f"  log loss           {_number(report['log_loss'])}"
        f"   class shares alone {_number(report['prior_log_loss'])}",
        f"  never predicted    {len(never['classes'])} classes with "
        f"{100 * (never['label_share'] or 0):.1f} % of the labels",
        *([f"  not decided        {report['abstained']:,}"] if report["abstained"] else []),
    ]


def _class_lines(rows: list[dict[str, Any]]) -> list[str]:
    ranked = sorted(rows, key=lambda row: -row["support"])
    head = f"  {'class':32}{'labels':>8}{'recall':>8}{'precision':>11}{'F1':>7}   most taken for"
    lines = [_class_line(row) for row in ranked[:CLASSES_PRINTED]]
    if len(ranked) > CLASSES_PRINTED:
        lines.append(f"  … and {len(ranked) - CLASSES_PRINTED} more classes; --json has them all")
    return [head, *lines]


def _class_line(row: dict[str, Any]) -> str:
    taken_for = (
        ""
        if row["most_confused_with"] is None
        else (f"{row['most_confused_with']} ({row['lost_to_it']})")
    )
    return (
        f"  {row['class'][:31]:32}{row['support']:>8,}{_number(row['recall']):>8}"
        f"{_number(row['precision']):>11}{_number(row['f1']):>7}   {taken_for}"
    )


def _estimate(estimate: dict[str, float | None]) -> str:
    low, high = _number(estimate["low"]), _number(estimate["high"])
    return f"{_number(estimate['value'])}  ({low} to {high})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _save_folds(path: Path, folds: NDArray[np.int8]) -> None:
    pd.DataFrame({"row": np.arange(len(folds)), "fold": folds}).to_csv(path, index=False)

"""Say for each class that fails what mends it, as a table or as JSON."""

import argparse
import math
from typing import Any

from analysis.commands.json_output import add_json_option, print_json, without_nan
from analysis.commands.read_labelled import add_corpus_options, read_labelled
from analysis.commands.run_training import run_training
from analysis.commands.scenario_options import add_scenario_options, read_scenario, scenario_of
from analysis.commands.watch import watched
from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.scenario import Scenario
from analysis.explain.diagnosis.counterfactuals import try_remedies
from analysis.explain.diagnosis.diagnosis import Diagnosis, diagnose
from analysis.explain.diagnosis.diagnosis_table import findings_frame, remedies_frame
from analysis.explain.diagnosis.diagnosis_together import together_sentence
from analysis.explain.diagnosis.diagnosis_wording import (
    interval_sentence,
    summary_sentence,
)
from analysis.explain.diagnosis.remedy_plan import RemedyPlan
from analysis.model.crossfit import deal_folds
from analysis.model.features import count_terms


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``diagnose``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "diagnose",
        help="say for each class that fails what mends it",
        description="Refit with one thing different at a time, and say for each class which "
        "remedy gains more F1 than its placebo, and whether one of them is the cause.",
    )
    add_corpus_options(parser)
    add_scenario_options(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Diagnose and print.

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
        If the file, a column or a setting is not usable.
    """
    corpus = read_labelled(options)
    given = options.scenario is not None
    scenario = read_scenario(options, corpus) if given else scenario_of(options)
    diagnosis = _diagnose(corpus, scenario)
    if options.json:
        print_json(diagnosis_report(diagnosis))
    else:
        print("\n".join(_lines(diagnosis)))
    return 0


def diagnosis_report(diagnosis: Diagnosis) -> dict[str, Any]:
    """Put a diagnosis into the form of the JSON output.

    Parameters
    ----------
    diagnosis : Diagnosis

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts; an undefined figure is None.
    """
    findings = findings_frame(diagnosis)[["class", "code", "support", "f1", "finding", "cause"]]
    report = {
        "summary": summary_sentence(diagnosis),
        "together": together_sentence(diagnosis) or None,
        "confidence": diagnosis.confidence,
        "per_class": [
            row | {"gains": remedies_frame(diagnosis, row["code"]).to_dict("records")}
            for row in findings.to_dict("records")
        ],
    }
    return without_nan(report)


def _diagnose(corpus: LabelledCorpus, scenario: Scenario) -> Diagnosis:
    settings = scenario.training
    training = run_training(corpus, deal_folds(corpus, settings), settings)
    plan = RemedyPlan(corpus, scenario, training)
    counts = count_terms(corpus.texts, settings.features)
    progress = plan.progress()
    tried = watched(lambda: try_remedies(plan, counts, progress), progress, "fits")
    return diagnose(corpus, tried)


def _lines(diagnosis: Diagnosis) -> list[str]:
    head = f"  {'class':32}{'labels':>8}{'F1':>7}   {'finding':30}what mends it"
    sentences = summary_sentence, together_sentence, interval_sentence
    rows = findings_frame(diagnosis).to_dict("records")
    return [
        *(said for sentence in sentences if (said := sentence(diagnosis))),
        "",
        head,
        *(_line(row, diagnosis) for row in rows),
    ]


def _line(row: dict[Any, Any], diagnosis: Diagnosis) -> str:
    remedies = remedies_frame(diagnosis, row["code"])
    working = remedies[remedies["works"].astype(bool)]
    told = [
        f"{name} ({gain:+.2f})"
        for name, gain in zip(working["remedy"], working["gain"], strict=True)
    ]
    if isinstance(row["cause"], str):
        told = [f"{row['remedy']} ({row['gain']:+.2f}): {row['cause']}"]
    f1 = "–" if math.isnan(row["f1"]) else f"{row['f1']:.2f}"
    return (
        f"  {row['class'][:31]:32}{row['support']:>8,}{f1:>7}   {row['finding']:30}"
        f"{', '.join(told)}"
    ).rstrip()

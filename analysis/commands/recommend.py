"""Recommend a scenario for a labelled corpus, and write it to a file."""

import argparse
import math
from pathlib import Path

from analysis.commands.json_output import add_json_option, print_json
from analysis.commands.read_labelled import add_corpus_options, read_labelled
from analysis.commands.watch import watched
from analysis.commands.write_table import cannot_be_written
from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.costs import error_costs
from analysis.decision.scenario_json import scenario_as_json
from analysis.evaluation.aim import AIM_NAMES, Aim
from analysis.evaluation.intervals import Estimate
from analysis.explain.remedies.recommendation import Recommendation, Step, recommend
from analysis.explain.remedies.recommendation_json import recommendation_fields
from analysis.explain.remedies.recommendation_wording import (
    describe_scenario,
    expectation_sentence,
    recommendation_sentence,
    sought,
    step_remark,
)
from analysis.explain.remedies.remedies import DEFAULT_FITS
from analysis.progress import Progress


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``recommend``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "recommend",
        help="search the scenario that serves an aim best, and write it to a file",
        description="Try features, penalty, class weights, priors and offsets one after the "
        "other, keep what helps, and tell by nested cross-validation what that is worth.",
    )
    add_corpus_options(parser)
    _add_aim_options(parser)
    parser.add_argument(
        "--fits", type=int, default=DEFAULT_FITS, help=f"most fits to make (default {DEFAULT_FITS})"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="scenario, for --scenario FILE"
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def _add_aim_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--aim",
        choices=AIM_NAMES,
        default="macro-f1",
        help="macro-f1 (default): with micro-F1 no lower than the baseline's",
    )
    parser.add_argument(
        "--to-reject",
        type=float,
        default=1.0,
        metavar="COST",
        help="cost of a good document sent to the reject class; a wrong class costs 1",
    )
    parser.add_argument(
        "--from-reject",
        type=float,
        default=1.0,
        metavar="COST",
        help="cost of a document of the reject class taken for a good one",
    )


def run(options: argparse.Namespace) -> int:
    """Recommend, print and write.

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
    costs = error_costs(corpus.reject_code, options.to_reject, options.from_reject)
    aim, progress = Aim(options.aim, costs), Progress(max(options.fits, 1))
    recommended = watched(
        lambda: recommend(corpus, aim, options.fits, progress=progress), progress, "fits"
    )
    _write(options.out, recommended, corpus)
    if options.json:
        print_json(recommendation_fields(recommended, corpus.classes))
    else:
        print("\n".join(_lines(recommended, options.out)))
    return 0


def _write(path: Path, recommended: Recommendation, corpus: LabelledCorpus) -> None:
    try:
        path.write_text(scenario_as_json(recommended.scenario, corpus.classes), encoding="utf-8")
    except OSError as error:
        raise cannot_be_written(path, error) from error


def _lines(recommended: Recommendation, path: Path) -> list[str]:
    return [
        recommendation_sentence(recommended),
        expectation_sentence(recommended),
        "",
        f"  {'step':32}{'best tried':46}{'gain':>7}   {'95 %':18}{'':22}"
        f"{'macro-F1':>9}{'micro-F1':>9}",
        _figures_line("baseline", recommended),
        *(_step_line(step, recommended) for step in recommended.steps),
        "",
        f"Scenario: {describe_scenario(recommended.scenario)}",
        f"Written to {path}; priorscope evaluate and predict take it with --scenario.",
    ]


def _figures_line(name: str, recommended: Recommendation) -> str:
    figures = recommended.baseline
    return (
        f"  {name:32}{'':46}{'':>7}   {'':18}{'':22}"
        f"{figures.macro_f1.value:>9.3f}{figures.micro_f1.value:>9.3f}"
    )


def _step_line(step: Step, recommended: Recommendation) -> str:
    gain = sought(recommended.aim, step.gain)
    figures = step.figures
    return (
        f"  {step.rung:32}{step.best[:45]:46}{_signed(gain.value):>7}   {_interval(gain):18}"
        f"{step_remark(step, recommended.aim)[:21]:22}"
        f"{figures.macro_f1.value:>9.3f}{figures.micro_f1.value:>9.3f}"
    )


def _signed(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:+.3f}"


def _interval(estimate: Estimate) -> str:
    if math.isnan(estimate.low):
        return ""
    return f"{_signed(estimate.low)} to {_signed(estimate.high)}"

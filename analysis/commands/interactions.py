"""Find pairs of words that say more together than apart, as a table or as JSON."""

import argparse
from dataclasses import asdict
from typing import Any

from analysis.commands.json_output import add_json_option, print_json, without_nan
from analysis.commands.read_labelled import add_corpus_options, read_labelled
from analysis.commands.scenario_options import add_scenario_options, read_scenario, scenario_of
from analysis.commands.watch import watched
from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.interactions.interactions import (
    Interactions,
    find_interactions,
    interactions_progress,
)
from analysis.explain.interactions.interactions_wording import (
    interactions_sentence,
    neighbours_sentence,
    refit_sentence,
)
from analysis.model.crossfit import deal_folds
from analysis.model.features import count_terms


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``interactions``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "interactions",
        help="find pairs of words that say more together than apart",
        description="Choose pairs of words inside the folds and test them outside: whether both in "
        "a text say more of a class than the sum of the two. C is chosen anew, and classes are "
        "weighed as they come.",
    )
    add_corpus_options(parser)
    add_scenario_options(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Find pairs and print them.

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
        If the file, a column or a setting is not usable, or there are too few labels.
    """
    corpus = read_labelled(options)
    given = options.scenario is not None
    settings = (read_scenario(options, corpus) if given else scenario_of(options)).training
    counts, progress = count_terms(corpus.texts, settings.features), interactions_progress(settings)
    folds = deal_folds(corpus, settings)
    found = watched(
        lambda: find_interactions(corpus, counts, folds, settings, progress), progress, "steps"
    )
    if options.json:
        print_json(interactions_report(found, corpus))
    else:
        print("\n".join(_lines(found, corpus)))
    return 0


def interactions_report(found: Interactions, corpus: LabelledCorpus) -> dict[str, Any]:
    """Put pairs into the form of the JSON output.

    Parameters
    ----------
    found : Interactions
    corpus : LabelledCorpus

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts; an undefined figure is None.
    """
    report = {
        "pairs_in_texts": found.n_pairs,
        "tested": found.n_tested,
        "c": found.c.tolist(),
        "refit": asdict(found.refit),
        "pairs": found.frame(corpus.classes).to_dict("records"),
    }
    return without_nan(report)


def _lines(found: Interactions, corpus: LabelledCorpus) -> list[str]:
    sentences = (
        interactions_sentence(found, corpus.classes),
        refit_sentence(found),
        neighbours_sentence(found),
    )
    lines = [sentence for sentence in sentences if sentence]
    if not found.n_found:
        return lines
    head = (
        f"  {'words':36}{'class':28}{'':9}{'gain':>7}{'texts':>7}{'in class':>10}{'expected':>10}"
    )
    rows = found.frame(corpus.classes).to_dict("records")
    return [*lines, "", head, *(_line(row) for row in rows)]


def _line(row: dict[Any, Any]) -> str:
    words = f"{row['first']} + {row['second']}"
    return (
        f"  {words[:35]:36}{row['class'][:27]:28}{row['direction']:9}{row['gain']:>7.1f}"
        f"{row['documents']:>7,}{row['in_class']:>10,}{row['expected']:>10.1f}"
    )

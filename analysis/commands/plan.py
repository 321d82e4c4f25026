"""Draw the documents to label next, and write them to a file that can be filled with labels."""

import argparse
import sys

from analysis.commands.read_labelled import add_corpus_options
from analysis.commands.read_pair import read_pair
from analysis.commands.read_unlabelled import add_unlabelled_options
from analysis.commands.write_table import add_table_option, check_ending, write_table
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.plan.allocation import ALLOCATIONS
from analysis.sampling.plan.draw import draw_documents, plan_frame
from analysis.sampling.plan.outlook import compare_allocations, make_pilot
from analysis.sampling.plan.plan_wording import assumptions_sentence, plan_sentence, purity_sentence


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``plan``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "plan",
        help="draw the documents to label next",
        description="Draw documents without a label from the clusters of a corpus, say what their "
        "labels would bring, and write them to a file with the chance that each had.",
    )
    add_corpus_options(parser)
    add_unlabelled_options(parser)
    parser.add_argument("--labels", type=int, required=True, metavar="N", help="how many to draw")
    parser.add_argument(
        "--allocation",
        choices=ALLOCATIONS,
        default="proportional",
        help="how they are spread over the clusters (default proportional)",
    )
    parser.add_argument(
        "--floor", type=int, default=0, metavar="M", help="fewest from each cluster (default 0)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the draw (default 0)")
    add_table_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Draw, write, and say what the labels would bring.

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
    labelled, unlabelled = read_pair(options)
    strata = stratify(labelled, unlabelled)
    pilot = make_pilot(labelled, unlabelled, strata)
    outlooks = compare_allocations(pilot, options.labels, floor=options.floor)
    new_labels = outlooks.by_allocation[options.allocation].new_labels
    drawn = draw_documents(pilot.free, new_labels, options.seed)
    write_table(options.out, plan_frame(unlabelled, strata, drawn))
    print(plan_sentence(outlooks, options.allocation))
    print(purity_sentence(outlooks, pilot))
    print(assumptions_sentence(pilot))
    print(f"{len(drawn.rows):,} documents drawn: {options.out}", file=sys.stderr)
    return 0

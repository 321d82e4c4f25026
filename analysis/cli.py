"""The command line: opens the dashboard, or runs a subcommand.

Exit status: 0 done, 2 a wrong input told in one message, 130 interrupted.
"""

import argparse
import sys
from collections.abc import Sequence

from analysis.commands import (
    clusters,
    coverage,
    dashboard,
    diagnose,
    evaluate,
    frequencies,
    interactions,
    learnability,
    plan,
    predict,
    recommend,
)
from analysis.errors import InputError
from analysis.progress import Cancelled

WRONG_INPUT = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the process by default.

    Returns
    -------
    int
        Exit status.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InputError as error:
        print(f"priorscope: {error}", file=sys.stderr)
        return WRONG_INPUT
    except (KeyboardInterrupt, Cancelled):
        print("priorscope: interrupted", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="priorscope",
        description="See what the words say about a class apart from how common the class is. "
        "Without a subcommand, the dashboard opens.",
    )
    parser.set_defaults(run=dashboard.run)
    subcommands = parser.add_subparsers(title="subcommands")
    for command in (
        clusters,
        coverage,
        diagnose,
        evaluate,
        frequencies,
        interactions,
        learnability,
        plan,
        predict,
        recommend,
    ):
        command.add_to(subcommands)
    return parser


if __name__ == "__main__":
    sys.exit(main())

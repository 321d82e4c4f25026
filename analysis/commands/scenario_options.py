"""The options of a subcommand that say how to train and how to decide."""

import argparse
from pathlib import Path

from analysis.corpus.corpus import LabelledCorpus
from analysis.decision.scenario import Scenario
from analysis.decision.scenario_json import scenario_from_json
from analysis.decision.settings import LARGEST_TAU, DecisionSettings
from analysis.errors import InputError, listed
from analysis.model.settings import (
    CLASS_WEIGHTS,
    FEATURE_KINDS,
    SOLVERS,
    FeatureSettings,
    TrainingSettings,
)


def add_scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how to train and how to decide.

    Parameters
    ----------
    parser : ArgumentParser
    """
    training = parser.add_argument_group("training")
    training.add_argument("--c", type=float, default=1.0, help="inverse penalty (default 1)")
    training.add_argument("--class-weight", choices=CLASS_WEIGHTS, default="none")
    training.add_argument(
        "--design-weights", action="store_true", help="weigh labels as --drawn says"
    )
    training.add_argument("--features", choices=FEATURE_KINDS, default="words")
    training.add_argument("--word-pairs", action="store_true", help="add pairs of words")
    training.add_argument("--split-letters-digits", action="store_true", help="flg45 as flg, 45")
    training.add_argument("--sublinear", action="store_true", help="count c weighs 1 + log c")
    training.add_argument("--min-document-frequency", type=int, default=1, metavar="N")
    training.add_argument("--leave-out-reject", action="store_true", help="train without it")
    training.add_argument("--folds", type=int, default=5)
    training.add_argument("--seed", type=int, default=0, help="of the folds (default 0)")
    training.add_argument("--solver", choices=SOLVERS, default="dual", help="lbfgs: scikit-learn")
    decision = parser.add_argument_group("decision")
    decision.add_argument("--prior", choices=("as-learned", "equal"), default="as-learned")
    decision.add_argument(
        "--tau", type=float, default=1.0, help=f"strength of the shift, 0 to {LARGEST_TAU:g}"
    )
    names = [action.dest for group in (training, decision) for action in group._group_actions]
    parser.set_defaults(scenario_options={name: parser.get_default(name) for name in names})
    parser.add_argument(
        "--scenario",
        type=Path,
        metavar="FILE",
        help="JSON from the page What if, in place of the options of training and decision",
    )


def scenario_of(options: argparse.Namespace) -> Scenario:
    """Return the scenario that the options describe.

    Parameters
    ----------
    options : Namespace
        With those of `add_scenario_options`.

    Returns
    -------
    Scenario

    Raises
    ------
    InputError
        If a value is out of range.
    """
    features = FeatureSettings(
        kind=options.features,
        word_ngrams=(1, 2) if options.word_pairs else (1, 1),
        split_letters_digits=options.split_letters_digits,
        sublinear=options.sublinear,
        min_document_frequency=options.min_document_frequency,
    )
    training = TrainingSettings(
        features=features,
        c=options.c,
        class_weight=options.class_weight,
        design_weights=options.design_weights,
        include_reject=not options.leave_out_reject,
        folds=options.folds,
        seed=options.seed,
        solver=options.solver,
    )
    return Scenario(training, DecisionSettings(options.prior, options.tau))


def read_scenario(options: argparse.Namespace, corpus: LabelledCorpus) -> Scenario:
    """Read the scenario that a file describes.

    Parameters
    ----------
    options : Namespace
        With those of `add_scenario_options`.
    corpus : LabelledCorpus
        What it is read for.

    Returns
    -------
    Scenario

    Raises
    ------
    InputError
        If the file is no scenario for this corpus, or options say something beside it.
    """
    defaults = options.scenario_options.items()
    beside = [name for name, usual in defaults if getattr(options, name) != usual]
    if beside:
        raise InputError(
            f"--scenario: it says how to train and decide, and so does {listed(beside, 3)}. Give "
            "one of them up."
        )
    try:
        text = options.scenario.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"--scenario: {options.scenario} cannot be read ({error}). Give a file that the page "
            "What if exported."
        ) from error
    return scenario_from_json(text, corpus.classes, corpus.reject_code)

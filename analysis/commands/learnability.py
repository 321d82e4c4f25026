"""Tell how far a labelled corpus can be learned, and what more labels would add."""

import argparse
import math
from collections.abc import Hashable
from dataclasses import asdict
from typing import Any

from analysis.commands.json_output import add_json_option, print_json, without_nan
from analysis.commands.read_labelled import add_corpus_options, read_labelled
from analysis.commands.watch import watched
from analysis.corpus.corpus import LabelledCorpus
from analysis.explain.learnability.determined import Determined
from analysis.explain.learnability.identical_texts import label_conflicts
from analysis.explain.learnability.learnability import Learnability, learnability
from analysis.explain.learnability.learnability_table import learnability_table
from analysis.explain.learnability.learnability_wording import curve_sentence, doubling_sentence
from analysis.explain.learnability.learning_curve import curve_progress, measure_curve, why_no_curve
from analysis.explain.learnability.yardsticks import (
    Yardsticks,
    compute_yardsticks,
    yardsticks_progress,
)
from analysis.explain.learnability.yardsticks_wording import (
    caveats,
    conflicts_sentence,
    determined_sentence,
    meaning_sentence,
    neighbour_sentence,
    shuffled_sentence,
)
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import TermCounts, count_terms
from analysis.model.settings import TrainingSettings
from analysis.progress import Progress

CLASSES_PRINTED = 30


def add_to(subcommands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the subcommand ``learnability``.

    Parameters
    ----------
    subcommands : argparse subparsers
    """
    parser = subcommands.add_parser(
        "learnability",
        help="tell how much the words determine, and what more labels would add",
        description="Measure what share of the class the words determine, and learning curves "
        "on subsamples of the labels; carry the curves on to tell what more labels would add.",
    )
    add_corpus_options(parser)
    parser.add_argument("--c", type=float, default=1.0, help="inverse penalty (default 1)")
    parser.add_argument(
        "--tau", type=float, default=0.0, help="decide for equal priors at this strength"
    )
    parser.add_argument(
        "--target", type=float, default=0.5, help="F1 to tell the labels needed for (default 0.5)"
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Measure and print.

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
        If a file, a column or a setting is not usable, or too few classes are left to train.
    """
    corpus, settings = read_labelled(options), TrainingSettings(c=options.c)
    counts = count_terms(corpus.texts, settings.features)
    known = _yardsticks(corpus, counts, settings)
    found = _curves(corpus, counts, settings, options.tau)
    if options.json:
        print_json(learnability_report(corpus, known, found, options.target))
    else:
        print("\n".join(_lines(corpus, known, found, options.target)))
    return 0


def learnability_report(
    corpus: LabelledCorpus, known: Yardsticks, found: Learnability | None, target: float
) -> dict[str, Any]:
    """Put what was measured into the form of the JSON output.

    Parameters
    ----------
    corpus : LabelledCorpus
    known : Yardsticks
    found : Learnability or None
        None where no curve can be measured.
    target : float
        F1 for which the labels needed are told.

    Returns
    -------
    dict
        Of numbers, texts, lists and dicts; an undefined figure is None.
    """
    neighbour, conflicts = known.neighbour, label_conflicts(corpus)
    table = learnability_table(
        corpus, known.determined, None if found is None else found.classes, target
    )
    report = {
        "documents": corpus.n_documents,
        "classes": corpus.n_classes,
        "determined": _shares(known.determined),
        "shuffled_labels": _shares(known.shuffled),
        "nearest_neighbour": {
            "error": asdict(neighbour.error),
            "least_error": asdict(neighbour.bayes_low),
            "texts": neighbour.n_scored,
        },
        "identical_texts": {
            "floor": conflicts.floor,
            "documents": conflicts.n_repeated,
            "conflicting": conflicts.n_conflicting_texts,
        },
        "curves": None if found is None else _curves_report(found, corpus),
        "caveats": list(caveats(corpus)),
        "target": target,
        "per_class": table.to_dict("records"),
    }
    return without_nan(report)


def _yardsticks(
    corpus: LabelledCorpus, counts: TermCounts, settings: TrainingSettings
) -> Yardsticks:
    """Train, and train for comparison, with progress."""
    n_fits = 1 + settings.folds
    progress = Progress(n_fits + yardsticks_progress(settings).n_steps)

    def work() -> Yardsticks:
        folds = deal_folds(corpus, settings)
        training = train(corpus, counts, folds, settings, progress.part(0, n_fits))
        scored = [(settings, training.out_of_fold)]
        rest = progress.part(n_fits, progress.n_steps - n_fits)
        return compute_yardsticks(corpus, counts, scored, rest)

    return watched(work, progress, "fits")


def _curves(
    corpus: LabelledCorpus, counts: TermCounts, settings: TrainingSettings, tau: float
) -> Learnability | None:
    """Measure the learning curves with progress, if that can be done."""
    if why_no_curve(corpus, settings) is not None:
        return None
    progress = curve_progress(settings)
    curve = watched(lambda: measure_curve(corpus, counts, settings, progress), progress, "fits")
    return learnability(curve, corpus, tau)


def _shares(determined: Determined) -> dict[str, Any]:
    return {
        "overall": asdict(determined.overall),
        "every_class_the_same": asdict(determined.equal_weight),
        "entropy": determined.entropy,
        "log_loss": determined.log_loss,
    }


def _curves_report(found: Learnability, corpus: LabelledCorpus) -> dict[str, Any]:
    curves = {"micro_f1": found.micro_f1, "macro_f1": found.macro_f1, "log_loss": found.log_loss}
    return {
        "tau": found.tau,
        **{
            name: {
                "labels": curve.figure.sizes.tolist(),
                "values": curve.figure.values.tolist(),
                "standard_errors": curve.figure.standard_errors.tolist(),
                "gain_from_doubling": asdict(curve.gain(2 * corpus.n_documents)),
            }
            for name, curve in curves.items()
        },
    }


def _lines(
    corpus: LabelledCorpus, known: Yardsticks, found: Learnability | None, target: float
) -> list[str]:
    """The report for people: sentences, then the classes with most to gain."""
    sentences = [
        determined_sentence(known.determined),
        doubling_sentence(found, corpus) if found else why_no_curve(corpus, TrainingSettings()),
        meaning_sentence(known.determined),
        shuffled_sentence(known.shuffled),
        neighbour_sentence(known.neighbour),
        conflicts_sentence(label_conflicts(corpus), corpus),
        *([curve_sentence(found, corpus)] if found else []),
        *caveats(corpus),
    ]
    table = learnability_table(
        corpus, known.determined, None if found is None else found.classes, target
    )
    lines = [_class_line(row) for row in table.head(CLASSES_PRINTED).to_dict("records")]
    more = len(table) - len(lines)
    if more > 0:
        lines.append(f"  … and {more} more classes; --json has them all")
    gains = f"{'more':>6}{'gain in F1':>12}   {'95 %':14}" if found else ""
    head = f"  {'class':32}{'labels':>8}{'determined':>12}{gains}"
    return [*filter(None, sentences), "", head, *lines]


def _class_line(row: dict[Hashable, Any]) -> str:
    line = f"  {row['class'][:31]:32}{row['labels']:>8,}{_number(row['determined']):>12}"
    if "gain" not in row:
        return line
    return (
        f"{line}{row['more']:>6,}{_number(row['gain']):>12}   "
        f"{row['gain_interval'] or row['reason']}"
    )


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"

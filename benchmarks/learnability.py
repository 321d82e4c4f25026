"""Whether extrapolated learning curves cover what is measured with more labels.

    python -m benchmarks.learnability ../shared/corpora/clinc_imbalanced/labelled.csv
    python -m benchmarks.learnability sample_data/labelled.parquet --halves 5

Measures a curve on all labels; then, again and again, on a half of them by chance, stratified.
The power laws of a half are asked for the largest size that was measured on all labels, twice
that of the half. Prints a Markdown table: how often the 90 % and the 95 % interval cover the
figure measured there, and how far off the expected figure is.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.columns import guess_columns, labelled_corpus
from analysis.corpus.corpus import LabelledCorpus, make_labelled_corpus
from analysis.corpus.read import read_table
from analysis.explain.learnability.class_sizes import size_groups
from analysis.explain.learnability.curve_figures import CurveFigure, CurveScores
from analysis.explain.learnability.extrapolation import extrapolate
from analysis.explain.learnability.learning_curve import measure_curve
from analysis.explain.learnability.subsamples import nested_positions
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings

LEVELS = (0.9, 0.95)
TAUS = (0.0, 0.5, 1.0)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--halves", type=int, default=20)
    parser.add_argument("--c", type=float, default=1.0)
    options = parser.parse_args()
    table = read_table(options.labelled.name, options.labelled)
    corpus = labelled_corpus(table, guess_columns(table))[0]
    settings = TrainingSettings(c=options.c)
    started = time.process_time()
    truth = dict(figures(corpus, corpus, settings))
    print(f"all labels: {time.process_time() - started:.0f} s of processor time", flush=True)
    found: dict[str, list[tuple[float, ...]]] = {name: [] for name in truth}
    for number in range(options.halves):
        for name, figure in figures(half(corpus, number), corpus, settings):
            found[name].append(held_against(figure, truth[name], falls="log loss" in name))
    print_table(found, truth)


def half(corpus: LabelledCorpus, number: int) -> LabelledCorpus:
    """Return a half of the documents, the same share of each class."""
    rows = nested_positions(corpus.codes, corpus.identical_groups, 1000 + number) < 0.5
    labels = np.array(corpus.classes, dtype=object)[corpus.codes[rows]]
    return make_labelled_corpus(corpus.texts[rows], labels)


def figures(
    part: LabelledCorpus, whole: LabelledCorpus, settings: TrainingSettings
) -> Iterator[tuple[str, CurveFigure]]:
    """Yield the curves of a part of the labels, by name; classes in the groups of the whole."""
    counts = count_terms(part.texts, settings.features)
    curve = measure_curve(part, counts, settings)
    yield "log loss", CurveScores(curve, part, 0).log_loss()
    for tau in TAUS:
        scores = CurveScores(curve, part, curve.nearest_tau(tau))
        yield f"micro-F1, tau {tau:g}", scores.micro_f1()
        yield f"macro-F1, tau {tau:g}", scores.f1()
        for group in size_groups(whole):
            codes = codes_in(part, whole, group.codes)
            yield f"F1 of {group.name}, tau {tau:g}", scores.f1(codes)


def codes_in(
    part: LabelledCorpus, whole: LabelledCorpus, codes: NDArray[np.integer]
) -> NDArray[np.integer]:
    """Return the codes of the same classes in a part, where rare ones may be missing."""
    wanted = {whole.classes[code] for code in codes}
    return np.array([code for code, name in enumerate(part.classes) if name in wanted])


def held_against(half: CurveFigure, whole: CurveFigure, *, falls: bool) -> tuple[float, ...]:
    """Return for each level whether it covers, and the error of what was expected."""
    labels, measured = float(whole.sizes[-1]), float(whole.values[-1])
    law = extrapolate(half, rises=not falls)
    estimates = [law.at(labels, level) for level in LEVELS]
    covered = [float(e.low <= measured <= e.high) for e in estimates]
    return *covered, estimates[0].value - measured, estimates[0].high - estimates[0].low


def print_table(found: dict[str, list[tuple[float, ...]]], truth: dict[str, CurveFigure]) -> None:
    """Print a row for each figure."""
    print("| figure | at half | at all | 90 % covers | 95 % covers | mean error | RMSE | width |")
    print("|---|---|---|---|---|---|---|---|")
    for name, rows in found.items():
        values, figure = np.array(rows), truth[name]
        covers = " | ".join(f"{100 * share:.0f} %" for share in values[:, :2].mean(axis=0))
        error = values[:, 2]
        print(
            f"| {name} | {figure.values[-3]:.3f} | {figure.values[-1]:.3f} | {covers} "
            f"| {error.mean():+.4f} | {np.sqrt((error**2).mean()):.4f} "
            f"| {values[:, 3].mean():.4f} |"
        )


if __name__ == "__main__":
    main()

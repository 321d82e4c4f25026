"""Seconds and memory of predicting the 330,000 documents of the sample study.

    python -m benchmarks.predict [--documents 330000] [--c 1] [--folds]

Each way is given the same coefficients and runs in a fresh process, so that its peak memory is its
own: texts go in, and class, posterior, second class and margin of each document come out. Reading
the files and fitting are left out of the seconds. "Same" is the share of documents that are decided
as scikit-learn decides them. With --folds, the scores of all five folds' models are timed too,
which the frequencies need. Compare CPU seconds where the machine is shared. Prints rows of a
Markdown table.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.corpus.corpus import Corpus, LabelledCorpus
from analysis.decision.settings import DecisionSettings
from analysis.model.crossfit import Training, deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.corpus_counts import count_corpus
from analysis.sampling.frequencies.corpus_scores import score_corpus, scoring_progress
from analysis.sampling.frequencies.decisions import decide_corpus
from analysis.sampling.frequencies.parts import NOTHING_KEPT, Parts
from analysis.study.kept_parts import KeptParts
from benchmarks.frequencies import sample

Way = Callable[[LabelledCorpus, Corpus, Training, TrainingSettings], NDArray[np.integer]]


def main() -> None:
    """Run each way in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=330_000)
    parser.add_argument("--c", type=float, default=1.0)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    settings = TrainingSettings(c=options.c)
    labelled, _ = sample()
    counts = count_terms(labelled.texts, settings.features)
    training = train(labelled, counts, deal_folds(labelled, settings), settings)
    ways: list[Way] = [scikit_learn, scikit_learn_in_chunks, priorscope, priorscope_kept]
    expected = None
    print("| way | wall, s | CPU, s | peak, GB | same |")
    print("|---|---|---|---|---|")
    for way in [*ways, priorscope_folds] if options.folds else ways:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            told, decided = pool.apply(row, (way, options.documents, training, settings))
        expected = decided if expected is None else expected
        print(f"{told} {np.mean(decided == expected):.4%} |", flush=True)


def row(
    way: Way, n_documents: int, training: Training, settings: TrainingSettings
) -> tuple[str, NDArray[np.integer]]:
    """Measure one way."""
    labelled, whole = sample()
    assert whole.clusters is not None
    corpus = Corpus(
        texts=whole.texts[:n_documents],
        clusters=whole.clusters[:n_documents],
        fingerprint="benchmark",
    )
    wall, cpu = time.perf_counter(), time.process_time()
    decided = way(labelled, corpus, training, settings)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return f"| {way.__doc__} | {wall:.1f} | {cpu:.1f} | {gigabytes:.2f} |", decided


def scikit_learn(
    labelled: LabelledCorpus, corpus: Corpus, training: Training, settings: TrainingSettings
) -> NDArray[np.integer]:
    """scikit-learn, transform and predict_proba"""
    vectoriser, model = _pipeline(labelled, training)
    posterior = model.predict_proba(vectoriser.transform(corpus.texts))
    return _two_best(posterior)


def scikit_learn_in_chunks(
    labelled: LabelledCorpus, corpus: Corpus, training: Training, settings: TrainingSettings
) -> NDArray[np.integer]:
    """The same, 16,384 documents at a time"""
    vectoriser, model = _pipeline(labelled, training)
    chunks = np.array_split(corpus.texts, -(-corpus.n_documents // 16_384))
    each = [_two_best(model.predict_proba(vectoriser.transform(chunk))) for chunk in chunks]
    return np.concatenate(each)


def priorscope(
    labelled: LabelledCorpus, corpus: Corpus, training: Training, settings: TrainingSettings
) -> NDArray[np.integer]:
    """Priorscope"""
    return _decide(labelled, corpus, training, settings, NOTHING_KEPT)


def priorscope_kept(
    labelled: LabelledCorpus, corpus: Corpus, training: Training, settings: TrainingSettings
) -> NDArray[np.integer]:
    """Priorscope, each chunk kept on disk"""
    with tempfile.TemporaryDirectory() as folder:
        parts = KeptParts(Path(folder) / "kept" / "predict.parts")
        return _decide(labelled, corpus, training, settings, parts)


def priorscope_folds(
    labelled: LabelledCorpus, corpus: Corpus, training: Training, settings: TrainingSettings
) -> NDArray[np.integer]:
    """Priorscope, with the models of five folds, fitted anew"""
    counts = count_terms(labelled.texts, settings.features)
    inputs = labelled, counts, corpus, stratify(labelled, corpus), training, settings
    return score_corpus(*inputs, scoring_progress(settings)).decisions.decided


def _decide(
    labelled: LabelledCorpus,
    corpus: Corpus,
    training: Training,
    settings: TrainingSettings,
    parts: Parts,
) -> NDArray[np.integer]:
    progress, model, features = scoring_progress(settings), training.model, settings.features
    counts = count_corpus(labelled, corpus, model.terms, features, progress, parts=parts)
    decision = DecisionSettings()
    return decide_corpus(counts, model, features, decision, progress, parts=parts).decided


def _pipeline(
    labelled: LabelledCorpus, training: Training
) -> tuple[TfidfVectorizer, LogisticRegression]:
    """What a script would have after its fit, with the coefficients at hand."""
    model = LogisticRegression()
    model.classes_ = np.arange(labelled.n_classes)
    model.coef_ = training.model.coefficients.astype(np.float64)
    model.intercept_ = training.model.intercept
    return TfidfVectorizer().fit(labelled.texts), model


def _two_best(posterior: NDArray[np.float64]) -> NDArray[np.integer]:
    """Find the first and second class and the margin, and return the first."""
    two = np.argpartition(posterior, -2, axis=1)[:, -2:]
    of_two = np.take_along_axis(posterior, two, axis=1)
    np.abs(np.diff(of_two, axis=1))
    return two[np.arange(len(two)), of_two.argmax(axis=1)]


if __name__ == "__main__":
    main()

"""Whether the frequency intervals hold, on redraws of the sample study; and what scoring costs.

    python -m benchmarks.frequencies redraws --documents 6600 --redraws 200
    python -m benchmarks.frequencies scoring

*Redraws* draws a tenth of every cluster anew each time, gives the drawn documents their true
labels, trains, scores the corpus and estimates; the true shares are the judge. All 133 classes
count in every redraw: one of which no label was drawn has the share 0 and an interval. Prints
rows of a Markdown table. *Scoring* times the sample study at full size beside scikit-learn.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.corpus.corpus import Corpus, LabelledCorpus, make_corpus, make_labelled_corpus
from analysis.decision.settings import DecisionSettings
from analysis.model.crossfit import Training, deal_folds, train
from analysis.model.features import TermCounts, count_terms
from analysis.model.settings import TrainingSettings
from analysis.sampling.coverage.strata import stratify
from analysis.sampling.frequencies.corpus_counts import count_corpus
from analysis.sampling.frequencies.corpus_scores import score_corpus, scoring_progress
from analysis.sampling.frequencies.decisions import decide_corpus
from analysis.sampling.frequencies.frequencies import estimate_frequencies
from analysis.sampling.frequencies.prevalence import Prevalence
from sample_data.make import Study, make_study

SAMPLE = Path(__file__).parents[1] / "sample_data"
LABELLED_SHARE = 0.1
SMALL = 1000  # documents


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("redraws", "scoring"))
    parser.add_argument("--documents", type=int, default=6_600)
    parser.add_argument("--redraws", type=int, default=200)
    parser.add_argument("--c", type=float, default=1.0)
    options = parser.parse_args()
    if options.what == "redraws":
        redraws(options.documents, options.redraws, TrainingSettings(c=options.c))
    else:
        scoring(TrainingSettings(c=options.c))


def redraws(n_documents: int, n_redraws: int, settings: TrainingSettings) -> None:
    """Print the coverage and the error of every estimate over all redraws."""
    study = make_study(0, n_documents)
    corpus = _corpus(study)
    codes = np.searchsorted(study.classes, study.true_labels.astype(str))
    truth = np.bincount(codes, minlength=len(study.classes)) / n_documents
    found: dict[str, list[Prevalence]] = {}
    for rows in drawn_rows(study, n_redraws):
        for name, estimate in estimates(study, corpus, codes, rows, settings):
            found.setdefault(name, []).append(estimate)
    small = truth * n_documents < SMALL * n_documents / 330_000
    print("| estimate | 95 % covers | of rare classes | RMSE | of rare classes |")
    print("|---|---|---|---|---|")
    for name, each in found.items():
        covered = np.array([(e.low <= truth) & (truth <= e.high) for e in each])
        error = np.sqrt(np.mean([(e.share - truth) ** 2 for e in each], axis=0)) / truth
        print(
            f"| {name} | {100 * covered.mean():.1f} % | {100 * covered[:, small].mean():.1f} % "
            f"| {error.mean():.4f} | {error[small].mean():.4f} |"
        )


def drawn_rows(study: Study, n_redraws: int) -> Iterator[NDArray[np.int64]]:
    """Yield the rows of a tenth of each cluster, rounded by chance."""
    generator = np.random.default_rng(1)
    clusters = study.documents["cluster"].to_numpy(dtype=object)
    members = [np.flatnonzero(clusters == name) for name in np.unique(clusters)]
    for _ in range(n_redraws):
        sizes = [int(LABELLED_SHARE * len(each) + generator.random()) for each in members]
        drawn = [
            generator.choice(each, size=n, replace=False)
            for each, n in zip(members, sizes, strict=True)
        ]
        yield np.sort(np.concatenate(drawn))


def estimates(
    study: Study,
    corpus: Corpus,
    codes: NDArray[np.int64],
    rows: NDArray[np.int64],
    settings: TrainingSettings,
) -> Iterator[tuple[str, Prevalence]]:
    """Yield each estimate from the documents drawn."""
    assert corpus.ids is not None
    assert corpus.clusters is not None
    labelled = LabelledCorpus(
        texts=corpus.texts[rows],
        ids=corpus.ids[rows],
        clusters=corpus.clusters[rows],
        codes=codes[rows].astype(np.int32),
        classes=study.classes,
        reject_class=study.reject_class,
        fingerprint="redraw",
    )
    counts = count_terms(labelled.texts, settings.features)
    training = train(labelled, counts, deal_folds(labelled, settings), settings)
    strata = stratify(labelled, corpus)
    progress = scoring_progress(settings)
    scores = score_corpus(labelled, counts, corpus, strata, training, settings, progress)
    found = estimate_frequencies(labelled, strata, training.out_of_fold, scores)
    assert found.model_based is not None
    yield "share of the labels", found.labelled
    yield "stratified", found.stratified
    yield "difference", found.model_based.difference


def scoring(settings: TrainingSettings) -> None:
    """Print the seconds that decisions and all scores of the full sample study take."""
    labelled, corpus = sample()
    counts = count_terms(labelled.texts, settings.features)
    training = train(labelled, counts, deal_folds(labelled, settings), settings)
    before = _peak_gigabytes()
    print(f"| what | s | peak memory, GB (before: {before:.2f}) |")
    print("|---|---|---|")
    _timed("decide all documents", lambda: decide(labelled, corpus, training, settings))
    _timed("all scores", lambda: score(labelled, counts, corpus, training, settings))
    _timed("scikit-learn, one model", lambda: plain(labelled, corpus, training))


def sample() -> tuple[LabelledCorpus, Corpus]:
    """Return the corpora of the sample study."""
    given, whole = (
        pq.read_table(SAMPLE / f"{part}.parquet").to_pandas().astype(object)
        for part in ("labelled", "unlabelled")
    )
    labelled = make_labelled_corpus(
        given["text"].to_numpy(),
        given["label"].to_numpy(),
        ids=given["id"].to_numpy(),
        clusters=given["cluster"].to_numpy(),
    )
    corpus = make_corpus(
        whole["text"].to_numpy(), ids=whole["id"].to_numpy(), clusters=whole["cluster"].to_numpy()
    )
    return labelled, corpus


def decide(
    labelled: LabelledCorpus, corpus: Corpus, training: Training, settings: TrainingSettings
) -> None:
    """Count the terms of the corpus and decide its documents."""
    progress, model = scoring_progress(settings), training.model
    counts = count_corpus(labelled, corpus, model.terms, settings.features, progress)
    decide_corpus(counts, model, settings.features, DecisionSettings(), progress)


def score(
    labelled: LabelledCorpus,
    counts: TermCounts,
    corpus: Corpus,
    training: Training,
    settings: TrainingSettings,
) -> None:
    """Decide, and predict by the models of all folds."""
    strata, progress = stratify(labelled, corpus), scoring_progress(settings)
    score_corpus(labelled, counts, corpus, strata, training, settings, progress)


def plain(labelled: LabelledCorpus, corpus: Corpus, training: Training) -> None:
    """Transform and predict as a script would, with the coefficients at hand."""
    vectoriser = TfidfVectorizer().fit(labelled.texts)
    model = LogisticRegression()
    model.classes_ = np.array(labelled.classes)
    model.coef_ = training.model.coefficients
    model.intercept_ = training.model.intercept
    model.predict_proba(vectoriser.transform(corpus.texts))


def _corpus(study: Study) -> Corpus:
    documents = study.documents
    return make_corpus(
        documents["text"].to_numpy(dtype=object),
        ids=documents["id"].to_numpy(dtype=object),
        clusters=documents["cluster"].to_numpy(dtype=object),
    )


def _timed(name: str, run: Callable[[], None]) -> None:
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(f"| {name} | {seconds:.1f} | {_peak_gigabytes():.2f} |", flush=True)


def _peak_gigabytes() -> float:
    """Most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()

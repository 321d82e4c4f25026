"""What a recommendation promises and what it keeps: nested figures beside held-out ones.

    python -m benchmarks.recommend sample_study
    python -m benchmarks.recommend clinc_longtail

The search sees the labelled documents alone, and its nested figures are printed before the held-out
labels are read: for the sample study the true labels of documents never labelled, for a corpus in
``../shared/corpora`` its ``truth.csv``. Baseline and recommended scenario are then fitted on the
labelled documents, and decide the others.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.metrics import f1_score

from analysis.corpus.corpus import LabelledCorpus, make_labelled_corpus
from analysis.corpus.reject import guess_reject_class
from analysis.decision.decide import decide
from analysis.decision.scenario import Scenario
from analysis.evaluation.aim import Aim
from analysis.explain.remedies.recommendation import recommend
from analysis.explain.remedies.recommendation_wording import (
    describe_scenario,
    recommendation_sentence,
)
from analysis.explain.remedies.remedies import DEFAULT_FITS
from analysis.model.crossfit import fit_model
from analysis.model.features import count_known_terms, count_terms, tfidf
from sample_data.make import FULL_SIZE, make_study

SAMPLE = "sample_study"
CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
HeldOut = tuple[NDArray[np.object_], NDArray[np.object_]]


def main() -> None:
    """Print the promise, then what became of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", help=f"{SAMPLE}, or a folder in {CORPORA}")
    parser.add_argument("--fits", type=int, default=DEFAULT_FITS)
    parser.add_argument("--seed", type=int, default=0, help="of the sample study")
    parser.add_argument("--documents", type=int, default=FULL_SIZE, help="of the sample study")
    options = parser.parse_args()
    corpus = labelled(options)
    start, cpu = time.perf_counter(), time.process_time()
    found = recommend(corpus, Aim(), options.fits)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(recommendation_sentence(found))
    print(
        f"{describe_scenario(found.scenario)}; {found.n_fits} fits, {seconds:.0f} s ({cpu:.0f} CPU)"
    )
    texts, true = held_out(options)
    for name, scenario in (("baseline", Scenario()), ("recommended", found.scenario)):
        print(f"{name} on {len(true):,} held-out labels: {scores(corpus, scenario, texts, true)}")


def labelled(options: argparse.Namespace) -> LabelledCorpus:
    """Return what the search may see."""
    if options.corpus == SAMPLE:
        table = make_study(options.seed, options.documents).labelled
    else:
        table = pd.read_csv(CORPORA / options.corpus / "labelled.csv", keep_default_na=False)
    labels = table["label"].astype(str)
    reject = guess_reject_class(sorted(set(labels)))
    return make_labelled_corpus(table["text"].tolist(), labels.tolist(), reject_class=reject)


def held_out(options: argparse.Namespace) -> HeldOut:
    """Return texts that it may not see, and their true labels."""
    if options.corpus != SAMPLE:
        table = pd.read_csv(CORPORA / options.corpus / "truth.csv", keep_default_na=False)
        return table["text"].to_numpy(dtype=object), table["label"].to_numpy(dtype=object)
    study = make_study(options.seed, options.documents)
    never = ~study.documents["id"].isin(study.labelled["id"]).to_numpy()
    texts = study.documents["text"].to_numpy(dtype=object)
    return texts[never], np.asarray(study.true_labels, dtype=object)[never]


def scores(
    corpus: LabelledCorpus,
    scenario: Scenario,
    texts: NDArray[np.object_],
    true: NDArray[np.object_],
) -> str:
    """Fit on the labels, decide the texts, and score."""
    settings = scenario.training
    model = fit_model(corpus, count_terms(corpus.texts, settings.features), settings)
    decided = []
    for part in np.array_split(texts, max(1, len(texts) // 20_000)):
        counts = count_known_terms(part, model.terms, settings.features)
        features = tfidf(counts, model.inverse_document_frequency, settings.features)
        decided.append(decide(model.logits(features), model.training_prior, scenario.decision))
    names = np.array(corpus.classes, dtype=object)[np.concatenate(decided)]
    macro = f1_score(true, names, average="macro", zero_division=0)
    return f"macro-F1 {macro:.3f}, micro-F1 {(names == true).mean():.3f}"


if __name__ == "__main__":
    main()

"""What the sample study is like: default scores, and what each remedy gains.

    python -m benchmarks.sample_study --seeds 0 1 2

Scores are out of fold (5 folds, stratified, identical documents together), on the labels as
given and on the true ones. The first row is ``TfidfVectorizer()`` with ``LogisticRegression()``,
both at their defaults; the others change what they name, and are fitted with the product's own
solver, which reaches the same optimum faster. Prints rows of a Markdown table.
"""

import argparse
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from analysis.corpus.normalise import identical_groups
from analysis.model.folds import stratified_group_folds
from analysis.model.softmax import SoftmaxRegression
from sample_data.make import FULL_SIZE, Study, make_study

N_FOLDS = 5
SPLIT = r"(?u)[^\W\d_]{2,}|\d{2,}"
WORDS = TfidfVectorizer()
SPLIT_WORDS = TfidfVectorizer(token_pattern=SPLIT)
CHARACTERS = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5))
# What is changed, the features, the model, and the strengths of the logit adjustment.
ROWS = (
    ("defaults", WORDS, LogisticRegression(), (0.0, 0.5, 1.0)),
    ("C = 10", WORDS, SoftmaxRegression(C=10), (0.0, 0.5)),
    ("C = 30", WORDS, SoftmaxRegression(C=30), (0.0, 0.5)),
    ("balanced class weights", WORDS, SoftmaxRegression(class_weight="balanced"), (0.0,)),
    ("letters split from digits", SPLIT_WORDS, SoftmaxRegression(), (0.0, 0.5)),
    ("letters split from digits, C = 10", SPLIT_WORDS, SoftmaxRegression(C=10), (0.0, 0.5)),
    ("character 2- to 5-grams", CHARACTERS, SoftmaxRegression(), (0.0, 0.5)),
)
Model = LogisticRegression | SoftmaxRegression


def main() -> None:
    """Print a row for each seed, setting and strength of the adjustment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--documents", type=int, default=FULL_SIZE)
    parser.add_argument("--defaults-only", action="store_true")
    options = parser.parse_args()
    print("| seed | changed | tau | micro / macro | true micro / macro | never predicted | s |")
    print("|---|---|---|---|---|---|---|")
    for seed in options.seeds:
        study = make_study(seed, options.documents)
        for name, features, model, taus in ROWS[: 1 if options.defaults_only else None]:
            for row in rows_of(study, features, model, taus):
                print(f"| {seed} | {name} | {row} |", flush=True)


def rows_of(
    study: Study, features: TfidfVectorizer, model: Model, taus: tuple[float, ...]
) -> Iterator[str]:
    """Yield the scores for each strength, as cells of a table."""
    start = time.perf_counter()
    logits, prior = out_of_fold(study, features, model)
    seconds = time.perf_counter() - start
    true = study.true_labels_of_labelled
    for tau in taus:
        decided = np.array(study.classes)[(logits - tau * np.log(prior)).argmax(axis=1)]
        never = len(study.classes) - len(set(decided))
        cells = [f"{tau:g}", scores(study.labels, decided), scores(true, decided)]
        yield " | ".join([*cells, str(never), f"{seconds:.0f}"])


def out_of_fold(
    study: Study, features: TfidfVectorizer, model: Model
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return logits, shape (n_labelled, n_classes), and the shares of the labels."""
    texts = study.labelled["text"].to_numpy(dtype=object)
    classes, codes, counts = np.unique(study.labels, return_inverse=True, return_counts=True)
    folds = stratified_group_folds(codes, identical_groups(texts), N_FOLDS, seed=0)
    logits = np.full((len(texts), len(classes)), -np.inf)
    for fold in range(N_FOLDS):
        training, held_out = folds != fold, folds == fold
        X = features.fit_transform(texts[training])
        model.fit(X, codes[training])
        logits[np.ix_(held_out, model.classes_)] = decision(model, features, texts[held_out])
    return logits, counts / counts.sum()


def decision(
    model: Model, features: TfidfVectorizer, texts: NDArray[np.object_]
) -> NDArray[np.float64]:
    """Return the logits of documents."""
    X: sparse.csr_matrix = features.transform(texts)
    return X @ model.coef_.T + model.intercept_


def scores(labels: NDArray[np.object_], decided: NDArray[np.object_]) -> str:
    """Return micro-F1 and macro-F1; a class that is never decided counts 0."""
    micro, macro = (
        f1_score(labels, decided, average=average, zero_division=0)
        for average in ("micro", "macro")
    )
    return f"{micro:.3f} / {macro:.3f}"


if __name__ == "__main__":
    main()

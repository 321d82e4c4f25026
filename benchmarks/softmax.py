"""Measure the softmax regression beside scikit-learn's lbfgs: time, memory, objective, gap.

    python -m benchmarks.softmax                        # both sides, everything: over an hour
    python -m benchmarks.softmax --fast-only            # without scikit-learn: a minute
    python -m benchmarks.softmax --corpora sample_study --costs 1

Every measurement is a process of its own, so that memory is its own too. Both sides fit the same
tf-idf features (words, scikit-learn's defaults) in the same folds, two fits at a time in two
threads; BLAS is held to one thread. A table is printed and everything is written to
benchmarks/results/softmax.json.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.model.folds import stratified_group_folds
from analysis.model.softmax import SoftmaxRegression

ROOT = Path(__file__).parents[1]
REAL_CORPORA = ROOT.parent / "shared" / "corpora"
RESULTS = ROOT / "benchmarks" / "results" / "softmax.json"
CORPORA = ("sample_study", "onet_soc_minor", "debian_sections")
COSTS = (1.0, 10.0)
SIDES = ("ours", "scikit-learn")
N_FOLDS = 5
N_THREADS = 2


@dataclass(frozen=True)
class Measurement:
    """One side on one corpus; the objective is that of the full fit, evaluated in float64."""

    corpus: str
    cost: float
    balanced: bool
    side: str
    n_documents: int
    n_terms: int
    n_classes: int
    full_seconds: float
    full_cpu_seconds: float
    all_seconds: float
    all_cpu_seconds: float
    objective: float
    gap: float
    passes: int
    peak_megabytes: float


def load(corpus: str) -> tuple[sparse.csr_matrix, NDArray[np.intp]]:
    """Tf-idf features and codes of a corpus's labelled documents."""
    if corpus == "sample_study":
        frame = pd.read_parquet(ROOT / "sample_data" / "labelled.parquet")
    else:
        frame = pd.read_csv(REAL_CORPORA / corpus / "labelled.csv", keep_default_na=False)
    features = TfidfVectorizer().fit_transform(frame["text"])
    return features, np.unique(frame["label"].astype(str), return_inverse=True)[1]


def estimator(side: str, cost: float, balanced: bool) -> SoftmaxRegression | LogisticRegression:
    weight = "balanced" if balanced else None
    if side == "ours":
        return SoftmaxRegression(C=cost, class_weight=weight)
    return LogisticRegression(C=cost, class_weight=weight, tol=1e-4, max_iter=1000)


def measure(corpus: str, cost: float, balanced: bool, side: str) -> Measurement:
    """Fit to all documents; then again, with a fit for each fold beside it."""
    features, codes = load(corpus)
    if side == "ours":
        compile_kernel()
    folds = stratified_group_folds(codes, np.arange(len(codes)), N_FOLDS, seed=0)
    subsets = [np.arange(len(codes)), *(np.flatnonzero(folds != f) for f in range(N_FOLDS))]

    def fit(rows: NDArray[np.intp]) -> SoftmaxRegression | LogisticRegression:
        return estimator(side, cost, balanced).fit(features[rows], codes[rows])

    wall, cpu = time.perf_counter(), time.process_time()
    model = fit(subsets[0])
    full = time.perf_counter() - wall, time.process_time() - cpu
    wall, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(N_THREADS) as pool:
        list(pool.map(fit, subsets))
    return Measurement(
        corpus=corpus,
        cost=cost,
        balanced=balanced,
        side=side,
        n_documents=features.shape[0],
        n_terms=features.shape[1],
        n_classes=len(model.classes_),
        full_seconds=full[0],
        full_cpu_seconds=full[1],
        all_seconds=time.perf_counter() - wall,
        all_cpu_seconds=time.process_time() - cpu,
        objective=objective(model, features, codes, cost, balanced),
        gap=getattr(model, "gap_", float("nan")),
        passes=int(np.max(model.n_iter_)),
        peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def compile_kernel() -> None:
    """Pay for compiling, or for loading what was compiled, before the clock starts."""
    features = sparse.random(1000, 100, density=0.1, format="csr", random_state=0)
    SoftmaxRegression().fit(features, np.arange(1000) % 50)


def objective(
    model: SoftmaxRegression | LogisticRegression,
    features: sparse.csr_matrix,
    codes: NDArray[np.intp],
    cost: float,
    balanced: bool,
) -> float:
    """C sum_i w_i loss_i + |W|^2 / 2, for either side by the same lines."""
    support = np.bincount(codes)
    weight = (len(codes) / (len(support) * support))[codes] if balanced else np.ones(len(codes))
    log_posteriors = model.predict_log_proba(features)
    loss = -weight @ log_posteriors[np.arange(len(codes)), codes]
    return float(cost * loss + 0.5 * np.vdot(model.coef_, model.coef_))


def measure_apart(corpus: str, cost: float, balanced: bool, side: str) -> Measurement:
    """Measure in a process of its own."""
    call = [sys.executable, "-m", "benchmarks.softmax", "--measure", side]
    call += ["--corpora", corpus, "--costs", str(cost), *(["--balanced"] if balanced else [])]
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment = {**os.environ, **threads}
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=environment)
    return Measurement(**json.loads(done.stdout))


def table(measurements: list[Measurement]) -> str:
    """A row for each measurement; ratios where both sides were measured."""
    frame = pd.DataFrame([asdict(m) for m in measurements])
    keys = ["corpus", "cost", "balanced"]
    reference = frame[frame["side"] == "scikit-learn"].set_index(keys)
    if len(reference):
        theirs = reference.loc[pd.MultiIndex.from_frame(frame[keys])]
        frame["times_faster"] = theirs["all_seconds"].to_numpy() / frame["all_seconds"]
        excess = frame["objective"] / theirs["objective"].to_numpy() - 1
        frame["objective_ratio_minus_1"] = excess
    return frame.to_string(index=False, float_format=lambda number: f"{number:.4g}")


def keep(measurements: list[Measurement]) -> None:
    """Write what is there so far: the slow side may take an hour."""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(m) for m in measurements], indent=1))
    print(measurements[-1], flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", nargs="+", default=CORPORA, choices=CORPORA)
    parser.add_argument("--costs", nargs="+", type=float, default=COSTS)
    parser.add_argument("--balanced", action="store_true", help="balanced class weights")
    parser.add_argument("--fast-only", action="store_true", help="leave out scikit-learn")
    parser.add_argument("--measure", choices=SIDES, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        done = measure(chosen.corpora[0], chosen.costs[0], chosen.balanced, chosen.measure)
        print(json.dumps(asdict(done)))
        return
    measurements = []
    for corpus in chosen.corpora:
        if corpus != "sample_study" and not REAL_CORPORA.exists():
            print(f"{corpus}: left out, there is no {REAL_CORPORA}")
            continue
        for cost in chosen.costs:
            for side in SIDES[: 1 if chosen.fast_only else 2]:
                measurements.append(measure_apart(corpus, cost, chosen.balanced, side))
                keep(measurements)
    print(table(measurements))


if __name__ == "__main__":
    main()

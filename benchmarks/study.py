"""Seconds that the study store takes with the sample study and a training of its size.

python benchmarks/study.py
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from analysis.corpus.corpus import Corpus, LabelledCorpus, make_corpus, make_labelled_corpus
from analysis.model.crossfit import OutOfFold, Training
from analysis.model.linear import LinearModel
from analysis.model.settings import TrainingSettings
from analysis.study.listing import list_studies
from analysis.study.results import load_training, save_training
from analysis.study.store import create_study, open_study, refresh_study, update_study

SAMPLE = Path(__file__).parents[1] / "sample_data"
N_TERMS = 70_000
REPEATS = 5


def sample() -> tuple[LabelledCorpus, Corpus]:
    """Corpora of the sample study."""
    given, whole = (
        {name: column.to_numpy(zero_copy_only=False) for name, column in _columns(part)}
        for part in ("labelled", "unlabelled")
    )
    labelled = make_labelled_corpus(
        given["text"], given["label"], ids=given["id"], clusters=given["cluster"]
    )
    return labelled, make_corpus(whole["text"], ids=whole["id"], clusters=whole["cluster"])


def training(labelled: LabelledCorpus) -> Training:
    """Random numbers in the form of a training on words."""
    rng = np.random.default_rng(0)
    n_documents, n_classes = labelled.n_documents, labelled.n_classes
    prior = labelled.support / n_documents
    model = LinearModel(
        rng.random((n_classes, N_TERMS), dtype=np.float32),
        rng.random(n_classes),
        np.array([f"term {k}" for k in range(N_TERMS)], dtype=object),
        rng.random(N_TERMS),
        prior,
    )
    logits = rng.random((n_documents, n_classes), dtype=np.float32)
    folds = rng.integers(5, size=n_documents).astype(np.int8)
    return Training(model, OutOfFold(logits, folds, prior, np.zeros(5)))


def report(what: str, run: Callable[[], object]) -> None:
    """Print the median and the longest of several runs."""
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    print(f"{what:28} {np.median(seconds):8.4f} s   longest {max(seconds):8.4f} s")


def main() -> None:
    labelled, unlabelled = sample()
    trained, settings = training(labelled), TrainingSettings()
    print(f"{unlabelled.n_documents:,} + {labelled.n_documents:,} documents, {N_TERMS:,} terms")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)

        def create() -> str:
            return create_study(
                home, "Sample", labelled, unlabelled, drawing="proportional", aim="explore"
            ).id

        report("create", create)
        study_id = create()
        study = open_study(home, study_id)
        report("open", lambda: open_study(home, study_id))
        report("refresh", lambda: refresh_study(home, study))
        report("change the aim", lambda: update_study(home, study_id, aim="classify"))
        report("change the reject class", lambda: update_study(home, study_id, reject_class=None))
        report("list six studies", lambda: list_studies(home))
        report(
            "keep a training", lambda: save_training(home, study_id, labelled, settings, trained)
        )
        report("load a training", lambda: load_training(home, study_id, labelled, settings))
        sizes = sorted(info.n_bytes / 1e6 for info in list_studies(home))
        print(f"{sizes[0]:.1f} MB a study, {sizes[-1] - sizes[0]:.1f} MB a training")


def _columns(part: str) -> list[tuple[str, object]]:
    table = pq.read_table(SAMPLE / f"{part}.parquet")
    return list(zip(table.column_names, table.columns, strict=True))


if __name__ == "__main__":
    main()

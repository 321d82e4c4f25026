"""Seconds and memory to read and check a corpus of 330,000 documents.

    OMP_NUM_THREADS=1 python benchmarks/read.py [--documents 330000]

Makes both corpora as files of each kind in a temporary folder. Each kind is then read, made into
corpora, fingerprinted and checked in a fresh process, so that its peak memory is its own. The
budget is 3 seconds for reading and checking the unlabelled corpus on one core. Prints rows of a
Markdown table.
"""

import argparse
import multiprocessing
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from analysis.corpus.checks import check_labelled, check_unlabelled
from analysis.corpus.columns import guess_columns, labelled_corpus, unlabelled_corpus
from analysis.corpus.drawing import guess_drawing
from analysis.corpus.read import read_table

N_CLASSES, N_CLUSTERS, N_WORDS = 133, 200, 20_000
KINDS = (".csv", ".csv.gz", ".tsv", ".jsonl", ".parquet")


def documents(n: int) -> pa.Table:
    """Make texts of 4 to 9 words, one in twenty with letters beyond ASCII."""
    rng = np.random.default_rng(0)
    words = np.array([f"{'ü' if i % 150 == 0 else 'u'}word{i:x}" for i in range(N_WORDS)])
    lengths = rng.integers(4, 10, n)
    drawn = words[np.minimum(rng.zipf(1.2, lengths.sum()), N_WORDS) - 1]
    clusters = rng.integers(0, N_CLUSTERS, n)
    return pa.table(
        {
            "id": [f"D{i:06}" for i in range(n)],
            "text": [" ".join(part) for part in np.split(drawn, np.cumsum(lengths)[:-1])],
            "cluster": [f"cluster {k}" for k in clusters],
        }
    )


def labelled_rows(table: pa.Table, rows: NDArray[np.int64]) -> pa.Table:
    """Take some documents and give them labels, a third of them of one class."""
    draws = np.random.default_rng(1).integers(0, N_CLASSES * 3 // 2, len(rows))
    labels = [f"class {min(k, N_CLASSES - 1)}" for k in draws]
    return table.take(rows).append_column("label", pa.array(labels))


def write(table: pa.Table, path: Path) -> None:
    """Write a table as the kind of file that its name says."""
    if path.suffix == ".parquet":
        pa.parquet.write_table(table, path)
    elif path.suffix == ".jsonl":
        table.to_pandas().to_json(path, orient="records", lines=True, force_ascii=False)
    else:
        delimiter = "\t" if path.suffix == ".tsv" else ","
        with (
            pa.CompressedOutputStream(path, "gzip")
            if path.suffix == ".gz"
            else path.open("wb") as sink
        ):
            options = pa.csv.WriteOptions(delimiter=delimiter)
            pa.csv.write_csv(table, sink, write_options=options)


def measured(unlabelled: Path, labelled: Path) -> tuple[float, float, float, float]:
    """Return seconds to read, to check, for the labelled corpus, and MB at the peak.

    Seconds are those of the processor: nothing runs in parallel, and machines are shared.
    """
    start = time.process_time()
    table = read_table(unlabelled.name, unlabelled)
    corpus, _ = unlabelled_corpus(table, guess_columns(table))
    read = time.process_time()
    check_unlabelled(corpus)
    checked = time.process_time()
    table = read_table(labelled.name, labelled)
    sample, _ = labelled_corpus(table, guess_columns(table))
    check_labelled(sample)
    check_unlabelled(corpus, sample)
    guess_drawing(sample, corpus)
    done = time.process_time()
    return read - start, checked - read, done - checked, peak_megabytes()


def peak_megabytes() -> float:
    """Return the most memory that this process has held; only Linux tells."""
    # getrusage would give that of the parent, if it held more before it started this process.
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=330_000)
    n = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name:
        table = documents(n)
        sample = labelled_rows(table, np.arange(0, n, 10))
        print("| kind | read, s | check, s | both, s | labelled, compared, s | peak, MB |")
        print("|---|---|---|---|---|---|")
        for kind in KINDS:
            paths = Path(name) / f"unlabelled{kind}", Path(name) / f"labelled{kind}"
            write(table, paths[0])
            write(sample, paths[1])
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                read, check, compare, peak = pool.apply(measured, paths)
            times = f"{read:.2f} | {check:.2f} | {read + check:.2f} | {compare:.2f}"
            print(f"| {kind} | {times} | {peak:,.0f} |", flush=True)


if __name__ == "__main__":
    main()

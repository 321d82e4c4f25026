"""Frequencies on the command line against sums written out."""

import csv
import json

import numpy as np
import pytest

from analysis.cli import main
from tests.sampling.populations import NAMES, draw, population


def write(path, header, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return str(path)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A corpus, a fifth of it labelled cluster by cluster, and what was drawn."""
    folder = tmp_path_factory.mktemp("frequencies")
    corpus, codes = population()
    rows = draw(corpus, 0, np.random.default_rng(0), [0.1, 0.3, 0.2, 0.2, 0.3, 0.6])
    documents = list(zip(corpus.ids, corpus.texts, corpus.clusters, strict=True))
    whole = write(folder / "corpus.csv", ["id", "text", "cluster"], documents)
    drawn = [(*documents[row], NAMES[codes[row]]) for row in rows]
    labelled = write(folder / "labelled.csv", ["id", "text", "cluster", "label"], drawn)
    return folder, labelled, whole, documents, drawn


def report(capsys, *arguments):
    assert main(["frequencies", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_report_agrees_with_sums_written_out(capsys, files):
    _, labelled, whole, documents, drawn = files
    told = report(capsys, labelled, whole)
    rows = {row["class"]: row for row in told["per_class"]}
    for name in NAMES:
        labels = sum(label == name for *_, label in drawn)
        assert rows[name]["share_labelled"] == pytest.approx(labels / len(drawn))
        stratified = 0.0
        for cluster in {cluster for _, _, cluster in documents}:
            here = [label for _, _, each, label in drawn if each == cluster]
            size = sum(each == cluster for _, _, each in documents)
            stratified += size / len(documents) * here.count(name) / len(here)
        assert rows[name]["share_stratified"] == pytest.approx(stratified)
        for kind in ("stratified", "difference"):
            low, share, high = (
                rows[name][key] for key in (f"{kind}_low", f"share_{kind}", f"{kind}_high")
            )
            assert 0 <= low <= share <= high <= 1
    assert sum(row["share_difference"] for row in told["per_class"]) == pytest.approx(1)
    assert told["documents"] == len(documents)
    assert told["clusters_without_label"] == {"share": 0, "clusters": []}


def test_own_figures_stand_beside_and_are_flagged(capsys, files):
    folder, labelled, whole, *_ = files
    own = write(
        folder / "own.csv", ["class", "share"], zip(NAMES, (0.1, 0.7, 0.15, 0.05), strict=True)
    )
    told = report(capsys, labelled, whole, "--own", own)
    flagged = {row["class"] for row in told["per_class"] if "own figure" in row["disagreement"]}
    assert flagged == {"bad", "bolt"}


def test_the_table_says_how_far_the_figures_can_be_trusted(capsys, files):
    _, labelled, whole, *_ = files
    assert main(["frequencies", labelled, whole, "--clusters-after"]) == 0
    printed = capsys.readouterr().out
    for words in ("of 600 documents are bad", "6 clusters in 6 strata", "valve"):
        assert words in printed


@pytest.mark.parametrize(
    ("header", "rows", "message"),
    [
        (["text"], [["zz"], ["yy"]], "has a word in common"),
        (["text", "cluster"], [["zz", "x"], ["yy", "y"]], "clusters: fewer than two"),
        (["text"], [], "corpus2.csv"),
    ],
)
def test_a_corpus_that_cannot_be_estimated_is_refused(capsys, files, header, rows, message):
    folder, labelled, *_ = files
    other = write(folder / "corpus2.csv", header, rows)
    assert main(["frequencies", labelled, other]) == 2
    assert message in capsys.readouterr().err


def test_own_figures_that_do_not_sum_to_one_are_refused(capsys, files):
    folder, labelled, whole, *_ = files
    own = write(folder / "half.csv", ["class", "share"], [["bad", "0.5"]])
    assert main(["frequencies", labelled, whole, "--own", own]) == 2
    assert "not to 1 within 1 %" in capsys.readouterr().err

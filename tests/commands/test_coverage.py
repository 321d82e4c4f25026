"""Coverage on the command line against counts written out."""

import json

import numpy as np
import pytest

from analysis.cli import main
from tests.commands.test_frequencies import write
from tests.sampling.populations import NAMES, draw, population


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A corpus of six clusters, one without labels and one with many, and what was drawn."""
    folder = tmp_path_factory.mktemp("coverage")
    corpus, codes = population()
    rows = draw(corpus, 0, np.random.default_rng(0), [0.0, 0.2, 0.1, 0.5, 0.2, 0.2])
    documents = list(zip(corpus.ids, corpus.texts, corpus.clusters, strict=True))
    whole = write(folder / "corpus.csv", ["id", "text", "cluster"], documents)
    drawn = [(*documents[row], NAMES[codes[row]]) for row in rows]
    labelled = write(folder / "labelled.csv", ["id", "text", "cluster", "label"], drawn)
    return labelled, whole, documents, drawn


def test_the_report_agrees_with_counts_written_out(capsys, files):
    labelled, whole, documents, drawn = files
    assert main(["coverage", labelled, whole, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["documents"], told["labels"]) == (len(documents), len(drawn))
    assert told["clusters_without_label"]["clusters"] == ["c0"]
    rows = {row["cluster"]: row for row in told["per_cluster"]}
    for name, row in rows.items():
        size = sum(cluster == name for *_, cluster in documents)
        assert row["documents"] == size
        assert row["labels"] == sum(cluster == name for _, _, cluster, _ in drawn)
        assert row["expected"] == pytest.approx(len(drawn) * size / len(documents))
        assert row["low"] <= row["expected"] <= row["high"]
        assert row["deviates"] == (not row["low"] <= row["labels"] <= row["high"])
    assert rows["c0"]["deviates"]
    assert rows["c3"]["deviates"]
    assert (rows["c3"]["drawing"], rows["c0"]["purity"]) == ("too many", None)
    assert set(told["agreement"]) >= {"homogeneity", "completeness", "sentence"}
    assert "no class has a single label" in told["missed"]["sentence"]


def test_the_table_says_the_same_in_sentences_and_lines(capsys, files):
    assert main(["coverage", *files[:2]]) == 0
    said = capsys.readouterr().out
    assert "1 cluster holding" in said
    assert "! too many" in said
    assert "Clusters are no classes" in said


def test_a_corpus_without_clusters_is_told_how_to_get_some(capsys, files, tmp_path):
    labelled, _, documents, _ = files
    bare = write(tmp_path / "bare.csv", ["id", "text"], [document[:2] for document in documents])
    assert main(["coverage", labelled, bare]) == 2
    assert "priorscope clusters bare.csv --out FILE" in capsys.readouterr().err

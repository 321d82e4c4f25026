"""Clusters on the command line, taken back by the other subcommands."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.cli import main
from tests.sampling.clusters.test_clustering import sentences


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clusters")
    texts, of_text = sentences(400)
    texts = [*texts, "quite alone"]
    ids = [f"d{row}" for row in range(len(texts))]
    corpus = pd.DataFrame({"number": ids, "what": texts, "cluster": "old"})
    corpus.to_csv(folder / "corpus.csv", index=False)
    drawn = np.random.default_rng(0).choice(400, 80, replace=False)
    labelled = pd.DataFrame({"text": np.array(texts)[drawn], "label": of_text[drawn].astype(str)})
    labelled.to_csv(folder / "labelled.csv", index=False)
    return folder, texts, of_text


def clusters(files, out, *options):
    folder = files[0]
    paths = str(folder / "corpus.csv"), "--out", str(folder / out)
    return main(["clusters", *paths, "--corpus-text-column", "what", *options])


def test_documents_are_written_in_order_with_new_clusters(files):
    folder, texts, of_text = files
    assert clusters(files, "out.parquet", "--clusters", "4") == 0
    written = pd.read_parquet(folder / "out.parquet")
    assert list(written) == ["id", "text", "cluster"]
    assert written["text"].tolist() == texts
    assert written["cluster"].iloc[-1] == "no shared word"
    assert adjusted_rand_score(of_text, written["cluster"][:-1]) == 1


def test_json_tells_sizes_words_and_agreement(files, capsys):
    assert clusters(files, "out.csv", "--clusters", "4", "--seed", "3", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["clusters"], report["seed"], report["documents"]) == (4, 3, 401)
    assert sum(row["documents"] for row in report["per_cluster"]) == 401
    assert sum(row["share"] for row in report["per_cluster"]) == pytest.approx(1)
    assert report["agreement"]["adjusted_rand"] > 0.7
    assert {row["words"].split(", ")[0] for row in report["per_cluster"][:4]} == {
        *("bolt", "flange", "valve", "pump")
    }


def test_the_number_is_guessed_and_explained(files, capsys):
    assert clusters(files, "out.csv") == 0
    said = capsys.readouterr().out
    assert "a rule of thumb" in said
    assert "Other seeds lead to" in said


def test_the_file_is_taken_back_by_frequencies(files, capsys):
    folder = files[0]
    clusters(files, "again.csv", "--clusters", "4")
    capsys.readouterr()
    paths = [str(folder / name) for name in ("labelled.csv", "again.csv")]
    assert main(["frequencies", *paths, "--clusters-after", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    # One stratum for each cluster; the text that shares no word has no label, and joins one.
    assert report["strata"] in (4, 5)
    assert report["clusters_without_label"]["clusters"] == ["no shared word"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--clusters", "0"], "0 is too few"),
        (["--clusters", "5000"], "5,000 are more than the"),
        (["--seed", "-1"], "-1 is negative"),
    ],
)
def test_impossible_numbers_are_refused_and_nothing_is_written(files, capsys, options, said):
    assert clusters(files, "refused.csv", *options) == 2
    assert said in capsys.readouterr().err
    assert not (files[0] / "refused.csv").exists()


def test_another_kind_of_file_is_refused(files, capsys):
    assert clusters(files, "out.xlsx") == 2
    assert "must end in .csv or .parquet" in capsys.readouterr().err

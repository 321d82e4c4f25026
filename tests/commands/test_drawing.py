"""Labels weighed on the command line as they were drawn."""

import csv
import json

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.cli import main
from analysis.corpus.selection import PLANNED_ON_COLUMN
from tests.sampling.populations import NAMES, draw, population

FRACTIONS = [0.1, 0.3, 0.2, 0.2, 0.3, 0.6]


def write(path, header, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return str(path)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A corpus, labels drawn from its clusters in other shares, and the weight of each label."""
    folder = tmp_path_factory.mktemp("drawing")
    corpus, codes = population()
    rows = draw(corpus, 0, np.random.default_rng(0), FRACTIONS)
    documents = list(zip(corpus.ids, corpus.texts, corpus.clusters, strict=True))
    whole = write(folder / "corpus.csv", ["id", "text", "cluster"], documents)
    clusters = corpus.clusters[rows]
    per_label = {
        name: (corpus.clusters == name).sum() / (clusters == name).sum() for name in set(clusters)
    }
    weights = np.array([per_label[name] for name in clusters])
    drawn = [
        (*documents[row], NAMES[codes[row]], 1 / w) for row, w in zip(rows, weights, strict=True)
    ]
    labelled = write(
        folder / "labelled.csv", ["id", "text", "cluster", "label"], [d[:4] for d in drawn]
    )
    header = ["id", "text", "label", "selection_probability"]
    chances = write(folder / "chances.csv", header, [(d[0], d[1], d[3], d[4]) for d in drawn])
    return folder, labelled, whole, chances, weights


def evaluated(capsys, *arguments):
    assert main(["evaluate", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_figures_are_weighed_by_the_clusters(capsys, files):
    _, labelled, whole, _, weights = files
    told = evaluated(capsys, labelled, "--drawn", "by-cluster", "--corpus", whole)
    plain = evaluated(capsys, labelled)
    assert told["weighed_by"] == "clusters"
    assert plain["weighed_by"] == "none"
    worth = weights.sum() ** 2 / (weights**2).sum()
    assert told["effective_documents"] == pytest.approx(worth)
    assert plain["effective_documents"] == plain["documents"] == len(weights)
    assert told["micro_f1"]["value"] != pytest.approx(plain["micro_f1"]["value"], abs=1e-4)


def test_selection_probabilities_need_no_corpus_and_weigh_the_same_here(capsys, files):
    _, labelled, whole, chances, _ = files
    by_chance = evaluated(capsys, chances, "--drawn", "by-cluster", "--seed", "1")
    by_cluster = evaluated(
        capsys, labelled, "--drawn", "by-cluster", "--corpus", whole, "--seed", "1"
    )
    assert by_chance["weighed_by"] == "probabilities"
    for name in ("micro_f1", "macro_f1"):
        assert by_chance[name]["value"] == pytest.approx(by_cluster[name]["value"])


def test_classes_weigh_as_the_file_of_shares_says(capsys, files, tmp_path):
    labelled = files[1]
    shares = dict(zip(NAMES, [0.1, 0.2, 0.3, 0.4], strict=True))
    path = write(tmp_path / "shares.csv", ["class", "share"], shares.items())
    told = evaluated(capsys, labelled, "--drawn", "by-class", "--class-shares", path)
    assert told["weighed_by"] == "classes"
    recall = {row["class"]: row["recall"] for row in told["per_class"]}
    expected = sum(shares[name] * recall[name] for name in NAMES)
    assert told["micro_f1"]["value"] == pytest.approx(expected)


@pytest.mark.parametrize("drawn", ["at-random", "chosen"])
def test_labels_drawn_at_random_or_chosen_count_alike(capsys, files, drawn):
    told = evaluated(capsys, files[1], "--drawn", drawn)
    assert told["weighed_by"] == "none"
    assert told["effective_documents"] == told["documents"]


def test_predictions_of_a_weighted_fit_are_those_of_scikit_learns_sample_weights(files, tmp_path):
    _, labelled, whole, _, weights = files
    out = tmp_path / "out.csv"
    arguments = [labelled, whole, "--drawn", "by-cluster", "--design-weights", "--c", "5"]
    assert main(["predict", *arguments, "--out", str(out)]) == 0
    with out.open(encoding="utf-8") as file:
        found = [row["predicted"] for row in csv.DictReader(file)]
    with open(labelled, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    vectoriser = TfidfVectorizer()
    features = vectoriser.fit_transform([row["text"] for row in rows])
    model = LogisticRegression(C=5, tol=1e-8, max_iter=10_000)
    model.fit(features, [row["label"] for row in rows], sample_weight=weights / weights.mean())
    corpus, _ = population()
    expected = model.predict(vectoriser.transform(corpus.texts))
    assert np.mean(expected == found) > 0.998


def test_frequencies_say_what_was_said_and_take_a_weighted_model(capsys, files):
    _, labelled, whole, *_ = files
    options = ["--drawn", "by-cluster", "--design-weights", "--json"]
    assert main(["frequencies", labelled, whole, *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["drawing"]["said"] == "by-cluster"
    assert sum(row["share_difference"] for row in told["per_class"]) == pytest.approx(1)


def test_people_are_told_what_weighed_labels_are_worth(capsys, files):
    assert main(["evaluate", files[1], "--drawn", "by-cluster", "--corpus", files[2]]) == 0
    assert "weighed by clusters: worth " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--drawn", "by-cluster"], "nothing tells how many documents each label stands for"),
        (["--drawn", "by-class"], "the shares of the classes in the corpus are needed"),
        (["--design-weights"], "Say how the labels were drawn with --drawn by-cluster"),
        (["--drawn", "chosen", "--design-weights"], "labels count alike"),
    ],
)
def test_what_is_missing_is_said(capsys, files, options, message):
    assert main(["evaluate", files[1], *options]) == 2
    assert message in capsys.readouterr().err


def test_numbers_of_documents_need_the_corpus(capsys, files, tmp_path):
    path = write(tmp_path / "n.csv", ["class", "documents"], [(name, 150) for name in NAMES])
    options = ["--drawn", "by-class", "--class-shares", path]
    assert main(["evaluate", files[1], *options]) == 2
    assert "documents say nothing without the corpus" in capsys.readouterr().err
    assert evaluated(capsys, files[1], *options, "--corpus", files[2])["weighed_by"] == "classes"


@pytest.mark.parametrize("options", [[], ["--drawn", "by-cluster"]])
def test_labels_planned_on_another_corpus_are_refused(capsys, files, tmp_path, options):
    rows = [("a b", "x", "corpus-0"), ("c d", "y", "corpus-0")]
    labelled = write(tmp_path / "planned.csv", ["text", "label", PLANNED_ON_COLUMN], rows)
    assert main(["evaluate", labelled, "--corpus", files[2], *options]) == 2
    told = capsys.readouterr().err
    assert "2 of 2 documents were drawn from another corpus" in told
    assert main(["frequencies", labelled, files[2]]) == 2
    assert capsys.readouterr().err == told

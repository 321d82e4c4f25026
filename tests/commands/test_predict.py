"""Predictions on the command line against a plain scikit-learn pipeline."""

import csv

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from analysis.cli import main
from analysis.corpus.corpus import make_labelled_corpus
from analysis.decision.scenario import Scenario
from analysis.decision.scenario_json import scenario_as_json
from analysis.decision.settings import DecisionSettings
from tests.corpora import long_tailed

HEADER = ["id", "text", "predicted", "posterior", "second", "margin"]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("predict")
    labelled, others = long_tailed(), long_tailed(seed=1)
    names = [labelled.classes[code] for code in labelled.codes]
    frame = pd.DataFrame({"text": labelled.texts, "label": names})
    frame.to_csv(folder / "labelled.csv", index=False)
    texts = [*others.texts, "=1+1", *others.texts[:5], "nothing known"]
    corpus = pd.DataFrame({"id": [f"d{i}" for i in range(len(texts))], "text": texts})
    corpus.to_csv(folder / "corpus.csv", index=False)
    return folder, frame, corpus


def predict(files, out, *options):
    folder = files[0]
    paths = [str(folder / name) for name in ("labelled.csv", "corpus.csv")]
    return main(["predict", *paths, "--out", str(folder / out), *options])


def test_predictions_agree_with_a_plain_pipeline(files):
    folder, labelled, corpus = files
    assert predict(files, "out.parquet", "--c", "5") == 0
    found = pd.read_parquet(folder / "out.parquet")
    assert list(found) == HEADER
    assert found["text"].tolist() == corpus["text"].tolist()
    assert found["id"].tolist() == corpus["id"].tolist()
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=5, tol=1e-6, max_iter=5000))
    model.fit(labelled["text"], labelled["label"])
    posterior = model.predict_proba(corpus["text"])
    ranked = np.sort(posterior, axis=1)
    assert found["predicted"].tolist() == model.predict(corpus["text"]).tolist()
    np.testing.assert_allclose(found["posterior"], ranked[:, -1], atol=1e-3)
    np.testing.assert_allclose(found["margin"], ranked[:, -1] - ranked[:, -2], atol=1e-3)


def test_decision_options_change_the_decisions(files):
    folder = files[0]
    assert predict(files, "plain.parquet") == 0
    assert predict(files, "equal.parquet", "--prior", "equal", "--tau", "1") == 0
    plain, equal = (
        pd.read_parquet(folder / f"{name}.parquet")["predicted"] for name in ("plain", "equal")
    )
    assert equal.nunique() > plain.nunique()


def test_a_scenario_says_how_to_decide(files):
    folder, labelled, _ = files
    corpus = make_labelled_corpus(labelled["text"], labelled["label"])
    scenario = Scenario(decision=DecisionSettings("equal", 1.0))
    (folder / "scenario.json").write_text(scenario_as_json(scenario, corpus.classes))
    assert predict(files, "told.parquet", "--scenario", str(folder / "scenario.json")) == 0
    assert predict(files, "equal.parquet", "--prior", "equal", "--tau", "1") == 0
    told, equal = (pd.read_parquet(folder / f"{name}.parquet") for name in ("told", "equal"))
    pd.testing.assert_frame_equal(told, equal)


def test_csv_runs_no_formula(files):
    assert predict(files, "out.csv") == 0
    with (files[0] / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == HEADER
    assert "'=1+1" in [row["text"] for row in rows]


@pytest.mark.parametrize(
    ("out", "options", "message"),
    [
        ("out.xlsx", [], "must end in .csv or .parquet"),
        ("nowhere/out.csv", [], "cannot be written"),
        ("out.csv", ["--tau", "7"], "tau: 7.0 is out of range"),
        ("out.csv", ["--corpus-text-column", "nope"], "nope"),
    ],
)
def test_wrong_input_is_told_in_one_message(capsys, files, out, options, message):
    assert predict(files, out, *options) == 2
    assert message in capsys.readouterr().err

"""The command line against an independent reading, pipeline and metrics."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, f1_score, precision_recall_fscore_support
from sklearn.pipeline import make_pipeline

from analysis.cli import main
from analysis.decision.scenario import Scenario
from analysis.decision.scenario_json import scenario_fields
from analysis.decision.settings import DecisionSettings
from tests.corpora import long_tailed

CLINC = Path(__file__).parents[2].parent / "shared" / "corpora" / "clinc_longtail" / "labelled.csv"


@pytest.fixture(scope="module")
def corpus_file(tmp_path_factory):
    corpus = long_tailed()
    path = tmp_path_factory.mktemp("evaluate") / "labelled.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        labels = (corpus.classes[code] for code in corpus.codes)
        writer.writerows(zip(corpus.texts, labels, strict=True))
    return path


def report(capsys, path, *options):
    assert main(["evaluate", str(path), *options, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def independent_decisions(path, folds_path, c, class_weight):
    """Read, fit and decide with the standard library and scikit-learn alone."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with folds_path.open() as file:
        folds = np.array([int(row["fold"]) for row in csv.DictReader(file)])
    texts = np.array([row["text"] for row in rows], dtype=object)
    labels = np.array([row["label"] for row in rows], dtype=object)
    decided = np.empty_like(labels)
    for fold in np.unique(folds):
        model = make_pipeline(
            TfidfVectorizer(),
            LogisticRegression(C=c, class_weight=class_weight, tol=1e-6, max_iter=5000),
        ).fit(texts[folds != fold], labels[folds != fold])
        decided[folds == fold] = model.predict(texts[folds == fold])
    return labels, decided


def assert_agrees(told, labels, decided):
    assert told["micro_f1"]["value"] == pytest.approx(
        f1_score(labels, decided, average="micro"), abs=1e-3
    )
    assert told["macro_f1"]["value"] == pytest.approx(
        f1_score(labels, decided, average="macro", zero_division=0), abs=1e-3
    )
    assert told["balanced_accuracy"] == pytest.approx(
        balanced_accuracy_score(labels, decided), abs=1e-3
    )
    assert set(told["never_predicted"]["classes"]) == set(labels) - set(decided)
    names = [row["class"] for row in told["per_class"]]
    _, recall, f1, support = precision_recall_fscore_support(
        labels, decided, labels=names, zero_division=0
    )
    np.testing.assert_allclose([row["recall"] for row in told["per_class"]], recall, atol=1e-3)
    np.testing.assert_allclose([row["f1"] for row in told["per_class"]], f1, atol=1e-3)
    assert [row["support"] for row in told["per_class"]] == support.tolist()


@pytest.mark.parametrize(("c", "weight"), [(1.0, "none"), (10.0, "none"), (1.0, "balanced")])
def test_the_report_agrees_with_an_independent_script(capsys, corpus_file, tmp_path, c, weight):
    folds = tmp_path / "folds.csv"
    options = ["--c", str(c), "--class-weight", weight, "--save-folds", str(folds)]
    told = report(capsys, corpus_file, *options)
    assert_agrees(
        told, *independent_decisions(corpus_file, folds, c, None if weight == "none" else weight)
    )


@pytest.mark.skipif(not CLINC.exists(), reason="the corpora stand beside the checkout only in CI")
def test_the_report_agrees_on_a_real_corpus(capsys, tmp_path):
    folds = tmp_path / "folds.csv"
    told = report(capsys, CLINC, "--save-folds", str(folds))
    assert told["reject_class"] == "oos"
    assert_agrees(told, *independent_decisions(CLINC, folds, 1.0, None))


def test_both_solvers_report_the_same(capsys, corpus_file):
    fast, reference = (
        report(capsys, corpus_file, "--solver", solver) for solver in ("dual", "lbfgs")
    )
    for told in (fast, reference):
        del told["seconds"], told["settings"]
    assert fast["per_class"] == reference["per_class"]
    assert fast["log_loss"] == pytest.approx(reference["log_loss"], abs=1e-4)


def test_equal_priors_and_no_reject_class_change_the_report(capsys, corpus_file):
    plain = report(capsys, corpus_file)
    shifted = report(capsys, corpus_file, "--prior", "equal", "--tau", "0.5")
    assert len(shifted["never_predicted"]["classes"]) < len(plain["never_predicted"]["classes"])
    assert report(capsys, corpus_file, "--reject-class", "")["without_reject_class"] is None


def test_the_table_shows_figures_and_classes(capsys, corpus_file):
    assert main(["evaluate", str(corpus_file)]) == 0
    printed = capsys.readouterr().out
    for word in ("micro-F1", "macro-F1", "never predicted", "without the documents of “bad”"):
        assert word in printed


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"", [], "is empty"),
        (b"text,label\n", [], "labelled.csv"),
        (b"\x00\x01\x02\xff" * 50, [], "labelled.csv"),
        (b"text,label\na,x\nb,x\n", [], "class"),
        (b"text,label\na,\nb,\n", [], "label"),
        (b"text,text,label\na,b,x\n", [], "text"),
        (b"text,label\na,x\nb\nc,y,z\n", [], "labelled.csv"),
        (b"text,label\na,x\nb,y\n", ["--text-column", "nope"], "nope"),
        (b"text,label\na,x\nb,y\n", ["--reject-class", "nope"], "nope"),
        (b"text,label\na,x\nb,y\n", ["--c", "-1"], "C: -1.0 is not allowed"),
        (b"text,label\na,x\nb,y\n", ["--tau", "7"], "tau: 7.0 is out of range"),
        (b"text,label\na,x\nb,y\n", ["--folds", "1"], "folds: 1 is too small"),
    ],
)
def test_bad_input_ends_in_a_message_and_status_2(capsys, tmp_path, content, options, message):
    path = tmp_path / "labelled.csv"
    path.write_bytes(content)
    assert main(["evaluate", str(path), *options]) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert "Traceback" not in printed.err
    assert not printed.out


def test_a_missing_file_ends_in_a_message_and_status_2(capsys, tmp_path):
    assert main(["evaluate", str(tmp_path / "nope.csv")]) == 2
    assert "There is no file" in capsys.readouterr().err


def scenario_file(folder, **decision):
    """A scenario that differs from the defaults in its decision."""
    written = scenario_fields(Scenario(decision=DecisionSettings(**decision)), ())
    path = folder / "scenario.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    return path


def test_a_scenario_stands_for_the_options_it_was_made_of(capsys, corpus_file, tmp_path):
    by_options = report(capsys, corpus_file, "--prior", "equal", "--tau", "0.5")
    path = scenario_file(tmp_path, prior="equal", tau=0.5)
    by_file = report(capsys, corpus_file, "--scenario", str(path))
    assert by_file["settings"] == by_options["settings"]
    assert by_file["per_class"] == by_options["per_class"]


def test_the_settings_of_a_report_are_a_scenario(capsys, corpus_file, tmp_path):
    first = report(capsys, corpus_file, "--c", "10", "--split-letters-digits")
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(first["settings"]), encoding="utf-8")
    again = report(capsys, corpus_file, "--scenario", str(path))
    assert again["per_class"] == first["per_class"]


def test_abstaining_is_reported(capsys, corpus_file, tmp_path):
    path = scenario_file(tmp_path, abstain_cost=0.2)
    assert report(capsys, corpus_file, "--scenario", str(path))["abstained"] > 0
    assert main(["evaluate", str(corpus_file), "--scenario", str(path)]) == 0
    assert "not decided" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"{", [], "this is no JSON"),
        (b"\xff", [], "cannot be read"),
        (b'{"version": 9}', [], "of version 9"),
        (b"{}", ["--tau", "0.5"], 'so does "tau"'),
    ],
)
def test_a_bad_scenario_ends_in_a_message(capsys, corpus_file, tmp_path, content, options, message):
    path = tmp_path / "scenario.json"
    path.write_bytes(content)
    assert main(["evaluate", str(corpus_file), "--scenario", str(path), *options]) == 2
    assert message in capsys.readouterr().err

import csv
import json

import numpy as np
import pytest

from analysis.cli import main
from analysis.corpus.corpus import make_labelled_corpus
from analysis.explain.learnability.determined import how_much_is_determined
from analysis.explain.learnability.identical_texts import label_conflicts
from analysis.model.crossfit import deal_folds, train
from analysis.model.features import count_terms
from analysis.model.settings import TrainingSettings
from tests.corpora import long_tailed


def write(path, corpus):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        writer.writerows(
            (text, corpus.classes[code])
            for text, code in zip(corpus.texts, corpus.codes, strict=True)
        )
    return str(path)


@pytest.fixture(scope="module")
def corpus():
    made = long_tailed(0, (150, 90, 60, 30, 8))
    return make_labelled_corpus(
        made.texts, np.array(made.classes, dtype=object)[made.codes], reject_class="bad"
    )


@pytest.fixture(scope="module")
def labelled_file(corpus, tmp_path_factory):
    return write(tmp_path_factory.mktemp("learnability") / "labelled.csv", corpus)


def report(capsys, *arguments):
    assert main(["learnability", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_report_agrees_with_the_analysis(capsys, corpus, labelled_file):
    told = report(capsys, labelled_file, "--target", "0.7")
    settings = TrainingSettings()
    counts = count_terms(corpus.texts, settings.features)
    weaker = TrainingSettings(c=10)
    scored = [
        (each, train(corpus, counts, deal_folds(corpus, each), each).out_of_fold)
        for each in (settings, weaker)
    ]
    expected = how_much_is_determined(corpus, scored)
    assert told["determined"]["overall"]["value"] == pytest.approx(expected.overall.value, abs=1e-3)
    assert told["identical_texts"]["floor"] == label_conflicts(corpus).floor
    assert len(told["per_class"]) == corpus.n_classes
    curve = told["curves"]["macro_f1"]
    assert len(curve["labels"]) == len(curve["values"]) == 7
    gain = curve["gain_from_doubling"]
    assert gain["low"] <= gain["value"] <= gain["high"]
    rare = next(row for row in told["per_class"] if row["labels"] == 8)
    assert rare["gain"] is None
    assert "50 needed" in rare["reason"]


def test_the_table_opens_with_the_two_answers(capsys, labelled_file):
    assert main(["learnability", labelled_file, "--tau", "0.5"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("The words determine at least")
    assert lines[1].startswith("Doubling the labels is expected to add")
    assert any(line.split()[:1] == ["class"] for line in lines)


def test_too_few_texts_give_no_curve_and_say_why(capsys, tmp_path):
    corpus = long_tailed(0, (60, 40, 20))
    path = write(tmp_path / "small.csv", corpus)
    told = report(capsys, path)
    assert told["curves"] is None
    assert "gain" not in told["per_class"][0]
    assert "120 documents only" in told["caveats"][0]
    assert main(["learnability", path]) == 0
    assert "A learning curve needs 200 at least" in capsys.readouterr().out


def test_a_single_class_is_refused(capsys, tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("text,label\n" + "".join(f"text {i},a\n" for i in range(30)))
    assert main(["learnability", str(path)]) == 2
    assert "priorscope: " in capsys.readouterr().err

import json

import pandas as pd
import pytest

from analysis.cli import main
from tests.explain.planted_remedies import only_tokens


@pytest.fixture(scope="module")
def labelled_file(tmp_path_factory):
    corpus = only_tokens()
    path = tmp_path_factory.mktemp("recommend") / "labelled.csv"
    labels = [corpus.classes[code] for code in corpus.codes]
    pd.DataFrame({"text": corpus.texts, "label": labels}).to_csv(path, index=False)
    return path


def test_the_scenario_it_writes_is_taken_by_evaluate_and_predict(labelled_file, tmp_path, capsys):
    scenario = tmp_path / "scenario.json"
    assert main(["recommend", str(labelled_file), "--fits", "100", "--out", str(scenario)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Macro-F1 goes from")
    assert "letters split from digits" in printed

    options = [str(labelled_file), "--scenario", str(scenario)]
    assert main(["evaluate", *options, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["macro_f1"]["value"] > 0.9

    predicted = tmp_path / "predicted.csv"
    arguments = [str(labelled_file), *options[1:], "--out", str(predicted)]
    assert main(["predict", str(labelled_file), *arguments]) == 0
    assert len(pd.read_csv(predicted)) == len(pd.read_csv(labelled_file))


def test_json_holds_the_steps_and_the_nested_figure(labelled_file, tmp_path, capsys):
    arguments = [str(labelled_file), "--fits", "40", "--aim", "micro-f1", "--json"]
    assert main(["recommend", *arguments, "--out", str(tmp_path / "scenario.json")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["aim"] == "micro-f1"
    assert set(report["nested"]["micro_f1"]) == {"value", "low", "high"}
    assert report["steps"][0]["rung"] == "Class shares in the decision"
    assert report["n_fits"] <= 40


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["--fits", "3"], "fits: 3 do not suffice for the baseline"),
        (["--aim", "cost", "--to-reject", "0.5"], "two of them are about the reject class"),
    ],
)
def test_wrong_input_is_told(labelled_file, tmp_path, capsys, wrong, message):
    out = ["--out", str(tmp_path / "scenario.json")]
    assert main(["recommend", str(labelled_file), *wrong, *out]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "scenario.json").exists()


def test_a_folder_that_is_not_there_is_told(labelled_file, tmp_path, capsys):
    out = tmp_path / "absent" / "scenario.json"
    arguments = ["recommend", str(labelled_file), "--fits", "20", "--out", str(out)]
    assert main(arguments) == 2
    assert "cannot be written" in capsys.readouterr().err

import contextlib
import io
import json

import numpy as np
import pytest

from analysis.cli import main
from analysis.commands.diagnose import _lines
from analysis.explain.diagnosis.diagnosis import FINDINGS
from tests.corpora import long_tailed
from tests.explain.diagnosed import diagnosed


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    corpus = long_tailed(support=(60, 40, 25, 10, 5))
    path = tmp_path_factory.mktemp("diagnose") / "labelled.csv"
    names = np.array(corpus.classes, dtype=object)[corpus.codes]
    rows = [f"{text},{name}" for text, name in zip(corpus.texts, names, strict=True)]
    path.write_text("\n".join(["text,label", *rows]) + "\n")
    return path


@pytest.fixture(scope="module")
def report(file):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["diagnose", str(file), "--json"]) == 0
    return json.loads(out.getvalue())


def test_every_class_has_a_row_with_its_gains_and_their_intervals(report):
    assert len(report["per_class"]) == 5
    assert 0.95 <= report["confidence"] < 1
    for row in report["per_class"]:
        assert row["finding"] in FINDINGS
        assert 0 <= row["f1"] <= 1
        for gain in row["gains"]:
            assert gain["low"] <= gain["gain"] <= gain["high"]


def test_the_summary_agrees_with_the_rows(report):
    failing = [row for row in report["per_class"] if row["f1"] < 0.5]
    assert report["summary"].startswith(f"{len(failing)} of 5 classes fail")


def test_the_table_has_a_line_for_each_class(file, capsys):
    assert main(["diagnose", str(file), "--c", "100"]) == 0
    out = capsys.readouterr().out
    assert "what mends it" in out
    for name in ("bad", "class 1", "class 4"):
        assert f"\n  {name}" in out


def test_a_line_names_the_remedies_that_work_and_the_cause_of_one():
    lines = {line[2:34].strip(): line for line in _lines(diagnosed())}
    assert lines["eaten"].endswith("bad left out of training (+0.90): eaten by bad")
    assert lines["twice"].endswith(
        "C raised to 30 (+0.55), priors made equal in the decision (+0.50)"
    )
    assert lines["hopeless"].endswith("nothing tried mends it")


def test_a_missing_file_is_told_in_one_message(tmp_path, capsys):
    assert main(["diagnose", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err

"""Interactions on the command line, on a corpus in which one is planted."""

import csv
import json

import pytest

from analysis.cli import main
from tests.explain.interacting import either_or


def write(path, corpus):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        for text, code in zip(corpus.texts, corpus.codes, strict=True):
            writer.writerow([text, corpus.classes[code]])
    return str(path)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    return write(tmp_path_factory.mktemp("interactions") / "labelled.csv", either_or(300))


def test_the_planted_pair_is_in_the_report(capsys, labelled):
    assert main(["interactions", labelled, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {(row["first"], row["second"]) for row in told["pairs"]} == {("pepper", "salt")}
    assert {(row["class"], row["direction"]) for row in told["pairs"]} == {
        ("same", "for"),
        ("other", "against"),
    }
    assert told["refit"]["over_doubled"]["low"] > 0
    assert len(told["c"]) == 5


def test_the_table_tells_words_class_and_counts(capsys, labelled):
    assert main(["interactions", labelled]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 pair of words says more together than apart")
    row = next(line for line in printed.splitlines() if line.startswith("  pepper + salt"))
    assert row.split()[3] in ("same", "other")


def test_too_few_folds_are_refused_with_the_way_out(capsys, labelled):
    assert main(["interactions", labelled, "--folds", "2"]) == 2
    assert "Use more folds" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused(capsys, tmp_path):
    assert main(["interactions", str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err

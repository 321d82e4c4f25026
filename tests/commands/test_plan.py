"""Plans on the command line: what is drawn, and what happens when it comes back."""

import csv

import pytest

from analysis.cli import main
from tests.commands.test_coverage import files  # noqa: F401
from tests.commands.test_frequencies import write


def plan(files, out, *arguments):  # noqa: F811
    return main(["plan", *files[:2], "--out", str(out), *arguments])


def rows_of(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("allocation", ["proportional", "square-root", "neyman", "equal"])
def test_the_file_holds_as_many_documents_as_wanted_none_labelled(files, tmp_path, allocation):  # noqa: F811
    out = tmp_path / "plan.csv"
    assert plan(files, out, "--labels", "60", "--allocation", allocation, "--floor", "3") == 0
    rows, by_id = rows_of(out), {document[0]: document for document in files[2]}
    assert len({row["id"] for row in rows}) == len(rows) == 60
    assert not {row["id"] for row in rows} & {drawn[0] for drawn in files[3]}
    for row in rows:
        assert (row["id"], row["text"], row["cluster"]) == by_id[row["id"]]
        assert 0 < float(row["selection_probability"]) <= 1
        assert row["label"] == ""
    names = [row["cluster"] for row in rows]
    assert min(names.count(name) for name in set(names)) >= 3
    assert len(set(names)) == 6


def test_proportional_drawing_gives_every_document_about_the_same_chance(files, tmp_path):  # noqa: F811
    out = tmp_path / "plan.csv"
    assert plan(files, out, "--labels", "120") == 0
    chances = [float(row["selection_probability"]) for row in rows_of(out)]
    free = len(files[2]) - len(files[3])
    # Whole labels: of the smallest cluster a single document is drawn.
    assert sum(abs(chance / (120 / free) - 1) < 0.05 for chance in chances) >= 119
    assert sum(1 / chance for chance in chances) == pytest.approx(free)


def test_the_seed_decides_what_is_drawn(files, tmp_path):  # noqa: F811
    a, b, c = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    for out, seed in ((a, "1"), (b, "1"), (c, "2")):
        assert plan(files, out, "--labels", "20", "--seed", seed) == 0
    assert a.read_bytes() == b.read_bytes() != c.read_bytes()


def test_what_the_labels_would_bring_is_said(files, tmp_path, capsys):  # noqa: F811
    out = tmp_path / "plan.csv"
    assert plan(files, out, "--labels", "60", "--allocation", "square-root") == 0
    said = capsys.readouterr()
    assert "With 60 more labels drawn by the square root of cluster size" in said.out
    assert "1 cluster without any label is taken to be like the corpus" in said.out
    assert "60 documents drawn" in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--labels", "100000"], "labels: 100,000 cannot be drawn"),
        (["--labels", "0"], "labels: 0 cannot be drawn"),
        (["--labels", "10", "--floor", "9"], "floor: 9 from each cluster"),
        (["--labels", "10", "--seed", "-1"], "seed: -1 is below 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(files, tmp_path, capsys, arguments, message):  # noqa: F811
    assert plan(files, tmp_path / "plan.csv", *arguments) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "plan.csv").exists()


def labelled_plan(files, tmp_path):  # noqa: F811
    out = tmp_path / "plan.csv"
    assert plan(files, out, "--labels", "40") == 0
    rows = [{**row, "label": f"k{i % 2}"} for i, row in enumerate(rows_of(out))]
    return write(tmp_path / "labelled.csv", list(rows[0]), [list(row.values()) for row in rows])


def test_a_plan_comes_back_to_its_own_corpus_and_to_no_other(files, tmp_path, capsys):  # noqa: F811
    labelled = labelled_plan(files, tmp_path)
    assert main(["coverage", labelled, files[1]]) == 0
    other = write(tmp_path / "other.csv", ["id", "text", "cluster"], files[2][1:])
    for command in (["coverage"], ["plan", "--labels", "5", "--out", str(tmp_path / "x.csv")]):
        capsys.readouterr()
        assert main([*command, labelled, other]) == 2
        assert "40 of 40 documents were drawn from another corpus" in capsys.readouterr().err


def test_a_probability_outside_0_to_1_is_refused(files, tmp_path, capsys):  # noqa: F811
    rows = [("a text", "x", "0.5"), ("another", "y", "1.5")]
    labelled = write(tmp_path / "l.csv", ["text", "label", "selection_probability"], rows)
    assert main(["coverage", labelled, files[1]]) == 2
    assert '1 of 2 cells are no selection probability ("1.5 in row 2"' in capsys.readouterr().err

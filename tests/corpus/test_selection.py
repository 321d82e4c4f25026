import numpy as np
import pytest

from analysis.corpus.columns import Columns, guess_columns, labelled_corpus
from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.read import read_table
from analysis.corpus.selection import corpus_mark, read_probabilities, require_planned_on
from analysis.errors import InputError
from tests.corpus.files import delimited

PLAN = {
    "text": ["w", "x", "y", "z"],
    "label": ["a", "b", "", "b"],
    "selection_probability": ["0.25", "", "0.5", "1"],
}


def table_of(columns, **changes):
    return read_table("plan.csv", delimited(columns | changes))


def test_the_column_is_recognised_and_kept_with_the_labelled_rows():
    table = table_of(PLAN)
    columns = guess_columns(table)
    assert columns == Columns("text", "label", probability="selection_probability")
    corpus, _ = labelled_corpus(table, columns)
    np.testing.assert_array_equal(corpus.selection_probabilities, [0.25, np.nan, 1])
    assert corpus.selection_probabilities.dtype == np.float64


def test_a_column_without_any_figure_says_nothing():
    corpus, _ = labelled_corpus(
        table_of(PLAN, selection_probability=["", " ", "0.5", ""]),
        Columns("text", "label", probability="selection_probability"),
    )
    assert corpus.selection_probabilities is None


@pytest.mark.parametrize("cell", ["0", "-0.1", "1.0001", "nan", "inf", "0,5", "half"])
def test_what_is_no_probability_is_refused_with_its_row(cell):
    table = table_of(PLAN, selection_probability=["0.25", "", cell, "1"])
    message = rf'"selection_probability" of "plan.csv": 1 of 4 cells.*"{cell} in row 3".*above 0'
    with pytest.raises(InputError, match=message):
        read_probabilities(table, "selection_probability")


def test_many_wrong_cells_are_counted():
    table = table_of({"text": list("abcde"), "p": ["2"] * 5})
    with pytest.raises(InputError, match=r'5 of 5 cells.*"2 in row 1", "2 in row 2", "2 in row 3"'):
        read_probabilities(table, "p")


def test_probabilities_change_the_fingerprint_and_their_absence_does_not():
    plain = make_labelled_corpus(["x", "y"], ["a", "b"])
    known = make_labelled_corpus(
        ["x", "y"], ["a", "b"], selection_probabilities=np.array([0.5, np.nan])
    )
    other = make_labelled_corpus(
        ["x", "y"], ["a", "b"], selection_probabilities=np.array([0.25, np.nan])
    )
    assert len({plain.fingerprint, known.fingerprint, other.fingerprint}) == 3
    assert known.with_reject_class(None).fingerprint == known.fingerprint


def test_a_plan_belongs_to_the_corpus_it_was_drawn_from():
    corpus = make_corpus(["x", "y", "z"], clusters=["1", "1", "2"])
    mark = corpus_mark(corpus)
    columns = {"text": ["x", "o"], "label": ["a", "b"], "planned_on": [mark, ""]}
    require_planned_on(table_of(columns), corpus)
    require_planned_on(table_of(columns), make_corpus(["x", "y", "z"], ids=["1", "2", "3"]))
    with pytest.raises(InputError, match=r"1 of 2 documents .* another corpus \(row 1 says"):
        require_planned_on(table_of(columns), make_corpus(["y", "x", "z"]))


def test_labels_without_a_plan_go_with_any_corpus():
    require_planned_on(table_of({"text": ["x"]}), make_corpus(["y"]))

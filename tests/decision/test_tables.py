import math

import numpy as np
import pytest

from analysis.corpus.read import read_table
from analysis.decision.custom_prior import prior_frame
from analysis.decision.tables import read_costs, read_shares
from analysis.errors import InputError

CLASSES = ("<b>", "bad", "nut")


def table(text):
    return read_table("mine.csv", text.encode())


def test_shares_are_read_by_name():
    shares = read_shares(table("class,share\nnut,0.25\nbad,none\n<b>,0.5\n"))
    assert shares["nut"] == 0.25
    assert shares["<b>"] == 0.5
    assert math.isnan(shares["bad"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("class,prior\nnut,1\n", 'no column "share"'),
        ("class,share\nnut,0.5\nnut,0.5\n", 'classes twice: "nut"'),
    ],
)
def test_a_table_without_shares_is_refused(text, message):
    with pytest.raises(InputError, match=message):
        read_shares(table(text))


def test_costs_are_put_into_the_order_of_the_classes():
    costs = read_costs(table("true,nut,<b>,bad\nbad,1,2,0\n<b>,3,0,4\nnut,0,5,x\n"), CLASSES)
    np.testing.assert_array_equal(costs, [[0, 4, 3], [2, 0, 1], [5, np.nan, 0]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("true,nut,<b>\nnut,0,1\n<b>,1,0\n", 'no row for 1 classes: "bad"'),
        ("true,nut,<b>\nnut,0,1\n<b>,1,0\nbad,1,1\n", 'no column for 1 classes: "bad"'),
        ("true,nut,<b>,bad\nnut,0,1,1\n<b>,1,0,1\nbad,1,1,0\nx,1,1,1\n", 'unknown row.*"x"'),
        ("true,nut,<b>,bad\nnut,0,1,1\n<b>,1,0,1\nbad,1,1,0\nbad,1,1,0\n", "a row twice"),
    ],
)
def test_a_matrix_of_other_classes_is_refused(text, message):
    with pytest.raises(InputError, match=message):
        read_costs(table(text), CLASSES)


def test_shares_to_edit_begin_with_those_learned():
    prior = np.array([0.2, 0.7, 0.1])
    assert prior_frame(CLASSES, prior, ())["share"].tolist() == [0.2, 0.7, 0.1]
    own = prior_frame(CLASSES, prior, ((0, 0.5), (1, 0.3), (2, 0.2)))
    assert own["share"].tolist() == [0.5, 0.3, 0.2]
    assert own["learned"].tolist() == [0.2, 0.7, 0.1]

import numpy as np
import pytest

from analysis.corpus.read import read_table
from analysis.errors import InputError
from analysis.sampling.frequencies.own_figures import named_shares, own_shares, shares_of_names

CLASSES = ("bad", "bolt", "flange")


def read(content):
    return own_shares(read_table("own.csv", content.encode()), CLASSES, 200)


def test_shares_are_read_in_the_order_of_the_classes():
    np.testing.assert_allclose(
        read("class,share\nflange,0.2\nbad,0.5\nbolt,0.3\n"), [0.5, 0.3, 0.2]
    )


def test_documents_become_shares_of_the_corpus():
    np.testing.assert_allclose(read("class,documents\nbad,150\nbolt,50\n"), [0.75, 0.25, np.nan])


def test_named_shares_come_back():
    shares = np.array([0.75, 0.25, np.nan])
    named = named_shares(shares, CLASSES)
    assert named == {"bad": 0.75, "bolt": 0.25}
    np.testing.assert_array_equal(shares_of_names(named, CLASSES), shares)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("class,share\nbad,0.5\nbolt,0.3\n", "sums to 0.8, not to 1 within 1 %"),
        ("class,documents\nbad,100\n", "sums to 100, not to 200 within 1 %"),
        ("class,share\nbad,0.5\nnuts,0.5\n", '1 classes that have no label: "nuts"'),
        ("class,share\nbad,0.5\nbad,0.5\n", '1 classes more than once: "bad"'),
        ("class,share\nbad,half\nbolt,0.5\n", '"half" is no share of the class "bad"'),
        ("class,share\nbad,1.5\nbolt,-0.5\n", "a number from 0 to 1"),
        ("class,documents\nbad,inf\nbolt,1\n", "a number from 0 on"),
        ("name,share\nbad,1\n", "must have a column class and one of share or documents"),
        ("class,share,documents\nbad,1,200\n", "one of share or documents"),
    ],
)
def test_figures_that_cannot_be_used_are_refused_with_a_remedy(content, message):
    with pytest.raises(InputError, match=message):
        read(content)

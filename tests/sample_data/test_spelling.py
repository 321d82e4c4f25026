import numpy as np
import pytest

from sample_data.spelling import abbreviated, misspelt, short_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("bearing", ("bear", "brng")),
        ("valve", ("valv", "vlv")),
        ("aioea", ("aioe", "aio")),
        ("bolt", ("bolt", "bolt")),
        ("ss316", ("ss316", "ss316")),
    ],
)
def test_short_forms_are_cut_short_or_without_inner_vowels(word, forms):
    assert short_forms(word) == forms


@pytest.mark.parametrize("write", [abbreviated, misspelt])
def test_chance_zero_writes_words_as_they_are(write):
    words = np.array([["flange", ""], ["seal", "dn50"]], dtype=object)
    assert write(np.random.default_rng(0), words, 0.0).tolist() == words.tolist()


def test_misspelt_makes_one_slip_a_word():
    words = np.full((100, 1), "gasket", dtype=object)
    slips = misspelt(np.random.default_rng(0), words, 1.0)[:, 0]
    assert all(abs(len(slip) - 6) <= 1 and slip[0] == "g" for slip in slips)
    assert {len(slip) for slip in slips} == {5, 6, 7}


def test_misspelt_leaves_numbers_and_short_words():
    words = np.array([["dn150", "6205-204", "nut", ""]], dtype=object)
    assert misspelt(np.random.default_rng(0), words, 1.0).tolist() == words.tolist()

import numpy as np

from sample_data.lines import LONGEST, filled, joined, repeated


def test_filled_keeps_all_words_at_chance_one_and_none_at_zero():
    words = np.array([["a", "b"], ["c", "d"]], dtype=object)
    assert filled(np.random.default_rng(0), words, (1.0, 0.0)).tolist() == [["a", ""], ["c", ""]]


def test_joined_leaves_out_empty_slots_and_repetitions_and_never_gives_an_empty_text():
    words = np.array([["bolt", "", "m8"], ["", "", ""], ["nut", "", "nut"]], dtype=object)
    assert joined(words).tolist() == ["bolt m8", "item", "nut"]


def test_joined_leaves_out_last_words_of_lines_that_are_too_long():
    words = np.array([["x" * 60, "y" * 38, "z"], ["x" * 60, "y" * 39, "z"]], dtype=object)
    first, second = joined(words)
    assert (len(first), second) == (LONGEST, "x" * 60)


def test_repeated_takes_texts_of_the_same_class_only():
    classes = np.array([0, 1, 0, 1, 1])
    texts = np.array(["a1", "b1", "a2", "b2", "b3"], dtype=object)
    copies = repeated(np.random.default_rng(0), texts, classes, 1.0)
    assert [copy[0] for copy in copies] == ["a", "b", "a", "b", "b"]
    assert repeated(np.random.default_rng(0), texts, classes, 0.0).tolist() == texts.tolist()

import numpy as np

from sample_data.draws import Lists, integers_below


def test_at_gives_the_first_word_at_zero_and_the_last_below_one():
    lists = Lists.of([["a"], ["b", "c", "d"]])
    which, places = np.array([0, 1, 1, 1]), np.array([0.99, 0.0, 0.5, 0.999])
    assert lists.at(which, places).tolist() == ["a", "b", "c", "d"]


def test_draw_gives_all_words_of_a_list_and_no_others():
    lists = Lists.of([["a"], ["b", "c", "d"], ["e"]])
    assert set(lists.draw(np.random.default_rng(0), np.ones(200, int))) == {"b", "c", "d"}


def test_integers_below_reach_from_zero_to_the_limit():
    draws = integers_below(np.random.default_rng(0), np.full(200, 3))
    assert set(draws) == {0, 1, 2}

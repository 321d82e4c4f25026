import pytest

from analysis.corpus.corpus import make_corpus
from analysis.corpus.pattern import find_pattern
from analysis.errors import InputError

CORPUS = make_corpus(["M8 bolt", "m12 nut", "bolt", "Mutter (M8)"])


@pytest.mark.parametrize(
    ("pattern", "rows"),
    [
        (r"m\d+ (bolt|nut)", [0, 1]),
        ("^bolt$", [2]),
        (r"\(m8\)", [3]),
        ("q", []),
        ("", [0, 1, 2, 3]),
    ],
)
def test_patterns_match_anywhere_whatever_the_case(pattern, rows):
    assert find_pattern(CORPUS, pattern).tolist() == rows


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a{99999999999}"])
def test_what_is_no_pattern_is_refused_with_what_to_do(pattern):
    with pytest.raises(InputError, match=r"cannot be read .* backslash"):
        find_pattern(CORPUS, pattern)

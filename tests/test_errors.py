import pytest

from analysis.errors import listed


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["a"], '"a"'),
        (["a", "b"], '"a", "b"'),
        (["a", "b", "c"], '"a", "b" and 1 more'),
        ([str(i) for i in range(2000)], '"0", "1" and 1,998 more'),
    ],
)
def test_the_first_few_names_are_quoted_and_the_others_counted(names, text):
    assert listed(names, shown=2) == text

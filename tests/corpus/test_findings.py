import pytest

from analysis.corpus.findings import first_offenders, plural


def test_offenders_are_the_first_few_shortened():
    assert first_offenders(["a", "b"]) == ("a", "b")
    assert first_offenders(str(i) for i in range(100)) == ("0", "1", "2", "3", "4")
    assert first_offenders(["x" * 120, "x" * 121]) == ("x" * 120, "x" * 119 + "…")


@pytest.mark.parametrize(("n", "word"), [(0, "classes"), (1, "class"), (2, "classes")])
def test_the_plural_goes_with_the_number(n, word):
    assert plural(n, "class", "classes") == word

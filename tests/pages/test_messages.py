import pytest

from pages.shared.messages import literal


@pytest.mark.parametrize(
    "text",
    ["<b>", "$x$", ":red[x]", "![](http://evil.invalid/x.png)", "a_b*c", "# h", "www.evil.invalid"],
)
def test_every_sign_that_could_begin_markup_is_escaped(text):
    escaped = literal(text)
    assert escaped.replace("\\", "") == text
    for sign in "<$:[!*_#.":
        assert f"\\{sign}" in escaped or sign not in text


def test_line_breaks_become_blanks():
    assert literal("a\n\n- b") == r"a \- b"

"""Corpora with names."""

import pytest

ODD_NAMES = (
    *("NA", "N/A", "None", "null", "nan", "NaN", "007", "1.0", "1e5", "true", "-", "=1+1", "@x"),
    *("<b>bold</b>", "$x$", ":red[x]", "![](http://a.b/c)", "🦄👩\u200d🔧", "שלום", "\u202eabc"),
    *("zero\u200bwidth", " leading", "trailing ", 'quo"ted', '"quoted"', "com,ma", "semi;colon"),
    *(
        "tab\tbed",
        "two\nlines",
        "back\\slash",
        "e\u0301",
        "é",
        "\ufeffmark",
        "line\u2028mark",
        "\x00nul",
    ),
)


@pytest.fixture
def odd_columns():
    """Texts and labels that readers like to change."""
    return {
        "text": [f"text {name}" for name in ODD_NAMES] + ["", "NA"],
        "label": [*ODD_NAMES, "NA", "007"],
        "id": [f"{row:03}" for row in range(len(ODD_NAMES) + 2)],
        "cluster": ["1.0"] * (len(ODD_NAMES) + 2),
    }

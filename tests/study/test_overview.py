from dataclasses import replace

import pytest

from analysis.corpus.findings import Finding
from analysis.study.overview import findings_sentence, loaded_sentence
from tests.study.small_studies import create


def found(*severities):
    return [Finding("code", severity, "", "", 1) for severity in severities]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ((), "the checks found nothing to report."),
        (("note",), "1 finding, which leaves figures as they are."),
        (("warning",), "1 finding, which makes figures doubtful."),
        (("problem",), "1 finding, which makes figures wrong."),
        (("note", "note"), "2 findings, none of which makes figures wrong or doubtful."),
        (
            ("warning", "note", "warning"),
            "3 findings, none of which makes figures wrong and 2 of which make them doubtful.",
        ),
        (("problem", "note"), "2 findings, 1 of which makes figures wrong."),
        (
            ("problem", "problem", "warning"),
            "3 findings, 2 of which make figures wrong and 1 of which makes them doubtful.",
        ),
    ],
)
def test_findings_are_counted_by_what_they_do(severities, expected):
    assert findings_sentence(found(*severities)) == expected


def test_the_sentence_counts_what_was_loaded(tmp_path):
    study = create(tmp_path, findings=found("note"))
    expected = (
        "18 documents and 6 labels in 4 classes; 1 finding, which leaves figures as they are."
    )
    assert loaded_sentence(study) == expected
    assert loaded_sentence(replace(study, unlabelled=None)).startswith("6 labels in 4 classes; ")

import pytest

from analysis.corpus.checks import check_labelled, check_unlabelled
from analysis.corpus.corpus import make_corpus, make_labelled_corpus

CLASSES = ("valves", "gaskets", "bad")


def clean(n=60):
    return [f"document number {i}" for i in range(n)], [CLASSES[i % 3] for i in range(n)]


def labelled(texts=(), labels=(), **columns):
    """A clean corpus with a few documents behind it."""
    some_texts, some_labels = clean()
    return make_labelled_corpus([*some_texts, *texts], [*some_labels, *labels], **columns)


def by_code(findings):
    return {finding.code: finding for finding in findings}


def test_nothing_is_said_of_clean_corpora():
    texts, labels = clean()
    ids, clusters = [str(i) for i in range(60)], [str(i % 2) for i in range(60)]
    corpus = make_labelled_corpus(texts, labels, ids=ids, clusters=clusters)
    assert check_labelled(corpus) == []
    assert check_unlabelled(make_corpus(texts, ids=ids, clusters=clusters), corpus) == []


BAD_DOCUMENTS = {
    "empty-documents": ["", "  \t"],
    "long-documents": ["x" * 101],
    "duplicate-documents": ["Document  NUMBER 0", "document number 0"],
    "control-characters": ["a\x00b", "a\x1bb", "a\x9fb"],
    "invisible-characters": ["a\u200bb", "\u202eabc", "\ufeffabc", "so\xadft"],
    "broken-characters": ["caf\ufffd"],
}


@pytest.mark.parametrize("code", BAD_DOCUMENTS)
def test_bad_documents_are_reported_in_either_corpus(code):
    texts = BAD_DOCUMENTS[code]
    for findings in (
        check_labelled(labelled(texts, ["valves"] * len(texts))),
        check_unlabelled(make_corpus([*clean()[0], *texts])),
    ):
        assert [finding.code for finding in findings] == [code]
        assert (findings[0].count, findings[0].offenders) == (len(texts), tuple(texts))
        assert f"{len(texts)} of {60 + len(texts)} documents" in findings[0].message


def test_blanks_and_marks_that_are_letters_are_no_control_characters():
    texts = ["two\nlines", "tab\tbed", "no\xa0break", "e\u0301", "🦄", "שלום", "x" * 100]
    assert check_unlabelled(make_corpus(texts)) == []


def test_one_offender_is_told_in_the_singular():
    (finding,) = check_unlabelled(make_corpus(["a", ""]))
    assert finding.message == "In the unlabelled corpus: 1 of 2 documents is empty."


def test_many_long_documents_are_a_warning_and_few_a_note():
    few, many = (
        check_unlabelled(make_corpus([*clean()[0], *texts]))
        for texts in ([f"{'x' * 101}"], [f"{i}{'x' * 101}" for i in range(60)])
    )
    assert (few[0].severity, many[0].severity) == ("note", "warning")


def test_identical_documents_with_different_labels_are_reported_with_these():
    corpus = labelled(["DOCUMENT number 0", "", ""], ["gaskets", "valves", "bad"])
    found = by_code(check_labelled(corpus))["conflicting-labels"]
    assert (found.severity, found.count) == ("warning", 2)
    assert found.offenders == ("document number 0: gaskets / valves",)
    assert found.message.startswith("1 text has different labels; 2 of 63 documents")


def test_classes_with_fewer_different_documents_than_folds_are_reported_smallest_first():
    corpus = labelled(["a", "b", "c", "c", "c", "c", "c"], ["four", "four", *["one"] * 5])
    found = by_code(check_labelled(corpus, folds=3))["small-classes"]
    assert found.offenders == ("four", "one")
    assert "2 of 5 classes have fewer different documents than the 3 folds" in found.message
    assert "small-classes" not in by_code(check_labelled(corpus, folds=1))


def test_most_classes_with_few_labels_are_reported_and_a_minority_is_not():
    texts = [f"rare {i}" for i in range(36)]
    four_rare = labelled(texts, [f"rare {i % 4}" for i in range(36)])
    two_rare = labelled(texts[:18], [f"rare {i % 2}" for i in range(18)])
    assert by_code(check_labelled(four_rare))["many-tiny-classes"].count == 4
    assert "many-tiny-classes" not in by_code(check_labelled(two_rare))


@pytest.mark.parametrize("name", ["Valves", "valves ", "val ves", "ｖalves", "VALVES\u00a0"])
def test_class_names_that_differ_only_by_case_or_blanks_are_reported(name):
    corpus = labelled([f"more {i}" for i in range(10)], [name] * 10)
    found = by_code(check_labelled(corpus))["similar-class-names"]
    assert found.count == 1
    assert set(found.offenders[0].split(" / ")) == {f'"{name}"', '"valves"'}


@pytest.mark.parametrize("name", ["valve", "valves 2", "val-ves", "7", "NA"])
def test_class_names_that_differ_otherwise_are_not(name):
    corpus = labelled([f"more {i}" for i in range(10)], [name] * 10)
    assert "similar-class-names" not in by_code(check_labelled(corpus))


def test_a_label_column_of_ids_is_a_problem_and_comes_first():
    corpus = make_labelled_corpus(clean()[0], [f"id {i}" for i in range(60)])
    first = check_labelled(corpus)[0]
    assert (first.code, first.severity) == ("label-column-like-ids", "problem")
    assert first.message.startswith("There are 60 classes for 60 documents")


def test_hundreds_of_classes_are_not_taken_for_ids():
    texts = [f"text {i}" for i in range(1421)]
    corpus = make_labelled_corpus(texts, [f"class {i % 151}" for i in range(1421)])
    assert "label-column-like-ids" not in by_code(check_labelled(corpus))


def test_ids_and_clusters_that_are_missing_or_repeated_are_reported():
    corpus = make_corpus(list("abcd"), ids=["1", "", "1", ""], clusters=["x", "", "x", "x"])
    found = by_code(check_unlabelled(corpus))
    assert found["duplicate-ids"].offenders == ("c",)
    assert found["missing-ids"].offenders == ("b", "d")
    assert found["missing-clusters"].offenders == ("b",)


def test_both_corpora_are_compared():
    texts, labels = clean()
    ids = [str(i) for i in range(60)]
    corpus = make_labelled_corpus(
        texts, labels, ids=ids, clusters=["1" if i < 50 else "2" for i in range(60)]
    )
    other = make_corpus(texts[::-1], ids=ids, clusters=["1"] * 30 + ["2"] * 30)
    found = by_code(check_unlabelled(other, corpus))
    assert found.keys() == {"ids-with-other-texts", "uneven-drawing"}


def test_findings_come_by_severity_and_each_code_once():
    texts = ["", "", "a\x00", "x" * 101, "\u200b", "x" * 101]
    findings = check_labelled(make_labelled_corpus(texts, ["a", "A", "b", "c", "d", "e"]))
    order = ["problem", "warning", "note"]
    severities = [order.index(finding.severity) for finding in findings]
    assert severities == sorted(severities)
    assert len(by_code(findings)) == len(findings)


def test_offenders_are_few_and_short():
    texts = [f"{i}{'x' * 5000}" for i in range(50)]
    (finding,) = check_unlabelled(make_corpus(texts))
    assert finding.count == 50
    assert len(finding.offenders) == 5
    assert {len(offender) for offender in finding.offenders} == {120}


def test_a_corpus_without_documents_has_no_findings():
    assert check_unlabelled(make_corpus([]), make_corpus([])) == []


def test_a_finding_about_documents_says_in_which_corpus_they_lie():
    texts = ["", *(f"document {i}" for i in range(9))]
    in_labelled = by_code(check_labelled(make_labelled_corpus(texts, ["a", "b"] * 5)))
    in_unlabelled = by_code(check_unlabelled(make_corpus(texts)))
    assert in_labelled["empty-documents"].message.startswith("In the labelled corpus: ")
    assert in_unlabelled["empty-documents"].message.startswith("In the unlabelled corpus: ")

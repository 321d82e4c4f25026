import pytest

from analysis.corpus.columns import Columns, guess_columns, labelled_corpus, unlabelled_corpus
from analysis.corpus.read import read_table
from analysis.errors import InputError
from tests.corpus.files import delimited, parquet

NAMED = Columns("text", "label")


def table_of(columns):
    return read_table("t.csv", delimited(columns))


def headed(*names):
    """A table with twelve rows: long texts, three classes, ids, two clusters, in this order."""
    contents = (
        [f"the long text number {row}" for row in range(12)],
        [f"class {row % 3}" for row in range(12)],
        [f"{row:02}" for row in range(12)],
        [f"{row % 2}" for row in range(12)],
    )
    return table_of(dict(zip(names, contents, strict=False)))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("text", "label", "id", "cluster"), Columns("text", "label", "id", "cluster")),
        (("Text", "LABEL", "Id", "Cluster"), Columns("Text", "LABEL", "Id", "Cluster")),
        (
            ("item_description", "class-name", "text_id", "cluster_id"),
            Columns("item_description", "class-name", "text_id", "cluster_id"),
        ),
        (("Beschreibung", "Klasse", "Nr"), Columns("Beschreibung", "Klasse", "Nr")),
        (("libellé", "catégorie"), Columns("libellé", "catégorie")),
        (("descripción", "etiqueta"), Columns("descripción", "etiqueta")),
        (("text", "code"), Columns("text", "code")),
        (("text", "kind", "code"), Columns("text", "kind")),
        (("title", "text"), Columns("text")),
        (("text",), Columns("text")),
        (("whatever",), Columns("whatever")),
        (("a", "b"), Columns("a", "b")),
        (("x", "label"), Columns("x", "label")),
    ],
)
def test_columns_are_guessed_by_name_and_by_content(names, expected):
    assert guess_columns(headed(*names)) == expected


def test_an_id_column_whose_values_repeat_is_not_taken_for_ids():
    table = table_of({"text": ["a", "b", "c"], "id": ["1", "1", "2"]})
    assert guess_columns(table).id is None


def test_a_labelled_corpus_has_sorted_classes_and_every_row():
    table = table_of({"text": ["x", "y", "z"], "label": ["b", "a", "b"], "id": ["3", "1", "2"]})
    corpus, findings = labelled_corpus(table, Columns("text", "label", "id"), reject_class="b")
    assert (corpus.classes, corpus.reject_code) == (("a", "b"), 1)
    assert list(corpus.codes) == [1, 0, 1]
    assert (list(corpus.texts), list(corpus.ids)) == (["x", "y", "z"], ["3", "1", "2"])
    assert (findings, corpus.clusters) == ([], None)


def test_rows_without_a_label_are_left_out_with_a_finding():
    table = read_table(
        "t.parquet", parquet({"text": list("vwxyz"), "label": ["a", None, "b", "", " "]})
    )
    corpus, (finding,) = labelled_corpus(table, NAMED)
    assert list(corpus.texts) == ["v", "x"]
    assert (finding.code, finding.count, finding.offenders) == (
        "missing-labels",
        3,
        ("w", "y", "z"),
    )


def test_labels_that_read_like_missing_values_are_classes():
    names = ["NA", "None", "null", "nan", "007", "7"]
    corpus, findings = labelled_corpus(table_of({"text": names, "label": names}), NAMED)
    assert (corpus.classes, findings) == (tuple(sorted(names)), [])


def test_an_unlabelled_corpus_has_every_row_and_looks_at_no_label():
    table = table_of({"text": ["x", "x"], "label": ["", ""], "cluster": ["1", ""]})
    corpus, findings = unlabelled_corpus(table, Columns("text", "label", None, "cluster"))
    assert (list(corpus.texts), list(corpus.clusters), findings) == (["x", "x"], ["1", ""], [])


def test_what_was_noticed_while_reading_comes_first():
    table = read_table("t.csv", "text,label\nBüro,a\nb,\nc,c\n".encode("latin-1"))
    codes = [finding.code for finding in labelled_corpus(table, NAMED)[1]]
    assert codes == ["encoding-guessed", "missing-labels"]
    assert [f.code for f in unlabelled_corpus(table, NAMED)[1]] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("columns", "reject_class", "message"),
    [
        (Columns("text", "klass"), None, 'no column "klass".*"text", "label", "none", "same"'),
        (Columns("txt", "label"), None, 'no column "txt"'),
        (Columns("text", "label", "key"), None, 'no column "key"'),
        (Columns("text"), None, 'No label column of "t.csv" is chosen'),
        (Columns(None, "label"), None, "No text column"),
        (Columns("text", "none"), None, 'All labels in column "none" .* are missing'),
        (Columns("text", "same"), None, 'holds one class only, "s"'),
        (Columns("text", "text"), None, '"text" .* chosen for more than one purpose'),
        (Columns("text", "label"), "c", 'reject class "c" is not one of the 2 classes'),
    ],
)
def test_a_corpus_that_cannot_be_made_is_refused_with_a_reason(columns, reject_class, message):
    table = table_of(
        {"text": ["x", "y"], "label": ["a", "b"], "none": ["", " "], "same": ["s", "s"]}
    )
    with pytest.raises(InputError, match=message):
        labelled_corpus(table, columns, reject_class)

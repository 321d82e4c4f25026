import numpy as np
import pytest

from analysis.corpus.additions import add_labels, read_planned_labels
from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from analysis.corpus.read import read_table
from analysis.corpus.selection import corpus_mark
from analysis.errors import InputError
from tests.corpus.files import delimited

TEXTS = ["steel flange", "Brass  Valve", "qwxz", "=1+1", "hex bolt", "brass valve"]
CORPUS = make_corpus(TEXTS, ids=list("uvwxyz"), clusters=["1", "1", "2", "2", "2", "1"])
LABELLED = make_labelled_corpus(
    ["steel flange", "strange"], ["flange", "bad"], reject_class="bad", ids=["u", "none"]
)


def plan(**changes):
    """Rows 4, 5 and 2 of the corpus, drawn and labelled, as a spreadsheet would save them."""
    columns = {
        "id": ["x", "y", "v"],
        "text": ["'=1+1", "hex bolt", "Brass  Valve"],
        "label": ["bad", "bolt", ""],
        "cluster": ["2", "2", "1"],
        "selection_probability": ["0.5", "0.5", "0.25"],
        "row": ["4", "5", "2"],
        "planned_on": [corpus_mark(CORPUS)] * 3,
    }
    kept = {name: cells for name, cells in (columns | changes).items() if cells is not None}
    return read_table("plan.csv", delimited(kept))


def test_labels_are_read_by_the_rows_of_the_corpus():
    planned = read_planned_labels(plan(), CORPUS)
    assert planned.rows.tolist() == [3, 4]
    assert planned.labels.tolist() == ["bad", "bolt"]
    assert planned.probabilities.tolist() == [0.5, 0.5]
    assert planned.n_without_label == 1


def test_new_labels_stand_behind_the_old_ones_and_nothing_is_lost():
    additions = add_labels(LABELLED, CORPUS, read_planned_labels(plan(), CORPUS))
    merged = additions.labelled
    assert (additions.n_added, additions.n_known, additions.n_without_label) == (2, 0, 1)
    assert merged.texts.tolist() == ["steel flange", "strange", "=1+1", "hex bolt"]
    assert merged.classes == ("bad", "bolt", "flange")
    assert [merged.classes[code] for code in merged.codes] == ["flange", "bad", "bad", "bolt"]
    assert merged.ids.tolist() == ["u", "none", "x", "y"]
    assert merged.clusters.tolist() == ["1", "", "2", "2"]
    assert merged.reject_class == "bad"
    np.testing.assert_array_equal(merged.selection_probabilities, [np.nan, np.nan, 0.5, 0.5])


def test_probabilities_of_an_earlier_plan_stay():
    first = add_labels(LABELLED, CORPUS, read_planned_labels(plan(), CORPUS)).labelled
    more = plan(label=["", "", "valve"])
    second = add_labels(first, CORPUS, read_planned_labels(more, CORPUS)).labelled
    np.testing.assert_array_equal(second.selection_probabilities, [np.nan, np.nan, 0.5, 0.5, 0.25])


def test_a_corpus_without_ids_and_clusters_adds_texts_and_labels_alone():
    bare = make_corpus(TEXTS)
    old = make_labelled_corpus(["steel flange", "qwxz"], ["flange", "bad"])
    merged = add_labels(old, bare, read_planned_labels(plan(cluster=[""] * 3), bare)).labelled
    assert (merged.ids, merged.clusters) == (None, None)
    assert merged.n_documents == 4


def test_a_text_that_bears_a_label_keeps_it():
    old = make_labelled_corpus(["HEX bolt", "x"], ["screw", "bad"])
    additions = add_labels(old, CORPUS, read_planned_labels(plan(), CORPUS))
    assert (additions.n_added, additions.n_known) == (1, 1)
    assert "bolt" not in additions.labelled.classes


def test_a_plan_that_was_brought_back_before_is_refused():
    planned = read_planned_labels(plan(), CORPUS)
    merged = add_labels(LABELLED, CORPUS, planned).labelled
    with pytest.raises(InputError, match="all 2 documents bear a label in this study already"):
        add_labels(merged, CORPUS, planned)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"row": None}, 'no plan of this dashboard: it has no column "row"'),
        ({"planned_on": None}, 'it has no column "planned_on"'),
        ({"planned_on": ["corpus-0"] * 3}, "3 of 3 documents were drawn from another corpus"),
        ({"cluster": ["2", "2", "7"]}, r'1 of 3 .* other clusters .*\(row 3: "7" there, "1" here'),
        ({"label": ["", " ", ""]}, "none of its 3 documents has a label"),
        ({"row": ["4", "7", "2"]}, r'1 rows are none of the corpus, 1 to 6 \("7"\)'),
        ({"row": ["4", "x", "0"]}, r'2 rows are none of the corpus, 1 to 6 \("x", "0"\)'),
        ({"row": ["4", "4", "2"]}, r'1 rows stand there more than once \("4"\)'),
        ({"row": ["5", "4", "2"]}, "2 texts are not those of their rows"),
        ({"selection_probability": ["0.5", "2", ""]}, "1 of 3 cells are no selection probability"),
    ],
)
def test_a_file_that_is_no_plan_or_was_damaged_is_refused(changes, message):
    with pytest.raises(InputError, match=message):
        read_planned_labels(plan(**changes), CORPUS)

from analysis.corpus.columns import Columns, guess_columns, labelled_corpus, unlabelled_corpus
from analysis.corpus.read import read_table
from analysis.corpus.reject import guess_reject_class
from analysis.corpus.template import LABELLED_TEMPLATE, UNLABELLED_TEMPLATE


def test_the_labelled_template_is_understood_as_it_is():
    table = read_table("labelled.csv", LABELLED_TEMPLATE.encode())
    assert guess_columns(table) == Columns("text", "label", "id", "cluster")
    corpus, findings = labelled_corpus(table, guess_columns(table))
    assert guess_reject_class(corpus.classes) == "bad"
    assert 'gasket 3/4", flat' in corpus.texts
    assert findings == []


def test_the_unlabelled_template_is_understood_as_it_is():
    table = read_table("unlabelled.csv", UNLABELLED_TEMPLATE.encode())
    assert guess_columns(table) == Columns("text", None, "id", "cluster")
    assert unlabelled_corpus(table, guess_columns(table))[0].n_documents == 3

import numpy as np

from tests.corpora import long_tailed
from tests.sampling.populations import draw, population, sample

PAGE = "pages/data/coverage.py"


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption, *app.info])


def test_the_answer_says_whether_labels_follow_the_documents(make_study, open_app):
    corpus, codes = population()
    labelled = sample(corpus, codes, draw(corpus, 0.3, np.random.default_rng(0)))
    app = open_app(make_study(labelled, corpus), PAGE)
    assert not app.exception
    assert app.title[0].value == "Were the labels drawn where the documents are?"
    assert "Yes" in texts_of(app)
    assert app.dataframe[0].value["documents"].sum() == corpus.n_documents


def test_a_cluster_in_the_url_opens_with_its_documents(make_study, open_app):
    corpus, codes = population()
    labelled = sample(corpus, codes, draw(corpus, 0.3, np.random.default_rng(0)))
    app = open_app(make_study(labelled, corpus), PAGE)
    app.session_state["cluster"] = "c1"
    app.run()
    assert not app.exception
    of_cluster = set(labelled.texts[labelled.clusters == "c1"])
    shown = [set(t.value["text"]) for t in app.dataframe if "text" in t.value]
    assert of_cluster in shown


def test_without_an_unlabelled_corpus_the_page_says_what_is_missing(make_study, open_app):
    app = open_app(make_study(long_tailed()), PAGE)
    assert not app.exception
    assert not app.dataframe
    assert "labelled documents only" in app.info[0].value
    assert app.get("page_link")[0].proto.page == "corpora"

"""The search of the reject class on the page Coverage."""

import pytest

from analysis.corpus.corpus import make_corpus, make_labelled_corpus
from pages.shared.cache.home import computations
from tests.pages.test_make_clusters import texts_of
from tests.sampling.clusters.test_dense_groups import random_texts
from tests.sampling.clusters.test_hidden_groups import BOLTS, CRANES, of_words

PAGE = "pages/data/coverage.py"
HOSTILE = "$bad$ :red[x]"


@pytest.fixture
def corpora():
    bad = [*random_texts(150, 0), *of_words(CRANES, 40, 1)]
    texts, names = [*bad, *of_words(BOLTS, 30, 3)], [HOSTILE] * len(bad) + ["bolt"] * 30
    labelled = make_labelled_corpus(texts, names, reject_class=HOSTILE)
    whole = [*texts, *of_words(CRANES, 30, 5)]
    return labelled, make_corpus(whole, clusters=[f"c{row % 3}" for row in range(len(whole))])


def wait(study):
    """Wait for the one computation that runs."""
    running = [each for (owner, _), each in computations()._running.items() if owner == study.id]
    running[-1].future.result()


def test_the_reject_class_is_searched_on_request(corpora, make_study, open_app):
    study = make_study(*corpora)
    app = open_app(study, PAGE)
    assert "Only its labelled documents are searched" in texts_of(app)
    assert "frequencies" in [link.proto.page for link in app.get("page_link")]
    app.button(key="coverage_find_hidden").click().run()
    wait(study)
    app.run()
    assert not app.exception
    assert f"group of documents in {HOSTILE} lies closer together" in texts_of(app)
    table = next(each.value for each in app.dataframe if "gathers" in each.value)
    assert set(table["words"].iloc[0].split(", ")) <= {*CRANES}
    assert table["gathers"].iloc[0] > 10


def test_without_a_reject_class_there_is_nothing_to_search(corpora, make_study, open_app):
    labelled, unlabelled = corpora
    app = open_app(make_study(labelled.with_reject_class(None), unlabelled), PAGE)
    assert not app.exception
    assert not [each for each in app.subheader if "hides" in each.value]


def test_the_search_needs_no_clusters(corpora, make_study, open_app):
    labelled, unlabelled = corpora
    study = make_study(labelled, make_corpus(unlabelled.texts))
    app = open_app(study, PAGE)
    assert app.button(key="coverage_make_clusters")
    app.button(key="coverage_find_hidden").click().run()
    wait(study)
    app.run()
    assert not app.exception
    table = next(each.value for each in app.dataframe if "gathers" in each.value)
    assert set(table["words"].iloc[0].split(", ")) <= {*CRANES}

import threading

import pytest

from analysis.model.settings import FeatureSettings, TrainingSettings
from analysis.model.word_pairs import is_pair_term
from analysis.study.trainings import Trainings
from pages.shared import state
from pages.shared.cache.home import computations
from tests.corpora import labelled
from tests.explain.interacting import either_or

SEARCH = "learnability_interactions"
SCRIPT = """
from pages.parts.learnability.interactions import interactions_section
from pages.shared.view import open_page

interactions_section(open_page("A page"))
"""


def texts_of(app):
    return " ".join(element.value for element in [*app.markdown, *app.caption])


def tables_with(app, column):
    return [table.value for table in app.dataframe if column in table.value]


def finished(app):
    """The section once the search has ended."""
    for running in list(computations()._running.values()):
        running.future.exception()
    return app.run()


@pytest.fixture
def section(make_study, monkeypatch):
    """The section on a study, by itself."""
    from streamlit.testing.v1 import AppTest

    def opened(corpus=None):
        study = make_study(corpus if corpus is not None else either_or(300))
        app = AppTest.from_string(SCRIPT, default_timeout=60)
        app.query_params["study"] = study.id
        return study, app.run()

    return opened


def test_the_search_begins_by_itself_and_once_cancelled_waits_for_a_click(section):
    before = threading.Event()
    computations()._pool.submit(before.wait, 30)
    _, app = section()
    assert app.subheader[0].value == "Do words interact?"
    assert "waits for what was begun before it" in app.get("progress")[0].proto.text
    app.button(f"{SEARCH}_cancel").click().run()
    before.set()
    cancelled = finished(app)
    assert "was cancelled" in cancelled.info[0].value
    cancelled.button(SEARCH).click().run()
    assert tables_with(finished(cancelled), "first")


def test_pairs_are_told_with_class_and_direction_and_are_there_at_once_the_second_time(section):
    _, app = section()
    app = finished(app)
    assert not app.exception
    assert "1 pair of words says more together than apart" in texts_of(app)
    table = tables_with(app, "first")[0]
    assert dict(zip(table["class"], table["direction"], strict=True)) == {
        "same": "for",
        "other": "against",
    }
    again = app.run()
    assert SEARCH not in [button.key for button in again.button]
    assert tables_with(again, "first")


def test_one_click_refits_with_the_pair(section, home):
    study, app = section()
    app = finished(app)
    app.button("learnability_add_pairs").click().run()
    assert not app.exception
    assert app.session_state["_pending_training"]
    wanted = TrainingSettings(features=FeatureSettings(pairs=(("pepper", "salt"),)))
    training = Trainings(home).start(study, wanted).future.result()
    assert any(is_pair_term(term) for term in training.model.terms)


def test_a_class_in_the_search_can_be_shown_alone(section):
    _, app = section()
    app = finished(app)
    app.session_state[state.CLASS_KEY] = "same"
    app.run()
    app.toggle(key="learnability_pairs_of_class").set_value(True).run()
    assert not app.exception
    assert tables_with(app, "first")[0]["class"].tolist() == ["same"]


def test_without_any_pair_it_says_so(section):
    _, app = section(labelled([f"red {i}" for i in range(40)], ["a", "b"] * 20))
    app = finished(app)
    assert not app.exception
    assert "no two words stand together" in texts_of(app)


def test_a_study_that_is_too_small_says_why(section):
    texts = ["red one", "red two", "blue one", "blue two"]
    _, app = section(labelled(texts * 5, ["a", "a", "b", "b"] * 5))
    assert not app.exception
    assert "two classes with at least 3 different texts each" in app.info[0].value
    assert not computations()._running


def test_hostile_class_names_are_shown_as_they_are(section):
    corpus = either_or(300)
    name = "<b>x</b> $x$ :red[x]"
    names = [f"{name}{code}" for code in corpus.codes]
    _, app = section(labelled(corpus.texts, names))
    app = finished(app)
    assert r"\<b\>x\<\/b\> \$x\$ \:red\[x\]" in texts_of(app)

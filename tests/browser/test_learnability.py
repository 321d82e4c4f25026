import re

import pytest

from analysis.study.store import create_study
from tests.explain.interacting import either_or


@pytest.fixture
def seasoned(server):
    """A study in which one pair of words says what neither word does."""
    corpus = either_or(300)
    return create_study(server.home, "Salt and pepper", corpus, drawing="other", aim="explore")


def open_learnability(app):
    app.open()
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Learnability").click()
    app.wait_for_text("How far can this go, and what would more labels buy?")
    app.wait_for_text("The words determine at least")


def test_the_first_answer_comes_before_the_curves_which_can_be_cancelled(app):
    open_learnability(app)
    app.wait_for_text("Training on subsamples of the labels: step")
    assert app.shows("What more labels would buy stands here as soon as the curves are measured.")
    for what in ("interactions", "curves"):
        app.page.locator(f".st-key-learnability_{what}_cancel button").click()
    app.wait_for_text("Training on subsamples of the labels was cancelled.")
    app.wait_for_text("Looking for pairs of words that say more together than apart was cancelled.")
    assert app.page.get_by_role("button", name="Measure the learning curves").is_visible()


def test_a_class_from_a_link_is_chosen_on_the_page(app):
    open_learnability(app)
    study = app.page.url.partition("study=")[2][:32]
    app.open(f"/learnability?study={study}&class=v-belt")
    app.wait_for_text("The words determine at least")
    assert "class=v-belt" in app.page.url


def test_the_table_tells_what_is_asked_for_and_a_refresh_keeps_it(app, seasoned):
    app.open(f"/?study={seasoned.id}")
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Learnability").click()
    app.wait_for_text("Drawn: 2 classes along a curve of their own")
    app.settle()
    app.page.get_by_role("radio", name="Labels needed").or_(
        app.page.get_by_role("button", name="Labels needed", exact=True)
    ).first.click()
    app.page.wait_for_url(re.compile("gains=Labels"))
    app.page.reload()
    app.wait_for_text("Drawn: 2 classes along a curve of their own")
    assert "gains=Labels" in app.page.url


def test_a_pair_of_words_is_found_by_itself_and_added_to_the_features(app, seasoned):
    app.open(f"/?study={seasoned.id}")
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Learnability").click()
    app.wait_for_text("1 pair of words says more together than apart")
    told = app.text()
    assert "'pepper' and 'salt' together speak" in told
    assert "'same': of " in told or "'other': of " in told

    app.settle()
    app.page.get_by_role("button", name="Add 1 pair to the features").click()
    app.wait_for_text("C = 1, words, 1 added word pair")
    app.page.wait_for_url(re.compile("training="))

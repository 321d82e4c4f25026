import re

from analysis.study.store import create_study
from tests.corpora import long_tailed


def open_frequencies(app):
    app.open()
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Frequencies").click()
    app.wait_for_text("How common is each class in the whole corpus?")
    app.wait_for_text("of 330,000 documents are bad")
    app.settle()


def test_the_corpus_is_scored_on_request_and_the_answer_gets_narrower(app):
    open_frequencies(app)
    before = interval(app)
    app.page.get_by_role("button", name="Score all 330,000 documents").click()
    app.wait_for_text("labels and model, 95 %")
    app.settle()
    after = interval(app)
    assert after[1] - after[0] < before[1] - before[0]
    assert before[0] < after[0] < after[1] < before[1]
    assert "weighs" in app.text()


def test_a_class_from_a_link_says_what_is_known_of_it(app):
    open_frequencies(app)
    study = re.search(r"study=(\w+)", app.page.url).group()
    app.open(f"/frequencies?{study}&class=v-belt")
    app.wait_for_text("v-belt: ")
    assert "class=v-belt" in app.page.url


def test_a_study_of_labels_only_leads_to_where_files_are_opened_and_keeps_the_class(app, server):
    study = create_study(server.home, "Labels only", long_tailed(), drawing="other", aim="explore")
    app.open(f"/?study={study.id}&class=class+1")
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Frequencies").click()
    app.wait_for_text("This study has labelled documents only.")
    app.settle()
    app.page.get_by_role("link", name="Open the files again, on the page Corpora").click()
    app.wait_for_text("Labelled documents")
    assert f"study={study.id}" in app.page.url
    assert re.search(r"class=class(\+|%20)1", app.page.url)


def interval(app):
    """The interval in the answer, in documents."""
    found = re.search(r"\(([\d,]+) to ([\d,]+)\) of 330,000 documents", app.text())
    return tuple(int(number.replace(",", "")) for number in found.groups())

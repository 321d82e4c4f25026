import re


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


def interval(app):
    """The interval in the answer, in documents."""
    found = re.search(r"\(([\d,]+) to ([\d,]+)\) of 330,000 documents", app.text())
    return tuple(int(number.replace(",", "")) for number in found.groups())

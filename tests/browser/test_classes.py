import re


def never_predicted(app):
    return re.search(r"\d+ of 133 classes are never predicted", app.text())


def test_the_sample_study_opens_and_the_switch_changes_the_answer(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    before = app.text()
    assert never_predicted(app)
    app.page.get_by_text("In the decision", exact=True).click()
    app.wait_for_text("Words apart from priors")
    app.wait_for_text("Against bad, a class with 10 labels to its 3,000")
    app.settle()
    assert app.text() != before
    app.page.get_by_role("button", name="Back to the baseline").click()
    app.wait_for_text("This is the baseline")
    app.settle()
    assert never_predicted(app)


def test_a_link_opens_the_same_study_switch_and_class(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    study = re.search(r"study=(\w+)", app.page.url).group()
    app.open(f"/?{study}&balance=In+the+decision&tau=0.5&class=v-belt")
    app.wait_for_text("Its own words")
    assert "Words apart from priors, tau 0.5" in app.text()
    app.page.reload()
    app.wait_for_text("Its own words")
    assert "Words apart from priors, tau 0.5" in app.text()
    for part in (study, "balance=In+the+decision", "tau=0.5", "class=v-belt"):
        assert part in app.page.url


def test_a_refit_shows_which_figures_belong_to_what(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    before = app.text()
    app.page.get_by_text("Training settings").click()
    app.page.get_by_text("Split letters from digits").click()
    app.page.get_by_role("button", name="Refit").click()
    app.wait_for_text("letters split from digits")
    app.wait_for_text("This training decides")
    assert "training=" in app.page.url
    assert app.text() != before

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
    app.page.get_by_role("button", name="Cancel").last.click()
    app.wait_for_text("Training on subsamples of the labels was cancelled.")
    assert app.page.get_by_role("button", name="Measure the learning curves").is_visible()


def test_a_class_from_a_link_is_chosen_on_the_page(app):
    open_learnability(app)
    study = app.page.url.partition("study=")[2][:32]
    app.open(f"/learnability?study={study}&class=v-belt")
    app.wait_for_text("The words determine at least")
    assert "class=v-belt" in app.page.url

def test_what_mends_is_found_out_on_request_with_progress_and_can_be_cancelled(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    app.settle()
    app.page.get_by_role("button", name="Find out what mends each class").click()
    app.wait_for_text("Refitting with one thing different: step")
    app.page.get_by_role("button", name="Cancel").click()
    app.wait_for_text("Refitting with one thing different was cancelled")
    app.settle()
    assert app.page.get_by_role("button", name="Find out what mends each class").count() == 1


def test_a_class_has_its_rule(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    app.page.goto(app.page.url + "&class=v-belt")
    app.wait_for_text("As a rule: ")
    assert "Chosen inside the folds" in app.text()
    assert "In the whole corpus it gathers" in app.text()

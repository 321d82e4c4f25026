"""A recommendation is asked for, and documents can be set aside; links lead to both."""


def test_links_lead_to_the_search_and_to_the_confirmation(app):
    app.open()
    app.page.get_by_role("link", name="What if").click()
    app.wait_for_text("Nothing yet: this is the baseline")
    app.settle()
    app.page.get_by_text("Recommend", exact=True).click()
    app.page.get_by_role("button", name="Search the best scenario").wait_for()
    app.settle()
    assert "section=Recommend" in app.page.url

    app.page.get_by_text("Confirm", exact=True).click()
    app.page.get_by_role("button", name="Set documents aside").wait_for()
    app.settle()
    link = app.page.url
    assert "section=Confirm" in link
    app.page.goto(link)
    app.page.get_by_role("button", name="Set documents aside").wait_for()

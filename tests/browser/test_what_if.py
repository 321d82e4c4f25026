"""A decision changed by hand: shown at once, carried to other pages and links, taken back."""


def test_an_offset_stands_in_the_link_and_on_other_pages(app):
    app.open()
    app.page.get_by_role("link", name="What if").click()
    app.wait_for_text("Nothing yet: this is the baseline")
    app.settle()
    app.page.get_by_role("tab", name="One class").click()
    slider = app.page.get_by_role("slider", name="Offset of")
    slider.focus()
    slider.press("PageUp")
    app.wait_for_text("Decisions also rest on 1 offset")
    app.wait_for_text("Documents whose decision changes")
    app.settle()
    assert "decision=" in app.page.url
    link = app.page.url

    app.page.get_by_role("link", name="Classes").click()
    app.wait_for_text("Which classes fail, and why?")
    app.wait_for_text("Decisions also rest on 1 offset")

    app.page.goto(link)
    app.wait_for_text("Decisions also rest on 1 offset")
    app.settle()
    app.page.get_by_role("button", name="Back to the baseline").click()
    app.wait_for_text("Nothing yet: this is the baseline")
    app.settle()
    assert "decision=" not in app.page.url

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


def test_a_link_to_another_page_carries_switch_and_tau_through_a_refresh(app):
    app.open()
    app.wait_for_text("Priors as learned")
    app.page.goto(app.page.url + "&balance=In+the+decision&tau=0.5")
    app.wait_for_text("Words apart from priors, tau 0.5")
    app.settle()
    app.page.get_by_role("link", name="Open your own files").click()
    app.wait_for_text("What was loaded, and can it be trusted?")
    app.settle()
    app.page.wait_for_function("location.pathname == '/corpora'")
    assert app.page.url.count("tau=") == 1
    app.page.reload()
    app.wait_for_text("Words apart from priors, tau 0.5")

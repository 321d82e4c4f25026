import re


def open_coverage(app):
    app.open()
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Coverage").click()
    app.wait_for_text("33,000 labels from 220 clusters")
    app.settle()


def test_made_clusters_are_used_until_they_are_given_up(app):
    open_coverage(app)
    app.page.get_by_text("Make other clusters").click()
    number = app.page.get_by_role("spinbutton", name="Number of clusters")
    number.fill("20")
    number.press("Enter")
    app.page.get_by_role("button", name="Make 20 clusters of all 330,000 documents").click()
    app.wait_for_text("These 20 clusters were made here")
    app.settle()
    assert re.search(r"33,000 labels from 2[01] clusters", app.text())
    app.page.get_by_role("link", name="Frequencies").click()
    app.wait_for_text("Post-stratification")
    app.page.get_by_role("link", name="Coverage").click()
    app.wait_for_text("These 20 clusters were made here")
    app.settle()
    back = app.page.get_by_role("button", name="Back to the clusters that came with the corpus")
    if not back.is_visible():
        app.page.get_by_text("Make other clusters").click()
    back.click()
    app.wait_for_text("33,000 labels from 220 clusters")
    app.settle()
    assert not app.shows("were made here")

"""Files of one's own: uploaded, corrected, opened, and deleted again."""

from tests.corpus.files import delimited

# Of the checkbox in a table's first row, and where rows are high.
FIRST_ROW = {"x": 16, "y": 52}
FIRST_HIGH_ROW = {"x": 16, "y": 72}


def open_files(app):
    """The way from the first page to where files are opened."""
    app.open()
    # A rerun at the end of the training could close what is about to be opened.
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Open your own files").click()
    app.wait_for_text("Labelled documents are enough to begin with")
    app.settle()


def upload(app, name, content):
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    app.page.locator('input[type="file"]').first.set_input_files(file)
    app.wait_for_text("Name of the study")
    app.settle()


def press(app, label):
    app.page.get_by_role("button", name=label, exact=True).click()


def choose_column(app, label, column):
    box = app.page.get_by_role("combobox", name=label)
    # Its list closes when the page scrolls, as it does to bring what is clicked into view.
    box.scroll_into_view_if_needed()
    app.settle()
    box.click()
    app.page.get_by_role("option", name=column, exact=True).click()
    app.settle()


def table(app, position):
    return app.page.locator('[data-testid="stDataFrame"]:visible').nth(position)


def parts():
    """Sixty documents; the last one repeats the first one with another label."""
    return delimited(
        {
            "article": [f"valve <b>dn{row % 59}</b> $x$" for row in range(60)],
            "kind": [f"kind {row % 2}" for row in range(60)],
            "group": ["<b>bad</b>", "=1+1", ":red[x]"] * 20,
        }
    )


def test_a_corpus_is_uploaded_corrected_opened_and_deleted_again(app):
    open_files(app)
    upload(app, "my parts.csv", parts())
    choose_column(app, "Label column", "group")
    press(app, "Open this study")
    app.wait_for_text("60 labels in 3 classes")
    own = app.page.url
    assert "=1+1" not in own

    app.page.reload()
    app.wait_for_text("60 labels in 3 classes")

    found = "a click on one finds its documents"
    app.click_until(table(app, 0), FIRST_HIGH_ROW, lambda: app.shows(found))
    app.settle()
    app.click_until(table(app, 1), FIRST_ROW, lambda: app.shows("Labelled: 2 of 60"))

    app.page.get_by_role("tab", name="Studies on this machine").click()
    app.wait_for_text("Choose a study to open or delete it")
    app.settle()
    table(app, 0).click(position=FIRST_ROW)
    press(app, "Delete …")
    app.wait_for_text("This deletes, for good")
    press(app, "Delete for good")
    app.wait_for_text("Sample study: spare parts")

    app.page.goto(own)
    app.wait_for_text("there is none with the id")
    assert "60 labels" not in app.text()


def test_a_bad_file_is_told_and_the_study_stays(app):
    open_files(app)
    app.wait_for_text("in 133 classes")
    file = {"name": "bad.csv", "mimeType": "text/csv", "buffer": b"text,label\na,b,c\n"}
    app.page.locator('input[type="file"]').first.set_input_files(file)
    app.wait_for_text("more or fewer cells")
    assert "in 133 classes" in app.text()

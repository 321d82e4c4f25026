import io
import re

import pandas as pd


def open_planner(app):
    app.open()
    app.wait_for_text("Priors as learned")
    study = re.search(r"study=\w+", app.page.url).group()
    app.open(f"/coverage?{study}&draw=300")
    app.wait_for_text("With 300 more labels drawn in proportion to cluster size")
    app.settle()


def test_documents_are_drawn_labelled_and_brought_back(app):
    open_planner(app)
    app.page.get_by_role("radio", name="Neyman").or_(
        app.page.get_by_role("button", name="Neyman", exact=True)
    ).first.click()
    app.wait_for_text("With 300 more labels drawn by Neyman's allocation")
    assert "allocation=Neyman" in app.page.url
    app.page.get_by_text("The 300 documents, drawn by Neyman's allocation").click()
    app.wait_for_text("In random order, each text once")
    app.settle()
    with app.page.expect_download() as download:
        app.page.get_by_role("button", name="Download 300 documents as CSV").click()
    frame = pd.read_csv(download.value.path(), dtype=str, keep_default_na=False)
    assert len(frame) == frame["text"].str.casefold().nunique() == 300
    frame.loc[:199, "label"] = "v-belt"
    content = io.BytesIO()
    frame.to_csv(content, index=False)
    app.page.get_by_text("Bring the labels back").click()
    app.page.locator("input[type=file]").last.set_input_files(
        {"name": "plan.csv", "mimeType": "text/csv", "buffer": content.getvalue()}
    )
    made = app.page.get_by_role("button", name="Make a study of old and new labels")
    app.page.wait_for_function("button => !button.disabled", arg=made.element_handle())
    made.click()
    app.wait_for_text("200 labels added. 100 documents of the plan without one.")
    app.page.get_by_role("button", name="Open the new study").click()
    app.wait_for_text("33,200 labels in 133 classes")

def test_words_of_a_class_lead_to_documents_and_a_text_is_explained(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    app.page.get_by_role("link", name="Vocabulary", exact=True).click()
    app.wait_for_text("the words that speak most are")
    search = app.page.get_by_placeholder("Type a word, or click one").first
    search.fill("flange")
    search.press("Enter")
    app.wait_for_text("labelled documents,")
    app.page.get_by_text("Also among the unlabelled documents").click()
    app.wait_for_text("of 330,000 documents")
    app.page.get_by_text("A text explained", exact=True).click()
    text = app.page.get_by_placeholder("Type a text, or click a document below")
    text.fill("flange dn50 unheardof")
    text.press("Enter")
    app.wait_for_text("Unknown to the model")
    assert "the prior brings" in app.text()


def test_a_document_that_is_clicked_is_explained_and_stays_in_the_link(app):
    app.open()
    app.wait_for_text("classes are never predicted")
    app.page.get_by_role("link", name="Vocabulary", exact=True).click()
    app.wait_for_text("the words that speak most are")
    app.page.get_by_text("A text explained", exact=True).click()
    app.wait_for_text("click one to have it explained")
    app.settle()
    table = app.page.get_by_test_id("stDataFrame").first
    seen = "This is a labelled document"
    app.click_until(table, {"x": 18, "y": 53}, lambda: app.shows(seen))
    app.settle()
    app.page.reload()
    app.wait_for_text("This is a labelled document")

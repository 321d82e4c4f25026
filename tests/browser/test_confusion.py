"""From the list and from the matrix to a pair and its documents."""

import re
from functools import partial

# Where the page shows the error that is a given part of the way through the matrix's cells.
CELL = """part => {
  const plot = document.querySelector('.js-plotly-plot'), box = plot.getBoundingClientRect();
  const {xaxis, yaxis} = plot._fullLayout;
  const cells = plot._fullData.find(trace => trace.type == 'scattergl');
  const i = Math.floor(part * cells.x.length);
  return {
    x: box.left + xaxis._offset + xaxis.d2p(cells.x[i]),
    y: box.top + yaxis._offset + yaxis.d2p(cells.y[i]),
    text: cells.text[i],
  };
}"""

FOURTH_ROW = {"x": 20, "y": 158}


def open_confusion(app):
    # A deep link to a server that was never asked before is told "Page not found" first.
    app.open("/")
    app.open("/confusion")
    app.wait_for_text("Words that separate them")
    app.page.locator(".js-plotly-plot .main-svg").first.wait_for()


def cell_at(app, part):
    """Return where the error that is a part of the way through the matrix is drawn by now."""
    app.page.locator(".js-plotly-plot").scroll_into_view_if_needed()
    return app.page.evaluate(CELL, part)


def click_cell(app, part):
    """Click a cell as soon as the figure answers the pointer."""
    cell = cell_at(app, part)
    app.page.mouse.move(cell["x"] - 1, cell["y"])
    app.page.mouse.move(cell["x"], cell["y"])
    app.page.locator(".hoverlayer .hovertext").first.wait_for()
    app.page.mouse.click(cell["x"], cell["y"])


def test_a_click_on_a_cell_of_133_classes_opens_its_pair_which_survives_a_refresh(app):
    open_confusion(app)
    for part in (0.2, 0.6):
        true, taken, counts = cell_at(app, part)["text"].split("<br>")
        heading = app.page.get_by_role("heading", name=f"{true} {taken}", exact=True)
        app.repeat_until(partial(click_cell, app, part), heading.is_visible)
        n = counts.split(" of ")[0]
        app.page.get_by_role("tab", name=f"{true} {taken} ({n})", exact=True).wait_for()
    app.page.reload()
    heading.wait_for()


def test_a_click_on_a_row_opens_its_pair_and_the_way_to_its_words(app):
    open_confusion(app)
    heading = app.page.locator("h3").first
    before = heading.inner_text()
    table = app.page.get_by_test_id("stDataFrame").first
    app.click_until(table, FOURTH_ROW, lambda: heading.inner_text() != before)
    true, decided = app.page.locator("h3").first.inner_text().split(" taken for ")
    app.page.get_by_role("button", name=f"Vocabulary of {decided}").click()
    app.page.wait_for_url(re.compile("vocabulary"))
    app.settle()
    assert f"class={decided.replace(' ', '+')}" in app.page.url
    assert f"other={true.replace(' ', '+')}" in app.page.url

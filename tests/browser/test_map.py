import re
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from PIL import Image

SAMPLE = Path(__file__).parents[2] / "sample_data" / "unlabelled.parquet"
FRAME = '[data-part="frame"]'
MAP = "How do the documents lie, and what is in a region?"


@pytest.fixture
def drawn(app):
    """The map of the sample study, with all its 330,000 documents drawn."""
    app.open()
    app.wait_for_text("Priors as learned")
    app.page.get_by_role("link", name="Map").click()
    app.wait_for_text(MAP)
    app.wait_for_text("330,000 documents on the map")
    app.page.locator(f"{FRAME}[data-drawn]").wait_for()
    app.wait_for_text("choose Lasso")
    app.settle()
    return app


def frame_of(app):
    frame = app.page.locator(FRAME)
    frame.scroll_into_view_if_needed()
    return frame


def coloured_pixels(app):
    """Share of the map's pixels that are not its background, from what is really on the screen."""
    picture = Image.open(BytesIO(frame_of(app).screenshot())).convert("RGB")
    counts = [n for n, _ in picture.getcolors(picture.width * picture.height)]
    return 1 - max(counts) / sum(counts)


def text_in_link(app):
    """The text of the document that the link names, from the file of the corpus."""
    app.page.wait_for_url(re.compile(r"document=\d+"))
    row = int(re.search(r"document=(\d+)", app.page.url)[1])
    return pq.read_table(SAMPLE, columns=["text"])["text"][row].as_py()


def wait_for_document(app, text):
    app.wait_for_text("The document clicked")
    app.page.get_by_test_id("stText").filter(has_text=text).first.wait_for()


def test_a_document_is_read_from_the_map(drawn):
    assert coloured_pixels(drawn) > 0.05
    frame = frame_of(drawn)
    frame.focus()
    frame.press("Enter")
    text = text_in_link(drawn)
    wait_for_document(drawn, text)
    drawn.page.reload()
    wait_for_document(drawn, text)


def test_a_click_and_the_pointer_tell_the_text(drawn):
    box = frame_of(drawn).bounding_box()
    bubble = drawn.page.locator('[data-part="text"]')
    place = dense_place(drawn)
    x, y = box["x"] + place[0], box["y"] + place[1]
    for step in range(8):
        drawn.page.mouse.move(x + 3 * step, y)
        drawn.page.wait_for_timeout(3000)
        if bubble.is_visible():
            break
    assert bubble.locator("p").first.inner_text()
    drawn.page.mouse.move(box["x"] + 3, box["y"] + box["height"] - 3)
    bubble.wait_for(state="hidden")
    drawn.click_until(
        drawn.page.locator(FRAME),
        {"x": place[0] + 3 * step, "y": place[1]},
        lambda: drawn.shows("The document clicked"),
    )
    wait_for_document(drawn, text_in_link(drawn))


def dense_place(app):
    """A place of the map where names of regions stand, so that documents are near."""
    spans = app.page.locator('[data-part="names"] span:not([hidden])')
    name, frame = spans.first.bounding_box(), app.page.locator(FRAME).bounding_box()
    return name["x"] + name["width"] / 2 - frame["x"], name["y"] + 9 - frame["y"]


def test_a_lasso_reads_the_documents_of_a_region(drawn):
    frame_of(drawn)
    drawn.page.get_by_role("button", name="Lasso").click()
    box = drawn.page.locator(FRAME).bounding_box()
    place = dense_place(drawn)
    x, y = box["x"] + place[0], box["y"] + place[1]
    mouse = drawn.page.mouse
    mouse.move(x - 60, y - 60)
    mouse.down()
    for right, down in ((60, -60), (60, 60), (-60, 60)):
        mouse.move(x + right, y + down, steps=5)
    mouse.up()
    drawn.wait_for_text("The region holds")
    drawn.settle()
    held = re.search(r"The region holds ([\d,]+) documents", drawn.text())
    assert int(held[1].replace(",", "")) > 100
    assert "outline=Components" in drawn.page.url
    drawn.wait_for_text("of the rest, drawn at random")
    drawn.page.reload()
    drawn.wait_for_text(held[0])


def test_keys_zoom_and_move_and_finer_names_appear(drawn):
    frame = frame_of(drawn)
    names = drawn.page.locator('[data-part="names"] span:not([hidden])')
    before = set(names.all_inner_texts())
    frame.focus()
    for key in ("+", "+", "+", "ArrowLeft", "ArrowUp"):
        frame.press(key)
    drawn.page.wait_for_timeout(1500)
    assert float(frame.get_attribute("data-zoom")) == pytest.approx(1.5**3, abs=0.01)
    assert set(names.all_inner_texts()) != before
    frame.press("0")
    drawn.page.wait_for_timeout(1500)
    assert set(names.all_inner_texts()) == before


def test_without_webgl_the_density_is_drawn(app, browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind === 'webgl' && this.dataset.part ? null : get.call(this, kind, ...rest); }"
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{server.url}/map")
    page.get_by_text("This browser offers no WebGL. Draw a box").wait_for()
    page.locator('[data-testid="stPlotlyChart"]').wait_for()
    context.close()

"""Milliseconds from a key on the tau slider to new figures in the browser.

Run with ``python -m benchmarks.latency URL``, where URL is the page What if of a running app with
``balance=In+the+decision``, for instance
``http://127.0.0.1:8501/what_if?balance=In+the+decision``. Prints the median, the fastest and the
slowest of ten steps after two to warm up: with the knobs, their chart and tables, and beside it
for a rerun without a chart, on the same page's section Confirm.
"""

import shutil
import statistics
import sys
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STEPS, WARM_UP = 10, 2
METRIC = '[data-testid="stMetricValue"]'
# Milliseconds from the next key to the first frame after a figure has changed.
WATCH = """metric => {
    window.changed = new Promise(resolve => window.addEventListener("keydown", pressed => {
        const figures = () => [...document.querySelectorAll(metric)].map(x => x.innerText).join();
        const before = figures();
        const watch = new MutationObserver(() => {
            if (figures() === before) return;
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(
                () => resolve(performance.now() - pressed.timeStamp)));
        });
        watch.observe(document.body, {subtree: true, childList: true, characterData: true});
    }, {once: true, capture: true}));
}"""


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with_chart = measured(browser, url)
        without = measured(browser, f"{url}&section=Confirm")
        browser.close()
    print(f"with the chart    {told(with_chart)}")
    print(f"without a chart   {told(without)}")
    ratio = statistics.median(with_chart) / statistics.median(without)
    print(f"ratio of medians  {ratio:.2f}")


def measured(browser: Browser, url: str) -> list[float]:
    """Seconds of each step on a page."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    # A server's first visit goes to its root: Streamlit greets a link to a page with a dialog.
    page.goto(urljoin(url, "/"))
    page.get_by_role("heading").first.wait_for(timeout=120_000)
    page.goto(url)
    page.locator(METRIC).first.wait_for(timeout=120_000)
    page.wait_for_timeout(3_000)
    page.get_by_role("slider").first.focus()
    seconds = [step(page) for _ in range(WARM_UP + STEPS)][WARM_UP:]
    page.close()
    return seconds


def told(seconds: list[float]) -> str:
    median, fastest, slowest = statistics.median(seconds), min(seconds), max(seconds)
    return f"{1e3 * median:.0f} ms ({1e3 * fastest:.0f} to {1e3 * slowest:.0f})"


def step(page: Page) -> float:
    """Lower tau by a step and wait until a figure has changed."""
    page.evaluate(WATCH, METRIC)
    page.keyboard.press("ArrowLeft")
    # Nothing asks the page meanwhile: answering would take the processor from what is measured.
    page.wait_for_timeout(1_500)
    return page.evaluate("changed") / 1e3


if __name__ == "__main__":
    main(sys.argv[1])

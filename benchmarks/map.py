"""The map of the sample study: how soon it is drawn, what is sent, and what its layouts cost.

    python -m benchmarks.map browser
    python -m benchmarks.map layouts --plain 60000

*browser* starts a server and opens the page three times: when nothing is computed, in a new
session, and again in that session; then it clicks a document. *layouts* prints CPU seconds and
the most memory held so far, beside umap-learn as a script would call it, on as many texts as
asked for. Both print rows of a Markdown table.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from analysis.corpus.recognition import recognise
from analysis.progress import Progress
from analysis.sampling.clusters.embedding import EMBEDDING_STEPS, EmbeddingSettings, embed
from analysis.sampling.map.mapped import map_documents
from analysis.sampling.map.projection import UMAP_STEPS, project_by_components, project_by_umap
from analysis.sampling.map.regions import name_regions
from analysis.sampling.map.umap_layout import UmapSettings
from benchmarks.frequencies import sample
from benchmarks.start import FLAGS, ROOT, free_port, wait_until_healthy

PATIENCE_MS = 600_000
DRAWN = '[data-part="frame"][data-drawn]'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["browser", "layouts"])
    parser.add_argument("--home", type=Path, help="folder of studies that is there already")
    parser.add_argument("--plain", type=int, default=0, help="texts for plain umap-learn")
    options = parser.parse_args()
    if options.part == "layouts":
        layouts(options.plain)
    else:
        with tempfile.TemporaryDirectory() as folder:
            browser(options.home or Path(folder))


def layouts(n_plain: int) -> None:
    """Print what each step towards a layout costs."""
    labelled, corpus = sample()
    texts = corpus.normalised_texts
    progress = Progress(EMBEDDING_STEPS)
    print(f"| what | CPU s | s | peak memory, GB (before: {_peak_gigabytes():.2f}) |")
    print("|---|---|---|---|")
    embedded = _timed("embed", lambda: embed(texts, EmbeddingSettings(), progress))
    components = _timed("components", lambda: project_by_components(embedded))
    _timed("name regions", lambda: name_regions(corpus.texts, components.positions))
    strata = map_documents(labelled, corpus, recognise(labelled, corpus).rows).strata
    settings, progress = UmapSettings(), Progress(UMAP_STEPS)
    _timed(
        f"UMAP of {settings.largest_fit:,}, placing {embedded.n_texts - settings.largest_fit:,}",
        lambda: project_by_umap(embedded, strata, settings, progress),
    )
    if n_plain:
        _timed(f"plain umap-learn, {n_plain:,}", lambda: plain(embedded.coordinates, n_plain))


def plain(points: np.ndarray, n_texts: int) -> np.ndarray:
    """Lay out some of the texts as a script would, seeded."""
    import umap

    drawn = np.random.default_rng(0).permutation(np.flatnonzero(points.any(axis=1)))[:n_texts]
    return umap.UMAP(metric="cosine", random_state=0, n_jobs=1).fit_transform(points[drawn])


def browser(home: Path) -> None:
    """Print how soon the map is drawn, and what goes through the websocket for it."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"PRIORSCOPE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(port)
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            openings(opened, f"http://127.0.0.1:{port}/map")
            opened.close()
    finally:
        server.terminate()
        server.wait()


def openings(opened: Browser, url: str) -> None:
    """Open the page three times, then click a document."""
    print(f"(load at the beginning: {os.getloadavg()[0]:.1f})")
    print("| what | s | kB received |")
    print("|---|---|---|")
    for name in ("nothing computed", "a new session"):
        page, received = new_page(opened)
        seconds = seconds_until(lambda page=page: page.goto(url), page, DRAWN)
        print(f"| drawn, {name} | {seconds:.1f} | {sum(received) / 1e3:.0f} |", flush=True)
    page.wait_for_timeout(5000)
    page.get_by_role("link", name="Corpora").click()
    page.get_by_text("What was loaded, and can it be trusted?").first.wait_for()
    page.wait_for_timeout(5000)
    received.clear()
    again = page.get_by_role("link", name="Map")
    seconds = seconds_until(again.click, page, DRAWN)
    print(f"| drawn, again in the session | {seconds:.1f} | {sum(received) / 1e3:.0f} |")
    page.wait_for_timeout(5000)
    received.clear()
    frame = page.locator(DRAWN)
    frame.focus()
    seconds = seconds_until(lambda: frame.press("Enter"), page, "text=The document clicked")
    print(f"| a document chosen to its text | {seconds:.1f} | {sum(received) / 1e3:.0f} |")


def new_page(opened: Browser) -> tuple[Page, list[int]]:
    """Return a page of a new session, and the sizes of what its websocket receives."""
    page, received = opened.new_context(viewport={"width": 1280, "height": 900}).new_page(), []
    page.set_default_timeout(PATIENCE_MS)
    page.on("websocket", lambda ws: ws.on("framereceived", lambda f: received.append(len(f))))
    return page, received


def seconds_until(act: Callable[[], object], page: Page, appears: str) -> float:
    started = time.perf_counter()
    act()
    page.locator(appears).first.wait_for()
    return time.perf_counter() - started


def _timed(name: str, run: Callable[[], object]) -> object:
    start, started = time.process_time(), time.perf_counter()
    result = run()
    cpu, seconds = time.process_time() - start, time.perf_counter() - started
    print(f"| {name} | {cpu:.1f} | {seconds:.1f} | {_peak_gigabytes():.2f} |", flush=True)
    return result


def _peak_gigabytes() -> float:
    """Most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()

"""The app on a free port, and Chromium to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A cold start compiles the solver and trains the sample study.
PATIENCE_MS = 120_000


def pytest_collection_modifyitems(items):
    """Mark the tests of this folder; without a browser they skip, but never in CI."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no chromium on the path"))


class Server:
    """A running app; `url` is where it answers, and `home` the folder of its studies."""

    def __init__(self, home, log_path):
        self.home = home
        self.log_path = log_path
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._log = open(log_path, "w")  # noqa: SIM115 - closed with the server
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", "app.py"),
                *("--server.port", str(port), "--server.headless", "true"),
                *("--server.fileWatcherType", "none"),
            ],
            cwd=ROOT,
            env=os.environ | {"PRIORSCOPE_HOME": str(home)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def wait_until_healthy(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1)
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError(f"the app did not start:\n{self.log_path.read_text()}")

    def stop(self):
        self._process.terminate()
        self._process.wait(timeout=20)
        self._log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The app with an empty folder of studies."""
    folder = tmp_path_factory.mktemp("browser")
    server = Server(folder / "home", folder / "server.log")
    server.wait_until_healthy()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "CI has to install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class App:
    """One browser tab on the app, with what tests do in it."""

    def __init__(self, page, base_url):
        self.page = page
        self.base_url = base_url
        self.foreign_requests = []
        self.script_errors = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", self._note_request)
        page.on("pageerror", lambda error: self.script_errors.append(str(error)))

    def _note_request(self, request):
        if not request.url.startswith((self.base_url, "data:", "blob:", "ws:")):
            self.foreign_requests.append(request.url)

    def open(self, path="/"):
        self.page.goto(self.base_url + path)
        self.settle()

    def settle(self):
        """Wait until the script has run."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_timeout(200)

    def wait_for_text(self, text):
        self.page.get_by_text(text).first.wait_for()

    def click_until(self, element, position, answered):
        """Click a place of a canvas, which has no sign of being ready, until it has answered."""
        self.repeat_until(lambda: element.click(position=position), answered)

    def repeat_until(self, act, answered):
        """Do what a canvas or a figure that is being drawn may not notice, until it has."""
        for _ in range(8):
            act()
            for _ in range(75):
                self.page.wait_for_timeout(200)
                if answered():
                    return
        raise AssertionError(f"no answer, done eight times: {act}")

    def shows(self, text):
        return self.page.get_by_text(text).count() > 0

    def text(self):
        return self.page.locator('[data-testid="stMain"]').inner_text()


@pytest.fixture
def app(browser, server):
    """A fresh session; afterwards nothing may have failed or left the machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    app = App(context.new_page(), server.url)
    yield app
    exceptions = app.page.locator('[data-testid="stException"]').all_inner_texts()
    context.close()
    assert not exceptions
    assert not app.script_errors
    assert not app.foreign_requests

"""Seconds from the start of the app to the first answer on the sample study.

Run with ``python -m benchmarks.start``. *Cold* has no study, no training and no compiled
solver on disk; *warm* is a restart after it. Both start a new server and a new browser.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
ANSWER = "classes are never predicted"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "PRIORSCOPE_HOME": f"{folder}/studies",
            "NUMBA_CACHE_DIR": f"{folder}/numba",
        }
        for name in ("cold", "warm", "warm"):
            print(f"{name}: {seconds_to_answer(environment):.1f} s", flush=True)


def seconds_to_answer(environment: dict[str, str]) -> float:
    """Start a server and a browser, and wait for the sentence that answers the first page."""
    port = free_port()
    started = time.monotonic()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(port)
        see_answer(port)
        return time.monotonic() - started
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(port: int) -> None:
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
        except OSError:
            time.sleep(0.1)
        else:
            return


def see_answer(port: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_text(ANSWER).first.wait_for(timeout=300_000)
        browser.close()


if __name__ == "__main__":
    main()

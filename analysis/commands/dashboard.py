"""Open the dashboard."""

import argparse
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "app.py"


def run(options: argparse.Namespace) -> int:
    """Serve the dashboard until it is stopped.

    Parameters
    ----------
    options : Namespace
        Not used: Streamlit reads its own configuration, from ``.streamlit`` beside the app.

    Returns
    -------
    int
        Streamlit's exit status.
    """
    command = [sys.executable, "-m", "streamlit", "run", APP.name]
    # An installed copy has no configuration beside it; these two are never left to defaults.
    safe = ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    return subprocess.run([*command, *safe], cwd=APP.parent, check=False).returncode

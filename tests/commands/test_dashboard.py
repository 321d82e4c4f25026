from types import SimpleNamespace

import pytest

from analysis import cli
from analysis.commands import dashboard


@pytest.fixture
def started(monkeypatch):
    """What would have been run, instead of running it."""
    calls = []

    def run(command, cwd, check):
        calls.append((command, cwd))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(dashboard.subprocess, "run", run)
    return calls


def test_without_a_subcommand_the_dashboard_opens_on_the_loopback_address(started):
    assert cli.main([]) == 0
    command, folder = started[0]
    assert (folder / command[command.index("run") + 1]).is_file()
    assert command[command.index("--server.address") + 1] == "127.0.0.1"
    assert command[command.index("--browser.gatherUsageStats") + 1] == "false"


def test_an_unknown_subcommand_ends_with_status_2(capsys):
    with pytest.raises(SystemExit, match="2"):
        cli.main(["divine"])
    assert "divine" in capsys.readouterr().err

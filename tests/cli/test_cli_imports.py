"""A quick start: what is heavy is loaded when it is used."""

import subprocess
import sys
from pathlib import Path

_HEAVY = ("textual", "rich", "PIL", "markdown_it", "yaml", "tinydb", "snowballstemmer")

_HELP = """
from click.testing import CliRunner
from persona_wizard.cli import main
assert CliRunner().invoke(main, ["--help"]).exit_code == 0
"""

_HOME = """
import asyncio
from persona_wizard.tui.app import WizardApp

async def start():
    app = WizardApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert type(app.screen).__name__ == "HomeScreen"

asyncio.run(start())
"""


def loaded(code: str, cwd: Path) -> set[str]:
    """The packages that are loaded once this code has run."""
    tell = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded(_HELP, tmp_path).isdisjoint(_HEAVY)


def test_the_home_screen_loads_no_pictures_and_no_banks(tmp_path: Path) -> None:
    assert loaded(_HOME, tmp_path).isdisjoint({"PIL", "markdown_it", "yaml", "filelock"})

"""A quick start: what is heavy is loaded when it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import sit_down
from persona_wizard.studies.opening import new_study

_HEAVY = ("textual", "rich", "PIL", "markdown_it", "yaml", "tinydb", "snowballstemmer")

_HELP = """
from click.testing import CliRunner
from persona_wizard.cli import main
assert CliRunner().invoke(main, ["--help"]).exit_code == 0
"""

_SCREEN = """
import asyncio
import sys
from pathlib import Path
from persona_wizard.tui.app import WizardApp

async def start(screen, folder=None, interview=None):
    app = WizardApp(Path(folder) if folder else None, interview)
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert type(app.screen).__name__ == screen

asyncio.run(start(*sys.argv[1:]))
"""

# Pictures, and word stems.
_FOR_OTHER_SCREENS = {"PIL", "rich_pixels", "snowballstemmer"}
_FOR_BANKS = {"markdown_it", "yaml"}
_FOR_STUDIES = {"tinydb", "filelock"}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> StudyFolder:
    """A study of one interview, its bank kept."""
    store = new_study(tmp_path_factory.mktemp("imports") / "tea", "Tea")
    sit_down(store, Audience.PROSPECTS, None, None).close()
    return store


def loaded(code: str, cwd: Path, *arguments: str) -> set[str]:
    """The packages that are loaded once this code has run."""
    tell = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}", *arguments],
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


def test_the_home_screen_loads_no_pictures_no_banks_and_no_studies(tmp_path: Path) -> None:
    packages = loaded(_SCREEN, tmp_path, "HomeScreen")
    assert packages.isdisjoint(_FOR_OTHER_SCREENS | _FOR_BANKS | _FOR_STUDIES)


def test_a_study_loads_no_pictures(study: StudyFolder, tmp_path: Path) -> None:
    packages = loaded(_SCREEN, tmp_path, "StudyScreen", str(study.folder))
    assert packages.isdisjoint(_FOR_OTHER_SCREENS)


def test_an_interview_loads_no_pictures(study: StudyFolder, tmp_path: Path) -> None:
    (interview,) = study.interviews().interviews
    packages = loaded(_SCREEN, tmp_path, "InterviewScreen", str(study.folder), interview.id)
    assert packages.isdisjoint(_FOR_OTHER_SCREENS)

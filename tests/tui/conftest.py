"""Studies to open, and a reader of what the screen says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tui_reading import EVERY_KIND

from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.opening import new_study


@pytest.fixture(scope="session")
def _sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "cedar-coffee"
    make_demo(folder)
    return folder


@pytest.fixture
def sample(_sample_made: Path, tmp_path: Path) -> StudyFolder:
    """The sample study, one's own to change."""
    return StudyFolder.open(shutil.copytree(_sample_made, tmp_path / "cedar-coffee"))


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    """A study without interviews, and a bank with a question of every kind for its prospects."""
    store = new_study(tmp_path / "tea", "Tea")
    own = store.folder / "question_banks"
    own.mkdir(exist_ok=True)
    (own / "every-kind.md").write_text(EVERY_KIND)
    return store


@pytest.fixture
def begun(study: StudyFolder) -> Callable[..., str]:
    """Begins an interview that asks every kind of question, and gives its id."""

    def begin(pseudonym: str = "P01") -> str:
        sitting = start_interview(
            study, Beginning(audience=Audience.PROSPECTS, bank="every-kind", pseudonym=pseudonym)
        )
        sitting.close()
        return sitting.session.interview.id

    return begin


@pytest.fixture(autouse=True)
def _quick_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look sooner whether a key has been dealt with: a pilot's usual wait is 20 ms, twice a key."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)

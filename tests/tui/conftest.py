"""Studies to open, and a reader of what the screen says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tui_reading import EVERY_KIND, nothing_to_do

from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.opening import new_study


@pytest.fixture
def sample(sample_made: Path, tmp_path: Path) -> StudyFolder:
    """The sample study, one's own to change."""
    return StudyFolder.open(shutil.copytree(sample_made, tmp_path / "cedar-coffee"))


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
    """Let a pilot go on once nothing more can be done: its own way is to sleep till it is quiet."""
    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", nothing_to_do)

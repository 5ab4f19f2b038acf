"""A study with a small bank of its own."""

from pathlib import Path

import pytest
from plain_walking import BANK

from persona_wizard.store import StudyFolder
from persona_wizard.studies.opening import new_study


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = new_study(tmp_path / "study", "Cedar Coffee")
    own = store.folder / "question_banks"
    own.mkdir(exist_ok=True)
    (own / "short.md").write_text(BANK)
    return store

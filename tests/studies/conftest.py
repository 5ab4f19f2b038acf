"""Studies to try things on."""

from pathlib import Path

import pytest

from persona_wizard.store import StudyFolder
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.opening import new_study


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    return new_study(tmp_path / "study", "Cedar Coffee")


@pytest.fixture
def demo(tmp_path: Path) -> StudyFolder:
    make_demo(tmp_path / "demo")
    return StudyFolder.open(tmp_path / "demo")

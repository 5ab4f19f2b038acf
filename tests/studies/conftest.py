"""Studies to try things on."""

import shutil
from pathlib import Path

import pytest

from persona_wizard.store import StudyFolder
from persona_wizard.studies.opening import new_study


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    return new_study(tmp_path / "study", "Cedar Coffee")


@pytest.fixture
def demo(sample_made: Path, tmp_path: Path) -> StudyFolder:
    """The sample study, one's own to change."""
    return StudyFolder.open(shutil.copytree(sample_made, tmp_path / "demo"))

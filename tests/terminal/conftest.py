"""Terminals that are put away after each test, and a study to interview in."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from every_kind import study_in
from wizard_terminal import Start, Terminal

from persona_wizard.store import StudyFolder


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start the command with these arguments, in the test's own folder."""
    started: list[Terminal] = []

    def start(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Terminal:
        started.append(Terminal(*arguments, cwd=tmp_path, env=env))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    return study_in(tmp_path)

"""Habits are remembered, and never in the way."""

import os
from pathlib import Path

import pytest

from persona_wizard.studies.habits import Habits, habits, keep_habits


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept" / "state"
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(folder))
    return folder


def test_running_notes_are_off_until_they_were_on(state: Path) -> None:
    assert not habits().running_notes
    keep_habits(Habits(running_notes=True))
    assert habits().running_notes
    keep_habits(Habits())
    assert not habits().running_notes


@pytest.mark.parametrize("kept", [b"", b"{", b"\xff\x00", b"[1]", b'{"running_notes": "yes"}'])
def test_what_is_damaged_is_off(state: Path, kept: bytes) -> None:
    state.mkdir(parents=True)
    (state / "habits.json").write_bytes(kept)
    assert not habits().running_notes


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_let_go(state: Path) -> None:
    state.mkdir(parents=True)
    state.chmod(0o500)
    keep_habits(Habits(running_notes=True))
    state.chmod(0o000)
    assert not habits().running_notes
    state.chmod(0o700)


def test_a_file_in_the_folders_place_is_let_go(state: Path) -> None:
    state.parent.mkdir()
    state.write_text("in the way")
    keep_habits(Habits(running_notes=True))
    assert not habits().running_notes

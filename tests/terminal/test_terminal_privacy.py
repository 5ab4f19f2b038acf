"""A real name and words typed in a real terminal: where they are on disk, and in no title."""

import re
from pathlib import Path

import pytest
from every_kind import at_the_open_question
from wizard_terminal import CTRL_O, CTRL_Q, ENTER, Start

from persona_wizard.model.interview import Participant
from persona_wizard.store import StudyFolder

WORDS = "quillwort before the kids wake"
# What sets the title of a window, an icon or a tab: OSC 0, 1, 2 and 21, and the title's stack.
TITLE = re.compile(rb"\x1b\](?:0|1|2|21|30)[;\x07][^\x07\x1b]*|\x1bk[^\x1b]*|\x9d[^\x9c]*")


def holding(folder: Path, *marks: bytes) -> list[str]:
    """The files that hold one of the marks."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    )


def test_a_name_is_with_the_participants_alone_and_no_title_tells_of_anybody(
    start: Start, study: StudyFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = tmp_path / "state"
    monkeypatch.setenv("PERSONA_WIZARD_STATE", str(state))
    wizard = at_the_open_question(start)
    (interview,) = study.interviews().interviews
    study.save_participant(
        Participant(
            interview.participant, "P01", "Zinnia Quackenbush", "zinnia@quackenbush.example"
        )
    )
    wizard.type(WORDS)
    wizard.shows(WORDS)
    wizard.type(CTRL_O)
    wizard.type("quillwort note" + ENTER)
    wizard.type(CTRL_Q)
    wizard.shows("once more leaves the interview")
    wizard.type(CTRL_Q)
    wizard.shows("1 interview")
    wizard.type("p")
    wizard.shows("No name yet: press N")
    wizard.type("e")
    wizard.shows("export", "missing")
    wizard.type("w")
    wizard.shows("Write a draft that says so?")
    wizard.type("y")
    wizard.until(lambda: any((study.folder / "exports").glob("*.md")), "a page")
    wizard.type(CTRL_Q)
    assert wizard.ends() == 0

    for title in TITLE.findall(bytes(wizard.output)):
        assert b"uackenbush" not in title
        assert b"quillwort" not in title
    assert holding(study.folder, b"Zinnia", b"quackenbush") in (
        [f"participants/{interview.participant}.json"],
        [
            f".backup/participants/{interview.participant}.json",
            f"participants/{interview.participant}.json",
        ],
    )
    assert f"interviews/{interview.id}.json" in holding(study.folder, b"quillwort")
    assert [p.name for p in state.iterdir()]
    assert holding(state, b"Zinnia", b"quackenbush", b"quillwort") == []

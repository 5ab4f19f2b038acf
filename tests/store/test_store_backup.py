"""The last state that opened clean is kept; what can't be read is moved, and never deleted."""

import os
import secrets
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, STUDY, mode, tree

from persona_wizard.model.interview import Interview, Note, Participant
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.store.backup import back_up, backup_of
from persona_wizard.store.layout import Layout
from persona_wizard.store.merge_marks import two_sides
from persona_wizard.store.quarantine import quarantine, set_aside

PERSON = Participant("aa11bb22cc33", "P01", "Anna Nguyễn")
LATER = replace(INTERVIEW, notes=(Note("n9", "said at the door"),))


@pytest.fixture
def store(tmp_path: Path) -> StudyFolder:
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(INTERVIEW).close()
    return store


@pytest.fixture
def layout(store: StudyFolder) -> Layout:
    return Layout(store.folder)


def backed_up(layout: Layout) -> Interview:
    return StudyFolder(layout.backup).read_interview(ID)


def test_what_is_closed_is_backed_up_for_its_owner_alone(
    store: StudyFolder, layout: Layout
) -> None:
    with store.reopen(ID) as file:
        file.save(LATER)
        assert backed_up(layout) == INTERVIEW
    assert backed_up(layout) == LATER
    backup = backup_of(layout, layout.interview(ID))
    assert backup == store.folder / ".backup" / "interviews" / f"{ID}.json"
    assert [mode(path) for path in (layout.backup, backup.parent, backup)] == [0o700, 0o700, 0o600]
    assert backup.stat().st_mtime_ns == layout.interview(ID).stat().st_mtime_ns


def test_settings_are_backed_up_with_an_interview(store: StudyFolder, layout: Layout) -> None:
    store.save_study(replace(STUDY, title="Tea"))
    store.reopen(ID).close()
    assert StudyFolder(layout.backup).study().title == "Tea"


def test_a_name_is_backed_up_until_it_is_forgotten(store: StudyFolder, layout: Layout) -> None:
    store.save_participant(PERSON)
    backup = backup_of(layout, layout.participant(PERSON.id))
    assert backup.read_bytes() == layout.participant(PERSON.id).read_bytes()
    store.forget_participant(PERSON.id)
    assert not any("Nguyễn".encode() in data for data in tree(store.folder).values())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"meta": {"1": {"schema": 1}}}', b"\0" * 4096, b"<<<<<<< HEAD\n"],
)
def test_damage_never_becomes_a_backup(store: StudyFolder, layout: Layout, content: bytes) -> None:
    for path in (layout.interview(ID), layout.study, layout.participant(PERSON.id)):
        path.write_bytes(content)
        before = tree(layout.backup)
        assert back_up(layout, path) is False
        assert tree(layout.backup) == before
    assert backed_up(layout) == INTERVIEW


def test_a_file_that_is_gone_leaves_its_backup(store: StudyFolder, layout: Layout) -> None:
    layout.interview(ID).unlink()
    assert back_up(layout, layout.interview(ID)) is False
    assert backed_up(layout) == INTERVIEW


def test_the_same_state_is_not_written_again(store: StudyFolder, layout: Layout) -> None:
    backup = backup_of(layout, layout.interview(ID))
    before = backup.stat().st_ino
    store.reopen(ID).close()
    assert backup.stat().st_ino == before


def test_a_pipe_is_no_reason_to_wait(store: StudyFolder, layout: Layout) -> None:
    layout.interview(ID).unlink()
    os.mkfifo(layout.interview(ID))
    assert back_up(layout, layout.interview(ID)) is False


def test_where_no_backup_can_be_written_everything_else_goes_on(
    store: StudyFolder, layout: Layout
) -> None:
    for path in sorted(layout.backup.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    layout.backup.rmdir()
    layout.backup.write_text("a file stands here")
    with store.reopen(ID) as file:
        file.save(LATER)
    assert store.read_interview(ID) == LATER


@pytest.mark.parametrize("move", [quarantine, set_aside])
def test_what_goes_to_quarantine_is_kept_byte_for_byte(
    store: StudyFolder, layout: Layout, monkeypatch: pytest.MonkeyPatch, move: object
) -> None:
    # Names that were given before are never given again.
    digits = iter(["0a0a0a0a", "0a0a0a0a", "1b1b1b1b"])
    monkeypatch.setattr(secrets, "token_hex", lambda _: next(digits))
    assert callable(move)
    for content in (b"one", b"two"):
        layout.interview(ID).write_bytes(content)
        move(layout, layout.interview(ID))
        layout.interview(ID).unlink(missing_ok=True)
    assert tree(layout.quarantine) == {f"{ID}.json.0a0a0a0a": b"one", f"{ID}.json.1b1b1b1b": b"two"}
    assert mode(layout.quarantine) == 0o700


def test_where_nothing_can_be_moved_it_stays(store: StudyFolder, layout: Layout) -> None:
    layout.quarantine.write_text("a file stands here")
    before = layout.interview(ID).read_bytes()
    for move in (quarantine, set_aside):
        with pytest.raises(StoreError):
            move(layout, layout.interview(ID))
    assert layout.interview(ID).read_bytes() == before


def test_a_disk_without_second_names_has_the_file_moved(
    store: StudyFolder, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    before = layout.interview(ID).read_bytes()
    assert set_aside(layout, layout.interview(ID)).read_bytes() == before
    assert not layout.interview(ID).exists()


BOTH = b"{\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> theirs\n}\n"


@pytest.mark.parametrize(
    ("merged", "sides"),
    [
        (BOTH, (b"{\n1\n}\n", b"{\n2\n}\n")),
        (BOTH.replace(b"=======", b"||||||| base\n0\n======="), (b"{\n1\n}\n", b"{\n2\n}\n")),
        (BOTH + BOTH, (b"{\n1\n}\n" * 2, b"{\n2\n}\n" * 2)),
        (BOTH.replace(b"\n", b"\r\n"), (b"{\r\n1\r\n}\r\n", b"{\r\n2\r\n}\r\n")),
        (BOTH.replace(b"1\n", b""), (b"{\n}\n", b"{\n2\n}\n")),
        (b"{}\n", None),
        (b"", None),
        (b"=======\n", None),
        (b"<<<<<<< HEAD\n1\n", None),
        (b"<<<<<<< HEAD\n1\n=======\n2\n", None),
        (b"\xff<<<<<<< \xff", None),
    ],
)
def test_both_sides_of_a_merge_are_told_apart(
    merged: bytes, sides: tuple[bytes, bytes] | None
) -> None:
    assert two_sides(merged) == sides

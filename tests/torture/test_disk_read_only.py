"""A study that may only be read is read whole, says why nothing is saved, and loses nothing."""

import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from own_disk import run, run_with_own_disk
from torture_examples import ID, OTHER, STUDY, facts, interview, leftovers

from persona_wizard.cli import main
from persona_wizard.model.interview import Participant
from persona_wizard.store import NoRights, OpenInterview, StudyFolder

NOBODY = 65534


def test_a_disk_that_became_read_only_under_an_open_interview(tmp_path: Path) -> None:
    otherwise = "the form in which the rights are lost ran"
    program = "import test_disk_read_only as t; t.a_read_only_disk(mount)"
    assert run_with_own_disk(program, tmp_path, otherwise) == ["well"]


def a_read_only_disk(mount: Callable[..., None]) -> None:
    store, file = _a_study_under_way()
    mount("--bind", "s", "s")
    mount("-o", "remount,bind,ro", "s")
    _can_only_be_read(store, file, "is read-only")
    mount("-o", "remount,bind,rw", "s")
    _can_be_written_again(store, file)
    print("well")


def test_rights_that_were_lost_under_an_open_interview() -> None:
    # Another user may not enter the folders of this one's tests.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        program = "import test_disk_read_only as t; t.rights_that_were_lost()"
        assert run(program, Path(folder)) == ["well"]


def rights_that_were_lost() -> None:
    # What is imported late is loaded before the rights go: it may lie where nobody may look.
    StudyFolder.create(Path("warm"), STUDY)
    _command("interview", "warm", "--audience", "customers", "--plain")
    _command("gaps", "warm")
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    store, file = _a_study_under_way()
    paths = [store.folder, *store.folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    _can_only_be_read(store, file, "you have no right to write in")
    for path in paths:
        path.chmod(0o700 if path.is_dir() else 0o600)
    _can_be_written_again(store, file)
    print("well")


def _a_study_under_way() -> tuple[StudyFolder, OpenInterview]:
    store = StudyFolder.create(Path("s"), STUDY)
    _command("interview", "s", "--audience", "customers", "--plain")
    store.begin(interview(OTHER, 1, 3)).close()
    store.save_participant(Participant("p", "P01", "Minh"))
    store.save_photo("minh.png", b"pixels")
    return store, store.begin(interview(ID, 1, 3))


def _can_only_be_read(store: StudyFolder, file: OpenInterview, why: str) -> None:
    before = facts(store)
    changed = interview(ID, 2, 3)
    saves: dict[str, Callable[[], object]] = {
        "answers": lambda: file.save(changed),
        "begin": lambda: store.begin(interview("a" * 12)),
        "reopen": lambda: store.reopen(OTHER),
        "settings": lambda: store.save_study(STUDY),
        "participant": lambda: store.save_participant(Participant("p", "P01", "Lan")),
        "photo": lambda: store.save_photo("minh.png", b"others"),
        "bank": lambda: store.keep_bank("b", "a" * 12, "# Bank\n"),
    }
    for kind, save in saves.items():
        with pytest.raises(NoRights) as refused:
            save()
        told = refused.value.message
        assert refused.value.exit_status == 5, kind
        assert told.startswith("Not saved: "), (kind, told)
        assert why in told, (kind, told)
        assert "What was saved before is safe. " in told, (kind, told)
        assert "\n" not in told, (kind, told)
    assert facts(StudyFolder.open(store.folder)) == before
    assert leftovers(store.folder) == []
    # The commands read what there is, and end with a status of their own where they would write.
    status, _, _ = _command("gaps", "s")
    assert status == 3
    status, _, told = _command("interview", "s", "--audience", "customers", "--plain")
    assert (status, told.count("\n")) == (5, 1), told
    assert why in told


def _can_be_written_again(store: StudyFolder, file: OpenInterview) -> None:
    changed = interview(ID, 2, 3)
    file.save(changed)
    file.close()
    assert store.read_interview(ID) == changed
    store.reopen(OTHER).close()


def _command(*words: str) -> tuple[int | str | None, str, str]:
    """A command's exit status, and what it prints to both outputs."""
    output, talk = StringIO(), StringIO()
    with redirect_stdout(output), redirect_stderr(talk):
        try:
            main(list(words))
        except SystemExit as ended:
            return ended.code, output.getvalue(), talk.getvalue()
    raise AssertionError("a command ends with a status")

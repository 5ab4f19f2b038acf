"""A study, what can be wrong with it, and what doctor says of that."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview
from persona_wizard.model.study import Curation, Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies.doctor import Report, look, put_right
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.opening import new_study

DAMAGED = b'{"meta": {"1": {"schema": 1, "id": "01'
A, B, C = "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"


def quietly(_done: int, _of: int) -> None:
    """Nobody watches the progress."""


def checked(folder: Path) -> Report:
    return look(folder, quietly)


def treated(folder: Path) -> Report:
    return put_right(folder, quietly)


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything in a folder with its rights and bytes, locks and all."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def answer(text: str) -> dict[str, Answer]:
    return {"q": Answer(question="q", wording="What?", at="2025-03-04T10:00:00Z", text=text)}


def add(store: StudyFolder, interview_id: str, person: str, pseudonym: str, day: int) -> Interview:
    """An interview of this participant, on this day of a far March, as a merge would bring it."""
    interview = Interview(
        id=interview_id,
        participant=person,
        pseudonym=pseudonym,
        audience=Audience.PROSPECTS,
        bank=store.interviews().interviews[0].bank,
        started=f"2100-03-{day:02d}T10:00:00Z",
        answers=answer("it came with a merge"),
    )
    store.begin(interview).close()
    return interview


def whole_study(folder: Path) -> StudyFolder:
    """A study in which all is well: Anna is P01 and Ben is P02, each with an interview."""
    store = new_study(folder, "Cedar Coffee")
    for pseudonym, name in (("P01", "Anna"), ("P02", "Ben")):
        beginning = Beginning(
            audience=Audience.PROSPECTS, bank="prospects", pseudonym=pseudonym, name=name
        )
        start_interview(store, beginning).close()
    for interview in store.interviews().interviews:
        with store.reopen(interview.id) as file:
            file.save(replace(interview, answers=answer(f"{interview.pseudonym} says so")))
    return store


def first(store: StudyFolder) -> Interview:
    """Anna's interview."""
    return store.interviews().interviews[0]


def own_file(store: StudyFolder) -> Path:
    return store.folder / "interviews" / f"{first(store).id}.json"


def person_file(store: StudyFolder) -> Path:
    return store.folder / "participants" / f"{first(store).participant}.json"


def bank_file(store: StudyFolder) -> Path:
    ref = first(store).bank
    return store.folder / "question_banks" / ".used" / f"{ref.id}@{ref.digest}.md"


def altered(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables, indent=1))


def merged(path: Path) -> None:
    """Leave what git leaves where two people changed one line."""
    lines = path.read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if "says so" in line)
    theirs = lines[at].replace("says so", "says no")
    lines[at : at + 1] = ["<<<<<<< HEAD", lines[at], "=======", theirs, ">>>>>>> theirs"]
    path.write_text("\n".join(lines))


# Each does one thing to a study.


def damaged_interview(store: StudyFolder) -> None:
    own_file(store).write_bytes(DAMAGED)


def interview_without_backup(store: StudyFolder) -> None:
    own = own_file(store)
    (store.folder / ".backup" / "interviews" / own.name).unlink()
    own.write_bytes(b"")


def no_interview(store: StudyFolder) -> None:
    (store.folder / "interviews" / "package.json").write_text('{"name": "x"}')


def folder_as_interview(store: StudyFolder) -> None:
    (store.folder / "interviews" / f"{C}.json").mkdir()


def merged_interview(store: StudyFolder) -> None:
    merged(own_file(store))


def copied_interview(store: StudyFolder) -> None:
    own = own_file(store)
    shutil.copy(own, own.with_name("a copy.json"))


def renamed(store: StudyFolder) -> None:
    own = own_file(store)
    shutil.copy(own, own.with_name(f"{C}.json"))
    own.unlink()


def other_copy(store: StudyFolder) -> None:
    own = own_file(store)
    copy = own.with_name(f"{own.stem} (conflicted copy).json")
    copy.write_text(own.read_text().replace("says so", "says no"))


def damaged_study(store: StudyFolder) -> None:
    (store.folder / "study.json").write_bytes(DAMAGED)


def study_gone(store: StudyFolder) -> None:
    (store.folder / "study.json").unlink()


def study_without_backup(store: StudyFolder) -> None:
    (store.folder / ".backup" / "study.json").unlink()
    (store.folder / "study.json").write_bytes(DAMAGED)


def damaged_person(store: StudyFolder) -> None:
    person_file(store).write_bytes(DAMAGED)


def person_without_backup(store: StudyFolder) -> None:
    path = person_file(store)
    (store.folder / ".backup" / "participants" / path.name).unlink()
    path.write_bytes(DAMAGED)


def copied_person(store: StudyFolder) -> None:
    shutil.copy(person_file(store), store.folder / "participants" / "Anna.json")


def damaged_backup(store: StudyFolder) -> None:
    (store.folder / ".backup" / "interviews" / own_file(store).name).write_bytes(DAMAGED)


def interview_gone(store: StudyFolder) -> None:
    own_file(store).unlink()


def leftover(store: StudyFolder) -> None:
    (store.folder / "interviews" / f".{A}.json.0a1b2c3d.tmp").write_bytes(b"x")
    (store.folder / ".backup" / "interviews" / f".{A}.json.0a1b2c3d.tmp").write_bytes(b"x")


def stale_lock(store: StudyFolder) -> None:
    who = store.folder / ".locks" / f"{first(store).id}.who"
    who.write_text('{"host": "h", "pid": 1, "user": "lan"}')


def lock_of_nothing(store: StudyFolder) -> None:
    (store.folder / ".locks" / f"{A}.lock").touch()


def wide_rights(store: StudyFolder) -> None:
    own_file(store).chmod(0o644)
    (store.folder / "interviews").chmod(0o755)


def wide_quarantine(store: StudyFolder) -> None:
    (store.folder / "quarantine").mkdir(0o700)
    (store.folder / "quarantine" / "x").touch(0o600)
    (store.folder / "quarantine" / "x").chmod(0o660)


def gitignore(store: StudyFolder) -> None:
    (store.folder / ".gitignore").write_text("*.bak\n/participants\n.locks/")


def no_gitignore(store: StudyFolder) -> None:
    (store.folder / ".gitignore").unlink()


def bank_gone(store: StudyFolder) -> None:
    bank_file(store).unlink()


def bank_changed(store: StudyFolder) -> None:
    bank_file(store).write_text(bank_file(store).read_text().replace("the", "a"))


def bank_with_other_lines(store: StudyFolder) -> None:
    bank_file(store).write_bytes(bank_file(store).read_bytes().replace(b"\n", b"\r\n"))


def bank_not_on_the_shelf(store: StudyFolder) -> None:
    interview = first(store)
    with store.reopen(interview.id) as file:
        file.save(replace(interview, bank=BankRef("teahouse", "0123456789ab")))


def photo_gone(store: StudyFolder) -> None:
    study = store.study()
    photo = Photo(file="minh.png", alt="Minh")
    store.save_study(replace(study, personas=(Curation(name="Minh", photo=photo),)))


def waiting_conflict(store: StudyFolder) -> None:
    folder = store.folder / "conflicts"
    folder.mkdir(0o700)
    shutil.copy(own_file(store), folder / f"{first(store).id}.0a1b2c3d.json")


def damaged_conflict(store: StudyFolder) -> None:
    folder = store.folder / "conflicts"
    folder.mkdir(0o700)
    path = folder / f"{first(store).id}.0a1b2c3d.json"
    path.touch(0o600)
    path.write_bytes(DAMAGED)


def met(store: StudyFolder) -> None:
    add(store, A, "dd11dd11dd11", "p01", 1)


def called_two_things(store: StudyFolder) -> None:
    add(store, A, first(store).participant, "Lan", 1)


def kept_under_another_pseudonym(store: StudyFolder) -> None:
    (anna,) = (p for p in store.participants() if p.name == "Anna")
    store.save_participant(replace(anna, pseudonym="P77"))


# What was done, what is told of it, and whether nothing is left for a person.
CASES: dict[str, tuple[Callable[[StudyFolder], None], str, bool]] = {
    "a damaged interview": (damaged_interview, "it can't be read: it is cut off in the", True),
    "one without a backup": (interview_without_backup, "it can't be read: it is empty", False),
    "what is no interview": (no_interview, "it can't be read: it holds other things", False),
    "a folder for a file": (folder_as_interview, "it can't be read: it is no file", False),
    "both sides of a merge": (merged_interview, "a merge left both sides in it", False),
    "a copy": (copied_interview, "as its name does not say", True),
    "a renamed interview": (renamed, "as its name does not say", True),
    "a copy that differs": (other_copy, "as its name does not say", False),
    "a damaged study.json": (damaged_study, "it can't be read: it is cut off in the middle", True),
    "study.json gone": (study_gone, "it is gone", True),
    "study.json without backup": (study_without_backup, "it can't be read", False),
    "a damaged name": (damaged_person, "it can't be read", True),
    "a damaged name without backup": (person_without_backup, "it can't be read", False),
    "a copied name": (copied_person, "as its name does not say", True),
    "a damaged backup": (damaged_backup, "this backup can't be read", True),
    "an interview that is gone": (interview_gone, "it is a backup of interviews/", False),
    "half-written files": (leftover, "2 half-written files were left", True),
    "a stale lock": (stale_lock, "1 lock was left", True),
    "a lock of nothing": (lock_of_nothing, "1 lock was left", True),
    "wide rights": (wide_rights, "others have rights to it and to 1 file in it", True),
    "a file that others may read": (
        wide_quarantine,
        "others have rights to 1 file in it",
        True,
    ),
    "short .gitignore": (
        gitignore,
        "it does not keep .cache/, .backup/, quarantine/, conflicts/ out",
        True,
    ),
    "no .gitignore": (no_gitignore, "it does not keep participants/, .locks/", True),
    "a bank that is gone": (bank_gone, "it is gone: the questions as they were asked", True),
    "a changed bank": (bank_changed, "it was changed: it is not what was asked", True),
    "other line ends": (bank_with_other_lines, "it was changed: it is not what was asked", True),
    "a bank nobody has": (
        bank_not_on_the_shelf,
        "it is gone: the questions as they were asked",
        False,
    ),
    "a photo that is gone": (photo_gone, "the photo of Minh is gone", False),
    "a conflict": (waiting_conflict, "another form of P01's interview of 20", False),
    "a damaged conflict": (damaged_conflict, "it can't be read", False),
    "one pseudonym for two": (met, "p01 is somebody else, too, who began earlier", True),
    "two pseudonyms for one": (called_two_things, "one person is called P01 and Lan", True),
    "a name kept under another": (
        kept_under_another_pseudonym,
        "P01 is called P77 where the name is kept",
        True,
    ),
}


# What they are called is written over, in files that can be read.
RENAMING = (met, called_two_things, kept_under_another_pseudonym)

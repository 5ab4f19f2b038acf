"""One interview as a file: tables meta (one document), answers (by question id), notes."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from persona_wizard.model.interview import Interview
from persona_wizard.store.errors import DamagedFile, StoreError, shown
from persona_wizard.store.layout import Layout, is_interview_id
from persona_wizard.store.storage import AtomicJSONStorage, decode, read_content
from persona_wizard.store.tables import load, loaded_from, one_write_in, put, put_in_order, put_one


def write_interview(path: Path, interview: Interview) -> None:
    """Save in one write; tables this program does not know stay. Raises StoreError."""
    write_interview_in(AtomicJSONStorage(path), interview)


def write_interview_in(storage: AtomicJSONStorage, interview: Interview) -> None:
    """The same to a storage. Raises also what its writing raises."""
    meta = msgspec.to_builtins(interview)
    answers = meta.pop("answers")
    notes = meta.pop("notes")
    for answer in answers.values():
        del answer["question"]
    with one_write_in(storage, "meta") as database:
        put_one(database, "meta", meta)
        put(database, "answers", answers)
        put_in_order(database, "notes", notes)


def read_interview(path: Path) -> Interview | None:
    """The interview in a file of its name; None where there is no file.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    content = read_content(path)
    return None if content is None else interview_named(path, content.data)


def interview_named(path: Path, data: bytes) -> Interview:
    """The interview in these bytes of a file, which has its name. Raises UnreadableFile."""
    interview = interview_in(path, data)
    if interview.id != path.stem:
        # A copy that a sync tool or a person made would count its participant twice.
        raise DamagedFile(path, f"it holds interview {interview.id}, which has its own file")
    return interview


def interview_in(path: Path, data: bytes) -> Interview:
    """The interview in these bytes of a file, whatever its name. Raises UnreadableFile."""
    loaded = loaded_from(path, decode(path, data), "meta")
    answers = loaded.tables.get("answers", {})
    for question, answer in answers.items():
        answer["question"] = question
    notes = list(loaded.tables.get("notes", {}).values())
    interview = loaded.convert({**loaded.document, "answers": answers, "notes": notes}, Interview)
    if not is_interview_id(interview.id):
        raise DamagedFile(path, "its id is none of an interview")
    times = _times(interview)
    if not are_times(times):
        wrong = next(time for time in times if not are_times([time]))
        raise DamagedFile(path, f"a time in it is wrong ({wrong})")
    return interview


def is_newer_interview(path: Path) -> bool:
    """Whether a newer version wrote an interview's file; no where that can't be told."""
    try:
        loaded = load(path, "meta")
    except StoreError:
        return False
    return loaded is not None and loaded.newer


def no_interview(layout: Layout, interview_id: str) -> StoreError:
    return StoreError(
        f"There is no interview {interview_id} in {shown(layout.folder)}. Nothing was changed."
    )


def read_existing(layout: Layout, interview_id: str) -> Interview:
    """The interview of this id. Raises UnreadableFile, NoRights, StoreError where there is none."""
    interview = read_interview(layout.interview(interview_id))
    if interview is None:
        raise no_interview(layout, interview_id)
    return interview


def _times(interview: Interview) -> list[str]:
    times = [answer.at for answer in interview.answers.values()]
    for answer in interview.answers.values():
        times += [revision.at for revision in answer.revisions]
    if interview.finished is not None:
        times.append(interview.finished)
    return [interview.started, *times]


def are_times(texts: Iterable[str]) -> bool:
    """Whether each is ISO 8601, and a time that this place's clock can show."""
    try:
        for time in map(datetime.fromisoformat, texts):
            # Every place's clock shows these, and asking it takes longer than reading the file.
            if not 1970 < time.year < 3000:
                time.astimezone()
    except (ValueError, OverflowError, OSError):
        return False
    return True

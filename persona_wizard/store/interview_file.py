"""One interview as a file: tables meta (one document), answers (by question id), notes."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from persona_wizard.model.interview import Interview
from persona_wizard.store.errors import DamagedFile, StoreError, shown
from persona_wizard.store.layout import Layout, is_interview_id
from persona_wizard.store.tables import convert, load, one_write, put, put_in_order, put_one


def write_interview(path: Path, interview: Interview) -> None:
    """Save in one write; tables this program does not know stay. Raises StoreError."""
    meta = msgspec.to_builtins(interview)
    answers = meta.pop("answers")
    notes = meta.pop("notes")
    for answer in answers.values():
        del answer["question"]
    with one_write(path, "meta") as database:
        put_one(database, "meta", meta)
        put(database, "answers", answers)
        put_in_order(database, "notes", notes)


def read_interview(path: Path) -> Interview | None:
    """The interview in a file; None where there is no file.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    loaded = load(path, "meta")
    if loaded is None:
        return None
    tables, meta = loaded
    answers = {
        question: {**answer, "question": question}
        for question, answer in tables.get("answers", {}).items()
    }
    notes = list(tables.get("notes", {}).values())
    interview = convert(path, {**meta, "answers": answers, "notes": notes}, Interview)
    if not is_interview_id(interview.id):
        raise DamagedFile(path, "its id is none of an interview")
    if interview.id != path.stem:
        # A copy that a sync tool or a person made would count its participant twice.
        raise DamagedFile(path, f"it holds interview {interview.id}, which has its own file")
    for time in _times(interview):
        if not _is_time(time):
            raise DamagedFile(path, f"a time in it is wrong ({time})")
    return interview


def read_existing(layout: Layout, interview_id: str) -> Interview:
    """The interview of this id. Raises UnreadableFile, NoRights, StoreError where there is none."""
    interview = read_interview(layout.interview(interview_id))
    if interview is None:
        raise StoreError(
            f"There is no interview {interview_id} in {shown(layout.folder)}. Nothing was changed."
        )
    return interview


def _times(interview: Interview) -> Iterator[str]:
    yield interview.started
    if interview.finished is not None:
        yield interview.finished
    for answer in interview.answers.values():
        yield answer.at
        yield from (revision.at for revision in answer.revisions)


def _is_time(text: str) -> bool:
    """Whether it is ISO 8601, and a time that this place's clock can show."""
    try:
        datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return False
    return True

"""Whose a file is that can't be read itself: as its backup, the index or its bytes tell."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from persona_wizard.model.dates import when
from persona_wizard.model.interview import Interview
from persona_wizard.store.backup import backup_of
from persona_wizard.store.errors import StoreError
from persona_wizard.store.index import read_known
from persona_wizard.store.interview_file import read_interview
from persona_wizard.store.layout import Layout
from persona_wizard.store.participant_file import read_participant
from persona_wizard.store.said_in_bytes import said
from persona_wizard.store.summary import Summary, summary_of


def whose(layout: Layout, path: Path) -> str:
    """Whose an interview is, or a name and contact: "P10 (prospect, 5 Nov)"; empty where unknown.

    A person's name is never told, only the pseudonym.
    """
    backup = backup_of(layout, path)
    with suppress(StoreError, OSError):
        if path.parent == layout.participants:
            person = read_participant(backup)
            return person.pseudonym if person is not None else ""
        if path.parent == layout.interviews:
            interview = read_interview(backup)
            known = read_known(layout).get(path.name)
            if interview is not None:
                return _in_words(interview)
            if known is not None:
                return _in_words(known.summary)
            return next(iter(said(path.read_bytes(), "pseudonym")), "")
    return ""


def answers_in(layout: Layout, path: Path) -> str:
    """How many answers the backup of an interview has: "18 answers"; empty for other files."""
    with suppress(StoreError, OSError):
        if path.parent == layout.interviews:
            interview = read_interview(backup_of(layout, path))
            count = summary_of(interview).done if interview is not None else None
            return "" if count is None else "1 answer" if count == 1 else f"{count} answers"
    return ""


def _in_words(one: Interview | Summary) -> str:
    now = datetime.now().astimezone()
    began = datetime.fromisoformat(one.started).astimezone()
    return f"{one.pseudonym} ({one.audience.one}, {when(began, now)})"

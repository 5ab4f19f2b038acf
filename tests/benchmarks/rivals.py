"""The same interviews kept in other ways."""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.table import Document

from persona_wizard.model.interview import Answer, Interview
from persona_wizard.store.summary import summary_of

_SCHEMA = """
CREATE TABLE interview (
    id TEXT PRIMARY KEY, participant TEXT, pseudonym TEXT, audience TEXT, bank TEXT, digest TEXT,
    started TEXT, finished TEXT, elapsed REAL, done INTEGER, answered INTEGER, notes INTEGER,
    refused INTEGER);
CREATE TABLE answer (
    interview TEXT, question TEXT, wording TEXT, at TEXT, state TEXT, value TEXT, text TEXT,
    parked INTEGER, open INTEGER, revisions TEXT, PRIMARY KEY (interview, question));
"""


class Sqlite:
    """A row an interview, with all that a list shows, and a row an answer; WAL, FULL."""

    def __init__(self, path: Path, interviews: Iterable[Interview]) -> None:
        self._path = path
        self._open = self._connect()
        self._open.executescript(_SCHEMA)
        with self._open:
            for interview in interviews:
                self._open.execute(f"INSERT INTO interview VALUES ({_marks(13)})", _row(interview))
                self._open.executemany(
                    f"INSERT INTO answer VALUES ({_marks(10)})",
                    [(interview.id, *_answer_row(a)) for a in interview.answers.values()],
                )
        self._open.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def save(self, interview: Interview, answer: Answer) -> None:
        """Save one answer, and what the list shows of its interview, in one transaction."""
        with self._open:
            self._open.execute(
                f"REPLACE INTO answer VALUES ({_marks(10)})", (interview.id, *_answer_row(answer))
            )
            self._open.execute(
                "UPDATE interview SET elapsed = ?, done = ?, answered = ? WHERE id = ?",
                (interview.elapsed, len(interview.answers), len(interview.answers), interview.id),
            )

    def list(self) -> list[Any]:
        """Every interview as a list shows it, by its start."""
        connection = self._connect()
        try:
            return connection.execute("SELECT * FROM interview ORDER BY started, id").fetchall()
        finally:
            connection.close()

    def close(self) -> None:
        self._open.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _row(interview: Interview) -> tuple[Any, ...]:
    of = summary_of(interview)
    bank = (of.bank.id, of.bank.digest)
    head = (of.id, of.participant, of.pseudonym, str(of.audience), *bank, of.started, of.finished)
    return (*head, of.elapsed, of.done, of.answered, of.notes, of.refused)


def _answer_row(answer: Answer) -> tuple[Any, ...]:
    value = msgspec.json.encode(answer.value)
    revisions = msgspec.json.encode(answer.revisions)
    said = (answer.state.value, value, answer.text)
    return (
        answer.question,
        answer.wording,
        answer.at,
        *said,
        answer.parked,
        answer.open,
        revisions,
    )


class TinyDefault:
    """TinyDB with the storage that it brings: one JSON file, written over at each save."""

    def __init__(self, path: Path, interviews: Iterable[Interview]) -> None:
        self._database = TinyDB(path)
        self._table = self._database.table("interviews")
        self._table.insert_multiple(
            Document(msgspec.to_builtins(interview), number)
            for number, interview in enumerate(interviews, start=1)
        )

    def save(self, answers: Any) -> None:
        """Save the answers of the first interview."""
        self._table.update({"answers": msgspec.to_builtins(answers)}, doc_ids=[1])

    def close(self) -> None:
        self._database.close()


class Append:
    """Bytes at the end of a file, synced: the least that a disk needs to keep them."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def save(self, data: bytes) -> None:
        os.write(self._file, data)
        os.fsync(self._file)

    def close(self) -> None:
        os.close(self._file)

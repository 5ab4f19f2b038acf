"""What was erased: kept in study.json, so that whatever brings it back has it erased again."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store.errors import DamagedFile, StoreError
from persona_wizard.store.gone import Gone
from persona_wizard.store.interview_file import are_times
from persona_wizard.store.layout import Layout, is_interview_id
from persona_wizard.store.storage import Tables
from persona_wizard.store.study_file import put_study
from persona_wizard.store.summary import Summary
from persona_wizard.store.tables import load, one_write, put

_TABLE = "erased"

OneInterview = TypeVar("OneInterview", Interview, Summary)


class Erased(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One erasure: when (ISO 8601, UTC), and ids; never a name, never words.

    Where a whole person was erased, `participant` is their id, and `pseudonyms` are never given
    again. Both are empty where only interviews were; the id alone where it could not be read.
    `files` are what the pages and pictures are known by that were theirs; `photos` are digests of
    pictures whose size was not kept. `prints` tell their name and contact again, should a survey
    bring them back, and can't be read.
    """

    at: str
    interviews: tuple[str, ...] = ()
    participant: str = ""
    pseudonyms: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    files: tuple[Gone, ...] = ()
    prints: tuple[str, ...] = ()

    def covers(self, interview_id: str, participant: str = "") -> bool:
        """Whether an interview, with this participant (id), is erased, whatever its file says."""
        theirs = bool(self.participant) and participant == self.participant
        return theirs or interview_id in self.interviews


class CameBack(Struct, frozen=True):
    """An erasure that had to be done again; `files` where pages or pictures were back alone."""

    erased: Erased
    files: tuple[str, ...] = ()


def is_erased(erased: Iterable[Erased], interview_id: str, participant: str = "") -> bool:
    """Whether any of these covers an interview."""
    return any(one.covers(interview_id, participant) for one in erased)


def unerased(found: Iterable[OneInterview], erased: Sequence[Erased]) -> tuple[OneInterview, ...]:
    """Those that none of these covers."""
    ids = {interview_id for one in erased for interview_id in one.interviews}
    people = {one.participant for one in erased} - {""}
    return tuple(one for one in found if one.id not in ids and one.participant not in people)


def retired(erased: Sequence[Erased]) -> tuple[str, ...]:
    """The pseudonyms that are never given again, each once."""
    return tuple(dict.fromkeys(pseudonym for one in erased for pseudonym in one.pseudonyms))


def read_erased(path: Path) -> tuple[Erased, ...]:
    """What was erased from the study of this study.json, oldest first.

    Raises DamagedFile, NewerVersion, NoRights.
    """
    loaded = load(path, "settings")
    if loaded is None:
        return ()
    read = [loaded.convert(document, Erased) for document in _documents(loaded.tables).values()]
    for one in read:
        if not are_times([one.at]) or not all(map(is_interview_id, one.interviews)):
            raise DamagedFile(path, "what was erased has a wrong day or id in it")
    return tuple(sorted(read, key=lambda erased: (erased.at, erased.interviews)))


def lost_erasures(layout: Layout) -> tuple[Erased, ...]:
    """What the backup of study.json says was erased, and study.json itself does not.

    So it is where an older study.json came back, such as with `git checkout`. Raises DamagedFile,
    NewerVersion, NoRights of study.json.
    """
    known = read_erased(layout.study)
    with suppress(StoreError):
        kept = read_erased(layout.backup / layout.study.name)
        return tuple(one for one in kept if one not in known)
    return ()


def all_erased(layout: Layout) -> tuple[Erased, ...]:
    """What was erased, as study.json and its backup together say, oldest first.

    Raises DamagedFile, NewerVersion, NoRights of study.json.
    """
    both = (*read_erased(layout.study), *lost_erasures(layout))
    return tuple(sorted(both, key=lambda erased: (erased.at, erased.interviews)))


def add_erased(path: Path, more: Collection[Erased], study: Study | None = None) -> None:
    """Add to what was erased, in one write; what is there already is not added again.

    `study` is saved in the same write. Raises StoreError.
    """
    known = read_erased(path)
    fresh = [erased for erased in more if erased not in known]
    if not fresh and study is None:
        return
    loaded = load(path, "settings")
    documents = dict(_documents(loaded.tables)) if loaded else {}
    for erased in fresh:
        # Numbers would meet where two people erase at once and git merges it.
        documents[secrets.token_hex(6)] = msgspec.to_builtins(erased)
    with one_write(path, "settings") as database:
        if documents:
            put(database, _TABLE, documents)
        if study is not None:
            put_study(database, study)


def with_erasures(ours: Tables, theirs: Tables) -> Tables:
    """The tables of a study.json, with what another one says was erased."""
    both = {**_documents(theirs), **_documents(ours)}
    return {**ours, _TABLE: both} if both else ours


def _documents(tables: Tables) -> dict[str, dict[str, Any]]:
    return tables.get(_TABLE, {})

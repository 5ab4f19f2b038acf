"""What was erased: kept in study.json, so that whatever brings it back has it erased again."""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store.errors import DamagedFile, StoreError
from persona_wizard.store.gone import Gone
from persona_wizard.store.interview_file import are_times
from persona_wizard.store.layout import Layout, is_interview_id
from persona_wizard.store.storage import Tables
from persona_wizard.store.study_file import put_study
from persona_wizard.store.summary import Summary
from persona_wizard.store.tables import Loaded, load, one_write, put

_TABLE = "erased"

OneInterview = TypeVar("OneInterview", Interview, Summary)


class Erased(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One erasure: when (ISO 8601, UTC), and ids; never a name, never words.

    Where a whole person was erased, `participant` is their id, and `pseudonyms` are never given
    again. Both are empty where only interviews were; the id alone where it could not be read.
    `files` are what the pages and pictures are known by that were surely theirs; `agreed`, what
    the others are known by that somebody said yes to, until they are gone. `prints` tell their name
    and contact again, should a survey bring them back, and can't be read.
    """

    at: str
    interviews: tuple[str, ...] = ()
    participant: str = ""
    pseudonyms: tuple[str, ...] = ()
    files: tuple[Gone, ...] = ()
    agreed: tuple[Gone, ...] = ()
    prints: tuple[str, ...] = ()

    def covers(self, interview_id: str, participant: str = "") -> bool:
        """Whether an interview, with this participant (id), is erased, whatever its file says."""
        theirs = bool(self.participant) and participant == self.participant
        return theirs or interview_id in self.interviews

    def is_of_same(self, other: "Erased") -> bool:
        """Whether both are of one person, or of the same interviews."""
        if self.participant or other.participant:
            return self.participant == other.participant
        return self.at == other.at or not set(self.interviews).isdisjoint(other.interviews)

    def with_more(self, other: "Erased") -> "Erased":
        """All that either says of the same, since the day of this one."""
        return replace(
            self,
            interviews=tuple(sorted({*self.interviews, *other.interviews})),
            pseudonyms=tuple(dict.fromkeys((*self.pseudonyms, *other.pseudonyms))),
            files=tuple(sorted({*self.files, *other.files})),
            agreed=tuple(sorted({*self.agreed, *other.agreed})),
            prints=tuple(sorted({*self.prints, *other.prints})),
        )


class CameBack(Struct, frozen=True):
    """An erasure that had to be done again; `files` where pages or pictures were back alone.

    They are still there where it `stays`: they could not be deleted.
    """

    erased: Erased
    files: tuple[str, ...] = ()
    stays: bool = False


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
    read = tuple(_read(loaded).values())
    return tuple(sorted(read, key=lambda erased: (erased.at, erased.interviews)))


def lost_erasures(layout: Layout) -> tuple[Erased, ...]:
    """What the backup of study.json says was erased, and study.json itself does not.

    So it is where an older study.json came back, such as with `git checkout`. Raises DamagedFile,
    NewerVersion, NoRights of study.json.
    """
    known = read_erased(layout.study)
    with suppress(StoreError):
        kept = read_erased(layout.backup / layout.study.name)
        return tuple(one for one in kept if not any(_says_all_of(k, one) for k in known))
    return ()


def all_erased(layout: Layout) -> tuple[Erased, ...]:
    """What was erased, as study.json and its backup together say, oldest first.

    Raises DamagedFile, NewerVersion, NoRights of study.json.
    """
    both = (*read_erased(layout.study), *lost_erasures(layout))
    return tuple(sorted(both, key=lambda erased: (erased.at, erased.interviews)))


def add_erased(path: Path, more: Iterable[Erased], study: Study | None = None) -> None:
    """Add to what was erased, in one write, and to what is known of the same.

    `study` is saved in the same write. Raises StoreError.
    """
    loaded = load(path, "settings")
    known = _read(loaded) if loaded else {}
    told = dict(known)
    for erased in more:
        # Numbers would meet where two people erase at once and git merges it.
        fresh = secrets.token_hex(6)
        key = next((key for key, one in told.items() if one.is_of_same(erased)), fresh)
        told[key] = told[key].with_more(erased) if key in told else erased
    if told != known or study is not None:
        _put(path, told, study)


def forget_agreed(path: Path, erased: Erased) -> None:
    """Forget what is gone of what somebody said yes to. Raises StoreError."""
    loaded = load(path, "settings")
    known = _read(loaded) if loaded else {}
    left = {
        key: replace(one, agreed=()) if one.is_of_same(erased) else one
        for key, one in known.items()
    }
    if left != known:
        _put(path, left)


def with_erasures(ours: Tables, theirs: Tables) -> Tables:
    """The tables of a study.json, with what another one says was erased."""
    own, others = _documents(ours), _documents(theirs)
    # Of one that grew on either side, both are kept.
    grown = {secrets.token_hex(6): one for key, one in others.items() if own.get(key, one) != one}
    both = {**others, **own, **grown}
    return {**ours, _TABLE: both} if both else ours


def _says_all_of(known: Erased, other: Erased) -> bool:
    """Whether it says what another does, what is to be forgotten aside."""
    more = known.with_more(other)
    if not known.is_of_same(other) or more.pseudonyms != known.pseudonyms:
        return False
    return all(
        set(all_of_it) == set(own)
        for all_of_it, own in (
            (more.interviews, known.interviews),
            (more.files, known.files),
            (more.prints, known.prints),
        )
    )


def _read(loaded: Loaded) -> dict[str, Erased]:
    documents = _documents(loaded.tables)
    read = {key: loaded.convert(document, Erased) for key, document in documents.items()}
    for one in read.values():
        if not are_times([one.at]) or not all(map(is_interview_id, one.interviews)):
            raise DamagedFile(loaded.path, "what was erased has a wrong day or id in it")
    return read


def _put(path: Path, erased: dict[str, Erased], study: Study | None = None) -> None:
    documents = {key: msgspec.to_builtins(one) for key, one in erased.items()}
    with one_write(path, "settings") as database:
        if documents:
            put(database, _TABLE, documents)
        if study is not None:
            put_study(database, study)


def _documents(tables: Tables) -> dict[str, dict[str, Any]]:
    return tables.get(_TABLE, {})

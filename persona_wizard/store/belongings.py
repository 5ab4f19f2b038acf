"""Which files of a study are a person's: by their ids, and by what is written in them."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store.by_words import holding_words, with_excerpts
from persona_wizard.store.called import is_among
from persona_wizard.store.curation_traces import links_to, named_in
from persona_wizard.store.erased import Erased
from persona_wizard.store.file_facts import Facts, FileFacts
from persona_wizard.store.findings import inside
from persona_wizard.store.layout import Layout, is_named
from persona_wizard.store.pictures import digests_of, pictures_of
from persona_wizard.store.study_files import (
    id_in_name,
    interview_at,
    is_settings,
    kept_files,
    person_at,
    text_bytes_of,
)
from persona_wizard.store.traces import Traces, traces_of


class Kind(StrEnum):
    """What a file of a person's is."""

    INTERVIEW = "interview"
    PERSON = "name and contact"
    EXPORT = "export"
    PHOTO = "photo"
    BACKUP = "backup"
    CONFLICT = "conflict"
    QUARANTINE = "in quarantine"
    HALF_WRITTEN = "half written"


class Belonging(Struct, frozen=True):
    """A file that goes; `file` is its path inside the study."""

    kind: Kind
    file: str


class Belongings(Struct, frozen=True, kw_only=True):
    """What of a study is a person's, or an interview's.

    `ids` are of all their interviews, `interviews` those that can be read. `by_words` are the
    files that hold their words, name or pseudonym, `by_id` those that are theirs by themselves.
    `pictures` show them, and `digests` are of these. `settings` says where study.json names them,
    `links` how often it leads to what they said, `unreadable` which files could be anybody's.
    """

    ids: tuple[str, ...] = ()
    interviews: tuple[Interview, ...] = ()
    by_words: tuple[Belonging, ...] = ()
    by_id: tuple[Belonging, ...] = ()
    pictures: tuple[Belonging, ...] = ()
    digests: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    links: int = 0
    unreadable: tuple[str, ...] = ()
    traces: Traces = Traces()


def belongings(layout: Layout, erased: Erased, study: Study, facts: FileFacts) -> Belongings:
    """Look for everything that an erasure takes along. Raises OSError."""
    kept = _by_id(layout, erased, facts)
    theirs = dict.fromkeys(kept.theirs)
    read = [found for found in map(interview_at, theirs) if found is not None]
    people = [p for p in map(person_at, theirs) if p is not None]
    ids = {
        *erased.interviews,
        *(id_in_name(path) for path in theirs if _is_of_interview(layout, path)),
    }
    interviews = {i.id: i for i in read if layout.interview(i.id) in theirs}
    found = Belongings(
        ids=tuple(sorted(filter(None, ids))),
        interviews=tuple(sorted(interviews.values(), key=lambda one: (one.started, one.id))),
        by_id=_belonging(layout, theirs),
        links=links_to(study, ids),
        unreadable=tuple(inside(layout, path) for path in kept.unreadable),
    )
    if not (erased.participant or erased.pseudonyms):
        return found
    # What somebody else is called, too, tells of neither.
    alone = [one for one in erased.pseudonyms if one.casefold() not in kept.pseudonyms]
    traces = with_excerpts(layout, study, traces_of(read, people, alone), read, kept.others)
    digests = {*erased.photos, *digests_of(layout, study, erased.participant)}
    pictures = pictures_of(layout, digests)
    words = [
        path
        for path in holding_words(layout, traces)
        if path not in theirs and path not in pictures
    ]
    return replace(
        found,
        by_words=_belonging(layout, words),
        pictures=_belonging(layout, pictures),
        digests=tuple(sorted(digests)),
        settings=named_in(study, traces, erased.participant),
        traces=traces,
    )


class _Kept(Struct, frozen=True):
    """The files that are theirs by id, and those interviews that can't be read, so anybody's.

    `others` are the interviews of everyone else, `pseudonyms` theirs in lower case.
    """

    theirs: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    others: tuple[Path, ...]
    pseudonyms: frozenset[str]


def _by_id(layout: Layout, erased: Erased, facts: FileFacts) -> _Kept:
    theirs: list[Path] = []
    unreadable: list[Path] = []
    others: list[Path] = []
    called: set[str] = set()
    for path in kept_files(layout):
        if _is_by_name(layout, path, erased, facts):
            theirs.append(path)
            continue
        if is_settings(layout, path) or not (erased.participant or erased.pseudonyms):
            continue
        told = facts.of(path)
        named = bool(erased.participant) and erased.participant in told.participants
        if named or _tells_apart(layout, path, erased, told):
            theirs.append(path)
        elif path.parent == layout.interviews:
            if told.pseudonym is None:
                unreadable.append(path)
            else:
                others.append(path)
                called.add(told.pseudonym.casefold())
        elif path.parent == layout.participants:
            person = person_at(path)
            if person is not None and person.id == erased.participant:
                theirs.append(path)
            elif person is not None:
                called.add(person.pseudonym.casefold())
    return _Kept(tuple(theirs), tuple(unreadable), tuple(others), frozenset(called))


def _is_by_name(layout: Layout, path: Path, erased: Erased, facts: FileFacts) -> bool:
    """Whether a file's name says that it is of one of these interviews, or of the person.

    What came with a pull may call a person like another's interview.
    """
    people = (layout.participants, layout.backup / layout.participants.name)
    if path.parent in people:
        return is_named(path.name, erased.participant)
    if any(is_named(path.name, interview_id) for interview_id in erased.interviews):
        return True
    named = path.parent == layout.quarantine and is_named(path.name, erased.participant)
    return named and not facts.of(path).is_of_interview


def _tells_apart(layout: Layout, path: Path, erased: Erased, told: Facts) -> bool:
    """Whether a file that can't be read, or was put apart, tells of them by its bytes."""
    apart = (layout.quarantine, layout.conflicts)
    readable = path.parent != layout.interviews or told.pseudonym is not None
    if path.parent not in apart and readable:
        return False
    # Who stands in it by an id is that person, whatever they were called.
    if told.is_person or told.participants - {erased.participant}:
        return False
    ids = told.ids & set(erased.interviews)
    return bool(ids) or any(is_among(one, erased.pseudonyms) for one in told.pseudonyms)


def _belonging(layout: Layout, paths: Iterable[Path]) -> tuple[Belonging, ...]:
    return tuple(Belonging(_kind(layout, path), inside(layout, path)) for path in paths)


def _kind(layout: Layout, path: Path) -> Kind:
    if path.name.startswith(".") and path.name.endswith(".tmp"):
        return Kind.HALF_WRITTEN
    for folder, kind in (
        (layout.interviews, Kind.INTERVIEW),
        (layout.participants, Kind.PERSON),
        (layout.backup, Kind.BACKUP),
        (layout.conflicts, Kind.CONFLICT),
        (layout.quarantine, Kind.QUARANTINE),
        (layout.photos, Kind.PHOTO),
    ):
        if path.is_relative_to(folder):
            return kind
    return Kind.PHOTO if text_bytes_of(path) is None else Kind.EXPORT


def _is_of_interview(layout: Layout, path: Path) -> bool:
    return path.parent.name in (layout.interviews.name, layout.conflicts.name)

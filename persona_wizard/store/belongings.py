"""Which files of a study are a person's: by their ids, and by what is written in them."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.model.study import Study
from persona_wizard.store.curation_traces import named_in
from persona_wizard.store.erased import Erased
from persona_wizard.store.errors import StoreError
from persona_wizard.store.interview_file import interview_in
from persona_wizard.store.layout import Layout, is_interview_id, is_named
from persona_wizard.store.links import leads_away
from persona_wizard.store.participant_file import read_participant
from persona_wizard.store.said_in_bytes import is_person, said
from persona_wizard.store.traces import (
    Phrase,
    Traces,
    Words,
    in_any_case,
    lines_told_apart,
    text_in,
    traces_of,
)

_ID_LENGTH = 12
_OF_INTERVIEW = re.compile(rb'"(meta|answers|notes)"\s*:\s*\{')


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
    `settings` says where study.json names them, `unreadable` which files could be anybody's.
    """

    ids: tuple[str, ...] = ()
    interviews: tuple[Interview, ...] = ()
    by_words: tuple[Belonging, ...] = ()
    by_id: tuple[Belonging, ...] = ()
    settings: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    traces: Traces = Traces()


def belongings(layout: Layout, erased: Erased, study: Study) -> Belongings:
    """Look for everything that an erasure takes along. Raises OSError."""
    kept = _by_id(layout, erased)
    theirs = dict.fromkeys(kept.theirs)
    read = [found for found in map(_interview_at, theirs) if found is not None]
    people = [p for p in map(_person_at, theirs) if p is not None]
    ids = {*erased.interviews, *(_id_in(path) for path in theirs if _is_of_interview(layout, path))}
    interviews = {i.id: i for i in read if layout.interview(i.id) in theirs}
    found = Belongings(
        ids=tuple(sorted(filter(None, ids))),
        interviews=tuple(sorted(interviews.values(), key=lambda one: (one.started, one.id))),
        by_id=tuple(Belonging(_kind(layout, path), _inside(layout, path)) for path in theirs),
        unreadable=tuple(_inside(layout, path) for path in kept.unreadable),
    )
    if not (erased.participant or erased.pseudonyms):
        return found
    # What somebody else is called, too, tells of neither.
    alone = [one for one in erased.pseudonyms if one.casefold() not in kept.others]
    traces = traces_of(read, people, alone)
    words = [path for path in _by_words(layout, traces) if path not in theirs]
    return msgspec.structs.replace(
        found,
        by_words=tuple(Belonging(_kind(layout, path), _inside(layout, path)) for path in words),
        settings=named_in(study, traces),
        traces=traces,
    )


def people_called(layout: Layout, pseudonym: str) -> dict[str, tuple[set[str], set[str]]]:
    """By participant id the interview ids and pseudonyms of everyone of this pseudonym.

    Raises OSError.
    """
    people: dict[str, tuple[set[str], set[str]]] = {}
    wanted: set[str] = set()
    for interview in filter(None, map(_interview_at, _files(layout.interviews))):
        ids, called = people.setdefault(interview.participant, (set(), set()))
        ids.add(interview.id)
        called.add(interview.pseudonym)
    for person in filter(None, map(_person_at, _files(layout.participants))):
        people.setdefault(person.id, (set(), set()))[1].add(person.pseudonym)
    for participant, (_, called) in people.items():
        if _is_among(pseudonym, called):
            wanted.add(participant)
    if not wanted:
        return _called_apart(layout, pseudonym)
    return {participant: people[participant] for participant in sorted(wanted)}


def _called_apart(layout: Layout, pseudonym: str) -> dict[str, tuple[set[str], set[str]]]:
    """The same, of whom nothing is left but what was put apart, backed up, or can't be read.

    The participant is empty where no id can be made out.
    """
    people: dict[str, tuple[set[str], set[str]]] = {}
    for path in _kept(layout):
        data = b"" if _is_settings(layout, path) else _bytes_of(path)
        called = {one for one in said(data, "pseudonym") if _is_among(pseudonym, [one])}
        if not called:
            continue
        participant = next(iter(said(data, "participant")), "")
        ids, known = people.setdefault(participant, (set(), set()))
        known |= called
        if not is_person(data) and _id_in(path):
            ids.add(_id_in(path))
    if len(people) == 2 and "" in people:
        # Of one person, bytes may tell the id or not.
        ids, known = people.pop("")
        for theirs, called in people.values():
            theirs |= ids
            called |= known
    return {participant: people[participant] for participant in sorted(people)}


def is_named_elsewhere(layout: Layout, participant: str, interview_id: str) -> bool:
    """Whether files of another interview than this say to be of a person, readable or not.

    Raises OSError.
    """
    says = _says(participant)
    others = (path for path in _kept(layout) if _id_in(path) not in ("", interview_id))
    return any(says.search(_bytes_of(path)) for path in others)


def _says(participant: str) -> re.Pattern[bytes]:
    """What stands in an interview of theirs."""
    return re.compile(rb'"participant"\s*:\s*' + re.escape(msgspec.json.encode(participant)))


def still_telling(layout: Layout, traces: Traces) -> tuple[str, ...]:
    """The files of a study that hold a person's name or words, by their paths inside it.

    Every byte is looked at, but git's. In others' interviews and in question banks only a line
    counts that nobody else would say in the same words, and in banks no name of one word, which
    any sentence may begin with. Raises OSError.
    """
    full_names = frozenset(name for name in traces.names if len(name) > 1)
    told_apart = lines_told_apart(traces)
    others = (layout.interviews, layout.backup, layout.conflicts, layout.question_banks)
    left = []
    for path in _below(layout.folder):
        lines = told_apart if any(path.is_relative_to(f) for f in others) else traces.lines
        names = full_names if path.is_relative_to(layout.question_banks) else traces.names
        in_file, in_name = Words(text_in(_bytes_of(path))), _words_of_name(layout, path)
        if (
            any(words.hold_name(names) or words.hold(lines) for words in (in_file, in_name))
            # Files are often named in small letters.
            or in_name.hold(in_any_case(names))
        ):
            left.append(_inside(layout, path))
    return tuple(left)


class _Kept(Struct, frozen=True):
    """The files that are theirs by id, and those interviews that can't be read, so anybody's.

    `others` are the pseudonyms of everyone else, in lower case.
    """

    theirs: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    others: frozenset[str]


def _by_id(layout: Layout, erased: Erased) -> _Kept:
    says = _says(erased.participant)
    theirs: list[Path] = []
    unreadable: list[Path] = []
    others: set[str] = set()
    for path in _kept(layout):
        if _is_by_name(layout, path, erased):
            theirs.append(path)
            continue
        if _is_settings(layout, path) or not (erased.participant or erased.pseudonyms):
            continue
        data = _bytes_of(path)
        named = bool(erased.participant) and says.search(data) is not None
        if named or _tells_apart(layout, path, data, erased):
            theirs.append(path)
        elif path.parent == layout.interviews:
            interview = _interview_at(path)
            if interview is None:
                unreadable.append(path)
            else:
                others.add(interview.pseudonym.casefold())
        elif path.parent == layout.participants:
            person = _person_at(path)
            if person is not None and person.id == erased.participant:
                theirs.append(path)
            elif person is not None:
                others.add(person.pseudonym.casefold())
    return _Kept(tuple(theirs), tuple(unreadable), frozenset(others))


def _is_by_name(layout: Layout, path: Path, erased: Erased) -> bool:
    """Whether a file's name says that it is of one of these interviews, or of the person.

    What came with a pull may call a person like another's interview.
    """
    people = (layout.participants, layout.backup / layout.participants.name)
    if path.parent in people:
        return is_named(path.name, erased.participant)
    if any(is_named(path.name, interview_id) for interview_id in erased.interviews):
        return True
    named = path.parent == layout.quarantine and is_named(path.name, erased.participant)
    return named and _OF_INTERVIEW.search(_bytes_of(path)) is None


def _tells_apart(layout: Layout, path: Path, data: bytes, erased: Erased) -> bool:
    """Whether a file that can't be read, or was put apart, tells of them by its bytes."""
    apart = (layout.quarantine, layout.conflicts)
    if path.parent not in apart and (path.parent != layout.interviews or _interview_at(path)):
        return False
    # Who stands in it by an id is that person, whatever they were called.
    if is_person(data) or set(said(data, "participant")) - {erased.participant}:
        return False
    ids = set(said(data, "id")) & set(erased.interviews)
    return bool(ids) or any(_is_among(one, erased.pseudonyms) for one in said(data, "pseudonym"))


def _is_among(pseudonym: str, called: Iterable[str]) -> bool:
    """Whether somebody is called so, in whatever case."""
    return pseudonym.casefold() in {one.casefold() for one in called}


def _is_settings(layout: Layout, path: Path) -> bool:
    """Whether it is study.json or of it: what was erased is written there, and is nobody's."""
    return path.name.startswith(layout.study.name)


def _kept(layout: Layout) -> Iterator[Path]:
    """Every file in which this program keeps interviews, names, and earlier forms of them."""
    for folder in (
        layout.interviews,
        layout.participants,
        layout.backup,
        layout.conflicts,
        layout.quarantine,
    ):
        yield from _files(folder)


def _by_words(layout: Layout, traces: Traces) -> Iterator[Path]:
    exports = list(_files(layout.exports))
    texts = {path: text_in(data) for path in exports if (data := _text_of(path)) is not None}
    going = {path: None for path, text in texts.items() if _tells(Words(text), traces)}
    yield from going
    yield from _only_shown_by(going, texts, [path for path in exports if path not in texts])
    named = (path for path in (*exports, *_files(layout.photos)) if path not in going)
    for path in named:
        words = _words_of_name(layout, path)
        if words.hold(traces.pseudonyms) or words.hold_name(traces.names):
            yield path
    half, told_apart = set(_half_written(layout)), lines_told_apart(traces)
    for path in (*_files(layout.quarantine), *_files(layout.backup), *sorted(half)):
        nobodys = not _id_in(path) and path != layout.backup / layout.study.name
        if nobodys and path.parent != layout.backup / layout.participants.name:
            words = Words(text_in(_bytes_of(path)))
            # Nobody's by its name, so a short line in it may be anybody's.
            lines = traces.lines if path in half else told_apart
            if words.hold(lines) or words.hold_name(traces.names):
                yield path


def _tells(words: Words, traces: Traces) -> bool:
    phrases: frozenset[Phrase] = traces.lines | traces.quotes | traces.pseudonyms
    return words.hold(phrases) or words.hold_name(traces.names)


def _only_shown_by(
    going: Collection[Path], texts: dict[Path, str], pictures: list[Path]
) -> list[Path]:
    """The pictures that pages which go show, and no page which stays."""
    staying = [path for path in texts if path not in going]
    return [
        picture
        for picture in pictures
        if any(picture.name in texts[page] for page in going)
        and not any(picture.name in texts[page] for page in staying)
    ]


def _half_written(layout: Layout) -> Iterator[Path]:
    for folder in (layout.folder, layout.photos, layout.question_banks, layout.used_banks):
        if folder.is_dir() and not leads_away(layout, folder):
            names = os.listdir(folder)
            yield from (folder / n for n in names if n.startswith(".") and n.endswith(".tmp"))


def _files(folder: Path) -> list[Path]:
    """Every file below one of the study's folders; none where that is a link."""
    return [] if os.path.islink(folder) else _below(folder)


def _below(folder: Path) -> list[Path]:
    """Every file below a folder, in a fixed order, without following links; git's are left out."""
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        found += [Path(here, name) for name in sorted(names)]
    return found


def _bytes_of(path: Path) -> bytes:
    # Reading a pipe would wait without end; a link leads to what is not the study's.
    return path.read_bytes() if path.is_file() and not os.path.islink(path) else b""


def _text_of(path: Path) -> bytes | None:
    data = _bytes_of(path)
    return None if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data


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
    return Kind.PHOTO if _text_of(path) is None else Kind.EXPORT


def _is_of_interview(layout: Layout, path: Path) -> bool:
    return path.parent.name in (layout.interviews.name, layout.conflicts.name)


def _id_in(path: Path) -> str:
    """The interview's id that a file's name begins with; empty for none."""
    start = path.name.lstrip(".")[:_ID_LENGTH]
    return start if is_interview_id(start) and is_named(path.name, start) else ""


def _words_of_name(layout: Layout, path: Path) -> Words:
    return Words(_inside(layout, path))


def _inside(layout: Layout, path: Path) -> str:
    return path.relative_to(layout.folder).as_posix()


def _interview_at(path: Path) -> Interview | None:
    """The interview in a file of whatever name; None where it can't be read."""
    try:
        return interview_in(path, _bytes_of(path))
    except StoreError:
        return None


def _person_at(path: Path) -> Participant | None:
    try:
        return read_participant(path) if path.is_file() and not os.path.islink(path) else None
    except StoreError:
        return None

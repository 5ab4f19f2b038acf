"""Which files of a study are a person's: by their ids, and by what is written in them."""

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from enum import StrEnum
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.built_on import interview_print
from persona_wizard.model.interview import Interview
from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.model.study import Study
from persona_wizard.store.by_words import (
    counted,
    holding_words,
    nobodys_by_name,
    pages_of,
    texts_beside,
)
from persona_wizard.store.called import is_among
from persona_wizard.store.curation_traces import links_to, named_in, texts_in
from persona_wizard.store.erased import Erased
from persona_wizard.store.file_facts import Facts, FileFacts
from persona_wizard.store.findings import inside
from persona_wizard.store.gone import Gone, found_again, gone_as
from persona_wizard.store.layout import Layout, is_named
from persona_wizard.store.pictures import pictures_of, shown_by_these_alone
from persona_wizard.store.study_files import (
    exports_and_photos,
    id_in_name,
    interview_at,
    is_settings,
    kept_files,
    person_at,
    text_bytes_of,
)
from persona_wizard.store.traces import (
    Traces,
    certain,
    excerpts_of,
    traces_of,
    without_what_is_said,
)
from persona_wizard.store.words import Words


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
    `pictures` show them. `remembered` is what the files are known by that are surely theirs,
    `agreed` what the others are. `known_by` are their names and contacts, a line each. `settings`
    says where study.json names them, `links` how often it leads to what they said, `unreadable`
    which files could be anybody's, `too_large` which pages are not looked into, `built` which pages
    stay though they count what they said, `left` what could not be deleted.
    """

    ids: tuple[str, ...] = ()
    interviews: tuple[Interview, ...] = ()
    by_words: tuple[Belonging, ...] = ()
    by_id: tuple[Belonging, ...] = ()
    pictures: tuple[Belonging, ...] = ()
    remembered: tuple[Gone, ...] = ()
    agreed: tuple[Gone, ...] = ()
    known_by: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    links: int = 0
    unreadable: tuple[str, ...] = ()
    too_large: tuple[str, ...] = ()
    built: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    traces: Traces = Traces()


def belongings(
    layout: Layout, erased: Erased, study: Study, facts: FileFacts, *, asked: bool
) -> Belongings:
    """Look for everything that an erasure takes along. Raises OSError.

    Where nobody is `asked`, files that are not known by an id go only for what is nobody else's.
    """
    kept = _by_id(layout, erased, facts)
    theirs = dict.fromkeys(kept.theirs)
    # What can't be read can be deleted; whoever asks is told of it first.
    readable = [path for path in theirs if asked or os.access(path, os.R_OK)]
    read = [found for found in map(interview_at, readable) if found is not None]
    people = [p for p in map(person_at, readable) if p is not None]
    ids = {
        *erased.interviews,
        *(id_in_name(path) for path in theirs if _is_of_interview(layout, path)),
    }
    interviews = {i.id: i for i in read if layout.interview(i.id) in theirs}
    found = Belongings(
        ids=tuple(sorted(filter(None, ids))),
        interviews=tuple(sorted(interviews.values(), key=lambda one: (one.started, one.id))),
        by_id=_belonging(layout, theirs),
        known_by=tuple(line for p in people for line in (p.name, *p.contact.split("\n"))),
        links=links_to(study, ids),
        unreadable=_inside(layout, kept.unreadable),
    )
    if not (erased.participant or erased.pseudonyms or erased.agreed):
        return found
    pages = pages_of(layout, facts)
    # What somebody else is called, too, tells of neither.
    alone = [one for one in erased.pseudonyms if pseudonym_key(one) not in kept.pseudonyms]
    parts, traces = excerpts_of(read), traces_of(read, people, alone)
    # Of what nobody is asked of, no more is read than what may go.
    more = texts_beside(layout, pages.too_large) if asked else ()
    texts = chain((page.words for page in pages.texts.values()), more)
    found_words = counted(layout, study, traces, parts, kept.others, texts, facts)
    traces = generous = found_words.traces
    own = without_what_is_said(traces, found_words.said)
    sure = certain(own, alone)
    if not asked:
        # What names them in study.json went when somebody was asked: what is there means another.
        decided = Words("\n".join(texts_in(study))).held(own.pseudonyms)
        traces = sure = certain(without_what_is_said(own, decided), alone)
    pictures = pictures_of(layout, study, erased.participant)
    going = holding_words(layout, pages.texts, traces)
    shown = shown_by_these_alone(layout, pages.texts, going) if asked else ()
    agreed = found_again(exports_and_photos(layout), erased.agreed)
    words = dict.fromkeys((*going, *shown, *agreed, *nobodys_by_name(layout, generous)))
    prints = frozenset(map(interview_print, ids))
    # Made anew without them, no page is the same as one that says to be built on theirs.
    built = [path for path, page in pages.texts.items() if not prints.isdisjoint(page.built_on)]
    surely = {*holding_words(layout, pages.texts, sure), *built, *pictures}
    last = {*theirs, *pictures}
    known = _known_as(layout, {*words, *pictures})
    remembered = {gone for path, gone in known.items() if path in surely}
    return replace(
        found,
        by_words=_belonging(layout, (path for path in words if path not in last)),
        pictures=_belonging(layout, pictures),
        remembered=tuple(sorted(remembered)),
        agreed=tuple(sorted(set(known.values()) - remembered)),
        settings=named_in(study, traces, erased.participant),
        unreadable=(*found.unreadable, *_inside(layout, pages.unreadable)),
        too_large=_inside(layout, pages.too_large),
        built=_inside(layout, (path for path in built if path not in {*words, *last})),
        traces=traces,
    )


def _known_as(layout: Layout, going: Collection[Path]) -> dict[Path, Gone]:
    """What the pages and pictures among these are known by, but for what has a like that stays."""
    known: dict[Path, Gone] = {}
    for path in exports_and_photos(layout):
        with suppress(OSError):
            gone = gone_as(path) if path in going else None
            if gone is not None:
                known[path] = gone
    staying = (path for path in exports_and_photos(layout) if path not in going)
    likes = set(found_again(staying, set(known.values())).values())
    return {path: gone for path, gone in known.items() if gone not in likes}


class _Kept(Struct, frozen=True):
    """The files that are theirs by id, and those interviews that can't be read, so anybody's.

    `others` are the files of everyone else, `pseudonyms` those in their interviews and names, in
    lower case.
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
        try:
            if _is_by_name(layout, path, erased, facts):
                theirs.append(path)
                continue
            if is_settings(layout, path) or not (erased.participant or erased.pseudonyms):
                continue
            told = facts.of(path)
        except OSError:
            unreadable.append(path)
            continue
        own = told.participants | (told.ids if told.is_person else frozenset())
        named = bool(erased.participant) and erased.participant in own
        if named or _tells_apart(layout, path, erased, told):
            theirs.append(path)
            continue
        if path.parent == layout.interviews and told.pseudonym is None:
            unreadable.append(path)
            continue
        if path.parent in (layout.interviews, layout.participants):
            called |= {pseudonym_key(one) for one in told.pseudonyms}
            others.append(path)
        elif path.parent == layout.quarantine and told.participants:
            others.append(path)
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


def _inside(layout: Layout, paths: Iterable[Path]) -> tuple[str, ...]:
    return tuple(inside(layout, path) for path in paths)


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
    with suppress(OSError):
        return Kind.PHOTO if text_bytes_of(path) is None else Kind.EXPORT
    return Kind.EXPORT


def _is_of_interview(layout: Layout, path: Path) -> bool:
    return path.parent.name in (layout.interviews.name, layout.conflicts.name)

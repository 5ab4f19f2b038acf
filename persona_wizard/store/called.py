"""Who is meant by a pseudonym: everyone of whom a file tells, readable or not."""

import re
from collections.abc import Iterable

import msgspec

from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.store.layout import Layout
from persona_wizard.store.said_in_bytes import is_person, said
from persona_wizard.store.study_files import (
    bytes_of,
    files_in,
    id_in_name,
    interview_at,
    is_settings,
    kept_files,
    person_at,
)


def people_called(layout: Layout, pseudonym: str) -> dict[str, tuple[set[str], set[str]]]:
    """By participant id the interview ids and pseudonyms of everyone of this pseudonym.

    Raises OSError.
    """
    people: dict[str, tuple[set[str], set[str]]] = {}
    wanted: set[str] = set()
    for interview in filter(None, map(interview_at, files_in(layout.interviews))):
        ids, called = people.setdefault(interview.participant, (set(), set()))
        ids.add(interview.id)
        called.add(interview.pseudonym)
    for person in filter(None, map(person_at, files_in(layout.participants))):
        people.setdefault(person.id, (set(), set()))[1].add(person.pseudonym)
    for participant, (_, called) in people.items():
        if is_among(pseudonym, called):
            wanted.add(participant)
    if not wanted:
        return _called_apart(layout, pseudonym)
    return {participant: people[participant] for participant in sorted(wanted)}


def is_named_elsewhere(layout: Layout, participant: str, interview_id: str) -> bool:
    """Whether files of another interview than this say to be of a person, readable or not.

    Raises OSError.
    """
    says = re.compile(rb'"participant"\s*:\s*' + re.escape(msgspec.json.encode(participant)))
    others = (path for path in kept_files(layout) if id_in_name(path) not in ("", interview_id))
    return any(says.search(bytes_of(path)) for path in others)


def is_among(pseudonym: str, called: Iterable[str]) -> bool:
    """Whether somebody is called so, in whatever case."""
    return pseudonym_key(pseudonym) in {pseudonym_key(one) for one in called}


def _called_apart(layout: Layout, pseudonym: str) -> dict[str, tuple[set[str], set[str]]]:
    """The same, of whom nothing is left but what was put apart, backed up, or can't be read.

    The participant is empty where no id can be made out.
    """
    people: dict[str, tuple[set[str], set[str]]] = {}
    for path in kept_files(layout):
        data = b"" if is_settings(layout, path) else bytes_of(path)
        called = {one for one in said(data, "pseudonym") if is_among(pseudonym, [one])}
        if not called:
            continue
        participant = next(iter(said(data, "participant")), "")
        ids, known = people.setdefault(participant, (set(), set()))
        known |= called
        if not is_person(data) and id_in_name(path):
            ids.add(id_in_name(path))
    if len(people) == 2 and "" in people:
        # Of one person, bytes may tell the id or not.
        ids, known = people.pop("")
        for theirs, called in people.values():
            theirs |= ids
            called |= known
    return {participant: people[participant] for participant in sorted(people)}

"""Pseudonyms that met when two copies of a study were merged: each is one person's again."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.interview import Interview, Participant
from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.store import Listing, StoreError, StudyFolder
from persona_wizard.store.findings import Finding, Trouble
from persona_wizard.studies.interviews import next_pseudonym


class Person(Struct, frozen=True):
    """A participant with their interviews, oldest first; `kept` is the file with their name."""

    interviews: tuple[Interview, ...]
    kept: Participant | None = None

    @property
    def began(self) -> tuple[str, str]:
        return self.interviews[0].started, self.interviews[0].id

    @property
    def pseudonyms(self) -> tuple[str, ...]:
        """What they are called in their interviews, earliest first."""
        return tuple(dict.fromkeys(interview.pseudonym for interview in self.interviews))

    @property
    def pseudonym(self) -> str:
        """What they are called; where that differs, as the file with their name says, or first."""
        if self.kept is not None and self.kept.pseudonym in self.pseudonyms:
            return self.kept.pseudonym
        return self.pseudonyms[0]


def check_pseudonyms(store: StudyFolder, listing: Listing) -> list[Trouble]:
    """Pseudonyms that two people have, or somebody erased had, and people who have two.

    Whoever began later gets the next one that is free, in all their interviews.
    """
    people = _people(store, listing)
    met: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        met[pseudonym_key(person.pseudonym)].append(person)
    gone = {pseudonym_key(one) for one in listing.retired}
    later = (p for one, same in met.items() for p in (same if one in gone else same[1:]))
    renamed = sorted(later, key=lambda p: p.began)
    fresh = _pseudonyms_from(next_pseudonym(listing), len(renamed))
    names = {p.interviews[0].participant: name for p, name in zip(renamed, fresh, strict=True)}
    troubles = []
    for person in people:
        name = names.get(person.interviews[0].participant)
        what = _what(person, name is not None, gone)
        if what:
            name = name or person.pseudonym
            file = f"interviews/{person.interviews[0].id}.json"
            told = Finding(file, what, f"They will be {name} everywhere in this study")
            troubles.append(Trouble(told, partial(_rename, store, person, name, told)))
    return troubles


def _people(store: StudyFolder, listing: Listing) -> list[Person]:
    """Everyone with an interview, by when they began."""
    theirs: dict[str, list[Interview]] = defaultdict(list)
    for interview in listing.interviews:
        theirs[interview.participant].append(interview)
    try:
        kept = {person.id: person for person in store.participants()}
    except StoreError:
        kept = {}
    people = (Person(tuple(found), kept.get(one)) for one, found in theirs.items())
    return sorted(people, key=lambda person: person.began)


def _what(person: Person, met: bool, gone: Collection[str]) -> str:
    """What is wrong with what a person is called; empty where nothing is."""
    if pseudonym_key(person.pseudonym) in gone:
        return f"{person.pseudonym} was somebody else, too, who is erased"
    if met:
        return f"{person.pseudonym} is somebody else, too, who began earlier"
    if len(person.pseudonyms) > 1:
        return f"one person is called {' and '.join(person.pseudonyms)}"
    if person.kept is not None and person.kept.pseudonym != person.pseudonym:
        return f"{person.pseudonym} is called {person.kept.pseudonym} where the name is kept"
    return ""


def _pseudonyms_from(first: str, count: int) -> Sequence[str]:
    number = int(first[1:])
    return [f"{first[0]}{n:02d}" for n in range(number, number + count)]


def _rename(store: StudyFolder, person: Person, pseudonym: str, told: Finding) -> Finding:
    """Raises StoreError; what is renamed by then is found again the next time."""
    differ = [i.id for i in person.interviews if i.pseudonym != pseudonym]
    with ExitStack() as stack:
        # All of them are taken before the first is written, so that none is left behind.
        for file in [stack.enter_context(store.reopen(one)) for one in differ]:
            file.save(replace(file.interview, pseudonym=pseudonym))
        if person.kept is not None and person.kept.pseudonym != pseudonym:
            store.save_participant(replace(person.kept, pseudonym=pseudonym))
    remedy = f"They are {pseudonym} everywhere in this study now"
    return Finding(told.file, told.what, remedy, done=True)

"""Who comes in with a survey: people told apart, with a pseudonym each."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.interview import Answer, Interview
from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.model.text import clean_line
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.store.prints import Prints
from persona_wizard.studies.import_cells import Given
from persona_wizard.studies.interviews import next_pseudonym

_LONGEST = 60


class Arrival(Struct, frozen=True):
    """An interview that comes in, and whose it is (ids). `contact` is kept of somebody new only."""

    interview: str
    participant: str
    pseudonym: str
    contact: str = ""


class Newcomers:
    """Takes people in, one row after the other, beside those who are in the study already."""

    def __init__(self, store: StudyFolder, called: Iterable[str]) -> None:
        """Reads the whole study. What a file calls people is not proposed. Raises StoreError."""
        listing = store.interviews()
        erased = store.erased()
        self._interviews = {interview.id: interview for interview in listing.interviews}
        self._here = set(self._interviews)
        self._here |= {Path(file.file).stem for file in listing.unreadable}
        self._here |= {conflict.interview.id for conflict in store.conflicts()}
        self._moments = {interview.started for interview in listing.interviews}
        self._said = {_said(interview.answers) for interview in listing.interviews} - {None}
        self._met = {interview.participant for interview in listing.interviews}
        self._erased = {interview for one in erased for interview in one.interviews}
        self._know = cache(Prints(erased).know)
        self._retired = {pseudonym_key(one) for one in listing.retired}
        self._by_pseudonym = {
            pseudonym_key(interview.pseudonym): (interview.participant, interview.pseudonym)
            for interview in listing.interviews
        }
        self._by_contact: dict[str, tuple[str, str]] = {}
        self._reachable: set[str] = set()
        with suppress(StoreError):
            for person in store.participants():
                self._reachable.add(person.id)
                for known_by in filter(None, (person.name, person.contact)):
                    self._by_contact[_folded(known_by)] = (person.id, person.pseudonym)
        self._called = {pseudonym_key(one) for one in called}
        self._next = int(next_pseudonym(listing)[1:])

    def is_here(self, ids: Sequence[str]) -> bool:
        """Whether the row that has any of these ids came in before."""
        return not self._here.isdisjoint(ids)

    def here(self, ids: Sequence[str]) -> Interview | None:
        """The interview of a row that is here; None where its file can't be read."""
        # What says all the same is surely the same.
        return next((self._interviews[i] for i in reversed(ids) if i in self._interviews), None)

    def called_here(self, ids: Sequence[str]) -> str:
        """The pseudonym of a row that is here, or its id where it can't be read; else empty."""
        found = self.here(ids)
        return (
            found.pseudonym
            if found
            else next((one for one in reversed(ids) if one in self._here), "")
        )

    def is_erased(
        self, ids: Sequence[str], called: str, known_by: str, beside: Iterable[str] = ()
    ) -> bool:
        """Whether the row, or whoever is called or known by so, was erased from the study.

        `beside` is what else may tell who they are.
        """
        return (
            not self._erased.isdisjoint(ids)
            or pseudonym_key(called) in self._retired
            or any(map(self._know, (known_by, *beside)))
        )

    def was_met(self, arrival: Arrival, at: str, given: Mapping[str, Given]) -> bool:
        """Whether an arrival is of somebody here before, or was at the very moment of another, or
        says just what another said in words.
        """
        said = _said(given)
        return arrival.participant in self._met or at in self._moments or said in self._said

    def contact_to_keep(self, interview: Interview, known_by: str) -> str:
        """What tells who somebody here is, where none of it was kept yet; else empty."""
        folded = _folded(known_by)
        if not folded or folded in self._by_contact or interview.participant in self._reachable:
            return ""
        return known_by

    def keep_contact(self, interview: Interview, contact: str) -> None:
        """From now on it tells who this person is."""
        self._reachable.add(interview.participant)
        self._by_contact[_folded(contact)] = (interview.participant, interview.pseudonym)

    def take(self, ids: Sequence[str], called: str, known_by: str) -> Arrival:
        """Take in a row that is not here: somebody met before, or a new person."""
        interview = ids[0]
        called = called[:_LONGEST].strip()
        met = self._by_contact.get(_folded(known_by)) if known_by else None
        met = met or (self._by_pseudonym.get(pseudonym_key(called)) if called else None)
        if met is not None:
            participant, pseudonym = met
            return Arrival(interview, participant, pseudonym)
        # The same wherever the study's names are, so two imports of one file are one when merged.
        participant = sha256(f"participant {interview}".encode()).hexdigest()[:12]
        pseudonym = called or self._proposed()
        self._by_pseudonym[pseudonym_key(pseudonym)] = (participant, pseudonym)
        if known_by:
            self._by_contact[_folded(known_by)] = (participant, pseudonym)
        return Arrival(interview, participant, pseudonym, known_by)

    def _proposed(self) -> str:
        while True:
            pseudonym = f"P{self._next:02d}"
            self._next += 1
            taken = pseudonym_key(pseudonym)
            if taken not in self._by_pseudonym and taken not in self._called:
                return pseudonym


def _said(answers: Mapping[str, Answer] | Mapping[str, Given]) -> frozenset[object] | None:
    """All that somebody answered; None where none of it is in words, which many say alike."""
    if not any(answer.text for answer in answers.values()):
        return None
    return frozenset(
        (name, answer.state, answer.value, answer.text) for name, answer in answers.items()
    )


def _folded(text: str) -> str:
    return clean_line(text).casefold()

"""The claims that the lines of one interview are linked to, while it is read through."""

from collections.abc import Sequence

from msgspec import Struct

from persona_wizard.model.composing import ComposedClaim, Hypothesis, ObservationKey, marks
from persona_wizard.model.headings import heading
from persona_wizard.model.interview import Interview
from persona_wizard.model.observations import LineKind, Observation, observations
from persona_wizard.model.study import Study
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.composing_view import links_of
from persona_wizard.studies.following import Following
from persona_wizard.studies.interviews import Sitting
from persona_wizard.studies.taking_back import Change, take_back

# What a line can be linked to.
Sentence = ComposedClaim | Hypothesis


class Link(Struct, frozen=True):
    """One claim's sentence, and whether the line supports it or speaks against it."""

    sentence: str
    supports: bool


class LineLinks:
    """Links the lines of one interview to the study's claims: one write each.

    Every method that changes something gives the change, which `undo` takes back. They raise
    WizardError; then nothing was changed.
    """

    def __init__(self, store: StudyFolder, interview: str, following: Following) -> None:
        """Raises StoreError where the study can't be read."""
        self._store = store
        self._interview = interview
        self._following = following
        self._take(store.study())

    def rest(self, interview: Interview) -> None:
        """Have links follow the words that were changed so far, once they are saved."""
        self._following.rest(interview)

    def read_again(self) -> None:
        """See what became of links meanwhile. Raises StoreError."""
        self._take(self._store.study())

    def at(self, question: str, text: str) -> dict[int, tuple[Link, ...]]:
        """By the number of a line of an answer what it is linked to."""
        links = self._links
        worded = {claim.id: claim.sentence for claim in self._study.claims}
        found = observations(text)
        told: dict[int, tuple[Link, ...]] = {}
        for mark, one in zip(marks(found), found, strict=True):
            key = ObservationKey(self._interview, question, mark)
            ours = [Link(worded[claim], True) for claim in links.supports.get(key, ())]
            theirs = [Link(worded[claim], False) for claim in links.against.get(key, ())]
            if ours or theirs:
                told[one.line] = (*ours, *theirs)
        return told

    def key_of(self, question: str, text: str, line: int) -> ObservationKey | None:
        """The observation that a line of an answer belongs to; None where it is none."""
        found = observations(text)
        for mark, one in zip(marks(found), found, strict=True):
            if line in _lines_of(one, text.split("\n")):
                return ObservationKey(self._interview, question, mark)
        return None

    def offered(self, heading_id: str, *, supports: bool) -> tuple[Sentence, ...]:
        """What a line can be linked to, this heading's first.

        A hypothesis can be supported only: that makes it a claim.
        """
        every: tuple[Sentence, ...] = self._study.claims
        if supports:
            every = (*every, *self._study.hypotheses)
        return tuple(sorted(every, key=lambda one: one.heading != heading_id))

    def is_linked(self, claim: str, key: ObservationKey, *, supports: bool) -> bool:
        """Whether an observation stands on this side of a claim."""
        side = self._links.supports if supports else self._links.against
        return claim in side.get(key, ())

    def link(self, claim: str, key: ObservationKey, *, supports: bool, field: str | None) -> Change:
        """Link an observation to a claim, or take it off where it is; a hypothesis becomes one."""
        # No change may come between words and the links that are still to follow them.
        self._following.catch_up()
        if self.is_linked(claim, key, supports=supports):
            return self._keep(composing.unlink(self._store, claim, (key,)))
        guess = next((one for one in self._study.hypotheses if one.id == claim), None)
        if guess is not None:
            own = _own(field, guess.heading)
            return self._keep(composing.promote(self._store, claim, (key,), field=own))
        return self._keep(composing.link(self._store, claim, (key,), supports=supports))

    def make(
        self, heading_id: str, sentence: str, key: ObservationKey, field: str | None
    ) -> Change:
        """Make a claim that rests on this observation."""
        self._following.catch_up()
        own = _own(field, heading_id)
        return self._keep(
            composing.make_claim(self._store, heading_id, sentence, (key,), field=own)
        )

    def undo(self, done: Change) -> None:
        """Take one change back. Raises ChangedSince, StoreError."""
        self._following.catch_up()
        self._keep(take_back(self._store, done))

    def _keep(self, done: Change) -> Change:
        self._take(done.after)
        return done

    def _take(self, study: Study) -> None:
        self._study = study
        self._links = links_of(study)


def _own(field: str | None, heading_id: str) -> str | None:
    """The field, where it is one of this heading."""
    return field if field in {one.id for one in heading(heading_id).fields} else None


def _lines_of(one: Observation, raw: Sequence[str]) -> range:
    """The numbers of the lines that an observation stands on."""
    last = one.line + 1
    while one.kind is LineKind.QUOTE and last < len(raw) and raw[last].strip().startswith(">"):
        last += 1
    return range(one.line, last)


def links_in(sitting: Sitting) -> LineLinks | None:
    """The links of one interview's lines; None where the study can't be read just now."""
    try:
        return LineLinks(sitting.store, sitting.session.interview.id, sitting.following)
    except StoreError:
        return None

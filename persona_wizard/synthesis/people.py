"""Who was interviewed, in which order, and whose words may be quoted."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, CONSENT_TAKE_PART, Interview


class Person(Struct, frozen=True, gc=False):
    """A participant, counted once, under the pseudonym and audience of their latest interview.

    `place` is 0 for whoever was interviewed first, then 1, and so on.
    """

    id: str
    pseudonym: str
    audience: Audience
    place: int


def in_order(interviews: Iterable[Interview]) -> tuple[Interview, ...]:
    """The interviews by start, then id: the order in which everything is counted."""
    return tuple(sorted(interviews, key=lambda interview: (interview.started, interview.id)))


def people_in(interviews: Sequence[Interview]) -> dict[str, Person]:
    """Everyone interviewed, by participant id, in the order of their first interviews.

    Takes interviews in order.
    """
    latest = {interview.participant: interview for interview in interviews}
    return {
        participant: Person(participant, interview.pseudonym, interview.audience, place)
        for place, (participant, interview) in enumerate(latest.items())
    }


def quotable_in(interviews: Sequence[Interview]) -> frozenset[str]:
    """The ids of the interviews whose wording may leave the house. Takes interviews in order.

    A no in a later interview of the same participant takes an earlier yes back, and so does a
    later refusal to take part, whether or not anything was answered there.
    """
    quotable: set[str] = set()
    withdrawn: set[str] = set()
    for interview in reversed(interviews):
        consent = interview.consent
        if consent.get(CONSENT_QUOTE) is False or consent.get(CONSENT_TAKE_PART) is False:
            withdrawn.add(interview.participant)
        if interview.quotable and interview.participant not in withdrawn:
            quotable.add(interview.id)
    return frozenset(quotable)

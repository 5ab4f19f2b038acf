"""What people said in several answers, put together as one piece of evidence each."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from persona_wizard.model.observations import Observation
from persona_wizard.model.persona import Evidence
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.questions import Asked
from persona_wizard.synthesis.replies import Reply

# What one participant said in one answer: the question, the reply, and what of it is meant.
Use = tuple[Asked, Reply, tuple[Observation, ...]]
# By participant, in the page's order.
Uses = Mapping[str, Sequence[Use]]


def by_person(uses: Uses) -> list[Sequence[Use]]:
    """The uses of each participant, whoever was interviewed first before the others."""
    return sorted(uses.values(), key=lambda said: said[0][1].person.place)


def evidence_of(uses: Uses, *, supports: bool) -> list[Evidence]:
    """One piece of evidence a participant, whoever was interviewed first before the others."""
    return [_together(said, supports=supports) for said in by_person(uses)]


def _together(said: Sequence[Use], *, supports: bool) -> Evidence:
    """One participant's evidence, from however many answers; quotable only where all of it is."""
    asked, first, bearing = said[0]
    if len(said) == 1:
        return evidence(asked, first, bearing, supports=supports)
    every = evidence(asked, first, [one for _, _, some in said for one in some], supports=supports)
    return replace(
        every,
        revision=max([reply.revision for _, reply, _ in said]),
        quotable=all([reply.quotable for _, reply, _ in said]),
    )

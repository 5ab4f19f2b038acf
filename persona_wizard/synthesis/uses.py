"""What people said in several answers, put together as one piece of evidence each."""

from collections.abc import Mapping, Sequence

from persona_wizard.model.observations import Observation, words
from persona_wizard.model.persona import Evidence
from persona_wizard.synthesis.replies import Answered

# What one participant said: the reply, and what of it is meant.
Use = tuple[Answered, Sequence[Observation]]
# By participant, in the page's order.
Uses = Mapping[str, Sequence[Use]]


def by_person(uses: Uses) -> list[Sequence[Use]]:
    """The uses of each participant, whoever was interviewed first before the others."""
    return sorted(uses.values(), key=lambda said: said[0][0].person.place)


def evidence_of(uses: Uses) -> list[Evidence]:
    """One piece of evidence a participant, whoever was interviewed first before the others."""
    return [_together(said) for said in by_person(uses)]


def _together(said: Sequence[Use]) -> Evidence:
    """One participant's evidence, from however many answers; quotable only where all of it is."""
    lines, quotes = words([one for _, some in said for one in some])
    first = said[0][0]
    return Evidence(
        interview=first.interview,
        pseudonym=first.pseudonym,
        audience=first.audience,
        question=first.question,
        revision=max([reply.revision for reply, _ in said]),
        quotable=all([reply.quotable for reply, _ in said]),
        lines=lines,
        quotes=quotes,
        field=first.field,
    )

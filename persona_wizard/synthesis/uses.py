"""What people said in several answers, put together as one piece of evidence each."""

from collections.abc import Mapping, Sequence

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
    parts = [evidence(asked, reply, bearing, supports=supports) for asked, reply, bearing in said]
    first = parts[0]
    if len(parts) == 1:
        return first
    return Evidence(
        interview=first.interview,
        pseudonym=first.pseudonym,
        audience=first.audience,
        question=first.question,
        revision=max(part.revision for part in parts),
        quotable=all(part.quotable for part in parts),
        lines=tuple(line for part in parts for line in part.lines),
        quotes=tuple(quote for part in parts for quote in part.quotes),
        supports=supports,
        field=first.field,
    )

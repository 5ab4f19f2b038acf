"""One claim: its counts, its split, its confidence, its evidence."""

from collections.abc import Sequence

from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Claim, ClaimKind, Confidence, Evidence
from persona_wizard.synthesis.questions import Asked
from persona_wizard.synthesis.replies import Reply, split


def confidence(n: int, base: int, against: int) -> Confidence:
    """How far a claim carries that `n` of `base` participants support and `against` oppose."""
    if n == 1:
        return Confidence.ANECDOTE
    if against >= 2 and against * 2 >= n:
        return Confidence.CONTESTED
    if n >= 3 and n * 2 > base:
        return Confidence.PATTERN
    return Confidence.EMERGING


def evidence(
    asked: Asked,
    reply: Reply,
    observed: Sequence[Observation],
    *,
    supports: bool = True,
    said: str = "",
) -> Evidence:
    """A participant's part in a claim; `said` is what they said in a choice's free text."""
    lines, quotes = words(observed)
    return Evidence(
        interview=reply.interview,
        pseudonym=reply.person.pseudonym,
        audience=reply.person.audience,
        question=asked.question.id,
        revision=reply.revision,
        quotable=reply.quotable,
        lines=(said, *lines) if said else lines,
        quotes=quotes,
        supports=supports,
    )


def words(observed: Sequence[Observation]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notes, and the participant's own words; what is empty without its tags is left out."""
    if not observed:
        return (), ()
    spoken = tuple(observation for observation in observed if observation.text)
    return (
        tuple(o.text for o in spoken if o.kind is LineKind.NOTE),
        tuple(o.text for o in spoken if o.kind is LineKind.QUOTE),
    )


def claim(
    claim_id: str,
    kind: ClaimKind,
    label: str,
    base: Sequence[Audience],
    supporting: Sequence[Evidence],
    opposing: Sequence[Evidence] = (),
    *,
    heading: str,
    field: str | None,
    sensitive: bool,
    private: bool = False,
    aliases: tuple[str, ...] = (),
) -> Claim:
    """A claim. `base` names the audience of each participant in N, and each participant has at
    most one piece of evidence. A median has no confidence.
    """
    n, against = len(supporting), len(opposing)
    return Claim(
        id=claim_id,
        kind=kind,
        heading=heading,
        field=field,
        label=label,
        n=n,
        base=len(base),
        against=against,
        confidence=None if kind is ClaimKind.MEDIAN else confidence(n, len(base), against),
        sensitive=sensitive,
        private=private,
        aliases=aliases,
        split=split((e.audience for e in supporting), base),
        evidence=(*supporting, *opposing),
    )

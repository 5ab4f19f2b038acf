"""What leads the page: one quote, and what separates those who bought."""

from collections.abc import Collection, Iterable, Sequence

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import LineKind, Observation
from persona_wizard.model.persona import Claim, ClaimKind, Evidence
from persona_wizard.synthesis.claims import evidence
from persona_wizard.synthesis.replies import Reply, Topic

_CONTRASTS = 4
_SMALLEST_BASE = 2
_SMALLEST_DIFFERENCE = 0.4
_LEADING_HEADINGS = ("objectives", "problems")
# Facts by which a participant could be recognised explain nothing and stay off the front.
_PRIVATE_HEADINGS = ("general", "demographics")


def contrasts(claims: Sequence[Claim], topics: Sequence[Topic]) -> tuple[Claim, ...]:
    """Up to four choices and tags in which customers differ most from the others.

    Only what all were asked in the same words can be compared. Of a yes/no question the yes stands
    for both, since the no says the same.
    """
    skipped = _said_by_the_yes({claim.id for claim in claims}, topics)
    differing_words = {t.asked.scope for t in topics if not t.asked.alike} | {
        t.asked.name for t in topics if not t.asked.alike
    }
    differing = [
        (-difference, claim.id, claim)
        for claim in claims
        if claim.kind is not ClaimKind.MEDIAN and claim.id not in skipped
        if not claim.sensitive and claim.heading not in _PRIVATE_HEADINGS
        if claim.id.partition("/")[0] not in differing_words
        if (difference := _difference(claim)) >= _SMALLEST_DIFFERENCE
    ]
    differing.sort(key=lambda found: found[:2])
    return tuple(claim for *_, claim in differing[:_CONTRASTS])


def lead_quote(topics: Sequence[Topic]) -> Evidence | None:
    """A starred quote, else the first under objectives, else under problems.

    Quotable, and neither sensitive nor a fact of life. Takes topics in the page's order; within
    one, the earliest interview comes first.
    """
    quotes = [
        (topic, reply, observation)
        for topic in topics
        if not topic.question.sensitive and topic.question.heading not in _PRIVATE_HEADINGS
        for reply in sorted(topic.answers, key=lambda r: (r.started, r.interview))
        if reply.quotable
        for observation in reply.observed
        if observation.kind is LineKind.QUOTE and observation.text
    ]
    leading = [q for h in _LEADING_HEADINGS for q in quotes if q[0].question.heading == h]
    starred = [quote for quote in quotes if quote[2].star]
    return next((_as_evidence(*quote) for quote in (*starred, *leading)), None)


def _said_by_the_yes(ids: Collection[str], topics: Iterable[Topic]) -> set[str]:
    names = {topic.asked.name for topic in topics if topic.question.kind is Kind.YES_NO}
    return {f"{name}/no" for name in names if f"{name}/yes" in ids}


def _as_evidence(topic: Topic, reply: Reply, observation: Observation) -> Evidence:
    return evidence(topic.asked, reply, (observation,))


def _difference(claim: Claim) -> float:
    """Between the share among customers and among all others; 0 where either base is too small."""
    n = base = others_n = others_base = 0
    for count in claim.split:
        if count.audience is Audience.CUSTOMERS:
            n, base = count.n, count.base
        else:
            others_n, others_base = others_n + count.n, others_base + count.base
    if min(base, others_base) < _SMALLEST_BASE:
        return 0.0
    # One division, so that equal differences are equal numbers.
    return abs(n * others_base - others_n * base) / (base * others_base)

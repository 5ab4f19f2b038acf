"""Buying roles from facts, and buyer types suggested by what people chose."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.concepts import BUYER_TYPES, BUYING_ROLES
from persona_wizard.model.headings import PRIVATE_HEADINGS, Audience
from persona_wizard.model.loose import Unfounded
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.model.suggestions import Indicator, Suggestion
from persona_wizard.synthesis.claims import claim
from persona_wizard.synthesis.replies import Answered
from persona_wizard.synthesis.topics import Topic
from persona_wizard.synthesis.uses import Use, evidence_of

_ROLE_FIELD = "buying-role"
_TYPE_FIELD = "buyer-type"
_HEADING = "personality"
# A type is suggested by so many questions of one participant; several picks in one are one.
_INDEPENDENT = 2
# What one person alone shows may be chance.
_FEWEST = 2


class _Hint(Struct, frozen=True):
    """A question with choices that hint at one role or type, and the slugs of those choices."""

    topic: Topic
    slugs: frozenset[str]

    def taken_by(self, reply: Answered) -> bool:
        return any(pick.choice in self.slugs for pick in reply.picks)


def indicated(name: str) -> str:
    """The id of a role's or a type's claim."""
    return f"indicated/{name}"


def role_claims(topics: Sequence[Topic]) -> tuple[Claim, ...]:
    """A claim for each buying role that somebody had, by what they told of a decision."""
    asked = [topic for topic in topics if topic.question.field == _ROLE_FIELD]
    found = []
    for role in BUYING_ROLES:
        hints = _hints(asked, role)
        base = {p: a for hint in _hints_of_any(asked) for p, a in hint.topic.base.items()}
        uses = _uses(hints, _takers(hints))
        if uses:
            found.append(_claim(role, _ROLE_FIELD, hints, base, uses))
    return tuple(sorted(found, key=lambda made: -made.n))


def suggestions(topics: Sequence[Topic], accepted: Collection[str]) -> tuple[Suggestion, ...]:
    """The buyer types that two people or more showed in two or more questions each, most first.

    One that was accepted stays as long as somebody shows it. None is where there is not enough to
    tell. Several may hold at once.
    """
    found = (_suggestion(name, topics, accepted) for name in BUYER_TYPES)
    some = (one for one in found if one.n >= _FEWEST or (one.n and one.accepted))
    return tuple(sorted(some, key=lambda suggestion: -suggestion.n))


def type_claims(topics: Sequence[Topic], accepted: Collection[str]) -> tuple[Claim, ...]:
    """The suggested buyer types that the researcher accepted, most shown first."""
    found = []
    for name in BUYER_TYPES:
        hints = _hints(topics, name)
        showing = _showing(hints)
        if indicated(name) in accepted and showing:
            uses = _uses(hints, showing)
            found.append(_claim(name, _TYPE_FIELD, hints, _could_show(hints), uses))
    return tuple(sorted(found, key=lambda made: -made.n))


def no_longer_shown(topics: Sequence[Topic], accepted: Iterable[str]) -> tuple[Unfounded, ...]:
    """The accepted types that nobody shows any more."""
    names = sorted({one.partition("/")[2] for one in accepted})
    return tuple(
        Unfounded(indicated(name), _HEADING, name)
        for name in names
        if not _showing(_hints(topics, name))
    )


def _hints(topics: Sequence[Topic], name: str) -> tuple[_Hint, ...]:
    """The questions that hint at a role or type, in the page's order."""
    found = []
    for topic in topics:
        slugs = frozenset(c.slug for c in topic.question.choices if name in c.indicates)
        if slugs:
            found.append(_Hint(topic, slugs))
    return tuple(found)


def _hints_of_any(topics: Sequence[Topic]) -> Iterator[_Hint]:
    """The questions that hint at any role."""
    for topic in topics:
        slugs = frozenset(
            c.slug for c in topic.question.choices if set(c.indicates) & set(BUYING_ROLES)
        )
        if slugs:
            yield _Hint(topic, slugs)


def _takers(hints: Iterable[_Hint]) -> frozenset[str]:
    """Everyone who took a choice that hints at it."""
    return frozenset(r.person.id for h in hints for r in h.topic.answers if h.taken_by(r))


def _showing(hints: Sequence[_Hint]) -> frozenset[str]:
    """Those who took choices that hint at it in two questions or more."""
    taken: dict[str, set[str]] = {}
    for hint in hints:
        for reply in hint.topic.answers:
            if hint.taken_by(reply):
                taken.setdefault(reply.person.id, set()).add(hint.topic.question.id)
    return frozenset(p for p, questions in taken.items() if len(questions) >= _INDEPENDENT)


def _could_show(hints: Sequence[_Hint]) -> dict[str, Audience]:
    """Those who were asked two questions or more that hint at it."""
    asked: dict[str, set[str]] = {}
    audiences: dict[str, Audience] = {}
    for hint in hints:
        for person, audience in hint.topic.base.items():
            asked.setdefault(person, set()).add(hint.topic.question.id)
            audiences[person] = audience
    return {p: audiences[p] for p, questions in asked.items() if len(questions) >= _INDEPENDENT}


def _suggestion(name: str, topics: Sequence[Topic], accepted: Collection[str]) -> Suggestion:
    hints = _hints(topics, name)
    return Suggestion(
        id=indicated(name),
        type=name,
        n=len(_showing(hints)),
        base=len(_could_show(hints)),
        indicators=tuple(found for hint in hints for found in _indicators(hint)),
        accepted=indicated(name) in accepted,
    )


def _indicators(hint: _Hint) -> Iterator[Indicator]:
    topic = hint.topic
    base = len(topic.base)
    for choice in topic.question.choices:
        if choice.slug in hint.slugs:
            took = sum(any(p.choice == choice.slug for p in r.picks) for r in topic.answers)
            if took:
                claim_id = f"{topic.asked.name}/{choice.slug}"
                yield Indicator(claim_id, topic.question.wording, choice.text, took, base)


def _uses(hints: Sequence[_Hint], people: frozenset[str]) -> dict[str, list[Use]]:
    """What these participants said beside the choices that hint at it."""
    uses: dict[str, list[Use]] = {}
    for hint in hints:
        for reply in hint.topic.answers:
            if reply.person.id in people and hint.taken_by(reply):
                uses.setdefault(reply.person.id, []).append((reply, reply.observed))
    return uses


def _claim(
    name: str,
    field: str,
    hints: Sequence[_Hint],
    base: Mapping[str, Audience],
    uses: Mapping[str, Sequence[Use]],
) -> Claim:
    return claim(
        indicated(name),
        ClaimKind.INDICATED,
        name,
        Counter(base.values()),
        evidence_of(uses),
        heading=_HEADING,
        field=field,
        sensitive=any(hint.topic.question.sensitive for hint in hints),
        private=any(hint.topic.question.heading in PRIVATE_HEADINGS for hint in hints),
    )

"""Tags, counted within their field."""

from collections.abc import Iterable, Mapping, Sequence

from persona_wizard.model.observations import Observation
from persona_wizard.model.persona import Claim, ClaimKind, Evidence
from persona_wizard.synthesis.claims import claim, evidence
from persona_wizard.synthesis.questions import Asked
from persona_wizard.synthesis.replies import Reply, Topic
from persona_wizard.synthesis.tallies import slugs_of

_OPPOSING_PREFIXES = ("not-", "no-")

# Everything said by one participant under one tag: the reply, and the observations that bear it.
_Use = tuple[Asked, Reply, tuple[Observation, ...]]


def tag_claims(topics: Sequence[Topic]) -> tuple[Claim, ...]:
    """A claim for each tag within each field (or question without one), most raised first."""
    scopes: dict[str, list[Topic]] = {}
    for topic in topics:
        scopes.setdefault(topic.asked.scope, []).append(topic)
    reserved = {f"{topic.asked.name}/{slug}" for topic in topics for slug in slugs_of(topic)}
    found = (c for scope, within in scopes.items() for c in _within(scope, within, reserved))
    return tuple(sorted(found, key=lambda made: -made.n))


def opposites(tag: str) -> tuple[str, ...]:
    """The tags that say the contrary: `not-x` and `no-x` of `x`, and the other way round."""
    bare = (tag.removeprefix(p) for p in _OPPOSING_PREFIXES if tag.startswith(p))
    return (*bare, *(prefix + tag for prefix in _OPPOSING_PREFIXES))


def _within(scope: str, topics: Sequence[Topic], reserved: set[str]) -> Iterable[Claim]:
    base = {r.person.id: r.person.audience for t in topics for r in t.replies if r.in_base}
    uses = _uses(topics)
    sensitive = any(topic.question.sensitive for topic in topics)
    for tag in sorted(uses):
        mine = uses[tag]
        against = _opponents(uses, tag)
        claim_id = f"{scope}/{tag}"
        yield claim(
            # A choice of the same name keeps the plain id: banks change less often than tags.
            f"{scope}/#{tag}" if claim_id in reserved else claim_id,
            ClaimKind.TAG,
            tag,
            topics[0].asked,
            list(base.values()),
            [_evidence(said, supports=True) for said in _by_person(mine)],
            [_evidence(said, supports=False) for said in _by_person(against)],
            sensitive=sensitive,
        )


def _uses(topics: Sequence[Topic]) -> dict[str, dict[str, list[_Use]]]:
    """By tag, then participant: what bears it. A participant's uses are in the page's order."""
    uses: dict[str, dict[str, list[_Use]]] = {}
    for topic in topics:
        for reply in topic.answers:
            for tag in {tag for observation in reply.observed for tag in observation.tags}:
                bearing = tuple(o for o in reply.observed if tag in o.tags)
                people = uses.setdefault(tag, {})
                people.setdefault(reply.person.id, []).append((topic.asked, reply, bearing))
    return uses


def _by_person(uses: Mapping[str, list[_Use]]) -> list[list[_Use]]:
    """The uses of each participant, whoever was interviewed first before the others."""
    return sorted(uses.values(), key=lambda said: said[0][1].person.place)


def _opponents(uses: Mapping[str, Mapping[str, list[_Use]]], tag: str) -> dict[str, list[_Use]]:
    """Who said the contrary; someone who said both opposes neither."""
    against: dict[str, list[_Use]] = {}
    for opposite in opposites(tag):
        for person, said in uses.get(opposite, {}).items():
            if person not in uses[tag]:
                against.setdefault(person, []).extend(said)
    return against


def _evidence(said: Sequence[_Use], *, supports: bool) -> Evidence:
    """One participant's evidence, from however many answers; quotable only where all of it is."""
    parts = [evidence(asked, reply, bearing, supports=supports) for asked, reply, bearing in said]
    first = parts[0]
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
    )

"""Tags, counted within their field."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from persona_wizard.model.composing import Code
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.synthesis.claims import claim
from persona_wizard.synthesis.replies import Topic
from persona_wizard.synthesis.tallies import slugs_of
from persona_wizard.synthesis.uses import Use, evidence_of

_OPPOSING_PREFIXES = ("not-", "no-")


def tag_claims(topics: Sequence[Topic], codes: Sequence[Code] = ()) -> tuple[Claim, ...]:
    """A claim for each tag within each field (or question without one), most raised first.

    The code book's aliases are folded into their tags already; here they become aliases of ids.
    """
    earlier = {code.tag: code.aliases for code in codes}
    scopes: dict[str, list[Topic]] = {}
    for topic in topics:
        scopes.setdefault(topic.asked.scope, []).append(topic)
    reserved = {f"{topic.asked.name}/{slug}" for topic in topics for slug in slugs_of(topic)}
    found = (
        c for scope, within in scopes.items() for c in _within(scope, within, reserved, earlier)
    )
    return tuple(sorted(found, key=lambda made: -made.n))


def opposites(tag: str) -> tuple[str, ...]:
    """The tags that say the contrary: `not-x` and `no-x` of `x`, and the other way round."""
    bare = (tag.removeprefix(p) for p in _OPPOSING_PREFIXES if tag.startswith(p))
    return (*bare, *(prefix + tag for prefix in _OPPOSING_PREFIXES))


def _within(
    scope: str,
    topics: Sequence[Topic],
    reserved: Collection[str],
    earlier: Mapping[str, tuple[str, ...]],
) -> Iterable[Claim]:
    base = {r.person.id: r.person.audience for t in topics for r in t.replies if r.in_base}
    uses = _uses(topics)
    sensitive = any(topic.question.sensitive for topic in topics)
    for tag in sorted(uses):
        mine = uses[tag]
        against = _opponents(uses, tag)
        yield claim(
            _id(scope, tag, reserved),
            ClaimKind.TAG,
            tag,
            list(base.values()),
            evidence_of(mine, supports=True),
            evidence_of(against, supports=False),
            heading=topics[0].question.heading,
            field=topics[0].question.field,
            sensitive=sensitive,
            aliases=tuple(_id(scope, alias, reserved) for alias in earlier.get(tag, ())),
        )


def _id(scope: str, tag: str, reserved: Collection[str]) -> str:
    """A choice of the same name keeps the plain id: banks change less often than tags."""
    plain = f"{scope}/{tag}"
    return f"{scope}/#{tag}" if plain in reserved else plain


def _uses(topics: Sequence[Topic]) -> dict[str, dict[str, list[Use]]]:
    """By tag, then participant: what bears it. A participant's uses are in the page's order."""
    uses: dict[str, dict[str, list[Use]]] = {}
    for topic in topics:
        for reply in topic.answers:
            for tag in {tag for observation in reply.observed for tag in observation.tags}:
                bearing = tuple(o for o in reply.observed if tag in o.tags)
                people = uses.setdefault(tag, {})
                people.setdefault(reply.person.id, []).append((topic.asked, reply, bearing))
    return uses


def _opponents(uses: Mapping[str, Mapping[str, list[Use]]], tag: str) -> dict[str, list[Use]]:
    """Who said the contrary; someone who said both opposes neither."""
    against: dict[str, list[Use]] = {}
    for opposite in opposites(tag):
        for person, said in uses.get(opposite, {}).items():
            if person not in uses[tag]:
                against.setdefault(person, []).extend(said)
    return against

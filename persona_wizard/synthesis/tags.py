"""Tags, counted within their field."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from persona_wizard.model.composing import Code
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.synthesis.claims import claim
from persona_wizard.synthesis.code_book import meanings
from persona_wizard.synthesis.tallies import slugs_of
from persona_wizard.synthesis.topics import Topic, base_by_audience
from persona_wizard.synthesis.uses import Use, evidence_of

OPPOSING_PREFIXES = ("not-", "no-")

# What a tag is counted within, and its label.
TagName = tuple[str, str]


def tag_claims(topics: Sequence[Topic], codes: Sequence[Code] = ()) -> tuple[Claim, ...]:
    """A claim for each tag within each field (or question without one), most raised first.

    The code book's aliases are folded into their tags already; here they become aliases of ids.
    """
    book = _Book({code.tag: code.aliases for code in codes}, meanings(codes))
    scopes: dict[str, list[Topic]] = {}
    for topic in topics:
        scopes.setdefault(topic.asked.scope, []).append(topic)
    named: dict[str, Topic] = {topic.asked.name: topic for topic in topics}
    found = (
        c
        for scope, within in scopes.items()
        for c in _within(scope, within, named.get(scope), book)
    )
    return tuple(sorted(found, key=lambda made: -made.n))


def opposites(tag: str) -> tuple[str, ...]:
    """The tags that say the contrary: `not-x` and `no-x` of `x`, and the other way round."""
    bare = (tag.removeprefix(p) for p in OPPOSING_PREFIXES if tag.startswith(p))
    return (*bare, *(prefix + tag for prefix in OPPOSING_PREFIXES))


def named_tags(claims: Iterable[Claim]) -> dict[TagName, Claim]:
    """The tags among these claims, each by what it is counted within and its label."""
    return {(c.scope, c.label): c for c in claims if c.kind is ClaimKind.TAG}


def contrary_claims(claim: Claim, tags: Mapping[TagName, Claim]) -> list[Claim]:
    """Those of these tags that say the contrary of a claim; none of what is no tag."""
    if claim.kind is not ClaimKind.TAG:
        return []
    names = ((claim.scope, tag) for tag in opposites(claim.label))
    return [tags[name] for name in names if name in tags]


def is_denial(claim: Claim, tags: Mapping[TagName, Claim]) -> bool:
    """Whether a claim is a tag that says what is not so: `not-x`, and beside its `x` also `no-x`.

    Alone, as `no-time` often stands, that tells what somebody lacks.
    """
    if claim.kind is not ClaimKind.TAG:
        return False
    denied = claim.label.removeprefix("no-")
    beside = denied != claim.label and (claim.scope, denied) in tags
    return beside or claim.label.startswith("not-")


def contraries(tag: str, meant: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that say the contrary of a tag, by whatever name it or they were given.

    `meant` is by alias the tag that it counts as.
    """
    names = (tag, *(alias for alias, whole in meant.items() if whole == tag))
    found = dict.fromkeys(meant.get(one, one) for name in names for one in opposites(name))
    return tuple(one for one in found if one != tag)


class _Book(Struct, frozen=True):
    """A study's codes: the names that a tag had, and by alias the tag that it counts as."""

    earlier: Mapping[str, tuple[str, ...]]
    meant: Mapping[str, str]


def _within(
    scope: str,
    topics: Sequence[Topic],
    namesake: Topic | None,
    book: _Book,
) -> Iterable[Claim]:
    """`namesake` is the question that is called as the scope is."""
    uses = _uses(topics)
    if not uses:
        return
    base = base_by_audience(topics)
    reserved = frozenset(slugs_of(namesake)) if namesake is not None else frozenset()
    sensitive = any(topic.question.sensitive for topic in topics)
    for tag in sorted(uses):
        mine = uses[tag]
        against = _opponents(uses, tag, book.meant)
        yield claim(
            _id(scope, tag, reserved),
            ClaimKind.TAG,
            tag,
            base,
            evidence_of(mine),
            evidence_of(against),
            heading=topics[0].question.heading,
            field=topics[0].question.field,
            sensitive=sensitive,
            aliases=tuple(_id(scope, alias, reserved) for alias in book.earlier.get(tag, ())),
        )


def _id(scope: str, tag: str, reserved: Collection[str]) -> str:
    """A choice of the same name keeps the plain id: banks change less often than tags."""
    return f"{scope}/#{tag}" if tag in reserved else f"{scope}/{tag}"


def _uses(topics: Sequence[Topic]) -> dict[str, dict[str, list[Use]]]:
    """By tag, then participant: what bears it. A participant's uses are in the page's order."""
    uses: dict[str, dict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
    for topic in topics:
        for reply, one in topic.tagged:
            for tag in one.tags:
                uses[tag][reply.person.id].append((reply, (one,)))
    return uses


def _opponents(
    uses: Mapping[str, Mapping[str, list[Use]]], tag: str, meant: Mapping[str, str]
) -> dict[str, list[Use]]:
    """Who said the contrary; someone who said both opposes neither."""
    against: dict[str, list[Use]] = {}
    for opposite in contraries(tag, meant):
        for person, said in uses.get(opposite, {}).items():
            if person not in uses[tag]:
                against.setdefault(person, []).extend(said)
    return against

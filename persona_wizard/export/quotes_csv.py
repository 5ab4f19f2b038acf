"""What people said as a table: a row an observation."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from persona_wizard.export.answers_csv import NOT_QUOTABLE
from persona_wizard.export.csv_out import cell, csv_bytes, line_cell, listed
from persona_wizard.export.layout import Group, Layout, Naming, naming
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import Observation
from persona_wizard.model.persona import Claim

COLUMNS = (
    "participant",
    "audience",
    "heading",
    "field",
    "question",
    "wording",
    "kind",
    "text",
    "follow-up",
    "starred",
    "tags",
    "claims",
    "against",
)


class Said(Struct, frozen=True, kw_only=True):
    """An observation, where it was made, and the claims that it stands behind or against."""

    participant: str
    audience: Audience
    heading: str
    field: str | None
    question: str
    wording: str
    sensitive: bool
    quotable: bool
    observation: Observation
    claims: tuple[Claim, ...] = ()
    against: tuple[Claim, ...] = ()


def quotes_csv(said: Sequence[Said], layout: Layout, group: Group = Group.LARGE) -> bytes:
    """Every observation, question by question in the order given.

    Without a yes to be quoted its words are kept back; it counts all the same. What the layout
    tells of nobody by pseudonym goes without, in an order that tells nothing either; in a small
    `group` general and demographic matters go without the audience, too; what was said
    to a sensitive question stays in the study.
    """
    rows: list[tuple[str, ...]] = []
    for together in _by_question(said):
        first = together[0]
        name = naming(first.heading, first.sensitive, layout, group)
        if name is Naming.COUNTS:
            continue
        found = [_row(one, name, layout, group) for one in together]
        rows += found if name is Naming.PSEUDONYMS else sorted(found)
    return csv_bytes((COLUMNS, *rows))


def _by_question(said: Iterable[Said]) -> list[list[Said]]:
    found: dict[tuple[str, str, bool, str], list[Said]] = {}
    for one in said:
        key = (one.heading, one.question, one.sensitive, one.wording)
        found.setdefault(key, []).append(one)
    return list(found.values())


def _row(one: Said, name: Naming, layout: Layout, group: Group) -> tuple[str, ...]:
    observation = one.observation
    return (
        line_cell(one.participant) if name is Naming.PSEUDONYMS else "",
        one.audience.value if name is not Naming.TOGETHER else "",
        one.heading,
        one.field or "",
        line_cell(one.question),
        line_cell(one.wording),
        observation.kind.value,
        cell(observation.text) if one.quotable else NOT_QUOTABLE,
        line_cell(observation.follow_up) if one.quotable else "",
        "yes" if observation.star else "",
        line_cell(listed(observation.tags)),
        _ids(one.claims, name, layout, group),
        _ids(one.against, name, layout, group),
    )


def _ids(claims: Iterable[Claim], row: Naming, layout: Layout, group: Group) -> str:
    """The claims whose people may be told of as this row tells of its own."""
    order = list(Naming)

    def may_be_told(claim: Claim) -> bool:
        name = naming(claim.heading, claim.sensitive, layout, group, private=claim.private)
        return order.index(name) <= order.index(row)

    return line_cell(listed(tuple(claim.id for claim in claims if may_be_told(claim))))

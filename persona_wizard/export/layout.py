"""How much of a persona leaves the house, and under whose name."""

from collections.abc import Sequence
from enum import StrEnum

from persona_wizard.model.headings import PRIVATE_HEADINGS
from persona_wizard.model.persona import Persona
from persona_wizard.model.withheld import ENOUGH_TO_HIDE_IN


class Layout(StrEnum):
    """One page for the team that reads, or everything for researchers."""

    PAGE = "page"
    FULL = "full"


class Naming(StrEnum):
    """What is told of the people behind a claim, most first.

    Their pseudonyms; their audiences; what they said without a word of who they are; counts alone.
    """

    PSEUDONYMS = "pseudonyms"
    AUDIENCES = "audiences"
    TOGETHER = "together"
    COUNTS = "counts"


class Group(StrEnum):
    """How well one person hides among those that a persona is drawn from.

    In a small group an audience beside a fact of life can stand for one pseudonym; in a tiny one
    whatever is told of a pseudonym leads to all that is told of the same person.
    """

    LARGE = "large"
    SMALL = "small"
    TINY = "tiny"


# From this many on, a persona of everyone in its study is told as the study's own page is.
_WHOLE = 6


def group_of(persona: Persona) -> Group:
    """How well one hides among those that a persona is drawn from."""
    counts = [count.participants for count in persona.audiences]
    chosen = bool(persona.grouped_because) or persona.in_study > persona.participants
    return group_among(counts, chosen=chosen)


def group_among(counts: Sequence[int], *, chosen: bool) -> Group:
    """The same, of so many people of each audience, and whether they were chosen among others.

    Small are chosen people, and fewer than six, where an audience has fewer than three.
    """
    people = sum(counts)
    if people < ENOUGH_TO_HIDE_IN:
        return Group.TINY
    fewest = min(count for count in counts if count)
    few = fewest < ENOUGH_TO_HIDE_IN and (chosen or people < _WHOLE)
    return Group.SMALL if few else Group.LARGE


def naming(
    heading: str,
    sensitive: bool,
    layout: Layout,
    group: Group = Group.LARGE,
    *,
    private: bool = False,
) -> Naming:
    """How people may be told of under this heading, in this layout.

    `private` where what is told rests on such a heading, wherever it stands.
    """
    if sensitive:
        return Naming.COUNTS
    if layout is not Layout.PAGE:
        return Naming.PSEUDONYMS
    if private or heading in PRIVATE_HEADINGS:
        return Naming.AUDIENCES if group is Group.LARGE else Naming.TOGETHER
    return Naming.AUDIENCES if group is Group.TINY else Naming.PSEUDONYMS

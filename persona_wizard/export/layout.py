"""How much of a persona leaves the house, and under whose name."""

from enum import StrEnum


class Layout(StrEnum):
    """One page for the team that reads, or everything for researchers."""

    PAGE = "page"
    FULL = "full"


class Naming(StrEnum):
    """What is told of the people behind a claim: pseudonyms, audiences, or counts alone."""

    PSEUDONYMS = "pseudonyms"
    AUDIENCES = "audiences"
    COUNTS = "counts"


# Headings made of facts by which a participant could be recognised.
_RECOGNISABLE = ("general", "demographics")


def naming(heading: str, sensitive: bool, layout: Layout, *, private: bool = False) -> Naming:
    """How people may be told of under this heading, in this layout.

    `private` where what is told rests on such a heading, wherever it stands.
    """
    if sensitive:
        return Naming.COUNTS
    if layout is Layout.PAGE and (private or heading in _RECOGNISABLE):
        return Naming.AUDIENCES
    return Naming.PSEUDONYMS

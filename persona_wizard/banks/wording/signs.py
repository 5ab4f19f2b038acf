"""Signs of a flaw in a wording: patterns, and the turns of phrase that only look like one."""

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

# A wording longer than this is no question any more, and looking through it takes long.
_LONGEST = 600


class Sign(Struct, frozen=True):
    """What gives a flaw away, and what is well although it looks alike: patterns, as text."""

    patterns: tuple[str, ...]
    well: tuple[str, ...] = ()

    def found_in(self, text: str) -> str | None:
        """The words that give it away; None where there are none."""
        text = text[:_LONGEST]
        for pattern in self.well:
            text = _compiled(pattern).sub(" … ", text)
        for pattern in self.patterns:
            match = _compiled(pattern).search(text)
            if match is not None:
                return " ".join(match[0].split()).strip(" ,.;:?…") or match[0]
        return None


class Signs(Struct, frozen=True, kw_only=True):
    """A language's signs. `what_else` is what a probe says that asks a list to its end."""

    leading: Sign
    double_barrelled: Sign
    hypothetical: Sign
    asks_type: Sign
    asks_list: Sign
    what_else: Sign


def sign(patterns: Iterable[str], well: Iterable[str] = ()) -> Sign:
    """A sign of patterns, whatever the case."""
    return Sign(tuple(patterns), tuple(well))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a wording is first looked at: all of them at once would delay every start."""
    return re.compile(pattern, re.IGNORECASE)

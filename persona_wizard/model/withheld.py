"""Answers about income that so few gave that each would be known as somebody's own."""

from collections.abc import Iterable, Iterator

from persona_wizard.model.persona import Section, Tally

# Among fewer people than this, what is told of them together is told of each.
ENOUGH_TO_HIDE_IN = 3
_FIELD = "income"


def withheld(sections: Iterable[Section]) -> frozenset[str]:
    """The ids of bands of income that fewer than three took, and of medians of as few answers."""
    return frozenset(
        claim_id for section in sections for tally in section.tallies for claim_id in _of(tally)
    )


def _of(tally: Tally) -> Iterator[str]:
    if tally.field != _FIELD:
        return
    few = tally.answered < ENOUGH_TO_HIDE_IN
    yield from (claim.id for claim in tally.choices if few or claim.n < ENOUGH_TO_HIDE_IN)
    if few and tally.median is not None:
        yield tally.median.id

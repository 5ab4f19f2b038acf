"""Sensitive answers that so few gave that each would be known as somebody's own.

Of a sensitive question no single number is told, and the middle of its numbers from three answers
on. Of income, which is sensitive whatever a bank marks, and of numbers nothing is told that fewer
than three gave: of income neither an answer, nor a tag, nor a sentence of the researcher's.
"""

from collections.abc import Iterable, Iterator

from persona_wizard.model.persona import Claim, Section, Tally

# Among fewer people than this, what is told of them together is told of each.
ENOUGH_TO_HIDE_IN = 3
_INCOME = "income"


def always_sensitive(field: str | None) -> bool:
    """Whether answers about a field are sensitive, though a bank does not mark its question."""
    return field == _INCOME


def tells_values(tally: Tally) -> bool:
    """Whether the numbers that were given may be told one by one."""
    return not (tally.sensitive or always_sensitive(tally.field))


def withheld(sections: Iterable[Section]) -> frozenset[str]:
    """The ids of claims that are told to nobody outside."""
    return frozenset(claim_id for section in sections for claim_id in _withheld_in(section))


def _withheld_in(section: Section) -> Iterator[str]:
    for tally in section.tallies:
        yield from withheld_of(tally)
    yield from (claim.id for claim in section.claims if of_few_incomes(claim))


def of_few_incomes(claim: Claim) -> bool:
    """Whether a claim tells what so few people live on that it stands for each of them."""
    return always_sensitive(claim.field) and claim.n < ENOUGH_TO_HIDE_IN


def withheld_of(tally: Tally) -> frozenset[str]:
    """The same, of one question."""
    return frozenset() if tells_values(tally) else frozenset(_few(tally))


def _few(tally: Tally) -> Iterator[str]:
    few = tally.answered < ENOUGH_TO_HIDE_IN
    if always_sensitive(tally.field) or tally.told_by_its_median:
        yield from (claim.id for claim in tally.choices if few or claim.n < ENOUGH_TO_HIDE_IN)
    if tally.median is not None and (few or tally.median.n < ENOUGH_TO_HIDE_IN):
        yield tally.median.id

"""Numbers of people in words: "4 of 9", "4 of 5 customers, 1 of 4 others"."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.layout import Group, Layout, Naming, group_of, naming
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    AudienceCount,
    Claim,
    Evidence,
    OpenAnswers,
    Outside,
    Persona,
)
from persona_wizard.model.withheld import ENOUGH_TO_HIDE_IN

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


class Interviewed(Struct, frozen=True):
    """Who stands behind a persona: the number of people, and the audiences they belong to.

    `layout` and `group` say how much of them may be told; inside the house that is everything.
    """

    people: int
    audiences: tuple[Audience, ...]
    layout: Layout = Layout.FULL
    group: Group = Group.LARGE

    @property
    def several(self) -> bool:
        """Whether they are so many that what one of them alone said is no finding."""
        return self.people >= ENOUGH_TO_HIDE_IN

    def naming(self, told: Claim | OpenAnswers) -> Naming:
        """How those behind a claim, or open answers, may be told of."""
        private = isinstance(told, Claim) and told.private
        return naming(told.heading, told.sensitive, self.layout, self.group, private=private)

    def told_together(self, told: Claim | OpenAnswers) -> bool:
        """Whether their count must not be split by audience."""
        private = self.naming(told) in (Naming.TOGETHER, Naming.COUNTS)
        return private and self.group is not Group.LARGE


def interviewed(persona: Persona) -> Interviewed:
    present = (count.audience for count in persona.audiences if count.participants)
    return Interviewed(persona.participants, tuple(present))


def told_outside(persona: Persona, layout: Layout) -> Interviewed:
    """Who stands behind a persona, as readers outside the house may be told of it."""
    return replace(interviewed(persona), layout=layout, group=group_of(persona))


def number(count: int) -> str:
    """A small number as a word, a larger one in digits."""
    return _WORDS[count] if count < len(_WORDS) else str(count)


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 person", "4 people"."""
    return f"{count} {one if count == 1 else many}"


def people(count: int) -> str:
    return counted(count, "person", "people")


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence lists them: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def capital(text: str) -> str:
    """Text as a sentence begins; the rest keeps its case."""
    return text[:1].upper() + text[1:]


def raised(claim: Claim, who: Interviewed) -> str:
    """How many, by audience where it differs, and how many disagree: "4 of 9, 2 against"."""
    return ", ".join((_split_where_it_differs(claim, who), *against(claim)))


def against(claim: Claim) -> tuple[str, ...]:
    return (f"{claim.against} against",) if claim.against else ()


def _split_where_it_differs(claim: Claim, who: Interviewed) -> str:
    if who.told_together(claim):
        return f"{claim.n} of {claim.base}"
    return shares(claim.n, claim.base, claim.split, who)


def shares(n: int, base: int, split: Sequence[AudienceCount], who: Interviewed) -> str:
    """How many of how many, by audience where it differs: "3 of 4 customers", "4 of 9"."""
    heard = [count for count in split if count.base]
    if len(heard) == 1 and len(who.audiences) > 1:
        return f"{heard[0].n} of {heard[0].base} {called(heard[0].audience, heard[0].base)}"
    whole = f"{n} of {base}"
    customers, others = _two_sides(split)
    if _far_apart(customers, others):
        return f"{whole}: {_side(customers, 'customers')}, {_rest(others)}"
    silent = {count.audience for count in split if not count.base}
    unheard = [audience.value for audience in who.audiences if audience in silent]
    return f"{whole}; {listed(unheard)} not asked" if unheard else whole


def called(audience: Audience, count: int) -> str:
    """The word for so many of an audience: "customer", "customers"."""
    return audience.one if count == 1 else audience.value


def _two_sides(split: Iterable[AudienceCount]) -> tuple[tuple[int, int], tuple[int, int]]:
    customers, others = (0, 0), (0, 0)
    for count in split:
        if count.audience is Audience.CUSTOMERS:
            customers = (count.n, count.base)
        else:
            others = (others[0] + count.n, others[1] + count.base)
    return customers, others


def _far_apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the shares of two sides, of two people or more each, lie half or more apart."""
    if min(one[1], other[1]) < 2:
        return False
    return 2 * abs(one[0] * other[1] - other[0] * one[1]) >= one[1] * other[1]


def _side(side: tuple[int, int], name: str) -> str:
    n, base = side
    return f"{'none' if n == 0 else n} of {base} {name}"


def _rest(others: tuple[int, int]) -> str:
    return "nobody else" if others[0] == 0 else _side(others, "others")


def by_audience(split: Iterable[AudienceCount], who: Interviewed) -> str:
    """The count of every audience interviewed: "customers 4 of 5, prospects not asked"."""
    heard = (count for count in split if count.base or count.audience in who.audiences)
    parts = (
        f"{count.audience.value} {f'{count.n} of {count.base}' if count.base else 'not asked'}"
        for count in heard
    )
    return ", ".join(parts)


def outside(counts: Outside) -> str:
    """Those who stand outside N, in words; empty where there are none."""
    told = (
        (counts.not_applicable, "did not apply"),
        (counts.out_of_time, "out of time"),
        (counts.parked, "answer set aside"),
        (counts.not_asked, "not asked"),
    )
    return ", ".join(f"{count} {words}" for count, words in told if count)


def without_answer(declined: int, dont_know: int) -> tuple[str, ...]:
    told = ((declined, "declined"), (dont_know, "didn't know"))
    return tuple(f"{count} {words}" for count, words in told if count)


def names(evidence: Sequence[Evidence], limit: int) -> str:
    """Pseudonyms by audience: "P01, P02 (customers), P08 (prospect, not for quotation)".

    Takes one piece of evidence a person. More than `limit` of them are counted instead: "31
    customers, 8 prospects".
    """
    if len(evidence) > limit:
        heard = Counter(part.audience for part in evidence)
        groups = ((audience, heard[audience]) for audience in Audience if heard[audience])
        return ", ".join(f"{count} {called(audience, count)}" for audience, count in groups)
    parts = []
    for (audience, quotable), found in _groups(evidence).items():
        mark = "" if quotable else ", not for quotation"
        parts.append(f"{', '.join(found)} ({called(audience, len(found))}{mark})")
    return ", ".join(parts)


def _groups(evidence: Sequence[Evidence]) -> dict[tuple[Audience, bool], list[str]]:
    """Pseudonyms, once each, sorted, by audience and by whether they may be quoted."""
    quotable = {part.pseudonym: (part.audience, part.quotable) for part in evidence}
    order = [(audience, allowed) for audience in Audience for allowed in (True, False)]
    groups = {
        key: sorted((p for p, told in quotable.items() if told == key), key=lambda p: (len(p), p))
        for key in order
    }
    return {key: found for key, found in groups.items() if found}

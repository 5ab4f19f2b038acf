"""What a page prints of a question beside how many of how many: numbers given, and no answers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from persona_wizard.export.counts import listed, without_answer
from persona_wizard.export.labels import extremes, few_values, spread
from persona_wizard.export.marks import tallies_in, tallies_of
from persona_wizard.export.references import Among, ReferencedLine
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import Claim, ClaimKind, Persona, Tally
from persona_wizard.model.withheld import tells_values

Count = Annotated[int, Meta(ge=0)]
Numbers = tuple[tuple[float, Count], ...]

_OFTEN = {0: "never", 1: "once", 2: "twice"}
_ENDS = ("lowest", "highest")
# Numbers of a chart of which each is told.
_TOLD = 4


class RecordedBeside(Struct, frozen=True, kw_only=True, array_like=True):
    """What stood beside a claim (id), counted `among` some people alone or everyone.

    `spread` are the lowest and the highest number, `values` those listed singly, `drawn` those of a
    chart, each with how many gave it; `silent` how many declined and didn't know. Each is empty
    where the page does not tell it.
    """

    id: str
    among: Among = Among.EVERYONE
    spread: tuple[float, ...] = ()
    values: tuple[float, ...] = ()
    drawn: Numbers = ()
    silent: tuple[Count, ...] = ()

    @property
    def tells(self) -> bool:
        return bool(self.spread or self.values or self.drawn or self.silent)


def beside_lines(persona: Persona, lines: Iterable[ReferencedLine]) -> Iterator[RecordedBeside]:
    """What these lines print beside their claims."""
    for one in lines:
        tallies = tallies_among(persona, one.among)
        for tally, claim in _told_in(one, tallies):
            found = _beside(tally, claim, one)
            if found.tells:
                yield found


def beside_chart(tally: Tally, claim: Claim, known: Iterable[RecordedBeside]) -> RecordedBeside:
    """What the chart of a question tells beside the counts of its choices, and is not `known`."""
    choices = {choice.id for choice in tally.choices}
    told = any(one.silent and not one.among and one.id in choices for one in known)
    silent = (0, 0) if told else (tally.declined, tally.dont_know)
    median = claim.kind is ClaimKind.MEDIAN
    return RecordedBeside(
        id=claim.id,
        drawn=often(tally) if median and tells_values(tally) else (),
        # Of numbers a chart says how many answered, and nothing of the others.
        silent=silent if any(silent) and not median else (),
    )


def tallies_among(persona: Persona, among: Among) -> Mapping[str, Tally]:
    """The tally behind each choice and each median (id), counted among these people."""
    if among is Among.EVERYONE:
        return tallies_of(persona)
    return tallies_in((persona.set_off if among is Among.SET_OFF else persona.got_past,))


def changed_beside(was: RecordedBeside, persona: Persona) -> str:
    """What of it is another today, in words: "answers from 5 to 9 → from 0 to 9"; else empty.

    Empty also where its claim is gone.
    """
    tally = tallies_among(persona, was.among).get(was.id)
    if tally is None:
        return ""
    told = tells_values(tally)
    parts = (
        _changed_spread(was.spread, extremes(tally) if told else ()),
        _changed_values(was.values, tally.values if told else ()),
        _changed_chart(was.drawn, often(tally) if told else ()),
        _changed_silent(was.silent, (tally.declined, tally.dont_know)),
    )
    return ", ".join(part for part in parts if part)


def _changed_spread(was: Sequence[float], now: Sequence[float]) -> str:
    if len(was) != len(_ENDS) or tuple(was) == tuple(now):
        return ""
    before = spread(*was)
    after = spread(*now) if now else "no longer told"
    opening = "answers "
    both = before.startswith(opening) and after.startswith(opening)
    return f"{before} → {after.removeprefix(opening) if both else after}"


def _changed_values(was: Sequence[float], now: Sequence[float]) -> str:
    if not was or tuple(was) == tuple(now):
        return ""
    return f"{_listed(was)} → {_listed(now) if now else 'no longer told'}"


def _listed(values: Sequence[float]) -> str:
    return listed([in_digits(value) for value in values])


def _changed_chart(was: Numbers, now: Numbers) -> str:
    """The numbers of a chart that more or fewer people gave: "in the chart 9 twice → once"."""
    if not was or was == now:
        return ""
    before, after = dict(was), dict(now)
    changed = [
        f"{in_digits(value)} {_times(before.get(value, 0))} → {_times(after.get(value, 0))}"
        for value in sorted({*before, *after})
        if before.get(value, 0) != after.get(value, 0)
    ]
    more = len(changed) - _TOLD
    told = [*changed[:_TOLD], f"and {more} more"] if more > 1 else changed
    return f"in the chart {', '.join(told)}"


def _times(count: int) -> str:
    return _OFTEN.get(count, f"{count} times")


def _changed_silent(was: Sequence[int], now: tuple[int, int]) -> str:
    if len(was) != len(now) or tuple(was) == now:
        return ""
    before, after = without_answer(*was), without_answer(*now)
    return f"{', '.join(before)} → {', '.join(after) or 'everybody answered'}"


def often(tally: Tally) -> Numbers:
    """Each number with how many gave it."""
    return tuple(sorted(Counter(tally.values).items()))


def _told_in(one: ReferencedLine, tallies: Mapping[str, Tally]) -> Iterator[tuple[Tally, Claim]]:
    """The question of a line, with the claim that stands for it: its median, else the first."""
    found = [(tallies[claim.id], claim) for claim in one.line.claims if claim.id in tallies]
    medians = [pair for pair in found if pair[1].kind is ClaimKind.MEDIAN]
    yield from (medians or found)[:1]


def _beside(tally: Tally, claim: Claim, one: ReferencedLine) -> RecordedBeside:
    text = one.line.text
    numbers = claim.kind is ClaimKind.MEDIAN and tells_values(tally)
    ends = extremes(tally) if numbers else ()
    few = few_values(tally) if numbers else ""
    # Of everyone the words of the claim have them already.
    singly = bool(few) and few in text and (bool(one.among) or bool(claim.wording))
    return RecordedBeside(
        id=claim.id,
        among=one.among,
        spread=ends if ends and not few and spread(*ends) in text else (),
        values=tally.values if singly else (),
        silent=_silent(tally, text),
    )


def _silent(tally: Tally, text: str) -> tuple[int, ...]:
    told = ((tally.declined, "declined"), (tally.dont_know, "didn't know"))
    printed = (f"{n} {word}" in text or f"{word} {n}" in text for n, word in told if n)
    return (tally.declined, tally.dont_know) if any(printed) else ()

"""Small pictures of counts for the HTML card; each says in words what it shows."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from html import escape
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.export.counts import capital, counted, without_answer
from persona_wizard.export.labels import few_values, form, in_sentence, title
from persona_wizard.export.wording import gave_a_number, scale_ends
from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import heading
from persona_wizard.model.numbers import in_digits
from persona_wizard.model.persona import Claim, Persona, Tally
from persona_wizard.model.withheld import tells_values

INTERVIEWED = "Who was interviewed"
# Rows that are taken in at a glance.
_ROWS = 6
_SCALES = 2
# Fewer numbers are told sooner than drawn.
_SHAPE = 3
# Where a column would be thinner than its number, numbers share columns.
_COLUMNS = 21
_SHARED = 10
_OPENERS = {"channels": "Buys or asks through", "age-group": "Age"}

_WIDTH, _HEIGHT, _FLOOR = 220, 84, 64
# The height of a number above its column, and the width of each of its digits.
_NUMBER, _DIGIT = 14, 7


class Picture(Struct, frozen=True):
    """A figure, and the words that it takes room for; one without rows is drawn in columns.

    `tally` is the question that it shows, with those of its claims that it shows.
    """

    html: str
    caption: str
    note: str
    rows: tuple[str, ...] = ()
    tally: Tally | None = None
    claims: tuple[Claim, ...] = ()


class _Bar(Struct, frozen=True):
    label: str
    count: int


def charts(persona: Persona, told: Collection[str]) -> tuple[Picture, ...]:
    """The pictures that a card has room for.

    Of a heading or field that is not among the titles `told`, nothing is shown. Who was interviewed
    stands in a sentence, too, and is no picture of its own.
    """
    others = tuple(_of_headings(persona, told))
    return (*_who(persona), *others) if others else ()


def _of_headings(persona: Persona, told: Collection[str]) -> Iterator[Picture]:
    tallies = [
        tally
        for section in persona.sections
        for tally in section.tallies
        if tally.answered
        and not tally.apart
        and (heading(section.heading).title in told or title(tally.field) in told)
    ]
    yield from (_answers(t) for t in tallies if _is(t, "age-group", Kind.BANDS) and t.choices)
    scales = [t for t in tallies if t.kind is Kind.SCALE and _shows_a_shape(t)]
    most = sorted(scales, key=lambda tally: -tally.answered)[:_SCALES]
    yield from (_scale(tally) for tally in scales if tally in most)
    kinds = (Kind.MANY, Kind.ONE)
    yield from (_answers(t) for t in tallies if _is(t, "channels", *kinds) and t.choices)


def _shows_a_shape(tally: Tally) -> bool:
    """Whether there are enough numbers for a picture, and none that is private or left out."""
    whole = tally.median is not None and tally.median.n == len(tally.values)
    return whole and len(tally.values) >= _SHAPE and tells_values(tally)


def _is(tally: Tally, field: str, *kinds: Kind) -> bool:
    """Whether it tells of a field by the question that bears its name."""
    return tally.question == tally.field == field and tally.kind in kinds


# Counts side by side: a table, whose words wrap in any script


def _who(persona: Persona) -> Iterator[Picture]:
    bars = [
        _Bar(capital(count.audience.value), count.participants)
        for count in persona.audiences
        if count.participants
    ]
    if bars:
        yield _bars(INTERVIEWED, bars, persona.participants, "")


def _answers(tally: Tally) -> Picture:
    bars = [
        _Bar(capital(in_sentence(choice.label, tally.field)), choice.n) for choice in tally.choices
    ]
    asked = (f"{tally.answered} answered", *without_answer(tally.declined, tally.dont_know))
    note = ", ".join(asked)
    if tally.kind is Kind.MANY:
        note += "; several answers allowed"
    if tally.kind is not Kind.BANDS and len(bars) > _ROWS + 1:
        left = len(bars) - _ROWS
        bars, note = bars[:_ROWS], f"{note}; {counted(left, 'other choice', 'other choices')}"
    drawn = _bars(_OPENERS[tally.question], bars, tally.base, note)
    return replace(drawn, tally=tally, claims=tally.choices[: len(bars)])


def _bars(caption: str, bars: Sequence[_Bar], of: int, note: str) -> Picture:
    rows = "".join(
        f'<tr><th scope="row">{escape(bar.label)}</th><td>{_bar(bar.count, of)}</td>'
        f"<td>{bar.count}</td></tr>"
        for bar in bars
    )
    below = f"<figcaption>{escape(note)}</figcaption>" if note else ""
    figure = (
        f'<figure class="chart"><table><caption>{escape(caption)}</caption>'
        f"<tbody>{rows}</tbody></table>{below}</figure>"
    )
    return Picture(figure, caption, note, tuple(bar.label for bar in bars))


def _bar(count: int, of: int) -> str:
    """A count's share of all; its number stands beside it, so that it is no news to a listener."""
    width = round(100 * min(count, of) / max(of, 1), 1)
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="10"/>'
        f'<rect class="fill" width="{width:g}" height="10"/></svg>'
    )


# Answers on a scale: columns from end to end, with their middle


def _scale(tally: Tally) -> Picture:
    caption = _about(tally)
    low, high = tally.bounds or (tally.values[0], tally.values[-1])
    low, high = min(low, tally.values[0]), max(high, tally.values[-1])
    said = escape(f"{caption}: {_in_words(tally)}")
    below = f"{tally.answered} answered{gave_a_number(tally)}{scale_ends(tally)}"
    top, drawn = _columns(tally, low, high)
    figure = (
        f'<figure class="chart"><p class="caption" aria-hidden="true">{escape(caption)}</p>'
        f'<svg class="scale" viewBox="0 {top:.1f} {_WIDTH} {_HEIGHT - top:.1f}"'
        f' role="img" aria-label="{said}"><title>{said}</title>{drawn}</svg>'
        f"<figcaption>{escape(below)}</figcaption></figure>"
    )
    claims = () if tally.median is None else (tally.median,)
    return Picture(figure, caption, below, tally=tally, claims=claims)


def _about(tally: Tally) -> str:
    found = form(tally)
    known = title(tally.field) if tally.question == tally.field else ""
    return (found.about if found is not None else "") or known or tally.wording


def _in_words(tally: Tally) -> str:
    """Every answer with its count: "5 once, 6 twice; 6.5 in the middle"."""
    often = {1: "once", 2: "twice"}
    told = [
        f"{in_digits(value)} {often.get(count, f'{count} times')}"
        for value, count in sorted(Counter(tally.values).items())
    ]
    middle = "" if few_values(tally) else f"; {in_digits(median(tally.values))} in the middle"
    return f"{', '.join(told)}{middle}"


def _columns(tally: Tally, low: float, high: float) -> tuple[float, str]:
    """Where the highest column ends, and the whole drawing."""
    whole = all(value == int(value) for value in (*tally.values, low, high))
    numbers = int(high - low) + 1
    alone = whole and numbers <= _COLUMNS
    columns = numbers if alone else _SHARED
    step = _WIDTH / columns
    span = (high - low) or 1.0

    def column(value: float) -> int:
        share = value - low if alone else (value - low) / span * columns
        return min(int(share), columns - 1)

    counts = Counter(map(column, tally.values))
    highest = max(counts.values())
    unit = min(16.0, (_FLOOR - _NUMBER) / highest)
    bars = "".join(
        f'<rect class="fill" x="{at * step + step * 0.12:.1f}" y="{_FLOOR - count * unit:.1f}"'
        f' width="{step * 0.76:.1f}" height="{count * unit:.1f}"/>'
        for at, count in sorted(counts.items())
    )
    often = "".join(
        f'<text x="{at * step + step / 2:.1f}" y="{_FLOOR - count * unit - 3:.1f}"'
        f' text-anchor="middle">{count}</text>'
        for at, count in sorted(counts.items())
        if len(str(count)) * _DIGIT <= step
    )
    floor = f'<rect class="track" y="{_FLOOR}" width="{_WIDTH}" height="2"/>'
    first, last = in_digits(low), in_digits(high)
    marks = (
        (first, step / 2, "middle") if alone else (first, 0.0, "start"),
        (last, _WIDTH - step / 2, "middle") if alone else (last, _WIDTH, "end"),
    )
    named = "".join(
        f'<text x="{x:.1f}" y="{_HEIGHT - 4}" text-anchor="{anchor}">{escape(text)}</text>'
        for text, x, anchor in marks
    )
    middle = _middle(tally, low, span, step if alone else 0.0)
    return _FLOOR - highest * unit - _NUMBER, f"{floor}{bars}{often}{middle}{named}"


def _middle(tally: Tally, low: float, span: float, step: float) -> str:
    """A small pointer under the middle answer, where there are enough to have one."""
    if few_values(tally):
        return ""
    x = step / 2 + (median(tally.values) - low) / span * (_WIDTH - step)
    return f'<path class="middle" d="M{x:.1f} {_FLOOR + 3}l5 8h-10z"/>'

"""A heading of the persona as lines: all of them, or the few that fit on a page."""

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from persona_wizard.export.counts import Interviewed, counted, listed
from persona_wizard.export.labels import opener
from persona_wizard.export.layout import Layout, naming
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.export.missing import missing_lines
from persona_wizard.export.open_wording import open_answers_line
from persona_wizard.export.wording import (
    sentence_line,
    tag_lines,
    tally_line,
)
from persona_wizard.model.bank import WITH_CHOICES, Kind
from persona_wizard.model.headings import heading
from persona_wizard.model.persona import Claim, ClaimKind, Confidence, Persona, Section, Tally
from persona_wizard.model.withheld import always_sensitive

PAGE_LINES = 4
# Lines of a heading on the page, the examples below its open answers among them.
_PAGE_ROWS = 6
# Sentences under a heading from which on it speaks for itself.
_SUMMED_UP = 2
# Choices, or tags, that one line of the page tells before it says how many more there are.
_IN_A_LINE = 4


def section_lines(
    persona: Persona, section: Section, who: Interviewed, layout: Layout
) -> tuple[Line, ...]:
    """The lines of one heading: what is known, what waits to be summed up, what is missing."""
    missing = (*_in_words_alone(persona, section), *missing_lines(section, persona.gaps))
    tallies = _tallies(persona, section)
    if layout is Layout.FULL:
        sentences = _sentences(section, who, moved=True)
        tags = tag_lines(section.tagged, who)
        known = _arranged((*sentences, *_tallied(tallies, who), *tags))
        return (*known, *waiting_lines(section, who, layout), *missing)
    waits = still_waiting(persona, section)
    waiting = waiting_lines(waits, who, layout)
    every = known_lines(persona, section, who)
    known = _contested_kept(every, PAGE_LINES)
    more = _left_to_the_full_layout(every, known, waits)
    # Where claims are made already, examples of what waits would crowd them out.
    sentences = _sentences(section, who, moved=False)
    examples = 0 if len(sentences) >= _SUMMED_UP else _PAGE_ROWS - 1 - len(known)
    left = () if known or waiting else _left_open(section)
    return (*known, *more, *first_waiting(waiting, examples), *left, *missing)


def known_lines(persona: Persona, section: Section, who: Interviewed) -> tuple[Line, ...]:
    """All that is known of one heading as a page tells it, whether or not it has room for it."""
    tallies = tuple(_beside_rewordings(_tallies(persona, section)))
    sentences = _sentences(section, who, moved=False)
    return _arranged((*sentences, *_most_raised(section, tallies, who)))


def untold_lines(section: Section, who: Interviewed) -> tuple[Line, ...]:
    """The claims with a sentence that a page leaves to the answers behind them: buying roles."""
    claims = (claim for claim in section.indicated if not _is_told(claim))
    return tuple(sentence_line(claim, who) for claim in claims)


def _tallies(persona: Persona, section: Section) -> tuple[Tally, ...]:
    """The tallies that say something which no line about a missing field says."""
    missing = {gap.field for gap in persona.blocking if gap.field is not None}
    return tuple(t for t in section.tallies if t.answered or t.field not in missing)


def _sentences(section: Section, who: Interviewed, *, moved: bool) -> tuple[Line, ...]:
    """The claims that have a sentence of their own, the composed ones first.

    With `moved`, what a reworded one said before its evidence changed stands below it.
    """
    claims = [*section.composed, *section.indicated, *_reworded(section)]
    behind = {claim.id: tally for tally in section.tallies for claim in tally.choices}
    return tuple(
        sentence_line(claim, who, behind.get(claim.id), moved=moved)
        for claim in claims
        if _is_told(claim)
    )


def _arranged(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines with a pinned claim first, then those that were given a place; the rest as it comes."""
    return tuple(sorted(lines, key=_place))


def _place(line: Line) -> tuple[bool, float]:
    # A reworded claim has a line of its own, which alone stands where it was put.
    own = [claim for claim in line.claims if len(line.claims) == 1 or not claim.wording]
    ranks = [claim.rank for claim in own if claim.rank is not None]
    return not any(claim.pinned for claim in own), min(ranks, default=math.inf)


def _is_told(claim: Claim) -> bool:
    """Whether a line of its own tells it: a buying role that is not pinned is told by answers."""
    indicated = claim.kind is ClaimKind.INDICATED and claim.field == "buying-role"
    return not indicated or claim.pinned or bool(claim.wording)


def _reworded(section: Section) -> tuple[Claim, ...]:
    own = (*section.composed, *section.indicated)
    return tuple(claim for claim in section.claims if claim.wording and claim not in own)


def _beside_rewordings(tallies: Iterable[Tally]) -> Iterator[Tally]:
    """The tallies without what the researcher's own words tell already.

    A median tells its whole question, and so do a yes and a no, each with who is against it.
    """
    for tally in tallies:
        left = tuple(choice for choice in tally.choices if not choice.wording)
        if tally.told_by_its_median:
            told = tally.median is not None and bool(tally.median.wording)
        else:
            told = tally.kind is Kind.YES_NO and len(left) < len(tally.choices)
        if not told:
            yield tally if tally.told_by_its_median else replace(tally, choices=left)


def _tallied(
    tallies: tuple[Tally, ...], who: Interviewed, shown: int | None = None
) -> tuple[Line, ...]:
    lines = (tally_line(tally, who, shown) for tally in tallies)
    return tuple(line for line in lines if line is not None)


def _most_raised(
    section: Section, tallies: tuple[Tally, ...], who: Interviewed
) -> tuple[Line, ...]:
    """Most raised first; demographics, which nobody raises, in the order of their fields."""
    if section.heading == "demographics":
        order = [field.id for field in heading(section.heading).fields]
        place = {field: number for number, field in enumerate(order)}
        tallies = tuple(sorted(tallies, key=lambda t: place.get(t.field or "", len(order))))
        return (
            *_tallied(tallies, who, _IN_A_LINE),
            *tag_lines(section.tagged, who, _IN_A_LINE),
        )
    lines = (
        *_tallied(tallies, who, _IN_A_LINE),
        *tag_lines(section.tagged, who, _IN_A_LINE),
    )
    return tuple(sorted(lines, key=lambda line: -max((c.n for c in line.claims), default=0)))


def _contested_kept(lines: tuple[Line, ...], room: int) -> tuple[Line, ...]:
    """The first lines that have room; the last gives way to a tag that people disagree about.

    What was composed or pinned gives way to nothing.
    """
    if room < 1:
        return ()
    shown, hidden = lines[:room], lines[room:]
    contested = [line for line in hidden if _is_contested_tag(line)]
    if not contested or any(_is_contested_tag(line) for line in shown) or _stays(shown[-1]):
        return shown
    return (*shown[:-1], contested[0])


def _left_to_the_full_layout(
    every: Sequence[Line], shown: Sequence[Line], waits: Section
) -> tuple[Line, ...]:
    """What a page has no room for, where a field is among it that readers expect, and is told
    nowhere else under its heading.
    """
    hidden = [line for line in every if line not in shown]
    told = {c.field for line in shown for c in line.claims} | {o.field for o in waits.open_answers}
    about = {claim.field for line in hidden for claim in line.claims} - told
    names = [f.title.lower() for f in heading(waits.heading).fields if f.expected and f.id in about]
    if not names:
        return ()
    all_of_them = len(names) == len(hidden)
    told_of = f": {listed(names)}" if all_of_them else f", {listed(names)} among them"
    return (Line((plain(f"And {len(hidden)} more in the full layout{told_of}"),)),)


def _in_words_alone(persona: Persona, section: Section) -> tuple[Line, ...]:
    """The expected fields that people told of in words alone, where a choice was asked for.

    What the researcher left out is not told in another way.
    """
    silent = {claim.field for claim in (*persona.hidden, *section.claims)}
    silent |= {answers.field for answers in section.open_answers}
    fields = (field.id for field in heading(section.heading).fields if field.expected)
    # Income has words of its own for answers that are not told.
    expected = {field for field in fields if not always_sensitive(field)} - silent
    return tuple(
        Line(
            (
                plain(f"{opener(tally.field)}: "),
                strong("not counted"),
                plain(f"; {tally.answered} answered in words alone"),
            )
        )
        for tally in section.tallies
        if tally.field in expected and tally.answered and tally.kind in WITH_CHOICES
    )


def _stays(line: Line) -> bool:
    own = (ClaimKind.COMPOSED, ClaimKind.INDICATED)
    return any(c.pinned or c.wording or c.kind in own for c in line.claims)


def _is_contested_tag(line: Line) -> bool:
    return any(
        claim.kind is ClaimKind.TAG and claim.confidence is Confidence.CONTESTED
        for claim in line.claims
    )


def waiting_lines(section: Section, who: Interviewed, layout: Layout) -> tuple[Line, ...]:
    """Open answers not yet summed up, most answered first."""
    answers = sorted(section.open_answers, key=lambda told: -told.answered)
    lines = (
        open_answers_line(told, naming(told.heading, told.sensitive, layout, who.group))
        for told in answers
    )
    return tuple(line for line in lines if line is not None)


def still_waiting(persona: Persona, section: Section) -> Section:
    """The heading without the open answers that the researcher leaves as they are."""
    accepted = {gap.id for gap in persona.gaps if gap.accepted is not None}
    waiting = tuple(told for told in section.open_answers if told.gap not in accepted)
    return replace(section, open_answers=waiting)


def _left_open(section: Section) -> tuple[Line, ...]:
    """What is told of a heading of which nothing is known but answers that nobody will sum up."""
    if not section.open_answers:
        return ()
    questions = counted(len(section.open_answers), "question", "questions")
    return (Line((plain(f"Left open on purpose: what people said to {questions}."),)),)


def first_waiting(waiting: tuple[Line, ...], examples: int) -> tuple[Line, ...]:
    """One line for all open answers: the first question with examples, the others counted."""
    if not waiting:
        return ()
    first, others = waiting[0], len(waiting) - 1
    more = (plain(f", and {counted(others, 'more question', 'more questions')}"),) if others else ()
    return (replace(first, pieces=(*first.pieces, *more), under=first.under[:examples]),)

"""A persona's gaps outside the page: as plain lines, and for programs."""

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from persona_wizard.export.missing import gap_line, in_order, status_lines
from persona_wizard.export.next_steps import news_bars, news_title, news_words, whom_line
from persona_wizard.model.coverage import (
    Coverage,
    HeadingCoverage,
    NextQuestion,
    Saturation,
)
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.persona import (
    AudienceStatus,
    Gap,
    GapReason,
    NewCodes,
    Persona,
    ReadingProgress,
    Status,
)
from persona_wizard.model.text import clean_line

SCHEMA = "gaps/1"
_WIDEST_TITLE = max(len(heading.title) for heading in HEADINGS) + 2
_CELL = 16
_MOST_BARS = 40
DOTS = {
    Coverage.NOTHING: "○○○",
    Coverage.SOME: "●○○",
    Coverage.EVERY_FIELD: "●●○",
    Coverage.WELL: "●●●",
}


class _News(Struct, frozen=True):
    """Whether interviews still bring tags and claims that none before had; the oldest first."""

    verdict: Saturation
    interviews: tuple[NewCodes, ...]


class _WhomNext(Struct, frozen=True):
    """An audience to talk to, as programs get it."""

    audience: Audience
    people: int
    why: str
    ask: tuple[NextQuestion, ...]


class _Gaps(Struct, frozen=True, kw_only=True):
    """What `gaps --json` tells."""

    schema: str
    persona: str
    blocking: int
    gaps: tuple[Gap, ...]
    status: Status
    audiences: tuple[AudienceStatus, ...]
    coverage: tuple[HeadingCoverage, ...]
    reading: ReadingProgress
    saturation: _News
    whom_next: tuple[_WhomNext, ...]


def gaps_as_text(persona: Persona) -> str:
    """What is missing, what would help, and what may stand; whom to talk to; what is known."""
    gaps = in_order(persona.gaps)
    helps = list(persona.helping)
    waits = [gap for gap in helps if gap.reason is GapReason.NOT_SUMMED_UP]
    if len(waits) > 1:
        helps = [gap for gap in helps if gap.reason is not GapReason.NOT_SUMMED_UP]
    parts = (
        ("Missing:", _gap_lines(gap for gap in gaps if gap.blocks)),
        ("Would help:", (*_gap_lines(helps), *_waiting(waits))),
        ("Left open on purpose:", _gap_lines(gap for gap in gaps if gap.accepted is not None)),
    )
    missing = [_part(name, lines) for name, lines in parts if lines]
    further = (
        ("Whom to talk to next:", tuple(whom_line(one).text for one in persona.whom_next)),
        ("How far it carries:", tuple(line.text for line in status_lines(persona))),
        (f"{news_title(persona)}:", _news(persona)),
    )
    told = [_part(name, lines) for name, lines in further if lines and persona.coverage]
    return "\n\n".join((*(missing or ["Nothing is missing."]), *told, *_known(persona.coverage)))


def _part(name: str, lines: Sequence[str]) -> str:
    return "\n".join((name, *(f"- {clean_line(line)}" for line in lines)))


def _gap_lines(gaps: Iterable[Gap]) -> tuple[str, ...]:
    return tuple(gap_line(gap).text for gap in gaps)


def _waiting(waits: Sequence[Gap]) -> tuple[str, ...]:
    """Several open questions whose answers wait, in one line: each has the same next step."""
    if len(waits) < 2:
        return ()
    named = ", ".join(dict.fromkeys(gap.what for gap in waits))
    return (f"{len(waits)} open questions are not read for claims yet: {named}. {waits[0].ask}",)


def _news(persona: Persona) -> tuple[str, ...]:
    words = news_words(persona)
    return (f"{news_bars(persona.saturation, _MOST_BARS)} {words}",) if words else ()


def _known(coverage: Sequence[HeadingCoverage]) -> tuple[str, ...]:
    """How many answered of those asked, headings by audiences; empty before the first interview."""
    if not any(one.asked for one in coverage):
        return ()
    cells = {(one.heading, one.audience): one for one in coverage}
    rows = ["".join((" " * _WIDEST_TITLE, *(f"{audience:<{_CELL}}" for audience in Audience)))]
    for heading in HEADINGS:
        known = (_cell(cells[heading.id, audience]) for audience in Audience)
        rows.append(f"{heading.title:<{_WIDEST_TITLE}}{''.join(known)}")
    name = "Who answered, of those asked; ●●● is every field from three people or more:"
    return ("\n".join((name, *(row.rstrip() for row in rows))),)


def _cell(one: HeadingCoverage) -> str:
    told = f"{one.answered} of {one.asked} {DOTS[one.level]}" if one.asked else "not asked"
    return f"{told:<{_CELL}}"


def gaps_as_json(persona: Persona) -> str:
    """What is missing and what is known as JSON, in the form that `docs/gaps.md` describes."""
    told = _Gaps(
        schema=SCHEMA,
        persona=persona.id,
        blocking=len(persona.blocking),
        gaps=in_order(persona.gaps),
        status=persona.status,
        audiences=persona.audiences,
        coverage=persona.coverage,
        reading=persona.reading,
        saturation=_News(persona.saturated, persona.saturation),
        whom_next=tuple(
            _WhomNext(one.audience, one.people, one.why, one.ask) for one in persona.whom_next
        ),
    )
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()

"""What a study's screen says: its interviews, what is known, what is next, what is found."""

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content

from persona_wizard.export.gaps import DOTS
from persona_wizard.export.missing import gap_line
from persona_wizard.export.next_steps import (
    guide_words,
    news_bars,
    news_title,
    news_words,
    whom_line,
)
from persona_wizard.model.coverage import Coverage, Saturation
from persona_wizard.model.dates import when
from persona_wizard.model.headings import FIELDS, HEADINGS, Audience
from persona_wizard.model.persona import Persona
from persona_wizard.studies.overview import InterviewRow
from persona_wizard.studies.reading import Reading
from persona_wizard.tui.actions import key_of
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe_column

# As many as stand beside the matrix on eighty columns.
_MOST_BARS = 24
_COLUMNS = {
    Audience.CUSTOMERS: "customers",
    Audience.NON_PURCHASERS: "non-purch.",
    Audience.PROSPECTS: "prospects",
}


def titles() -> Content:
    """What stands above the rows."""
    return Content(f"{'who':<8}{'audience':<15}{'when':<13}{'answered':<10}state")


def row_of(row: InterviewRow, now: datetime, elsewhere: bool, two_versions: bool) -> Content:
    """One interview; `elsewhere` where another window or person is writing it."""
    started = when(datetime.fromisoformat(row.started).astimezone(), now)
    answered = f"{row.answered}" if row.total is None else f"{row.answered}/{row.total}"
    state = ("finished", "$quiet") if row.finished else ("▸ resume", "$accent")
    if elsewhere:
        state = ("open elsewhere", "$secondary")
    if two_versions:
        state = ("two versions", "$warning")
    if row.refused:
        state = ("not taking part", "$warning")
    shown = f"{row.audience.one:<15}{started:<13}{answered:<10}"
    who = safe_column(row.pseudonym, 8)
    return Content.assemble(who, shown, state, (_last_said(row), "$quiet"))


def _last_said(row: InterviewRow) -> str:
    """The hour that tells apart two that began at the same moment."""
    at = datetime.fromisoformat(row.last_said).astimezone() if row.last_said else None
    return "" if at is None else f" · {at:%H:%M}"


def known(persona: Persona) -> Content:
    """How much is known of each heading by each audience, and how far that carries.

    “ask” stands where nothing is known, of all of a heading or of one of its fields.
    """
    lines: list[Content] = [
        Content.assemble(
            ("What is known  ", "bold"),
            ("".join(f"{_COLUMNS[audience]:<12}" for audience in Audience).rstrip(), "$quiet"),
        )
    ]
    cells = {(one.heading, one.audience): one.level for one in persona.coverage}
    missing = [FIELDS[gap.field] for gap in persona.blocking if gap.field in FIELDS]
    for heading in HEADINGS:
        row: list[Content] = [Content(f"{heading.short:<15}")]
        for audience in Audience:
            level = cells[heading.id, audience]
            lacks = any(f in heading.fields and f.expected_of(audience) for f in missing)
            ask = level is Coverage.NOTHING or lacks
            told = f"{DOTS[level]}{' ask' if ask else ''}"
            row.append(Content.styled(f"{told:<12}", "$warning" if ask else "$secondary"))
        lines.append(Content.assemble(*row))
    statuses = "".join(f"{one.status:<12}" for one in persona.audiences).rstrip()
    lines.append(Content.styled(f"{'Status':<15}{statuses}", "$quiet"))
    return Content("\n").join(lines)


def news(persona: Persona) -> Content:
    """What each interview brought that none before had, and what that says."""
    words = news_words(persona)
    if not words:
        return Content("")
    notes = (f"{one.audience}: {one.note}" for one in persona.audiences if one.note)
    told = [words] if persona.saturated is Saturation.NOT_CODED else [words, *notes]
    return Content("\n").join(
        [
            Content.styled(news_title(persona), "bold"),
            Content.styled(news_bars(persona.saturation, _MOST_BARS), "$secondary"),
            *(Content.styled(line, "$quiet") for line in told),
        ]
    )


def next_step(persona: Persona, interviews: int, keys: Mapping[str, tuple[str, ...]]) -> Content:
    """The one thing to do next."""
    if not interviews:
        return Content("Next: talk to somebody. N starts an interview.")
    if persona.whom_next:
        wanted = persona.whom_next[0]
        guide = f" {key_of('guide', keys)} writes {guide_words(wanted)}." if wanted.ask else ""
        return Content.assemble(("Next: ", "bold"), dressed(whom_line(wanted)), guide)
    open_gaps = [gap for gap in persona.gaps if gap.accepted is None]
    if not open_gaps:
        return Content("Next: nothing is missing. E writes the page.")
    return Content.assemble(("Next: ", "bold"), dressed(gap_line(open_gaps[0])))


def said_in(reading: Reading) -> tuple[Findable, ...]:
    """Every line of every answer, newest interview first, with whose it is and to what."""
    return tuple(
        Findable(
            line,
            f"{interview.pseudonym} · {question.replace('-', ' ')}",
            place=question,
            interview=interview.id,
        )
        for interview in reversed(reading.interviews)
        for question, answer in interview.answers.items()
        for line in answer.text.split("\n")
        if line.strip()
    )

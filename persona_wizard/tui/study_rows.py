"""What a study's screen says: its interviews, what is known, what is next, what is found."""

from datetime import datetime

from textual.content import Content

from persona_wizard.export.missing import gap_line
from persona_wizard.model.dates import when
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.persona import Persona
from persona_wizard.studies.overview import InterviewRow
from persona_wizard.studies.reading import Reading
from persona_wizard.synthesis.coverage import Coverage
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe_line_part

_DOTS = {
    Coverage.WELL: ("●●●", ""),
    Coverage.EVERY_FIELD: ("●●○", ""),
    Coverage.A_LITTLE: ("●○○", ""),
    Coverage.NOTHING: ("○○○", " ask"),
}
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
    who = row.pseudonym[:7].ljust(8)
    shown = f"{row.audience.one:<15}{started:<13}{answered:<10}"
    return Content.assemble(safe_line_part(who), shown, state, (_last_said(row), "$quiet"))


def _last_said(row: InterviewRow) -> str:
    """The hour that tells apart two that began at the same moment."""
    at = datetime.fromisoformat(row.last_said).astimezone() if row.last_said else None
    return "" if at is None else f" · {at:%H:%M}"


def known(coverages: dict[tuple[str, Audience], Coverage]) -> Content:
    """How much is known of each heading by each audience."""
    lines: list[Content] = [
        Content.assemble(
            ("What is known  ", "bold"),
            ("".join(f"{_COLUMNS[audience]:<12}" for audience in Audience), "$quiet"),
        )
    ]
    for heading in HEADINGS:
        cells: list[Content] = [Content(f"{heading.short:<15}")]
        for audience in Audience:
            dots, word = _DOTS[coverages[(heading.id, audience)]]
            style = "$warning" if word else "$secondary"
            cells.append(Content.styled(f"{dots + word:<12}", style))
        lines.append(Content.assemble(*cells))
    return Content("\n").join(lines)


def next_step(persona: Persona, interviews: int) -> Content:
    """The one thing to do next."""
    if not interviews:
        return Content("Next: talk to somebody. N starts an interview.")
    open_gaps = [gap for gap in persona.gaps if gap.accepted is None]
    gap = next((gap for gap in open_gaps if gap.heading or gap.audience), None)
    gap = gap or next(iter(open_gaps), None)
    if gap is None:
        return Content("Next: nothing is missing. E writes the page.")
    return Content.assemble(("Next: ", "bold"), dressed(gap_line(gap)))


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

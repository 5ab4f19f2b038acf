"""The study: its interviews, what is known of each heading, and what to do next."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.export.missing import gap_line
from persona_wizard.model.dates import when
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.persona import Persona
from persona_wizard.store import StudyFolder, Unreadable
from persona_wizard.studies.bank_changes import BankChange, all_changes
from persona_wizard.studies.follow_ups import (
    FollowUp,
    follow_up,
    start_follow_up,
    unfinished_follow_up,
)
from persona_wizard.studies.overview import InterviewRow, overview
from persona_wizard.studies.personas import draw
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.synthesis.coverage import Coverage, coverage
from persona_wizard.tui import actions
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe, safe_line_part
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.bank_change import BankChangeScreen
from persona_wizard.tui.screens.base import NARROWEST, WizardScreen
from persona_wizard.tui.widgets.rows import Rows

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


class _Findings(Struct, frozen=True):
    """What one look at the whole study gave."""

    rows: tuple[InterviewRow, ...]
    known: dict[tuple[str, Audience], Coverage]
    persona: Persona
    said: tuple[Findable, ...]
    unreadable: tuple[Unreadable, ...]
    changes: tuple[BankChange, ...]
    undecided: tuple[BankChange, ...]
    # Unfinished interviews that another window or person is writing, by id.
    elsewhere: frozenset[str]


class StudyScreen(WizardScreen):
    ACTIONS: ClassVar = actions.STUDY
    HELP_TITLE = "Study"
    HELP_TEXT = (
        "At the left the interviews, newest first. At the right how much is known:\n"
        "●●● every field from three people or more, ●●○ every field, ●○○ some, ○○○ none: ask.\n"
        "I: another audience or pseudonym for the interview under the cursor, write it, delete it."
    )
    # Table and matrix stand side by side only where both have their width.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (NARROWEST, "-narrow"),
        (112, "-wide"),
    ]
    DEFAULT_CSS = """
    StudyScreen .columns { height: 1fr; layout: horizontal; padding: 0 1; }
    StudyScreen.-narrow .columns { layout: vertical; }
    StudyScreen .interviews { width: 1fr; height: 1fr; }
    StudyScreen .titles { color: $text-muted; height: 1; }
    StudyScreen .interviews OptionList { height: 1fr; padding: 0; text-wrap: nowrap; }
    StudyScreen .known { width: auto; height: auto; padding: 0 1 0 3; }
    StudyScreen.-narrow .known { padding: 1 0 0 0; }
    StudyScreen .next { height: auto; max-height: 4; padding: 1 1 0 1; }
    StudyScreen .unreadable { height: auto; max-height: 3; padding: 0 1; color: $warning; }
    """

    def __init__(self, store: StudyFolder) -> None:
        super().__init__()
        self._store = store
        self._study = store.study()
        self._rows: tuple[InterviewRow, ...] = ()
        self._said: tuple[Findable, ...] = ()
        self._changes: tuple[BankChange, ...] = ()
        # Asked when the study is opened; what was put off then waits for the next opening.
        self._asked_of_changes = False

    def compose_work(self) -> ComposeResult:
        with Container(classes="columns"):
            with Vertical(classes="interviews"):
                yield Static(_titles(), classes="titles")
                yield Rows(markup=False)
            yield Static("", classes="known", markup=False)
        yield Static("", classes="unreadable", markup=False)
        yield Static("", classes="next", markup=False)

    def on_mount(self) -> None:
        self.tell(self._study.title, "reading…")

    def on_screen_resume(self) -> None:
        self.query_one(OptionList).focus()
        # Reading at once would delay the first sight of the screen.
        self.call_after_refresh(self._look)

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        """Read the whole study, off the screen's thread."""
        try:
            reading = read_study(self._store)
            changes = all_changes(self._store, reading)
            decided = reading.study.settled
            rows = overview(reading)
            unfinished = (row.id for row in rows if not row.finished)
            findings = _Findings(
                rows=rows,
                elsewhere=frozenset(filter(self._store.is_open_elsewhere, unfinished)),
                known=coverage(reading.interviews, reading.banks),
                persona=draw(reading),
                said=_said(reading),
                unreadable=reading.unreadable,
                changes=changes,
                undecided=tuple(one for one in changes if one.settled not in decided),
            )
        except WizardError as fault:
            self.app.call_from_thread(self.wizard.tell_fault, fault)
            return
        self.app.call_from_thread(self._show, findings)

    def _show(self, findings: _Findings) -> None:
        if not self.is_open:
            return
        held = len(findings.rows)
        interviews = "1 interview" if held == 1 else f"{held} interviews"
        self.tell(findings.persona.study, f"{interviews} · {findings.persona.status}")
        self._said = findings.said
        self._list(findings.rows, findings.elsewhere)
        self.query_one(".known", Static).update(_known(findings.known))
        self.query_one(".next", Static).update(_next(findings.persona, held))
        # What was decided can be looked at again, and decided otherwise.
        self._changes = findings.undecided or findings.changes
        notices = [f"{u.file}: {u.reason}" for u in findings.unreadable]
        moved = dict.fromkeys(change.bank for change in findings.undecided)
        notices += [f"The bank {bank} has moved on: M says how." for bank in moved]
        unreadable = self.query_one(".unreadable", Static)
        unreadable.update(safe("\n".join(notices)))
        unreadable.display = bool(notices)
        if findings.undecided and not self._asked_of_changes and self.is_current:
            self._asked_of_changes = True
            self.action_bank_change()

    def _list(self, rows: tuple[InterviewRow, ...], elsewhere: frozenset[str]) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        now = datetime.now().astimezone()
        self._rows = rows
        options.clear_options()
        options.add_options(Option(_row(row, now, row.id in elsewhere), id=row.id) for row in rows)
        if not rows:
            options.add_option(Option("No interview yet. N starts the first.", disabled=True))
        options.highlighted = min(here, len(rows) - 1) if rows else None

    # Doing things

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self.wizard.sit_down(self._store, event.option_id)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def findable(self) -> tuple[Findable, ...]:
        return (*super().findable(), *self._said)

    async def found(self, choice: Findable | None) -> None:
        if choice is not None and choice.interview:
            self.wizard.sit_down(self._store, choice.interview, choice.place)
        else:
            await super().found(choice)

    def action_new_interview(self) -> None:
        from persona_wizard.tui.screens.new_interview import NewInterviewScreen

        self.app.push_screen(NewInterviewScreen(self._store))

    def action_interview(self) -> None:
        """Show what can be done with the whole interview under the cursor."""
        from persona_wizard.studies import managing
        from persona_wizard.tui.whole_interview import WholeInterview

        here = self.query_one(OptionList).highlighted
        if here is None or not self._rows:
            return
        row = self._rows[here]

        def delete() -> None:
            managing.delete(self._store, row.id)
            self._look()

        WholeInterview(self.app, self._store, row.id, self._look_again, delete).ask()

    def _look_again(self) -> None:
        self._look()

    def action_follow_up(self) -> None:
        here = self.query_one(OptionList).highlighted
        if here is None or not self._rows:
            return
        row = self._rows[here]
        try:
            interview = self._store.read_interview(row.id)
            if (begun := unfinished_follow_up(self._store, interview)) is not None:
                self.wizard.sit_down(self._store, begun.id)
                return
            left = follow_up(self._store, interview)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._start_follow_up(left)

        count = "1 question" if left.questions == 1 else f"{left.questions} questions"
        question = f"{row.pseudonym} was not asked {count} of today's bank. Ask now?"
        self.app.push_screen(Confirm(question, "start an interview with them", "not now"), answered)

    def _start_follow_up(self, left: FollowUp) -> None:
        from persona_wizard.tui.screens.interview import InterviewScreen

        try:
            sitting = start_follow_up(self._store, left)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self.app.push_screen(InterviewScreen(sitting))

    def action_bank_change(self) -> None:
        """Ask about the changes, one after the other, until one is put off."""
        if not self._changes:
            self.notify("Every bank is as it was when it was asked.", timeout=4)
            return
        try:
            study = self._store.study()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        change, *rest = self._changes

        def answered(settled: str | None) -> None:
            if settled and rest:
                self._changes = tuple(rest)
                self.action_bank_change()

        self.app.push_screen(BankChangeScreen(self._store, study, change), answered)

    def action_persona(self) -> None:
        from persona_wizard.tui.screens.persona import PersonaScreen

        self.app.push_screen(PersonaScreen(self._store))

    def action_export(self) -> None:
        from persona_wizard.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._store))

    def action_words(self) -> None:
        from persona_wizard.tui.screens.words import WordsScreen

        try:
            screen = WordsScreen(self._store)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self.app.push_screen(screen)

    def action_banks(self) -> None:
        from persona_wizard.tui.screens.banks import BanksScreen

        self.app.push_screen(BanksScreen(self._store))


def _said(reading: Reading) -> tuple[Findable, ...]:
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


def _titles() -> Content:
    return Content(f"{'who':<8}{'audience':<15}{'when':<13}{'answered':<10}state")


def _row(row: InterviewRow, now: datetime, elsewhere: bool) -> Content:
    started = when(datetime.fromisoformat(row.started).astimezone(), now)
    answered = f"{row.answered}/{row.total}"
    state = ("finished", "$quiet") if row.finished else ("▸ resume", "$accent")
    if elsewhere:
        state = ("open elsewhere", "$secondary")
    if row.refused:
        state = ("not taking part", "$warning")
    who = row.pseudonym[:7].ljust(8)
    return Content.assemble(
        safe_line_part(who), f"{row.audience.one:<15}{started:<13}{answered:<10}", state
    )


def _known(known: dict[tuple[str, Audience], Coverage]) -> Content:
    lines: list[Content] = [
        Content.assemble(
            ("What is known  ", "bold"),
            ("".join(f"{_COLUMNS[audience]:<12}" for audience in Audience), "$quiet"),
        )
    ]
    for heading in HEADINGS:
        cells: list[Content] = [Content(f"{heading.short:<15}")]
        for audience in Audience:
            dots, word = _DOTS[known[(heading.id, audience)]]
            style = "$warning" if word else "$secondary"
            cells.append(Content.styled(f"{dots + word:<12}", style))
        lines.append(Content.assemble(*cells))
    return Content("\n").join(lines)


def _next(persona: Persona, interviews: int) -> Content:
    if not interviews:
        return Content("Next: talk to somebody. N starts an interview.")
    open_gaps = [gap for gap in persona.gaps if gap.accepted is None]
    gap = next((gap for gap in open_gaps if gap.heading or gap.audience), None)
    gap = gap or next(iter(open_gaps), None)
    if gap is None:
        return Content("Next: nothing is missing. E writes the page.")
    return Content.assemble(("Next: ", "bold"), dressed(gap_line(gap)))

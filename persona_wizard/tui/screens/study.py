"""The study: its interviews, what is known of each heading, and what to do next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker, get_current_worker

from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.store import StudyFolder
from persona_wizard.studies.bank_changes import BankChange
from persona_wizard.studies.erasing import came_back_in_words
from persona_wizard.studies.overview import InterviewRow, rows_at_once
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.tui import actions, study_notices
from persona_wizard.tui.asking_again import AskingAgain
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.guide_writer import GuideWriter
from persona_wizard.tui.how_far import HowFar, NobodyWaits, bar_so_far
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.bank_change import BankChangeScreen
from persona_wizard.tui.screens.base import NARROWEST, WizardScreen
from persona_wizard.tui.study_findings import Findings, look_through, open_elsewhere
from persona_wizard.tui.study_rows import known, news, next_step, row_of, titles
from persona_wizard.tui.widgets.rows import Rows

READ_ONLY = "read only"


class StudyScreen(WizardScreen):
    ACTIONS: ClassVar = actions.STUDY
    HELP_TITLE = "Study"
    HELP_TEXT = (
        "At the left the interviews, newest first. At the right how much is known: "
        "●●● every field from three people or more, ●●○ every field, ●○○ some, ○○○ none. "
        "“ask”: nobody told of any of it, or of one of its fields.\n"
        "Status: proto without an interview; supported from nine people whose last two interviews "
        "brought hardly anything new, once four fifths of what was said is read; rich from 16.\n"
        "{guide}: a question bank of what an audience has not told enough about yet.\n"
        "I: another audience or pseudonym for this interview, write it, delete it, erase them.\n"
        "{conflicts}: where an interview was changed elsewhere while it was written here.\n"
        "Where both versions were kept, the hour of the last answer stands behind each.\n"
        "{look_after}: every file is looked at; what is damaged comes back from its backup."
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
    StudyScreen .known { width: 54; height: auto; padding: 0 0 0 3; layout: vertical; }
    StudyScreen .matrix { width: 51; height: auto; }
    StudyScreen .news { width: 1fr; height: auto; max-height: 8; margin-top: 1; }
    StudyScreen.-narrow .known { width: 1fr; padding: 1 0 0 0; layout: horizontal; }
    StudyScreen.-narrow .news { margin: 0 0 0 2; }
    StudyScreen .next { height: auto; max-height: 4; padding: 1 1 0 1; }
    StudyScreen .unreadable { height: auto; max-height: 4; padding: 0 1; color: $warning; }
    """

    @dataclass
    class Far(Message):
        """So many interviews were read, of how many."""

        done: int
        of: int

    def __init__(self, store: StudyFolder) -> None:
        super().__init__()
        self._store = store
        self._study = store.study()
        self._rows: tuple[InterviewRow, ...] = ()
        # Interviews with another version that waits to be settled, by id.
        self._two_versions: frozenset[str] = frozenset()
        # What the list shows, so that it is not filled again with the same.
        self._listed: (
            tuple[tuple[InterviewRow, ...], frozenset[str], frozenset[str], date] | None
        ) = None
        self._said: tuple[Findable, ...] = ()
        # What is known of everyone; None until it is counted.
        self._persona: Persona | None = None
        self._changes: tuple[BankChange, ...] = ()
        # Asked when the study is opened; what was put off then waits for the next opening.
        self._asked_of_changes = False
        self._reading = False

    def compose_work(self) -> ComposeResult:
        with Container(classes="columns"):
            with Vertical(classes="interviews"):
                yield Static(titles(), classes="titles")
                yield Rows(markup=False)
            with Container(classes="known"):
                yield Static("", classes="matrix", markup=False)
                yield Static("", classes="news", markup=False)
        yield Static("", classes="unreadable", markup=False)
        yield Static("", classes="next", markup=False)

    def on_mount(self) -> None:
        self.tell(self._study.title, "reading…")

    def on_screen_resume(self) -> None:
        if not self.is_open:
            return
        self.query_one(OptionList).focus()
        # Reading at once would delay the first sight of the screen.
        self.call_after_refresh(self._look)

    @work(thread=True, exclusive=True)
    def _look(self) -> None:
        """Read the whole study, off the screen's thread, and say how far that is."""
        worker = get_current_worker()
        # A newer look may have begun, or the screen be left.
        far = HowFar(self._send_far, lambda: not worker.is_cancelled)
        self._reading = True
        try:
            if not self._rows:
                # The list comes at once from the index, and is looked through behind it.
                self._send_early(worker, rows_at_once(self._store.overview()))
            rows = rows_at_once(self._store.checked_overview(far))
            self._send_early(worker, rows)
            if far.is_late and not worker.is_cancelled:
                self.app.call_from_thread(self._tell_counting, len(rows))
            findings = look_through(self._store, lambda: not worker.is_cancelled)
        except NobodyWaits:
            return
        except WizardError as fault:
            self.app.call_from_thread(self.wizard.tell_fault, fault)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, findings)

    def _send_far(self, done: int, of: int) -> None:
        self.post_message(self.Far(done, of))

    @on(Far)
    def _tell_far(self, event: Far) -> None:
        # What was told last may come after all that was read.
        if self._reading:
            self.tell(self._study.title, f"reading…  {bar_so_far(event.done, event.of)}")

    def _send_early(self, worker: Worker[None], rows: tuple[InterviewRow, ...]) -> None:
        """Have the list shown before what is known is counted, where it is another than before."""
        told = [(row.id, row.finished, row.answered) for row in rows]
        shown = [(row.id, row.finished, row.answered) for row in self._rows]
        if told != shown and not worker.is_cancelled:
            self.app.call_from_thread(self._show_early, rows, open_elsewhere(self._store, rows))

    def _show_early(self, rows: tuple[InterviewRow, ...], elsewhere: frozenset[str]) -> None:
        """Show the list, to be worked with while the rest is on its way."""
        if self.is_open:
            self._list(rows, elsewhere)

    def _tell_counting(self, held: int) -> None:
        """What is known of ten thousand takes far longer than to read them."""
        self._reading = False
        if self.is_open:
            self.tell(self._study.title, f"{_interviews(held)} · counting what is known…")

    def _show(self, findings: Findings) -> None:
        self._reading = False
        if not self.is_open:
            return
        held = len(findings.rows)
        status = READ_ONLY if findings.only_read else ""
        self.tell(
            findings.persona.study, f"{_interviews(held)} · {findings.persona.status}", status
        )
        self._said = findings.said
        self._persona = findings.persona
        self._two_versions = findings.two_versions
        self._list(findings.rows, findings.elsewhere)
        self.query_one(".matrix", Static).update(known(findings.persona))
        self.query_one(".news", Static).update(news(findings.persona))
        self.query_one(".next", Static).update(next_step(findings.persona, held, self.wizard.keys))
        # What was decided can be looked at again, and decided otherwise.
        self._changes = findings.undecided or findings.changes
        self._notice(findings)
        asks = findings.undecided and not findings.only_read
        if asks and not self._asked_of_changes and self.is_current:
            self._asked_of_changes = True
            self.action_bank_change()

    def _notice(self, findings: Findings) -> None:
        """Say what needs somebody's eye."""
        keys = self.wizard.keys
        moved = [change.bank for change in findings.undecided]
        notices = (
            *came_back_in_words(self._store),
            *study_notices.read_only(findings.only_read),
            *study_notices.two_versions(len(findings.two_versions), keys),
            *study_notices.unreadable(findings.unreadable, keys),
            *study_notices.moved_on(moved, keys),
        )
        noticed = self.query_one(".unreadable", Static)
        noticed.update(safe("\n".join(notices)))
        noticed.display = bool(notices)

    def _list(self, rows: tuple[InterviewRow, ...], elsewhere: frozenset[str]) -> None:
        now = datetime.now().astimezone()
        listed = rows, elsewhere, self._two_versions, now.date()
        if listed == self._listed:
            return
        self._listed = listed
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        self._rows = rows
        options.clear_options()
        options.add_options(
            Option(row_of(row, now, row.id in elsewhere, row.id in self._two_versions), id=row.id)
            for row in rows
        )
        if not rows:
            options.add_option(Option("No interview yet. N starts the first.", disabled=True))
        options.highlighted = min(here, len(rows) - 1) if rows else None

    # Doing things

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            if event.option_id in self._two_versions:
                # Which of the two would be gone on with is to be decided first.
                self.action_conflicts()
                return
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

    def _may_write(self) -> bool:
        """Whether the study can be written; says why not, before anything is filled in in vain."""
        try:
            refuse_if_only_read(self._store)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return False
        return True

    def action_new_interview(self) -> None:
        from persona_wizard.tui.screens.new_interview import NewInterviewScreen

        if self._may_write():
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
        if here is None or not self._rows or not self._may_write():
            return
        AskingAgain(self, self._store).ask(self._rows[here].id)

    def action_guide(self) -> None:
        """Write a question bank of what an audience is still to be asked."""
        if self._persona is not None and self._may_write():
            GuideWriter(self, self._store).ask(self._persona)

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

    def action_conflicts(self) -> None:
        from persona_wizard.tui.screens.conflicts import ConflictsScreen

        try:
            waiting = self._store.conflicts()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if waiting:
            self.app.push_screen(ConflictsScreen(self._store, self._study.title))
        else:
            self.notify("Every interview has one version.", timeout=4)

    def action_look_after(self) -> None:
        from persona_wizard.tui.screens.look_after import LookAfterScreen

        self.app.push_screen(LookAfterScreen(self._store, self._study.title))

    def action_persona(self) -> None:
        from persona_wizard.tui.screens.persona import PersonaScreen

        self.app.push_screen(PersonaScreen(self._store))

    def action_compose(self) -> None:
        self.wizard.compose_claims(self._store)

    def action_export(self) -> None:
        from persona_wizard.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._store))

    def action_alike(self) -> None:
        from persona_wizard.tui.screens.matrix import MatrixScreen

        self.app.push_screen(MatrixScreen(self._store))

    def action_words(self) -> None:
        from persona_wizard.tui.screens.words import WordsScreen

        if not self._may_write():
            return
        try:
            screen = WordsScreen(self._store)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self.app.push_screen(screen)

    def action_banks(self) -> None:
        from persona_wizard.tui.screens.banks import BanksScreen

        self.app.push_screen(BanksScreen(self._store))


def _interviews(held: int) -> str:
    return "1 interview" if held == 1 else f"{held:,} interviews"

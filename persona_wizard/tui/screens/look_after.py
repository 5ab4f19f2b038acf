"""A look at every file of a study: what is wrong, and at one key put right what can be."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from persona_wizard.model.errors import WizardError
from persona_wizard.store import StudyFolder
from persona_wizard.store.findings import Finding, Progress
from persona_wizard.studies import doctor
from persona_wizard.studies.doctor import Report, in_words
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.tui import actions
from persona_wizard.tui.how_far import HowFar, NobodyWaits, always_wanted, bar, so_far
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.bands import KeyBand
from persona_wizard.tui.widgets.rows import Rows

# Columns of the bar that fills while files are looked at.
_BAR = 30

Round = Callable[[Path, Progress], Report]


class LookAfterScreen(WizardScreen):
    """First it only looks; what is wrong is put right when that is asked for."""

    ACTIONS: ClassVar = actions.LOOK_AFTER
    HELP_TITLE = "Looking after a study"
    HELP_TEXT = (
        "Every file of the study is looked at; nothing is changed until you say so.\n"
        "Y puts right what can be. Nothing is deleted: what can’t be read goes to quarantine/, "
        "and its last good state comes back. What is left for you says what to do."
    )
    DEFAULT_CSS = """
    LookAfterScreen OptionList { height: 1fr; padding: 0 1; }
    LookAfterScreen .told { height: auto; min-height: 1; padding: 0 1; color: $text-muted; }
    """

    @dataclass
    class Far(Message):
        """So many files were looked at, of how many."""

        done: int
        of: int

    @dataclass
    class Ended(Message):
        """A round is over: what it found, or why it could not be made."""

        report: Report | None
        fault: WizardError | None = None

    def __init__(self, store: StudyFolder, title: str) -> None:
        super().__init__()
        self._store = store
        self._title = title
        self._report: Report | None = None
        # Whether this person asked for things to be put right.
        self._mended = False
        self._busy = True

    def compose_work(self) -> ComposeResult:
        yield Rows(markup=False)
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._tell_busy("looking…")
        self._look()

    def _tell_busy(self, stands: str) -> None:
        self._busy = True
        self.query_one(KeyBand).withhold("put_right")
        self.tell(f"{self._title} · every file", stands)

    @work(thread=True)
    def _look(self) -> None:
        """Only look, off the screen's thread, for as long as somebody waits."""
        worker = get_current_worker()
        with suppress(NobodyWaits):
            self._go(doctor.look, lambda: not worker.is_cancelled)

    @work(thread=True)
    def _put_right(self) -> None:
        self._go(doctor.put_right, always_wanted)

    def _go(self, round_: Round, wanted: Callable[[], bool]) -> None:
        """One round through the study. Raises NobodyWaits."""
        far = HowFar(lambda done, of: self._send(self.Far(done, of)), wanted)
        try:
            self._send(self.Ended(round_(self._store.folder, far)))
        except WizardError as fault:
            self._send(self.Ended(None, fault))

    def _send(self, message: Message) -> None:
        # Whoever has left is told nothing more.
        if self.is_attached:
            self.post_message(message)

    @on(Far)
    def _tell_far(self, event: Far) -> None:
        if self._busy:
            filled, empty = bar(event.done, event.of, _BAR)
            far = f"  looking: {so_far(event.done, event.of)}"
            self._say(Content.assemble((filled, "$accent"), (empty, "$quiet"), far))

    @on(Ended)
    def _show(self, event: Ended) -> None:
        self._busy = False
        self._report = event.report
        if event.report is None:
            self.tell(f"{self._title} · every file", "not looked at")
            self._say(Content(""))
            if event.fault is not None:
                self.wizard.tell_fault(event.fault)
            return
        if event.report.remaining:
            self.query_one(KeyBand).withhold()
        found = len(event.report.findings)
        stands = f"{found} found" if found else "all is well"
        self.tell(f"{self._title} · every file", stands)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(_rows(event.report))
        first = next((n for n, o in enumerate(options.options) if not o.disabled), None)
        options.highlighted = first
        self._say(safe_line(self._outcome(event.report)))

    def _outcome(self, report: Report) -> str:
        found, left = len(report.findings), report.remaining
        if not found:
            return "All is well: every file can be read, and is as it should be."
        if not self._mended:
            key = self.key("put_right")
            return f"Nothing was changed so far. {key} puts right what can be; nothing is deleted."
        if left == found:
            return "Nothing more can be put right from here: each line says what to do."
        done = f"{found - left} put right."
        return f"{done} {left} left for you: each line says what to do." if left else done

    def _say(self, words: Content) -> None:
        say(self.query_one(".told", Static), words)

    # Doing things

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_put_right()

    def action_put_right(self) -> None:
        if self._busy or self._report is None or not self._report.remaining:
            return
        try:
            refuse_if_only_read(self._store)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self._mended = True
        self._tell_busy("putting right…")
        self._put_right()


def _rows(report: Report) -> Iterator[Option]:
    """What is left first, then what was put right, then what somebody is writing."""
    left = [finding for finding in report.findings if not finding.done]
    done = [finding for finding in report.findings if finding.done]
    yield from _group("Left for you" if done else "", left)
    yield from _group("\nPut right" if left else "Put right", done)
    above = "\n" if report.findings else ""
    yield from _group(f"{above}Being written, and left alone", report.under_way)
    above = "\n" if above or report.under_way else ""
    yield from _group(f"{above}To look at", report.to_look_at)


def _group(title: str, findings: Sequence[Finding]) -> Iterator[Option]:
    if findings and title:
        yield Option(Content.styled(title, "bold"), disabled=True)
    for finding in findings:
        sign = ("✓ ", "$secondary") if finding.done else ("• ", "$warning")
        yield Option(Content.assemble(sign, safe_line(in_words(finding))))

"""The interview: one question at a time, and the answer takes the room that is left."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from persona_wizard.interviewing import CLOSING
from persona_wizard.model.bank import Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import CONSENT_TAKE_PART, State
from persona_wizard.model.languages import words_in
from persona_wizard.studies.interviews import Sitting
from persona_wizard.tui import actions
from persona_wizard.tui import interview_words as words
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.saver import NOT_SAVED, SAVED, SAVING, Saver
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.frame import FramePane
from persona_wizard.tui.widgets.outline import Outline

# How long the first of two presses of the leaving key is remembered; seconds.
TWICE_WITHIN = 4.0
NOT_TAKING_PART = "They would rather not take part. Thank them; ^Q twice leaves."
# "saved" is shown only after this much quiet, so that it does not flicker while typing; seconds.
QUIET = 0.3


class InterviewScreen(WizardScreen):
    """Everything happens in the session; this screen shows it and hands it on."""

    ACTIONS: ClassVar = actions.INTERVIEW
    HELP_TITLE = "Interview"
    HELP_TEXT = (
        "Type what you hear; everything is saved as you go.\n"
        "> at the start of a line: their own words.   # a tag.   #star: for the page.\n"
        "? at the start of a line: a question you asked off the guide.\n"
        "Tab: from a choice to its remark, and back; letters go there by themselves.\n"
        "Beside a question: ● answered, ○ key and still open, – a state, ‖ parked, ∅ led past."
    )
    DEFAULT_CSS = """
    InterviewScreen .columns { height: 1fr; }
    InterviewScreen.-narrow Outline { display: none; }
    InterviewScreen .talk { width: 1fr; padding: 0 1; }
    InterviewScreen .place { height: 1; color: $text-muted; margin-bottom: 1; }
    InterviewScreen .question { height: auto; max-height: 45%; margin-bottom: 1; }
    InterviewScreen .wording { text-style: bold; height: auto; }
    InterviewScreen .guidance { color: $text-muted; height: auto; }
    InterviewScreen .probes { color: $secondary; height: auto; }
    InterviewScreen .line { height: 1; color: $panel; }
    InterviewScreen .told {
        height: auto; min-height: 1; max-height: 2; text-align: right; color: $text-muted;
    }
    """

    @dataclass
    class Told(Message):
        """The saver says how saving stands."""

        text: str

    def __init__(self, sitting: Sitting, place: str = "") -> None:
        super().__init__()
        self._place_wanted = place
        self._sitting = sitting
        self._session = sitting.session
        self._saver = Saver(sitting.save, self._tell_saved)
        self._saving = SAVED
        self._trouble: Content | None = None
        self._quiet: Timer | None = None
        self._leaving = False

    def compose_work(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            yield Outline()
            with Vertical(classes="talk"):
                yield Static("", classes="place", markup=False)
                with VerticalScroll(classes="question", can_focus=False):
                    yield Static("", classes="wording", markup=False)
                    yield Static("", classes="guidance", markup=False)
                    yield Static("", classes="probes", markup=False)
                yield AnswerPane()
                yield FramePane()
                yield Static("", classes="told", markup=False)

    async def on_mount(self) -> None:
        self.set_interval(1.0, self._show_top)
        if self._place_wanted:
            self._session.go(self._place_wanted)
        await self._arrive()
        if self._session.interview.finished and not self._place_wanted:
            await self.action_read_through()

    def on_unmount(self) -> None:
        self._saver.close()
        # A save that fails here has been told on the screen already, and the file is whole.
        with suppress(WizardError):
            self._sitting.close()

    # Showing

    async def _arrive(self) -> None:
        """Show the place that the session is at, and put the cursor where the answer goes."""
        question = self._session.question
        pane, frame = self.query_one(AnswerPane), self.query_one(FramePane)
        pane.display, frame.display = question is not None, question is None
        self.query_one(".question").display = question is not None
        if question is None:
            frame.show(self._session)
            frame.focus_answer()
        else:
            shown = self._session.shown(question)
            self._show_question(shown)
            await pane.show(shown, self._session.answer)
            pane.focus_answer()
        self._show_progress()

    def _show_question(self, question: Question) -> None:
        self._set(".wording", safe_line(question.wording))
        self._set(".guidance", safe("\n".join(question.guidance)))
        self._set(".probes", safe("\n".join(f"› {probe}" for probe in question.probes)))
        self.query_one(".question", VerticalScroll).scroll_home(animate=False)

    def _set(self, selector: str, content: Content) -> None:
        widget = self.query_one(selector, Static)
        widget.update(content)
        widget.display = bool(content.plain)

    def _show_progress(self) -> None:
        """What follows from the answers: outline, place, tags, times."""
        self.query_one(Outline).show(self._session)
        self.query_one(".place", Static).update(safe_line(words.place(self._session)))
        told = self._trouble or safe_line(words.told(self._session))
        self.query_one(".told", Static).update(told)
        self._show_top()

    def _show_top(self) -> None:
        interview = self._session.interview
        about = self._sitting.study.product or self._sitting.study.title
        who = words_in(self._session.bank.language).one[interview.audience]
        where = " · ".join((interview.pseudonym, who, about))
        self.tell(where, words.stands(self._session), self._saving)

    # Answering

    @on(AnswerPane.Changed)
    def _changed(self, event: AnswerPane.Changed) -> None:
        self._session.write(event.question_id, event.value, event.text)
        self._save_soon()

    @on(FramePane.Consented)
    def _consented(self, event: FramePane.Consented) -> None:
        self._session.consent(event.item, event.given)
        if event.item == CONSENT_TAKE_PART and not event.given:
            self.notify(NOT_TAKING_PART, timeout=8)
        self._save_soon()

    def _save_soon(self) -> None:
        self._saver.offer(self._session.interview)
        self._show_progress()

    @on(AnswerPane.GoOn)
    @on(FramePane.GoOn)
    async def _go_on(self) -> None:
        await self.action_next()

    # Moving

    async def action_next(self) -> None:
        await self._settle()
        if self._session.place == CLOSING:
            await self.action_read_through()
            return
        self._session.next()
        await self._moved()

    async def action_back(self) -> None:
        await self._settle()
        self._session.back()
        await self._moved()

    async def go(self, place: str) -> None:
        """Go to a question by hand, also one that the guide leads past."""
        await self._settle()
        self._session.go(place)
        await self._moved()

    @on(Outline.Wanted)
    async def _wanted(self, event: Outline.Wanted) -> None:
        await self.go(event.place)

    async def _settle(self) -> None:
        """Take down every key typed so far, before anything moves."""
        pane = self.query_one(AnswerPane)
        await pane.settled()
        if pane.question is not None and pane.display:
            self._session.write(pane.question.id, pane.value, pane.text)

    async def _moved(self) -> None:
        self._saver.offer(self._session.interview)
        self._saver.save_now()
        await self._arrive()

    def action_key_only(self) -> None:
        self._session.key_only = not self._session.key_only
        self._show_progress()

    # States and notes

    def action_state(self) -> None:
        if self._session.question is not None:
            answer = self._session.answer
            names = words_in(self._session.bank.language).states
            menu = StateMenu(answer.state if answer else None, names)
            self.app.push_screen(menu, self._give_state)

    async def _give_state(self, state: State | None) -> None:
        question = self._session.question
        if state is None or question is None:
            return
        await self._settle()
        self._session.give_state(question.id, state)
        self._save_soon()

    def action_note(self) -> None:
        self.app.push_screen(NoteBox(self._session, self._save_soon))

    # Finding

    def findable(self) -> tuple[Findable, ...]:
        return (*words.findable_places(self._session), *super().findable())

    async def found(self, choice: Findable | None) -> None:
        if choice is not None and choice.place:
            await self.go(choice.place)
        else:
            await super().found(choice)

    # The end

    async def action_read_through(self) -> None:
        from persona_wizard.tui.screens.read_through import ReadThroughScreen

        await self._settle()
        self._saver.offer(self._session.interview)
        self.app.push_screen(ReadThroughScreen(self._session, self._save_soon), self._after_reading)

    async def _after_reading(self, place: str | None) -> None:
        """A place to go back to; None where the reading is over."""
        if place is not None:
            # The reading may have changed the answer: what the pane still shows must not be taken.
            self._session.go(place)
            await self._moved()
        elif self._session.interview.finished:
            self._leave()
        else:
            await self._arrive()

    async def action_leave(self) -> None:
        if not self._leaving:
            self._leaving = True
            self.set_timer(TWICE_WITHIN, self._stay)
            self.notify(
                "^Q once more leaves the interview; it can be resumed.", timeout=TWICE_WITHIN
            )
            return
        await self._settle()
        self._saver.offer(self._session.interview)
        self._leave()

    def _stay(self) -> None:
        self._leaving = False

    def _leave(self) -> None:
        if self._saver.flush():
            self.app.clear_notifications()
            self.app.pop_screen()
        else:
            self._leaving = False
            self.notify(
                "Not saved yet, so nothing was closed. The words stay here.", severity="error"
            )

    # Saving, as told by the saver's thread

    def _tell_saved(self, text: str) -> None:
        self.post_message(self.Told(text))

    @on(Told)
    def _told_saved(self, event: Told) -> None:
        if self._quiet is not None:
            self._quiet.stop()
        if event.text == SAVED:
            self._quiet = self.set_timer(QUIET, self._show_saved)
        else:
            self._show_saving(event.text)

    def _show_saved(self) -> None:
        # The word may have come after a newer change; another follows once that is safe.
        if self._saver.all_saved:
            self._show_saving(SAVED)

    def _show_saving(self, text: str) -> None:
        """One word in its place; what went wrong, whole, on the line below the answer."""
        if text in (SAVED, SAVING):
            self._saving, self._trouble = text, None
        else:
            self._saving, self._trouble = NOT_SAVED, safe_line(text).stylize("$warning")
        self._show_progress()

"""The interview: one question at a time, and the answer takes the room that is left."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from msgspec import structs
from textual import on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from persona_wizard.interviewing import CLOSING, OPENING
from persona_wizard.interviewing.answers import earlier_forms
from persona_wizard.model.bank import Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import CONSENT_TAKE_PART, State
from persona_wizard.model.languages import words_in
from persona_wizard.studies.habits import Habits, habits, keep_habits
from persona_wizard.studies.interviews import Sitting
from persona_wizard.studies.tags import tags_of
from persona_wizard.tui import actions
from persona_wizard.tui import interview_words as words
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens import erasing
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.saving import SavingScreen
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.frame import FramePane
from persona_wizard.tui.widgets.outline import Outline
from persona_wizard.tui.widgets.running import RunningNotes
from persona_wizard.tui.widgets.tag_hints import TagHints

if TYPE_CHECKING:
    from persona_wizard.tui.screens.read_through import ReadThroughScreen

# Columns of the top band that saving and gaps take; when it began is told where the rest fits.
_BESIDE = 16
# How long the first of two presses of the leaving key is remembered; seconds.
TWICE_WITHIN = 4.0
NOT_TAKING_PART = "They would rather not take part. Thank them; ^Q twice leaves."
TO_THE_STREAM = "Tab: to the running notes, and back"


class InterviewScreen(SavingScreen):
    """Everything happens in the session; this screen shows it and hands it on."""

    ACTIONS: ClassVar = actions.INTERVIEW
    HELP_TITLE = "Interview"
    HELP_TEXT = (
        "Type what you hear; everything is saved as you go.\n"
        "> at the start of a line: their own words.   #star: for the page.\n"
        "# a tag; Tab completes it from those of the study.\n"
        "? at the start of a line: a question you asked off the guide.\n"
        "F3: running notes, one stream of lines; digits are words there, states are given by ^R.\n"
        "Enter begins the next line, Up takes the last one back. Filed when you read through.\n"
        "Tab: from a choice to its remark, and back; letters go there by themselves.\n"
        "Beside a question: ● answered, ○ key and still open, – a state, ‖ parked, ∅ led past."
    )
    DEFAULT_CSS = """
    InterviewScreen .columns { height: 1fr; }
    InterviewScreen.-narrow Outline { display: none; }
    InterviewScreen .talk { width: 1fr; padding: 0 1; }
    InterviewScreen .place { height: 1; color: $text-muted; margin-bottom: 1; }
    InterviewScreen .place { text-wrap: nowrap; text-overflow: ellipsis; }
    InterviewScreen .question { height: auto; max-height: 45%; margin-bottom: 1; }
    InterviewScreen .wording { text-style: bold; height: auto; }
    InterviewScreen .guidance { color: $text-muted; height: auto; }
    InterviewScreen .probes { color: $secondary; height: auto; }
    InterviewScreen.-running FramePane { height: auto; max-height: 60%; }
    InterviewScreen .line { height: 1; color: $panel; }
    InterviewScreen .told {
        height: auto; min-height: 1; max-height: 2; text-align: right; color: $text-muted;
    }
    """

    def __init__(self, sitting: Sitting, place: str = "") -> None:
        super().__init__(sitting.save)
        self._place_wanted = place
        self._sitting = sitting
        self._session = sitting.session
        self._leaving = False
        # Where the finder led away from: the first thing that it offers next.
        self._came_from = ""
        self._hints = TagHints(self._session)
        self._hint: Content | None = None
        self._in_stream = habits().running_notes
        # Where the cursor stood in the answer when running notes began.
        self._stood: Widget | None = None

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
                yield RunningNotes(self._session)
                yield Static("", classes="told", markup=False)

    async def on_mount(self) -> None:
        self.set_interval(1.0, self._show_top)
        self._read_tags()
        if self._place_wanted:
            self._session.go(self._place_wanted)
        await self._arrive()
        if self._session.interview.finished and not self._place_wanted:
            await self.action_read_through()

    def on_unmount(self) -> None:
        self.saver.close()
        # A save that fails here has been told on the screen already, and the file is whole.
        with suppress(WizardError):
            self._sitting.close()

    # Showing

    async def _arrive(self) -> None:
        """Show the place that the session is at, and put the cursor where the answer goes."""
        question = self._session.question
        pane, frame = self.query_one(AnswerPane), self.query_one(FramePane)
        stream = self.query_one(RunningNotes)
        self.set_class(self._in_stream, "-running")
        stream.display = self._in_stream
        if self._in_stream:
            stream.show()
            if question is not None:
                stream.focus_line()
        pane.display = question is not None and not self._in_stream
        frame.display = question is None
        self.query_one(".question").display = question is not None
        if question is None:
            frame.show(self._session, self._sitting.last_time)
            # Whoever is writing goes on writing: a word must not become a consent.
            if not stream.line.has_focus:
                frame.focus_answer()
        else:
            shown = self._session.shown(question)
            self._show_question(shown)
            if not self._in_stream:
                await self._show_answer(pane, shown)
        self._show_progress()

    async def _show_answer(self, pane: AnswerPane, shown: Question) -> None:
        """Show the answer; one that is there as it was keeps its cursor and its undo."""
        stood, self._stood = self._stood, None
        if stood is not None and pane.holds(shown, self._session.answer):
            self.set_focus(stood)
            return
        await pane.show(shown, self._session.answer)
        pane.focus_answer()

    def _show_question(self, question: Question) -> None:
        self._set(".wording", safe_line(question.wording))
        self._set(".guidance", safe("\n".join(question.guidance)))
        self._set(".probes", safe("\n".join(f"› {probe}" for probe in question.probes)))
        self.query_one(".question", VerticalScroll).scroll_home(animate=False)

    def _set(self, selector: str, content: Content) -> None:
        widget = self.query_one(selector, Static)
        widget.update(content)
        widget.display = bool(content.plain)

    def show_saving(self) -> None:
        self._show_progress()

    def _show_progress(self) -> None:
        """What follows from the answers: outline, place, tags, times."""
        self.query_one(Outline).show(self._session)
        self.query_one(".place", Static).update(safe_line(words.place(self._session)))
        self._hint = self._hints.hint(self.focused)
        self._show_told()
        self._show_top()

    def _show_told(self) -> None:
        told = self.trouble or self._hint or safe_line(words.told(self._session))
        if self._in_stream and self._session.question is None and not (self.trouble or self._hint):
            told = safe_line(TO_THE_STREAM)
        self.query_one(".told", Static).update(told)

    def _show_top(self) -> None:
        interview = self._session.interview
        about = self._sitting.study.product or self._sitting.study.title
        who = words_in(self._session.bank.language).one[interview.audience]
        where = " · ".join((interview.pseudonym, who, about))
        began = words.since(self._session, datetime.now().astimezone())
        stands = words.stands(self._session, began)
        if Content(where + stands).cell_length > self.size.width - _BESIDE:
            stands = words.stands(self._session)
        self.tell(where, stands, self.saving)

    # Answering

    @on(AnswerPane.Changed)
    def _changed(self, event: AnswerPane.Changed) -> None:
        self._session.write(event.question_id, event.value, event.text)
        self._save_soon()

    @on(RunningNotes.Changed)
    def _noted(self) -> None:
        self._save_soon()

    @on(FramePane.Consented)
    def _consented(self, event: FramePane.Consented) -> None:
        self._session.consent(event.item, event.given)
        self._save_soon()
        if event.item == CONSENT_TAKE_PART and not event.given:
            self._not_taking_part()

    def _not_taking_part(self) -> None:
        """Offer to erase where there is something to erase, else say what to do."""
        interview = self._session.interview
        if self._session.place == OPENING and not (interview.answers or interview.notes):
            self.notify(NOT_TAKING_PART, timeout=8)
            return

        def erased(named: bool) -> None:
            self.saver.drop()
            self.app.clear_notifications()
            self.app.pop_screen()
            self.app.notify(erasing.was_erased(interview, named), timeout=8, markup=False)

        erasing.offer(self.wizard, self._sitting, erased)

    def _save_soon(self) -> None:
        self.saver.offer(self._session.interview)
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
        if self._in_stream:
            await self.query_one(RunningNotes).settled()
        if pane.question is not None and pane.display:
            self._session.write(pane.question.id, pane.value, pane.text)

    async def _moved(self) -> None:
        self.saver.offer(self._session.interview)
        self.saver.save_now()
        await self._arrive()

    def action_key_only(self) -> None:
        self._session.key_only = not self._session.key_only
        self._show_progress()

    async def action_running(self) -> None:
        """From the answer to running notes and back; remembered for the next interview."""
        await self._settle()
        self._in_stream = not self._in_stream
        kept = Habits(running_notes=self._in_stream)
        self.run_worker(lambda: keep_habits(kept), thread=True, group="habits")
        if self._in_stream:
            stood = self.focused
            inside = stood is not None and self.query_one(AnswerPane) in stood.ancestors
            self._stood = stood if inside else None
        await self._arrive()

    # Tags

    @work(thread=True, exclusive=True, group="tags")
    def _read_tags(self) -> None:
        """Learn the study's tags, off the screen's thread; without them this interview's serve."""
        here = self._session.interview.id
        with suppress(WizardError):
            interviews = self._sitting.store.interviews().interviews
            self._hints.study = tags_of(i for i in interviews if i.id != here)

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if (hint := self._hints.hint(self.focused)) != self._hint:
            self._hint = hint
            self._show_told()

    def action_complete(self) -> None:
        """Complete a tag; else, between the frame and the stream, lead from one to the other."""
        if self._hints.complete(self.focused):
            return
        if not self._in_stream:
            raise SkipAction
        stream = self.query_one(RunningNotes)
        if self._session.question is None and stream.line.has_focus:
            self.query_one(FramePane).focus_answer()
        else:
            stream.focus_line()

    # Earlier forms

    async def action_earlier(self) -> None:
        from persona_wizard.tui.screens.revisions import Revisions

        await self._settle()
        question, answer = self._session.question, self._session.answer
        forms = earlier_forms(answer) if answer is not None else ()
        if question is None or answer is None or not forms:
            self.notify("No earlier form of this answer.", timeout=4)
            return

        async def chosen(index: int | None) -> None:
            if index is not None:
                self._session.take_back(question.id, index)
                await self._moved()

        names = words_in(self._session.bank.language).states
        self.app.push_screen(Revisions(answer, forms, names), chosen)

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
        self.app.push_screen(NoteBox(self._session, self._save_soon, self._hints))

    # Finding

    def findable(self) -> tuple[Findable, ...]:
        places = words.findable_places(self._session)
        back = [
            structs.replace(thing, detail="back to where you were", also="", number="")
            for thing in places
            if thing.place == self._came_from != self._session.place
        ]
        return (*back[:1], *places, *super().findable())

    async def found(self, choice: Findable | None) -> None:
        if choice is not None and choice.place:
            self._came_from = self._session.place
            await self.go(choice.place)
        else:
            await super().found(choice)

    # The end

    async def action_read_through(self) -> None:
        await self._settle()
        self.saver.offer(self._session.interview)
        self.app.push_screen(self._reading(), self._after_reading)

    def _reading(self) -> "ReadThroughScreen":
        from persona_wizard.tui.screens.read_through import ReadThroughScreen
        from persona_wizard.tui.whole_interview import WholeInterview

        def deleted() -> None:
            self._sitting.delete()
            self.saver.drop()
            # The reading lies on top of this screen.
            self.app.pop_screen()
            self.app.pop_screen()

        def changed() -> None:
            self._save_soon()
            reading.show_all()

        sitting = self._sitting
        here = self._session.interview.id
        whole = WholeInterview(self.app, sitting.store, here, changed, deleted, sitting)
        reading = ReadThroughScreen(
            self._session, self._save_soon, tags=lambda: self._hints.study, more=whole.ask
        )
        return reading

    async def _after_reading(self, place: str | None) -> None:
        """A place to go back to; None where the reading is over."""
        if place is not None:
            # The reading may have changed the answer: what the pane still shows must not be taken.
            self._session.go(place)
            await self._moved()
        elif self._session.interview.finished:
            self.leave()
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
        self._leaving = False
        await self._settle()
        self.saver.offer(self._session.interview)
        self.leave()

    def _stay(self) -> None:
        self._leaving = False

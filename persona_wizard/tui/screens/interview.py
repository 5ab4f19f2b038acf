"""The interview: one question at a time, and the answer takes the room that is left."""

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from msgspec import structs
from textual import on, work
from textual.actions import SkipAction
from textual.widgets import TextArea

from persona_wizard.interviewing import CLOSING
from persona_wizard.interviewing.answers import earlier_forms
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import State
from persona_wizard.model.languages import words_in
from persona_wizard.studies.erasing import was_erased
from persona_wizard.studies.habits import habits, keep_habits
from persona_wizard.studies.interviews import Sitting
from persona_wizard.studies.tags import tags_of
from persona_wizard.tui import actions
from persona_wizard.tui import interview_words as words
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.screens import erasing
from persona_wizard.tui.screens.interview_shown import InterviewShown
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.frame import FramePane
from persona_wizard.tui.widgets.messages import Worded
from persona_wizard.tui.widgets.note_line import NoteLine
from persona_wizard.tui.widgets.outline import Outline
from persona_wizard.tui.widgets.running import RunningNotes

if TYPE_CHECKING:
    from persona_wizard.tui.screens.read_through import ReadThroughScreen

# How long the first of two presses of the leaving key is remembered; seconds.
TWICE_WITHIN = 4.0


class InterviewScreen(InterviewShown):
    """Everything happens in the session; this screen shows it and hands it on."""

    ACTIONS: ClassVar = actions.INTERVIEW
    HELP_TITLE = "Interview"
    HELP_TEXT = (
        "Type what you hear; everything is saved as you go.\n"
        "> at the start of a line: their own words.   #star: for the page.\n"
        "# a tag; Tab completes it from those of the study.\n"
        "? at the start of a line: a question you asked off the guide.\n"
        "{running}: running notes, one stream of lines; digits are words there, {state} gives a "
        "state.\n"
        "Enter begins the next line, Up takes the last one back. Filed when you read through.\n"
        "Choices: 1 to 9, then capitals. Tab: to the remark and back; small letters begin one.\n"
        "^Z takes back what you typed or picked here, ^Y undoes that; {earlier}: earlier forms.\n"
        "Beside a question: ● answered, ○ key and still open, – a state, ‖ parked, ∅ led past."
    )

    def __init__(self, sitting: Sitting, place: str = "") -> None:
        super().__init__(sitting, place)
        self._leaving = False
        # Where the finder led away from: the first thing that it offers next.
        self._came_from = ""
        sitting.following.tell = self._tell_moved

    async def on_mount(self) -> None:
        self.set_interval(1.0, self._each_second)
        # Reading at once would delay the first sight of the question.
        self.call_after_refresh(self._read_tags)
        if self._place_wanted:
            self._session.go(self._place_wanted)
            self.saver.offer(self._session.interview)
        await self._arrive()
        if self._session.interview.finished and not self._place_wanted:
            await self.action_read_through()

    def on_unmount(self) -> None:
        self.saver.close()
        # A save that fails here has been told on the screen already, and the file is whole.
        try:
            self._sitting.close()
        except WizardError:
            self.wizard.unsaved = True

    # Answering

    @on(AnswerPane.Changed)
    def _changed(self, event: AnswerPane.Changed) -> None:
        pane = self.query_one(AnswerPane)
        # An earlier form may have come back since: what is shown now is what counts.
        shown = pane.question is not None and pane.question.id == event.question_id
        now = (pane.value, pane.text) if shown else (event.value, event.text)
        self._session.write(event.question_id, *now)
        self._save_soon()

    @on(RunningNotes.Changed)
    def _noted(self) -> None:
        self._save_soon()

    @on(FramePane.Consented)
    def _consented(self, event: FramePane.Consented) -> None:
        self._session.consent(event.item, event.given)
        self.query_one(FramePane).tell(self._frame_hint())
        self._save_soon()

    @on(NoteLine.Noted)
    def _said_in_a_frame(self) -> None:
        self._save_soon()

    @on(Worded)
    def _began_words(self, event: Worded) -> None:
        """Letters typed where consent is taken are words: on to the line for them."""
        frame, stream = self.query_one(FramePane), self.query_one(RunningNotes)
        line = stream.line if self._in_stream else frame.note
        self.set_focus(line)
        line.take(event.character)

    @on(FramePane.EraseWanted)
    def _erase_wanted(self) -> None:
        interview = self._session.interview

        def erased(named: bool) -> None:
            self.saver.drop()
            self.app.clear_notifications()
            self.app.pop_screen()
            self.app.notify(was_erased(interview, named), timeout=8, markup=False)

        erasing.offer(self.wizard, self._sitting, erased)

    def _save_soon(self) -> None:
        # Whoever goes on typing did not mean to leave.
        self._leaving = False
        self.saver.offer(self._session.interview)
        if self._sitting.following.waits:
            self.saver.save_now()
        self._show_soon()

    def _show_soon(self) -> None:
        """Show what follows from the answers, once the answer itself is on the screen."""
        if not self._behind:
            self._behind = True
            self.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        self._behind = False
        if self.is_open:
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
        if pane.question is not None and pane.display and pane.altered:
            self._session.write(pane.question.id, pane.value, pane.text)

    async def _moved(self) -> None:
        self._lost_last = None
        self._sitting.rest()
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
        kept = structs.replace(habits(), running_notes=self._in_stream)
        self.run_worker(lambda: keep_habits(kept), thread=True, group="habits")
        if self._in_stream:
            stood = self.focused
            inside = stood is not None and self.query_one(AnswerPane) in stood.ancestors
            self._stood = stood if inside else None
        await self._arrive()
        if self._in_stream:
            self.query_one(RunningNotes).focus_line()

    # Tags

    @work(thread=True, exclusive=True, group="tags")
    def _read_tags(self) -> None:
        """Learn the study's tags, off the screen's thread; without them this interview's serve."""
        here = self._session.interview.id
        with suppress(WizardError):
            store = self._sitting.store
            codes = store.study().codes
            others = (i for i in store.interviews().interviews if i.id != here)
            self._hints.study, self._hints.codes = tags_of(others, codes), codes

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self) -> None:
        if (hint := self._hints.hint(self.focused)) != self._hint:
            self._hint = hint
            self._show_told()

    def action_complete(self) -> None:
        """Complete a tag; else lead from the consents of a frame to its line, and back."""
        if self._hints.complete(self.focused):
            return
        frame, stream = self.query_one(FramePane), self.query_one(RunningNotes)
        if self._session.question is not None:
            if not self._in_stream:
                raise SkipAction
            stream.focus_line()
        elif not self._in_stream:
            frame.swap()
        elif stream.line.has_focus:
            frame.focus_answer()
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
                # What was typed in the meantime is a form, too.
                await self._settle()
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
        self._sitting.rest()
        self.saver.offer(self._session.interview)
        self.saver.save_now()
        self.app.push_screen(self._reading(), self._after_reading)

    def _reading(self) -> "ReadThroughScreen":
        from persona_wizard.studies.line_links import links_in
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
            self._session,
            self._save_soon,
            tags=lambda: self._hints.study,
            codes=lambda: self._hints.codes,
            more=whole.ask,
            links=links_in(sitting),
        )
        self._reads = reading
        return reading

    async def _after_reading(self, place: str | None) -> None:
        """A place to go back to; None where the reading is over."""
        self._reads = None
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
                f"{self.key('leave')} once more leaves the interview; it can be resumed.",
                timeout=TWICE_WITHIN,
            )
            return
        self._leaving = False
        await self._settle()
        self._session.keep_time()
        self._sitting.rest()
        self.saver.offer(self._session.interview)
        self.leave()

    def _stay(self) -> None:
        self._leaving = False

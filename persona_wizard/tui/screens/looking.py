"""An interview that somebody else is writing: to walk about in and to read, never to change."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.message import Message

from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview
from persona_wizard.store import InterviewLocked
from persona_wizard.studies.looking import Looking
from persona_wizard.tui import actions
from persona_wizard.tui.actions import told_with_keys
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.frame import FramePane
from persona_wizard.tui.widgets.writing import AnswerArea

if TYPE_CHECKING:
    from persona_wizard.tui.screens.read_through import ReadThroughScreen

# How often to look whether something new was saved; seconds.
EVERY = 1.5
READ_ONLY = "read only"
FREE = "free: {write_here}"


class LookingScreen(InterviewScreen, inherit_bindings=False):
    """The interview without a cursor. It takes in what the other writes, now and then."""

    AUTO_FOCUS = ""
    ACTIONS: ClassVar = actions.LOOKING
    HELP_TITLE = "Interview, read only"
    HELP_TEXT = (
        "Somebody else is writing this interview. What they save is shown within two seconds.\n"
        "Once they have left it, {write_here} makes it yours to write; so does opening it anew.\n"
        "Up and Down scroll a long answer.\n"
        "Beside a question: ● answered, ○ key and still open, – a state, ‖ parked, ∅ led past."
    )

    @dataclass
    class Looked(Message):
        """What a look at the disk found: a newer record, if any, and who writes it, if anybody."""

        news: Interview | None
        writer: str

    def __init__(self, looking: Looking, place: str = "") -> None:
        super().__init__(looking, place)
        self._other = looking
        self.saving = READ_ONLY
        # A stream of running notes is for writing; here the answers are shown.
        self._in_stream = False
        self._told_once = False
        self._reading_news = False
        self._gone = False

    async def on_mount(self) -> None:
        self.query_one(AnswerPane).disabled = True
        self.query_one(FramePane).disabled = True
        self.set_interval(EVERY, self._look)

    async def _arrive(self) -> None:
        await super()._arrive()
        self.set_focus(None)

    def tell_saved(self, text: str) -> None:
        """Nothing is saved here."""

    # What the other writes

    def _look(self) -> None:
        if not (self._reading_news or self._gone):
            self._reading_news = True
            self._read_news()

    @work(thread=True)
    def _read_news(self) -> None:
        """See what is new, off the screen's thread."""
        try:
            news, writer = self._other.news(), self._other.writer
        except WizardError as fault:
            self.app.call_from_thread(self._tell_gone, fault)
        else:
            self.post_message(self.Looked(news, writer))

    @on(Looked)
    async def _take_in(self, event: Looked) -> None:
        self._reading_news = False
        news, writer = event.news, event.writer
        free = not writer and self._other.may_write
        if free and self.saving == READ_ONLY:
            key = self.key("write_here")
            self.notify(
                f"{self._who} is free now. {key} lets you write here.", timeout=8, markup=False
            )
        self.saving = told_with_keys(FREE, self.wizard.keys) if free else READ_ONLY
        if news is None:
            return
        before = self._session.answer, self._session.interview.consent
        self._other.session.take_in(news)
        if before == (self._session.answer, self._session.interview.consent):
            self._show_progress()
        else:
            await self._arrive()

    def _tell_gone(self, fault: WizardError) -> None:
        """It can't be read any more: what was read stays on the screen."""
        self._gone = True
        self.wizard.tell_fault(fault)

    # What the hand does

    async def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "down"):
            self._scroll(event.key)
        elif event.key == "enter":
            await self.action_next()
        elif event.key not in ("escape", "tab", "shift+tab"):
            self._say_once()

    def on_paste(self) -> None:
        self._say_once()

    def _scroll(self, way: str) -> None:
        for area in (*self.query(AnswerArea), *self.query(FramePane)):
            if area.display:
                area.scroll_relative(y=1 if way == "down" else -1, animate=False)

    def _say_once(self) -> None:
        if not self._told_once:
            self._told_once = True
            self.notify(self._why_not(), timeout=8, markup=False)

    def _why_not(self) -> str:
        writer = self._other.writer
        if not self._other.may_write:
            return f"{self._who} is only read here: you have no right to write in this study."
        if not writer:
            key = self.key("write_here")
            return f"{self._who} is only read here. {key} lets you write, if nobody else does."
        return f"{self._who} is being written by {writer}; here you can only read."

    @property
    def _who(self) -> str:
        return self._session.interview.pseudonym

    # The ways out

    def action_write_here(self) -> None:
        """Go on as the one who writes, at the same place."""
        try:
            sitting = self._other.sit_down()
        except InterviewLocked:
            self.notify(self._why_not(), timeout=8, markup=False)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
        else:
            self.app.clear_notifications()
            self.app.switch_screen(InterviewScreen(sitting, self._session.place))

    def _reading(self) -> "ReadThroughScreen":
        from persona_wizard.tui.screens.only_read_through import OnlyReadThroughScreen

        return OnlyReadThroughScreen(self._session, self._save_soon)

    async def action_leave(self) -> None:
        self.leave()

"""What the interview's screen shows: place, question, answer, and how it stands."""

from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from persona_wizard.interviewing.wording import since
from persona_wizard.model.bank import Question
from persona_wizard.model.languages import words_in
from persona_wizard.studies.following import Moved
from persona_wizard.studies.habits import habits
from persona_wizard.studies.interviews import Sitting
from persona_wizard.tui import interview_words as words
from persona_wizard.tui.actions import told_with_keys
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.saver import SAVED, SAVED_APART, SAVING
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.saving import SavingScreen
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.frame import FramePane
from persona_wizard.tui.widgets.messages import LinksMoved
from persona_wizard.tui.widgets.outline import Outline
from persona_wizard.tui.widgets.running import RunningNotes
from persona_wizard.tui.widgets.tag_hints import TagHints

if TYPE_CHECKING:
    from persona_wizard.tui.screens.read_through import ReadThroughScreen

# Columns of the top band that saving and gaps take; when it began is told where the rest fits.
_BESIDE = 16
# Seconds of listening after which they are saved.
_TIME_KEPT_EVERY = 30.0
TO_THE_STREAM = "Tab: to the running notes, and back"


class InterviewShown(SavingScreen):
    """The session as it stands. A subclass hands on what the person does."""

    DEFAULT_CSS = """
    InterviewShown .columns { height: 1fr; }
    InterviewShown.-narrow Outline { display: none; }
    InterviewShown .talk { width: 1fr; padding: 0 1; }
    InterviewShown .place { height: 1; color: $text-muted; margin-bottom: 1; }
    InterviewShown .place { text-wrap: nowrap; text-overflow: ellipsis; }
    InterviewShown .question { height: auto; max-height: 45%; margin-bottom: 1; }
    InterviewShown .wording { text-style: bold; height: auto; }
    InterviewShown .guidance { color: $text-muted; height: auto; }
    InterviewShown .probes { color: $secondary; height: auto; }
    InterviewShown .offered { color: $text-muted; height: auto; margin-top: 1; }
    InterviewShown.-running FramePane { height: auto; max-height: 60%; }
    InterviewShown .line { height: 1; color: $panel; }
    InterviewShown .told {
        height: auto; min-height: 1; max-height: 2; text-align: right; color: $text-muted;
    }
    """

    def __init__(self, sitting: Sitting, place: str = "") -> None:
        super().__init__(sitting.save)
        self._place_wanted = place
        self._sitting = sitting
        self._session = sitting.session
        self._hints = TagHints(self._session)
        self._hint: Content | None = None
        self._in_stream = habits().running_notes
        # That somebody else changed the file: told once, until the next move.
        self._apart: Content | None = None
        self._apart_told = False
        # Whether what stands around the answer lags the answer.
        self._behind = False
        # Where the cursor stood in the answer when running notes began.
        self._stood: Widget | None = None
        # Where the whole interview is being read, on top of this.
        self._reads: ReadThroughScreen | None = None
        # Links that were lost since the last move.
        self._lost_last: Moved | None = None

    def compose_work(self) -> ComposeResult:
        with Horizontal(classes="columns"):
            yield Outline()
            with Vertical(classes="talk"):
                yield Static("", classes="place", markup=False)
                with VerticalScroll(classes="question", can_focus=False):
                    yield Static("", classes="wording", markup=False)
                    yield Static("", classes="guidance", markup=False)
                    yield Static("", classes="probes", markup=False)
                    yield Static("", classes="offered", markup=False)
                yield AnswerPane()
                yield FramePane(self._session)
                yield RunningNotes(self._session)
                yield Static("", classes="told", markup=False)

    async def _arrive(self) -> None:
        """Show the place that the session is at, and put the cursor where the answer goes."""
        self._apart = None
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
            frame.show(self._frame_hint(), self._sitting.last_time)
            frame.note.display = not self._in_stream
            # Whoever is writing goes on writing: a word must not become a consent.
            if not (self._in_stream and stream.line.has_focus):
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
        # The answer's own widgets make way for the stream.
        self._set(".offered", safe(words.offered(question) if self._in_stream else ""))
        self.query_one(".question", VerticalScroll).scroll_home(animate=False)

    def _set(self, selector: str, content: Content) -> None:
        widget = self.query_one(selector, Static)
        widget.update(content)
        widget.display = bool(content.plain)

    def _frame_hint(self) -> str:
        return told_with_keys(words.frame_hint(self._session), self.wizard.keys)

    def _tell_moved(self, moved: Moved) -> None:
        """Take word of links, from the saver's thread."""
        self._lost_last = moved if moved.lost_in_words else None
        self.post_message(LinksMoved(moved))

    @on(LinksMoved)
    def _links_moved(self, event: LinksMoved) -> None:
        """Links followed changed words: shown where they are read, else told if any was lost."""
        if self._reads is not None:
            self._reads.links_moved(event.moved)
        elif event.moved.lost_in_words:
            self._tell_lost(event.moved)

    def _tell_lost(self, moved: Moved) -> None:
        self.app.notify(moved.lost_in_words, severity="warning", timeout=8, markup=False)

    def _close_for_good(self) -> None:
        super()._close_for_good()
        # What was left last is followed while the interview closes, and told over what lies below.
        if self._lost_last is not None:
            self._tell_lost(self._lost_last)

    def show_saving(self) -> None:
        self._show_told()
        self._show_top()

    def _show_progress(self) -> None:
        """What follows from the answers: outline, place, tags, times."""
        self.query_one(Outline).show(self._session)
        say(self.query_one(".place", Static), safe_line(words.place(self._session)))
        self._hint = self._hints.hint(self.focused)
        self._show_told()
        self._show_top()

    def _show_told(self) -> None:
        # What lies on top would hide it.
        if self._sitting.apart and not self._apart_told and self.is_current:
            self._apart_told = True
            self._apart = safe_line(words.APART).stylize("$warning")
        told = self.trouble or self._apart or self._hint
        if told is None and self._in_stream and self._session.question is None:
            told = safe_line(TO_THE_STREAM)
        elif told is None:
            told = words.told(self._session, self.key("earlier"), self.key("state"))
        say(self.query_one(".told", Static), told)

    def _each_second(self) -> None:
        # Listening takes time, too: it is saved though nothing is typed.
        if self._session.elapsed - self._session.interview.elapsed > _TIME_KEPT_EVERY:
            self._session.keep_time()
            self.saver.offer(self._session.interview)
        self._show_top()

    def _show_top(self) -> None:
        interview = self._session.interview
        about = self._sitting.study.product or self._sitting.study.title
        who = words_in(self._session.bank.language).one[interview.audience]
        where = " · ".join((interview.pseudonym, who, about))
        began = since(self._session, datetime.now().astimezone())
        stands = words.stands(self._session, began)
        apart = self._sitting.apart and self.saving == SAVED
        saving = SAVED_APART if apart else self.saving
        beside = _BESIDE + max(0, len(saving) - len(SAVING))
        if Content(where + stands).cell_length > self.size.width - beside:
            stands = words.stands(self._session)
        self.tell(where, stands, saving)

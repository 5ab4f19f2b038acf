"""The place where a question is answered: the right widget for each kind, and the remark."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from persona_wizard.model.bank import WITH_CHOICES, Kind, Question
from persona_wizard.model.interview import Answer, Value
from persona_wizard.model.text import clean
from persona_wizard.tui.widgets.choices import Choices
from persona_wizard.tui.widgets.in_order import caught_up
from persona_wizard.tui.widgets.messages import Altered, Taken, Worded
from persona_wizard.tui.widgets.number import NumberEntry
from persona_wizard.tui.widgets.remark import Remark
from persona_wizard.tui.widgets.scale import Scale, fits_in_a_row
from persona_wizard.tui.widgets.writing import AnswerArea, ShortArea

# Lines kept free beneath a long list for how many are below, and the remark.
_BENEATH = 4


class AnswerPane(Widget):
    """Shows one question's answer and takes it down.

    The same widgets serve every question, so that showing another is quick and no key typed in
    between falls beside it.
    """

    DEFAULT_CSS = """
    AnswerPane {
        height: 1fr;
        layout: vertical;
        & > AnswerArea { height: 1fr; }
        & > ShortArea { height: auto; }
        & > .below { height: 1; padding-left: 2; color: $text-muted; }
        & > Remark { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "swap", "Remark", show=False, priority=True),
        Binding("ctrl+z", "undo_pick", show=False),
        Binding("ctrl+y", "redo_pick", show=False),
    ]

    @dataclass
    class Changed(Message):
        """The person changed the answer to `question_id`; `text` is the remark of a closed one."""

        question_id: str
        value: Value
        text: str

    @dataclass
    class GoOn(Message):
        """The person pressed Enter where it ends the answer to `question_id`."""

        question_id: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.question: Question | None = None
        self._area = AnswerArea()
        self._short = ShortArea()
        self._choices = Choices()
        self._scale = Scale()
        self._number = NumberEntry()
        self._remark = Remark()
        self._below = Static("", classes="below", markup=False)
        self._parts = (self._area, self._short, self._choices, self._scale, self._number)
        self._part: Widget = self._area
        self._known: tuple[Value, str] = (None, "")
        # What the answer was shown as: as long as it reads so, nobody has changed it.
        self._filled: tuple[Value, str] = (None, "")
        for part in (*self._parts, self._below, self._remark):
            part.display = False
        # What was picked before, and what was taken back of it.
        self._undo: list[Value] = []
        self._redo: list[Value] = []

    def compose(self) -> ComposeResult:
        yield from self._parts
        yield self._below
        yield self._remark

    # What is there now

    @property
    def value(self) -> Value:
        """The choices or the number given; None for words, and while nothing is given."""
        if self._part is self._choices:
            return self._choices.picks or None
        if self._part is self._scale:
            return self._scale.value
        if self._part is self._number:
            return self._number.value
        return None

    @property
    def text(self) -> str:
        """The open answer, or the remark. What was typed as a number and is none leads it."""
        if self._part is self._area:
            return clean(self._area.text)
        if self._part is self._short:
            return clean(self._short.text)
        remark = clean(self._remark.area.text)
        unparsed = self._number.unparsed if self._part is self._number else ""
        return "\n".join(part for part in (clean(unparsed), remark) if part)

    @property
    def altered(self) -> bool:
        """Whether it reads otherwise than it was shown, or did at some time since."""
        return self._filled != self._known or self._known != (self.value, self.text)

    # Showing

    async def show(self, question: Question, answer: Answer | None = None) -> None:
        """Show a question's answer, its texts filled in; posts nothing about it.

        Keys typed before are first taken down for the question before.
        """
        await self.settled()
        self._report()
        held_focus = self.has_focus_within
        self.question = question
        self._part = self._part_for(question)
        self._fill(question, answer)
        self._known = self._filled = (self.value, self.text)
        self._undo, self._redo = [], []
        self._below.display = False
        self._part.display = True
        self._remark.display = question.closed
        if held_focus:
            self.focus_answer()
        for part in self._parts:
            part.display = part is self._part

    def holds(self, question: Question, answer: Answer | None) -> bool:
        """Whether it shows this question with this answer already."""
        said = (answer.value, answer.text) if answer else (None, "")
        return question == self.question and said == (self.value, self.text)

    def focus_answer(self) -> None:
        """Put the cursor where the answer goes."""
        target = self._number.line if self._part is self._number else self._part
        self.screen.set_focus(target, scroll_visible=False)

    async def settled(self) -> None:
        """Return once every key typed so far into this pane has been taken down."""
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            return
        await caught_up([focused])

    def _part_for(self, question: Question) -> Widget:
        if question.kind is Kind.SCALE:
            return self._scale if fits_in_a_row(question) else self._number
        if question.kind in WITH_CHOICES or question.kind is Kind.YES_NO:
            return self._choices
        return {Kind.SHORT: self._short, Kind.NUMBER: self._number}.get(question.kind, self._area)

    def _fill(self, question: Question, answer: Answer | None) -> None:
        value = answer.value if answer else None
        text = answer.text if answer else ""
        number = None if isinstance(value, tuple) else value
        if self._part is self._choices:
            self._choices.show(question, value if isinstance(value, tuple) else ())
        elif self._part is self._scale:
            self._scale.show(question, number)
        elif self._part is self._number:
            self._number.show(question, number)
        elif self._part is self._short:
            self._short.load(text)
        else:
            self._area.load(text)
        if question.closed:
            self._remark.area.load(text)

    # What the person does

    async def action_swap(self) -> None:
        """From the choice to its remark and back."""
        if self.question is None or not self.question.closed:
            raise SkipAction
        await self.settled()
        if self._remark.area.has_focus:
            self.focus_answer()
        else:
            self.screen.set_focus(self._remark.area)

    def on_altered(self, event: Altered) -> None:
        event.stop()
        before, _ = self._known
        if before != self.value:
            self._undo.append(before)
            self._redo = []
        self._report()

    def action_undo_pick(self) -> None:
        """What was picked before, again."""
        self._pick_again(self._undo, self._redo)

    def action_redo_pick(self) -> None:
        """What was taken back, again."""
        self._pick_again(self._redo, self._undo)

    def _pick_again(self, taken_from: list[Value], kept_in: list[Value]) -> None:
        if not taken_from or self.question is None or self._part is self._number:
            raise SkipAction
        kept_in.append(self.value)
        value = taken_from.pop()
        if isinstance(value, tuple) or self._part is self._choices:
            self._choices.show(self.question, value if isinstance(value, tuple) else ())
        else:
            self._scale.show(self.question, value)
        self._report()

    def on_choices_below(self, event: Choices.Below) -> None:
        event.stop()
        self._below.update(Content(f"▼ {event.count} more"))
        self._below.display = bool(event.count) and self._part is self._choices

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._report()

    def on_taken(self, event: Taken) -> None:
        event.stop()
        self._report()
        if self.question is not None:
            self.post_message(self.GoOn(self.question.id))

    def on_worded(self, event: Worded) -> None:
        """Words typed where a choice is picked are the remark."""
        event.stop()
        self.screen.set_focus(self._remark.area)
        self._remark.area.take(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted where a choice is picked is the remark, too."""
        if self.question is None or not self.question.closed:
            return
        event.stop()
        self.screen.set_focus(self._remark.area)
        self._remark.area.take(event.text)

    def on_resize(self, event: events.Resize) -> None:
        self._choices.styles.max_height = max(1, event.size.height - _BENEATH)

    def _report(self) -> None:
        """Tell of the answer if it is not what is known of it already."""
        if self.question is None:
            return
        now = (self.value, self.text)
        if now != self._known:
            self._known = now
            self.post_message(self.Changed(self.question.id, *now))


if __name__ == "__main__":
    from persona_wizard.model.bank import Choice
    from persona_wizard.tui.widgets.in_order import KeysInTurn

    class Demo(KeysInTurn):
        """Every kind of question in turn: Ctrl+N and Ctrl+P move, Ctrl+Q leaves."""

        BINDINGS: ClassVar[list[BindingType]] = [
            Binding("ctrl+n", "move(1)", priority=True),
            Binding("ctrl+p", "move(-1)", priority=True),
        ]
        ENABLE_COMMAND_PALETTE = False
        at = 0

        def compose(self) -> ComposeResult:
            yield AnswerPane()

        async def on_mount(self) -> None:
            await self.action_move(0)
            self.query_one(AnswerPane).focus_answer()

        async def action_move(self, step: int) -> None:
            self.at = (self.at + step) % len(Kind)
            kind = list(Kind)[self.at]
            names = ("Search engines", "Friends and family", "The trade press", "Other…")
            choices = tuple(
                Choice(slug=name, text=name, free_text=name.endswith("…")) for name in names
            )
            self.title = kind
            question = Question(
                id=kind,
                wording=kind,
                kind=kind,
                heading="general",
                choices=choices if kind in WITH_CHOICES else (),
                low="not at all",
                high="completely",
            )
            await self.query_one(AnswerPane).show(question)

        async def on_answer_pane_go_on(self) -> None:
            await self.action_move(1)

    Demo().run()

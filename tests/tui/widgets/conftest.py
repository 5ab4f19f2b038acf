"""A bare app around an answer pane, that writes down what it hears."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.screen import Screen

from persona_wizard.model.bank import WITH_CHOICES, Choice, Kind, Question
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.in_order import KeysInTurn

# fmt: off
THE_SCREENS = [
    "escape", "pageup", "pagedown", "ctrl+n", "ctrl+p", "ctrl+f", "ctrl+r", "ctrl+o", "ctrl+b",
    "f1", "f2", "f3", "f6", "f7",
]
# fmt: on
_KEYS = {"backspace": "\x7f", "enter": "\r", "tab": "\t"}


class Room(Screen[None]):
    """The screen around the pane."""

    def compose(self) -> ComposeResult:
        yield self.bench.pane

    @property
    def bench(self) -> "Bench":
        assert isinstance(self.app, Bench)
        return self.app

    def on_answer_pane_changed(self, event: AnswerPane.Changed) -> None:
        self.bench.heard.append(event)

    async def on_answer_pane_go_on(self, event: AnswerPane.GoOn) -> None:
        self.bench.heard.append(event)
        if self.bench.following:
            await self.bench.action_next()


class Bench(KeysInTurn):
    """Holds a pane; `heard` are its messages, `reached` the keys that came up from it."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"reach('{key}')") for key in (*THE_SCREENS, "question_mark")),
        Binding("ctrl+t", "next", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.pane = AnswerPane()
        self.heard: list[Any] = []
        self.reached: list[str] = []
        self.following: list[Question] = []

    def get_default_screen(self) -> Room:
        return Room()

    def action_reach(self, key: str) -> None:
        self.reached.append(key)

    async def action_next(self) -> None:
        await self.pane.show(self.following.pop(0))

    @property
    def last(self) -> AnswerPane.Changed:
        return [m for m in self.heard if isinstance(m, AnswerPane.Changed)][-1]

    @property
    def went_on(self) -> bool:
        return any(isinstance(m, AnswerPane.GoOn) for m in self.heard)

    async def begin(self, question: Question, *rest: Any) -> None:
        await self.pane.show(question, *rest)
        self.pane.focus_answer()

    async def type(self, pilot: Pilot[None], *keys: str) -> None:
        self.burst(keys)
        await pilot.pause()
        # On a busy machine the pause may be over before the keys are.
        while self.message_queue_size or self._coming_back:
            await pilot.pause()

    def burst(self, keys: Iterable[str]) -> None:
        """Keys that arrive together, as an input method or a pipe sends them."""
        for key in keys:
            character = _KEYS.get(key, key if len(key) == 1 else None)
            self.post_message(events.Key("space" if key == " " else key, character))


@pytest.fixture
def the_screens() -> list[str]:
    """Keys that no widget may keep to itself."""
    return THE_SCREENS


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def ask() -> Callable[..., Question]:
    """A question of a kind; `choices` are texts, or Choices."""

    def make(kind: Kind, *choices: str | Choice, id: str = "q", **more: Any) -> Question:
        assert not choices or kind in WITH_CHOICES
        made = tuple(
            c if isinstance(c, Choice) else Choice(slug=c.lower(), text=c) for c in choices
        )
        return Question(id=id, wording="?", kind=kind, heading="general", choices=made, **more)

    return make

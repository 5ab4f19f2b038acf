"""The careful hand of a monkey: it types marked words into interviews and destroys nothing.

So every word that it typed must be found afterwards.
"""

import re
from random import Random

from monkey_deeds import SIZES, TELEX, Click, Deed, HangUp, Keys, Paste, Resize
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from persona_wizard.interviewing import OPENING, Session
from persona_wizard.model.interview import Interview
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.line_box import LineBox
from persona_wizard.tui.screens.looking import LookingScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.read_through import NEXT_TIME, ReadThroughScreen
from persona_wizard.tui.screens.revisions import Revisions
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.widgets.answer import AnswerPane
from persona_wizard.tui.widgets.choices import Choices
from persona_wizard.tui.widgets.scale import Scale

MARK = re.compile(r"zq\d+x")
# A line that is nearly full takes no more words; more choices than these have `q` as a key.
_ROOM = 1_900
_MOST_CHOICES = 20

_MOVES = ("ctrl+n", "ctrl+n", "ctrl+p", "pagedown", "pageup")
_CURSOR = ("up", "down", "left", "right", "home", "end")
# Letters that neither pick nor destroy where words are typed.
_MORE = (
    ("c", "à", " ", "p", "h", "ê", " "),
    ("a\u0301", " "),
    ("👩", "\u200d", "👧", " "),
    ("ấ", " "),
    (" ", "#", "t", "i", "tab"),
    (" ", "#", "s", "t", "a", "r", " "),
    ("[", "/", "]", " "),
    (*TELEX, " "),
)
# What it does in an interview, and how much it likes to.
_LIKED = {
    "type": 30,
    "go": 14,
    "pair": 8,
    "menu": 12,
    "cursor": 6,
    "more": 5,
    "paste": 4,
    "size": 2,
    "pick": 8,
    "click": 3,
    "up": 0.7,
}
_FURTHER = ("f2", "f3", "f4", "ctrl+q")
# What may be pressed over the interview, by what lies on top of it.
_ON_TOP: dict[type[Screen[object]], tuple[tuple[str, ...], ...]] = {
    StateMenu: (("d",), ("k",), ("a",), ("t",), ("escape",)),
    Revisions: (("enter",), ("down",), ("down", "enter"), ("escape",), ("ctrl+e",), ("pagedown",)),
    Finder: (("1", "enter"), ("3", "enter"), ("9", "enter"), ("escape",), ("ctrl+f",)),
    HelpScreen: (("escape",), ("f1",)),
    TagBox: (("t", "i", "m", "e", "enter"), ("down", "enter"), ("escape",)),
    Confirm: (("n",), ("escape",)),
    ReadThroughScreen: (
        *((key,) for key in ("e", "e", "s", "q", "f", "g", "t", "d", "enter", "escape")),
        *(("down",), ("down", "down", "e"), ("end",), ("home",), ("pagedown",)),
    ),
    NoteBox: (("enter",), ("escape",), ("ctrl+o",), ("tab",)),
    LineBox: (("ctrl+s",), ("escape",), ("enter",), ("ctrl+end",)),
}


def interview_of(app: App[None]) -> InterviewScreen | None:
    """The interview that is being written, also under what lies on top of it."""
    screens = (s for s in reversed(app.screen_stack) if isinstance(s, InterviewScreen))
    found = next(screens, None)
    return None if isinstance(found, LookingScreen) else found


def asks_next_time(screen: Screen[object]) -> bool:
    return isinstance(screen, Ask) and screen._question == NEXT_TIME


def can_go_on(app: App[None]) -> bool:
    """Whether a careful hand knows what to do here."""
    if interview_of(app) is None:
        return False
    top = app.screen
    return isinstance(top, InterviewScreen) or type(top) in _ON_TOP or asks_next_time(top)


def words_in(interview: Interview) -> str:
    """Everything in an interview that somebody typed, its earlier forms included."""
    parts = [interview.next_time, *(note.text for note in interview.notes)]
    for answer in interview.answers.values():
        for form in (answer, *answer.revisions):
            parts.append(form.text)
            if isinstance(form.value, tuple):
                parts += [pick.said for pick in form.value]
    return "\n".join(parts)


def marks_at_rest(interview: Interview) -> set[str]:
    """The marked words that no further typing takes out: answers left behind, earlier forms."""
    resting = [
        form.text
        for answer in interview.answers.values()
        for form in (*answer.revisions, *(() if answer.open else (answer,)))
    ]
    return set(MARK.findall("\n".join(resting)))


class CarefulHand:
    """Draws one deed after the other; `typed` are the words that must be found, not yet seen."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._count = 0
        self.typed: list[str] = []
        # A word typed after a move is one to be found only if the move led to where one types.
        self._perhaps = ""

    def draw(self, app: App[None]) -> Deed:
        """What to do next to an app for which `can_go_on`."""
        top = app.screen
        if asks_next_time(top):
            return Keys((*self._mark(), "enter"))
        if isinstance(top, InterviewScreen):
            return self._in_interview(app, top)
        if isinstance(top, NoteBox | LineBox) and self._chance.random() < 0.6:
            return self._type(app)
        return Keys(self._chance.choice(_ON_TOP[type(top)]))

    def look(self, app: App[None]) -> None:
        """Settle, once a deed has been dealt with, whether its last word had somewhere to go."""
        if self._perhaps and _types_words(app.focused) and can_go_on(app):
            self.typed.append(self._perhaps)
        self._perhaps = ""

    def _in_interview(self, app: App[None], screen: InterviewScreen) -> Deed:
        chance = self._chance
        (kind,) = chance.choices(tuple(_LIKED), tuple(_LIKED.values()))
        session = screen._session
        focused = app.focused
        match kind:
            case "type":
                return self._type(app)
            case "pair" if self._may_type(app):
                first, move = self._marked_keys(focused), chance.choice((*_MOVES, "ctrl+o", "tab"))
                self._perhaps, keys = self._next_mark()
                return Keys((*first, move, *keys))
            case "menu":
                return Keys((chance.choice(("ctrl+r", "ctrl+o", "ctrl+e", "ctrl+f", *_FURTHER)),))
            case "cursor":
                return Keys((chance.choice(_CURSOR),))
            case "more" if _types_words(focused) and self._may_type(app):
                return Keys(chance.choice(_MORE))
            case "paste" if _types_words(focused) and self._may_type(app):
                return Paste(self._marked_paste())
            case "size":
                return Resize(*chance.choice((*SIZES, (1, 1), (30, 8))))
            case "pick" if isinstance(focused, Choices | Scale) and not _said(session):
                return Keys((chance.choice("123456789"),))
            case "pick" if session.place == OPENING and not screen._in_stream:
                return Keys((chance.choice(("y", "enter")),))
            case "click" if not _said(session):
                return Click(chance.randrange(app.size.width), chance.randrange(app.size.height))
            case "up":
                return HangUp()
            case _:
                return Keys((chance.choice((*_MOVES, "enter", "tab")),))

    # Marked words

    def _type(self, app: App[None]) -> Keys:
        if not self._may_type(app):
            return Keys((self._chance.choice(("down", "end", "ctrl+n", "tab")),))
        return Keys(self._marked_keys(app.focused))

    def _marked_keys(self, focused: Widget | None) -> tuple[str, ...]:
        # Space takes a choice; where words are typed it keeps them apart.
        return (*((" ",) if _types_words(focused) else ()), *self._mark())

    def _mark(self) -> tuple[str, ...]:
        mark, keys = self._next_mark()
        self.typed.append(mark)
        return keys

    def _next_mark(self) -> tuple[str, tuple[str, ...]]:
        self._count += 1
        mark = f"zq{self._count}x"
        return mark, (*mark, " ")

    def _marked_paste(self) -> str:
        between = ("\n", "\r\n", " \x1b[31m", "\x1b[0m ", " [red] ", "\x00 ", " ấ \u2028", "\n> ")
        parts = []
        for _ in range(self._chance.randint(1, 4)):
            mark, _ = self._next_mark()
            self.typed.append(mark)
            parts += [self._chance.choice(between), mark]
        return "".join((*parts, " "))

    def _may_type(self, app: App[None]) -> bool:
        """Whether a word typed now takes nothing away and tears no other word apart."""
        focused = app.focused
        if isinstance(focused, Choices | Scale):
            pane = next((n for n in focused.ancestors if isinstance(n, AnswerPane)), None)
            few = not isinstance(focused, Choices) or len(focused._choices) < _MOST_CHOICES
            return pane is not None and few and _is_free(pane._remark.area)
        return _is_free(focused)


def _types_words(widget: Widget | None) -> bool:
    return isinstance(widget, TextArea | Input)


def _is_free(widget: Widget | None) -> bool:
    """Whether nothing is selected in a place to write, and its cursor is in no marked word."""
    if isinstance(widget, TextArea):
        row, at = widget.cursor_location
        line, empty = widget.document.get_line(row), widget.selection.is_empty
        room = not widget.read_only
    elif isinstance(widget, Input):
        line, at, empty = widget.value, widget.cursor_position, widget.selection.is_empty
        room = len(widget.value) < _ROOM
    else:
        return False
    torn = any(mark.start() < at < mark.end() for mark in MARK.finditer(line))
    return room and empty and not torn


def _said(session: Session) -> bool:
    """Whether the present answer has words that go with a choice when that is taken back."""
    value = session.answer.value if session.answer else None
    return isinstance(value, tuple) and any(pick.said for pick in value)

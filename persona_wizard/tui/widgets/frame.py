"""The Opening and the Closing: words to say, and consent, item by item."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.interviewing import OPENING, Session
from persona_wizard.model.bank import Frame
from persona_wizard.tui.safe_text import safe, safe_line

_SIGNS = {True: ("[x]", "yes"), False: ("[–]", "no"), None: ("[ ]", "not asked")}
# What stands in the Closing beside what was said earlier, until it is answered anew.
_AGAIN = {
    True: "You said yes at the start. Still so?",
    False: "You said no at the start. Still so?",
    None: "not asked at the start",
}


class FramePane(Vertical):
    """Says what a frame says and takes its consent: y, n, or Space to go through the answers."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "give(True)", show=False),
        Binding("n", "give(False)", show=False),
        Binding("space", "turn", show=False),
    ]
    DEFAULT_CSS = """
    FramePane { height: 1fr; overflow-y: auto; padding: 0 1; }
    FramePane .words { margin-bottom: 1; }
    FramePane .hint { color: $text-muted; margin-top: 1; }
    FramePane OptionList { height: auto; padding: 0; }
    """

    @dataclass
    class Consented(Message):
        """The participant said yes or no to an item."""

        item: str
        given: bool

    @dataclass
    class GoOn(Message):
        """Enter was pressed: on to what comes next."""

    def __init__(self) -> None:
        super().__init__()
        self._frame = Frame()
        self._given: dict[str, bool] = {}
        self._asked_again: set[str] = set()
        self._answered_again: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Static("", classes="words", markup=False)
        yield OptionList(markup=False)
        yield Static("", classes="hint", markup=False)

    def show(self, session: Session, last_time: str = "") -> None:
        """Show the frame that the session stands in.

        `last_time` is what the interviewer wanted to ask first, told in the Opening.
        """
        opening = session.place == OPENING
        self._frame = session.frame()
        self._given = dict(session.interview.consent)
        again = () if opening else session.bank.opening.consent
        self._asked_again = {item.id for item in again} - self._answered_again
        words = "\n\n".join(self._frame.paragraphs)
        self.query_one(".words", Static).update(safe(words))
        hint = _hint(opening, bool(self._frame.consent))
        if opening and last_time:
            wanted = safe_line(f"Last time you wanted to ask first: {last_time}")
            hint = Content.assemble(wanted, "\n", hint)
        self.query_one(".hint", Static).update(hint)
        self._list()

    def focus_answer(self) -> None:
        self.screen.set_focus(self.query_one(OptionList))

    def action_give(self, given: bool) -> None:
        item = self._item()
        if item is None:
            return
        self._given[item] = given
        if item in self._asked_again:
            self._asked_again.discard(item)
            self._answered_again.add(item)
        self.post_message(self.Consented(item, given))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        self._list()
        options.highlighted = min(here + 1, options.option_count - 1)

    def action_turn(self) -> None:
        """From not asked or no to yes, from yes to no; the cursor stays."""
        item = self._item()
        if item is None:
            return
        here = self.query_one(OptionList).highlighted
        self.action_give(not self._given.get(item, False))
        self.query_one(OptionList).highlighted = here

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.GoOn())

    def _item(self) -> str | None:
        here = self.query_one(OptionList).highlighted
        consent = self._frame.consent
        return consent[here].id if here is not None and here < len(consent) else None

    def _list(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        for item in self._frame.consent:
            given = self._given.get(item.id)
            sign, word = _SIGNS[given]
            word = _AGAIN[given] if item.id in self._asked_again else word
            row = Content.assemble(
                (sign, "$accent"), " ", safe_line(item.text), (f"  {word}", "$quiet")
            )
            options.add_option(Option(row))
        if not self._frame.consent:
            options.add_option(Option("Go on"))
        options.highlighted = 0


def _hint(opening: bool, consent: bool) -> Content:
    stays = "" if opening else "What is not answered stays as it was. "
    asks = f"Y yes, N no, for each line. {stays}" if consent else ""
    then = "Enter starts the questions." if opening else "Enter reads everything through."
    return Content(f"{asks}^O takes what they say as a note. {then}")

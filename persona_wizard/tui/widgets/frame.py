"""The Opening and the Closing: words to say, consent item by item, and a line for what they say."""

from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.interviewing import OPENING, Session
from persona_wizard.model.bank import Frame
from persona_wizard.model.interview import CONSENT_TAKE_PART
from persona_wizard.model.languages import ENGLISH, words_in
from persona_wizard.model.text import folded
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.widgets.burst import Burst
from persona_wizard.tui.widgets.messages import Worded, begins_words
from persona_wizard.tui.widgets.note_line import NoteLine
from persona_wizard.tui.widgets.rows import Rows

_SIGNS = {True: ("[x]", "yes"), False: ("[–]", "no"), None: ("[ ]", "not asked")}
# What stands in the Closing beside what was said earlier, until it is answered anew.
_AGAIN = {
    True: "You said yes. Still so?",
    False: "You said no. Still so?",
    None: "not asked so far",
}
ERASE = "Erase this interview…"


class FramePane(Vertical):
    """Says what a frame says and takes its consent: y, n, or Space to go through the answers.

    Other letters are words, and words are a note: also a y or n that turns out to begin one.
    """

    DEFAULT_CSS = """
    FramePane { height: 1fr; overflow-y: auto; padding: 0 1; }
    FramePane .words { margin-bottom: 1; }
    FramePane NoteLine { margin-top: 1; }
    FramePane .hint { color: $text-muted; margin-top: 1; }
    FramePane OptionList { height: auto; padding: 0; }
    """

    @dataclass
    class Consented(Message):
        """The participant said yes or no to an item; None where that is taken back."""

        item: str
        given: bool | None

    @dataclass
    class GoOn(Message):
        """Enter was pressed: on to what comes next."""

    class EraseWanted(Message):
        """The interview of somebody who no longer takes part is to be erased."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._frame = Frame()
        self._given: dict[str, bool] = {}
        self._asked_again: set[str] = set()
        self._answered_again: set[str] = set()
        self._burst = Burst()
        self._before_burst: dict[str, bool] = {}
        self.note = NoteLine(session, placeholder="Tab, then what they say: kept as a note")

    def compose(self) -> ComposeResult:
        yield Static("", classes="words", markup=False)
        yield Rows(markup=False)
        yield self.note
        yield Static("", classes="hint", markup=False)

    def show(self, hint: str, last_time: str = "") -> None:
        """Show the frame that the session stands in, with `hint` beneath.

        `last_time` is what the interviewer wanted to ask first, told in the Opening.
        """
        opening = self._session.place == OPENING
        self._frame = self._session.frame()
        self._given = dict(self._session.interview.consent)
        again = () if opening else self._session.bank.opening.consent
        self._asked_again = {item.id for item in again} - self._answered_again
        self._burst.end()
        self.note.begin_anew()
        words = "\n\n".join(self._frame.paragraphs)
        self.query_one(".words", Static).update(safe(words))
        shown = safe(hint)
        if opening and last_time:
            wanted = safe_line(f"Last time you wanted to ask first: {last_time}")
            shown = Content.assemble(wanted, "\n", shown)
        self.query_one(".hint", Static).update(shown)
        self._list()
        self.query_one(OptionList).highlighted = 0

    def tell(self, hint: str) -> None:
        """Say something else beneath."""
        self.query_one(".hint", Static).update(safe(hint))

    def focus_answer(self) -> None:
        self.screen.set_focus(self.query_one(OptionList))

    def swap(self) -> None:
        """From the list to the line, and back."""
        if self.query_one(OptionList).has_focus:
            self.screen.set_focus(self.note)
        else:
            self.focus_answer()

    # Consent

    def on_key(self, event: events.Key) -> None:
        if not self.query_one(OptionList).has_focus:
            return
        spelled = self._burst.is_under_way and folded(self._burst.typed) in self._yes_and_no()
        if event.key == "space" and not spelled:
            event.stop()
            self._burst.end()
            self._turn()
        elif event.key == "space" or begins_words(event.character):
            event.stop()
            self._letter(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted where consent is taken is words."""
        event.stop()
        self.post_message(Worded(event.text))

    def _letter(self, letter: str) -> None:
        """A letter answers, spells a yes or no, or shows that those before it began a word."""
        typed = self._burst.add(letter)
        if len(typed) == 1:
            self._before_burst = dict(self._given)
        elif any(word.startswith(folded(typed)) for word in self._yes_and_no()):
            return
        item = self._item()
        given = {"y": True, "n": False}.get(letter.lower())
        if given is not None and item is not None:
            self._give(item, given)
            return
        self._burst.end()
        for name in {item.id for item in self._frame.consent}:
            if self._given.get(name) != self._before_burst.get(name):
                self._set(name, self._before_burst.get(name))
        self._list()
        self.post_message(Worded(typed))

    def _yes_and_no(self) -> dict[str, bool]:
        """What may be typed in full, in English and in the bank's language."""
        words = words_in(self._session.bank.language)
        yes = {folded(word): True for word in (ENGLISH.yes, words.yes)}
        return yes | {folded(word): False for word in (ENGLISH.no, words.no)}

    def _turn(self) -> None:
        """From not asked or no to yes, from yes to no; the cursor stays."""
        item = self._item()
        if item is not None:
            self._set(item, not self._given.get(item, False))
            self._list()

    def _give(self, item: str, given: bool) -> None:
        """Take a yes or no, and go on to the next item."""
        here = self.query_one(OptionList).highlighted or 0
        self._set(item, given)
        self._list()
        last = len(self._frame.consent) - 1
        self.query_one(OptionList).highlighted = min(here + 1, last)

    def _set(self, item: str, given: bool | None) -> None:
        if given is None:
            self._given.pop(item, None)
        else:
            self._given[item] = given
        if item in self._asked_again:
            self._asked_again.discard(item)
            self._answered_again.add(item)
        self.post_message(self.Consented(item, given))

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.EraseWanted() if event.option_id == ERASE else self.GoOn())

    def _item(self) -> str | None:
        here = self.query_one(OptionList).highlighted
        consent = self._frame.consent
        return consent[here].id if here is not None and here < len(consent) else None

    # What they say

    @on(NoteLine.Submitted)
    def _noted(self, event: NoteLine.Submitted) -> None:
        """Begin the next note; an empty line goes on."""
        event.stop()
        if event.value.strip():
            self.note.begin_anew()
        else:
            self.post_message(self.GoOn())

    def _list(self) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
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
        interview = self._session.interview
        something = interview.answers or interview.notes or self._session.place != OPENING
        if something and self._given.get(CONSENT_TAKE_PART) is False:
            options.add_option(Option(ERASE, id=ERASE))
        options.highlighted = min(here, options.option_count - 1)

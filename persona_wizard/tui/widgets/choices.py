"""A list to choose from: one of it, or many, with a line for what "Other…" meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase, digits

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from persona_wizard.model.bank import NO, YES, Choice, Kind, Question
from persona_wizard.model.interview import Pick
from persona_wizard.model.text import folded
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.widgets.burst import Burst
from persona_wizard.tui.widgets.messages import Altered, Taken, Worded, begins_words
from persona_wizard.tui.widgets.writing import LineInput

# The key of each choice: 1 to 9, then capitals, for small letters begin a remark; those after have
# no key, only arrows and the mouse.
_KEYS = digits[1:] + ascii_uppercase
# Cells before a choice's words: cursor, sign, key.
_INDENT = 8


class Row(Widget):
    """One choice: cursor, sign, key, and its words, wrapped beneath themselves."""

    DEFAULT_CSS = """
    Row {
        width: 1fr;
        height: auto;
        &.-picked { text-style: bold; }
        &.-here { color: $accent; }
    }
    """

    class Clicked(Message):
        """A click on the choice."""

        def __init__(self, row: "Row") -> None:
            self.row = row
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._lead = ""
        self._label = Content("")

    def tell(self, label: str, *, sign: str, key: str, here: bool, picked: bool) -> None:
        """Show a choice; `sign` is its box or circle, `here` is whether the cursor stands on it."""
        lead = f"{'›' if here else ' '} {sign} {key} "
        content = safe_line(label)
        taller = content.plain != self._label.plain
        if taller or lead != self._lead:
            self._lead, self._label = lead, content
            self.refresh(layout=taller)
        self.set_class(here, "-here")
        self.set_class(picked, "-picked")

    def render(self) -> RenderResult:
        lines = self._lines(self.content_size.width)
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        room = width - _INDENT
        if room < 2:
            return [Content(self._lead) + self._label]
        first, *rest = self._label.wrap(room) or [Content("")]
        return [Content(self._lead) + first, *(Content(" " * _INDENT) + line for line in rest)]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self))


class Choices(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Choices of a `.one`, `.bands`, `.many` or `.yes-no` question.

    Posts `Altered` when the person changes what is picked or said, `Taken` on Enter.
    """

    DEFAULT_CSS = """
    Choices {
        height: auto;
        scrollbar-size-vertical: 1;
        & > LineInput { margin-left: 8; }
    }
    """

    @dataclass
    class Below(Message):
        """How many choices are out of sight below."""

        count: int

    def __init__(self) -> None:
        super().__init__()
        self._many = False
        self._letters: dict[str, int] = {}
        # What a yes or a no may be typed as in full.
        self._words: tuple[str, ...] = ()
        self._burst = Burst()
        self._before_burst: dict[str, Pick] = {}
        # What was picked when a choice that stands alone was taken.
        self._before_alone: dict[str, Pick] = {}
        self._choices: tuple[Choice, ...] = ()
        self._picks: dict[str, Pick] = {}
        self._cursor = 0
        self._pointed = False
        self._picked_by_key = False
        self._rows: list[Row] = [Row() for _ in range(10)]
        self._lines: list[LineInput] = [LineInput()]
        self._line_of: dict[str, LineInput] = {}

    def compose(self) -> ComposeResult:
        yield from self._rows
        yield from self._lines

    def show(self, question: Question, picks: Iterable[Pick]) -> None:
        """Show a question's choices and what is picked; posts nothing."""
        yes_no = question.kind is Kind.YES_NO
        self._many = question.kind is Kind.MANY
        self._choices = question.choices or ((YES, NO) if yes_no else ())
        self._letters = {"y": 0, "n": 1} if yes_no else {}
        self._words = tuple(folded(choice.text) for choice in self._choices) if yes_no else ()
        self._burst.end()
        self._before_alone = {}
        self._picks = {pick.choice: pick for pick in picks}
        self._pointed = self._picked_by_key = False
        self._cursor = next(
            (i for i, choice in enumerate(self._choices) if choice.slug in self._picks), 0
        )
        self._lay_out()
        self._tell()
        self.scroll_home(animate=False)
        if self._cursor:
            self.call_after_refresh(self._scroll_to_cursor)
        self.call_after_refresh(self._tell_below)

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What is picked, in the bank's order; picks that the bank no longer knows come last."""
        known = [c for c in self._choices if c.slug in self._picks]
        slugs = {choice.slug for choice in known}
        strange = [pick for slug, pick in self._picks.items() if slug not in slugs]
        return (*(self._pick(choice) for choice in known), *strange)

    def _pick(self, choice: Choice) -> Pick:
        line = self._line_of.get(choice.slug)
        said = line.value.strip() if line is not None else self._picks[choice.slug].said
        return Pick(choice.slug, self._picks[choice.slug].text, said)

    def _lay_out(self) -> None:
        """Have a row for each choice, and after each that takes free text, a line."""
        while len(self._rows) < len(self._choices):
            # After the last row: an earlier question's line may stand between the rows.
            last = self._rows[-1] if self._rows else None
            self._rows.append(Row())
            self.mount(self._rows[-1], after=last)
        free = [(i, choice) for i, choice in enumerate(self._choices) if choice.free_text]
        while len(self._lines) < len(free):
            self._lines.append(LineInput())
            self.mount(self._lines[-1])
        for row_number, row in enumerate(self._rows):
            row.display = row_number < len(self._choices)
        for line in self._lines:
            line.display = False
        self._line_of = {}
        for line, (i, choice) in zip(self._lines, free, strict=False):
            self.move_child(line, after=self._rows[i])
            pick = self._picks.get(choice.slug)
            line.load(pick.said if pick else "")
            line.placeholder = "what they said"
            self._line_of[choice.slug] = line

    def _tell(self) -> None:
        here = self._cursor if self.has_focus_within else None
        for i, (row, choice) in enumerate(zip(self._rows, self._choices, strict=False)):
            picked = choice.slug in self._picks
            sign = ("[x]" if picked else "[ ]") if self._many else ("(•)" if picked else "( )")
            key = _KEYS[i] if i < len(_KEYS) else " "
            row.tell(choice.text, sign=sign, key=key, here=i == here, picked=picked)
        for slug, line in self._line_of.items():
            line.display = slug in self._picks

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell_below()

    def on_resize(self) -> None:
        self._tell_below()

    def _tell_below(self) -> None:
        end = self.scroll_offset.y + self.size.height
        hidden = (row for row in self._rows if row.display and row.virtual_region.y >= end)
        self.post_message(self.Below(sum(1 for _ in hidden)))

    def _scroll_to_cursor(self) -> None:
        if self._cursor < len(self._choices):
            line = self._line_of.get(self._choices[self._cursor].slug)
            self._rows[self._cursor].scroll_visible(animate=False)
            if line is not None and line.display:
                line.scroll_visible(animate=False)

    # What the person does

    def on_key(self, event: events.Key) -> None:
        if not self.has_focus:
            self._key_in_line(event)
            return
        character = event.character or ""
        if event.key in ("up", "down"):
            self._move(-1 if event.key == "up" else 1)
        elif event.key == "home":
            self._move(-len(self._choices))
        elif event.key == "end":
            self._move(len(self._choices))
        elif event.key == "space" and self._picked_by_key:
            self._space_after_a_pick()
        elif event.key == "space":
            self._toggle(self._cursor)
        elif event.key == "enter":
            self._take()
        elif character.isdecimal() and character in _KEYS[: len(self._choices)]:
            self._toggle_by_key(_KEYS.index(character))
        elif begins_words(character):
            self._letter(character)
        else:
            return
        event.stop()

    def _space_after_a_pick(self) -> None:
        """The space of "2 because…" leads on to the words; after several letters it ends one."""
        typed = self._burst.add(" ").strip()
        self._burst.end()
        if len(typed) > 1 and folded(typed) not in self._words:
            self._begin_words(f"{typed} ")
        else:
            self.post_message(Worded(""))

    def _letter(self, letter: str) -> None:
        """A letter picks, spells a yes or no, or shows that those before it began a remark."""
        typed = self._burst.add(letter)
        picked = self._letters.get(letter.lower())
        if picked is None and letter in _KEYS[: len(self._choices)]:
            picked = _KEYS.index(letter)
        if len(typed) == 1:
            self._before_burst = dict(self._picks)
        elif any(word.startswith(folded(typed)) for word in self._words):
            return
        if picked is not None:
            self._toggle_by_key(picked)
            return
        self._burst.end()
        self._begin_words(typed)

    def _begin_words(self, typed: str) -> None:
        """What was typed at once is words: nothing was picked by it."""
        if self._picks != self._before_burst:
            self._picks = self._before_burst
            self._tell()
            self.post_message(Altered())
        self.post_message(Worded(typed))

    def _key_in_line(self, event: events.Key) -> None:
        """From a line for free text, the arrows lead back to the list."""
        if event.key in ("up", "down"):
            event.stop()
            self.screen.set_focus(self)
            self._move(1 if event.key == "down" else 0)

    def _move(self, step: int) -> None:
        if self._choices:
            self._pointed = True
            self._picked_by_key = False
            self._cursor = min(max(self._cursor + step, 0), len(self._choices) - 1)
            self._tell()
            self._scroll_to_cursor()

    def _toggle_by_key(self, index: int) -> None:
        self._toggle(index)
        self._picked_by_key = True

    def _toggle(self, index: int) -> None:
        if index >= len(self._choices):
            return
        self._cursor = index
        choice = self._choices[index]
        picked = choice.slug not in self._picks
        if picked:
            kept = {slug: p for slug, p in self._picks.items() if self._beside(choice, slug)}
            if self._many and _excludes(choice):
                self._before_alone = self._picks
            self._picks = kept
            self._picks[choice.slug] = Pick(choice.slug, choice.text)
        else:
            del self._picks[choice.slug]
            if self._many and _excludes(choice):
                # It was a slip of the hand: what it took away comes back.
                self._picks, self._before_alone = dict(self._before_alone), {}
        self._tell()
        self.call_after_refresh(self._scroll_to_cursor)
        self.post_message(Altered())
        if picked and choice.slug in self._line_of:
            self.screen.set_focus(self._line_of[choice.slug])

    def _beside(self, choice: Choice, slug: str) -> bool:
        """Whether a pick may stay beside a newly taken choice."""
        other = next((c for c in self._choices if c.slug == slug), None)
        return self._many and not _excludes(choice) and other is not None and not _excludes(other)

    def _take(self) -> None:
        """Enter: with nothing picked, take what the person pointed at, if anything; then go on."""
        if not self._picks and self._pointed:
            self._toggle(self._cursor)
        if self.screen.focused not in self._lines:
            self.post_message(Taken())

    def on_row_clicked(self, event: Row.Clicked) -> None:
        event.stop()
        self.screen.set_focus(self)
        self._toggle(self._rows.index(event.row))

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Altered())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Taken())

    def on_descendant_focus(self) -> None:
        for i, choice in enumerate(self._choices):
            line = self._line_of.get(choice.slug)
            if line is not None and line.has_focus:
                self._cursor = i
        self._tell()

    def on_descendant_blur(self) -> None:
        self._tell()

    def on_focus(self) -> None:
        self._tell()

    def on_blur(self) -> None:
        self._tell()


def _excludes(choice: Choice) -> bool:
    """Whether a choice stands alone: it says so, or it is a state ("I can't say")."""
    return choice.alone or choice.state is not None

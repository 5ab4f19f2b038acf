"""People side by side, answers below one another: a sign where somebody gave an answer.

An answer's words need room to be read and a pseudonym does not, so each answer has a line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from persona_wizard.synthesis.matrix import Cell, Matrix, PersonRow, SharedAnswer
from persona_wizard.tui.safe_text import safe_line

SIGNS = {Cell.GAVE: "●", Cell.GAVE_NOT: "·", Cell.NO_ANSWER: "–", Cell.NOT_ASKED: " "}
MEMBER, MARKED = "■", "✓"
# Columns of a pseudonym, and of an answer's words.
_WIDEST_NAME = 6
_NARROWEST_LABEL, _WIDEST_LABEL = 20, 66
# Lines of the head: pseudonyms, audiences, marks; then a line a persona, up to so many, as long
# as they leave room for some answers.
_HEAD = 3
_MOST_PERSONAS = 4
_FEWEST_ANSWERS = 3
_EMPTY = "No answer yet that two people gave and another did not."
_NOBODY = Matrix((), ())


class Group(Struct, frozen=True):
    """A persona by its name, and the participants (ids) chosen for it."""

    name: str
    members: frozenset[str]


class AnswerGrid(Widget, can_focus=True):
    """The cursor goes from person to person and from answer to answer; people can be marked."""

    DEFAULT_CSS = """
    AnswerGrid { height: 1fr; padding: 0 1; }
    """

    @dataclass
    class Moved(Message):
        """The cursor stands on another person or answer."""

    def __init__(self) -> None:
        super().__init__()
        self._matrix = _NOBODY
        self._groups: tuple[Group, ...] = ()
        self._marked: frozenset[str] = frozenset()
        # Where the cursor is, and the first person and answer in sight.
        self._person = self._answer = self._left = self._top = 0

    # What is shown

    @property
    def person(self) -> PersonRow | None:
        """The person under the cursor."""
        return self._matrix.rows[self._person] if self._matrix.rows else None

    @property
    def answer(self) -> SharedAnswer | None:
        """The answer under the cursor."""
        return self._matrix.answers[self._answer] if self._matrix.answers else None

    @property
    def cell(self) -> Cell | None:
        """Where that person stands to that answer."""
        here = self.person
        return here.cells[self._answer] if here is not None and here.cells else None

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """Everyone, as they stand."""
        return self._matrix.rows

    @property
    def marked(self) -> tuple[PersonRow, ...]:
        """The marked people, as they stand."""
        return tuple(row for row in self._matrix.rows if row.participant in self._marked)

    def show(self, found: Matrix) -> None:
        """Show other people and answers; the cursor stays on whom and what it was on."""
        person, answer = self.person, self.answer
        self._matrix = found
        people = [row.participant for row in found.rows]
        ids = [one.id for one in found.answers]
        self._person = _place(people, person.participant if person else "", self._person)
        self._answer = _place(ids, answer.id if answer else "", self._answer)
        self._changed()
        self.post_message(self.Moved())

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show who was chosen for which persona."""
        self._groups = tuple(groups)
        self._changed()

    def mark(self, people: frozenset[str]) -> None:
        """Mark these people (ids) and nobody else."""
        self._marked = people
        self._changed()

    def toggle_mark(self) -> None:
        """Mark the person under the cursor, or no longer."""
        if self.person is not None:
            self.mark(self._marked ^ {self.person.participant})

    # How it looks

    @property
    def _name_width(self) -> int:
        longest = max((_cells(row.pseudonym) for row in self._matrix.rows), default=0)
        return max(2, min(longest, _WIDEST_NAME)) + 1

    @property
    def _label_width(self) -> int:
        """What the people leave of the width, and enough for some words in any case."""
        left = self.content_size.width - len(self._matrix.rows) * self._name_width
        return max(_NARROWEST_LABEL, min(left, _WIDEST_LABEL))

    @property
    def _people_in_sight(self) -> int:
        return max(1, (self.content_size.width - self._label_width) // self._name_width)

    @property
    def _shown_groups(self) -> tuple[Group, ...]:
        room = self.content_size.height - _HEAD - _FEWEST_ANSWERS
        return self._groups[: max(0, min(room, _MOST_PERSONAS))]

    @property
    def _answers_in_sight(self) -> int:
        return max(1, self.content_size.height - _HEAD - len(self._shown_groups))

    def render(self) -> RenderResult:
        people = list(enumerate(self._matrix.rows))[self._left : self._left + self._people_in_sight]
        lines = [
            self._line(
                self._more(), [(n, _fit(p.pseudonym, self._name_width - 1)) for n, p in people]
            ),
            self._line(Content(""), [(n, p.audience.value[:1]) for n, p in people]),
            *(self._group(group, people) for group in self._shown_groups),
            self._marks(people),
        ]
        answers = list(enumerate(self._matrix.answers))
        for number, answer in answers[self._top : self._top + self._answers_in_sight]:
            signs = [(n, SIGNS[person.cells[number]]) for n, person in people]
            lines.append(self._line(_label(answer), signs, is_here=number == self._answer))
        if not answers:
            lines.append(Content.styled(_EMPTY, "$quiet"))
        return Content("\n").join(lines)

    def _more(self) -> Content:
        """How many people stand further left and right."""
        behind = len(self._matrix.rows) - self._left - self._people_in_sight
        parts = [f"‹ {self._left} more"] if self._left else []
        parts += [f"{behind} more ›"] if behind > 0 else []
        return Content.styled("  ".join(parts), "$quiet")

    def _group(self, group: Group, people: Sequence[tuple[int, PersonRow]]) -> Content:
        signs = [(n, MEMBER if p.participant in group.members else " ") for n, p in people]
        return self._line(safe_line(group.name).stylize("$secondary"), signs)

    def _marks(self, people: Sequence[tuple[int, PersonRow]]) -> Content:
        signs = [(n, MARKED if p.participant in self._marked else " ") for n, p in people]
        count = len(self.marked)
        return self._line(Content.styled(f"{count} marked" if count else "", "$accent"), signs)

    def _line(
        self, label: Content, signs: Sequence[tuple[int, str]], *, is_here: bool = False
    ) -> Content:
        """A line; the person under the cursor has a stripe, the answer under it is told apart."""
        width = self._label_width
        words = label.truncate(width - 1, ellipsis=True, pad=True)
        parts: list[Content | tuple[str, str]] = [
            words.stylize("bold $accent") if is_here else words
        ]
        for number, sign in signs:
            padded = f" {sign}{' ' * (self._name_width - 1 - Content(sign).cell_length)}"
            here = number == self._person
            style = "bold reverse" if here and is_here else "bold $accent on $panel" if here else ""
            parts.append((padded, style))
        return Content.assemble(*parts)

    # Going about

    def on_key(self, event: events.Key) -> None:
        steps: Mapping[str, tuple[int, int]] = {
            "left": (-1, 0),
            "right": (1, 0),
            "up": (0, -1),
            "down": (0, 1),
            "home": (0, -len(self._matrix.answers)),
            "end": (0, len(self._matrix.answers)),
        }
        if event.key in steps:
            event.stop()
            self.go(*steps[event.key])

    def go(self, people: int, answers: int) -> None:
        """So many people to the right, so many answers down."""
        self._person = _within(self._person + people, len(self._matrix.rows))
        self._answer = _within(self._answer + answers, len(self._matrix.answers))
        self._changed()
        self.post_message(self.Moved())

    def read_on(self, pages: int) -> None:
        """So many screenfuls further down."""
        self.go(0, pages * max(1, self._answers_in_sight - 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.go(0, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.go(0, -1)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.focus()
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y - _HEAD - len(self._shown_groups)
        person = self._left + (offset.x - self._label_width) // self._name_width
        if offset.x >= self._label_width and person < len(self._matrix.rows):
            self._person = person
        if row >= 0 and self._top + row < len(self._matrix.answers):
            self._answer = self._top + row
        self._changed()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        self._changed()

    def _changed(self) -> None:
        """Draw it anew, with the cursor in sight."""
        self._left = _in_sight(self._person, self._left, self._people_in_sight)
        self._top = _in_sight(self._answer, self._top, self._answers_in_sight)
        self.refresh()


def _label(answer: SharedAnswer) -> Content:
    """The answer, then what it answers in short; below the grid the question stands in full."""
    words = safe_line(f"#{answer.label}" if answer.is_tag else answer.label)
    return Content.assemble(words, (" · ", "$quiet"), safe_line(answer.about).stylize("$quiet"))


def _fit(text: str, width: int) -> str:
    return safe_line(text).truncate(width, ellipsis=True).plain


def _cells(text: str) -> int:
    return safe_line(text).cell_length


def _place(ids: Sequence[str], wanted: str, before: int) -> int:
    return ids.index(wanted) if wanted in ids else _within(before, len(ids))


def _within(place: int, count: int) -> int:
    return max(0, min(place, count - 1))


def _in_sight(place: int, first: int, room: int) -> int:
    """The first place shown, so that this one is among as many as there is room for."""
    return max(min(first, place), place - room + 1, 0)

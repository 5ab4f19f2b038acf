"""What people said under one heading, page by page; each row with its mark and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.model.composing import ObservationKey
from persona_wizard.studies.composing_view import Links, Row, RowKind, page
from persona_wizard.synthesis.observed import Observed
from persona_wizard.tui.composing_rows import observation_row
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.widgets.rows import Rows

# Rows at once: a survey's thousands would make every key slow.
PAGE = 200
_EMPTY = "Nobody has said anything here yet."
_ALL_READ = "All of it is read."
_COMPARING = "Putting similar ones side by side…"
_BEFORE, _AFTER = "earlier", "later"
_NO_LINKS = Links({}, {}, frozenset())


class ObservationList(Rows):
    """Shows rows in the order given and keeps it, whatever becomes of them meanwhile."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another observation, or on none."""

        observed: Observed | None

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: tuple[Row, ...] = ()
        self._start = 0
        self._shown: tuple[Row | None, ...] = ()
        self._marked: dict[ObservationKey, None] = {}
        self._links = _NO_LINKS
        self._in_hand = ""
        # Where to go once it is shown.
        self._wanted: ObservationKey | None = None

    @property
    def marked(self) -> tuple[ObservationKey, ...]:
        """What is marked, in the order of marking, also under other headings."""
        return tuple(self._marked)

    @property
    def observed(self) -> Observed | None:
        """The observation under the cursor."""
        here = self.highlighted
        row = self._shown[here] if here is not None and here < len(self._shown) else None
        return row.observed if row is not None else None

    def show(
        self, rows: Sequence[Row], links: Links, in_hand: str, *, unread_only: bool = False
    ) -> None:
        """Show other rows; the cursor stays on what it was on, else near it or on the first.

        Where it was to go to one that was not there yet, it goes there.
        """
        here, wanted, self._wanted = self.observed, self._wanted, None
        before, keys = _places(self._rows), _places(rows)
        self._rows, self._links, self._in_hand = tuple(rows), links, in_hand
        place = 0
        if wanted in keys:
            place = keys[wanted]
        elif here is not None and here.key in keys:
            place = keys[here.key]
        elif here is not None and any(
            r.observed and r.observed.heading == here.heading for r in rows
        ):
            place = min(before.get(here.key, 0), len(rows) - 1)
        self._turn_to(place - place % PAGE, place)
        if not rows:
            self.add_option(Option(_ALL_READ if unread_only else _EMPTY, disabled=True))

    def wait(self) -> None:
        """Show nothing yet: what is similar is being looked for."""
        self._rows = self._shown = ()
        self.clear_options()
        self.add_option(Option(_COMPARING, disabled=True))

    def take(self, found: Mapping[ObservationKey, Observed]) -> None:
        """Take in the same observations with other tags, each in its place."""
        self._rows = tuple(_renewed(row, found) for row in self._rows)
        self._shown = tuple(row and _renewed(row, found) for row in self._shown)
        self._draw(self._links, self._in_hand, anew=True)

    def stand(self, links: Links, in_hand: str) -> None:
        """Show what became of the rows, each in its place."""
        self._draw(links, in_hand)

    def toggle_mark(self) -> None:
        """Mark what the cursor is on, or no longer, and go on."""
        one = self.observed
        if one is None:
            return
        if one.key in self._marked:
            del self._marked[one.key]
        else:
            self._marked[one.key] = None
        self._draw_row(self.highlighted or 0)
        self.go_on()

    def mark(self, keys: Iterable[ObservationKey]) -> None:
        """Mark all of these."""
        self._marked |= dict.fromkeys(keys)
        for number, row in enumerate(self._shown):
            if row is not None and row.observed is not None:
                self._draw_row(number)

    def clear_marks(self) -> None:
        before, self._marked = self._marked, {}
        for number, row in enumerate(self._shown):
            if row is not None and row.observed is not None and row.observed.key in before:
                self._draw_row(number)

    def go_to(self, key: ObservationKey) -> None:
        """Put the cursor to an observation, on whatever page it stands; or once it is shown."""
        place = _places(self._rows).get(key)
        if place is None:
            self._wanted = key
        else:
            self._turn_to(place - place % PAGE, place)

    def go_on(self) -> None:
        """To the next observation, where there is one: never back to the first."""
        here = self.highlighted or 0
        later = (n for n, o in enumerate(self.options) if n > here and not o.disabled)
        self.highlighted = next(later, self.highlighted)

    def _turn_to(self, start: int, place: int) -> None:
        """Show the page that begins with this row, the cursor at this one or after it."""
        self._start = start
        rows = page(self._rows, start, PAGE)
        above: tuple[Row | None, ...] = (None,) if start else ()
        below: tuple[Row | None, ...] = (None,) if start + PAGE < len(self._rows) else ()
        self._shown = (*above, *rows, *below)
        self.clear_options()
        options = [Option(self._visual(row), disabled=row.observed is None) for row in rows]
        if above:
            options.insert(0, Option(self._turning(start - PAGE), id=_BEFORE))
        if below:
            options.append(Option(self._turning(start + PAGE), id=_AFTER))
        self.add_options(options)
        wanted = self._rows[place] if place < len(self._rows) else None
        first = next((n for n, row in enumerate(self._shown) if row is wanted), 0)
        places = [n for n, row in enumerate(self._shown) if row is not None and row.observed]
        last = places[-1] if places else None
        self.highlighted = next((n for n in places if n >= first), last)
        if self.highlighted is None:
            self.post_message(self.Moved(None))

    def _turning(self, start: int) -> Content:
        end = min(start + PAGE, len(self._rows))
        return Content.styled(f" … rows {start + 1} to {end} of {len(self._rows)}", "$quiet")

    @on(OptionList.OptionHighlighted)
    def _cursor_moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id == _AFTER:
            self._turn_to(self._start + PAGE, self._start + PAGE)
        elif event.option_id == _BEFORE:
            self._turn_to(self._start - PAGE, self._start - 1)
        else:
            self.post_message(self.Moved(self.observed))

    def _draw(self, links: Links, in_hand: str, *, anew: bool = False) -> None:
        before, held = self._links, self._in_hand
        self._links, self._in_hand = links, in_hand
        for number, row in enumerate(self._shown):
            if row is None or row.observed is None:
                continue
            key = row.observed.key
            if anew or _bears(before, held, key) != _bears(links, in_hand, key):
                self._draw_row(number)

    def _draw_row(self, number: int) -> None:
        row = self._shown[number]
        if row is not None:
            self.replace_option_prompt_at_index(number, self._visual(row))

    def _visual(self, row: Row) -> Hanging:
        marked = row.observed is not None and row.observed.key in self._marked
        return observation_row(row, self._links, self._in_hand, marked)


def _places(rows: Sequence[Row]) -> dict[ObservationKey, int]:
    return {row.observed.key: n for n, row in enumerate(rows) if row.observed is not None}


def _bears(links: Links, in_hand: str, key: ObservationKey) -> tuple[object, ...]:
    """Everything about an observation that its row shows of links."""
    supports, against = links.supports.get(key, ()), links.against.get(key, ())
    return supports, against, in_hand in supports, in_hand in against, key in links.read


def _renewed(row: Row, found: Mapping[ObservationKey, Observed]) -> Row:
    if row.kind is not RowKind.OBSERVATION or row.observed is None:
        return row
    now = found.get(row.observed.key, row.observed)
    return Row(row.kind, row.words, now, row.grouped)

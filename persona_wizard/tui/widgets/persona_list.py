"""A persona row by row; the cursor follows what it is on, and the rest stays where it stands."""

from collections.abc import Collection, Iterable

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.tui.persona_rows import Row
from persona_wizard.tui.widgets.rows import Rows


class PersonaList(Rows):
    """Rows without an id can be read, not stood on."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.shown: tuple[Row, ...] = ()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        here = self.highlighted
        return self.shown[here] if here is not None and here < len(self.shown) else None

    def show(self, rows: Iterable[Row]) -> None:
        """Show these rows, the cursor on the one that it was on, else near its place."""
        here, place, scrolled = self.row, self.highlighted or 0, self.scroll_y
        self.shown = tuple(rows)
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self.add_options(Option(row.shown, disabled=not row.id) for row in self.shown)
            ids = [row.id for row in self.shown]
            if here is not None and here.id in ids:
                place = ids.index(here.id)
            self.scroll_to(y=scrolled, animate=False, immediate=True)
            places = [number for number, one in enumerate(ids) if one]
            last = places[-1] if places else None
            self.highlighted = next((number for number in places if number >= place), last)

    def go_to(self, row_id: str) -> None:
        """Put the cursor to a row, where it is there."""
        ids = [row.id for row in self.shown]
        if row_id in ids:
            self.highlighted = ids.index(row_id)

    def go_to_any(self, ids: Collection[str]) -> None:
        """Put the cursor to the row of one of these claims or suggestions, where there is one.

        Nobody moved it: nothing is posted.
        """
        found = (n for n, row in enumerate(self.shown) if not row.left_out and _is_of(row, ids))
        place = next(found, None)
        if place is not None:
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = place


def _is_of(row: Row, ids: Collection[str]) -> bool:
    if row.suggestion is not None:
        return row.suggestion.id in ids
    return bool(row.id) and any(claim.id in ids for claim in row.claims)

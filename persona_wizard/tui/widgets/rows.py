"""A list to choose from."""

from collections.abc import Iterable

from textual.widgets import OptionList


class Rows(OptionList):
    """Textual's list, which knows no page where the window leaves it no room.

    Its ends are ends: who goes on down from the last row would decide about the first unseen.
    """

    def action_cursor_down(self) -> None:
        below = range((-1 if self.highlighted is None else self.highlighted) + 1, self.option_count)
        if not self._go_to_first_of(below):
            self.scroll_end(animate=False)

    def action_cursor_up(self) -> None:
        above = range(self.option_count if self.highlighted is None else self.highlighted)
        if not self._go_to_first_of(reversed(above)):
            # Titles above the first row that can be stood on.
            self.scroll_home(animate=False)

    def _go_to_first_of(self, places: Iterable[int]) -> bool:
        """Whether there was a row to stand on."""
        found = next((n for n in places if not self.get_option_at_index(n).disabled), None)
        if found is not None:
            self.highlighted = found
        return found is not None

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

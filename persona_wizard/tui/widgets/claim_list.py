"""The claims of one heading; the one that the cursor is on is taken in hand."""

from dataclasses import dataclass

from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.tui.composing_rows import ClaimRow
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.widgets.rows import Rows

_EMPTY = "No claim yet. Mark what belongs together, and say it in one sentence."
_NO_ROW = ClaimRow(Hanging(Content(""), Content.styled(_EMPTY, "$quiet")))


class ClaimList(Rows):
    """Rows without an id can be read, not stood on."""

    @dataclass
    class Held(Message):
        """A claim was gone to."""

        claim: str

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown: tuple[ClaimRow, ...] = ()

    @property
    def row(self) -> ClaimRow | None:
        """The row under the cursor."""
        here = self.highlighted
        return self._shown[here] if here is not None and here < len(self._shown) else None

    def show(self, rows: tuple[ClaimRow, ...], in_hand: str) -> None:
        """Show these rows, the cursor at the claim in hand, else where it was."""
        here = self.row
        wanted = in_hand or (here.id if here is not None else "")
        self._shown = rows
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            if not any(row.id for row in rows):
                self._shown = (_NO_ROW, *rows)
            self.add_options(Option(row.shown, disabled=not row.id) for row in self._shown)
            ids = [row.id for row in self._shown]
            first = next((number for number, one in enumerate(ids) if one), None)
            self.highlighted = ids.index(wanted) if wanted and wanted in ids else first

    @on(OptionList.OptionHighlighted)
    def _gone_to(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.has_focus:
            self._hold()

    def on_focus(self, _: events.Focus) -> None:
        self._hold()

    def _hold(self) -> None:
        if self.row is not None and self.row.id:
            self.post_message(self.Held(self.row.id))

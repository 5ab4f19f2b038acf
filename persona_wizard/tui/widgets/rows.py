"""A list to choose from."""

from textual.widgets import OptionList


class Rows(OptionList):
    """Textual's list, which knows no page where the window leaves it no room."""

    def action_page_up(self) -> None:
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

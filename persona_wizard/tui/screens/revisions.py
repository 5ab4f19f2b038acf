"""Earlier forms of an answer: read whole, and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.model.dates import to_the_second
from persona_wizard.model.interview import Answer, Revision, State, value_in_words
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens.box import Box
from persona_wizard.tui.widgets.rows import Rows

# How much of a form its row tells; the whole stands below.
_IN_A_ROW = 200


class Revisions(Box[int | None]):
    """Gives the index of the revision to take back; None where Esc was pressed."""

    HELP_TITLE = "Earlier forms"
    HELP_KEYS = (
        ("Down, Up", "Another form"),
        ("PgDn, PgUp", "Reads on in a long one"),
        ("Enter", "Takes it back; what stands there now is kept"),
        ("Esc, {earlier}", "Back; nothing is changed"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+e", "close", show=False, priority=True, id="earlier"),
        Binding("pagedown", "read(1)", show=False, priority=True),
        Binding("pageup", "read(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Revisions { align: center middle; background: $background; }
    Revisions > Vertical {
        width: 90%; max-width: 96; height: 85%; padding: 1 2; background: $surface;
    }
    Revisions .title { text-style: bold; height: 1; }
    Revisions OptionList {
        height: auto; max-height: 40%; margin-top: 1; padding: 0; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Revisions VerticalScroll { height: 1fr; margin-top: 1; }
    Revisions .whole { height: auto; }
    Revisions .hint { height: 1; color: $text-muted; margin-top: 1; }
    """

    def __init__(self, answer: Answer, forms: Sequence[int], states: Mapping[State, str]) -> None:
        super().__init__()
        self._answer = answer
        self._forms = tuple(forms)
        self._states = states

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Earlier forms of this answer", classes="title", markup=False)
            yield Rows(*(Option(self._row(i)) for i in self._forms), markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("", classes="whole", markup=False)
            hint = "Enter takes it back, nothing is lost   PgDn reads on   Esc back"
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        revision = self._answer.revisions[self._forms[event.option_index]]
        said = (value_in_words(revision.value), revision.text)
        whole = "\n".join(part for part in said if part.strip())
        self.query_one(".whole", Static).update(safe(whole))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._forms[event.option_index])

    def action_read(self, pages: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def action_close(self) -> None:
        self.dismiss(None)

    def _row(self, index: int) -> Content:
        revision: Revision = self._answer.revisions[index]
        parts = (value_in_words(revision.value), revision.text[:_IN_A_ROW])
        said = " · ".join(part for part in parts if part.strip())
        return Content.assemble(
            (f"{_clock(revision.at):<18}", "$quiet"),
            safe_line(self._states[revision.state]).stylize("$accent"),
            "  ",
            safe_line(said),
        )


def _clock(at: str) -> str:
    """When a form was last saved, in the local zone: "today 14:10:33", "18 Nov 14:10:33"."""
    then = datetime.fromisoformat(at).astimezone()
    return to_the_second(then, datetime.now().astimezone())

"""A few lines to fill in, one under the other."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.writing import LineInput


class FormScreen(WizardScreen):
    """Enter goes to the next line, and on the last line takes the form."""

    ACTIONS: ClassVar = actions.FORM
    DEFAULT_CSS = """
    FormScreen .work { padding: 0 2; }
    FormScreen .label { margin-top: 1; }
    FormScreen .hint { color: $text-muted; }
    FormScreen LineInput { max-width: 72; }
    FormScreen .fault { color: $warning; height: auto; padding: 0 2; display: none; }
    """

    def compose_work(self) -> ComposeResult:
        with VerticalScroll(classes="work", can_focus=False):
            yield from self.compose_lines()
        # Beneath the lines, not among them: it must be seen however far they scroll.
        yield Static("", classes="fault", markup=False)

    def compose_lines(self) -> ComposeResult:
        """The form's lines, made with `labelled`."""
        yield from ()

    def labelled(self, name: str, label: str, hint: str = "", value: str = "") -> ComposeResult:
        """A line to fill in, with its label above it."""
        yield Static(safe(label), classes="label")
        yield LineInput(value, id=name)
        if hint:
            yield Static(safe(hint), classes="hint")

    def value(self, name: str) -> str:
        return self.query_one(f"#{name}", LineInput).value.strip()

    def tell_fault(self, message: str, name: str) -> None:
        """Say what is wrong and put the cursor where it can be mended."""
        fault = self.query_one(".fault", Static)
        fault.update(safe(message))
        fault.display = True
        self.set_focus(self.query_one(f"#{name}"))

    @on(LineInput.Submitted)
    def _entered(self, event: LineInput.Submitted) -> None:
        lines = list(self.query(LineInput))
        here = lines.index(event.input)  # type: ignore[arg-type]  # only LineInputs are in a form
        if here + 1 < len(lines):
            # Not `focus()`, which waits: a quick hand's next letters belong to the next line.
            self.set_focus(lines[here + 1])
        else:
            self.action_submit()

    def action_submit(self) -> None:
        """Take what was filled in."""

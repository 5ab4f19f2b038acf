"""A few lines to fill in, one under the other."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList, Static

from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.writing import LineInput


class FormScreen(WizardScreen):
    """Enter goes to the next field, and from the last one takes the form."""

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

    def labelled(
        self, name: str, label: str, hint: str = "", value: str = "", *, proposed: bool = False
    ) -> ComposeResult:
        """A line to fill in, with its label above it; a `proposed` value is typed over."""
        yield Static(safe(label), classes="label")
        yield LineInput(value, proposed=proposed, id=name)
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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A field's label and hint come into sight with it."""
        field = event.widget
        beside = list(field.parent.children) if field.parent else [field]
        here = beside.index(field)
        label = (part for part in beside[max(here - 1, 0) : here] if part.has_class("label"))
        hint = (part for part in beside[here + 1 : here + 2] if part.has_class("hint"))
        region = field.virtual_region_with_margin
        for part in (*label, *hint):
            region = region.union(part.virtual_region_with_margin)
        work = self.query_one(".work", VerticalScroll)
        work.scroll_to_region(region, animate=False, immediate=True)

    @on(LineInput.Submitted)
    def _entered(self, event: LineInput.Submitted) -> None:
        self.go_on_from(event.input)

    def go_on_from(self, field: Widget) -> None:
        """To the next field; from the last one, take the form."""
        fields = list(self.query("LineInput, OptionList"))
        here = fields.index(field)
        if here + 1 < len(fields):
            # Not `focus()`, which waits: a quick hand's next letters belong to the next line.
            self.set_focus(fields[here + 1])
        else:
            self.action_submit()

    def action_submit(self) -> None:
        """Take what was filled in."""


def mark_chosen(options: OptionList, texts: Sequence[str]) -> None:
    """Mark the option under the cursor: it is the one that is chosen, focus or not."""
    for index, text in enumerate(texts):
        sign = "(•)" if index == options.highlighted else "( )"
        options.replace_option_prompt_at_index(index, safe_line(f"{sign} {text}"))

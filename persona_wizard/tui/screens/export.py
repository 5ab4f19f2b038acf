"""Export: what is missing first, then the page, then where it went."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.export import Layout
from persona_wizard.export.missing import gap_line
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Gap, Persona
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.exporting import PageExists, export_page
from persona_wizard.studies.reading import left_out, read_study
from persona_wizard.tui import actions
from persona_wizard.tui.curator import Curator
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.rows import Rows


class ExportScreen(WizardScreen):
    ACTIONS: ClassVar = actions.EXPORT
    HELP_TITLE = "Export"
    HELP_TEXT = (
        "Blocking gaps come first: fill them, accept them with a reason, or write a draft that\n"
        "says so. W writes the page that teams read, A everything with its evidence."
    )
    DEFAULT_CSS = """
    ExportScreen .lead { margin-bottom: 1; height: auto; }
    ExportScreen OptionList { height: auto; max-height: 1fr; padding: 0; }
    ExportScreen .written { margin-top: 1; height: auto; color: $secondary; }
    """

    def __init__(self, store: StudyFolder) -> None:
        super().__init__()
        self._store = store
        self._gaps: tuple[Gap, ...] = ()
        self._persona: Persona | None = None
        self._curator = Curator(self, store, self._look)

    def compose_work(self) -> ComposeResult:
        with Vertical(classes="work"):
            yield Static("", classes="lead", markup=False)
            yield Rows(markup=False)
            yield Static("", classes="written", markup=False)

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        try:
            reading = read_study(self._store)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self._show(personas.draw(reading), left_out(reading))

    def _show(self, persona: Persona, without: str) -> None:
        self._persona = persona
        blocking = [gap for gap in persona.gaps if gap.blocking]
        self._gaps = tuple(sorted(blocking, key=lambda gap: gap.accepted is not None))
        missing = len(persona.blocking)
        stands = (persona.name or "no name yet", persona.status, without)
        self.tell(f"{persona.study} · export", " · ".join(filter(None, stands)))
        things = (
            "1 thing is missing. Fill it, let it stand"
            if missing == 1
            else f"{missing} things are missing. Fill them, let them stand"
        )
        lead = (
            f"{things} with a reason, or write a draft."
            if missing
            else ("Nothing that must be known is missing. W writes the page, A everything.")
        )
        self.query_one(".lead", Static).update(safe(lead))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(_row(gap)) for gap in self._gaps)
        options.highlighted = min(here, len(self._gaps) - 1) if self._gaps else None
        options.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self._persona is not None:
            self._curator.meet(self._gaps[event.option_index], self._persona)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_write_page(self) -> None:
        self._write(Layout.PAGE)

    def action_write_full(self) -> None:
        self._write(Layout.FULL)

    def _write(self, layout: Layout) -> None:
        missing = sum(gap.blocks for gap in self._gaps)
        if not missing:
            self._export(layout, allow_gaps=False, replace=False)
            return

        def answered(draft: bool | None) -> None:
            if draft:
                self._export(layout, allow_gaps=True, replace=False)

        things = "1 thing is" if missing == 1 else f"{missing} things are"
        self.app.push_screen(
            Confirm(f"{things} missing. Write a draft that says so?", "write the draft", "not yet"),
            answered,
        )

    def _export(self, layout: Layout, allow_gaps: bool, replace: bool) -> None:
        try:
            written = export_page(self._store, layout, None, allow_gaps, replace)
        except PageExists as exists:
            self._ask_to_replace(exists, layout, allow_gaps)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
        else:
            told = Content.assemble(("Written: ", "bold"), safe(str(written)))
            self.query_one(".written", Static).update(told)

    def _ask_to_replace(self, exists: PageExists, layout: Layout, allow_gaps: bool) -> None:
        def answered(replace: bool | None) -> None:
            if replace:
                self._export(layout, allow_gaps, replace=True)

        self.app.push_screen(
            Confirm(f"{exists.path.name} stands there already.", "replace it", "keep it"), answered
        )


def _row(gap: Gap) -> Content:
    sign = "!" if gap.blocks else "·"
    return Content.assemble(f"{sign} ", dressed(gap_line(gap))).stylize(
        "$warning" if gap.blocks else "$quiet"
    )

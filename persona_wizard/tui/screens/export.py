"""Export: what is missing first, then the page, then where it went."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
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
from persona_wizard.studies.reading import Reading, left_out
from persona_wizard.tui import actions
from persona_wizard.tui.curator import Curator
from persona_wizard.tui.decider import Decider
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.reads_study import ReadsStudy
from persona_wizard.tui.widgets.rows import Rows


class ExportScreen(ReadsStudy):
    ACTIONS: ClassVar = actions.EXPORT
    HELP_TITLE = "Export"
    HELP_TEXT = (
        "Blocking gaps come first: fill them, accept them with a reason, or write a draft that "
        "says so. W writes the page that teams read, A everything with its evidence."
    )
    DEFAULT_CSS = """
    ExportScreen .lead { margin-bottom: 1; height: auto; }
    ExportScreen OptionList { height: auto; max-height: 1fr; padding: 0; }
    ExportScreen .written { margin-top: 1; height: auto; color: $secondary; }
    """

    def __init__(self, store: StudyFolder, persona: str = "") -> None:
        super().__init__(store)
        self._persona_id = persona
        self._gaps: tuple[Gap, ...] = ()
        self._persona: Persona | None = None
        # What was asked for before everything was read.
        self._wanted: Layout | None = None
        self._decider = Decider(store, persona)
        self._curator = Curator(self, self._decider, self._decided)

    def compose_work(self) -> ComposeResult:
        with Vertical(classes="work"):
            yield Static("", classes="lead", markup=False)
            yield Rows(markup=False)
            yield Static("", classes="written", markup=False)

    def _decided(self) -> None:
        self.query_one(".written", Static).update(safe(f"{self._decider.told}."))
        self.look()

    def derive(self, reading: Reading) -> Callable[[], None]:
        persona = personas.draw(reading, self._persona_id)
        return partial(self._show, persona, left_out(reading))

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
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._write(wanted)

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
        if self._persona is None:
            # Written once it is known what is missing.
            self._wanted = layout
            return
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
        self.query_one(".written", Static).update("Writing…")
        self._write_out(layout, allow_gaps, replace)

    @work(thread=True, group="write")
    def _write_out(self, layout: Layout, allow_gaps: bool, replace: bool) -> None:
        """Draw the persona and write its page, off the screen's thread."""
        try:
            page = export_page(self._store, layout, None, allow_gaps, replace, self._persona_id)
        except PageExists as exists:
            self.app.call_from_thread(self._not_written)
            self.app.call_from_thread(self._ask_to_replace, exists, layout, allow_gaps)
        except WizardError as fault:
            self.app.call_from_thread(self._not_written)
            self.app.call_from_thread(self.wizard.tell_fault, fault)
        else:
            self.app.call_from_thread(self._written, page)

    def _written(self, page: Path) -> None:
        if self.is_open:
            told = Content.assemble(("Written: ", "bold"), safe(str(page)))
            self.query_one(".written", Static).update(told)

    def _not_written(self) -> None:
        if self.is_open:
            self.query_one(".written", Static).update("")

    def _ask_to_replace(self, exists: PageExists, layout: Layout, allow_gaps: bool) -> None:
        if not self.is_current:
            return

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

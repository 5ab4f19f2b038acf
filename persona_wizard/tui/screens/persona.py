"""The persona: six headings of claims that open to their evidence, and gaps in plain sight."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.export.counts import interviewed
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line
from persona_wizard.export.missing import gap_line, standing
from persona_wizard.export.placeholder import placeholder_pixels
from persona_wizard.export.sections import section_lines
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import heading
from persona_wizard.model.persona import Claim, Evidence, Gap, GapReason, Persona
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.reading import left_out, read_study
from persona_wizard.tui import actions
from persona_wizard.tui.curator import Curator
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.widgets.pixels import Picture
from persona_wizard.tui.widgets.rows import Rows


class _Row(Struct, frozen=True):
    """One row: what Enter on it opens, if anything."""

    shown: Content
    claims: tuple[Claim, ...] = ()
    answers: tuple[Evidence, ...] = ()
    gap: Gap | None = None

    @property
    def opens(self) -> bool:
        return bool(self.claims or self.answers or self.gap)


class PersonaScreen(WizardScreen):
    ACTIONS: ClassVar = actions.PERSONA
    HELP_TITLE = "Persona"
    HELP_TEXT = (
        "The same words as on the page. “4 of 9”: four raised it, of nine asked; silence is not\n"
        "disagreement. Anecdote: one person. Emerging: two or more. Pattern: a majority.\n"
        "Contested: others said the opposite."
    )
    DEFAULT_CSS = """
    PersonaScreen .head { height: auto; padding: 0 1 1 1; }
    PersonaScreen Picture { width: 14; height: 7; margin-right: 2; }
    PersonaScreen .who { height: auto; width: 1fr; }
    PersonaScreen .name { text-style: bold; color: $accent; height: auto; }
    PersonaScreen .tagline { height: auto; }
    PersonaScreen .standing { height: auto; color: $text-muted; margin-top: 1; }
    PersonaScreen OptionList { height: 1fr; padding: 0 1; }
    """

    def __init__(self, store: StudyFolder) -> None:
        super().__init__()
        self._store = store
        self._persona: Persona | None = None
        self._shown: list[_Row] = []
        self._curator = Curator(self, store, self._draw)
        # The heading at which composing was left.
        self._composed_at = ""

    def compose_work(self) -> ComposeResult:
        with Horizontal(classes="head"):
            yield Picture()
            with Vertical(classes="who"):
                yield Static("", classes="name", markup=False)
                yield Static("", classes="tagline", markup=False)
                yield Static("", classes="standing", markup=False)
        yield Rows(markup=False)

    def on_mount(self) -> None:
        self.tell("Persona", "reading…")

    def on_screen_resume(self) -> None:
        self.query_one(OptionList).focus()
        self._draw()

    @work(thread=True, exclusive=True)
    def _draw(self) -> None:
        """Draw the persona, off the screen's thread."""
        try:
            reading = read_study(self._store)
        except WizardError as fault:
            self.app.call_from_thread(self.wizard.tell_fault, fault)
            return
        self.app.call_from_thread(self._show, personas.draw(reading), left_out(reading))

    def _show(self, persona: Persona, without: str) -> None:
        if not self.is_open:
            return
        self._persona = persona
        waiting = sum(gap.reason is GapReason.NOT_SUMMED_UP for gap in persona.gaps)
        stands = (persona.status, f"{len(persona.blocking)} missing", f"{waiting} not summed up")
        self.tell(persona.study, " · ".join(filter(None, (*stands, without))))
        self.query_one(".name", Static).update(safe_line(persona.name or "No name yet: press N"))
        self.query_one(".tagline", Static).update(safe_line(persona.tagline))
        self.query_one(".standing", Static).update(safe_line(standing(persona)))
        self._show_photo(persona)
        self._list(persona)

    def _show_photo(self, persona: Persona) -> None:
        picture = self.query_one(Picture)
        if persona.photo is None or persona.photo.placeholder:
            picture.show_grid(placeholder_pixels(persona.name))
            return
        try:
            picture.show_file(self._store.photo(persona.photo.file))
        except WizardError as fault:
            picture.show_grid(placeholder_pixels(persona.name))
            self.wizard.tell_fault(fault)

    def _list(self, persona: Persona) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        self._shown = list(_rows(persona))
        options.clear_options()
        options.add_options(Option(row.shown, disabled=not row.opens) for row in self._shown)
        places = [n for n, row in enumerate(self._shown) if row.opens]
        options.highlighted = next((n for n in places if n >= here), None)

    # Doing things

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self._shown[event.option_index]
        if row.gap is not None and self._persona is not None:
            self._curator.meet(row.gap, self._persona)
        elif row.claims or row.answers:
            self.app.push_screen(EvidenceScreen(row.shown, row.claims, row.answers))

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_compose(self) -> None:
        """Back to composing where that lies beneath, else on to it."""
        from persona_wizard.tui.screens.composing import ComposingScreen

        if isinstance(self.app.screen_stack[-2], ComposingScreen):
            self.action_close()
            return
        try:
            screen = ComposingScreen(self._store, self._composed_at)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return

        def left(heading: str | None) -> None:
            self._composed_at = heading or ""

        self.app.push_screen(screen, left)

    def action_name(self) -> None:
        if self._persona is not None:
            self._curator.ask_name(self._persona)

    def action_photo(self) -> None:
        self._curator.ask_photo()

    def action_export(self) -> None:
        from persona_wizard.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._store))


def _rows(persona: Persona) -> Iterator[_Row]:
    who = interviewed(persona)
    for gap in persona.gaps:
        if gap.blocks and gap.heading is None:
            yield _gap(gap)
    # Each gap has a row of its own, so the lines need not tell what is missing.
    told = replace(persona, gaps=())
    for section in persona.sections:
        yield _title(heading(section.heading).title)
        lines = section_lines(told, section, who, Layout.FULL)
        for line in lines:
            yield from _line(line)
        gaps = [g for g in persona.gaps if g.heading == section.heading and _has_row(g)]
        if not lines and not gaps:
            yield _Row(Content.styled("Nothing known yet.", "$quiet"))
        yield from map(_gap, gaps)
    general = [g for g in persona.gaps if g.heading is None and not g.blocks]
    if general:
        yield _title("What else we do not know")
    yield from (_gap(gap) for gap in general)


def _line(line: Line) -> Iterator[_Row]:
    yield _Row(dressed(line), claims=line.claims, answers=line.answers)
    for under in line.under:
        yield _Row(Content.assemble("  ", dressed(under).stylize("$quiet")))


def _title(text: str) -> _Row:
    return _Row(Content.assemble("\n", (text, "bold $accent")))


def _has_row(gap: Gap) -> bool:
    """Whether a gap needs a row of its own: answers that wait to be summed up have theirs."""
    return gap.reason is not GapReason.NOT_SUMMED_UP


def _gap(gap: Gap) -> _Row:
    sign = "!" if gap.blocks else "·"
    style = "$warning" if gap.blocks else "$quiet"
    return _Row(Content.assemble(f"{sign} ", dressed(gap_line(gap))).stylize(style), gap=gap)

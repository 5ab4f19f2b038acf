"""Export: what is missing, what would be written and where; then where it went."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.export.missing import gap_line
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Gap, Persona
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.departments import keep_folder, refuse_no_folder
from persona_wizard.studies.exporting import (
    Wanted,
    export,
    file_name,
    folder_of,
)
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.studies.reading import Reading, left_out, read_study
from persona_wizard.studies.writing_out import PageExists
from persona_wizard.tui import actions
from persona_wizard.tui.curator import Curator
from persona_wizard.tui.decider import Decider
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.export_choice import ALL, ExportChoice, folders, in_words, preview
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.reads_study import ReadsStudy
from persona_wizard.tui.widgets.rows import Rows

_ROOM_FOR_GAPS = 4
_CARD = "What the card says; its pictures and folded evidence are seen in a browser"


class ExportScreen(ReadsStudy):
    ACTIONS: ClassVar = actions.EXPORT
    HELP_TITLE = "Export"
    HELP_TEXT = (
        "Below stands what would be written. {reader} goes through its readers: everyone, a "
        "department, every department; {format} through the formats; {folder} asks for a folder, "
        "which a department keeps. {write_page} writes it, {write_full} everything with its "
        "evidence. What must be known and is missing comes first: fill it, let it stand with a "
        "reason, or write a draft that says so. Data is written whatever is missing. Tab goes from "
        "what is missing to the page and back."
    )
    DEFAULT_CSS = """
    ExportScreen .lead { height: auto; }
    ExportScreen OptionList {
        padding: 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ExportScreen .choice { height: auto; margin-top: 1; }
    ExportScreen .written { height: auto; color: $secondary; display: none; }
    ExportScreen VerticalScroll {
        height: 1fr; min-height: 3; border-top: solid $quiet;
        scrollbar-gutter: stable; border-title-color: $quiet;
    }
    ExportScreen VerticalScroll:focus { border-top: solid $accent; }
    ExportScreen VerticalScroll Static { height: auto; }
    """

    def __init__(self, store: StudyFolder, persona: str = "") -> None:
        super().__init__(store)
        self._choice = ExportChoice(persona=persona)
        self._gaps: tuple[Gap, ...] = ()
        self._reading_shown: Reading | None = None
        self._persona: Persona | None = None
        # What was asked for before everything was read.
        self._asked_for: Layout | None = None
        self._decider = Decider(store, persona)
        self._curator = Curator(self, self._decider, self._decided)

    def compose_work(self) -> ComposeResult:
        with Vertical(classes="work"):
            yield Static("", classes="lead", markup=False)
            yield Rows(markup=False)
            yield Static("", classes="choice", markup=False)
            yield Static("", classes="written", markup=False)
            with VerticalScroll():
                yield Static("", classes="preview", markup=False)

    # What there is

    def derive(self, reading: Reading) -> Callable[[], None]:
        persona = personas.draw(reading, self._choice.persona)
        return partial(self._show, reading, persona, self._preview(reading, self._choice))

    def _preview(self, reading: Reading, choice: ExportChoice) -> str:
        try:
            return preview(self._store, reading, choice)
        except WizardError as fault:
            return fault.message

    def _decided(self) -> None:
        self._say_written(safe(f"{self._decider.told}."))
        self.look()

    def _show(self, reading: Reading, persona: Persona, text: str) -> None:
        self._reading_shown, self._persona = reading, persona
        blocking = [gap for gap in persona.gaps if gap.blocking]
        self._gaps = tuple(sorted(blocking, key=lambda gap: gap.accepted is not None))
        self._stand()
        self.query_one(".lead", Static).update(safe(_lead(len(persona.blocking))))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(_row(gap)) for gap in self._gaps)
        options.highlighted = min(here, len(self._gaps) - 1) if self._gaps else None
        options.display = bool(self._gaps)
        # Of each its beginning; all of it is told where it is met.
        options.styles.height = min(len(self._gaps), _ROOM_FOR_GAPS)
        page = self.query_one(VerticalScroll)
        if not page.has_focus:
            (options if self._gaps else page).focus()
        self._tell_choice(reading)
        self._show_preview(text)
        asked_for, self._asked_for = self._asked_for, None
        if asked_for is not None:
            self._write(asked_for)

    def _stand(self, status: str = "") -> None:
        if self._persona is None or self._reading_shown is None:
            return
        name, how_far = self._persona.name or "no name yet", self._persona.status
        stands = filter(None, (name, how_far, left_out(self._reading_shown)))
        self.tell(f"{self._persona.study} · export", " · ".join(stands), status)

    def _tell_choice(self, reading: Reading) -> None:
        whom, form = in_words(self._choice, reading.study.departments)
        places = ", ".join(map(self._shown, folders(self._store, reading, self._choice)))
        parts = (("reader", "For", whom), ("format", "as", form), ("folder", "into", places))
        told = Content("  ").join(
            Content.assemble(
                (self.key(action), "bold $accent"),
                (f" {word} ", "$quiet"),
                safe_line(chosen).stylize("" if action == "folder" else "bold"),
            )
            for action, word, chosen in parts
        )
        self.query_one(".choice", Static).update(told)
        is_card = self._choice.format is Format.HTML
        self.query_one(VerticalScroll).border_title = _CARD if is_card else ""

    def _shown(self, folder: Path) -> str:
        """A folder in short: inside the study by its name there."""
        if folder.is_relative_to(self._store.folder):
            return f"{folder.relative_to(self._store.folder).as_posix()}/"
        return str(folder)

    def _show_preview(self, text: str) -> None:
        self.query_one(".preview", Static).update(safe(text))
        # What programs read stands above: there for who looks for it.
        title = text.find("\n# ") if text.startswith("---\n") else -1
        # And so does what is the same for every department.
        begins = max(title, text.find("\n**For ") if self._choice.for_whom else -1)
        page = self.query_one(VerticalScroll)
        self.call_after_refresh(
            page.scroll_to, y=self._row_of(text[: begins + 1]), animate=False, immediate=True
        )

    def _row_of(self, before: str) -> int:
        """The row on which a text goes on behind this, as the screen wraps it."""
        shown = self.query_one(".preview", Static)
        return safe(before).get_height({}, max(1, shown.size.width)) - 1 if before else 0

    # What is chosen

    def action_reader(self) -> None:
        reading = self._reading_shown
        if reading is not None:
            self._choose(self._choice.for_next(reading.study.departments))

    def action_format(self) -> None:
        if self._reading_shown is not None:
            self._choose(self._choice.as_next())

    def _choose(self, choice: ExportChoice) -> None:
        self._choice = choice
        self._say_written("")
        if self._reading_shown is not None:
            self._tell_choice(self._reading_shown)
            self._look_ahead(self._reading_shown, choice)

    @work(thread=True, exclusive=True, group="preview")
    def _look_ahead(self, reading: Reading, choice: ExportChoice) -> None:
        worker = get_current_worker()
        text = self._preview(reading, choice)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._looked_ahead, choice, text)

    def _looked_ahead(self, choice: ExportChoice, text: str) -> None:
        if self.is_open and choice == self._choice:
            self._show_preview(text)

    def action_folder(self) -> None:
        reading = self._reading_shown
        if reading is None:
            return
        if self._choice.for_whom == ALL:
            self.notify("Each department has its own: choose one first.", markup=False)
            return
        (here,) = folders(self._store, reading, self._choice)

        def given(typed: str | None) -> None:
            if typed is not None:
                self._take_folder(
                    Path(os.path.expanduser(typed.strip())) if typed.strip() else None
                )

        hint = "A folder that is there, such as a shared drive. Empty: in the study's exports/."
        if self._choice.for_whom:
            hint = f"{hint} Its pages go there from now on."
        self.app.push_screen(Ask("Into which folder?", hint, str(here)), given)

    def _take_folder(self, folder: Path | None) -> None:
        try:
            if folder is not None and not self._is_usual(folder):
                refuse_no_folder(folder)
            place = None if folder is None or self._is_usual(folder) else folder
            self._say_written("")
            if self._choice.for_whom:
                keep_folder(self._store, self._choice.for_whom, place)
                self.look()
            else:
                self._choose(replace(self._choice, folder=place))
        except WizardError as fault:
            self.wizard.tell_fault(fault)

    def _is_usual(self, folder: Path) -> bool:
        return folder.is_relative_to(self._store.folder / "exports")

    def action_read_on(self) -> None:
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        self.query_one(VerticalScroll).scroll_page_up(animate=False)

    # What is missing

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self._persona is not None:
            self._curator.meet(self._gaps[event.option_index], self._persona)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    # What is written

    def action_write_page(self) -> None:
        self._write(Layout.PAGE)

    def action_write_full(self) -> None:
        self._write(Layout.FULL)

    def _write(self, layout: Layout) -> None:
        reading = self._reading_shown
        if reading is None:
            # Written once it is known what is missing.
            self._asked_for = layout
            return
        # Whatever comes of this, it is no news of an earlier one.
        self._say_written("")
        wanted = self._choice.wanted(reading.study.departments, layout)
        missing = sum(gap.blocks for gap in self._gaps)
        if not missing or not self._choice.format.is_page:
            self._unless_there(wanted)
            return

        def answered(draft: bool | None) -> None:
            if draft:
                self._unless_there(tuple(replace(one, allow_gaps=True) for one in wanted))

        things = "1 thing is" if missing == 1 else f"{missing} things are"
        self.app.push_screen(
            Confirm(f"{things} missing. Write a draft that says so?", "write the draft", "not yet"),
            answered,
        )

    def _unless_there(self, wanted: tuple[Wanted, ...]) -> None:
        """Write it; where a file stands in its place, ask before."""
        try:
            there = [path for path in self._paths(wanted) if os.path.lexists(path)]
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if there:
            self._ask_to_replace(there, wanted)
        else:
            self._export(wanted, replace_it=False)

    def _paths(self, wanted: tuple[Wanted, ...]) -> list[Path]:
        if self._reading_shown is None or self._persona is None:
            return []
        reading, persona = self._reading_shown, self._persona
        named = self._choice.folder if not any(one.department for one in wanted) else None
        return [
            (named or folder_of(self._store, reading, one)) / file_name(one, persona)
            for one in wanted
        ]

    def _export(self, wanted: tuple[Wanted, ...], replace_it: bool) -> None:
        self._stand("writing…")
        target = None
        if self._choice.folder is not None and not wanted[0].department:
            (target,) = self._paths(wanted)
        self._write_files(wanted, target, replace_it)

    @work(thread=True, group="write")
    def _write_files(
        self, wanted: tuple[Wanted, ...], target: Path | None, replace_it: bool
    ) -> None:
        try:
            if target is None:
                refuse_if_only_read(self._store)
            reading = read_study(self._store)
            paths = export(self._store, reading, wanted, target, replace_it)
        except PageExists as exists:
            told = partial(self._found_there, exists.path, wanted)
        except WizardError as fault:
            told = partial(self._not_written, fault)
        else:
            told = partial(self._written, paths)
        self.app.call_from_thread(told)

    def _written(self, paths: tuple[Path, ...]) -> None:
        if not self.is_open:
            return
        self._stand()
        told = "\n".join(str(path) for path in paths)
        self._say_written(Content.assemble(("Written: ", "bold"), safe(told)))

    def _say_written(self, told: Content | str) -> None:
        written = self.query_one(".written", Static)
        written.update(told)
        written.display = bool(told)

    def _not_written(self, fault: WizardError) -> None:
        if self.is_open:
            self._stand()
            self.wizard.tell_fault(fault)

    def _found_there(self, path: Path, wanted: tuple[Wanted, ...]) -> None:
        if self.is_open:
            self._stand()
        if self.is_current:
            self._ask_to_replace([path], wanted)

    def _ask_to_replace(self, there: list[Path], wanted: tuple[Wanted, ...]) -> None:
        self._stand()

        def answered(replace_it: bool | None) -> None:
            if replace_it:
                self._export(wanted, replace_it=True)

        one = len(there) == 1
        stands = f"{there[0].name} stands" if one else f"{len(there)} of these files stand"
        it = "it" if one else "them"
        self.app.push_screen(
            Confirm(f"{stands} there already.", f"replace {it}", f"keep {it}"), answered
        )


def _lead(missing: int) -> str:
    if not missing:
        return "Nothing that must be known is missing."
    return (
        "1 thing is missing. Fill it, or let it stand with a reason."
        if missing == 1
        else f"{missing} things are missing. Fill them, or let them stand with a reason."
    )


def _row(gap: Gap) -> Content:
    sign = "!" if gap.blocks else "·"
    return Content.assemble(f"{sign} ", dressed(gap_line(gap))).stylize(
        "$warning" if gap.blocks else "$quiet"
    )

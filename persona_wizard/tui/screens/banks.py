"""The bank browser: every question bank in reach, what it asks, and banks of one's own."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from persona_wizard.banks import CheckedFile, Origin, Shelf, check_file, shelf_for
from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.shelf_keeping import copy_bank, folder_of_banks
from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.banks_editor import EditorFault, open_in_editor
from persona_wizard.tui.screens.banks_list import ShelvedBank, narrowed, row, shelved, titles
from persona_wizard.tui.screens.banks_place import AskPlace, Place
from persona_wizard.tui.screens.banks_preview import BankPreview, drawn, drawn_difference
from persona_wizard.tui.screens.base import NARROWEST, WizardScreen
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import LineInput


class _Look(Struct, frozen=True):
    """What one look at the shelf gave: its banks, and what a check of one file found."""

    banks: tuple[ShelvedBank, ...]
    checked: dict[Path, CheckedFile]


class BanksScreen(WizardScreen):
    """The banks in reach of a study, or without one those on one's shelf and the shipped."""

    ACTIONS: ClassVar = actions.SHELF
    HELP_TITLE = "Question banks"
    HELP_TEXT = (
        "Nearest first: the study's, those on your shelf for all studies, the shipped ones. Of "
        "banks that share an id the nearest is used and the others are hidden.\n"
        "! has faults and can't be used, ≠ is a copy whose original has moved on.\n"
        "A check only remarks; nothing it says stops an interview."
    )
    # List and preview stand side by side only where both have their width.
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-tiny"),
        (NARROWEST, "-narrow"),
        (150, "-wide"),
    ]
    DEFAULT_CSS = """
    BanksScreen .search { height: 1; padding: 0 1; }
    BanksScreen .search Static { width: 2; color: $accent; text-style: bold; }
    BanksScreen .search LineInput { width: 1fr; max-width: 78; }
    BanksScreen .columns { height: 1fr; layout: vertical; padding: 0 1; }
    BanksScreen.-wide .columns { layout: horizontal; }
    BanksScreen .banks { height: 2fr; }
    BanksScreen.-wide .banks { width: 1fr; height: 1fr; min-width: 79; }
    BanksScreen .titles { color: $text-muted; height: 1; text-wrap: nowrap; }
    BanksScreen .banks OptionList {
        height: 1fr; padding: 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    BanksScreen BankPreview { height: 3fr; border-top: solid $panel; padding: 0 0 0 1; }
    BanksScreen.-wide BankPreview {
        width: 1fr; max-width: 84; height: 1fr; margin-left: 1;
        border-top: none; border-left: solid $panel;
    }
    BanksScreen .told { height: auto; max-height: 3; padding: 0 1; color: $secondary; }
    """

    def __init__(self, store: StudyFolder | None = None) -> None:
        super().__init__()
        self._store = store
        self._title = "Question banks"
        self._banks: tuple[ShelvedBank, ...] = ()
        self._listed: tuple[ShelvedBank, ...] = ()
        self._checked: dict[Path, CheckedFile] = {}
        self._study: Study | None = None
        self._shown: ShelvedBank | None = None
        self._shows_changes = False

    def compose_work(self) -> ComposeResult:
        with Horizontal(classes="search"):
            yield Static("/", markup=False)
            yield LineInput(placeholder="id, title, audience, or words of a question")
        with Container(classes="columns"):
            with Vertical(classes="banks"):
                yield Static(titles(), classes="titles")
                yield Rows(markup=False)
            yield BankPreview()
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self.tell(self._title, "reading…")
        self.query_one(".told").display = False
        self.set_focus(self.query_one(OptionList))
        self._look()

    # The shelf

    def _reach(self) -> Shelf:
        return shelf_for(None if self._store is None else self._store.folder)

    @work(thread=True, exclusive=True)
    def _look(self, at: Path | None = None, check: Path | None = None) -> None:
        """Read the shelf off the screen's thread, check a file, and put the cursor on a bank."""
        try:
            study = None if self._store is None else self._store.study()
        except WizardError as fault:
            self.app.call_from_thread(self.wizard.tell_fault, fault)
            return
        if study is not None:
            self._title = f"{study.title} · question banks"
        self._study = study
        checked = {} if check is None else {check: check_file(check, study)}
        look = _Look(shelved(self._reach(), study), checked)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._show, look, at)

    def _show(self, look: _Look, at: Path | None) -> None:
        if not self.is_open:
            return
        self._banks, self._checked = look.banks, look.checked
        self._tell_how_many()
        here = self._here()
        self._list(at or (here.path if here else None))

    def _tell_how_many(self) -> None:
        count = len(self._banks)
        faulty = sum(bank.entry.bank is None for bank in self._banks)
        banks = "1 bank" if count == 1 else f"{count} banks"
        self.tell(self._title, f"{banks} · {faulty} with faults" if faulty else banks)

    # The list

    def _list(self, at: Path | None) -> None:
        """List the banks that hold the words typed, the cursor where it was if that is there."""
        self._listed = narrowed(self._banks, self._search.value)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(row(bank)) for bank in self._listed)
        if not self._listed:
            options.add_option(Option("No bank has these words.", disabled=True))
        paths = [bank.path for bank in self._listed]
        first = 0 if paths else None
        options.highlighted = paths.index(at) if at in paths else first
        self._preview()

    @property
    def _search(self) -> LineInput:
        return self.query_one(LineInput)

    def _here(self) -> ShelvedBank | None:
        here = self.query_one(OptionList).highlighted
        return self._listed[here] if here is not None and here < len(self._listed) else None

    @on(LineInput.Changed)
    def _typed(self) -> None:
        here = self._here()
        self._list(here.path if here else None)

    @on(LineInput.Submitted)
    def _to_the_list(self) -> None:
        self.set_focus(self.query_one(OptionList))

    def on_key(self, event: events.Key) -> None:
        """Begin a search, and move in the list while words are typed.

        A binding would come too late for `/` and the words after it from a quick hand.
        """
        options = self.query_one(OptionList)
        if not self._search.has_focus:
            if event.character == "/":
                event.stop()
                self.action_search()
        elif event.key in ("up", "down"):
            event.stop()
            options.action_cursor_up() if event.key == "up" else options.action_cursor_down()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if self._here() is not self._shown:
            self._preview()

    def _preview(self) -> None:
        self._shown = bank = self._here()
        self._shows_changes = False
        preview = self.query_one(BankPreview)
        if bank is None:
            preview.tell(lambda _: safe(""))
        else:
            preview.tell(drawn(bank, self._checked.get(bank.path), self._study))

    # Doing things

    def action_search(self) -> None:
        self.set_focus(self._search)

    def action_close(self) -> None:
        """Leave the search first, then the screen."""
        if not self._search.has_focus and not self._search.value:
            super().action_close()
            return
        here = self._here()
        self._search.load("")
        self.set_focus(self.query_one(OptionList))
        self._list(here.path if here else None)

    def action_check(self) -> None:
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def _check(self) -> None:
        if bank := self._here():
            self._say("")
            self._look(bank.path, check=bank.path)

    def action_read_on(self) -> None:
        self.query_one(BankPreview).scroll_page_down(animate=False)

    def action_read_back(self) -> None:
        self.query_one(BankPreview).scroll_page_up(animate=False)

    def action_changes(self) -> None:
        """Show what has changed in a copy's original; again, the bank."""
        bank = self._here()
        if bank is None:
            return
        if self._shows_changes:
            self._preview()
        elif bank.moved is not None:
            self._shows_changes = True
            self.query_one(BankPreview).tell(drawn_difference(bank.moved))
        elif bank.entry.bank is not None and bank.entry.bank.based_on is not None:
            self._say("Its original is as it was when it was copied.")
        else:
            self._say(f"“{bank.entry.id}” is no copy of another bank.")

    def action_new_bank(self) -> None:
        from persona_wizard.tui.screens.banks_new import NewBankScreen

        self.app.push_screen(NewBankScreen(self._store), self._begun)

    def _begun(self, path: str | None) -> None:
        if path is not None:
            self._say(f"Written: {path}. E opens it.")
            self._search.load("")
            self._look(Path(path))

    def action_copy(self) -> None:
        if bank := self._here():
            self._ask_place(f"Where does a copy of “{bank.entry.id}” go?", bank, self._look)

    def action_edit(self) -> None:
        bank = self._here()
        if bank is None:
            return
        if bank.entry.origin is Origin.SHIPPED:
            question = "A shipped bank stays as it is. Where does a copy go, for you to edit?"
            self._ask_place(question, bank, self._edit)
        else:
            self._edit(bank.path)

    def _ask_place(self, question: str, bank: ShelvedBank, then: Callable[[Path], object]) -> None:
        """Copy a bank to the place that is chosen, and then do something with the copy's file."""
        if bank.entry.bank is None:
            self._say(f"“{bank.entry.id}” has faults. It can be copied once they are mended.")
            return

        def answered(place: Place | None) -> None:
            path = self._copy(bank, place) if place is not None else None
            if path is not None:
                then(path)

        self.app.push_screen(AskPlace(question, self._store is not None), answered)

    def _copy(self, bank: ShelvedBank, place: Place) -> Path | None:
        """Copy a bank with what it includes, say what was written, and give the copy's file."""
        shelf = self._reach()
        if bank.entry.shadowed:
            # By its id alone, the nearer bank would be copied.
            farther = shelf.folders[shelf.folders.index(bank.path.parent) :]
            shelf = Shelf(*farther)
        try:
            to = folder_of_banks(self._store if place is Place.STUDY else None)
            written = copy_bank(shelf, bank.entry.id, to)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return None
        self._say(f"Written: {' and '.join(path.name for path in written)}, in {to}")
        self._search.load("")
        return written[0]

    def _edit(self, path: Path) -> None:
        """Lend the terminal to the editor, then read the shelf anew and check the file."""
        try:
            open_in_editor(self.app, path)
        except EditorFault as fault:
            self.wizard.tell_fault(fault)
        self._look(path, check=path if path.is_file() else None)

    def _say(self, text: str) -> None:
        told = self.query_one(".told", Static)
        told.update(safe(text))
        told.display = bool(text)

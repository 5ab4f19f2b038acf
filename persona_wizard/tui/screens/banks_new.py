"""A new bank: its title, its id, whom it is for, and where it stands."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import slug
from persona_wizard.store import StudyFolder
from persona_wizard.studies.shelf_keeping import folder_of_banks, new_bank
from persona_wizard.tui.screens.banks_place import Place
from persona_wizard.tui.screens.form import FormScreen
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import LineInput

_AUDIENCES = {
    Audience.CUSTOMERS: "Existing customers",
    Audience.NON_PURCHASERS: "Non-purchasers: looked at it and did not buy",
    Audience.PROSPECTS: "Prospects: could become customers",
}
_PLACES = {Place.STUDY: "This study", Place.SHELF: "Your shelf, for all studies"}


class NewBankScreen(FormScreen):
    """Gives the file of the bank that was begun."""

    HELP_TITLE = "New bank"
    HELP_TEXT = (
        "It begins with a question for each field that a persona needs, and with notes to write "
        "by. Its id is the name of its file; interviews remember it."
    )
    AUTO_FOCUS: ClassVar[str] = "#audience"
    DEFAULT_CSS = """
    NewBankScreen OptionList { height: auto; max-height: 4; max-width: 72; padding: 0; }
    """

    def __init__(self, store: StudyFolder | None) -> None:
        super().__init__()
        self._store = store
        self._proposed = ""

    def compose_lines(self) -> ComposeResult:
        yield Static("Whom is it for?", classes="label")
        yield Rows(*_AUDIENCES.values(), id="audience", markup=False)
        if self._store is not None:
            yield Static("Where does it go?", classes="label")
            yield Rows(*_PLACES.values(), id="place", markup=False)
        yield from self.labelled("title", "What is the bank called?")
        yield from self.labelled(
            "id", "Its id", "Lower-case letters, digits and -; its file has this name."
        )

    def on_mount(self) -> None:
        self.tell("New question bank")
        for options in self.query(OptionList):
            options.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _mark_chosen(self, event: OptionList.OptionHighlighted) -> None:
        """Mark the option under the cursor: it is the one that is chosen, focus or not."""
        options = event.option_list
        texts: Mapping[Audience, str] | Mapping[Place, str]
        texts = _AUDIENCES if options.id == "audience" else _PLACES
        for index, text in enumerate(texts.values()):
            sign = "(•)" if index == options.highlighted else "( )"
            options.replace_option_prompt_at_index(index, f"{sign} {text}")

    @on(OptionList.OptionSelected)
    def _go_on(self, event: OptionList.OptionSelected) -> None:
        following = self.query(OptionList).last()
        title = self.query_one("#title")
        self.set_focus(title if event.option_list is following else following)

    @on(LineInput.Changed, "#title")
    def _propose(self) -> None:
        """Propose an id until somebody types one."""
        line = self.query_one("#id", LineInput)
        if line.value == self._proposed:
            self._proposed = slug(self.value("title"))
            line.load(self._proposed)

    def action_submit(self) -> None:
        title, bank_id = self.value("title"), self.value("id")
        if not bank_id:
            self.tell_fault("The bank needs a title, or an id.", "title")
            return
        audience = tuple(_AUDIENCES)[self.query_one("#audience", OptionList).highlighted or 0]
        try:
            path = new_bank(bank_id, title, audience, folder_of_banks(self._store_chosen()))
        except WizardError as fault:
            self.tell_fault(fault.message, "id")
            return
        self.dismiss(str(path))

    def _store_chosen(self) -> StudyFolder | None:
        if self._store is None or self.query_one("#place", OptionList).highlighted:
            return None
        return self._store

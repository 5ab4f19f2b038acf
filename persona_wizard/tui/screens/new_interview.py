"""A new interview: whom, with which bank, under which pseudonym."""

from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import (
    Beginning,
    PseudonymTaken,
    WordsNeeded,
    next_pseudonym,
    start_interview,
)
from persona_wizard.studies.reading import banks_for
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.form import FormScreen, mark_chosen
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import LineInput

_AUDIENCES = {
    Audience.CUSTOMERS: "Existing customer",
    Audience.NON_PURCHASERS: "Non-purchaser: looked at it and did not buy",
    Audience.PROSPECTS: "Prospect: could become a customer",
}


class NewInterviewScreen(FormScreen):
    HELP_TITLE = "New interview"
    HELP_TEXT = (
        "The pseudonym stands for the person everywhere. Name and contact are optional; they are "
        "kept apart and never exported."
    )
    AUTO_FOCUS: ClassVar[str] = "#audience"
    DEFAULT_CSS = """
    NewInterviewScreen OptionList { height: auto; max-height: 6; max-width: 72; padding: 0; }
    """

    def __init__(
        self, store: StudyFolder, audience: Audience = Audience.CUSTOMERS, bank: str = ""
    ) -> None:
        """`bank` is the id of the one to propose; the best for the audience where it is empty."""
        super().__init__()
        self._store = store
        self._first = audience
        self._proposed = bank
        self._banks: tuple[Bank, ...] = ()

    def compose_lines(self) -> ComposeResult:
        yield Static("Whom are you talking to?", classes="label")
        yield Rows(*(Option(text, id=a) for a, text in _AUDIENCES.items()), id="audience")
        yield Static("Which question bank?", classes="label")
        yield Rows(id="bank", markup=False)
        free = self._free_pseudonym()
        yield from self.labelled("pseudonym", "Pseudonym", value=free, proposed=True)
        yield from self.labelled(
            "name", "Name, if you want to keep it", "Kept apart, never exported."
        )
        yield from self.labelled("contact", "Contact, if you want to keep it")

    def on_mount(self) -> None:
        self.tell("New interview")
        self.query_one("#audience", OptionList).highlighted = tuple(_AUDIENCES).index(self._first)
        if self._proposed:
            self.set_focus(self.query_one("#pseudonym", LineInput))

    @on(OptionList.OptionHighlighted, "#audience")
    def _audience_chosen(self) -> None:
        """Offer the banks for the audience that the cursor is on."""
        mark_chosen(self.query_one("#audience", OptionList), list(_AUDIENCES.values()))
        try:
            self._banks = banks_for(self._store, self._audience())
        except WizardError as fault:
            self._banks = ()
            self.tell_fault(fault.message, "audience")
        banks = self.query_one("#bank", OptionList)
        banks.clear_options()
        banks.add_options(Option("") for _ in self._banks)
        if not self._banks:
            banks.add_option(Option("No bank for this audience was found.", disabled=True))
        named = (n for n, bank in enumerate(self._banks) if bank.id == self._proposed)
        banks.highlighted = next(named, 0) if self._banks else None

    @on(OptionList.OptionHighlighted, "#bank")
    def _bank_chosen(self) -> None:
        mark_chosen(self.query_one("#bank", OptionList), [_bank(bank) for bank in self._banks])

    @on(OptionList.OptionSelected, "#audience")
    def _to_bank(self) -> None:
        self.set_focus(self.query_one("#bank" if len(self._banks) > 1 else "#pseudonym"))

    @on(OptionList.OptionSelected, "#bank")
    def _to_pseudonym(self) -> None:
        self.set_focus(self.query_one("#pseudonym", LineInput))

    def _free_pseudonym(self) -> str:
        """A pseudonym to propose; empty where the study can't be read, which is told beneath."""
        try:
            return next_pseudonym(self._store.interviews())
        except WizardError:
            return ""

    def _audience(self) -> Audience:
        return tuple(_AUDIENCES)[self.query_one("#audience", OptionList).highlighted or 0]

    def action_submit(self) -> None:
        here = self.query_one("#bank", OptionList).highlighted
        if here is None or not self._banks:
            self.tell_fault("This audience has no question bank.", "audience")
            return
        self._start(
            Beginning(
                audience=self._audience(),
                bank=self._banks[here].id,
                pseudonym=self.value("pseudonym"),
                name=self.value("name"),
                contact=self.value("contact"),
            )
        )

    def _start(self, beginning: Beginning) -> None:
        from persona_wizard.tui.screens.interview import InterviewScreen

        try:
            sitting = start_interview(self._store, beginning)
        except PseudonymTaken as taken:
            self._ask_same_person(replace(beginning, participant=taken.participant))
            return
        except WordsNeeded as needed:
            self._offer_words(needed, beginning)
            return
        except WizardError as fault:
            self.tell_fault(fault.message, "pseudonym")
            return
        self.app.switch_screen(InterviewScreen(sitting))

    def _offer_words(self, needed: WordsNeeded, beginning: Beginning) -> None:
        """Ask for the words that are missing; once they are given, start."""
        from persona_wizard.tui.screens.words import WordsScreen

        def given(saved: str | None) -> None:
            if saved:
                self._start(beginning)

        def answered(now: bool | None) -> None:
            if not now:
                self.tell_fault(needed.message, "bank")
                return
            try:
                self.app.push_screen(WordsScreen(self._store, needed.words), given)
            except WizardError as fault:
                self.tell_fault(fault.message, "bank")

        self.app.push_screen(Confirm(needed.message, "give them now", "not now"), answered)

    def _ask_same_person(self, beginning: Beginning) -> None:
        def answered(same: bool | None) -> None:
            if same:
                self._start(beginning)
            elif same is not None:
                self.tell_fault("Choose another pseudonym.", "pseudonym")

        question = f"{beginning.pseudonym} was interviewed before. Is it the same person?"
        self.app.push_screen(Confirm(question, "the same person", "somebody else"), answered)


def _bank(bank: Bank) -> str:
    minutes = f", about {bank.minutes:.0f} min" if bank.minutes else ""
    return f"{bank.title} ({len(bank.questions)} questions{minutes})"

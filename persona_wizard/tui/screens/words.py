"""The study's words, to be changed: what the banks fill in, and the lists that they offer."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from persona_wizard.banks import shelf_for
from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.bank_changes import save_words
from persona_wizard.studies.words import (
    COMPETITOR,
    COMPETITORS,
    INCOME,
    as_typed,
    further_names,
    label_of,
    with_words,
    word_in,
    words_lacking,
)
from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe
from persona_wizard.tui.screens.study_form import BANDS, FieldFault, StudyForm, told_at

_ANOTHER = "another"


class WordsScreen(StudyForm):
    """Gives "saved" once the words are; `wanted` are the names of those to begin with."""

    ACTIONS: ClassVar = actions.WORDS
    HELP_TITLE = "The study's words"
    HELP_TEXT = (
        "Banks fill them in: {product}, {competitor}, and words of your own such as {season}.\n"
        "Interviews made before keep what they asked."
    )
    DEFAULT_CSS = """
    WordsScreen .lacking { color: $warning; height: auto; margin-top: 1; }
    """

    def __init__(self, store: StudyFolder, wanted: Sequence[str] = ()) -> None:
        super().__init__(store.study())
        self._store = store
        self._wanted = wanted
        lacking = words_lacking(shelf_for(store.folder).entries(self.study), self.study)
        self._lacking = [f"{bank.bank} needs {', '.join(bank.names)}" for bank in lacking]
        # A word may have a name that no widget can be called.
        self._further = {f"word-{n}": name for n, name in enumerate(further_names(self.study))}

    def compose_lines(self) -> ComposeResult:
        if self._lacking:
            yield Static(safe("\n".join(self._lacking)), classes="lacking")
        yield from self.compose_product()
        yield from self.labelled(
            COMPETITOR, label_of(COMPETITOR), "Empty: the first of them.", self._given_apart()
        )
        for field, name in self._further.items():
            hint = "Its items, parted by ;" if name in self.study.lists else ""
            yield from self.labelled(field, label_of(name), hint, as_typed(self.study, name))
        yield from self.labelled(
            _ANOTHER, "Another word of your banks?", "Its name and its text: season = autumn"
        )
        yield from self.compose_income()
        yield from self.compose_language()

    def on_mount(self) -> None:
        self.tell(f"{self.study.title} · words")
        fields = {COMPETITOR: COMPETITOR, COMPETITORS: COMPETITORS, INCOME: BANDS}
        fields |= {name: field for field, name in self._further.items()}
        wanted = next((fields[name] for name in self._wanted if name in fields), "product")
        self.set_focus(self.query_one(f"#{wanted}"))

    def _given_apart(self) -> str:
        """The competitor, where it is not simply the first of them."""
        given = as_typed(self.study, COMPETITOR)
        first, *_ = (*self.study.choice_lists[COMPETITORS], "")
        return "" if given == first else given

    def _shown_for(self, name: str) -> str:
        return self._given_apart() if name == COMPETITOR else as_typed(self.study, name)

    def taken(self, study: Study) -> Study:
        study = super().taken(study)
        for field, name in {COMPETITOR: COMPETITOR, **self._further}.items():
            # A list that was made elsewhere may not read back as it is typed.
            if self.value(field) != self._shown_for(name):
                with told_at(field):
                    study = with_words(study, **{name: self.value(field)})
        if another := self.value(_ANOTHER):
            with told_at(_ANOTHER):
                name, text = word_in(another)
                study = with_words(study, **{name: text})
        return study

    def action_submit(self) -> None:
        try:
            save_words(self._store, self.taken)
        except FieldFault as fault:
            self.tell_fault(fault.message, fault.field)
        except WizardError as fault:
            self.tell_fault(fault.message, "product")
        else:
            self.dismiss("saved")

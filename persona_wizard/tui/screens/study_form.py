"""What is asked of every study: product, title, competitors, income bands, language."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.model.errors import WizardError
from persona_wizard.model.languages import base_language
from persona_wizard.model.study import Study
from persona_wizard.studies.words import (
    COMPETITORS,
    INCOME,
    PRODUCT,
    as_typed,
    income_bands,
    label_of,
    limits_of,
    with_words,
)
from persona_wizard.tui.screens.form import FormScreen, mark_chosen
from persona_wizard.tui.widgets.rows import Rows
from persona_wizard.tui.widgets.writing import InOrder

_LANGUAGES = {"en": "English", "vi": "Vietnamese"}
# The field for income bands that are not made from limits.
BANDS = "bands"


class FieldFault(WizardError):
    """What a field holds cannot be taken; `field` is its name."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@contextmanager
def told_at(field: str) -> Iterator[None]:
    """Make a fault inside one of this field."""
    try:
        yield
    except WizardError as fault:
        raise FieldFault(fault.message, field) from fault


class _Languages(InOrder, Rows):
    """What the cursor is on is chosen; Enter goes on, and nothing is typed here."""

    def action_select(self) -> None:
        # At once, not by a message: a quick hand's next letters belong to the next line.
        if isinstance(self.screen, FormScreen):
            self.screen.go_on_from(self)

    def take(self, text: str) -> None:
        pass


class StudyForm(FormScreen):
    """A form over a study's settings; `taken` is the study as the form has it."""

    HELP_TITLE = "A study's words"
    DEFAULT_CSS = """
    StudyForm OptionList { height: auto; max-height: 3; max-width: 72; padding: 0; }
    """

    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study
        self._languages = dict(_LANGUAGES)
        self._languages.setdefault(base_language(study.language), study.language)
        self._worded = limits_of(study.choice_lists[INCOME])

    def compose_product(self) -> ComposeResult:
        study = self.study
        title = "" if study.title == study.product else study.title
        yield from self.labelled(
            PRODUCT, label_of(PRODUCT), "The questions will say it.", study.product
        )
        yield from self.labelled(
            "title", "What is the study called?", "Empty: the product's name.", title
        )
        yield from self.labelled(
            COMPETITORS,
            "Who are the competitors?",
            "Names, with commas. Some questions offer them.",
            as_typed(study, COMPETITORS),
        )

    def compose_income(self) -> ComposeResult:
        if self._worded is None:
            yield from self.labelled(BANDS, label_of(INCOME), value=as_typed(self.study, INCOME))
            return
        yield from self.labelled(
            "currency",
            "Income is asked in bands. In which currency?",
            "A code or a sign, such as EUR or €. It may stay empty.",
            self._worded.currency,
        )
        yield from self.labelled(
            "limits",
            "At which sums does a new band begin?",
            "Rising, with spaces between. Empty: as proposed.",
            self._worded.limits,
        )

    def compose_language(self) -> ComposeResult:
        yield Static("Which language are the interviews in?", classes="label")
        names = self._languages.values()
        yield _Languages(*(Option(name) for name in names), id="language", markup=False)

    def on_mount(self) -> None:
        here = list(self._languages).index(base_language(self.study.language))
        self.query_one("#language", OptionList).highlighted = here

    @on(OptionList.OptionHighlighted, "#language")
    def _mark_language(self, event: OptionList.OptionHighlighted) -> None:
        mark_chosen(event.option_list, list(self._languages.values()))

    def language(self) -> str:
        """The language chosen; the study's own tag where it is that language."""
        here = self.query_one("#language", OptionList).highlighted or 0
        chosen = list(self._languages)[here]
        own = self.study.language
        return own if base_language(own) == chosen else chosen

    def taken(self, study: Study) -> Study:
        """The study with what the form says. Raises FieldFault."""
        product = self.value(PRODUCT)
        if not product:
            raise FieldFault("The product needs a name.", PRODUCT)
        language = self.language()
        study = replace(study, title=self.value("title") or product, language=language)
        for name in (PRODUCT, COMPETITORS):
            if self.value(name) == as_typed(self.study, name):
                continue
            with told_at(name):
                study = with_words(study, **{name: self.value(name)})
        if self._worded is None:
            if self.value(BANDS) == as_typed(self.study, INCOME):
                return study
            with told_at(BANDS):
                return with_words(study, **{INCOME: self.value(BANDS)})
        currency, limits = self.value("currency"), self.value("limits")
        with told_at("currency" if any(map(str.isdigit, currency)) else "limits"):
            bands = income_bands(limits or self._worded.limits, currency, language)
        return with_words(study, **{INCOME: bands})

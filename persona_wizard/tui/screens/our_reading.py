"""Our reading: the researcher's own advice to those who read the page, resting on claims."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import AdviceLine, Persona
from persona_wizard.model.study import Advice, Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.curating import cleaned_advice
from persona_wizard.studies.personas import curation_of
from persona_wizard.synthesis.curated import advice
from persona_wizard.tui import persona_actions
from persona_wizard.tui.decider import Decider
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.persona_words import advice_words, claim_line, rests_on
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.citing import CitingScreen
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.whom_box import WhomBox
from persona_wizard.tui.widgets.rows import Rows

_LEAD = "Your advice to those who read the page. Nobody said it: each line rests on claims."
_EMPTY = "Nothing yet. {new_line}: choose claims, then say what follows from them."
_NO_LINE = "Go to a line first."


class OurReadingScreen(WizardScreen):
    """Changes the advice of a persona; each change is saved at once."""

    ACTIONS: ClassVar = persona_actions.OUR_READING
    HELP_TITLE = "Our reading"
    HELP_TEXT = (
        "What you make of it, for marketing, sales, product or whom you like. It stands at the "
        "end of the page, marked as your view: nobody said it. Each line rests on claims of the "
        "persona. Where one of them is no claim any more, the line says so."
    )
    DEFAULT_CSS = """
    OurReadingScreen .lead { height: auto; padding: 0 1 1 1; color: $text-muted; }
    OurReadingScreen OptionList { height: 1fr; padding: 0 1; }
    OurReadingScreen .told {
        height: 1; padding: 0 1; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, store: StudyFolder, persona: Persona) -> None:
        super().__init__()
        self._decider = Decider(store, persona.id)
        self._persona = persona
        self._lines: tuple[Advice, ...] = ()
        self._shown: tuple[AdviceLine, ...] = ()
        self._options = Rows(markup=False)

    def compose_work(self) -> ComposeResult:
        yield Static(_LEAD, classes="lead", markup=False)
        yield self._options
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self._options.focus()
        self._look_again()

    def _look_again(self) -> None:
        try:
            self._take(self._decider.store.study())
        except WizardError as fault:
            self.wizard.tell_fault(fault)

    def _take(self, study: Study) -> None:
        """Show the advice as the study has it now."""
        curation = curation_of(study, self._persona.id)
        self._lines = curation.advice
        self._shown = advice(curation, self._persona.claims)
        count = len(self._shown)
        stands = "1 line" if count == 1 else f"{count} lines"
        self.tell(f"{self._persona.study} · our reading", stands if count else "nothing yet")
        here = self._options.highlighted or 0
        self._options.clear_options()
        self._options.add_options(Option(self._row(line)) for line in self._shown)
        if not self._shown:
            empty = _EMPTY.replace("{new_line}", self.key("new_line"))
            self._options.add_option(Option(empty, disabled=True))
        self._options.highlighted = min(here, count - 1) if count else None

    def _row(self, line: AdviceLine) -> Hanging:
        told = (Content.assemble("  ", one) for one in rests_on(self._persona, line))
        return Hanging(Content("  "), Content("\n").join((advice_words(line), *told)))

    @property
    def _here(self) -> int | None:
        return self._options.highlighted if self._shown else None

    # Writing

    def action_new_line(self) -> None:
        self._cite((), self._ask_whom)

    def _ask_whom(self, cites: tuple[str, ...]) -> None:
        def told(whom: str | None) -> None:
            if whom is not None:
                self._ask_sentence(Advice(whom, "", cites), self._add)

        self.app.push_screen(WhomBox(self._used()), told)

    def _add(self, line: Advice) -> None:
        self._decide(lambda: self._decider.add_advice(line), line)

    def _ask_sentence(self, line: Advice, keep: Callable[[Advice], None]) -> None:
        def typed(sentence: str | None) -> None:
            if sentence is not None and sentence.strip():
                keep(replace(line, sentence=sentence))

        by_id = {claim.id: claim for claim in self._persona.claims}
        cited = (by_id[one] for one in line.cites if one in by_id)
        lines = [safe_line(claim_line(self._persona, claim)) for claim in cited]
        whom = f" For {line.whom}." if line.whom else ""
        box = SentenceBox(
            f"What follows from it, in one sentence?{whom}",
            "Enter keeps it, Esc leaves it.",
            lines,
            line.sentence,
        )
        self.app.push_screen(box, typed)

    def _cite(self, cited: Sequence[str], take: Callable[[tuple[str, ...]], None]) -> None:
        def chosen(cites: str | None) -> None:
            if cites:
                take(tuple(cites.split("\n")))

        self.app.push_screen(CitingScreen(self._persona, cited), chosen)

    def _used(self) -> tuple[str, ...]:
        return tuple(line.whom for line in self._lines)

    # Changing

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        here = self._here
        if here is None:
            self.action_new_line()
            return
        line = self._lines[here]
        self._ask_sentence(line, partial(self._change, line, "Changed"))

    def action_for_whom(self) -> None:
        here = self._here
        if here is None:
            self._say(_NO_LINE)
            return
        line = self._lines[here]

        def told(whom: str | None) -> None:
            if whom is not None:
                self._change(line, "For whom it is: changed", replace(line, whom=whom))

        self.app.push_screen(WhomBox(self._used(), line.whom), told)

    def action_choose_claims(self) -> None:
        here = self._here
        if here is None:
            self._say(_NO_LINE)
            return
        line = self._lines[here]

        def chosen(cites: tuple[str, ...]) -> None:
            self._change(line, "It rests on others now", replace(line, cites=cites))

        self._cite(self._shown[here].cites, chosen)

    def action_drop(self) -> None:
        here = self._here
        if here is None:
            self._say(_NO_LINE)
            return
        line = self._lines[here]
        self._decide(lambda: self._decider.drop_advice(line))

    def action_move_up(self) -> None:
        self._move(-1)

    def action_move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        here = self._here
        if here is None or not 0 <= here + by < len(self._lines):
            self._say("It stands at the end." if here is not None else _NO_LINE)
            return
        line = self._lines[here]
        self._decide(lambda: self._decider.move_advice(line, by), line)

    def _change(self, line: Advice, told: str, new: Advice) -> None:
        self._decide(lambda: self._decider.change_advice(line, new, told), new)

    def _decide(self, step: Callable[[], None], line: Advice | None = None) -> None:
        """Change one line of the list as it is now, and go to where the line then stands."""
        try:
            step()
            kept = cleaned_advice(line) if line is not None else None
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            self._look_again()
            return
        self._follow(self._here or 0)
        if kept in self._lines:
            self._options.highlighted = self._lines.index(kept)
        self._say(f"{self._decider.told} · {self.key('take_back')} takes it back")

    def action_take_back(self) -> None:
        try:
            told = self._decider.take_back()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if told is None:
            self._say("Nothing to take back.")
            return
        self._follow(self._here or 0)
        self._say(f"Taken back: {told}")

    def _follow(self, at: int) -> None:
        if self._decider.study is not None:
            self._take(self._decider.study)
        if self._shown:
            self._options.highlighted = min(at, len(self._shown) - 1)

    def _say(self, text: str) -> None:
        say(self.query_one(".told", Static), safe_line(text))

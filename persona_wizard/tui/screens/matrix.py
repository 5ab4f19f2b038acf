"""Who answers alike: people and answers side by side, to mark people and make them a persona."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from persona_wizard.export.counts import people
from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Curation, Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating, grouping
from persona_wizard.studies.personas import called, curation_of
from persona_wizard.studies.reading import Reading, left_out
from persona_wizard.studies.taking_back import Change
from persona_wizard.synthesis.matrix import MOST_SORTED, Matrix, matrix
from persona_wizard.tui import persona_actions
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.reads_study import ReadsStudy
from persona_wizard.tui.screens.which_persona import WhichPersona
from persona_wizard.tui.undoing import Undoing
from persona_wizard.tui.widgets.answer_grid import AnswerGrid, Group

_LEGEND = "● gave it   · did not   – no answer   blank: not asked   ■ chosen   ✓ marked"

# So few people may be recognised by what is told of them.
_FEW = 3


class MatrixScreen(ReadsStudy):
    """Groups people into a new persona, or into the one with this id."""

    ACTIONS: ClassVar = persona_actions.MATRIX
    HELP_TITLE = "Who answers alike"
    HELP_TEXT = (
        "People who answered alike stand side by side; answers stand where those who gave them "
        "stand. Only answers that some share and some don't are shown: choices, bands, yeses, the "
        "ends of scales, #tags. Do you see a group? Mark its people, press {group} and say why "
        "they belong together: they become a persona of their own. Where you came from a persona, "
        "you are asked whether that one is drawn from them instead.\n"
        "c customers, n non-purchasers, p prospects. ● gave it, · did not, – was asked and gave no "
        "answer, blank: not asked. ■ chosen for the persona of that line, ✓ marked."
    )
    DEFAULT_CSS = """
    MatrixScreen AnswerGrid { height: 1fr; }
    MatrixScreen .here, MatrixScreen .legend, MatrixScreen .told {
        height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    MatrixScreen .person { margin-top: 1; }
    MatrixScreen .legend, MatrixScreen .told { color: $text-muted; }
    """

    def __init__(self, store: StudyFolder, persona: str = "") -> None:
        super().__init__(store)
        self._persona = persona
        self._study: Study | None = None
        self._undoing = Undoing(store)
        # The members of the persona are marked once, and then it is the person's turn.
        self._marked_members = False
        self._grid = AnswerGrid()

    def compose_work(self) -> ComposeResult:
        yield self._grid
        yield Static("", classes="here person", markup=False)
        yield Static("", classes="here answer", markup=False)
        yield Static(_LEGEND, classes="legend", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._grid.focus()

    def derive(self, reading: Reading) -> Callable[[], None]:
        found = matrix(reading.study, reading.interviews, reading.banks)
        return lambda: self._show(reading, found)

    def _show(self, reading: Reading, found: Matrix) -> None:
        self._study = reading.study
        chosen = self._chosen_persona(reading.study)
        where = f"{called(chosen)} · its people" if chosen else f"{reading.study.title} · alike"
        order = "" if found.is_sorted else f"more than {MOST_SORTED}: in order of interview"
        stands = (
            people(len(found.rows)),
            f"{len(found.answers)} shared answers",
            order,
            left_out(reading),
        )
        self.tell(where, " · ".join(filter(None, stands)))
        self._grid.show(found)
        self._show_groups(reading.study)
        if chosen is not None and not self._marked_members:
            self._mark_members(reading.study)
        self._marked_members = True

    def _mark_members(self, study: Study) -> None:
        """Mark whom the persona is drawn from; where none is chosen for, nobody."""
        chosen = self._chosen_persona(study)
        self._grid.mark(frozenset(chosen.members if chosen is not None else ()))

    def _chosen_persona(self, study: Study) -> Curation | None:
        return curation_of(study, self._persona) if self._persona else None

    def _show_groups(self, study: Study) -> None:
        self._grid.show_groups(
            [Group(called(one), frozenset(one.members)) for one in study.personas if one.members]
        )

    # What the cursor is on

    @on(AnswerGrid.Moved)
    def _moved(self) -> None:
        self._tell_here()

    def _tell_here(self) -> None:
        person, answer, cell = self._grid.person, self._grid.answer, self._grid.cell
        study = self._study
        who = ""
        if person is not None and study is not None:
            names = [called(one) for one in study.personas if person.participant in one.members]
            belongs = f" · chosen for {', '.join(names)}" if names else ""
            who = f"{person.pseudonym}, {person.audience.one}{belongs}"
        said = ""
        if answer is not None and cell is not None:
            label = f"#{answer.label}" if answer.is_tag else answer.label
            said = f"{label} ({answer.n} of {answer.base}): {cell} · {answer.asked}"
        say(self.query_one(".person", Static), safe_line(who))
        say(self.query_one(".answer", Static), safe_line(said))

    def _say(self, text: str) -> None:
        """Say what was done, until the cursor moves."""
        say(self.query_one(".person", Static), safe_line(text))

    # Doing things

    def action_read_on(self) -> None:
        self._grid.read_on(1)

    def action_read_back(self) -> None:
        self._grid.read_on(-1)

    def action_mark(self) -> None:
        self._grid.toggle_mark()

    def action_clear_marks(self) -> None:
        self._grid.mark(frozenset())

    def action_group(self) -> None:
        """The marked people become a persona, or those that one is drawn from, as is chosen."""
        study = self._study
        if study is None:
            return
        chosen = self._persona_chosen_for(study) if self._persona else None
        if self._persona and chosen is None:
            return
        if chosen is not None and self._grid.marked:
            self._ask_which(chosen)
        elif chosen is not None:
            self._ask_everyone(chosen)
        elif self._grid.marked:
            self._ask_name()
        else:
            self._say(f"Mark those who belong together first: {self.key('mark')}.")

    def _persona_chosen_for(self, study: Study) -> Curation | None:
        """The persona whose people are chosen here; None where it is gone, which is told."""
        try:
            return curation_of(study, self._persona)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return None

    def _ask_which(self, chosen: Curation) -> None:
        """Ask whether they become a persona of their own, which is the first answer."""
        alone = f"Draw {called(chosen)} from {self._who()} alone"

        def answered(place: int | None) -> None:
            if place == 0:
                self._ask_name()
            elif place == 1:
                self._ask_redraw(chosen)

        marked = people(len(self._grid.marked))
        question = f"{marked} marked: a new persona, or draw {called(chosen)} from these alone?"
        self.app.push_screen(WhichPersona(question, ("A new persona", alone)), answered)

    def _ask_redraw(self, chosen: Curation) -> None:
        """Ask why; before that, where something was decided about it, whether it is meant."""

        def ask() -> None:
            self._ask_reason(chosen.grouped_because, self._choose_marked)

        if not grouping.is_decided(chosen):
            ask()
            return

        def sure(yes: bool | None) -> None:
            if yes:
                ask()

        now = len(chosen.members) or len(self._grid.people)
        question = (
            f"{called(chosen)} is drawn from {people(now)} now, and would be from "
            f"{people(len(self._grid.marked))}: its claims, numbers and gaps are counted anew. "
            "What you decided about it stays."
        )
        self.app.push_screen(Confirm(question, f"draw it from {self._who()}", "not now"), sure)

    def _ask_everyone(self, chosen: Curation) -> None:
        def everyone(yes: bool | None) -> None:
            if yes:
                self._choose_marked("")

        question = f"Nobody is marked. Draw {called(chosen)} from everyone?"
        self.app.push_screen(Confirm(question, "from everyone", "not now"), everyone)

    def _ask_name(self) -> None:
        def named(name: str | None) -> None:
            if name is not None and name.strip():
                self._ask_reason("", lambda reason: self._make(name, reason))

        question = f"What is the persona of {self._who()} called?"
        self.app.push_screen(Ask(question, "A name that is nobody's you interviewed."), named)

    def _ask_reason(self, before: str, then: Callable[[str], None]) -> None:
        def given(reason: str | None) -> None:
            if reason is not None:
                then(reason)

        question = f"Why do {self._who()} belong together?"
        hint = "What they share, in your words; it stands on the page."
        if len(self._grid.marked) < _FEW:
            hint = f"{hint} Of so few, readers may guess who they are."
        self.app.push_screen(Ask(question, hint, before), given)

    def _who(self) -> str:
        names = [row.pseudonym for row in self._grid.marked]
        if len(names) > 4:
            return f"these {len(names)} people"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def _make(self, name: str, reason: str) -> None:
        members = [row.participant for row in self._grid.marked]
        self._do(
            f"A persona now: {name.strip()}",
            lambda: grouping.new_persona(self._store, name, members, reason),
        )

    def _choose_marked(self, reason: str) -> None:
        members = [row.participant for row in self._grid.marked]
        told = "Drawn from those who are marked" if members else "Drawn from everyone"
        self._do(told, lambda: curating.choose_members(self._store, members, reason, self._persona))

    def _do(self, told: str, step: Callable[[], Change]) -> None:
        try:
            study = self._undoing.keep(told, step())
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self._changed(study)
        self._mark_members(study)
        self._say(f"{told} · {self.key('take_back')} takes it back")

    def _changed(self, study: Study) -> None:
        self._study = study
        self._show_groups(study)

    def action_take_back(self) -> None:
        try:
            undone = self._undoing.take_back()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if undone is None:
            self._say("Nothing to take back.")
            return
        told, study = undone
        self._changed(study)
        if self._persona:
            self._mark_members(study)
        self._say(f"Taken back: {told}")

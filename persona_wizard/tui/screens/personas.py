"""The personas of a study: see another, add one, choose its people, do away with one."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.export.counts import people
from persona_wizard.export.missing import gaps_in_words
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.study import Curation, Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating, grouping, personas
from persona_wizard.studies.personas import called
from persona_wizard.studies.reading import Reading, left_out
from persona_wizard.studies.taking_back import Change
from persona_wizard.synthesis.people import in_order, people_in
from persona_wizard.tui import persona_actions
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.ask import Ask, Confirm
from persona_wizard.tui.screens.reads_study import ReadsStudy
from persona_wizard.tui.undoing import Undoing
from persona_wizard.tui.widgets.rows import Rows

# Pseudonyms in a line; of more people the rest is counted.
_IN_A_LINE = 12


class _Shown(Struct, frozen=True):
    """A persona as it stands: what was decided about it, what follows, and its people."""

    curation: Curation
    persona: Persona
    pseudonyms: tuple[str, ...]


class PersonasScreen(ReadsStudy):
    """Gives the id of the persona to see; of the one that was seen before, where it still is."""

    ACTIONS: ClassVar = persona_actions.PERSONAS
    HELP_TITLE = "Personas"
    HELP_TEXT = (
        "A study has one persona or several; the same person may stand behind more than one.\n"
        "Each has its own name, photo, gaps and decisions; interviews, tags and claims are the "
        "study's. {alike}: choose whom the one under the cursor is drawn from."
    )
    DEFAULT_CSS = """
    PersonasScreen OptionList { height: 1fr; padding: 0 1; }
    PersonasScreen .told {
        height: auto; max-height: 3; padding: 0 2; color: $text-muted;
    }
    """

    def __init__(self, store: StudyFolder, persona: str = "") -> None:
        super().__init__(store)
        self._came_from = persona
        self._undoing = Undoing(store)
        self._shown: tuple[_Shown, ...] = ()
        self._reading_held: Reading | None = None
        self._wanted = persona
        # What was done last; else who stands behind no persona.
        self._told = ""

    def compose_work(self) -> ComposeResult:
        yield Rows(markup=False)
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    def derive(self, reading: Reading) -> Callable[[], None]:
        everyone = in_order(interview for interview in reading.interviews if interview.counts)
        names = {person.id: person.pseudonym for person in people_in(everyone).values()}
        shown = tuple(
            _Shown(one, personas.draw(reading, one.id), _pseudonyms(one, names))
            for one in reading.study.personas
        )
        return lambda: self._show(reading, shown, names)

    def _show(self, reading: Reading, shown: tuple[_Shown, ...], names: Mapping[str, str]) -> None:
        self._reading_held, self._shown = reading, shown
        count = "1 persona" if len(shown) == 1 else f"{len(shown)} personas"
        stands = (count, people(len(names)), left_out(reading))
        self.tell(f"{reading.study.title} · personas", " · ".join(filter(None, stands)))
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._row(one)) for one in shown)
        ids = [one.curation.id for one in shown]
        place = ids.index(self._wanted) if self._wanted in ids else min(here, len(ids) - 1)
        options.highlighted, self._wanted = place, ""
        self._say(self._told or _of_none(reading.study, names))
        self._told = ""

    def _row(self, shown: _Shown) -> Hanging:
        """Its name, and under it who stands behind it and how it stands."""
        is_here = shown.curation.id == (self._came_from or self._shown[0].curation.id)
        name = safe_line(called(shown.curation)).stylize("bold $accent")
        told = (line for line in (shown.persona.tagline, *_who(shown)) if line)
        body = Content("\n").join((name, *map(safe_line, told)))
        return Hanging(Content.styled("▸ " if is_here else "  ", "$accent"), body)

    def _say(self, text: str) -> None:
        say(self.query_one(".told", Static), safe_line(text))

    @property
    def _here(self) -> _Shown | None:
        """The persona under the cursor."""
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    # Going somewhere

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        if self._here is not None:
            self.dismiss(self._here.curation.id)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_close(self) -> None:
        ids = [one.curation.id for one in self._shown]
        gone = bool(ids) and self._came_from not in ids
        self.dismiss(ids[0] if gone else None)

    def action_alike(self) -> None:
        from persona_wizard.tui.screens.matrix import MatrixScreen

        if self._here is not None:
            self.app.push_screen(MatrixScreen(self._store, self._here.curation.id))

    def action_compare(self) -> None:
        from persona_wizard.tui.screens.personas_compared import PersonasComparedScreen

        if len(self._shown) > 1:
            self.app.push_screen(PersonasComparedScreen(self._store))
        elif self._shown:
            self._say(f"There is one persona so far: {self.key('new_persona')} makes another.")

    # Doing things

    def action_new_persona(self) -> None:
        def named(name: str | None) -> None:
            if name is not None and name.strip():
                made = f"{name.strip()} is drawn from everyone until you choose its people"
                self._do(made, lambda: grouping.new_persona(self._store, name), is_new=True)

        question = Ask(
            "What is the new persona called?", "A name that is nobody's you interviewed."
        )
        self.app.push_screen(question, named)

    def action_rename(self) -> None:
        here = self._here
        if here is None:
            return
        curation = here.curation

        def named(name: str | None) -> None:
            if name is not None:
                self._do(
                    "Renamed",
                    lambda: personas.name(self._store, name, curation.tagline, curation.id),
                )

        question = Ask(
            "What is it called?", "A name that is nobody's you interviewed.", curation.name
        )
        self.app.push_screen(question, named)

    def action_drop(self) -> None:
        here = self._here
        if here is None:
            return
        curation = here.curation

        def sure(yes: bool | None) -> None:
            if yes:
                self._do(
                    f"{called(curation)} is gone",
                    lambda: curating.drop_persona(self._store, curation.id),
                )

        question = (
            f"Do away with {called(curation)}? What was decided about it goes; people, answers, "
            "tags and claims stay."
        )
        self.app.push_screen(Confirm(question, "do away with it", "keep it"), sure)

    def _do(self, told: str, step: Callable[[], Change], *, is_new: bool = False) -> None:
        try:
            study = self._undoing.keep(told, step())
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if is_new:
            self._wanted = study.personas[-1].id
        self._told = f"{told} · {self.key('take_back')} takes it back"
        self.look()

    def action_take_back(self) -> None:
        try:
            undone = self._undoing.take_back()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if undone is None:
            self._say("Nothing to take back.")
            return
        self._told = f"Taken back: {undone[0]}"
        self.look()


def _pseudonyms(curation: Curation, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for one, name in names.items() if one in curation.members)


def _who(shown: _Shown) -> tuple[str, ...]:
    persona, curation = shown.persona, shown.curation
    missing = gaps_in_words(persona)
    if not curation.members:
        return (f"everyone: {people(persona.participants)} · {persona.status} · {missing}",)
    told = ", ".join(shown.pseudonyms[:_IN_A_LINE])
    more = len(shown.pseudonyms) - _IN_A_LINE
    listed = f"{told} and {more} more" if more > 0 else told
    whom = f"{people(persona.participants)}{f': {listed}' if listed else ''}"
    return (
        f"{whom} · {persona.status} · {missing}",
        f"because: {persona.grouped_because}",
    )


def _of_none(study: Study, names: Mapping[str, str]) -> str:
    """Who was chosen for no persona, where people were chosen for some."""
    belonging = grouping.belonging(study)
    if not belonging:
        return ""
    left = [name for one, name in names.items() if one not in belonging]
    if not left:
        return "Everyone was chosen for a persona."
    told = ", ".join(left[:_IN_A_LINE])
    more = len(left) - _IN_A_LINE
    return f"Chosen for none: {told}{f' and {more} more' if more > 0 else ''}"

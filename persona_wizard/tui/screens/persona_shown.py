"""The persona's screen without its keys: what is read, drawn and shown."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from persona_wizard.export.archetype import archetype
from persona_wizard.export.layout import Layout
from persona_wizard.export.missing import gaps_in_words
from persona_wizard.export.placeholder import placeholder_pixels
from persona_wizard.export.quotes import lead_line
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Persona
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.reading import Reading, left_out
from persona_wizard.synthesis.curated import decided_anew
from persona_wizard.tui.curator import Curator
from persona_wizard.tui.decider import Decider
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.persona_rows import Row, rows, told_of
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import SHORTEST
from persona_wizard.tui.screens.reads_study import ReadsStudy
from persona_wizard.tui.widgets.persona_list import PersonaList
from persona_wizard.tui.widgets.pixels import Picture

# Interviews from which on counting them is told of.
_MANY = 200
# Rows from which on the picture is shown large.
_ROOMY = 30


class PersonaShown(ReadsStudy):
    """The rows of a persona (its id; the study's first where it is empty).

    A subclass decides about what they show.
    """

    # A low window leaves its rows to the claims.
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-short"),
        (SHORTEST, "-tall"),
        (_ROOMY, "-roomy"),
    ]
    DEFAULT_CSS = """
    PersonaShown .head { height: auto; padding: 0 1 1 1; }
    PersonaShown Picture { width: 8; height: 4; margin-right: 2; }
    PersonaShown.-roomy Picture { width: 14; height: 7; }
    PersonaShown .who { height: auto; width: 1fr; }
    PersonaShown .name { text-style: bold; color: $accent; height: auto; }
    PersonaShown .tagline { height: auto; }
    PersonaShown .quote { height: auto; color: $text-muted; }
    PersonaShown OptionList { height: 1fr; padding: 0 1; }
    PersonaShown .told {
        height: 1; padding: 0 1; color: $text-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, store: StudyFolder, persona: str = "") -> None:
        super().__init__(store)
        self._persona_id = persona
        self._decider = Decider(store, persona)
        self._curator = Curator(self, self._decider, self._decided)
        # Everything that was read, and what was drawn from it.
        self._held: Reading | None = None
        self._persona: Persona | None = None
        # The settings that the persona should be drawn from, and how often they changed here.
        self._study: Study | None = None
        self._changes = self._changes_read = 0
        # Whether it is being drawn from other settings: one drawing at a time.
        self._counting = False
        self._faceless = False
        # The claim or suggestion (ids) whose row has the cursor, until all is drawn or it moves.
        self._wanted: frozenset[str] = frozenset()
        # Whether something is told that is not of the row under the cursor.
        self._telling = False
        self._rows = PersonaList()

    def compose_work(self) -> ComposeResult:
        with Horizontal(classes="head"):
            yield Picture()
            with Vertical(classes="who"):
                yield Static("", classes="name", markup=False)
                yield Static("", classes="tagline", markup=False)
                yield Static("", classes="quote", markup=False)
        yield self._rows
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._rows.focus()

    def on_unmount(self) -> None:
        from persona_wizard.studies.photos import forget_unused

        # Until now a photo could be taken back.
        with suppress(WizardError):
            forget_unused(self._store)

    # Reading

    def look(self) -> None:
        self._changes_read = self._changes
        super().look()

    def derive(self, reading: Reading) -> Callable[[], None]:
        held = len(reading.interviews)
        if held >= _MANY:
            counting = f"{held:,} interviews · counting what is known…"
            self.app.call_from_thread(self._tell_counting, counting)
        persona = personas.draw(reading, self._persona_id)
        return partial(self._take, reading, persona)

    def _tell_counting(self, counting: str) -> None:
        if self.is_open:
            self.tell(self.HELP_TITLE, counting)

    def _take(self, reading: Reading, persona: Persona) -> None:
        self._held = reading
        if self._changes_read == self._changes:
            self._study, self._persona = reading.study, persona
            self._show()
        elif self._study is not None:
            # What was decided while it was read is not in it yet.
            self._follow(self._study)

    # Following what is decided

    def _decided(self) -> None:
        """Tell what was decided, and draw what follows from it."""
        self._say(f"{self._decider.told} · {self.key('take_back')} takes it back")
        study = self._decider.study
        if study is None:
            return
        self._changes += 1
        if self._persona is not None:
            # What can be seen at once is, so that the next key finds it so.
            curation = personas.curation_of(study, self._persona_id)
            self._persona = decided_anew(self._persona, curation)
            self._show()
        self._follow(study)

    def _follow(self, study: Study) -> None:
        """Draw the persona from these settings, or once more after the drawing under way."""
        self._study = study
        if self._held is not None and not self._counting:
            self._counting = True
            self._count(self._held, study)

    @work(thread=True, group="count")
    def _count(self, reading: Reading, study: Study) -> None:
        """Draw the persona from what was read already, off the screen's thread."""
        worker = get_current_worker()
        try:
            persona = personas.draw(replace(reading, study=study), self._persona_id)
        except WizardError as fault:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._not_counted, fault)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._counted, reading, study, persona)

    def _not_counted(self, fault: WizardError) -> None:
        self._counting = False
        if self.is_open:
            self.wizard.tell_fault(fault)

    def _counted(self, reading: Reading, study: Study, persona: Persona) -> None:
        self._counting = False
        if not self.is_open:
            return
        if reading is self._held:
            self._persona = persona
            self._show()
        if self._study is not None and (reading is not self._held or study != self._study):
            self._follow(self._study)
        else:
            self._wanted = frozenset()

    # Showing

    def _show(self) -> None:
        persona, reading = self._persona, self._held
        if persona is None or reading is None:
            return
        shown = archetype(persona) if self._faceless else persona
        stands = (persona.status, gaps_in_words(persona))
        self.tell(persona.study, " · ".join(filter(None, (*stands, left_out(reading)))))
        name = safe_line(shown.name or f"No name yet: press {self.key('name')}")
        say(self.query_one(".name", Static), name)
        say(self.query_one(".tagline", Static), safe_line(shown.tagline))
        quote = lead_line(shown, Layout.FULL)
        say(self.query_one(".quote", Static), dressed(quote) if quote else Content(""))
        self._show_photo(shown)
        self._rows.show(rows(shown))
        if self._wanted:
            self._rows.go_to_any(self._wanted)
        self._tell_row()

    def _show_photo(self, persona: Persona) -> None:
        picture = self.query_one(Picture)
        picture.display = not self._faceless
        if self._faceless:
            return
        if persona.photo is None or persona.photo.placeholder:
            picture.show_grid(placeholder_pixels(persona.name))
            return
        try:
            picture.show_file(self._store.photo(persona.photo.file))
        except WizardError as fault:
            picture.show_grid(placeholder_pixels(persona.name))
            self.wizard.tell_fault(fault)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._telling = False
        self._wanted = frozenset()
        self._tell_row()

    def _tell_row(self) -> None:
        """Say what the row under the cursor rests on, and what can be decided about it."""
        row, persona = self._rows.row, self._persona
        if not self._telling:
            told = told_of(row, persona, self.key) if row and persona else ""
            say(self.query_one(".told", Static), safe_line(told))

    def _say(self, text: str) -> None:
        """Say something until the cursor moves."""
        self._telling = True
        say(self.query_one(".told", Static), safe_line(text))

    @property
    def _shown(self) -> tuple[Row, ...]:
        return self._rows.shown

    def findable(self) -> tuple[Findable, ...]:
        """Whatever the persona says, and the actions."""
        said = (
            Findable(row.shown.plain.strip(), place=row.id) for row in self._rows.shown if row.id
        )
        return (*super().findable(), *said)

    async def found(self, choice: Findable | None) -> None:
        if choice is not None and choice.place:
            self._rows.go_to(choice.place)
        else:
            await super().found(choice)

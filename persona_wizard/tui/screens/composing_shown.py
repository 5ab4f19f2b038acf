"""The composing screen without its keys: what is read, how it is listed, how it stands."""

from collections.abc import Sequence

from msgspec import Struct
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from persona_wizard.model.composing import ComposedClaim, Hypothesis, ObservationKey
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import HEADINGS, heading
from persona_wizard.model.persona import Persona
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing_view as view
from persona_wizard.studies.personas import draw
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.studies.tags import TagCounts, tags_of
from persona_wizard.synthesis.observed import Observed
from persona_wizard.tui import composing_rows as shown
from persona_wizard.tui.composer import Composer, Left
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.claim_list import ClaimList
from persona_wizard.tui.widgets.observation_list import ObservationList

# Columns from which both lists stand side by side.
_BOTH = 96
_UNREAD_FIRST = "What people said, unread first"
_UNREAD_ONLY = "What people said, unread only"


class _Looked(Struct, frozen=True):
    """What one look at the whole study gave; `changes` is how many had been made by then."""

    changes: int
    reading: Reading
    found: dict[str, tuple[Observed, ...]]
    persona: Persona
    tags: TagCounts


class ComposingShown(WizardScreen):
    """The two lists of the composing screen; a subclass changes what they show.

    Begins where composing was left, at first with the first heading that has something unread.
    """

    DEFAULT_CSS = """
    ComposingShown .headings { height: 1; padding: 0 1; text-wrap: nowrap; }
    ComposingShown .columns { height: 1fr; padding: 1 1 0 1; }
    ComposingShown .said { width: 3fr; height: 1fr; }
    ComposingShown .claims { width: 2fr; height: 1fr; }
    ComposingShown.-both .claims { border-left: solid $panel; padding-left: 1; }
    ComposingShown .title { height: 1; color: $text-muted; }
    ComposingShown .column OptionList { height: 1fr; padding: 0; }
    ComposingShown .foot {
        height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ComposingShown .told { color: $text-muted; }
    """

    def __init__(self, store: StudyFolder, left: Left) -> None:
        super().__init__()
        self._store = store
        self._composer = Composer(store, left.done)
        self._left = left
        self._heading = left.heading
        self._reading: Reading | None = None
        self._persona: Persona | None = None
        self._found: dict[str, tuple[Observed, ...]] = {}
        self._alike: dict[str, view.Alike] = {}
        self._tags: TagCounts = {}
        self._in_hand = ""
        self._unread_only = False
        # Where something else was on top that may have changed what is here.
        self._was_away = False
        # How often everything was read, and how often something was changed here.
        self._looks = self._changes = 0
        # What is under way off the screen's thread: one of each, for they share the time there is.
        self._looking = self._look_again = self._counting = False
        # While many lines are saved off the screen's thread nothing else is changed.
        self._busy = False
        # The observation at which what was done is still told, until the cursor leaves it.
        self._told_at: ObservationKey | None = None
        self._said_list = ObservationList()
        self._claim_list = ClaimList()

    def compose_work(self) -> ComposeResult:
        yield Static("", classes="headings", markup=False)
        with Horizontal(classes="columns"):
            with Vertical(classes="column said"):
                yield Static(_UNREAD_FIRST, classes="title unread-first", markup=False)
                yield self._said_list
            with Vertical(classes="column claims"):
                yield Static("Claims", classes="title")
                yield self._claim_list
        yield Static("", classes="foot hand", markup=False)
        yield Static("", classes="foot told", markup=False)

    def on_mount(self) -> None:
        self.tell(self._composer.study.title, "reading…")
        self._said_list.focus()
        self.call_after_refresh(self._look)

    def on_screen_resume(self) -> None:
        if self._was_away:
            self._was_away = False
            self._look()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= _BOTH, "-both")
        self._show_columns(on_claims=self._claim_list.has_focus)
        self._show_standing()

    def _show_columns(self, *, on_claims: bool) -> None:
        """Both lists where there is room, else the one that is worked in."""
        both = self.has_class("-both")
        self.query_one(".claims").display = both or on_claims
        self.query_one(".said").display = both or not on_claims

    # Reading

    def _look(self) -> None:
        """Read everything, or once more after the reading that is under way."""
        if self._looking:
            self._look_again = True
            return
        self._looking, self._look_again = True, False
        self._looks += 1
        self._read(self._looks, self._changes)

    @work(thread=True, group="look")
    def _read(self, look: int, changes: int) -> None:
        """Read the whole study, off the screen's thread; then see what is similar."""
        try:
            reading = read_study(self._store)
        except WizardError as fault:
            self.app.call_from_thread(self._not_read, fault)
            return
        found = view.gathered(reading)
        tags = tags_of(reading.interviews, reading.study.codes)
        looked = _Looked(changes, reading, found, draw(reading), tags)
        spoken = view.languages(reading)
        for name in self.app.call_from_thread(self._looked, looked):
            alike = view.alike(found.get(name, ()), spoken)
            self.app.call_from_thread(self._compared, look, name, alike)

    def _not_read(self, fault: WizardError) -> None:
        self._looking = False
        self.wizard.tell_fault(fault)

    def _looked(self, looked: _Looked) -> Sequence[str]:
        """Show what was read; the headings of which is not known what is similar."""
        self._looking = False
        if not self.is_open:
            return ()
        if self._look_again or looked.changes != self._changes:
            # What was read then is older than what was done since.
            self._look()
            return ()
        known = self._keys()
        self._reading, self._found, self._persona = looked.reading, looked.found, looked.persona
        self._composer.study, self._tags = looked.reading.study, looked.tags
        if not self._heading:
            self._heading = self._first_unread()
        if self._keys() == known:
            self._said_list.take(self._now())
        else:
            self._alike.clear()
        self._show_standing()
        here = self._heading
        waiting = (heading.id for heading in HEADINGS if heading.id not in self._alike)
        return sorted(waiting, key=lambda name: name != here)

    def _keys(self) -> set[ObservationKey]:
        return {one.key for ones in self._found.values() for one in ones}

    def _first_unread(self) -> str:
        links = view.links_of(self._composer.study)
        waiting = (h.id for h in HEADINGS if not all(map(links.is_read, self._found.get(h.id, ()))))
        return next(waiting, HEADINGS[0].id)

    def _compared(self, look: int, name: str, alike: view.Alike) -> None:
        if look != self._looks:
            return
        known = name in self._alike
        self._alike[name] = alike
        # What is shown already is not put in another order under the cursor.
        if self.is_open and name == self._heading and not known:
            self._list()

    # Showing

    @property
    def _study(self) -> Study:
        return self._composer.study

    def _now(self) -> dict[ObservationKey, Observed]:
        return {one.key: one for one in self._found.get(self._heading, ())}

    def _list(self) -> None:
        """List the heading anew, in the order to read it in."""
        if self._heading not in self._alike:
            self._said_list.wait()
            return
        links = view.links_of(self._study)
        found = self._found.get(self._heading, ())
        listed = _UNREAD_ONLY if self._unread_only else _UNREAD_FIRST
        drafts = f" · {self.key('themes')} drafts themes" if view.has_themes(found) else ""
        say(self.query_one(".unread-first", Static), safe_line(f"{listed}{drafts}"))
        rows = view.reading_order(
            found,
            links,
            self._alike[self._heading],
            unread_only=self._unread_only,
        )
        self._said_list.show(rows, links, self._in_hand, unread_only=self._unread_only)

    def _show_standing(self) -> None:
        """Show everything but the order of what was said."""
        persona = self._persona
        if persona is None:
            return
        links = view.links_of(self._study)
        every = [one for ones in self._found.values() for one in ones]
        where = persona.name or self._study.title
        stands = shown.stands(persona, view.progress(every, links))
        only = " · unread only" if self._unread_only else ""
        self.tell(f"{where} · {heading(self._heading).title}", f"{stands}{only}")
        unread = {
            name: sum(not links.is_read(one) for one in ones) for name, ones in self._found.items()
        }
        in_full = self.has_class("-both")
        line = shown.headings_line(self._heading, unread, in_full=in_full)
        say(self.query_one(".headings", Static), line)
        self._said_list.stand(links, self._in_hand)
        self._claim_list.show(
            tuple(shown.claim_rows(persona, self._study, self._heading, self._in_hand)),
            self._in_hand,
        )
        self._show_hand()

    def _show_hand(self) -> None:
        persona = self._persona
        sentence, where = self._held()
        told = ""
        if persona is not None:
            told = shown.told_of(persona, self._in_hand, where, self._heading)
        line = shown.hand_line(sentence, told, len(self._said_list.marked))
        say(self.query_one(".hand", Static), line)

    def _held(self) -> tuple[str, str]:
        """The sentence in hand and its heading; empty where there is none."""
        held = self._sentences().get(self._in_hand)
        return (held.sentence, held.heading) if held is not None else ("", "")

    def _sentences(self) -> dict[str, ComposedClaim | Hypothesis]:
        """Every claim that was composed and every hypothesis, by id."""
        every: tuple[ComposedClaim | Hypothesis, ...]
        every = (*self._study.claims, *self._study.hypotheses)
        return {one.id: one for one in every}

    def _say(self, text: str) -> None:
        say(self.query_one(".told", Static), safe_line(text))

    @on(ObservationList.Moved)
    def _moved(self, event: ObservationList.Moved) -> None:
        """Tell whose words the cursor is on, and the question that they answer."""
        one = event.observed
        if one is not None and one.key == self._told_at:
            return
        self._told_at = None
        where = "" if one is None else f"{one.person.pseudonym}, {one.person.audience.one}"
        asked = "" if one is None else f" · {one.question}"
        self._say(f"{where}{asked}")

    # Moving

    def action_next_heading(self) -> None:
        self._go(1)

    def action_heading_before(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        if self._persona is None:
            return
        ids = [one.id for one in HEADINGS]
        self._heading = ids[(ids.index(self._heading) + by) % len(ids)]
        self._list()
        self._show_standing()

    def findable(self) -> tuple[Findable, ...]:
        """Whatever anybody said, and the actions."""
        said = (
            Findable(
                one.observation.text,
                f"{one.person.pseudonym} · {heading(one.heading).short}",
                place=one.key.text,
            )
            for ones in self._found.values()
            for one in ones
        )
        return (*said, *super().findable())

    async def found(self, choice: Findable | None) -> None:
        if choice is None or not choice.place:
            await super().found(choice)
            return
        key = ObservationKey.read(choice.place)
        where = (one.heading for ones in self._found.values() for one in ones if one.key == key)
        self._heading = next(where, self._heading)
        self._unread_only = False
        # Whose words were found is told, wherever the cursor was.
        self._told_at = None
        self._list()
        self._said_list.go_to(key)
        self._show_standing()

    def action_unread_only(self) -> None:
        self._unread_only = not self._unread_only
        self._list()
        self._show_standing()
        self._say("Only what is not read yet" if self._unread_only else "Everything again")

    def action_other_list(self) -> None:
        on_claims = not self._claim_list.has_focus
        self._show_columns(on_claims=on_claims)
        self.set_focus(self._claim_list if on_claims else self._said_list)

    @on(ClaimList.Held)
    def _took(self, event: ClaimList.Held) -> None:
        self._take(event.claim)

    def _take(self, claim: str) -> None:
        if claim != self._in_hand:
            self._in_hand = claim
            self._show_standing()

    # Following what is done

    def _changed(self, *, tagged: bool) -> None:
        """Show what was done; numbers follow once they are counted."""
        self._changes += 1
        if self._in_hand and not self._held()[0]:
            self._in_hand = ""
        self._show_standing()
        if tagged:
            self._look()
        else:
            self._count()

    def _count(self) -> None:
        """Count anew, or once more after the counting that is under way."""
        if self._reading is not None and not self._counting:
            self._counting = True
            self._draw(self._reading, self._study)

    @work(thread=True, group="count")
    def _draw(self, reading: Reading, study: Study) -> None:
        """Draw the persona, off the screen's thread."""
        persona = draw(Reading(study, reading.interviews, reading.banks, reading.unreadable))
        self.app.call_from_thread(self._counted, reading, study, persona)

    def _counted(self, reading: Reading, study: Study, persona: Persona) -> None:
        self._counting = False
        if not self.is_open or reading is not self._reading:
            return
        self._persona = persona
        self._show_standing()
        if study is not self._study:
            self._count()

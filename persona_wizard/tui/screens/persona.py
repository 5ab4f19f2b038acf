"""The persona: six headings of claims that open to their evidence, and what is decided of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.widgets import OptionList

from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Claim, Persona
from persona_wizard.model.study import Study
from persona_wizard.model.suggestions import Suggestion
from persona_wizard.studies.personas import curation_of
from persona_wizard.tui import persona_actions
from persona_wizard.tui.persona_rows import OUR_READING, Row, movable
from persona_wizard.tui.persona_words import claim_line, said_now
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.evidence import EvidenceScreen, SuggestionScreen
from persona_wizard.tui.screens.persona_shown import PersonaShown
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.which_claim import WhichClaim

_NO_CLAIM = "Go to a claim first."
_NOTHING_TO_ACCEPT = "Go to a suggestion, or to a claim whose evidence has changed (≠)."


class PersonaScreen(PersonaShown):
    ACTIONS: ClassVar = persona_actions.PERSONA
    HELP_TITLE = "Persona"
    HELP_TEXT = (
        "The same words as on the page. “4 of 9”: four raised it, of nine asked; silence is not "
        "disagreement. Anecdote: one person. Emerging: two or more. Pattern: a majority. "
        "Contested: others said the opposite.\n"
        "▲ pinned: first under its heading, here and on the page. ? a buyer type that answers "
        "hint at. ≠ your words are older than the evidence. What you leave out stands at the "
        "end; {leave_out} takes it in again."
    )

    # Opening

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        row = self._rows.row
        if row is None or self._persona is None:
            return
        if row.gap is not None:
            self._curator.meet(row.gap, self._persona)
        elif row.suggestion is not None:
            self.app.push_screen(SuggestionScreen(row.suggestion))
        elif row.id.startswith(OUR_READING):
            self.action_our_reading()
        elif row.claims or row.answers:
            self.app.push_screen(EvidenceScreen(row.words, row.claims, row.answers))

    def action_open(self) -> None:
        self._rows.action_select()

    def action_compose(self) -> None:
        """Back to composing where that lies beneath, else on to it."""
        from persona_wizard.tui.screens.composing import ComposingScreen

        if isinstance(self.app.screen_stack[-2], ComposingScreen):
            self.action_close()
            return
        self.wizard.compose_claims(self._store)

    def action_our_reading(self) -> None:
        from persona_wizard.tui.screens.our_reading import OurReadingScreen

        if self._persona is not None:
            self.app.push_screen(OurReadingScreen(self._store, self._persona))

    def action_name(self) -> None:
        if self._persona is not None:
            self._curator.ask_name(self._persona)

    def action_photo(self) -> None:
        self._curator.ask_photo()

    def action_export(self) -> None:
        from persona_wizard.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self._store, self._persona_id))

    def action_personas(self) -> None:
        """The study's personas; the one that is chosen there takes this one's place."""
        from persona_wizard.tui.screens.personas import PersonasScreen

        here = self._persona.id if self._persona is not None else self._persona_id

        def chosen(persona: str | None) -> None:
            if persona is not None and persona != here:
                self.app.switch_screen(PersonaScreen(self._store, persona))

        self.app.push_screen(PersonasScreen(self._store, here), chosen)

    def action_archetype(self) -> None:
        """Show the persona without a face, or with it again."""
        self._faceless = not self._faceless
        self._show()
        self._say("Without a face: for teams that want none" if self._faceless else "As it is")

    # Deciding

    def action_leave_out(self) -> None:
        row, persona = self._rows.row, self._persona
        if row is not None and row.left_out and persona is not None:
            self._do(partial(self._decider.take_in, row.claims[0], persona.hidden))
            return

        def leave_out(claims: Sequence[Claim]) -> None:
            self._do(partial(self._decider.leave_out, claims))

        self._which("Leave out which?", leave_out, "all of them")

    def action_pin(self) -> None:
        def pin(claims: Sequence[Claim]) -> None:
            self._do(partial(self._decider.pin, claims[0]))

        self._which("Pin which? One that is pinned is pinned no longer.", pin)

    def action_move_up(self) -> None:
        self._move(-1)

    def action_move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self._rows.row
        if row is None or not row.heading:
            self._say(_NO_CLAIM)
            return
        other = movable(self._rows.shown, row, by)
        if other is None:
            self._say("It stands at the end of its heading; pinned ones come first.")
            return
        turned = {row.id: other, other.id: row}
        here = [one for one in self._rows.shown if one.heading == row.heading]
        claims = [claim for one in here for claim in turned.get(one.id, one).claims]
        self._do(partial(self._decider.arrange, claims))

    def action_say_otherwise(self) -> None:
        self._which("Say which in your words?", self._ask_words)

    def _ask_words(self, claims: Sequence[Claim]) -> None:
        claim, persona = claims[0], self._persona
        if persona is None:
            return
        said = said_now(persona, claim)
        before = claim.wording or said.rpartition(" (")[0]

        def typed(wording: str | None) -> None:
            if wording is not None and (claim.wording or wording.strip() != before):
                self._do(partial(self._decider.reword, claim, wording, said))

        hint = "Enter keeps it; the numbers stay the program's."
        if claim.wording:
            hint = "Enter keeps it; an empty line takes your words back. The numbers stay."
        box = SentenceBox("Say it in your words:", hint, [safe_line(said)], before)
        self.app.push_screen(box, typed)

    def action_accept(self) -> None:
        row, persona = self._rows.row, self._persona
        if row is None or persona is None:
            return
        moved = next((claim for claim in row.claims if claim.moved_from), None)
        if moved is not None:
            self._do(partial(self._decider.keep_words, moved, said_now(persona, moved)))
        elif (suggestion := _suggested(row, persona)) is not None:
            self._wanted = frozenset((suggestion.id,))
            self._do(partial(self._decider.accept, suggestion))
        else:
            self._say(_NOTHING_TO_ACCEPT)

    def action_take_back(self) -> None:
        before = self._study
        try:
            told = self._decider.take_back()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        if told is None:
            self._say("Nothing to take back.")
            return
        self._wanted = self._back_since(before)
        self._decided()
        self._say(f"Taken back: {told}")

    def _back_since(self, before: Study | None) -> frozenset[str]:
        """The claims (ids) that are left out no more, and the types that are suggested again."""
        now = self._decider.study
        if before is None or now is None:
            return frozenset()
        was, is_now = (curation_of(study, self._persona_id) for study in (before, now))
        hidden = {*was.hidden} - {*is_now.hidden}
        return frozenset(hidden | ({*was.suggestions} ^ {*is_now.suggestions}))

    def _which(
        self, question: str, step: Callable[[Sequence[Claim]], None], all_of_them: str = ""
    ) -> None:
        """Do something about the claim that the cursor is on; where it is on several, ask which."""
        row, persona = self._rows.row, self._persona
        if row is None or persona is None or row.left_out or not row.claims:
            self._say(_NO_CLAIM)
            return
        claims = row.claims
        if len(claims) == 1:
            step(claims)
            return

        def chosen(place: int | None) -> None:
            if place is not None:
                step(claims[place : place + 1] or claims)

        lines = [claim_line(persona, claim) for claim in claims]
        self.app.push_screen(WhichClaim(question, lines, all_of_them), chosen)

    def _do(self, step: Callable[[], None]) -> None:
        """Decide one thing, which is saved at once, say what it was, and show what follows."""
        try:
            step()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self._decided()


def _suggested(row: Row, persona: Persona) -> Suggestion | None:
    """The suggestion of a row, or the one that its claim was accepted from."""
    if row.suggestion is not None:
        return row.suggestion
    ids = {claim.id for claim in row.claims if len(row.claims) == 1}
    return next((one for one in persona.suggestions if one.id in ids and one.accepted), None)

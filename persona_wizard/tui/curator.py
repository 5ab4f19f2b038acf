"""Asking the researcher for a persona's name, its photo, or why a gap may stay open."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Gap, Persona
from persona_wizard.model.study import Photo
from persona_wizard.tui.decider import Decider
from persona_wizard.tui.screens.ask import Ask
from persona_wizard.tui.screens.base import WizardScreen

_PLACEHOLDER = Photo(alt="Drawing, standing in for a photo", placeholder=True)


class Curator:
    """Asks over a screen, decides, and calls `changed` once something was saved."""

    def __init__(
        self, screen: WizardScreen, decider: Decider, changed: Callable[[], object]
    ) -> None:
        self._screen = screen
        self._decider = decider
        self._changed = changed

    def meet(self, gap: Gap, persona: Persona) -> None:
        """A missing name or photo is given; any other gap may stay open, with a reason."""
        if gap.id == "name":
            self.ask_name(persona)
        elif gap.id == "photo":
            self.ask_photo()
        else:
            self._ask_reason(gap)

    def ask_name(self, persona: Persona) -> None:
        """Ask for the name, then for the one line under it."""

        def named(name: str | None) -> None:
            if name is not None:
                self._ask_tagline(name, persona.tagline)

        question = Ask(
            "What is the persona called?", "A name that is nobody's you interviewed.", persona.name
        )
        self._screen.app.push_screen(question, named)

    def _ask_tagline(self, name: str, before: str) -> None:
        def told(tagline: str | None) -> None:
            line = before if tagline is None else tagline
            self._save(partial(self._decider.name, name, line))

        question = Ask("In one line, who is this?", "It stands under the name.", before)
        self._screen.app.push_screen(question, told)

    def ask_photo(self) -> None:
        """Ask for a picture; an empty line chooses the drawn placeholder."""

        def chosen(typed: str | None) -> None:
            if typed is None:
                return
            if not typed.strip():
                told = "The drawing stands in for a photo"
                self._save(partial(self._decider.choose_photo, _PLACEHOLDER, told))
                return
            self._ask_source(Path(os.path.expanduser(typed.strip())))

        question = Ask(
            "Which picture?",
            "The path of a PNG or JPEG: a drawing or a stock photo, never a participant's face. "
            "Empty: a drawing stands in.",
        )
        self._screen.app.push_screen(question, chosen)

    def _ask_source(self, picture: Path) -> None:
        from persona_wizard.studies.photos import refuse_unless_picture

        try:
            refuse_unless_picture(picture)
        except WizardError as fault:
            self._screen.wizard.tell_fault(fault)
            return

        def told(source: str | None) -> None:
            if source is not None:
                self._ask_whom(picture, source)

        question = Ask("Where is the picture from?", "Source and licence; shown on the page.")
        self._screen.app.push_screen(question, told)

    def _ask_whom(self, picture: Path, source: str, typed: str = "") -> None:
        from persona_wizard.studies.photos import NobodyShown, add_photo, shown_in

        def told(pseudonym: str | None) -> None:
            if pseudonym is None:
                return
            try:
                shows = shown_in(self._decider.store, pseudonym)
            except NobodyShown as fault:
                self._screen.wizard.tell_fault(fault)
                self._ask_whom(picture, source, pseudonym)
                return
            except WizardError as fault:
                self._screen.wizard.tell_fault(fault)
                return
            self._save(partial(take, shows))

        def take(shows: str) -> None:
            store, persona = self._decider.store, self._decider.persona
            # A picture that no persona has may be deleted by another window.
            with store.alone():
                photo = add_photo(store, picture, "", source, persona=persona, shows=shows)
                self._decider.choose_photo(photo, "The photo is in the study now")

        hint = (
            "Empty: nobody you interviewed. Else their pseudonym: it stands on no page, and "
            "the photo goes when they are erased."
        )
        question = Ask("Does it show somebody you interviewed?", hint, typed)
        self._screen.app.push_screen(question, told)

    def _ask_reason(self, gap: Gap) -> None:
        def told(reason: str | None) -> None:
            if reason is not None:
                self._save(partial(self._decider.accept_gap, gap.id, reason))

        hint = (
            f"{gap.ask}  With a reason the gap may stay open, and the page shows both. "
            "Empty: it counts as missing."
        )
        question = Ask(f"{gap.what}: {gap.why}. Why may it stay open?", hint, gap.accepted or "")
        self._screen.app.push_screen(question, told)

    def _save(self, change: Callable[[], None]) -> None:
        try:
            change()
        except WizardError as fault:
            self._screen.wizard.tell_fault(fault)
            return
        self._changed()

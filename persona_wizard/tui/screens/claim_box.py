"""A claim for a line: chosen among those that there are, or a new one in a sentence."""

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.headings import heading
from persona_wizard.model.text import clean_line, folded
from persona_wizard.studies.line_links import Sentence
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe_line, safe_line_part
from persona_wizard.tui.screens.choose_or_type import ChooseOrType

_SUPPORTS = "Down chooses; the same again takes it off. A new sentence makes a claim."
_AGAINST = "Down chooses; the same again takes it off."
_NEW_AGAINST = "A claim is made by what supports it. Down chooses one that is there."


class Chosen(Struct, frozen=True):
    """A claim or hypothesis that is there, by its id; else the sentence of a new claim."""

    id: str = ""
    sentence: str = ""


class ClaimBox(ChooseOrType[Chosen]):
    """Which claim a line supports, or speaks against. `linked` are the ids of those it does."""

    HELP_TITLE = "A claim for this line"
    HELP_KEYS = (
        ("letters", "A claim that is there, or the sentence of a new one"),
        ("Down, Up", "Another of those that are there"),
        ("Enter", "Links the line to it; the same claim again takes it off"),
        ("Esc", "Back; nothing is changed"),
    )

    def __init__(
        self,
        line: str,
        offered: Sequence[Sentence],
        linked: frozenset[str],
        heading_id: str,
        *,
        supports: bool,
    ) -> None:
        self._offered = {one.id: one for one in offered}
        self._linked = linked
        self._heading = heading_id
        self._supports = supports
        things = [Findable(one.sentence, place=one.id) for one in offered]
        asked = "Which claim does this support" if supports else "Which claim does this oppose"
        super().__init__(f"{asked}? {line}", _SUPPORTS if supports else _AGAINST, things)

    def row(self, thing: Findable) -> Content:
        one = self._offered[thing.place]
        parts = []
        if one.heading != self._heading:
            parts.append(heading(one.heading).short)
        if isinstance(one, Hypothesis):
            parts.append("a hypothesis: nobody said it yet")
        if thing.place in self._linked:
            parts.append("linked")
        about = f"  {' · '.join(parts)}" if parts else ""
        return Content.assemble(safe_line(thing.text), safe_line_part(about).stylize("$quiet"))

    def choose(self, thing: Findable) -> None:
        self.dismiss(Chosen(id=thing.place))

    def take(self, typed: str) -> None:
        sentence = clean_line(typed)
        if not sentence:
            self.dismiss(None)
            return
        there = (i for i, o in self._offered.items() if folded(o.sentence) == folded(sentence))
        same = next(there, "")
        if same or self._supports:
            self.dismiss(Chosen(same, sentence))
        else:
            self.notify(_NEW_AGAINST, timeout=4)

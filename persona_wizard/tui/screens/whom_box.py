"""Whom a line of advice is for: chosen among those that there are, or typed."""

from collections.abc import Sequence

from persona_wizard.model.text import clean_line
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.screens.choose_or_type import ChooseOrType

# Who reads personas; a study may have others.
_USUAL = ("Marketing", "Sales", "Product", "Support")
_HINT = "Enter takes what was typed, Down chooses. An empty line: for everybody."


class WhomBox(ChooseOrType[str]):
    """Gives a name, empty for everybody. `used` are those that other lines are for."""

    def __init__(self, used: Sequence[str], value: str = "") -> None:
        names = dict.fromkeys((*(name for name in used if name), *_USUAL))
        super().__init__("Whom is it for?", _HINT, [Findable(name) for name in names], value)

    def choose(self, thing: Findable) -> None:
        self.dismiss(thing.text)

    def take(self, typed: str) -> None:
        self.dismiss(clean_line(typed))

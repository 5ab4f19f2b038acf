"""A tag for a line: typed, or chosen among those that the study has."""

from collections.abc import Sequence

from textual.content import Content

from persona_wizard.interviewing.lines import tag_named
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.choose_or_type import ChooseOrType

_HINT = "Enter puts it there; the same tag again takes it away. Down chooses."


class TagBox(ChooseOrType[str]):
    """Gives a tag for a line, folded and without its sign; None where Esc was pressed.

    `tags` are offered, most fitting first. Enter takes what was typed, or the row gone to.
    `suggested` come first while nothing is typed: a digit takes one. `asked` is the question, where
    it is another one.
    """

    HELP_TITLE = "A tag"
    HELP_KEYS = (
        ("letters", "A tag, new or known"),
        ("Down, Up", "Another of those that are known"),
        ("Tab", "Completes it"),
        ("Enter", "Puts it there; the same tag again takes it away"),
        ("Esc", "Back; nothing is changed"),
    )

    def __init__(
        self,
        line: str,
        tags: Sequence[str],
        suggested: Sequence[str] = (),
        *,
        asked: str = "",
        hint: str = _HINT,
        value: str = "",
    ) -> None:
        others = [tag for tag in tags if tag not in suggested]
        things = [Findable(tag) for tag in (*suggested, *others)]
        super().__init__(asked or f"A tag for: {line}", hint, things, value)
        self._suggested = tuple(suggested)
        self._typing = False

    def list_for(self, typed: str) -> None:
        # No tag begins with a digit, so one alone chooses.
        if typed.isdecimal() and 1 <= int(typed) <= len(self._suggested):
            self.dismiss(self._suggested[int(typed) - 1])
            return
        self._typing = bool(typed)
        super().list_for(typed)

    def row(self, thing: Findable) -> Content:
        tag = thing.text
        if self._typing or tag not in self._suggested:
            return safe_line(f"#{tag}")
        number = self._suggested.index(tag) + 1
        return Content.assemble(
            (f"{number} ", "bold $accent"), safe_line(f"#{tag}"), ("  like similar ones", "$quiet")
        )

    def choose(self, thing: Findable) -> None:
        self.dismiss(thing.text)

    def take(self, typed: str) -> None:
        if tag := tag_named(typed):
            self.dismiss(tag)
        elif typed.strip():
            self.notify("A tag begins with a letter, and is of letters and digits.", timeout=4)
        else:
            self.dismiss(None)

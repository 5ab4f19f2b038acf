"""Lines that belong together, to choose among: those with one tag, or those of a draft theme."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.study import Study
from persona_wizard.studies.composing_view import in_turn, links_of
from persona_wizard.synthesis.observed import Observed
from persona_wizard.tui import persona_actions
from persona_wizard.tui.code_book_rows import counted
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.widgets.observation_list import ObservationList


class MarkedLines(WizardScreen):
    """Gives a tag for the lines that are `marked`; None where it was left."""

    DEFAULT_CSS = """
    MarkedLines ObservationList { height: 1fr; padding: 1 1 0 1; }
    MarkedLines .told {
        height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, where: str, lines: Sequence[Observed], study: Study) -> None:
        super().__init__()
        self._where = where
        self._lines = lines
        self._study = study
        self._list = ObservationList()

    @property
    def marked(self) -> tuple[ObservationKey, ...]:
        return self._list.marked

    def compose_work(self) -> ComposeResult:
        yield self._list
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self._list.show(in_turn(self._lines), links_of(self._study), "")
        self._list.focus()
        self._tell()

    def _tell(self) -> None:
        self.tell(self._where, f"{len(self.marked)} of {counted(self._lines, 'line')} marked")

    def action_mark(self) -> None:
        self._list.toggle_mark()
        self._tell()

    @on(ObservationList.Moved)
    def _moved(self, event: ObservationList.Moved) -> None:
        one = event.observed
        where = "" if one is None else f"{one.person.pseudonym}, {one.person.audience.one}"
        self._say(where)

    def _say(self, text: str) -> None:
        say(self.query_one(".told", Static), safe_line(text))

    def _ask_tag(self, tags: Sequence[str], asked: str, value: str = "") -> None:
        if not self.marked:
            self._say("Nothing is marked.")
            return

        def give(tag: str | None) -> None:
            if tag:
                self.dismiss(tag)

        hint = "Enter takes it, Esc leaves it. Down chooses one that there is."
        self.app.push_screen(TagBox("", tags, asked=asked, hint=hint, value=value), give)


class TaggedLines(MarkedLines, inherit_bindings=False):
    """Everything that bears one tag; what is marked can be split off."""

    ACTIONS: ClassVar = persona_actions.TAGGED_LINES
    HELP_TITLE = "What bears a tag"
    HELP_TEXT = (
        "Mark the lines that mean something else, and give them a tag of their own.\n"
        "What was typed in the interviews stays as it is."
    )

    def action_split(self) -> None:
        self._ask_tag((), "Under which tag is what you marked to count?")


class ThemeLines(MarkedLines, inherit_bindings=False):
    """Every line of a draft theme, all of them marked to begin with."""

    ACTIONS: ClassVar = persona_actions.THEME_LINES
    HELP_TITLE = "A draft theme"
    HELP_TEXT = (
        "The program put these lines together by their words; it does not know what they mean.\n"
        "Take out what does not belong, and name the rest: the name is a tag on these lines."
    )

    def __init__(
        self,
        where: str,
        lines: Sequence[Observed],
        study: Study,
        tags: Sequence[str],
        label: str,
    ) -> None:
        super().__init__(where, lines, study)
        self._tags = tags
        self._label = label

    def on_mount(self) -> None:
        self._list.mark(one.key for one in self._lines)
        self._tell()

    def action_tag(self) -> None:
        self._ask_tag(
            self._tags, "What is this theme called? A tag for what is marked.", self._label
        )

"""Draft themes of many answers to one question: each is named and confirmed as a tag, or left."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from persona_wizard.interviewing.lines import tag_named
from persona_wizard.model.composing import ObservationKey
from persona_wizard.model.errors import WizardError
from persona_wizard.studies import composing_view as view
from persona_wizard.studies.reading import Reading
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.themes import Drafts, Theme
from persona_wizard.tui import persona_actions
from persona_wizard.tui.code_book_rows import counted, theme_row
from persona_wizard.tui.composer import Composer, Done
from persona_wizard.tui.how_far import HowFar, NobodyWaits, so_far
from persona_wizard.tui.in_turn import InTurn
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.marked_lines import ThemeLines
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.widgets.rows import Rows

_NONE = "These answers share no words that would make a theme. Read them one by one."


class ThemesScreen(WizardScreen):
    """Drafts only: nothing is tagged before it is named here.

    `lines` are what was said to one question, `tags` those of the study, the most used first.
    """

    ACTIONS: ClassVar = persona_actions.THEMES
    HELP_TITLE = "Draft themes"
    HELP_TEXT = (
        "Answers that share words, put together by the program, the largest first; it counts "
        "words and knows no meaning, so that opposite opinions may stand in one draft.\n"
        "Look at its lines, take out what does not belong, and name it: a tag on those lines."
    )
    DEFAULT_CSS = """
    ThemesScreen .asked { height: auto; max-height: 2; padding: 1 1 0 1; color: $text-muted; }
    ThemesScreen OptionList { height: 1fr; padding: 1 1 0 1; }
    ThemesScreen .told { height: 1; padding: 0 1; color: $text-muted; }
    """

    @dataclass
    class Far(Message):
        """So many of something were dealt with, of how many."""

        what: str
        done: int
        of: int

    @dataclass
    class Ended(Message):
        """What was under way is over: what is to be said of it, and what went wrong.

        It gave drafts, or a draft by its place got a name, or something was undone.
        """

        told: str = ""
        fault: WizardError | None = None
        drafts: Drafts | None = None
        named: tuple[int, str] | None = None
        undone: Done | None = None

    def __init__(
        self,
        composer: Composer,
        reading: Reading,
        lines: Sequence[Observed],
        tags: Sequence[str],
    ) -> None:
        super().__init__()
        self._composer = composer
        self._spoken = view.languages(reading)
        self._lines = lines
        self._said = {one.key.text: one for one in lines}
        self._tags = tuple(tags)
        self._drafts = Drafts()
        # By its place among the drafts the tag that a theme has got here.
        self._named: dict[int, str] = {}
        self._jobs = InTurn()
        self._stop = False

    def compose_work(self) -> ComposeResult:
        yield Static(safe_line(self._lines[0].question), classes="asked")
        yield Rows(markup=False)
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self._tell("looking…")
        self._begin(self._look)

    def _tell(self, stands: str) -> None:
        self.tell(f"{self._composer.study.title} · draft themes", stands)

    def _begin(self, job: Callable[[], object]) -> None:
        """Do something off the screen's thread, once what is under way is over."""

        def begun() -> None:
            self._stop = False
            job()

        self._jobs.begin(begun)

    # Off the screen's thread

    @work(thread=True)
    def _look(self) -> None:
        worker = get_current_worker()
        far = self._far("looking through the answers", lambda: not worker.is_cancelled)
        try:
            drafts = view.themes_of(self._lines, self._spoken, far)
        except NobodyWaits:
            return
        self._send(self.Ended(drafts=drafts))

    @work(thread=True)
    def _tag_all(self, keys: Sequence[ObservationKey], tag: str, theme: int) -> None:
        fault: WizardError | None = None
        stopped = ""
        try:
            self._composer.put_tag(keys, tag, self._far("tagging", lambda: not self._stop))
        except NobodyWaits:
            stopped = "Stopped: "
        except WizardError as found:
            fault = found
        done = self._composer.told
        told = f"{stopped}{done} · {self.key('take_back')} takes it back" if done else ""
        self._send(self.Ended(told, fault, named=(theme, tag) if done else None))

    @work(thread=True)
    def _untag(self) -> None:
        try:
            done = self._composer.take_back(self._far("taking back", lambda: not self._stop))
        except NobodyWaits:
            self._send(self.Ended("Stopped: the rest is still there."))
        except WizardError as fault:
            self._send(self.Ended(fault=fault))
        else:
            told = f"Taken back: {done.told}" if done is not None else "Nothing to take back."
            self._send(self.Ended(told, undone=done))

    def _far(self, what: str, wanted: Callable[[], bool]) -> HowFar:
        return HowFar(lambda done, of: self._send(self.Far(what, done, of)), wanted)

    def _send(self, message: Message) -> None:
        # Whoever has left is told nothing more.
        if self.is_attached:
            self.post_message(message)

    @on(Far)
    def _tell_far(self, event: Far) -> None:
        if self._jobs.under_way:
            stops = " · Esc stops it" if self._drafts.themes else ""
            self._say(f"{event.what}: {so_far(event.done, event.of)}{stops}")

    @on(Ended)
    def _ended(self, event: Ended) -> None:
        undone = event.undone
        if event.drafts is not None:
            self._drafts = event.drafts
        elif event.named is not None:
            place, tag = event.named
            self._named[place] = tag
        elif undone is not None:
            again = frozenset(key.text for key in undone.tagged)
            self._named = {
                n: tag
                for n, tag in self._named.items()
                if tag != undone.tag or again.isdisjoint(self._drafts.themes[n].keys)
            }
        self._list()
        self._say(event.told)
        if event.fault is not None:
            self.wizard.tell_fault(event.fault)
        self._jobs.ended()

    # Showing

    def _list(self) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        themes = self._drafts.themes
        # What was done stays told: the cursor has not been moved.
        with self.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(
                Option(theme_row(theme, self._said, self._named.get(n, "")))
                for n, theme in enumerate(themes)
            )
            if themes:
                options.highlighted = min(here, len(themes) - 1)
            else:
                options.add_option(Option(Content.styled(_NONE, "$quiet"), disabled=True))
        self._tell(_stands(self._drafts))

    @property
    def _theme(self) -> Theme | None:
        """The draft under the cursor."""
        here = self.query_one(OptionList).highlighted
        themes = self._drafts.themes
        return themes[here] if here is not None and here < len(themes) else None

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if not self._jobs.under_way:
            self._say("")

    def _say(self, text: str) -> None:
        say(self.query_one(".told", Static), safe_line(text))

    # What the keys do

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Everything in the draft, to take out what does not belong."""
        theme = self._theme
        if theme is None:
            return
        where = f"{self._composer.study.title} · {theme.label}"
        lines = [self._said[key] for key in theme.keys]
        label = tag_named(theme.label)
        screen = ThemeLines(where, lines, self._composer.study, self._tags, label)
        self.app.push_screen(screen, lambda tag: self._confirm(theme, screen.marked, tag))

    def action_tag(self) -> None:
        theme = self._theme
        if theme is None:
            return
        box = TagBox(
            theme.label,
            self._tags,
            asked=f"What is this theme called? A tag for its {counted(theme.keys, 'line')}.",
            hint="Enter puts it to these lines, Esc leaves the theme a draft.",
            value=tag_named(theme.label),
        )
        keys = [self._said[key].key for key in theme.keys]
        self.app.push_screen(box, lambda tag: self._confirm(theme, keys, tag))

    def _confirm(self, theme: Theme, keys: Iterable[ObservationKey], tag: str | None) -> None:
        if tag:
            meant, place = tuple(keys), self._drafts.themes.index(theme)
            self._begin(lambda: self._tag_all(meant, tag, place))

    def action_take_back(self) -> None:
        self._begin(self._untag)

    def action_close(self) -> None:
        """Stop what is being tagged; else back to composing, which ends the looking."""
        if self._jobs.under_way and self._drafts.themes:
            self._stop = True
            self._jobs.forget()
        else:
            self.dismiss()


def _stands(drafts: Drafts) -> str:
    """ "4 drafts of 120 lines; 37 by themselves · from a sample"."""
    within = sum(len(theme.keys) for theme in drafts.themes)
    parts = [f"{counted(drafts.themes, 'draft')}, {within:,} lines" if within else "no draft"]
    alone = len(drafts.said_once) + len(drafts.nothing)
    parts += [f"{alone:,} in none"] if alone else []
    parts += ["from a sample"] if drafts.sampled else []
    return " · ".join(parts)

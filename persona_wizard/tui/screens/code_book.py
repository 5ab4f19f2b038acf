"""The code book: what each tag means, how often it was given; renamed, merged and split."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.interviewing.lines import tag_named
from persona_wizard.model.errors import WizardError
from persona_wizard.studies.code_book_view import Entry, entries
from persona_wizard.studies.composing_view import gathered
from persona_wizard.studies.reading import Reading
from persona_wizard.tui import persona_actions
from persona_wizard.tui.code_book_rows import counted, tag_row, told_of_tag
from persona_wizard.tui.composer import Composer
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.in_turn import InTurn
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.screens.marked_lines import TaggedLines
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.widgets.rows import Rows

_EMPTY = "No tag yet. Tags are typed in an interview (#price), or given while composing."
_STAYS = "The interviews stay as they are."


class CodeBookScreen(WizardScreen):
    """Works on a study that was read; what it changes goes through the composer, saved at once."""

    ACTIONS: ClassVar = persona_actions.CODE_BOOK
    HELP_TITLE = "The code book"
    HELP_TEXT = (
        "Every tag, the most used first: on how many lines, by how many people, and its meaning.\n"
        "≈ perhaps the same as another tag: merge the two, or define both to tell them apart.\n"
        "Renaming, merging and splitting change what counts, never what was typed. What says the "
        "contrary goes along: with #price, #not-price."
    )
    DEFAULT_CSS = """
    CodeBookScreen OptionList {
        height: 1fr; padding: 1 1 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    CodeBookScreen .about { height: auto; min-height: 6; max-height: 8; padding: 1 1 0 1; }
    CodeBookScreen .told { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, composer: Composer, reading: Reading) -> None:
        super().__init__()
        self._composer = composer
        self._reading = reading
        self._entries: tuple[Entry, ...] = ()
        self._jobs = InTurn()

    def compose_work(self) -> ComposeResult:
        yield Rows(markup=False)
        yield Static("", classes="about", markup=False)
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.tell(f"{self._composer.study.title} · code book", "counting…")
        self._work(lambda: "", "")

    # Changing

    def _do(self, step: Callable[[], object], then_at: str = "") -> None:
        """Change something, and go to a tag then."""

        def change() -> str:
            step()
            return f"{self._composer.told} · {self.key('take_back')} takes it back"

        self._work(change, then_at)

    def _work(self, step: Callable[[], str], then_at: str) -> None:
        self._jobs.begin(lambda: self._count(step, then_at))

    @work(thread=True)
    def _count(self, step: Callable[[], str], then_at: str) -> None:
        """Do something that says what it did, and count every tag, off the screen's thread."""
        fault: WizardError | None = None
        told = ""
        try:
            told = step()
        except WizardError as found:
            fault = found
        read = self._reading
        study = self._composer.study
        now = Reading(study, read.interviews, read.banks, read.unreadable)
        counted = entries(study, chain.from_iterable(gathered(now).values()))
        self.app.call_from_thread(self._show, counted, told, then_at, fault)

    def _show(
        self, counted: tuple[Entry, ...], told: str, then_at: str, fault: WizardError | None
    ) -> None:
        if not self.is_open:
            return
        here = self._entry
        at = here.tag if here is not None and (fault is not None or not then_at) else then_at
        self._entries = counted
        self._list(at)
        self._say(told)
        if fault is not None:
            self.wizard.tell_fault(fault)
        self._jobs.ended()

    # Showing

    def _list(self, at: str) -> None:
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        tags = [entry.tag for entry in self._entries]
        # What was done stays told: the cursor has not been moved.
        with self.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(Option(tag_row(entry)) for entry in self._entries)
            if tags:
                options.highlighted = tags.index(at) if at in tags else min(place, len(tags) - 1)
            else:
                options.add_option(Option(Content.styled(_EMPTY, "$quiet"), disabled=True))
        near = sum(bool(entry.near) for entry in self._entries)
        drifting = f" · {near} may be the same as another" if near else ""
        where = f"{self._composer.study.title} · code book"
        self.tell(where, f"{counted(self._entries, 'tag')}{drifting}")
        self._show_about()

    @property
    def _entry(self) -> Entry | None:
        """The tag under the cursor."""
        here = self.query_one(OptionList).highlighted
        return self._entries[here] if here is not None and here < len(self._entries) else None

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._say("")
        self._show_about()

    def _show_about(self) -> None:
        entry = self._entry
        keys = {name: self.key(name) for name in ("define", "merge")}
        told = told_of_tag(entry, keys) if entry is not None else Content("")
        say(self.query_one(".about", Static), told)

    def _say(self, text: str) -> None:
        say(self.query_one(".told", Static), safe_line(text))

    def _others(self, entry: Entry) -> Sequence[str]:
        """The other tags, those that may be the same first."""
        rest = (one.tag for one in self._entries if one.tag not in (entry.tag, *entry.near))
        return (*entry.near, *rest)

    def findable(self) -> tuple[Findable, ...]:
        """The tags, and the actions."""
        tags = (Findable(f"#{e.tag}", e.code.definition, place=e.tag) for e in self._entries)
        return (*tags, *super().findable())

    async def found(self, choice: Findable | None) -> None:
        if choice is not None and choice.place:
            self._list(choice.place)
        else:
            await super().found(choice)

    # What the keys do

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """The lines with this tag; those marked there may be split off."""
        entry = self._entry
        if entry is None:
            return
        if not entry.lines:
            self._say("No line bears it just now.")
            return
        where = f"{self._composer.study.title} · #{entry.tag}"
        screen = TaggedLines(where, entry.lines, self._composer.study)

        def split(tag: str | None) -> None:
            if tag:
                self._do(partial(self._composer.split_tag, entry.tag, tag, screen.marked), tag)

        self.app.push_screen(screen, split)

    def action_define(self) -> None:
        entry = self._entry
        if entry is None:
            return
        code = entry.code

        def defined(definition: str | None) -> None:
            if definition is None:
                return

            def shown(example: str | None) -> None:
                told = code.example if example is None else example
                self._do(partial(self._composer.describe_tag, code.tag, definition, told))

            box = SentenceBox(
                f"An example of #{code.tag}, as somebody said it?",
                "Enter keeps it; it may stay empty.",
                value=code.example,
            )
            self.app.push_screen(box, shown)

        box = SentenceBox(
            f"What does #{code.tag} mean? When is it given, and when not?",
            "Enter goes on to an example, Esc leaves it.",
            value=code.definition,
        )
        self.app.push_screen(box, defined)

    def action_rename(self) -> None:
        entry = self._entry
        if entry is None:
            return

        def named(new: str | None) -> None:
            if new is not None and new.strip():
                rename = partial(self._composer.rename_tag, entry.tag, new)
                self._do(rename, tag_named(new))

        box = SentenceBox(
            f"What is #{entry.tag} called from now on?",
            f"Enter renames it. {_STAYS}",
            value=entry.tag,
        )
        self.app.push_screen(box, named)

    def action_merge(self) -> None:
        entry = self._entry
        if entry is None:
            return

        def merged(into: str | None) -> None:
            if into:
                self._do(partial(self._composer.merge_tags, entry.tag, into), into)

        asked = f"Which tag is #{entry.tag} to count as?"
        hint = f"Down chooses, Enter merges. {_STAYS}"
        box = TagBox(entry.tag, self._others(entry), asked=asked, hint=hint)
        self.app.push_screen(box, merged)

    def action_take_back(self) -> None:
        def back() -> str:
            done = self._composer.take_back()
            return f"Taken back: {done.told}" if done is not None else "Nothing to take back."

        self._work(back, "")

"""Interviews that have two versions: what differs, and which one stays, or both."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.model.dates import to_the_second
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview
from persona_wizard.model.text import clean_line
from persona_wizard.store import Conflict, StudyFolder
from persona_wizard.studies.conflicts import Difference, answer_count, differences, last_said
from persona_wizard.studies.read_only import refuse_if_only_read
from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe_column, safe_line, safe_line_part
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.rows import Rows

# How much of a line, and how many lines of a side are shown: a picture of it, not the whole.
_LONGEST_LINE = 1000
_MOST_LINES = 100

_GONE = "gone"
_UNREADABLE = "can’t be read"
_SAFE = "in the study’s folder; nothing is lost"
# What is asked first and said afterwards, by key and by how theirs stands.
_ASKED = {
    ("ours", ""): f"Keep ours of {{}}? Theirs goes to quarantine/ {_SAFE}.",
    ("ours", _GONE): "Keep ours of {}? Theirs is gone; ours is the interview again.",
    ("ours", _UNREADABLE): f"Keep ours of {{}}? The file that can’t be read goes to quarantine/ "
    f"{_SAFE}.",
    ("theirs", ""): f"Keep theirs of {{}}? Ours goes to quarantine/ {_SAFE}.",
    ("theirs", _GONE): "Theirs is gone: without ours, this interview of {} is not listed any more. "
    f"Ours goes to quarantine/ {_SAFE}.",
    ("theirs", _UNREADABLE): "Theirs can’t be read, and stays as it is: without ours, nothing of "
    f"this interview of {{}} is listed. Ours goes to quarantine/ {_SAFE}.",
    ("both", ""): "Keep both of {}? Theirs stays as it is; ours becomes another interview of the "
    "same person.",
    ("both", _GONE): "Keep ours of {} as another interview of the same person? Theirs is gone.",
    ("both", _UNREADABLE): "Keep both of {}? Theirs stays as it is and can’t be read; ours becomes "
    "another interview of the same person.",
}
_SAID = {
    ("ours", ""): "{}: ours is the interview now; theirs is in quarantine/.",
    ("ours", _GONE): "{}: ours is the interview again.",
    ("ours", _UNREADABLE): "{}: ours is the interview now; what can’t be read is in quarantine/.",
    ("theirs", ""): "{}: theirs is the interview; ours is in quarantine/.",
    ("theirs", _GONE): "{}: ours is in quarantine/.",
    ("theirs", _UNREADABLE): "{}: ours is in quarantine/; theirs can’t be read.",
    ("both", ""): "{}: both are kept, as two interviews.",
    ("both", _GONE): "{}: ours is an interview of its own now.",
    ("both", _UNREADABLE): "{}: ours is an interview of its own now; theirs can’t be read.",
}


class ConflictsScreen(WizardScreen):
    """Each is settled by one key, once that was confirmed; Esc leaves them waiting."""

    ACTIONS: ClassVar = actions.CONFLICTS
    HELP_TITLE = "Interviews with two versions"
    HELP_TEXT = (
        "Somebody else changed an interview’s file while it was written here, as git or a synced "
        "folder does. Ours is what was written here, theirs is what the study lists now. "
        "Whichever you keep, nothing is lost: the other goes to quarantine/ in the study’s folder; "
        "copied back into interviews/ under its first name, it is the interview again."
    )
    DEFAULT_CSS = """
    ConflictsScreen .titles { color: $text-muted; height: 1; padding: 0 1; }
    ConflictsScreen OptionList {
        height: auto; max-height: 35%; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    ConflictsScreen VerticalScroll { height: 1fr; padding: 1 1 0 1; }
    ConflictsScreen .differs { height: auto; }
    ConflictsScreen .told { height: auto; padding: 0 1; color: $secondary; display: none; }
    """

    def __init__(self, store: StudyFolder, title: str) -> None:
        super().__init__()
        self._store = store
        self._title = title
        self._conflicts: tuple[Conflict, ...] = ()

    def compose_work(self) -> ComposeResult:
        yield Static(_titles(), classes="titles")
        yield Rows(markup=False)
        with VerticalScroll(can_focus=False):
            yield Static("", classes="differs", markup=False)
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self._list()
        self.query_one(OptionList).focus()

    def _list(self) -> None:
        """Show those that wait now; the cursor stays where it was."""
        try:
            self._conflicts = self._store.conflicts()
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        options = self.query_one(OptionList)
        here = options.highlighted or 0
        waiting = len(self._conflicts)
        stands = f"{waiting} to settle" if waiting else "nothing to settle"
        self.tell(f"{self._title} · two versions", stands)
        now = datetime.now().astimezone()
        options.clear_options()
        options.add_options(
            Option(_row(conflict, self._how_theirs_stands(conflict), now))
            for conflict in self._conflicts
        )
        if not waiting:
            options.add_option(Option("Every interview has one version.", disabled=True))
            self.query_one(".differs", Static).update("")
        options.highlighted = min(here, waiting - 1) if waiting else None

    def _how_theirs_stands(self, conflict: Conflict) -> str:
        """Why there is no version of theirs to be seen; empty where there is one."""
        if conflict.theirs is not None:
            return ""
        gone = self._store.interview_stamp(conflict.interview.id) is None
        return _GONE if gone else _UNREADABLE

    @property
    def _here(self) -> Conflict | None:
        at = self.query_one(OptionList).highlighted
        return self._conflicts[at] if at is not None and self._conflicts else None

    @on(OptionList.OptionHighlighted)
    def _looked_at(self) -> None:
        conflict = self._here
        if conflict is not None:
            found = differences(conflict.interview, conflict.theirs)
            shown = _differing(found, self._how_theirs_stands(conflict))
            self.query_one(".differs", Static).update(shown)
            self.query_one(VerticalScroll).scroll_home(animate=False)

    # Doing things

    def action_ours(self) -> None:
        self._ask("ours", "keep ours", self._store.keep_ours)

    def action_theirs(self) -> None:
        self._ask("theirs", "keep theirs", self._store.keep_theirs)

    def action_both(self) -> None:
        self._ask("both", "keep both", self._store.keep_both)

    def _ask(self, kept: str, yes: str, keep: Callable[[Conflict], object]) -> None:
        conflict = self._here
        if conflict is None:
            return
        who = clean_line(conflict.interview.pseudonym)
        how = kept, self._how_theirs_stands(conflict)

        def answered(sure: bool | None) -> None:
            if not sure:
                return
            said = ""
            try:
                keep(conflict)
                said = _SAID[how].format(who)
            except WizardError as fault:
                self.wizard.tell_fault(fault)
            self._list()
            if self._conflicts:
                self._say(said)
                return
            if said:
                self.app.notify(said, timeout=6, markup=False)
            self.dismiss(None)

        try:
            refuse_if_only_read(self._store)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self.app.push_screen(Confirm(_ASKED[how].format(who), yes, "not now"), answered)

    def _say(self, said: str) -> None:
        """What was done last stands beneath: over the list it would hide what is next."""
        told = self.query_one(".told", Static)
        told.update(safe_line(said))
        told.display = bool(said)

    def action_read_on(self) -> None:
        self._read(1)

    def action_read_back(self) -> None:
        self._read(-1)

    def _read(self, pages: int) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)


def _titles() -> Content:
    return Content(f"{'who':<8}{'audience':<15}{'ours, last said':<27}theirs, last said")


def _row(conflict: Conflict, no_theirs: str, now: datetime) -> Content:
    ours, theirs = conflict.interview, conflict.theirs
    other = no_theirs if theirs is None else _side_in_short(theirs, now)
    return Content.assemble(
        safe_column(ours.pseudonym, 8),
        f"{ours.audience.one:<15}{_side_in_short(ours, now):<27}",
        (other, "$warning") if theirs is None else other,
    )


def _side_in_short(side: Interview, now: datetime) -> str:
    count = answer_count(side)
    at = to_the_second(datetime.fromisoformat(last_said(side)).astimezone(), now)
    return f"{'1 answer' if count == 1 else f'{count} answers'}, {at.removeprefix('today ')}"


def _differing(found: tuple[Difference, ...], no_theirs: str) -> Content:
    """What each side says of each thing; lines that both have stand back.

    `no_theirs` is why there is nothing of theirs to be compared with.
    """
    if not found:
        return Content.styled("Both say the same; only times or earlier forms differ.", "$quiet")
    lines: list[Content] = []
    if no_theirs:
        why = f"Theirs {'is gone' if no_theirs == _GONE else no_theirs}: this is all of ours."
        lines += [Content.styled(why, "$warning"), Content("")]
    for difference in found:
        lines.append(safe_line(difference.about[:_LONGEST_LINE]).stylize("bold"))
        lines += _side("ours", "$accent", difference.ours, difference.theirs)
        if not no_theirs:
            lines += _side("theirs", "$secondary", difference.theirs, difference.ours)
        lines.append(Content(""))
    return Content("\n").join(lines)


def _side(name: str, style: str, said: tuple[str, ...], other: tuple[str, ...]) -> list[Content]:
    if not said:
        return [Content.assemble("  ", (f"{name:<8}", style), ("nothing", "$quiet"))]
    lines = []
    for number, line in enumerate(said[:_MOST_LINES]):
        label = name if number == 0 else ""
        words = safe_line_part(line[:_LONGEST_LINE])
        words = words.stylize("$quiet") if line in other else words
        lines.append(Content.assemble("  ", (f"{label:<8}", style), words))
    if len(said) > _MOST_LINES:
        lines.append(Content.styled(f"{'':<10}and {len(said) - _MOST_LINES} more lines", "$quiet"))
    return lines

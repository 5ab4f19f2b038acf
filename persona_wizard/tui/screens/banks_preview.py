"""What the bank browser shows of one bank: its outline, what checks found, what has changed."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from persona_wizard.banks import (
    BankFault,
    CheckedFile,
    MovedOn,
    comparison_in_short,
    comparison_in_words,
    outline,
    reason_of,
)
from persona_wizard.model.bank import Bank
from persona_wizard.model.languages import words_in
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.tui.safe_text import safe, safe_line, safe_line_part
from persona_wizard.tui.screens.banks_list import ShelvedBank

Draw = Callable[[int], Content]
# Longer lines are hard to read, shorter ones hard to make.
_WIDEST, _NARROWEST = 80, 24
_INDENT = "    "


class BankPreview(VerticalScroll, can_focus=False):
    """Scrolls what is drawn to its width, in columns."""

    DEFAULT_CSS = """
    BankPreview { scrollbar-gutter: stable; }
    BankPreview Static { height: auto; max-width: 80; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._contents: Draw = lambda _: Content("")

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def tell(self, contents: Draw) -> None:
        """Show this, from its top."""
        self._contents = contents
        self.scroll_home(animate=False)
        self.on_resize()

    def on_resize(self) -> None:
        width = min(_WIDEST, max(_NARROWEST, self.scrollable_content_region.width))
        self.query_one(Static).update(self._contents(width))


def drawn(bank: ShelvedBank, checked: CheckedFile | None, study: Study | None) -> Draw:
    """A bank: first what is wrong or could be better where that is known, then its outline.

    With a study, its words are filled in.
    """
    return lambda width: Content("\n\n").join(_parts(bank, checked, width, study))


def drawn_difference(moved: MovedOn) -> Draw:
    """What has changed in a copy's original."""
    title = f"What has changed in “{moved.original.title}” since it was copied"
    told = safe(comparison_in_words(moved.comparison))
    return lambda _: Content.assemble(safe_line(title).stylize("bold"), "\n\n", told)


def _parts(
    bank: ShelvedBank, checked: CheckedFile | None, width: int, study: Study | None
) -> Iterator[Content]:
    entry = bank.entry
    if entry.faults:
        yield Content.styled("It can't be used until this is mended:", "bold $warning")
        yield _found(entry.faults, entry.path)
        return
    if bank.moved is not None:
        changes = comparison_in_short(bank.moved.comparison)
        told = f"≠ The original has moved on since this was copied: {changes}. D tells what."
        yield Content.styled(told, "$warning")
    if entry.shadowed:
        yield Content.styled("Not used: a nearer bank has the same id.", "$quiet")
    if checked is not None:
        yield from _checked(checked, entry.path)
    if entry.bank is not None:
        yield _outline(entry.bank, width, study)


def _checked(checked: CheckedFile, path: Path) -> Iterator[Content]:
    """What a check found; whatever it is, the bank can be used."""
    if checked.advice:
        told = "1 remark" if len(checked.advice) == 1 else f"{len(checked.advice)} remarks"
        yield Content.assemble((told, "bold $accent"), "; the bank can be used as it is.")
        yield _found(checked.advice, path)
    elif checked.faults:
        yield _found(checked.faults, path)
    else:
        yield Content.styled("Checked: nothing to remark.", "$secondary")
    if checked.unchecked:
        told = f"Wording was not checked: the rules about it do not know “{checked.unchecked}”."
        yield safe_line(told).stylize("$quiet")


def _found(faults: Iterable[BankFault], path: Path) -> Content:
    """A line each, `line: rule: message`; beneath the first of a rule, the rule's reason."""
    lines: list[Content] = []
    told: set[str] = set()
    for fault in faults:
        # A bank that this one includes tells of faults of its own.
        file = "" if fault.file == clean_line(str(path)) else f"{Path(fault.file).name}:"
        where = safe_line_part(f"{file}{fault.line}: {fault.rule}: ").stylize("$accent")
        lines.append(Content.assemble(where, safe_line(fault.message)))
        if fault.rule not in told and (reason := reason_of(fault.rule)):
            lines.append(Content.styled(f"{_INDENT}{reason}", "$quiet"))
        told.add(fault.rule)
    return Content("\n").join(lines)


def _outline(bank: Bank, width: int, study: Study | None) -> Content:
    """The bank's outline, its headings marked, what is no question's wording standing back."""
    words = words_in(bank.language)
    titles = {t.upper() for t in (words.opening, words.closing, *words.headings.values())}
    title, about, *lines = outline(bank, width, study).split("\n")
    shown = [safe_line(title).stylize("bold"), safe_line(about).stylize("$quiet")]
    notes = False
    for line in lines:
        # A question's notes follow its wording, up to the next empty line.
        notes = bool(line) and (notes or line.startswith(f"{_INDENT}#"))
        style = "bold $accent" if line in titles else "$quiet" if notes else ""
        shown.append(safe(line).stylize(style))
    return Content("\n").join(shown)

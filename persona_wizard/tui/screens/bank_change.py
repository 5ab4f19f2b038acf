"""A bank that has moved on since the study's interviews: what it means, decided once."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from persona_wizard.banks import ChangedQuestion, change_in_words
from persona_wizard.model.bank import Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.fills import fill
from persona_wizard.model.headings import FIELDS
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.bank_changes import BankChange, settle
from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe, safe_line_part
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.rows import Rows


class BankChangeScreen(WizardScreen):
    """Dismissed with "settled" once it is decided and saved; Esc leaves it for later."""

    ACTIONS: ClassVar = actions.BANK_CHANGE
    HELP_TITLE = "A bank has moved on"
    HELP_TEXT = (
        "Interviews keep the questions that they asked. Where a wording differs you say whether "
        "the answers before and after are counted together. S settles it; Esc asks another time."
    )
    DEFAULT_CSS = """
    BankChangeScreen OptionList { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
    """

    def __init__(self, store: StudyFolder, study: Study, change: BankChange) -> None:
        super().__init__()
        self._store = store
        self._change = change
        self._fills = study.fills
        self._apart = set(change.apart_in(study))

    def compose_work(self) -> ComposeResult:
        yield Rows(markup=False)

    def on_mount(self) -> None:
        change = self._change
        versions = dict.fromkeys(filter(None, (change.version_before, change.version_after)))
        moved = " → ".join(versions) if len(versions) > 1 else ""
        self.tell(f"The bank {change.bank} has moved on", moved)
        self._draw()

    def _draw(self) -> None:
        options = self.query_one(OptionList)
        here = options.highlighted
        options.clear_options()
        options.add_options(self._rows())
        first = next((n for n, o in enumerate(options.options) if not o.disabled), None)
        options.highlighted = first if here is None else here
        options.focus()

    def _rows(self) -> Iterator[Option]:
        change = self._change
        held = change.interviews
        asked = "1 interview" if held == 1 else f"{held} interviews"
        yield _said(f"{asked} asked it as it was. All that was said stays, and counts.")
        if change.reworded:
            yield _title("Worded differently: Enter counts the answers together or apart")
            for pair in change.reworded:
                yield Option(self._reworded(pair), id=pair.old.id)
        yield from self._group("No longer asked; the answers stay", change.comparison.gone)
        added = change.comparison.added
        yield from self._group("New; F on an interview asks it of somebody earlier", added)
        others = [pair for pair in change.comparison.changed if self._otherwise(pair)]
        if others:
            yield _title("Changed otherwise")
            for pair in others:
                words = "\n".join(f"    {line}" for line in self._otherwise(pair))
                yield Option(safe(f"  {pair.new.id}\n{self._shown(words)}"))
        for field in change.fields_lost:
            yield _said(
                f"No question tells of {FIELDS[field].title.lower()} any more: a gap to come."
            )
        if kept := change.comparison.kept:
            yield _said(f"{kept} more {'is as it was' if kept == 1 else 'are as they were'}.")

    def _reworded(self, pair: ChangedQuestion) -> Content:
        how = "apart   " if pair.old.id in self._apart else "together"
        return Content.assemble(
            (f"  {how}  ", "bold $accent"),
            ("was: ", "$quiet"),
            safe_line_part(self._shown(pair.old.wording)),
            ("\n            now: ", "$quiet"),
            safe_line_part(self._shown(pair.new.wording)),
        )

    def _otherwise(self, pair: ChangedQuestion) -> list[str]:
        """What differs beside a wording that is decided about."""
        lines = list(change_in_words(pair))
        if pair in self._change.reworded:
            return lines[2:]
        return lines if pair.comparable else [*lines, "never counted together with the new ones"]

    def _group(self, title: str, questions: tuple[Question, ...]) -> Iterator[Option]:
        if questions:
            yield _title(title)
            for question in questions:
                yield Option(safe_line_part(f"  {self._shown(question.wording)}"))

    def _shown(self, text: str) -> str:
        return fill(text, self._fills)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self._apart ^= {event.option_id}
            self._draw()

    def action_count(self) -> None:
        self.query_one(OptionList).action_select()

    def action_settle(self) -> None:
        try:
            self._store.change_study(lambda study: settle(study, self._change, self._apart))
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self.dismiss("settled")

    def action_close(self) -> None:
        self.dismiss(None)


def _title(words: str) -> Option:
    return Option(Content.assemble("\n", (words, "bold")), disabled=True)


def _said(words: str) -> Option:
    return Option(Content.styled(words, "$quiet"), disabled=True)

"""Home: recent studies, a new one, the sample."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option, OptionDoesNotExist

from persona_wizard.model.dates import when
from persona_wizard.model.errors import WizardError
from persona_wizard.studies.recent import RecentStudy, recent_studies
from persona_wizard.tui import actions
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.rows import Rows

NEW, OPEN, SAMPLE, BANKS = "@new", "@open", "@sample", "@banks"


class HomeScreen(WizardScreen):
    ACTIONS: ClassVar = actions.HOME
    HELP_TITLE = "Home"
    HELP_TEXT = "A study is a folder: its interviews, its question banks, its persona."
    DEFAULT_CSS = """
    HomeScreen .lead { margin-bottom: 1; }
    HomeScreen OptionList {
        height: auto; max-height: 1fr; padding: 0; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def compose_work(self) -> ComposeResult:
        with Vertical(classes="work"):
            yield Static(
                "Personas drawn from what people really said.", classes="lead", markup=False
            )
            yield Rows(markup=False)

    def on_mount(self) -> None:
        self.tell("Persona Wizard")

    def on_screen_resume(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        recent = recent_studies()
        if recent:
            options.add_option(Option(Content.styled("Recent studies", "$quiet"), disabled=True))
            options.add_options(Option(_name(study), id=study.folder) for study in recent)
            # Opening them at once would delay the first sight of the screen.
            self.call_after_refresh(self._tell_more, recent)
            options.add_option(None)
        options.add_option(Option(_choice("New study", "N"), id=NEW))
        options.add_option(Option(_choice("Open a folder…", "O"), id=OPEN))
        options.add_option(Option(_choice("Try the sample", "T"), id=SAMPLE))
        options.add_option(Option(_choice("Question banks", "B"), id=BANKS))
        options.highlighted = 1 if recent else 0
        options.focus()

    def _tell_more(self, recent: Sequence[RecentStudy]) -> None:
        """Say of each study what it is called, how far it is, and when it was opened."""
        if not self.is_open:
            return
        options = self.query_one(OptionList)
        for study in recent:
            # The list may have been made anew since, without it.
            with suppress(OptionDoesNotExist):
                options.replace_option_prompt(study.folder, _row(study))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case None:
                return
            case "@new":
                self.action_new_study()
            case "@open":
                self.action_open_folder()
            case "@sample":
                self.action_sample()
            case "@banks":
                self.action_banks()
            case folder:
                self._open(Path(folder))

    def action_new_study(self) -> None:
        from persona_wizard.tui.screens.new_study import NewStudyScreen

        self.app.push_screen(NewStudyScreen())

    def action_open_folder(self) -> None:
        from persona_wizard.tui.screens.ask import Ask

        self.app.push_screen(
            Ask("Which folder is the study in?", "Enter opens it, Esc goes back."), self._named
        )

    def action_sample(self) -> None:
        from persona_wizard.studies.demo import DEMO_FOLDER, make_demo

        try:
            make_demo(DEMO_FOLDER)
        except WizardError as fault:
            self.wizard.tell_fault(fault)
            return
        self._open(DEMO_FOLDER)

    def action_banks(self) -> None:
        from persona_wizard.tui.screens.banks import BanksScreen

        self.app.push_screen(BanksScreen())

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def _named(self, typed: str | None) -> None:
        if typed:
            self._open(Path(os.path.expanduser(typed)))

    def _open(self, folder: Path) -> None:
        self.wizard.open_study(folder)


def _choice(text: str, key: str) -> Content:
    return Content.assemble(f"{text:<24}", (key, "$quiet"))


def _name(recent: RecentStudy) -> Content:
    return safe_line(Path(recent.folder).name).stylize("bold")


def _row(recent: RecentStudy) -> Content:
    folder = Path(recent.folder)
    try:
        from persona_wizard.store import StudyFolder

        store = StudyFolder(folder)
        title, held = store.study().title, store.interview_count()
    except WizardError:
        return Content.assemble(safe_line(folder.name), ("  can't be opened", "$warning"))
    opened = when(datetime.fromisoformat(recent.opened).astimezone(), datetime.now().astimezone())
    interviews = "1 interview" if held == 1 else f"{held} interviews"
    return Content.assemble(
        safe_line(title).stylize("bold"),
        (f"  {interviews}, opened {opened}  ", "$quiet"),
        safe_line(str(folder)).stylize("$quiet"),
    )

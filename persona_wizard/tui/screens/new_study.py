"""A new study: the product, and where its folder goes."""

import os
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from persona_wizard.model.errors import WizardError
from persona_wizard.studies.opening import new_study, proposed_folder
from persona_wizard.tui.screens.form import FormScreen
from persona_wizard.tui.widgets.writing import LineInput


class NewStudyScreen(FormScreen):
    HELP_TITLE = "New study"
    HELP_TEXT = "The questions name the product: “what made you look for something like {product}?”"

    AUTO_FOCUS: ClassVar[str] = "#product"

    def compose_lines(self) -> ComposeResult:
        yield from self.labelled(
            "product", "What is the product called?", "The questions will say it."
        )
        yield from self.labelled("title", "What is the study called?", "Empty: the product's name.")
        yield from self.labelled("folder", "Which folder will it be in?")

    def on_mount(self) -> None:
        self.tell("New study")
        self._proposed = ""
        self._propose()

    @on(LineInput.Changed, "#product")
    @on(LineInput.Changed, "#title")
    def _propose(self) -> None:
        """Propose a folder until somebody types one."""
        folder = self.query_one("#folder", LineInput)
        if folder.value == self._proposed:
            title = self.value("title") or self.value("product")
            self._proposed = str(proposed_folder(title, Path.cwd())) if title else ""
            folder.load(self._proposed)

    def action_submit(self) -> None:
        product, folder = self.value("product"), self.value("folder")
        if not product:
            self.tell_fault("The product needs a name.", "product")
            return
        if not folder:
            self.tell_fault("The study needs a folder.", "folder")
            return
        path = Path(os.path.expanduser(folder))
        try:
            new_study(path, product, self.value("title"))
        except WizardError as fault:
            self.tell_fault(fault.message, "folder")
            return
        self.app.pop_screen()
        self.wizard.open_study(path)

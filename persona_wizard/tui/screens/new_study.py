"""A new study: the product, what the questions say and offer, and where its folder goes."""

import os
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Study
from persona_wizard.studies.opening import make_study, proposed_folder
from persona_wizard.tui.screens.study_form import FieldFault, StudyForm
from persona_wizard.tui.widgets.writing import LineInput


class NewStudyScreen(StudyForm):
    HELP_TITLE = "New study"
    HELP_TEXT = (
        "The questions name the product: “what made you look for something like {product}?” "
        "Only the product is needed; the rest can be changed later."
    )

    AUTO_FOCUS: ClassVar[str] = "#product"

    def __init__(self) -> None:
        super().__init__(Study(title=""))
        self._proposed = ""

    def compose_lines(self) -> ComposeResult:
        yield from self.compose_product()
        yield from self.compose_income()
        yield from self.compose_language()
        yield from self.labelled("folder", "Which folder will it be in?")

    def on_mount(self) -> None:
        self.tell("New study")
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
        try:
            study = self.taken(self.study)
        except FieldFault as fault:
            self.tell_fault(fault.message, fault.field)
            return
        folder = self.value("folder")
        if not folder:
            self.tell_fault("The study needs a folder.", "folder")
            return
        path = Path(os.path.expanduser(folder))
        try:
            make_study(path, study)
        except WizardError as fault:
            self.tell_fault(fault.message, "folder")
            return
        self.app.pop_screen()
        self.wizard.open_study(path)

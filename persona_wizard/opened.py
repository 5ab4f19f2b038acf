"""Opening a study for a command: what was erased and had come back is told."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from persona_wizard.store import StudyFolder


def opened(folder: Path) -> "StudyFolder":
    """The study in this folder. Raises StoreError."""
    from persona_wizard.store import StudyFolder

    return told(StudyFolder.open(folder))


def told(store: "StudyFolder") -> "StudyFolder":
    """The same study, once it is told what had come back when it was opened."""
    if store.came_back:
        from persona_wizard.studies.erasing import came_back_in_words

        for line in came_back_in_words(store):
            click.echo(line, err=True)
    return store

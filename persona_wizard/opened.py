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
    """The same study, once it is told what had come back; what is seen later is told at the end."""
    known = _tell(store)
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(lambda: _tell(store, known))
    return store


def _tell(store: "StudyFolder", known: tuple[str, ...] = ()) -> tuple[str, ...]:
    if not (store.came_back or store.kept):
        return ()
    from persona_wizard.studies.erasing import came_back_in_words

    lines = came_back_in_words(store)
    for line in lines:
        if line not in known:
            click.echo(line, err=True)
    return lines

"""Every file of one interview, wherever in a study it lies."""

import os
import re
from pathlib import Path

from persona_wizard.store.errors import not_readable
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import leads_away


def files_of(layout: Layout, interview_id: str) -> tuple[Path, ...]:
    """What stands, was put apart, backed up or quarantined, or was being written; locks aside.

    The interview's own file comes last, so that whoever deletes them and is killed can begin
    again. Raises NoRights, DamagedFile where a folder can't be listed.
    """
    own = layout.interview(interview_id)
    name = re.compile(rf"\.?{own.stem}(?![0-9A-Za-z])")
    folders = (
        layout.conflicts,
        layout.backup / layout.interviews.name,
        layout.quarantine,
        layout.interviews,
    )
    own_folders = [folder for folder in folders if not leads_away(layout, folder)]
    found = [folder / n for folder in own_folders for n in _names(folder) if name.match(n)]
    return *(path for path in found if path != own), *(path for path in found if path == own)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise not_readable(folder, error) from error

"""The studies that were open lately, for the home screen. A convenience: never in the way."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

KEPT = 12


class RecentStudy(Struct, frozen=True):
    """A study's folder and when it was last opened (ISO 8601, UTC)."""

    folder: str
    opened: str


def recent_studies() -> tuple[RecentStudy, ...]:
    """The studies opened lately that are still there, newest first."""
    try:
        listed = msgspec.json.decode(_file().read_bytes(), type=tuple[RecentStudy, ...])
        for study in listed:
            datetime.fromisoformat(study.opened)
    except (OSError, msgspec.MsgspecError, ValueError):
        return ()
    # Unlike Path.is_file, this takes a folder that may not be entered for one that is not there.
    return tuple(s for s in listed if os.path.isfile(os.path.join(s.folder, "study.json")))


def remember(folder: Path) -> None:
    """Put a study at the top of the list; a list that can't be written is let go."""
    from persona_wizard.store import StoreError, write_whole
    from persona_wizard.studies.clock import now

    # A folder's name need not be text; JSON is.
    with suppress(OSError, StoreError, UnicodeEncodeError):
        here = str(folder.resolve())
        others = (study for study in recent_studies() if study.folder != here)
        listed = (RecentStudy(here, now()), *others)[:KEPT]
        _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(_file(), msgspec.json.encode(listed))


def state_folder() -> Path:
    """Where the wizard remembers its conveniences; it need not be there yet."""
    if folder := os.environ.get("PERSONA_WIZARD_STATE"):
        return Path(folder)
    from platformdirs import user_state_path

    return user_state_path("persona-wizard")


def _file() -> Path:
    return state_folder() / "recent.json"

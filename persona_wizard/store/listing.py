"""All interviews of a study; one that can't be read harms only itself."""

import os
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.interview import Interview
from persona_wizard.store.errors import NoRights, UnreadableFile, not_readable
from persona_wizard.store.interview_file import read_interview
from persona_wizard.store.layout import Layout


class Unreadable(Struct, frozen=True):
    """A file that can't be used: its path inside the study, and why."""

    file: str
    reason: str


class Listing(Struct, frozen=True):
    """The interviews of a study by their start, and the files that could not be read."""

    interviews: tuple[Interview, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


def list_interviews(layout: Layout) -> Listing:
    """Read every interview. Raises NoRights where the folder itself can't be listed."""
    interviews: list[Interview] = []
    unreadable: list[Unreadable] = []
    for path in json_files(layout.interviews):
        try:
            interview = read_interview(path)
        except (UnreadableFile, NoRights) as fault:
            name = path.relative_to(layout.folder).as_posix()
            unreadable.append(Unreadable(name, fault.reason))
            continue
        # None where someone erased it while the list was read.
        if interview is not None:
            interviews.append(interview)
    interviews.sort(key=lambda interview: (interview.started, interview.id))
    return Listing(tuple(interviews), tuple(unreadable))


def json_files(folder: Path) -> list[Path]:
    """The files in a folder that are meant to be data, by name; none where there is no folder.

    Raises NoRights, DamagedFile.
    """
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise not_readable(folder, error) from error
    return [folder / name for name in names if name.endswith(".json") and name[0] != "."]

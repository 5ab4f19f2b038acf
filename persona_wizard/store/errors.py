"""What can go wrong with a study on disk, told in one plain line."""

import errno
import shlex
from pathlib import Path

from persona_wizard.model.errors import EXIT_LOCKED, WizardError
from persona_wizard.model.text import clean_line

_LONGEST_REASON = 200


class StoreError(WizardError):
    """Something on disk is not as it should be. The message is one plain line."""


class NotAStudy(StoreError):
    """A folder without a study.json, and with so many interviews."""

    def __init__(self, folder: Path, interviews: int = 0) -> None:
        if interviews:
            are = "1 interview is" if interviews == 1 else f"{interviews} interviews are"
            super().__init__(
                f"{are} here, but study.json is gone. Nothing was changed; "
                f"{doctor_for(folder)} says what to do."
            )
            return
        super().__init__(
            f"{shown(folder)} is no study: it has no study.json. Nothing was changed. "
            "Check the folder's name, or make a new study."
        )


class StudyExists(StoreError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{shown(folder)} is a study already. Nothing was changed. "
            "Open it, or choose another folder."
        )


class FolderNotEmpty(StoreError):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{shown(folder)} has other files in it. Nothing was changed. "
            "Choose a new or an empty folder."
        )


class FileInTheWay(StoreError):
    """A file stands where a folder would go."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"A file stands at {shown(file)}. Nothing was changed. Choose a new or an empty folder."
        )


class BadName(StoreError):
    """A name that may not become a file's name."""

    def __init__(self, name: str, rule: str) -> None:
        super().__init__(f'"{clean_line(name)[:80]}" can\'t be used: {rule}. Nothing was changed.')


class UnreadableFile(StoreError):
    """A file that is there and can't be used, and was left untouched; `reason` says why."""

    cannot = "can't be read"

    def __init__(self, file: Path, reason: str, advice: str) -> None:
        # A reason may repeat what stands in the file.
        reason = clean_line(reason)[:_LONGEST_REASON]
        super().__init__(f"{shown(file)} {self.cannot}: {reason}. It was left untouched. {advice}")
        self.file = file
        self.reason = reason


class DamagedFile(UnreadableFile):
    def __init__(self, file: Path, reason: str) -> None:
        advice = f"Bring its last good state back: {doctor_for(study_of(file))}"
        super().__init__(file, reason, advice)


class NewerVersion(UnreadableFile):
    """A newer version wrote the file in a form that this one can't read."""

    exit_status = EXIT_LOCKED
    advice = "Update Persona Wizard to open it."

    def __init__(self, file: Path) -> None:
        super().__init__(file, "a newer Persona Wizard wrote it", self.advice)


class OnlyRead(NewerVersion):
    """A newer version wrote the file: what this one knows of it can be read, none be written."""

    cannot = "can only be read"
    advice = "Update Persona Wizard to write in it."


class NoRights(StoreError):
    """The system does not let this user read or write here, or the disk is read-only."""

    exit_status = EXIT_LOCKED
    reason = "you have no right to read it"


class InterviewLocked(StoreError):
    """Another window or person is writing this interview."""

    exit_status = EXIT_LOCKED


# The folders of a study that files lie in.
_ROOMS = {"interviews", "participants", "question_banks", "photos", "conflicts", ".backup"}


def study_of(file: Path) -> Path:
    """The folder of the study that a file is of, as its path says."""
    rooms = [folder for folder in file.parents if folder.name in _ROOMS]
    # A backup lies in rooms within a room.
    backups = [room for room in rooms if room.name == ".backup"]
    return (backups or rooms)[0].parent if rooms else file.parent


def doctor_for(folder: Path) -> str:
    """What is typed to have every file of a study looked at, ready to be pasted."""
    name = str(folder)
    typed = f"./{name}" if name.startswith("-") else name
    return f"persona-wizard doctor {shlex.quote(clean_line(typed))}"


def shown(path: Path) -> str:
    """A path that is safe on one line of a terminal."""
    return clean_line(str(path))


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHT = (errno.EACCES, errno.EPERM)


def not_saved(path: Path, error: OSError) -> StoreError:
    """The fault that says why a file could not be written."""
    safe = "What was saved before is safe."
    if error.errno in _NO_ROOM:
        return StoreError(
            f"Not saved: the disk is full. {safe} It can be saved once there is room."
        )
    if error.errno == errno.EROFS:
        return NoRights(
            f"Not saved: {shown(path.parent)} is read-only. {safe} "
            "Copy the study to a disk that can be written."
        )
    if error.errno in _NO_RIGHT:
        return NoRights(
            f"Not saved: you have no right to write in {shown(path.parent)}. {safe} "
            "Ask its owner, or copy the study to a folder of your own."
        )
    if error.errno == errno.ENOENT:
        return StoreError(
            f"Not saved: the folder {shown(path.parent)} is gone. "
            "Put it back where it was: then it can be saved."
        )
    return StoreError(
        f"Not saved: {shown(path)} could not be written ({_why(error)}). {safe} "
        "It can be saved once the disk is well."
    )


def not_erased(path: Path, error: OSError) -> StoreError:
    """The fault that says why a file could not be deleted."""
    return StoreError(
        f"Not erased: {shown(path)} could not be deleted ({_why(error)}). It is still there. "
        "Check the rights of its folder, then erase again."
    )


def not_readable(path: Path, error: OSError) -> StoreError:
    """The fault that says why a file or folder could not be read."""
    if error.errno in _NO_RIGHT:
        return NoRights(
            f"You have no right to read {shown(path)}. Nothing was changed. Ask its owner."
        )
    return DamagedFile(path, f"the system says: {_why(error)}")


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__

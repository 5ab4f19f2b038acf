"""One's own editor, over the wizard."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from textual.app import App, SuspendNotSupported

from persona_wizard.model.errors import WizardError
from persona_wizard.model.text import clean_line

_USUAL = ("nano", "vi")
_SET = "Set EDITOR to the one you use, such as EDITOR=nano."


class EditorFault(WizardError):
    """The editor did not run, or did not end well; what it left of the file stays."""


def open_in_editor(app: App[None], path: Path) -> None:
    """Open a file in the editor, and return when that is closed. Raises EditorFault."""
    command = editor_command()
    fault: EditorFault | None = None
    try:
        with app.suspend():
            # What is raised in here would leave the terminal with nobody.
            try:
                run_editor(command, path)
            except EditorFault as told:
                fault = told
    except SuspendNotSupported:
        raise EditorFault(
            f"This terminal can't be lent to an editor. Open {clean_line(str(path))} in another "
            "window, then check it here with Enter."
        ) from None
    if fault is not None:
        raise fault


def editor_command() -> list[str]:
    """The editor that $VISUAL or $EDITOR names, else a usual one. Raises EditorFault."""
    for name in ("VISUAL", "EDITOR"):
        wanted = os.environ.get(name, "")
        try:
            command = shlex.split(wanted)
        except ValueError:
            raise EditorFault(
                f"{name} can't be understood: {clean_line(wanted)}. A quotation mark is missing."
            ) from None
        if command:
            return command
    usual = next(filter(shutil.which, _USUAL), None)
    if usual is None:
        raise EditorFault(f"No editor was found. {_SET}")
    return [usual]


def run_editor(command: Sequence[str], path: Path) -> None:
    """Run an editor on a file to its end. Raises EditorFault."""
    name = clean_line(command[0])
    try:
        with _keys_for_the_editor():
            status = subprocess.run([*command, str(path)], check=False).returncode
    except FileNotFoundError:
        raise EditorFault(f"There is no editor “{name}”. {_SET}") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "no such name"
        raise EditorFault(f"The editor “{name}” can't be started: {reason}. {_SET}") from None
    if not path.is_file():
        raise EditorFault(f"{clean_line(path.name)} is gone: it was not there after “{name}”.")
    if status:
        how = f"ended with status {status}" if status > 0 else "was stopped"
        raise EditorFault(f"“{name}” {how}. The file is as it left it.")


@contextmanager
def _keys_for_the_editor() -> Iterator[None]:
    """Let Ctrl+C be the editor's: a terminal sends it to every program that it runs."""
    # A handler that does nothing, for a signal that is ignored would be ignored by the editor too.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

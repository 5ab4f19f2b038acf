"""What is told of a fault that nobody foresaw: where it was, and nothing that anybody typed."""

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from persona_wizard import __version__
from persona_wizard.model.text import clean_line

# Enough to see a pattern, few enough to be looked through.
KEPT = 10
_PREFIX = "crash-"
_HERE = Path(__file__).resolve().parents[1]


# What is said of a command that nothing is typed into, by the file that it is in.
_RUN_AGAIN = "Run it again: it goes on from there"
_OF_COMMANDS = {
    "erase_command.py": f"Part of it may be erased. {_RUN_AGAIN}",
    "doctor_command.py": f"What was saved before is safe. {_RUN_AGAIN}",
}
_OF_OTHERS = "What was saved before is safe. Run it again"
# Where somebody types.
_TYPED_INTO = ("interview_command.py", "plain", "tui")


def report_crash(error: BaseException, all_saved: bool = True) -> str:
    """Keep where it happened in a private file, and return the one line that a person is told."""
    saved = (
        "Everything you typed is saved."
        if all_saved
        else "What was saved before is safe; the last words could not be saved."
    )
    return _told(error, f"{saved} Start it again to go on")


def _told(error: BaseException, safe: str) -> str:
    """The one line, in which `safe` says what is safe and what to do, without its full stop."""
    path = _keep(_details(error))
    details = f"; where it happened, without any answers, is in {path}" if path else ""
    return clean_line(
        f"Persona Wizard stopped at a fault of its own ({type(error).__name__}). {safe}{details}."
    )


def tell_crashes() -> None:
    """Have this process tell of unforeseen faults in one line, where nothing else listens."""
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _tell
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = _tell_of_thread


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    error = error.with_traceback(trace)
    ran = {path.relative_to(_HERE).parts[0] for path in _files_of(error) if _is_ours(path)}
    if ran.intersection(_TYPED_INTO):
        told = report_crash(error)
    else:
        told = _told(error, next((_OF_COMMANDS[r] for r in ran if r in _OF_COMMANDS), _OF_OTHERS))
    print(told, file=sys.stderr)


def _tell_of_thread(fault: threading.ExceptHookArgs) -> None:
    if fault.exc_value is not None and not _is_closed_terminal(fault.exc_value):
        report_crash(fault.exc_value)


def _is_closed_terminal(error: BaseException) -> bool:
    """Whether it is only that a thread which draws found its terminal closed."""
    closed = isinstance(error, OSError) and error.errno == errno.EIO
    return closed and not any(map(_is_ours, _files_of(error)))


def _files_of(error: BaseException) -> list[Path]:
    """The files of program text that a fault came through, the outermost first."""
    from traceback import walk_tb

    return [Path(frame.f_code.co_filename) for frame, _ in walk_tb(error.__traceback__)]


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(_HERE)


def _details(error: BaseException) -> str:
    import platform

    return "\n".join(
        (
            f"Persona Wizard {__version__}, Python {platform.python_version()}, {sys.platform}",
            *_versions(),
            *_where(error),
            "",
        )
    )


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in ("textual", "tinydb", "msgspec", "click"):
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _where(error: BaseException) -> Iterator[str]:
    """Kinds and places, the first cause last. A message could hold an answer, so none is told."""
    from traceback import walk_tb

    seen: set[int] = set()
    fault: BaseException | None = error
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield f"{type(fault).__module__}.{type(fault).__qualname__}"
        for frame, line in walk_tb(fault.__traceback__):
            yield f"  {_place(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
        fault = fault.__cause__ or fault.__context__


def _place(file: str) -> str:
    """A file as its package has it: a folder's name outside may say who works here."""
    path = Path(file)
    if path.is_relative_to(_HERE):
        return path.relative_to(_HERE.parent).as_posix()
    return "/".join(path.parts[-2:])


def _keep(details: str) -> Path | None:
    """Keep it as a file of its owner alone; None where it can't be written."""
    import secrets
    from datetime import datetime

    from persona_wizard.store import StoreError, write_whole
    from persona_wizard.studies.recent import state_folder

    folder = state_folder()
    path = folder / f"{_PREFIX}{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, details.encode())
        for old in sorted(n for n in os.listdir(folder) if n.startswith(_PREFIX))[:-KEPT]:
            (folder / old).unlink(missing_ok=True)
    except (OSError, StoreError):
        return path if path.is_file() else None
    return path

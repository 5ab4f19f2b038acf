"""The command line as a person or a script meets it."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from msgspec import Struct

from persona_wizard.cli import main


class Told(Struct, frozen=True):
    """How a command ended, and what it said where."""

    status: int
    out: str
    err: str

    @property
    def one_line(self) -> str:
        """What went wrong, where that is one plain line on standard error and nothing else."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.rstrip("\n")


def run(*arguments: str | Path, typed: str | bytes = "") -> Told:
    """Run a command here; what is typed comes through a pipe."""
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(main, words, input=typed, prog_name="persona-wizard")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return Told(result.exit_code, result.stdout, result.stderr)


def run_apart(
    *arguments: str | Path, cwd: Path, before: str = "", warm: tuple[str, ...] = ()
) -> Told:
    """Run a command in a process of its own, after this Python code.

    `warm` is a command that is run before that code, so that everything is loaded.
    """
    program = (
        "import sys, getpass, platform, encodings.idna\n"
        "from persona_wizard.cli import main\n"
        "from click.testing import CliRunner\n"
        f"if {warm}: CliRunner().invoke(main, {list(warm)})\n"
        f"{before}\n"
        "main(sys.argv[1:])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Told(done.returncode, done.stdout, done.stderr)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder: files with their bytes, folders with None; no locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if ".locks" not in path.parts
    }

"""A disk of one's own: a small one, or one that can't be written, in a process of its own."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

# What is mounted there is seen by that process alone, and gone when it ends.
_WAYS = (("unshare", "--mount"), ("unshare", "--mount", "--map-root-user"))

_MOUNT = """
import subprocess

def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)
"""


def run_with_own_disk(program: str, folder: Path, otherwise: str) -> list[str]:
    """The lines that a program prints in this folder; it may `mount(…)` what it likes.

    Where nothing may be mounted the test is skipped; `otherwise` says which form runs instead.
    """
    way = _way()
    if way is None:
        pytest.skip(f"nothing may be mounted here: {otherwise}")
    return run(_MOUNT + program, folder, way)


def run(program: str, folder: Path, way: tuple[str, ...] = ()) -> list[str]:
    """The lines that a program prints in this folder. Raises AssertionError where it fails."""
    here = str(Path(__file__).parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [*way, sys.executable, "-c", program],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout.splitlines()


@cache
def _way() -> tuple[str, ...] | None:
    """How to start a process that may mount; None where there is no way."""
    probe = "mkdir -p /tmp && mount -t tmpfs -o size=64k tmpfs /tmp"
    for way in _WAYS:
        try:
            done = subprocess.run([*way, "sh", "-c", probe], capture_output=True, timeout=10)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return way
    return None

"""How far a long reading is: told now and then, from the thread that reads."""

import time
from collections.abc import Callable

# What takes no longer than this is not told of; seconds.
QUIET = 0.5
# How often the screen is told; seconds.
EVERY = 0.1
# Columns of a bar that stands in a line with words.
_CELLS = 12


class NobodyWaits(Exception):
    """What is being read is wanted no longer."""


def always_wanted() -> bool:
    """What changes something is brought to its end, whoever has left."""
    return True


class HowFar:
    """Takes files read so far, and of how many; hands on what a screen can show in time.

    Raises NobodyWaits, and so ends the reading, where it is not `wanted` any more.
    """

    def __init__(self, tell: Callable[[int, int], None], wanted: Callable[[], bool]) -> None:
        self._tell = tell
        self._wanted = wanted
        self._next = self._late = time.monotonic() + QUIET

    @property
    def is_late(self) -> bool:
        """Whether it takes so long that somebody waits."""
        return time.monotonic() >= self._late

    def __call__(self, done: int, of: int) -> None:
        if not self._wanted():
            raise NobodyWaits
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY
            self._tell(done, of)


def bar(done: int, of: int, cells: int) -> tuple[str, str]:
    """The part of a bar of so many columns that is filled, and the part that is not.

    They differ in more than colour.
    """
    filled = cells * min(done, of) // max(of, 1)
    return "━" * filled, "─" * (cells - filled)


def bar_so_far(done: int, of: int) -> str:
    """A short bar with how far it is: “━━━━────────  32 %  3,200 of 10,000”."""
    percent = 100 * min(done, of) // max(of, 1)
    return f"{''.join(bar(done, of, _CELLS))}  {percent:2} %  {so_far(done, of)}"


def so_far(done: int, of: int) -> str:
    """How far it is: “3,200 of 10,000”."""
    return f"{done:,} of {of:,}"

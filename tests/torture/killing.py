"""A child of this process that works until `kill -9` ends it.

To be used in a process without threads: a fork has only one of them.
"""

import os
import signal
import sys
import time
from collections.abc import Callable

from msgspec import Struct

Say = Callable[[str], None]


class Ended(Struct, frozen=True):
    """How a child ended: killed, or done before that; and the lines that it said until then."""

    killed: bool
    said: tuple[str, ...]


def killed_at_call(work: Callable[[Say], None], calls: int) -> Ended:
    """Work until the so-many-th call, of Python or of the system: it is killed before or after it.

    Raises AssertionError where the work itself fails.
    """
    return _killed(work, calls, None)


def killed_after(work: Callable[[Say], None], seconds: float) -> Ended:
    """Work for so long. Raises AssertionError where the work itself fails."""
    return _killed(work, None, seconds)


def _killed(work: Callable[[Say], None], calls: int | None, seconds: float | None) -> Ended:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, writing, calls)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    with open(reading) as pipe:
        # The last piece is empty, or a line that the kill cut short.
        said = pipe.read().split("\n")[:-1]
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.waitstatus_to_exitcode(status) == 0, said[-1:]
    return Ended(killed, tuple(said))


def _work(work: Callable[[Say], None], writing: int, calls: int | None) -> None:
    """Never returns."""
    status = 1
    try:
        if calls is not None:
            _die_at_call(calls)
        work(lambda line: _write(writing, line))
        sys.setprofile(None)
        status = 0
    except BaseException as fault:
        sys.setprofile(None)
        _write(writing, repr(fault).replace("\n", " "))
    finally:
        os._exit(status)


def _write(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def _die_at_call(calls: int) -> None:
    left = calls

    def step(frame: object, event: str, argument: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(step)

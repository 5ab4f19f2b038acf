"""A program in a pseudo-terminal: a key goes in, and what it paints comes out."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 100, 30
# Seconds after which something is taken to hang.
PATIENCE = 30.0


class OnATerminal:
    """A program in a terminal of 100 by 30; `began` is when it was started, by perf_counter."""

    def __init__(self, command: Sequence[str]) -> None:
        settings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for size in ("COLUMNS", "LINES"):
            settings.pop(size, None)
        self.began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execve(command[0], list(command), settings)

    def press(self, keys: str) -> float:
        """Type all of it at once; when, by perf_counter."""
        began = time.perf_counter()
        os.write(self._terminal, keys.encode())
        return began

    def painted(self, *wanted: str) -> float:
        """Wait until each of these was written, from now on; the time of it, by perf_counter."""
        missing = [text.encode() for text in wanted]
        written = b""
        end = time.monotonic() + PATIENCE
        while missing:
            if not select.select([self._terminal], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError(f"{missing} never came; the last was {written[-200:]!r}")
            written += os.read(self._terminal, 1 << 16)
            now = time.perf_counter()
            missing = [text for text in missing if text not in written]
        return now

    def rest(self, seconds: float) -> None:
        """Let it do what it does for so long, and take what it writes."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, 1 << 16)

    def processor_seconds(self) -> float:
        """The processor's time that its threads took so far; those that have ended do not count."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

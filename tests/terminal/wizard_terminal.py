"""The installed command in a real pseudo-terminal: keys in, and the screen as a person sees it."""

import codecs
import os
import re
import signal
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
from rich.cells import cell_len

# Beside the interpreter that runs the tests.
COMMAND = str(Path(sys.executable).with_name("persona-wizard"))
# Seconds to wait for what a person would see at once; a loaded machine takes its time.
PATIENCE = 20.0

ENTER, TAB, ESC, BACKSPACE, DOWN = "\r", "\t", "\x1b", "\x7f", "\x1b[B"
CTRL_E, CTRL_N, CTRL_O, CTRL_P, CTRL_Q = map(chr, (5, 14, 15, 16, 17))
CTRL_R, CTRL_S, CTRL_U = map(chr, (18, 19, 21))
LEFT_THE_SCREEN = b"\x1b[?1049l"

_CSI = re.compile(r"\x1b\[([?>=<]?)([\d;]*)[ -/]*([@-~])")
_OTHER = re.compile(r"\x1b(?:[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-OQ-Z\\^-~])")


class Screen:
    """What stands on a terminal: cursor moves, erasing and text, and nothing else of it."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._cells = [[" "] * columns for _ in range(rows)]
        self._x = self._y = 0
        self._rest = ""

    def feed(self, text: str) -> None:
        text, self._rest = self._rest + text, ""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                match = _CSI.match(text, at) or _OTHER.match(text, at)
                if match is None:
                    # The rest of the sequence comes with the next piece.
                    self._rest = text[at:]
                    return
                if match.re is _CSI and not match[1]:
                    self._control(match[2], match[3])
                at = match.end()
            else:
                self._put(text[at])
                at += 1

    @property
    def text(self) -> str:
        text = "\n".join("".join(row).rstrip() for row in self._cells)
        return unicodedata.normalize("NFC", text)

    def _put(self, character: str) -> None:
        if character == "\r":
            self._x = 0
        elif character == "\n" and self._y < self._rows - 1:
            self._y += 1
        elif character == "\n":
            self._cells = [*self._cells[1:], [" "] * self._columns]
        elif character >= " ":
            width = cell_len(character)
            if width == 0 and self._x:
                self._cells[self._y][self._x - 1] += character
            elif self._x + width <= self._columns:
                self._cells[self._y][self._x : self._x + width] = [character, *[""] * (width - 1)]
                self._x += width

    def _control(self, numbers: str, final: str) -> None:
        first, second = ([int(n or 0) for n in numbers.split(";")] + [0, 0])[:2]
        if final in "Hf":
            self._y = min(max(first, 1), self._rows) - 1
            self._x = min(max(second, 1), self._columns) - 1
        elif final == "J" and first == 2:
            self._cells = [[" "] * self._columns for _ in range(self._rows)]
        elif final == "K":
            self._cells[self._y][self._x :] = [" "] * (self._columns - self._x)


class Terminal:
    """A pseudo-terminal of 100 by 30 in which the command runs."""

    def __init__(
        self, *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
    ) -> None:
        settings = {**os.environ, "TERM": "xterm-256color", **(env or {})}
        for size in ("COLUMNS", "LINES"):
            settings.pop(size, None)
        self._child = pexpect.spawn(
            COMMAND,
            [str(argument) for argument in arguments],
            cwd=str(cwd),
            env=settings,
            dimensions=(30, 100),
            echo=False,
        )
        self._child.delaybeforesend = None
        self._screen = Screen(100, 30)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.output = bytearray()

    def type(self, keys: str | bytes) -> None:
        """All of it in one write, as an input method or a quick hand sends it."""
        self._child.send(keys if isinstance(keys, bytes) else keys.encode())

    def read(self, seconds: float = 0.05) -> None:
        """Take what the command has written so far, waiting for it at most this long."""
        try:
            piece = self._child.read_nonblocking(1 << 16, timeout=seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            time.sleep(0.01)
            return
        self.output += piece
        self._screen.feed(self._decoder.decode(piece))

    @property
    def screen(self) -> str:
        """The screen's text, a line a row."""
        return self._screen.text

    def shows(self, *texts: str) -> None:
        """Wait until all of these stand on the screen at once."""
        self.until(lambda: all(text in self.screen for text in texts), repr(texts))

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds, while the command goes on."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"waited for {what}:\n{self.screen}"
            assert self._child.isalive() or self._more(), f"ended before {what}:\n{self.screen}"
            self.read()

    def ends(self) -> int:
        """Wait until the command has ended; its exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self._child.isalive():
            assert time.monotonic() < end, f"still runs:\n{self.screen}"
            self.read()
        while self._more():
            pass
        status, by_signal = self._child.exitstatus, self._child.signalstatus
        return -by_signal if status is None else status

    def ends_by_control_c(self) -> int:
        """Press Ctrl+C until the command has ended; its exit status.

        One that comes in the moment in which Python begins to read a line waits for another key.
        """
        end = time.monotonic() + PATIENCE
        while self._child.isalive() and time.monotonic() < end:
            self.type("\x03")
            self.read(0.5)
        return self.ends()

    @property
    def restored(self) -> bool:
        """Whether the terminal was given back as it was."""
        return LEFT_THE_SCREEN in self.output

    @property
    def pid(self) -> int:
        return self._child.pid

    def signal(self, number: signal.Signals) -> None:
        os.kill(self._child.pid, number)

    def hang_up(self) -> None:
        """Close the terminal under the command, as its window closing does, and wait."""
        self._child.ptyproc.fileobj.close()
        self._child.wait()

    def close(self) -> None:
        """Put it away, and what still runs in it: nobody has to be asked politely first."""
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.ptyproc.delayafterclose = 0
        self._child.close()

    def _more(self) -> bool:
        before = len(self.output)
        self.read()
        return len(self.output) > before


# What the fixture `start` gives: it takes the command's arguments.
Start = Callable[..., Terminal]

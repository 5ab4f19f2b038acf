"""Letters typed at once: the first may pick something, until the next shows that it is a word."""

import time

# Letters that follow each other as fast as this are one word; seconds.
AT_ONCE = 0.5


class Burst:
    """What was `typed` at once, up to now."""

    def __init__(self) -> None:
        self.typed = ""
        self._at = 0.0

    def add(self, letter: str) -> str:
        """All that was typed at once, this letter included."""
        self.typed = self.typed + letter if self.is_under_way else letter
        self._at = time.monotonic()
        return self.typed

    @property
    def is_under_way(self) -> bool:
        """Whether the next letter would still belong to it."""
        return bool(self.typed) and time.monotonic() - self._at < AT_ONCE

    def end(self) -> None:
        """Begin anew with the next letter, however soon."""
        self.typed = ""

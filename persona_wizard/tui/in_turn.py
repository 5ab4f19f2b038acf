"""Jobs done off the screen's thread, one at a time."""

from collections import deque
from collections.abc import Callable


class InTurn:
    """What a quick hand asks for while something is under way waits for its turn.

    A job is started on the screen's thread, and whoever started it says when it has `ended`.
    """

    def __init__(self) -> None:
        self.under_way = False
        self._waiting: deque[Callable[[], object]] = deque()

    def begin(self, job: Callable[[], object]) -> None:
        """Start a job, once what is under way is over."""
        self._waiting.append(job)
        if not self.under_way:
            self.ended()

    def ended(self) -> None:
        """What was under way is over: start what waits, if anything does."""
        self.under_way = bool(self._waiting)
        if self._waiting:
            self._waiting.popleft()()

    def forget(self) -> None:
        """Start nothing of what waits."""
        self._waiting.clear()

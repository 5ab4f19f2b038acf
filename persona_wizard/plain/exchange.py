"""Where typed lines come in, and where what is said to them goes out."""

from collections.abc import Callable, Iterable

from persona_wizard.model.errors import WizardError
from persona_wizard.model.text import clean


class NotTaken(WizardError):
    """A typed line that changed nothing."""


class Exchange:
    """Typed lines one by one, and what is said. Both are cleaned of terminal codes.

    `say` takes what is said. Of a script, `refuse` takes the number (from 1) of a line that was
    not taken, and why; at a terminal, where there is no `refuse`, that is said.
    """

    def __init__(
        self,
        lines: Iterable[str],
        say: Callable[[str], None],
        refuse: Callable[[int, str], None] | None = None,
    ) -> None:
        self._lines = iter(lines)
        self._say = say
        self._is_script = refuse is not None
        self._refuse = refuse or (lambda _, why: say(why))
        self._number = 0
        self._waiting: str | None = None
        self._not_taken: set[int] = set()

    @property
    def is_script(self) -> bool:
        """Whether nobody hears what is said in time to type the next line otherwise."""
        return self._is_script

    @property
    def not_taken(self) -> int:
        """How many lines were not taken so far."""
        return len(self._not_taken)

    def line(self) -> str | None:
        """The next line, without its end; None where there is none any more."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            return waiting
        typed = next(self._lines, None)
        if typed is None:
            return None
        self._number += 1
        return clean(typed).rstrip("\n")

    def put_back(self, line: str) -> None:
        """Have this line come next: it answers no question, and is to be taken for itself."""
        self._waiting = line

    @property
    def has_put_back(self) -> bool:
        """Whether a line that was put back waits."""
        return self._waiting is not None

    def say(self, text: str) -> None:
        self._say(clean(text))

    def ask(self, question: str) -> str | None:
        """The line that answers a question; None where there is none any more."""
        self.say(question)
        return self.line()

    def refuse(self, why: str) -> None:
        """Say that the latest line was not taken, and why."""
        self._not_taken.add(self._number)
        self._refuse(self._number, clean(why))

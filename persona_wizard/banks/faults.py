"""What is wrong with a bank, where, and what to do about it."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from persona_wizard.model.errors import WizardError

# More would bury the reader; the rest shows once these are mended.
MOST_FAULTS = 200
_LONGEST_MESSAGE = 400
# Longer words are no slips of the keyboard, and comparing them takes long.
_LONGEST_SLIP = 60
_MOST_KNOWN = 1000

Report = Callable[[int, str], None]


# What a fault is called where rules are told: it breaks none but the grammar's.
GRAMMAR = "grammar"


class BankFault(Struct, frozen=True):
    """One thing wrong with a bank; `line` counts from 1, `rule` is the rule that it breaks."""

    file: str
    line: int
    message: str
    rule: str = GRAMMAR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BankError(WizardError):
    """A bank that cannot be used as it stands, with all its faults."""

    def __init__(self, faults: Iterable[BankFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Faults:
    """Collects faults while a bank is read."""

    def __init__(self) -> None:
        self._found: dict[BankFault, None] = {}

    def add(self, file: str, line: int, message: str, rule: str = GRAMMAR) -> None:
        """Note a fault. Raises BankError once there are more than anyone would read."""
        self._found[BankFault(file, line, shortened(message), rule)] = None
        if len(self._found) >= MOST_FAULTS:
            self.raise_any()

    def raise_any(self) -> None:
        """Raise BankError where there is a fault, ordered by line within each file."""
        if self._found:
            files = list(dict.fromkeys(fault.file for fault in self._found))
            order = {file: place for place, file in enumerate(files)}
            raise BankError(sorted(self._found, key=lambda f: (order[f.file], f.line)))


def shortened(message: str) -> str:
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[: _LONGEST_MESSAGE - 1]}…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant."""
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in known}
    if len(word) > _LONGEST_SLIP or len(by_folded) > _MOST_KNOWN:
        return None
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence: “; did you mean “x”?” or nothing."""
    close = nearest(word, known)
    return f"; did you mean “{close}”?" if close else ""

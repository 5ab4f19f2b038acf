"""Prints of what a person is known by: who was erased is told by them, and is named nowhere.

A name or an address can't be read from its print. Whoever guesses it can check the guess, which is
made slow, and has to be made anew for each study.
"""

import re
import secrets
from collections.abc import Iterable
from hashlib import pbkdf2_hmac

from persona_wizard.model.text import clean_line
from persona_wizard.store.erased import Erased

# A survey of thousands is held against them within seconds.
_ROUNDS = 1_000
_BYTES = 16
_PARTED = re.compile(r"[,;\n]")
_AROUND_ADDRESS = re.compile(r"[\s,;:<>()\[\]\"']+")
_SHORTEST_NUMBER = 5
# No contact has more, and each print takes its time.
_MOST_WAYS = 20


def prints_of(texts: Iterable[str], known: Iterable[Erased]) -> tuple[str, ...]:
    """Prints of names and contacts, and of what is an address or a number in them.

    They are salted as those that the study keeps already.
    """
    salt = min(_salts(known), default="") or secrets.token_hex(_BYTES)
    return tuple(sorted({_print(way, salt) for text in texts for way in _ways(text)}))


class Prints:
    """Tells whether somebody is known by what an erased person was."""

    def __init__(self, known: Iterable[Erased]) -> None:
        known = tuple(known)
        self._salts = _salts(known)
        self._prints = {one for erased in known for one in erased.prints}

    def know(self, text: str) -> bool:
        """Whether a name or a contact, or any address in it, was erased, in whatever case."""
        return any(_print(way, salt) in self._prints for salt in self._salts for way in _ways(text))


def _salts(known: Iterable[Erased]) -> set[str]:
    return {one.partition(":")[0] for erased in known for one in erased.prints}


def _print(plain: str, salt: str) -> str:
    made = pbkdf2_hmac("sha256", plain.encode(), salt.encode(), _ROUNDS, _BYTES)
    return f"{salt}:{made.hex()}"


def _ways(text: str) -> list[str]:
    """A name or contact, and each address and number in it, however they are parted."""
    whole = _plain(text)
    # Of "Quux, Ann" neither part alone tells who it is.
    addresses = (w.strip(".") for w in _AROUND_ADDRESS.split(whole) if "@" in w.strip("@."))
    parts = (_plain(part).strip(" .") for part in _PARTED.split(text))
    numbers = filter(_is_number, parts)
    ways = dict.fromkeys(filter(None, (whole, *addresses, *numbers)))
    return list(ways)[:_MOST_WAYS]


def _is_number(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= _SHORTEST_NUMBER


def _plain(text: str) -> str:
    return clean_line(text).casefold()

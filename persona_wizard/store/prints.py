"""Prints of what a person is known by: who was erased is told by them, and is named nowhere.

A name or an address can't be read from its print. Whoever guesses it can check the guess, which is
made slow, and has to be made anew for each study.
"""

import secrets
from collections.abc import Iterable
from hashlib import pbkdf2_hmac

from persona_wizard.model.text import clean_line
from persona_wizard.store.erased import Erased

# A survey of thousands is held against them within seconds.
_ROUNDS = 1_000
_BYTES = 16


def prints_of(texts: Iterable[str], known: Iterable[Erased]) -> tuple[str, ...]:
    """Prints of names and contacts, salted as those that the study keeps already."""
    salt = min(_salts(known), default="") or secrets.token_hex(_BYTES)
    found = {_print(text, salt) for text in map(_plain, texts) if text}
    return tuple(sorted(found))


class Prints:
    """Tells whether somebody is known by what an erased person was."""

    def __init__(self, known: Iterable[Erased]) -> None:
        known = tuple(known)
        self._salts = _salts(known)
        self._prints = {one for erased in known for one in erased.prints}

    def know(self, text: str) -> bool:
        """Whether a name or a contact is one that was erased, in whatever case."""
        plain = _plain(text)
        return bool(plain) and any(_print(plain, salt) in self._prints for salt in self._salts)


def _salts(known: Iterable[Erased]) -> set[str]:
    return {one.partition(":")[0] for erased in known for one in erased.prints}


def _print(plain: str, salt: str) -> str:
    made = pbkdf2_hmac("sha256", plain.encode(), salt.encode(), _ROUNDS, _BYTES)
    return f"{salt}:{made.hex()}"


def _plain(text: str) -> str:
    return clean_line(text).casefold()

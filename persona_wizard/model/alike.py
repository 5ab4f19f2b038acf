"""Texts made alike, to be compared whatever their case, spaces and punctuation."""

import unicodedata
from functools import lru_cache

from persona_wizard.model.text import folded

_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
# What tells one text from another: C and C#, 20 and >20.
_TELLING = "#%&@"
_WORDS = ("L", "M", "N")


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """A text without case, spaces and punctuation; signs that tell things apart stay."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    return " ".join("".join(map(_kept, plain)).split())


def _kept(character: str) -> str:
    kind = unicodedata.category(character)[0]
    if kind in _WORDS:
        return character
    # >20 is the same as > 20.
    return f" {character} " if kind == "S" or character in _TELLING else " "


@lru_cache(maxsize=100_000)
def bare_key(text: str) -> str:
    """The same without accents."""
    return folded(key(text))

"""The one door in for text from people: control codes out, NFC, slugs."""

import re
import unicodedata
from functools import lru_cache

# C0 without tab and newline, DEL, C1, and the marks that reorder or isolate what follows them.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# A terminal's escape sequences: the whole of one goes, not only its first byte.
_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    "|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)?"  # OSC, to its end or the line's
    "|\x1b[@-Z\\\\-_]"
)
_NEWLINES = re.compile("\r\n?|[\u2028\u2029\x85]")
_MARK_OR_WORD = ("L", "M", "N")


def clean(text: str) -> str:
    """Text without terminal escapes, control codes or lone surrogates, in NFC.

    Newlines (any kind becomes ``\\n``) and tabs stay.
    """
    # Most texts are plain, and have nothing that could be taken out.
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text)
    text = _ESCAPE.sub("", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def clean_line(text: str) -> str:
    """`clean`, on one line: every run of white space becomes one space, none at the ends."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(clean(text).split())


def slug(text: str) -> str:
    """A readable identity: letters, marks and digits of any script, folded, joined by ``-``.

    Empty where the text has no letter or digit.
    """
    lower = unicodedata.normalize("NFC", clean(text).casefold())
    kept = (c if unicodedata.category(c)[0] in _MARK_OR_WORD else " " for c in lower)
    return "-".join("".join(kept).split())


def folded(text: str) -> str:
    """Text without case and accents, to compare with; đ becomes d."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(c for c in bare if not unicodedata.combining(c))


@lru_cache(maxsize=5_000)
def is_word_character(character: str) -> bool:
    """Whether the character is a letter, mark or digit of any script."""
    return unicodedata.category(character)[0] in _MARK_OR_WORD

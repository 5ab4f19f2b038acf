"""Texts of a survey export, cleaned, and made the respondents' own words."""

import re

from persona_wizard.model.text import clean

_HASH = re.compile(r"#(?=\w)")
# Nothing is seen of it, and no tag begins with it.
_WORD_JOINER = "\u2060"
_BLANK = re.compile(r"[\s\-–—.…/_*]*")


def cleaned(text: str) -> str:
    """`clean`, without spaces at the ends; most texts need no looking at."""
    plain = text if text.isascii() and text.isprintable() else clean(text)
    return plain.strip()


def is_blank(text: str) -> bool:
    """Whether nothing was written, or only a dash or dots."""
    return _BLANK.fullmatch(text) is not None


def own_words(text: str) -> str:
    """A text as the respondent's own words: a quote for each of its paragraphs.

    A # in it is no tag: tags are the researcher's.
    """
    lines = _HASH.sub(f"#{_WORD_JOINER}", text.strip()).split("\n")
    return "\n".join(f"> {line}" if line.strip() else "" for line in lines)

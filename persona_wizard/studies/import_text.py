"""Texts of a survey export, cleaned, and made the respondents' own words."""

import re

from persona_wizard.model.observations import split_tags
from persona_wizard.model.text import clean

_HASH = re.compile(r"#(?=\w)")
# Nothing is seen of it, and no tag begins with it.
_WORD_JOINER = "\u2060"
_MARK = "> "
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
    return "\n".join(f"{_MARK}{line}" if line.strip() else "" for line in lines)


def as_they_wrote(text: str) -> str:
    """The opposite of `own_words`, without tags that somebody added since.

    Where somebody also added lines of their own, the marks stay: they tell whose words are whose.
    """
    lines = text.split("\n")
    if all(line.startswith(_MARK) or not line.strip() for line in lines):
        text = split_tags("\n".join(line.removeprefix(_MARK) for line in lines))[0]
    return text.replace(f"#{_WORD_JOINER}", "#")

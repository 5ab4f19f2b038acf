"""An answer's text taken apart: observations, quotes, follow-ups and tags. Not Markdown."""

import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from string import ascii_letters, digits

from msgspec import Struct

from persona_wizard.model.text import is_word_character

STAR = "star"
_BULLETS = ("- ", "* ")
# Most tags are plain: their letters need not be looked at one by one.
_PLAIN = f"{ascii_letters}{digits}-"


class LineKind(StrEnum):
    """Whose words a line holds."""

    NOTE = "note"
    QUOTE = "quote"


# Python 3.11 takes longer to find a member of an enumeration than to make an observation.
_NOTE, _QUOTE = LineKind.NOTE, LineKind.QUOTE


class Observation(Struct, frozen=True, gc=False):
    """One line of notes, or one quote.

    `text` has neither its mark (`- `, `> `) nor its tags; a quote of several lines keeps their
    breaks. `tags` are folded to lower case, without `star`. `line` counts from 0.
    `follow_up` is the off-guide question that it answers, if one stood above it.
    """

    line: int
    kind: LineKind
    text: str
    tags: tuple[str, ...] = ()
    star: bool = False
    follow_up: str = ""


def observations(text: str) -> tuple[Observation, ...]:
    """The observations in an answer's text, in order; follow-up questions are not among them."""
    found: list[Observation] = []
    quote: list[str] = []
    follow_up = ""
    # The empty line at the end closes a quote that the text ends in.
    for number, raw in enumerate([*text.split("\n"), ""]):
        line = raw.strip()
        mark = line[:1]
        if mark == ">":
            quote.append(line[1:].strip())
            continue
        if quote:
            if any(quote):
                said = "\n".join(quote)
                found.append(_observe(number - len(quote), _QUOTE, said, follow_up))
            quote.clear()
        if mark == "?":
            follow_up = line[1:].strip()
        elif line := line[2:].lstrip(" ") if line[:2] in _BULLETS else line:
            found.append(_observe(number, _NOTE, line, follow_up))
    return tuple(found)


def _observe(line: int, kind: LineKind, text: str, follow_up: str) -> Observation:
    if "#" not in text:
        return Observation(line, kind, text.strip(), (), False, follow_up)
    bare, tags = split_tags(text)
    star = STAR in tags
    if star:
        tags = tuple(tag for tag in tags if tag != STAR)
    return Observation(line, kind, bare, tags, star, follow_up)


def words(observed: Sequence[Observation]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The notes, and the participant's own words; what is empty without its tags is left out."""
    notes: list[str] = []
    quotes: list[str] = []
    for one in observed:
        if one.text:
            (quotes if one.kind is _QUOTE else notes).append(one.text)
    return tuple(notes), tuple(quotes)


def split_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its tags, and the tags, folded, in order of appearance, once each.

    A tag is ``#`` and a letter, then letters of any script, digits and ``-``; not after a letter,
    a digit, ``/`` or ``&``.
    """
    if "#" not in text:
        return text.strip(), ()
    kept: list[str] = []
    tags: list[str] = []
    kept_from = 0
    for start, end, tag in tag_spans(text):
        kept.append(text[kept_from:start])
        kept_from = end
        if tag not in tags:
            tags.append(tag)
    if not tags:
        return text.strip(), ()
    kept.append(text[kept_from:])
    lines = [" ".join(line.split()) for line in "".join(kept).split("\n")]
    return "\n".join(lines).strip(), tuple(tags)


def tag_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each tag of a text starts and ends, and the tag, folded."""
    position = 0
    while (position := text.find("#", position)) >= 0:
        end = _tag_end(text, position)
        if end is None:
            position += 1
            continue
        tag = text[position + 1 : end].rstrip("-").casefold()
        yield position, end, unicodedata.normalize("NFC", tag)
        position = end


def _tag_end(text: str, start: int) -> int | None:
    """Where the tag ends that starts with this ``#``; None where none does."""
    if not text[start + 1 : start + 2].isalpha():
        return None
    if start and (text[start - 1] in "/&" or is_word_character(text[start - 1])):
        return None
    end = len(text) - len(text[start + 2 :].lstrip(_PLAIN))
    while end < len(text) and (text[end] == "-" or is_word_character(text[end])):
        end += 1
    return end

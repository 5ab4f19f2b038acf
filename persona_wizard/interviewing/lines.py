"""An answer's text changed line by line: edited, tagged, starred, made a quote.

A line is told by its number, from 0. Every other line stays as it is, and a follow-up question
(`? …`) stays one: it takes neither tag nor quote mark. Quotes are never merged: where two would
meet, a blank line keeps them apart.
"""

import re
from collections.abc import Callable

from persona_wizard.model.observations import STAR, tag_spans

_BULLET = re.compile(r"[-*] +")
# What a line of notes may not begin with, once its quote mark is gone.
_MARKS = (">", "?", "- ", "* ")
_QUOTATION_MARKS = (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"))


def edit_line(text: str, line: int, new: str) -> str:
    """The text with this line replaced by `new`: several lines, or none where it is blank."""
    lines = text.split("\n")
    lines[line : line + 1] = new.split("\n") if new.strip() else []
    return "\n".join(lines)


def tag_named(typed: str) -> str:
    """The tag that somebody means who typed this: "price" or "#price"; empty where it is none."""
    joined = "-".join(typed.strip().removeprefix("#").split())
    found = list(tag_spans(f"#{joined}"))
    return found[0][2] if len(found) == 1 and found[0][1] == len(joined) + 1 else ""


def tags_of(line: str) -> tuple[str, ...]:
    """The tags of one line, folded, `star` among them."""
    return tuple(dict.fromkeys(tag for _, _, tag in tag_spans(line)))


def toggle_tag(text: str, line: int, tag: str) -> str:
    """The text with this tag (folded, without its sign) put to the line's end, or taken out."""

    def toggled(raw: str) -> str:
        return _without_tag(raw, tag) if tag in tags_of(raw) else f"{raw} #{tag}"

    return _with_line(text, line, toggled)


def toggle_star(text: str, line: int) -> str:
    """The text with this line starred for the page, or no longer."""
    return toggle_tag(text, line, STAR)


def toggle_quote(text: str, line: int) -> str:
    """The text with this line made a quote, or the interviewer's own words again."""
    return _quotes_apart(_with_line(text, line, _quote_toggled), line)


def with_note(text: str, note: str) -> str:
    """The text with a note's lines at its end, but before follow-ups: the note answers none."""
    lines = text.rstrip().split("\n") if text.strip() else []
    end = next((n for n, line in enumerate(lines) if is_follow_up(line)), len(lines))
    between = [""] if end and _is_quote(lines[end - 1]) and _is_quote(note) else []
    return "\n".join((*lines[:end], *between, note, *lines[end:]))


def is_follow_up(line: str) -> bool:
    return line.lstrip().startswith("?")


def offered_quote(line: str) -> str:
    """The quote that a line in quotation marks would be, without them; empty where it is none.

    Tags may follow the closing mark.
    """
    said = line.strip()
    bullet = _BULLET.match(said)
    said = said[bullet.end() :] if bullet else said
    tags = [said[start:end] for start, end, _ in tag_spans(said)]
    for opening, closing in _QUOTATION_MARKS:
        if not said.startswith(opening) or closing not in said[1:]:
            continue
        inner, _, after = said[1:].rpartition(closing)
        within = opening in inner or closing in inner
        if inner.strip() and not within and after.split() == tags[len(tags) - len(after.split()) :]:
            return f"> {inner.strip()}{after.rstrip()}"
    return ""


def take_offered(text: str, line: int) -> str:
    """The text with this line as the quote that is offered of it; unchanged where none is."""
    return _quotes_apart(_with_line(text, line, lambda raw: offered_quote(raw) or raw), line)


def _with_line(text: str, line: int, change: Callable[[str], str]) -> str:
    lines = text.split("\n")
    if not is_follow_up(lines[line]):
        lines[line] = change(lines[line])
    return "\n".join(lines)


def _quotes_apart(text: str, line: int) -> str:
    """The text with a blank line between this line and its neighbours, where both are quotes."""
    lines = text.split("\n")
    if not _is_quote(lines[line]):
        return text
    before = [""] if line and _is_quote(lines[line - 1]) else []
    after = [""] if line + 1 < len(lines) and _is_quote(lines[line + 1]) else []
    return "\n".join((*lines[:line], *before, lines[line], *after, *lines[line + 1 :]))


def _is_quote(line: str) -> bool:
    return line.lstrip().startswith(">")


def _without_tag(raw: str, tag: str) -> str:
    for start, end, found in reversed(list(tag_spans(raw))):
        if found == tag:
            # The space before a tag goes with it, at the line's start the one after.
            before = raw[:start]
            after = raw[end:]
            if before[-1:].isspace():
                before = before[:-1]
            elif not before:
                after = after.removeprefix(" ")
            raw = before + after
    return raw


def _quote_toggled(raw: str) -> str:
    bare = raw.lstrip()
    indent = raw[: len(raw) - len(bare)]
    if not bare.startswith(">"):
        # A list's mark is no part of what was said.
        mark = _BULLET.match(bare.rstrip())
        return f"{indent}> {bare[mark.end() :] if mark else bare}"
    said = bare[1:].removeprefix(" ")
    # Without a list's mark before it, what looks like a mark would be read as one.
    return f"{indent}- {said}" if said.lstrip().startswith(_MARKS) else indent + said

"""The one door out to Markdown for text that people typed: it stays text, on one line; and back."""

import json
import re

from persona_wizard.model.text import clean_line

# Read anywhere in a line: code, emphasis, brackets, HTML, tables, strike-through, mathematics.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<|~^$#]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Read only where a block may begin: lists, quotes, rules, underlines, definitions.
_AT_START = re.compile(r"^[-+=>:]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
# Readers make links of these by themselves and no backslash stops them; an invisible word joiner
# does, and looks like nothing.
JOINER = "\u2060"
_ADDRESS = re.compile(r"(?<=\S)@(?=\S)")
_SCHEME = re.compile(r"(?<=:)(?=//)")
_DOMAIN = re.compile(r"(?<=\w)\.(?=[^\W\d]\w)")
# What Markdown takes a backslash in front of.
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_OUTSIDE_YAML = re.compile("[\x7f-\x9f\ufeff\ufffe\uffff]")


def escape(text: str) -> str:
    """Text as Markdown that shows as this text wherever it is put, on one line; may be empty."""
    return at_start(inside(clean_line(text)))


def unescape(markdown: str) -> str:
    """Markdown by `escape` as readers see it, of one line or many."""
    return _ESCAPED.sub(r"\1", markdown).replace(JOINER, "")


def inside(text: str) -> str:
    """The part of `escape` for text within a line; white space at its ends becomes one space."""
    line = clean_line(text)
    if not line:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return before + _quiet_links(_ENTITY.sub(r"\\&", _ANYWHERE.sub(r"\\\g<0>", line))) + after


def at_start(markdown: str) -> str:
    """A line of Markdown whose first characters no longer open a block."""
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\g<0>", markdown, count=1), count=1)


def yaml_text(text: str) -> str:
    """Text as a double-quoted YAML scalar on one line."""
    quoted = json.dumps(clean_line(text), ensure_ascii=False)
    return _OUTSIDE_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _quiet_links(text: str) -> str:
    text = _ADDRESS.sub(f"{JOINER}@{JOINER}", text)
    text = _SCHEME.sub(JOINER, text)
    return _DOMAIN.sub(f"{JOINER}.{JOINER}", text)

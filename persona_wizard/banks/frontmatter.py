"""Front matter: the YAML between two lines of `---` that says what a bank is."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from persona_wizard.banks.faults import Report, did_you_mean
from persona_wizard.banks.rules import read_allowed
from persona_wizard.model.bank import Allowed, Bank, BasedOn
from persona_wizard.model.headings import Audience
from persona_wizard.model.text import clean_line, slug

if TYPE_CHECKING:
    import yaml

FENCE = "---"
ANY_AUDIENCE = "any"
_NEEDED = ("id", "title", "audience")
BASED_ON_KEY = "based-on"
KEYS = (*_NEEDED, "language", "version", "minutes", BASED_ON_KEY, "allow")
# An id becomes part of file names, which have 255 bytes.
_LONGEST_ID = 60
# Nested brackets take the YAML reader long; no front matter comes near this.
_MOST_CHARACTERS = 4000
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,12})?")
# What needs no quotes in YAML: words that start with a letter, and numbers.
_PLAIN = re.compile(r"[^\W\d_][\w]*(?:[ -][\w]+)*|[0-9]+(?:\.[0-9]+)?")
_LONGEST_VERSION = 60
_BASED_ON_FORM = "it looks like “prospects version 1.0 @0123456789ab”"
_BASED_ON = re.compile(r"(?P<id>\S+)(?: version (?P<version>.+?))? @(?P<digest>[0-9a-f]{12})")


class FrontMatter(Struct, frozen=True, kw_only=True):
    """What a bank says of itself; `audience` is None for one that others include."""

    id: str
    title: str
    audience: Audience | None
    language: str = "en"
    version: str = ""
    minutes: float | None = None
    based_on: BasedOn | None = None
    allowed: tuple[Allowed, ...] = ()


def front_matter_end(lines: Sequence[str]) -> int:
    """The index of the first line after the front matter; 0 where there is none."""
    if not lines or lines[0].rstrip() != FENCE:
        return 0
    ends = (number for number, line in enumerate(lines) if number and line.rstrip() == FENCE)
    return next(ends, -1) + 1


def read_front_matter(lines: Sequence[str], report: Report) -> FrontMatter | None:
    """Read a bank's front matter; None where it is at fault."""
    end = front_matter_end(lines)
    if not end:
        report(0, _missing(lines))
        return None
    entries = _entries("\n".join(["", *lines[1 : end - 1]]), report)
    if entries is None:
        return None
    return _checked(entries, report)


def id_in(lines: Sequence[str]) -> str | None:
    """The id that the front matter gives, whatever else is wrong with it; None without one."""
    end = front_matter_end(lines)
    if not end:
        return None
    entries = _entries("\n".join(["", *lines[1 : end - 1]]), _silence)
    name = entries["id"][1] if entries and "id" in entries else ""
    return name if id_fault(name) is None else None


def number_in(text: str) -> float | None:
    """The number that a text is (`10`, `-2.5`); None for any other text."""
    return float(text) if _NUMBER.fullmatch(text) else None


def _silence(_line: int, _message: str) -> None:
    """Faults are reported when the bank itself is read."""


def _missing(lines: Sequence[str]) -> str:
    if lines and lines[0].rstrip() == FENCE:
        return "the front matter does not end: add a line --- after its last key"
    return "a bank starts with front matter: a line ---, then id:, title: and audience:, then ---"


# As with blocks: the same files are read again and again.
@lru_cache(maxsize=64)
def composed(text: str) -> "yaml.Node | None":
    """The text as YAML, every scalar a text. Raises yaml.YAMLError."""
    import yaml

    node: yaml.Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    return node


def _entries(text: str, report: Report) -> dict[str, tuple[int, str]] | None:
    """Every key with its line and value; None where the YAML cannot be read."""
    import yaml

    if len(text) > _MOST_CHARACTERS:
        report(0, f"front matter may have {_MOST_CHARACTERS} characters, not {len(text)}")
        return None
    try:
        node = composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or "it is no YAML"
        report(mark.line if mark else 0, f"cannot read the front matter: {problem}")
        return None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        report(0, "cannot read the front matter: it is no plain YAML")
        return None
    if not isinstance(node, yaml.MappingNode):
        report(0, "the front matter is a list of keys and values, such as “id: coffee-customers”")
        return None
    entries: dict[str, tuple[int, str]] = {}
    for key, value in node.value:
        line = key.start_mark.line
        if not isinstance(key, yaml.ScalarNode) or key.value not in KEYS:
            name = clean_line(key.value) if isinstance(key, yaml.ScalarNode) else "this"
            hint = did_you_mean(name, KEYS) or f"; it knows {', '.join(KEYS)}"
            report(line, f"“{name}” is no key of the front matter{hint}")
        elif key.value in entries:
            report(line, f"“{key.value}:” stands twice in the front matter: keep one")
        elif not isinstance(value, yaml.ScalarNode):
            report(line, f"“{key.value}:” takes plain text")
        else:
            entries[key.value] = (line, clean_line(value.value))
    return entries


def _checked(entries: dict[str, tuple[int, str]], report: Report) -> FrontMatter | None:
    well = True

    def fault(key: str, message: str) -> None:
        nonlocal well
        well = False
        report(entries[key][0] if key in entries else 0, message)

    def text(key: str, default: str = "") -> str:
        return entries[key][1] if key in entries else default

    for key in _NEEDED:
        if not text(key):
            fault(key, f"the front matter lacks “{key}:”")
    if text("id") and (problem := id_fault(text("id"))):
        fault("id", problem)
    audiences = [*(audience.value for audience in Audience), ANY_AUDIENCE]
    if text("audience") and text("audience") not in audiences:
        hint = did_you_mean(text("audience"), audiences) or f"; it is {', '.join(audiences)}"
        fault("audience", f"“{text('audience')}” is no audience{hint}")
    minutes = number_in(text("minutes")) if text("minutes") else None
    if text("minutes") and (minutes is None or minutes <= 0):
        fault("minutes", f"“minutes:” is a number above 0, not “{text('minutes')}”")
    based_on = _based_on(text(BASED_ON_KEY))
    if text(BASED_ON_KEY) and based_on is None:
        fault(BASED_ON_KEY, f"“{text(BASED_ON_KEY)}” names no bank: {_BASED_ON_FORM}")
    allowed, problems = read_allowed(text("allow"))
    for problem in problems:
        fault("allow", problem)
    if not well:
        return None
    audience = text("audience")
    return FrontMatter(
        id=text("id"),
        title=text("title"),
        audience=None if audience == ANY_AUDIENCE else Audience(audience),
        language=text("language") or "en",
        version=text("version"),
        minutes=minutes,
        based_on=based_on,
        allowed=allowed,
    )


def front_matter_of(bank: Bank) -> tuple[str, ...]:
    """The lines of front matter that say what a bank is, fences included."""
    entries = {
        "id": bank.id,
        "title": bank.title,
        "audience": bank.audience.value if bank.audience else ANY_AUDIENCE,
        "language": bank.language,
        "version": bank.version,
        "minutes": f"{bank.minutes:g}" if bank.minutes is not None else "",
        BASED_ON_KEY: _based_on_in_words(bank.based_on) if bank.based_on else "",
        "allow": "; ".join(f"{one.rule}: {one.reason}" for one in bank.allowed),
    }
    lines = (f"{key}: {_scalar(text)}" for key, text in entries.items() if text)
    return (FENCE, *lines, FENCE)


def _scalar(text: str) -> str:
    """A text such that YAML reads it back."""
    # A JSON string is one in YAML, too, whatever is in it.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _based_on_in_words(based_on: BasedOn) -> str:
    version = f" version {based_on.version[:_LONGEST_VERSION]}" if based_on.version else ""
    return f"{based_on.id}{version} @{based_on.digest}"


def _based_on(text: str) -> BasedOn | None:
    match = _BASED_ON.fullmatch(text)
    if match is None or id_fault(match["id"]) is not None:
        return None
    return BasedOn(match["id"], match["version"] or "", match["digest"])


def id_fault(name: str) -> str | None:
    if not name or slug(name) != name:
        better = f"; write “{slug(name)}”" if slug(name) else ""
        return f"“{name}” is no id: lower-case letters, digits and - only{better}"
    if name == "readme":
        return "“readme” is no id: a file of that name is not taken for a bank"
    if len(name) > _LONGEST_ID:
        return f"an id may have {_LONGEST_ID} characters, not {len(name)}"
    return None

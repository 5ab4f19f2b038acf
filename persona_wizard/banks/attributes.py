r"""Attributes: the `{#id .mark key="a value"}` that ends a heading, a question or a choice."""

import re
from collections.abc import Collection

from msgspec import Struct, field

from persona_wizard.banks.faults import did_you_mean
from persona_wizard.model.text import slug

_START = re.compile(r"\\.|\{(?=\s*(?:[#.]|[^\s{}=\"'#.]+=))")
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<close>\})
      | \#(?P<id>[^\s{}="'#]*)
      | \.(?P<mark>[^\s{}="'#]*)
      | (?P<key>[^\s{}="'#.][^\s{}="'#]*)=
        (?P<value>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | [^\s{}"']*)
      | (?P<word>[^\s{}]+)
      | (?P<brace>\{)
    )""",
    re.VERBOSE,
)
_CURLY = "“”„‘’‚"
_CLOSING_SIGNS = re.compile(r"(?:\s+#+)?\s*$")


class Attributes(Struct, frozen=True):
    """What an attribute block says; `values` are as written, without their quotes."""

    id: str | None = None
    marks: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


class Marked(Struct, frozen=True):
    """A text, its attributes, and what could not be read in them."""

    text: str
    attributes: Attributes
    problems: tuple[str, ...] = ()


def split_attributes(text: str) -> Marked:
    r"""Take the attribute block off the end of a text.

    A block's first token starts with `#` or `.` or is `key=`; any other `{word}` is left alone, and
    so is `\{`.
    """
    end_of_text = len(text)
    attributes = Attributes()
    problems: list[str] = []
    position = 0
    while start := _START.search(text, position):
        position = start.end()
        if start[0] != "{":
            continue
        block = _Block(text, start.end())
        position = block.end
        problems += block.problems
        attributes = block.attributes()
        end_of_text = min(end_of_text, start.start())
        if text[block.end :].strip():
            problems.append("attributes stand at the end, all in one {…}")
    return Marked(text[:end_of_text].rstrip(), attributes, tuple(problems))


def with_mark(line: str, mark: str) -> str:
    """A heading's line with this mark among its attributes."""
    tokens = _tokens_of_block(line)
    if any(token["mark"] == mark for token in tokens):
        return line
    if not tokens:
        # Signs that close a heading close it no more where something follows them.
        return f"{_CLOSING_SIGNS.sub('', line)} {{.{mark}}}"
    end = tokens[-1].start()
    return f"{line[:end]} .{mark}{line[end:]}"


def without_mark(line: str, mark: str) -> str:
    """A heading's line without this mark."""
    tokens = _tokens_of_block(line)
    own = next((token for token in tokens if token["mark"] == mark), None)
    if own is None:
        return line
    if len(tokens) == 2:
        return f"{line[: own.start() - 1].rstrip()}{line[tokens[-1].end() :]}"
    after = line[own.end() :]
    return f"{line[: own.start()]}{after.lstrip() if own is tokens[0] else after}"


def _tokens_of_block(line: str) -> list[re.Match[str]]:
    """The tokens of a line's attribute block, its `}` the last; none where it has no block."""
    start = next((found for found in _START.finditer(line) if found[0] == "{"), None)
    tokens: list[re.Match[str]] = []
    position = start.end() if start is not None else len(line)
    while (token := _TOKEN.match(line, position)) is not None:
        tokens.append(token)
        position = token.end()
        if token["close"]:
            return tokens
    return []


def unknown_names(
    attributes: Attributes, marks: Collection[str], keys: Collection[str], bearer: str
) -> list[str]:
    """A message for every mark and key that this bearer (“a question”) does not take."""
    known = [f".{mark}" for mark in marks] + [f"{key}=" for key in keys]
    takes = "takes only #id" if not known else f"takes #id, {', '.join(known)}"
    used = [f".{mark}" for mark in attributes.marks if mark not in marks]
    used += [f"{key}=" for key in attributes.values if key not in keys]
    return [
        f"“{name}” is no attribute of {bearer}{did_you_mean(name, known) or f'; it {takes}'}"
        for name in used
    ]


class _Block:
    """Reads one block, from just after its `{`; `end` is just after its `}`."""

    def __init__(self, text: str, start: int) -> None:
        self.problems: list[str] = []
        self.end = start
        self._ids: list[str] = []
        self._marks: list[str] = []
        self._values: dict[str, str] = {}
        while self._read(text):
            pass

    def attributes(self) -> Attributes:
        return Attributes(self._ids[0] if self._ids else None, tuple(self._marks), self._values)

    def _read(self, text: str) -> bool:
        """Read one token; whether there may be another."""
        token = _TOKEN.match(text, self.end)
        if token is None or token["brace"]:
            self._stop(text, "the attributes are not closed: add } at the end")
            return False
        self.end = token.end()
        if token["close"]:
            return False
        if token["id"] is not None:
            self._take_id(token["id"])
        elif token["mark"] is not None:
            self._take_mark(token["mark"])
        elif token["key"]:
            return self._take_value(text, token["key"], token["value"])
        else:
            return self._take_word(text, token["word"])
        return True

    def _stop(self, text: str, problem: str) -> None:
        self.problems.append(problem)
        self.end = len(text)

    def _take_id(self, name: str) -> None:
        if not name or slug(name) != name:
            better = f"write “#{slug(name)}”" if slug(name) else "write a word after #"
            self.problems.append(
                f"“#{name}” is no id: lower-case letters, digits and - only; {better}"
            )
        elif self._ids:
            self.problems.append(f"two ids, #{self._ids[0]} and #{name}: keep one")
        else:
            self._ids.append(name)

    def _take_mark(self, name: str) -> None:
        if name in self._marks:
            self.problems.append(f"“.{name}” stands twice: keep one")
        else:
            self._marks.append(name)

    def _take_value(self, text: str, key: str, value: str) -> bool:
        if value[:1] and value[0] in _CURLY:
            self._stop(text, f'the quotes after “{key}=” must be straight: {key}="…"')
            return False
        if not value and text[self.end : self.end + 1] in ('"', "'"):
            self._stop(text, f"the quote after “{key}=” is not closed")
            return False
        if key in self._values:
            self.problems.append(f"“{key}=” stands twice: keep one")
            return True
        self._values[key] = _unquoted(value)
        if not self._values[key].strip():
            self.problems.append(f"“{key}=” has no value")
        return True

    def _take_word(self, text: str, word: str) -> bool:
        if word[0] in "\"'":
            self._stop(text, f"a quote stands where no value begins, at “{word}”")
            return False
        self.problems.append(
            f"“{word}” is no attribute: write #id, .mark or key=value, values with spaces in quotes"
        )
        return True


def _unquoted(value: str) -> str:
    if value[:1] in ('"', "'"):
        return re.sub(r"\\([\"'\\])", r"\1", value[1:-1])
    return value

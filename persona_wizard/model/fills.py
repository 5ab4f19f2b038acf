r"""`{product}` in a bank's text: words filled in when it is shown.

`\{`, `\}` and `\\` stand for a brace and a backslash; any other backslash is one already.
"""

import re
from collections.abc import Mapping

_PART = re.compile(r"\\(?P<escaped>[\\{}])|\{(?P<name>[^{}\\]*)\}")


def fills_in(text: str) -> tuple[str, ...]:
    """The names of the fills in a text, in order of appearance, once each."""
    names = (m["name"].strip() for m in _PART.finditer(text) if m["name"] is not None)
    return tuple(dict.fromkeys(names))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text as shown: fills replaced, escapes resolved. A fill without a value stays."""

    def part(match: re.Match[str]) -> str:
        if match["name"] is None:
            return match["escaped"]
        return values.get(match["name"].strip(), match[0])

    return _PART.sub(part, text)


def stray_brace(text: str) -> bool:
    r"""Whether a `{` neither opens a fill nor is written as `\{`."""
    return "{" in _PART.sub("", text)

"""Paragraphs of Markdown that editors broke into several rows, each as one row again."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_INDENTED = re.compile(r"^[ \t]+")
_QUOTING = re.compile(r"^[ \t>]+")


def joined_rows(page: str, front: int) -> tuple[list[tuple[int, str]], Mapping[int, int]]:
    """The rows of a page with their numbers, from 1, and the last row (number) of each.

    A paragraph has the number of its first row. The first `front` rows stay as they are.
    """
    rows = page.split("\n")
    behind = dict(_paragraphs(rows, front))
    found, ends = [], {}
    at = 0
    while at < len(rows):
        after = behind.get(at, at + 1)
        found.append((at + 1, _joined(rows[at:after])))
        ends[at + 1] = after
        at = after
    return found, ends


def _paragraphs(rows: list[str], front: int) -> Iterator[tuple[int, int]]:
    """Of each paragraph of several rows its first row, and the one behind its last."""
    # A lone return would begin a row.
    body = "\n".join([*[""] * front, *rows[front:]]).replace("\r", " ")
    for token in _reader().parse(body):
        if token.type == "inline" and token.map is not None:
            first, after = token.map
            if after - first > 1:
                yield first, after


def _joined(rows: list[str]) -> str:
    first, *more = rows
    leading = _QUOTING if first.lstrip().startswith(">") else _INDENTED
    return " ".join((first.rstrip(), *(leading.sub("", row).rstrip() for row in more)))


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    # What stands in a line is not looked at here.
    reader.core.ruler.enableOnly(["block"])
    return reader

"""Pages parsed back, as a reader with tables, footnotes and automatic links sees them."""

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from persona_wizard.export.record import read_record
from persona_wizard.export.verify import Held, Speaker

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_READER = MarkdownIt("gfm-like").use(footnote_plugin)


def front_of(page: str) -> dict[str, object]:
    return yaml.safe_load(page.split("\n---\n")[0].removeprefix("---\n"))


def body_of(page: str) -> str:
    return page.split("\n---\n", maxsplit=1)[1]


@lru_cache(maxsize=1)
def _parsed(page: str) -> tuple[Token, ...]:
    """The tokens of the page's body; a page is often asked about twice in a row."""
    return tuple(_READER.parse(body_of(page)))


def tokens(page: str) -> list[Token]:
    """Every token of the page's body, those inside lines too."""
    return [token for top in _parsed(page) for token in (top, *(top.children or ()))]


def shape(page: str) -> list[str]:
    """The page's structure without its words."""
    wordless = ("text", "text_special")
    return [f"{t.type} {t.tag}" for t in tokens(page) if t.type not in wordless]


def headings(page: str) -> list[tuple[str, str]]:
    found = _parsed(page)
    return [
        (token.tag, shown(found[place + 1]))
        for place, token in enumerate(found)
        if token.type == "heading_open"
    ]


def shown(token: Token) -> str:
    """What a reader sees of a line, without the joiners that keep addresses from linking."""
    return "".join(child.content for child in token.children or ()).replace("\u2060", "")


def hostile_strings() -> Iterator[str]:
    """Strings that break programs, and every CommonMark example; skips aloud where absent."""
    naughty = DATA / "naughty-strings" / "blns.json"
    spec = DATA / "commonmark" / "spec.json"
    if not (naughty.exists() and spec.exists()):
        pytest.skip(f"no hostile strings in {DATA}")
    yield from json.loads(naughty.read_text(encoding="utf-8"))
    yield from (example["markdown"] for example in json.loads(spec.read_text(encoding="utf-8")))


def all_said(page: str) -> Held:
    """A study in which all that the page quotes was said, by people who may be quoted."""
    return Held(speakers=(Speaker("P00", True, read_record(page).quoted),))

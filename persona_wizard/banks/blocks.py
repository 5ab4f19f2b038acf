"""Markdown taken apart into blocks with their lines, by CommonMark's rules."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from persona_wizard.model.text import clean_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_HARD_BREAK = re.compile(r"(?<!\\)\\\n")
_ESCAPE = re.compile(r"\\(.)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[]^_`|~")


class BlockKind(StrEnum):
    """What a block is; the value is CommonMark's word for it in the parser."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "blockquote"
    LIST = "bullet_list"
    NUMBERED = "ordered_list"
    ITEM = "list_item"
    RULE = "hr"
    FENCE = "fence"
    CODE = "code_block"
    HTML = "html_block"
    TABLE = "table"


_KINDS = {kind.value: kind for kind in BlockKind}
BLOCK_NAMES = {
    BlockKind.HEADING: "a heading",
    BlockKind.PARAGRAPH: "a paragraph",
    BlockKind.QUOTE: "a block quote",
    BlockKind.LIST: "a list",
    BlockKind.NUMBERED: "a numbered list",
    BlockKind.ITEM: "a list item",
    BlockKind.RULE: "a line of dashes or stars",
    BlockKind.FENCE: "a code block",
    BlockKind.CODE: "a code block (lines that start with four spaces or a tab)",
    BlockKind.HTML: "HTML",
    BlockKind.TABLE: "a table",
}


class Block(Struct, frozen=True, kw_only=True):
    """One block. `line` counts from 0; `text` is on one line, its escapes still in it.

    `level` is a heading's; an `underlined` one is written with `===` or `---` below it.
    """

    kind: BlockKind
    line: int
    text: str = ""
    level: int = 0
    underlined: bool = False
    children: tuple["Block", ...] = ()


# The same files are read again and again while somebody looks through the shelf.
@lru_cache(maxsize=32)
def blocks_in(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text; comments (`<!-- … -->`) are none."""
    outermost = _OpenBlock("", 0)
    open_blocks = [outermost]
    for token in _parser().parse(text):
        above = open_blocks[-1]
        if token.type == "inline":
            above.text = _words(token.content)
        elif token.nesting == -1:
            open_blocks.pop()
            open_blocks[-1].take(above)
        elif not _is_comment(token):
            opened = _OpenBlock(token.type.removesuffix("_open"), _line(token, above))
            if opened.kind is BlockKind.HEADING:
                opened.level = int(token.tag[1:])
                opened.underlined = token.markup in ("=", "-")
            if token.nesting == 1:
                open_blocks.append(opened)
            else:
                above.take(opened)
    return tuple(outermost.children)


def unescaped(text: str) -> str:
    r"""The text without Markdown's escapes, but for `\\`, `\{` and `\}`, which fills resolve."""
    return _ESCAPE.sub(lambda m: m[1] if m[1] in _PUNCTUATION else m[0], text)


def opens_question(block: Block) -> bool:
    """Whether this is a `###`."""
    return block.kind is BlockKind.HEADING and block.level == 3 and not block.underlined


def heading_fault(block: Block) -> str:
    """Why a bank has no place for a heading like this one."""
    if block.underlined:
        return "a line of - or = makes a heading of the text above it: put an empty line between"
    if block.level == 1:
        return "# is no heading of a bank: its title stands in the front matter; use ## or ###"
    return f"{'#' * block.level} is no heading of a bank: ## is a heading, ### a question"


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Link definitions would vanish from the text; tables are read only to be told apart.
    return MarkdownIt("commonmark").enable("table").disable(["reference", "inline"])


class _OpenBlock:
    """A block whose end has not come yet; `kind` is None for one that no bank knows."""

    def __init__(self, name: str, line: int) -> None:
        self.kind = _KINDS.get(name)
        self.line = line
        self.text = ""
        self.level = 0
        self.underlined = False
        self.children: list[Block] = []

    def take(self, other: "_OpenBlock") -> None:
        if other.kind is None:
            return
        block = Block(
            kind=other.kind,
            line=other.line,
            text=other.text,
            level=other.level,
            underlined=other.underlined,
            children=tuple(other.children),
        )
        self.children.append(block)


def _line(token: "Token", above: _OpenBlock) -> int:
    return token.map[0] if token.map else above.line


def _is_comment(token: "Token") -> bool:
    content = token.content.strip()
    return (
        token.type == "html_block"
        and content.startswith("<!--")
        and content.find("-->") == len(content) - 3
    )


def _words(content: str) -> str:
    return clean_line(_HARD_BREAK.sub("\n", content))

"""A page's Markdown read back as blocks, and these as HTML: only elements named here come out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

# Only what a page is written in is read; HTML, code and links stay the text that they are.
_READ = ("heading", "list", "blockquote", "table", "reference", "emphasis", "image", "escape")
_ELEMENTS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
    "strong": "strong",
    "em": "em",
    "thead": "thead",
    "tbody": "tbody",
    "tr": "tr",
}
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# A count is read at one glance, and not parted at a line's end.
_COUNT = re.compile(r"\b\d+ of \d+\b")
# Where the evidence of a footnote stands, by its label.
PLACE = "evidence-"
MORE = "Line by line"
# Keeps addresses from becoming links in Markdown; HTML makes none by itself.
_JOINER = "\u2060"


class Part(Struct, frozen=True):
    """A second-level heading's words, and the blocks under it."""

    title: str
    blocks: "tuple[SyntaxTreeNode, ...]"


class Page(Struct, frozen=True):
    """A page taken apart. `head` is what stands before its parts; `footnotes` go by their label."""

    head: "tuple[SyntaxTreeNode, ...]"
    parts: tuple[Part, ...]
    footnotes: "Mapping[str, SyntaxTreeNode]"


def read_page(page: str) -> Page:
    """A page as `markdown` writes it."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("zero").enable(list(_READ)).use(footnote_plugin, inline=False)
    top = SyntaxTreeNode(reader.parse(_FRONT.sub("", page))).children
    footnotes = {
        note.meta["label"]: note
        for block in top
        if block.type == "footnote_block"
        for note in block.children
    }
    blocks = [block for block in top if block.type != "footnote_block"]
    starts = [at for at, block in enumerate(blocks) if block.tag == "h2"]
    ends = [*starts[1:], len(blocks)]
    parts = tuple(
        Part(words(blocks[start]), tuple(blocks[start + 1 : end]))
        for start, end in zip(starts, ends, strict=True)
    )
    return Page(tuple(blocks[: starts[0] if starts else None]), parts, footnotes)


def words(node: "SyntaxTreeNode") -> str:
    """What a reader sees of a block, as plain text."""
    if node.type == "text":
        return node.content.replace(_JOINER, "")
    return "".join(words(child) for child in node.children)


def opening_words(block: "SyntaxTreeNode") -> str:
    """What a paragraph says with weight at its very start; empty where it does not."""
    first = next((n for n in block.children[0].children if n.type != "text" or n.content), None)
    return words(first) if first is not None and first.type == "strong" else ""


def is_picture(block: "SyntaxTreeNode") -> bool:
    """Whether a block is a paragraph of one image alone."""
    return block.type == "paragraph" and [n.type for n in block.children[0].children] == ["image"]


class Dresser:
    """Puts blocks into HTML, each claim's footnote folded under it.

    `leads` are the labels of which a part of the page tells more; `marked` are blocks that stand
    otherwise on paper, each with the class that says how.
    """

    def __init__(
        self,
        footnotes: "Mapping[str, SyntaxTreeNode]",
        leads: Collection[str] = (),
        marked: "Mapping[SyntaxTreeNode, str] | None" = None,
    ) -> None:
        self._footnotes = footnotes
        self._leads = leads
        self._marked = marked or {}
        # A name that a link leads to stands once in a document.
        self._named: set[str] = set()

    def all(self, blocks: "Iterable[SyntaxTreeNode]", title: str = "") -> str:
        return "\n".join(self.one(block, title) for block in blocks)

    def one(self, node: "SyntaxTreeNode", title: str = "") -> str:
        """One block; `title` is of the part that it stands in, which names a table."""
        match node.type:
            case "text":
                return _COUNT.sub(r'<span class="count">\g<0></span>', escape(words(node)))
            case "softbreak":
                return "\n"
            case "inline":
                return self._inside(node.children)
            case "list_item":
                return self._item(node)
            case "table":
                return self._table(node, title)
            case "footnote_ref" | "footnote_anchor":
                return ""
            case known if known in _ELEMENTS:
                element = _ELEMENTS[known]
                return f"<{element}{self._mark(node)}>{self._inside(node.children)}</{element}>"
            case _:
                return self._inside(node.children)

    def folded(self, blocks: "Sequence[SyntaxTreeNode]") -> str:
        """Titles with a list behind each, the list folded under its title.

        The first list of a label is where a claim's own line leads to.
        """
        rows = []
        for title, below in zip_longest(blocks, blocks[1:]):
            if title.type != "paragraph":
                continue
            said = self._inside(title.children)
            if below is not None and below.type == "bullet_list":
                label = opening_words(title)
                place = self._name(f"{PLACE}{label}") if label in self._leads else ""
                items = self._inside(below.children)
                rows.append(f"<details><summary>{said}</summary><ul{place}>{items}</ul></details>")
            else:
                rows.append(f"<p>{said}</p>")
        return "\n".join(rows)

    def plainly(self, block: "SyntaxTreeNode") -> str:
        """A block once more, with nothing folded, as the inside of an element."""
        label = self._label(block)
        said = self._inside([*block.children]).strip() if block.type != "list_item" else ""
        if block.type == "list_item":
            sentence, *below = block.children or [block]
            label = self._label(sentence)
            said = self._inside(sentence.children).strip() + self._inside(below)
        return f"{said} <b>{label}</b>" if label else said

    def note(self, label: str) -> str:
        """A footnote as the inside of a paragraph."""
        return self._inside(self._footnotes[label].children[0].children)

    def _inside(self, nodes: "Sequence[SyntaxTreeNode]") -> str:
        return "".join(map(self.one, nodes))

    def _item(self, item: "SyntaxTreeNode") -> str:
        """A list's item; its sentence is a line of its own."""
        if not item.children:
            return "<li></li>"
        sentence, *below = item.children
        said = self._inside(sentence.children).strip()
        rest = self._inside(below)
        label = self._label(sentence)
        mark = self._mark(item)
        if mark:
            # Where its end is cut off, its label stands behind it.
            mark += f' data-label="{label or ""}"'
        if label is None:
            return f"<li{mark}><p>{said}</p>{rest}</li>"
        more = f' <a href="#{PLACE}{label}">{MORE}</a>' if label in self._leads else ""
        return (
            f"<li{mark}><details{self._name(label)}><summary>"
            f"<span>{said}</span>&nbsp;"
            f'<span class="mark">{label}</span></summary>'
            f"<p>{self.note(label)}{more}</p></details>{rest}</li>"
        )

    def _mark(self, block: "SyntaxTreeNode") -> str:
        return f' class="{self._marked[block]}"' if block in self._marked else ""

    def _name(self, name: str) -> str:
        if name in self._named:
            return ""
        self._named.add(name)
        return f' id="{name}"'

    def _label(self, sentence: "SyntaxTreeNode") -> str | None:
        found = [n for n in sentence.walk() if n.type == "footnote_ref"]
        return escape(found[-1].meta["label"]) if found else None

    def _table(self, table: "SyntaxTreeNode", title: str) -> str:
        """A table that scrolls by itself where it is too wide, by the keyboard too."""
        head, *body = table.children
        columns = [self._inside(cell.children) for cell in head.children[0].children]
        top = "".join(f'<th scope="col">{c}</th>' if c else "<td></td>" for c in columns)
        rows = "\n".join(self._row(row) for part in body for row in part.children)
        return (
            f'<div class="wide" role="region" tabindex="0" aria-label="{escape(title)}">'
            f"<table><thead><tr>{top}</tr></thead>\n<tbody>{rows}</tbody></table></div>"
        )

    def _row(self, row: "SyntaxTreeNode") -> str:
        first, *others = (self._inside(cell.children) for cell in row.children)
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        return f'<tr><th scope="row">{first}</th>{cells}</tr>'

"""A study's lists as choices: `- {competitors}` becomes a choice for each of them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from persona_wizard.banks.attributes import split_attributes
from persona_wizard.banks.blocks import Block, BlockKind, unescaped
from persona_wizard.banks.sections import Section
from persona_wizard.model.text import clean_line, slug

Lists = Mapping[str, Sequence[str]]
# The texts that take an item's place, by the line that the item stands on.
_ByLine = Mapping[int, tuple[str, ...]]

# A choice that is one fill and nothing else, or with attributes of its own behind it.
_ALONE = re.compile(r"\{(?P<name>[^{}\\=#.\s]+)\}\s*(?P<attributes>\{\s*(?:[#.]|[^\s{}=]+=).*\})?")
_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")


def expanded(section: Section, lists: Lists) -> Section:
    """The section with an item for each of a list's, in its blocks and in its lines.

    An empty list goes, unless only ways out are left to choose from: then its name stays, to be
    asked for.
    """
    by_line = {item.line: texts for item, texts in _listed(section, lists)}
    if not by_line:
        return section
    return structs.replace(
        section,
        body=tuple(_in_block(block, by_line) for block in section.body),
        texts=tuple(_in_lines(section, by_line)),
    )


def _listed(section: Section, lists: Lists) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Every item that stands for a list, with the texts that take its place."""
    for block in section.body:
        if block.kind is BlockKind.LIST:
            yield from _listed_in(block, section, lists)


def _listed_in(
    block: Block, section: Section, lists: Lists
) -> Iterator[tuple[Block, tuple[str, ...]]]:
    standing = [(item, _standing_for(item, section, lists)) for item in block.children]
    own = [split_attributes(_text(item)) for item, match in standing if match is None]
    # A competitor who is called like one of the bank's own choices is that choice.
    taken = {one.attributes.id or slug(unescaped(one.text)) for one in own}
    found = []
    for item, match in standing:
        if match is not None:
            texts = list(_items(lists[match["name"]], taken))
            attributes = f" {match['attributes']}" if match["attributes"] else ""
            found.append((item, tuple(f"{_as_markdown(text)}{attributes}" for text in texts)))
    to_choose = any("state" not in one.attributes.values for one in own)
    if to_choose or any(texts for _, texts in found):
        yield from found


def _items(items: Sequence[str], taken: set[str]) -> Iterator[str]:
    """A list's items that have an id of their own, which is then taken."""
    for text in map(clean_line, items):
        if slug(text) and slug(text) not in taken:
            taken.add(slug(text))
            yield text


def _standing_for(item: Block, section: Section, lists: Lists) -> re.Match[str] | None:
    """What names the list that an item stands for; None for a choice of the bank's own."""
    text = _text(item)
    # An item on several lines would leave the others behind when its own gives way.
    if not text or not clean_line(section.texts[item.line - section.line]).endswith(text):
        return None
    match = _ALONE.fullmatch(text)
    return match if match is not None and match["name"] in lists else None


def _text(item: Block) -> str:
    """The one line that an item is; empty for one that is anything else."""
    if len(item.children) != 1 or item.children[0].kind is not BlockKind.PARAGRAPH:
        return ""
    return item.children[0].text


def _in_block(block: Block, by_line: _ByLine) -> Block:
    if block.kind is not BlockKind.LIST:
        return block
    items: list[Block] = []
    for item in block.children:
        texts = by_line.get(item.line)
        items += [item] if texts is None else [_worded(item, text) for text in texts]
    return structs.replace(block, children=tuple(items))


def _worded(item: Block, text: str) -> Block:
    (paragraph,) = item.children
    return structs.replace(item, children=(structs.replace(paragraph, text=text),))


def _in_lines(section: Section, by_line: _ByLine) -> Iterator[str]:
    for number, line in enumerate(section.texts, section.line):
        if number in by_line:
            before = line[: line.index("{")]
            yield from (f"{before}{text}" for text in by_line[number])
        else:
            yield line


def _as_markdown(text: str) -> str:
    """The text such that Markdown and fills read it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)

"""The `##` sections of a bank, before its questions are read."""

from collections.abc import Sequence

from msgspec import Struct

from persona_wizard.banks.attributes import Attributes, split_attributes, unknown_names
from persona_wizard.banks.blocks import Block, BlockKind, blocks_in, unescaped
from persona_wizard.banks.faults import Report, did_you_mean
from persona_wizard.banks.frontmatter import front_matter_end
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.languages import LANGUAGES, heading_named
from persona_wizard.model.text import slug

OPENING = "opening"
CLOSING = "closing"
FRAMES = (OPENING, CLOSING)
_FRAME_NAMES = {
    slug(name): frame
    for words in LANGUAGES.values()
    for frame, name in ((OPENING, words.opening), (CLOSING, words.closing))
}


class Section(Struct, frozen=True, kw_only=True):
    """One `##` and what stands below it, in the file where it is written.

    `name` is a heading's id, `opening` or `closing`; empty before the first `##` and under one
    that has no meaning. `line` counts from 0 in the file, like the lines of its blocks; `texts`
    are the file's lines from there to the next section.
    """

    file: str
    name: str
    title: str
    attributes: Attributes
    line: int
    texts: tuple[str, ...]
    heading: Block | None
    body: tuple[Block, ...]

    @property
    def includes(self) -> str | None:
        """The bank that `{from=…}` names."""
        return self.attributes.values.get("from")


def sections_in(lines: Sequence[str], file: str) -> tuple[Section, ...]:
    """The sections of a bank's lines; the first holds what stands before any `##`."""
    start = front_matter_end(lines)
    blocks = blocks_in("\n".join([*[""] * start, *lines[start:]]))
    marks = [place for place, block in enumerate(blocks) if _opens_section(block)]
    stops = [*marks, len(blocks)]
    ends = [*(blocks[place].line for place in marks), len(lines)]
    first = Section(
        file=file,
        name="",
        title="",
        attributes=Attributes(),
        line=0,
        texts=tuple(lines[: ends[0]]),
        heading=None,
        body=blocks[: stops[0]],
    )
    rest = (
        _section(file, blocks[mark], blocks[mark + 1 : stop], tuple(lines[blocks[mark].line : end]))
        for mark, stop, end in zip(marks, stops[1:], ends[1:], strict=True)
    )
    return (first, *rest)


def check_heading(section: Section, report: Report) -> None:
    """Report what is wrong with a section's `##` line itself."""
    if section.heading is None:
        return
    marked = split_attributes(section.heading.text)
    for problem in (*marked.problems, *unknown_names(marked.attributes, (), ("from",), "a ##")):
        report(section.line, problem)
    if marked.attributes.id is not None:
        report(section.line, "a ## takes no #id: its name says which heading it is")
    if not section.name:
        report(section.line, f"“{section.title}” is no heading{_meant(section.title)}")


def _meant(title: str) -> str:
    words = LANGUAGES.values()
    names = [
        *(name for h in HEADINGS for name in (h.id, *h.aliases)),
        *(name for w in words for name in w.shorts.values()),
        *(name for w in words for name in (w.opening, w.closing, *w.headings.values())),
    ]
    english = LANGUAGES["en"]
    titles = (english.opening, english.closing, *english.headings.values())
    return did_you_mean(title, names) or f"; there are {', '.join(titles)}"


def _opens_section(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level == 2 and not block.underlined


def _section(file: str, heading: Block, body: tuple[Block, ...], texts: tuple[str, ...]) -> Section:
    marked = split_attributes(heading.text)
    title = unescaped(marked.text)
    known = heading_named(title)
    return Section(
        file=file,
        name=known.id if known else _FRAME_NAMES.get(slug(title), ""),
        title=title,
        attributes=marked.attributes,
        line=heading.line,
        texts=texts,
        heading=heading,
        body=body,
    )

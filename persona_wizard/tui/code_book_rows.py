"""The rows of the code book and of draft themes, and what is told below them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from textual.content import Content

from persona_wizard.studies.code_book_view import Entry
from persona_wizard.synthesis.observed import Observed
from persona_wizard.synthesis.themes import Theme
from persona_wizard.tui.composing_rows import in_short
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.safe_text import safe_line, safe_line_part

NEAR, NAMED = "≈", "✓"
_TAG_WIDTH = 22
_SIZE_WIDTH = 6
_Thing = TypeVar("_Thing")


def tag_row(entry: Entry) -> Content:
    """A tag on one line: how often it was given, by how many people said, and what it means."""
    name = safe_line(f"#{entry.tag}").truncate(_TAG_WIDTH, ellipsis=True)
    pad = " " * (_TAG_WIDTH - name.cell_length)
    uses = f"{counted(entry.lines, 'line'):>9}  {people(entry.people):>9}  "
    about = (
        Content.assemble((f"{NEAR} ", "$warning"), safe_line_part(_tags(entry.near)))
        if entry.near
        else safe_line(entry.code.definition)
    )
    return Content.assemble(
        name.stylize("$secondary"), pad, (uses, "$quiet"), about.stylize("$quiet")
    )


def told_of_tag(entry: Entry, keys: Mapping[str, str]) -> Content:
    """What the code book says of a tag. `keys` tell what defines and what merges."""
    code = entry.code
    meaning = safe_line(code.definition)
    if not code.definition:
        meaning = Content.styled(f"no definition yet: {keys['define']} gives it one", "$quiet")
    lines = [Content.assemble(safe_line(f"#{code.tag}").stylize("bold"), "  ", meaning)]
    if code.example:
        lines.append(_told("for example", code.example))
    if code.aliases:
        lines.append(_told("counted with it", _tags(code.aliases)))
    if entry.contrary:
        lines.append(_told("the contrary of", _tags(entry.contrary)))
    if code.of:
        lines.append(_told("split off from", f"#{code.of}"))
    if entry.near:
        lines.append(
            safe_line(
                f"{NEAR} perhaps the same as {_tags(entry.near)}: {keys['merge']} merges them, "
                "a definition for each tells them apart"
            ).stylize("$warning")
        )
    return Content("\n").join(lines)


def theme_row(theme: Theme, said: Mapping[str, Observed], named: str) -> Hanging:
    """A draft theme: how many lines, the words that they share, and one or two of them."""
    size = Content.styled(f"{len(theme.keys):>{_SIZE_WIDTH - 2}}  ", "bold $accent")
    words = " · ".join(f"{word.text} {word.count}" for word in theme.words)
    lines = [safe_line(words)]
    if named:
        mark = Content.styled(f"{NAMED} ", "bold $accent")
        lines.append(Content.assemble(mark, safe_line_part(f"#{named}").stylize("$secondary")))
    lines += [in_short(said[key]).stylize("$quiet") for key in theme.quotes if key in said]
    return Hanging(size, Content("\n").join(lines))


def counted(things: Sequence[_Thing], name: str) -> str:
    """ "1 line", "9 lines"."""
    return f"1 {name}" if len(things) == 1 else f"{len(things):,} {name}s"


def people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _tags(tags: Sequence[str]) -> str:
    return ", ".join(f"#{tag}" for tag in tags)


def _told(what: str, text: str) -> Content:
    return Content.assemble((f"{what}  ", "$quiet"), safe_line(text))

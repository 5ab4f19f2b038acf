"""Words on a screen, drawn anew only when they are others."""

from textual.content import Content
from textual.widgets import Static


def say(widget: Static, words: Content) -> None:
    """Have a widget say this; the screen is laid out anew only where it takes other room."""
    before = widget.content
    if not isinstance(before, Content):
        widget.update(words)
    elif not words.is_same(before):
        widget.update(words, layout=not _same_room(before, words, widget.size.width))


def _same_room(before: Content, after: Content, width: int) -> bool:
    """Whether both are one line of the same length, and it fits."""
    one_line = "\n" not in before.plain and "\n" not in after.plain
    return one_line and before.cell_length == after.cell_length <= width

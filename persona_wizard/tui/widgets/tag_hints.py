"""Tags offered while one is being typed: shown, never written by themselves."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from persona_wizard.interviewing import Session
from persona_wizard.model.composing import Code
from persona_wizard.model.observations import STAR, tag_spans
from persona_wizard.studies.tags import TagCounts, begins, fitting, tags_of
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.widgets.writing import AnswerArea, LineInput

# Whoever has typed more letters of a tag does not look for one.
_LONGEST = 60


def tag_before(text: str) -> str | None:
    """What was typed of the tag that the text ends in, without its sign; None where it is none."""
    start = text.rfind("#", -_LONGEST - 1) if len(text) > _LONGEST else text.rfind("#")
    if start < 0:
        return None
    # The sign alone is the beginning of a tag, too.
    word = text[max(0, start - 1) :] + ("a" if text.endswith("#") else "")
    ends = [end for _, end, _ in tag_spans(word)]
    return text[start + 1 :] if ends == [len(word)] else None


def typed_in(widget: Widget | None) -> str | None:
    """What was typed of a tag before the cursor of an area or a line, without its sign."""
    if isinstance(widget, AnswerArea) and not widget.read_only:
        row, column = widget.cursor_location
        return tag_before(widget.document.get_line(row)[:column])
    if isinstance(widget, LineInput):
        return tag_before(widget.value[: widget.cursor_position])
    return None


class TagHints:
    """The study's tags, and this interview's as they are typed.

    `study` holds those of the other interviews, `codes` the code book, once they have been read.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.study: TagCounts = {}
        self.codes: Sequence[Code] = ()

    def hint(self, widget: Widget | None) -> Content | None:
        """What to show while a tag is being typed in this widget; None where none fits."""
        typed = typed_in(widget)
        offered = self._offered(typed)
        if typed is None or not offered:
            return None
        if not begins(offered[0], typed):
            return safe_line(f"new tag; there is #{offered[0]}") + Content("   Tab takes it")
        return safe_line("  ".join(f"#{tag}" for tag in offered)) + Content("   Tab completes")

    def complete(self, widget: Widget | None) -> bool:
        """Write the first of the tags offered in place of what was typed; False where none is."""
        typed = typed_in(widget)
        offered = self._offered(typed)
        if typed is None or not offered:
            return False
        if isinstance(widget, AnswerArea):
            row, column = widget.cursor_location
            done = widget.replace(offered[0], (row, column - len(typed)), (row, column))
            widget.move_cursor(done.end_location)
        elif isinstance(widget, LineInput):
            column = widget.cursor_position
            widget.replace(offered[0], column - len(typed), column)
        return True

    def _offered(self, typed: str | None) -> tuple[str, ...]:
        if typed is None or typed.casefold() == STAR:
            return ()
        typed = unicodedata.normalize("NFC", typed)
        known = Counter(self.study) + tags_of([self._session.interview], self.codes)
        # What is being typed stands in the record already, and is not known by that.
        known[typed.rstrip("-").casefold()] -= 1
        star = (STAR,) if typed and STAR.startswith(typed.casefold()) else ()
        return (*star, *(tag for tag in fitting(+known, typed) if tag != STAR))

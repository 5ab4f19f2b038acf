"""The page's sentences, dressed for the screen."""

from textual.content import Content

from persona_wizard.export.lines import Line, Piece, Tone
from persona_wizard.tui.safe_text import safe_line_part

_STYLES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.QUESTION: "italic"}


def dressed(line: Line) -> Content:
    """One sentence with its weight; nothing in it is read as markup."""
    return Content.assemble(*(_piece(piece) for piece in line.pieces))


def _piece(piece: Piece) -> Content:
    text = safe_line_part(piece.text)
    style = _STYLES[piece.tone]
    return text.stylize(style) if style else text

"""Lines in Markdown's dress; whatever people typed goes through `escape`."""

from collections.abc import Iterable, Sequence

from persona_wizard.export.escape import at_start, inside
from persona_wizard.export.lines import Line, Piece, Tone

_MARKS = {Tone.PLAIN: "", Tone.STRONG: "**", Tone.QUESTION: "*"}


def dressed(line: Line) -> str:
    """A line's sentence in Markdown, safe at the start of any block."""
    return at_start("".join(_piece(piece) for piece in line.pieces).strip())


def _piece(piece: Piece) -> str:
    text = inside(piece.text)
    mark = _MARKS[piece.tone]
    return f"{mark}{text.strip()}{mark}" if mark and text.strip() else text


def bullets(lines: Iterable[Line]) -> list[str]:
    """List items, with what belongs under each one indented below it."""
    return [row for line in lines for row in (f"- {dressed(line)}", *under(line))]


def under(line: Line) -> list[str]:
    return [f"  - {dressed(part)}" for part in line.under]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts, one line a row."""
    body = "\n".join(_row(row) for row in rows)
    return f"{_row(head)}\n|{'---|' * len(head)}\n{body}"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(inside(cell) for cell in cells) + " |"

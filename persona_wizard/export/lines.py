"""A sentence before it has a medium: pieces of text that a page or a screen dresses."""

import re
from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.persona import Claim, Evidence, OpenAnswers

# Characters of a question that a line has room for.
_LONG = 120
_SENTENCES = re.compile(r".*[.?!](?=\s)", re.DOTALL)


class Tone(StrEnum):
    """How a piece is said: as it is, with weight, or as the words of a question."""

    PLAIN = "plain"
    STRONG = "strong"
    QUESTION = "question"


class Piece(Struct, frozen=True):
    """A stretch of one line. `text` may hold what people typed: every medium escapes it."""

    text: str
    tone: Tone = Tone.PLAIN

    @property
    def strong(self) -> bool:
        return self.tone is Tone.STRONG


class Line(Struct, frozen=True):
    """One sentence, the claims it tells, and the lines that belong under it.

    `answers` are the open answers that it counts, for the researcher's eyes; `opened` is their
    count.
    """

    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...] = ()
    under: tuple["Line", ...] = ()
    answers: tuple[Evidence, ...] = ()
    opened: OpenAnswers | None = None

    @property
    def text(self) -> str:
        """The sentence without any dress."""
        return "".join(piece.text for piece in self.pieces)


def plain(text: str) -> Piece:
    return Piece(text)


def strong(text: str) -> Piece:
    return Piece(text, Tone.STRONG)


def asked(text: str) -> Piece:
    return Piece(text, Tone.QUESTION)


def asked_in_short(text: str) -> Piece:
    """The words of a question; of a long one its first sentences, else its first words."""
    if len(text) <= _LONG:
        return asked(text)
    cut = text[:_LONG]
    whole = _SENTENCES.match(cut)
    return asked(f"{whole[0] if whole else cut.rsplit(' ', 1)[0]} …")

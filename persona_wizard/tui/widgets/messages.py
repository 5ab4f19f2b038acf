"""What the parts of an answer tell the pane that holds them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from persona_wizard.studies.following import Moved

_BEGINNERS = frozenset('>#"“')


@dataclass
class Altered(Message):
    """The person changed something; what it is now is read from the part itself."""


@dataclass
class Taken(Message):
    """The person pressed Enter: the answer stands, on to the next question."""


@dataclass
class Worded(Message):
    """The person typed a character that picks nothing: the beginning of a remark."""

    character: str


@dataclass
class LinksMoved(Message):
    """Links to claims were to go along with changed words; from the thread that saves."""

    moved: "Moved"


def begins_words(character: str | None) -> bool:
    """Whether a key that picks nothing begins a remark; `?` asks for help instead."""
    return character is not None and (character.isalpha() or character in _BEGINNERS)

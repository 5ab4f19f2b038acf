"""What the parts of an answer tell the pane that holds them."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Altered(Message):
    """The person changed something; what it is now is read from the part itself."""


@dataclass
class Taken(Message):
    """The person pressed Enter: the answer stands, on to the next question."""

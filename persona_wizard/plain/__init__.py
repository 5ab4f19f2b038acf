"""The interview line by line, for screen readers, pipes and simple terminals."""

from persona_wizard.plain.exchange import Exchange
from persona_wizard.plain.reading import read_in_lines
from persona_wizard.plain.writing import interview_in_lines

__all__ = ["Exchange", "interview_in_lines", "read_in_lines"]

"""Persona Wizard: customer interviews in a terminal, and personas you can argue with."""

__version__ = "0.1.0"

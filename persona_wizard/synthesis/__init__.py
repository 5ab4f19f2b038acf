"""Banks, interviews and curation in, a persona out; pure functions."""

from persona_wizard.synthesis.synthesise import synthesise

__all__ = ["synthesise"]

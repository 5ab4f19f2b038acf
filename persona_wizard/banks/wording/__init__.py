"""What can be told from a question's wording alone, language by language."""

from persona_wizard.banks.wording import english, vietnamese
from persona_wizard.banks.wording.signs import Signs
from persona_wizard.model.languages import base_language

_SIGNS = {"en": english.SIGNS, "vi": vietnamese.SIGNS}


def signs_of(language: str) -> Signs | None:
    """The signs to look for in this language; None where none are known."""
    return _SIGNS.get(base_language(language))


__all__ = ["Signs", "signs_of"]

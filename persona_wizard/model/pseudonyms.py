"""How pseudonyms are compared."""

from persona_wizard.model.text import clean_line


def pseudonym_key(pseudonym: str) -> str:
    """A pseudonym as it is shown, without case: whoever has the same is called the same."""
    return clean_line(pseudonym).casefold()


def same_pseudonym(one: str, other: str) -> bool:
    """Whether the two are the same pseudonym, as shown or as typed."""
    return pseudonym_key(one) == pseudonym_key(other)

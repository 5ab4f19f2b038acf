"""The one door to the screen for text that people typed: cleaned, and never read as markup."""

from textual.content import Content

from persona_wizard.model.text import clean, clean_line


def safe(text: str) -> Content:
    """Text for a widget; newlines and tabs stay, brackets are just brackets."""
    return Content(clean(text))


def safe_line(text: str) -> Content:
    """`safe`, on one line."""
    return Content(clean_line(text))


def safe_line_part(text: str) -> Content:
    """A part of a line: newlines become spaces, the spaces at its ends stay."""
    return Content(clean(text).replace("\n", " ").replace("\t", " "))


def safe_column(text: str, width: int) -> Content:
    """`safe_line`, cut or filled to so many columns; the last of them stays blank."""
    return Content.assemble(safe_line(text).truncate(width - 1, pad=True), " ")

"""A page: its words, and which interviews it is built on."""

import re
from functools import cached_property
from pathlib import Path

from persona_wizard.model.built_on import built_on
from persona_wizard.store.study_files import text_bytes_of
from persona_wizard.store.words import Words, text_in

_NOTE = re.compile(r'\[\^([A-Z]+[0-9]+)\]|<span class="mark">([A-Z]+[0-9]+)</span>')
_CODE = re.compile(r"[A-Z]+[0-9]+")
# Where the notes' marks stand; and where several of them do, behind what is kept of it.
_MARK = re.compile(
    rf"\[\^({_CODE.pattern})\]|\*\*({_CODE.pattern})\*\*|(?<!\w)({_CODE.pattern}):?="
    rf"|(?<=[>\"#-])({_CODE.pattern})(?=[<\"])"
)
_SOME = rf"({_CODE.pattern}\b(?:(?:, | and ){_CODE.pattern}\b)*)"
_IN_BRACKETS = re.compile(rf'(?<!" )\({_SOME}')
_WHO_FITS = re.compile(rf"\bfits? {_SOME}")
_RECORD = re.compile(
    r'^\[//\]: # "For persona-wizard verify[^"]*"(?:\s*\n\[//\]: # "[^"]*")*', re.MULTILINE
)
_IS_HTML = re.compile(r"\ufeff?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^<>]*>[^<]*", re.IGNORECASE)
_TAG = re.compile(r"""<(?:/?[a-z]|!doctype)(?:"[^"]*"|'[^']*'|[^<>"'])*>""", re.IGNORECASE)
# Of what a tag says, only this is told, or names a file; not a place in the page, nor a picture.
_TOLD = re.compile(
    r"""\s(?:alt|aria-label|href|src|title)\s*=\s*(?!["']?(?:#|data:))"""
    r"""(?:"([^"]*)"|'([^']*)'|([^"'\s>]+))""",
    re.IGNORECASE,
)
_NO_TAG = "<!---->"


class Page:
    """A page as its file holds it. `text` is all of it."""

    def __init__(self, data: bytes) -> None:
        self.text = text_in(data)

    @cached_property
    def words(self) -> Words:
        """Its words, without its record, its form, and the marks of its notes."""
        return Words(_without_form(_without_notes(_RECORD.sub("", self.text))))

    @cached_property
    def built_on(self) -> frozenset[str]:
        """The interviews (prints) that its record names; none where that was altered."""
        return built_on(self.text)


def page_at(path: Path) -> Page | None:
    """The page in a file; None where that is no text. Raises OSError, TooLarge."""
    data = text_bytes_of(path)
    return None if data is None else Page(data)


def _without_form(text: str) -> str:
    """An HTML page without its style, and without what its tags and their parts are called."""
    if not _IS_HTML.match(text):
        return text
    told: list[str] = []

    def without(tag: re.Match[str]) -> str:
        told.extend(value for found in _TOLD.findall(tag[0]) for value in found)
        return _NO_TAG

    shown = _TAG.sub(without, _STYLE.sub(" ", text))
    return "\n".join((shown, *told))


def _without_notes(text: str) -> str:
    """A page without the marks of its notes: "[^P1]" is nobody's pseudonym.

    A page has them in its text and in HTML where links lead to and from. It cites them in brackets
    that follow no quote, and where it says who fits them all.
    """
    notes = {"".join(found) for found in _NOTE.findall(text)}
    if not notes:
        return text

    # A page may have thousands of notes, so that no pass is made for each.
    def mark(found: re.Match[str]) -> str:
        return " " if found[found.lastindex or 0] in notes else found[0]

    def some(found: re.Match[str], instead: str) -> str:
        end = 0
        for code in _CODE.finditer(found[1]):
            if code[0] not in notes:
                break
            end = code.end()
        return instead + found[1][end:] if end else found[0]

    text = _MARK.sub(mark, text)
    text = _IN_BRACKETS.sub(lambda found: some(found, "("), text)
    return _WHO_FITS.sub(lambda found: some(found, " "), text)

"""Numbers as people type them."""

import re
import unicodedata

# Fifteen digits are what a float holds exactly.
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{0,15})?|-?[.,]\d{1,15}")
_ONE_OR_A_THOUSAND = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")


def read_number(text: str) -> int | float | None:
    """The number that was typed, or None.

    `1.5` and `1,5` are the same; spaces may part thousands. `1,500` is None, for it is one and a
    half to some people and fifteen hundred to others.
    """
    typed = _tidy(text)
    if _NUMBER.fullmatch(typed) is None or _ONE_OR_A_THOUSAND.fullmatch(typed):
        return None
    if typed.lstrip("-").isdecimal():
        return int(typed)
    return float(typed.replace(",", "."))


def number_doubt(text: str) -> str:
    """What to ask about a number that could be a fraction or thousands; empty for any other."""
    typed = _tidy(text)
    if not _ONE_OR_A_THOUSAND.fullmatch(typed):
        return ""
    together = re.sub("[.,]", "", typed)
    return f"{together} or a fraction? Type {together} or {typed}0"


def _tidy(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    return _SPACE_IN_NUMBER.sub("", typed)

"""Numbers as people type them."""

import re
import unicodedata
from collections.abc import Iterable

# Fifteen digits are what a float holds exactly.
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{0,15})?|-?[.,]\d{1,15}")
_ONE_OR_A_THOUSAND = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_GROUPED = re.compile(
    r"-?[1-9]\d{0,2}(?P<sign>[.,])\d{3}(?P<more>(?:(?P=sign)\d{3}){0,3})"
    r"(?:(?!(?P=sign))(?P<point>[.,])\d{1,15})?"
)
_SIGNS = ",."


def read_number(text: str, thousands: str = "") -> int | float | None:
    """The number that was typed, or None.

    `1.5` and `1,5` are the same; spaces may part thousands, and so do signs where they can mean
    nothing else: `1,000,000`, `1.250,00`. `1,500` is None, for it is one and a half to some people
    and fifteen hundred to others, unless `thousands` says that this sign parts thousands.
    """
    typed = _tidy(text)
    alone = _ONE_OR_A_THOUSAND.fullmatch(typed)
    if _grouped(typed) or (alone and thousands and thousands in typed):
        typed = typed.replace(next(sign for sign in typed if sign in _SIGNS), "")
    if _NUMBER.fullmatch(typed) is None or _ONE_OR_A_THOUSAND.fullmatch(typed):
        return None
    if typed.lstrip("-").isdecimal():
        return int(typed)
    return float(typed.replace(",", "."))


def thousands_in(texts: Iterable[str]) -> str:
    """The sign that parts thousands in all these numbers; empty where any of them leaves a doubt.

    Beside `1.250,00` a `1.500` is fifteen hundred; beside `12,5` a `1,500` may be either.
    """
    parting: set[str] = set()
    points: set[str] = set()
    for text in texts:
        typed = _tidy(text)
        grouped = _grouped(typed)
        if grouped:
            parting.add(grouped["sign"])
            points |= set(grouped["point"] or "")
        elif _NUMBER.fullmatch(typed) and not _ONE_OR_A_THOUSAND.fullmatch(typed):
            points |= set(typed) & set(_SIGNS)
    for sign, other in ((",", "."), (".", ",")):
        told = sign in parting or other in points
        if told and sign not in points and other not in parting:
            return sign
    return ""


def number_doubt(text: str) -> str:
    """What to ask about a number that could be a fraction or thousands; empty for any other."""
    readings = two_readings(text)
    return f"{readings[0]} or a fraction? Type {readings[0]} or {_tidy(text)}0" if readings else ""


def two_readings(text: str) -> tuple[str, str] | None:
    """A number that could be thousands or a fraction as each of them: 1250 and 1.25."""
    typed = _tidy(text)
    if not _ONE_OR_A_THOUSAND.fullmatch(typed):
        return None
    return re.sub("[.,]", "", typed), in_digits(float(typed.replace(",", ".")))


def in_digits(number: float) -> str:
    """A number with the digits it was typed with: 1000000, and not 1e+06; nor is there a -0."""
    return f"{number or 0:.15g}"


def _grouped(typed: str) -> re.Match[str] | None:
    """A number in which signs part thousands, and can mean nothing else."""
    found = _GROUPED.fullmatch(typed)
    return found if found and (found["more"] or found["point"]) else None


def _tidy(text: str) -> str:
    typed = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    return _SPACE_IN_NUMBER.sub("", typed)

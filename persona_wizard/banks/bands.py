"""Bands of numbers as choices name them: `18–25`, `under 20,000`, `từ 10 đến dưới 20 triệu`."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

_THOUSANDS = re.compile(r"(?<=\d)[.,\s'’](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,9})?")
_WORD = re.compile(r"[^\W\d]+")
_TO = re.compile(r"[–—−-]|\b(?:to|until|till|and|đến|tới)\b")
_BELOW = re.compile(
    r"<(?!=)|\b(?:under|below|less than|fewer than|younger than|dưới|ít hơn|chưa)\b"
)
_AT_MOST = re.compile(r"≤|<=|\b(?:up to|at most|no more than|không quá|tối đa)\b")
_ABOVE = re.compile(r">(?!=)|\b(?:over|above|more than|older than|trên|hơn)\b")
_AT_LEAST = re.compile(r"≥|>=|\b(?:at least|ít nhất)\b")
_AND_LESS = re.compile(r"\b(?:(?:or|and) (?:less|fewer|under|below|younger)|trở xuống)\b")
_AND_MORE = re.compile(r"\+|\b(?:(?:or|and) (?:over|more|above|older|up|upwards)|trở lên)\b")


class Band(Struct, frozen=True):
    """What a choice covers, both ends included; None is an open end."""

    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str = ""


class Border(Struct, frozen=True):
    """Two bands that stand beside each other and do not meet as they should."""

    first: Band
    second: Band


def overlaps(texts: Sequence[str]) -> tuple[Border, ...]:
    """Neighbouring bands that share a number."""
    return tuple(
        Border(first, second)
        for first, second in _neighbours(texts)
        if first.high is None or second.low is None or second.low <= first.high
    )


def holes(texts: Sequence[str]) -> tuple[Border, ...]:
    """Neighbouring bands with numbers between them that neither holds."""
    step = _step(texts)
    return tuple(
        Border(first, second)
        for first, second in _neighbours(texts)
        if first.high is not None and second.low is not None and second.low - first.high > step
    )


def are_bands(texts: Sequence[str]) -> bool:
    """Whether at least two choices are bands."""
    return sum(_band(text, Decimal(1)) is not None for text in texts) > 1


def in_order(texts: Sequence[str]) -> tuple[str, ...]:
    """Bands from the lowest on; what is none stands behind them."""
    step = _step(texts)

    def place(text: str) -> tuple[bool, Decimal]:
        band = _band(text, step)
        low = band.low if band is not None and band.low is not None else Decimal("-Infinity")
        return band is None, low

    return tuple(sorted(texts, key=place))


def _neighbours(texts: Sequence[str]) -> Iterator[tuple[Band, Band]]:
    step = _step(texts)
    bands = [_band(text, step) for text in texts]
    # Months and years cannot be told apart as numbers.
    if len({band.unit.rstrip("s") for band in bands if band and band.unit}) > 1:
        return
    if _falls([band for band in bands if band]):
        bands.reverse()
    for first, second in pairwise(bands):
        if first is not None and second is not None:
            yield first, second


def _falls(bands: Sequence[Band]) -> bool:
    lows = [band.low if band.low is not None else Decimal("-Infinity") for band in bands]
    return len(lows) > 1 and lows == sorted(lows, reverse=True)


def _step(texts: Sequence[str]) -> Decimal:
    """The difference between neighbouring numbers: 1, or 0.1 where there are tenths."""
    places = [
        len(re.split("[.,]", number)[1])
        for text in texts
        for number in _NUMBER.findall(_plain(text))
        if re.search("[.,]", number)
    ]
    return Decimal(1).scaleb(-max(places, default=0))


def _plain(text: str) -> str:
    return _THOUSANDS.sub("", text).casefold()


def _band(text: str, step: Decimal) -> Band | None:
    plain = _plain(text)
    numbers = list(_NUMBER.finditer(plain))
    if not 1 <= len(numbers) <= 2:
        return None
    before, after = plain[: numbers[0].start()], plain[numbers[-1].end() :]
    unit = next(iter(_WORD.findall(_AND_LESS.sub("", _AND_MORE.sub("", after)))), "")
    first = _value(numbers[0])
    if len(numbers) == 2:
        between = plain[numbers[0].end() : numbers[1].start()]
        if not _TO.search(between):
            return None
        below = step if _BELOW.search(between) else Decimal(0)
        return Band(text, first, _value(numbers[1]) - below, unit)
    if _AND_MORE.search(after):
        return Band(text, first, None, unit)
    if _AND_LESS.search(after):
        return Band(text, None, first, unit)
    if _BELOW.search(before):
        return Band(text, None, first - step, unit)
    if _ABOVE.search(before):
        return Band(text, first + step, None, unit)
    if _AT_MOST.search(before):
        return Band(text, None, first, unit)
    if _AT_LEAST.search(before):
        return Band(text, first, None, unit)
    alone = not before.strip() and len(_WORD.findall(after)) <= 1
    return Band(text, first, first, unit) if alone else None


def _value(number: re.Match[str]) -> Decimal:
    return Decimal(number[0].replace(",", "."))

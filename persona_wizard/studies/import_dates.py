"""When somebody answered, as survey tools write it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from persona_wizard.model.alike import bare_key

# A column of these names holds dates, unless a question has the name.
_NAMES = {
    bare_key(name)
    for name in (
        "Timestamp",
        "Date",
        "Date submitted",
        "Submit date",
        "Submitted at",
        "Submission date",
        "Submission time",
        "Submission started",
        "End date",
        "EndDate",
        "Start date",
        "StartDate",
        "Completion time",
        "Completed at",
        "Recorded date",
        "RecordedDate",
        "Created at",
        "Dấu thời gian",
        "Thời gian",
        "Ngày",
        "Ngày gửi",
        "Thời gian gửi",
        "Zeitstempel",
        "Zeit",
        "Datum",
        "Datum abgeschickt",
        "Startzeit",
        "Startdatum",
        "Enddatum",
        "Horodateur",
        "Horodatage",
        "Date de soumission",
        "Date de début",
        "Date de fin",
        "Marca temporal",
        "Fecha",
        "Fecha de envío",
        "Carimbo de data/hora",
        "Data de envio",
    )
}
# A zone in brackets behind a name tells nothing of what the column is.
_ZONE_BEHIND = re.compile(r"\s*[(\[](?:UTC|GMT|[A-Z]{1,4}T)(?:[+-][\d:]{1,5})?[)\]]\s*$")
_LONGEST = 100
_TIME = (
    r"(?:[ T,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[AaPp]\.?[Mm]\b\.?))?"
    r"(?:\s*(?P<zone>[A-Z]{1,5}\b)?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?(?:\s*\([^()]*\))?)?)?"
)
# Which of the first two is the day, the file shows or somebody says.
_DATE = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})" + _TIME
)
_CLEAR_DATES = (
    re.compile(r"(?P<year>\d{4})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})" + _TIME),
    re.compile(
        r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s./-]+"
        r"(?P<month>[A-Za-z]{3,9})\.?[\s,./-]+(?P<year>\d{4}|\d{2})" + _TIME
    ),
    re.compile(
        r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})"
        r"(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME
    ),
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Hours from UTC of the names that mean one zone; others are not guessed at.
_ZONES = {
    **{"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1},
    **{"CEST": 2, "MESZ": 2, "EET": 2, "OEZ": 2, "EEST": 3, "OESZ": 3, "MSK": 3, "ICT": 7},
    **{"JST": 9, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
_DAY_FIRST = "day-month-year"
_MONTH_FIRST = "month-day-year"


def is_named_for_dates(header: str) -> bool:
    """Whether a column of this name holds when somebody answered."""
    return bare_key(_ZONE_BEHIND.sub("", header[:_LONGEST])) in _NAMES


def date_order(texts: Iterable[str]) -> str:
    """What these dates write first, as one of them shows; empty where none does.

    Where they contradict each other, nothing is certain, and it is empty, too.
    """
    orders = set()
    for text in texts:
        found = _two_ways(text)
        if found:
            first, second = int(found["a"]), int(found["b"])
            if found["sep"] == "." or first > 12:
                orders.add(_DAY_FIRST)
            elif second > 12:
                orders.add(_MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else ""


def is_in_doubt(texts: Iterable[str], order: str) -> bool:
    """Whether any of these can't be read without knowing what they write first."""
    return not order and any(_two_ways(text) is not None for text in texts)


def read_date(text: str, order: str) -> datetime | None:
    """The moment in UTC, which is taken where none is said; None where it is none."""
    try:
        moment = _moment(text.strip(), order)
        if moment is None:
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # What lies outside was never a survey, and breaks some clocks.
    return moment if 1971 < moment.year < 2999 else None


def _two_ways(text: str) -> re.Match[str] | None:
    plain = text.strip()
    return _DATE.fullmatch(plain) if len(plain) <= _LONGEST else None


def _moment(text: str, order: str) -> datetime | None:
    """The moment as it is written. Raises ValueError, OverflowError."""
    if found := _two_ways(text):
        if not order:
            return None
        first, second = int(found["a"]), int(found["b"])
        day, month = (first, second) if order == _DAY_FIRST else (second, first)
        return _at(found, month, day)
    with suppress(ValueError):
        return datetime.fromisoformat(text.replace("/", "-").removesuffix(" UTC"))
    if len(text) > _LONGEST:
        return None
    for pattern in _CLEAR_DATES:
        if found := pattern.fullmatch(text):
            return _at(found, _month(found["month"]), int(found["day"]))
    return None


def _month(text: str) -> int:
    """A month's number, from its number or its English name. Raises ValueError."""
    if text.isdecimal():
        return int(text)
    named = text.lower()
    numbers = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith(named)]
    if named == "sept":
        numbers = [9]
    if len(numbers) != 1:
        raise ValueError(text)
    return numbers[0]


def _at(found: re.Match[str], month: int, day: int) -> datetime:
    """The moment of a date and the time behind it. Raises ValueError, OverflowError."""
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    hour = int(found["hour"] or 0)
    half = (found["half"] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    moment = datetime(year, month, day, hour, int(found["minute"] or 0), int(found["second"] or 0))
    return moment - _from_utc(found["zone"] or "", found["offset"] or "")


def _from_utc(zone: str, offset: str) -> timedelta:
    """How much later than UTC a zone's clocks are. Raises ValueError."""
    if zone and (zone not in _ZONES or (offset and _ZONES[zone])):
        raise ValueError(zone)
    if not offset:
        return timedelta(hours=_ZONES.get(zone, 0))
    sign = -1 if offset[0] == "-" else 1
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return sign * timedelta(hours=int(hours), minutes=int(minutes))

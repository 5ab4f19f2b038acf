"""When somebody answered, as survey tools write it."""

import re
from collections.abc import Iterable
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
    )
}
_DATE = re.compile(
    r"(?P<a>\d{1,4})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{2})"
    r"(?:[ T,]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?(?P<zone>\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
)
_DAY_FIRST = "day-month-year"
_MONTH_FIRST = "month-day-year"


def is_named_for_dates(header: str) -> bool:
    """Whether a column of this name holds when somebody answered."""
    return bare_key(header) in _NAMES


def date_order(texts: Iterable[str]) -> str:
    """What these dates write first, as one of them shows; empty where none does.

    Where they contradict each other, nothing is certain, and it is empty, too.
    """
    orders = set()
    for text in texts:
        found = _DATE.fullmatch(text.strip())
        if found and len(found["a"]) < 3:
            first, second = int(found["a"]), int(found["b"])
            if found["sep"] == "." or first > 12:
                orders.add(_DAY_FIRST)
            elif second > 12:
                orders.add(_MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else ""


def is_in_doubt(texts: Iterable[str], order: str) -> bool:
    """Whether any of these can't be read without knowing what they write first."""
    found = (_DATE.fullmatch(text.strip()) for text in texts)
    return not order and any(one is not None and len(one["a"]) < 3 for one in found)


def read_date(text: str, order: str) -> datetime | None:
    """The moment in UTC, which is taken where none is said; None where it is none."""
    plain = text.strip()
    found = _DATE.fullmatch(plain)
    try:
        if found is None or len(found["a"]) > 2:
            moment = datetime.fromisoformat(plain.replace("/", "-").removesuffix(" UTC"))
        elif order:
            moment = _read(found, order)
        else:
            return None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # What lies outside was never a survey, and breaks some clocks.
    return moment if 1971 < moment.year < 2999 else None


def _read(found: re.Match[str], order: str) -> datetime:
    first, second = int(found["a"]), int(found["b"])
    day, month = (first, second) if order == _DAY_FIRST else (second, first)
    year = int(found["c"]) + (2000 if len(found["c"]) == 2 else 0)
    hour = int(found["hour"] or 0)
    half = (found["half"] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    moment = datetime(year, month, day, hour, int(found["minute"] or 0), int(found["second"] or 0))
    zone = (found["zone"] or "").strip()
    if zone[:1] in ("+", "-"):
        sign = -1 if zone[0] == "-" else 1
        digits = zone[1:].replace(":", "")
        moment -= sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return moment

"""Days and times as a person says them."""

from datetime import datetime


def when(then: datetime, now: datetime) -> str:
    """A moment in the local zone: "today 14:10", "yesterday", "18 Nov", "18 Nov 2025"."""
    days = (now.date() - then.date()).days
    if days == 0:
        return f"today {then:%H:%M}"
    if days == 1:
        return "yesterday"
    if then.year == now.year:
        return f"{then.day} {then:%b}"
    return f"{then.day} {then:%b %Y}"


def to_the_second(then: datetime, now: datetime) -> str:
    """A moment in the local zone: "today 14:10:33", "yesterday 14:10:33", "18 Nov 14:10:33"."""
    return f"{when(then, now).removesuffix(f' {then:%H:%M}')} {then:%H:%M:%S}"


def minutes_and_seconds(seconds: float) -> str:
    """A duration: "18:42", "1:05:09"."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

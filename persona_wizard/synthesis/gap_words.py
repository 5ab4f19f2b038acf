"""The reasons of gaps, in words, with their counts."""

from collections import Counter
from collections.abc import Sequence

from persona_wizard.synthesis.replies import Bucket

_ASKED = {Bucket.DECLINED: "declined", Bucket.DONT_KNOW: "didn't know"}
_OUTSIDE = {
    Bucket.OUT_OF_TIME: "ran out of time",
    Bucket.NOT_APPLICABLE: "not applicable",
    Bucket.PARKED: "set aside",
}


def counted(count: int, one: str) -> str:
    """`1 interview`, `3 interviews`."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def no_question_words(banks: int) -> str:
    if banks == 1:
        return "the bank has no question for it"
    return f"none of the {banks} banks has a question for it"


def never_asked_words(interviews: int) -> str:
    held = counted(interviews, "interview") if interviews else "no interviews"
    return f"nobody was asked yet; {held}"


def asked_in_vain(buckets: Sequence[Bucket]) -> str:
    """Why nobody who was asked answered; `buckets` has one entry a participant."""
    counts = Counter(buckets)
    asked = [(counts[bucket], words) for bucket, words in _ASKED.items() if counts[bucket]]
    outside = [(counts[bucket], words) for bucket, words in _OUTSIDE.items() if counts[bucket]]
    parts = [f"{count} {words}" for count, words in outside]
    told = (_of_those_asked(asked), ", ".join(parts))
    return "; ".join(part for part in told if part)


def _of_those_asked(told: Sequence[tuple[int, str]]) -> str:
    """`3 asked, all declined`, `1 asked, declined`, `3 asked: 2 declined, 1 didn't know`."""
    asked = sum(count for count, _ in told)
    if not told:
        return "nobody was asked"
    if len(told) == 1:
        return f"{asked} asked, {'all ' if asked > 1 else ''}{told[0][1]}"
    return f"{asked} asked: " + ", ".join(f"{count} {words}" for count, words in told)


def few_words(answered: int, asked: int) -> str:
    """`only 1 person answered, of 4 asked`, `only 2 people answered`."""
    told = f"only {answered} {'person' if answered == 1 else 'people'} answered"
    return f"{told}, of {asked} asked" if asked > answered else told


def heading_words(whom: str, in_bank: bool) -> str:
    """`whom` is the audience with its count; `in_bank` whether their bank asks about it at all."""
    if in_bank:
        return f"nobody was asked yet; {whom} interviewed"
    return f"their bank has no question for it; {whom} interviewed"


def waiting_words(answers: int, left: int) -> str:
    """`left` is how many of the answers are not read to their end."""
    told = counted(answers, "answer")
    if left == answers:
        return f"{told}, not read for claims yet"
    return f"{told}, {left} of them not read for claims yet"

"""How a survey's question was answered, guessed from what people answered."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks.bands import are_bands, in_order
from persona_wizard.model.alike import key
from persona_wizard.model.bank import Kind
from persona_wizard.model.interview import State
from persona_wizard.model.numbers import read_number, thousands_in
from persona_wizard.model.text import clean_line
from persona_wizard.model.unanswered import state_written

_COMMAS = (", ", ",")
# These hardly stand within a choice.
_SURE = (";", "|", "\n")
_YES_NO = tuple({key(text) for text in pair} for pair in (("Yes", "No"), ("Có", "Không")))
_LABELLED = re.compile(r"(?P<number>\d{1,6})\s*[-–—:=]?\s*[(\[]?(?P<label>[^\d()\[\]]+)[)\]]?")
_ENDS = re.compile(
    r"(?<![\w.,])(?P<low>\d{1,2})\s*"
    r"(?:[-–—−]|(?<=\s)(?:to|through|until|bis|à|a|al|até|đến|tới|tot|til|till|do|до)(?=\s))"
    r"\s*(?P<high>\d{1,2})(?![\w.,]*\d|\w|%)",
    re.IGNORECASE,
)
# Microsoft Forms ends each list with what parts it.
_CLOSING = ";"
_OTHER = {key(text) for text in ("other", "others", "other (please specify)", "khác")}
# What more of the people wrote than these shares, in so few ways, was picked from a list.
_OFTEN_ENOUGH = 0.6
_MOST_CHOICES = 30
_LONGEST_CHOICE = 100
_SHORT = 40
_SCALES = (5, 7, 10)
_BY_CHANCE = 9


class GuessedKind(Struct, frozen=True, kw_only=True):
    """A kind with what it needs. `choices` are texts; `other` leaves room for words.

    `unit` is what numbers are of; `sign` says what it was guessed from.
    """

    kind: Kind
    sign: str
    choices: tuple[str, ...] = ()
    other: bool = False
    minimum: int | None = None
    maximum: int | None = None
    low: str = ""
    high: str = ""
    unit: str = ""


class _Listed(Struct, frozen=True):
    """A kind with choices, and how much it leaves to be explained."""

    kind: GuessedKind | None
    left: int = 0


_NONE = _Listed(None)


def guess_kind(values: Sequence[str], language: str, wording: str = "") -> GuessedKind:
    """The kind of a question that was asked and answered so; blank values are not among them."""
    states: dict[State, Counter[str]] = {}
    said: list[str] = []
    for value in values:
        state = state_written(value, language)
        if state is None:
            said.append(value)
        else:
            states.setdefault(state, Counter())[clean_line(value)] += 1
    if not said:
        return GuessedKind(kind=Kind.OPEN, sign="nobody answered it")
    distinct = {key(value) for value in said}
    if any(distinct <= pair for pair in _YES_NO):
        return GuessedKind(kind=Kind.YES_NO, sign="only yes and no were answered")
    guessed = _number(said, wording) or _from_a_list(said) or _words(said)
    if not guessed.choices:
        return guessed
    more = (texts.most_common(1)[0][0] for texts in states.values() if texts.total() > 1)
    return replace(guessed, choices=(*guessed.choices, *more))


def several(choices: Sequence[str]) -> GuessedKind:
    """The kind of a question of which each choice has a column of its own."""
    named = {key(choice): clean_line(choice) for choice in choices}
    listed = tuple(text for name, text in named.items() if name and name not in _OTHER)
    sign = "each choice has a column of its own"
    return GuessedKind(kind=Kind.MANY, sign=sign, choices=listed, other=len(listed) < len(named))


def _number(values: Sequence[str], wording: str) -> GuessedKind | None:
    labels: dict[int, str] = {}
    numbers: list[float] = []
    thousands = thousands_in(values)
    for value in values:
        number = read_number(value, thousands)
        if number is None:
            labelled = _LABELLED.fullmatch(value.strip())
            if labelled is None:
                return None
            number = int(labelled["number"])
            labels[int(number)] = clean_line(labelled["label"])
        numbers.append(number)
    low, high = min(numbers), max(numbers)
    named = {key(label) for label in labels.values()}
    whole = all(number == int(number) for number in numbers)
    if 1 < len(labels) == len(set(numbers)) and len(named) == 1:
        unit = next(iter(labels.values()))
        return GuessedKind(kind=Kind.NUMBER, sign=f"all answers are numbers of {unit}", unit=unit)
    told = _ends_told(wording, low, high) if whole else None
    # Numbers of few people, all of them small, may as well be children or cups.
    if told is None and (not whole or low < 0 or high > _SCALES[-1] or high < 2):
        # Months beside years, or thousands, can't be counted together.
        if len(labels) * 2 > len(set(numbers)):
            return None
        return GuessedKind(kind=Kind.NUMBER, sign="all answers are numbers")
    minimum, maximum = told or (
        0 if low == 0 else 1,
        next(most for most in _SCALES if high <= most),
    )
    return GuessedKind(
        kind=Kind.SCALE,
        sign=f"all answers are whole numbers from {low:g} to {high:g}",
        minimum=minimum,
        maximum=maximum,
        low=labels.get(minimum, ""),
        high=labels.get(maximum, ""),
    )


def _ends_told(wording: str, low: float, high: float) -> tuple[int, int] | None:
    """The ends of a scale as its wording tells them, where all answers lie within."""
    for found in _ENDS.finditer(wording):
        ends = int(found["low"]), int(found["high"])
        if ends[0] < 2 <= ends[1] <= _SCALES[-1] and ends[0] <= low and high <= ends[1]:
            return ends
    return None


def _from_a_list(values: Sequence[str]) -> GuessedKind | None:
    # What explains the answers best, with few choices; a comma alone may be part of one.
    lists = [*_many(values, _SURE), *_one(values), *_many(values, _COMMAS)]
    return min(lists, key=lambda one: one.left, default=_NONE).kind


def _one(values: Sequence[str]) -> Iterator[_Listed]:
    found = _common(values, len(values))
    if found is None:
        return
    choices, other = found
    sign = f"{len(choices)} answers were given by several people each"
    kind = Kind.BANDS if are_bands(choices) else Kind.ONE
    listed = in_order(choices) if kind is Kind.BANDS else choices
    guessed = GuessedKind(kind=kind, sign=sign, choices=listed, other=other)
    # A list that a tool closed with what parts it is one of several, whoever took a single one.
    if not _are_closed(values):
        yield _Listed(guessed, _left(choices, [[value] for value in values]))


def _many(values: Sequence[str], separators: Sequence[str]) -> Iterator[_Listed]:
    """A question of several choices for each separator that may part them."""
    for separator in separators:
        if sum(separator in value for value in values) * 10 < len(values):
            continue
        parted = _rejoined([_parts(value, separator) for value in values], separator)
        often = sum(len(parts) > 1 for parts in parted) * 10 >= len(values)
        if not often and not (separator == _CLOSING and _are_closed(values)):
            continue
        pieces = [piece for parts in parted for piece in parts]
        found = _common(pieces, len(values))
        if found is not None:
            choices, other = found
            sign = f"{len(choices)} parts of answers come back in several people's"
            guessed = GuessedKind(kind=Kind.MANY, sign=sign, choices=choices, other=other)
            yield _Listed(guessed, _left(choices, parted))


def _are_closed(values: Sequence[str]) -> bool:
    return all(value.rstrip().endswith(_CLOSING) for value in values)


def _left(choices: Sequence[str], parted: Sequence[Sequence[str]]) -> int:
    """What these choices leave to be explained: themselves, and each value that is not of them."""
    named = {key(choice) for choice in choices} | _OTHER
    return len(choices) + sum(any(key(part) not in named for part in parts) for parts in parted)


def _words(values: Sequence[str]) -> GuessedKind:
    short = sum(len(value) <= _SHORT and "\n" not in value for value in values)
    if short * 10 >= 9 * len(values):
        return GuessedKind(kind=Kind.SHORT, sign="answers are short, and differ")
    return GuessedKind(kind=Kind.OPEN, sign="answers are long, or differ")


def _common(texts: Sequence[str], people: int) -> tuple[tuple[str, ...], bool] | None:
    """What was written again and again, most often first, and whether there is more.

    Only what several people wrote: words of one of them would tell of that one.
    """
    spelt: dict[str, Counter[str]] = {}
    for text in texts:
        spelt.setdefault(key(text), Counter())[clean_line(text)] += 1
    least = max(2, people // 50)
    often = {
        name: spellings.most_common(1)[0][0]
        for name, spellings in spelt.items()
        if name and spellings.total() >= least
    }
    covered = sum(spelt[name].total() for name in often)
    too_long = any(len(text) > _LONGEST_CHOICE for text in often.values())
    if len(often) < 2 or len(often) > _MOST_CHOICES or too_long:
        return None
    if covered < _OFTEN_ENOUGH * len(texts):
        return None
    ranked = sorted(often, key=lambda name: -spelt[name].total())
    choices = tuple(often[name] for name in ranked if name not in _OTHER)
    other = covered < len(texts) or len(choices) < len(ranked)
    return (choices, other) if len(choices) > 1 else None


def _rejoined(parted: Sequence[Sequence[str]], separator: str) -> list[list[str]]:
    """Values whose parts are joined again where they only ever stand together, in this order.

    So “A shop, a market or a stall” is one choice.
    """
    singly = Counter(part for parts in parted for part in parts)
    pairs = Counter(pair for parts in parted for pair in pairwise(parts))
    # Where choices begin with a capital, what does not is the other half of one.
    written_large = any(part[:1].isupper() for part in singly)
    one = {
        (first, second)
        for (first, second), times in pairs.items()
        if first != second
        and times == singly[first] == singly[second]
        and times > (1 if written_large and not second[:1].isupper() else _BY_CHANCE)
    }
    sign = f"{separator.strip()} " if separator.strip() else separator
    joined = []
    for parts in parted:
        whole: list[str] = []
        for place, part in enumerate(parts):
            if place and (parts[place - 1], part) in one:
                whole[-1] += sign + part
            else:
                whole.append(part)
        joined.append(whole)
    return joined


def _parts(value: str, separator: str) -> list[str]:
    """A value parted at separators that stand in no brackets."""
    if separator not in value:
        return [value.strip()] if value.strip() else []
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(value):
        depth += (sign in "([") - (sign in ")]" and depth > 0)
        if depth == 0 and value.startswith(separator, place) and place >= start:
            parts.append(value[start:place])
            start = place + len(separator)
    return [part.strip() for part in (*parts, value[start:]) if part.strip()]

"""What a cell says as a number: bare, with its unit, or with a label of a scale."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from persona_wizard.model.alike import key
from persona_wizard.model.bank import Kind, Question
from persona_wizard.model.fills import fill
from persona_wizard.model.numbers import read_number, thousands_in, two_readings

_SIGNS = "$€£¥₫"
_NUMBER_FIRST = re.compile(
    rf"(?P<sign>[{_SIGNS}]?)\s*(?P<number>[-−]?\d[\d.,'’\s]*)(?P<rest>(?:[(\[].*)|\D*)", re.DOTALL
)
_BRACKETED = re.compile(r"[(\[](?P<within>[^()\[\]]*)[)\]]\W*")


class Numbers:
    """Reads numbers as answers to one question. `seen` are all its answers, `words` fill it."""

    def __init__(self, question: Question, words: Mapping[str, str], seen: Iterable[str]) -> None:
        self._question = question
        low, high = (key(fill(end, words)) for end in (question.low, question.high))
        self._ends = {low: question.minimum, high: question.maximum}
        self._ends.pop("", None)
        self._unit = fill(question.unit, words)
        seen = tuple(seen)
        self._thousands = thousands_in(found["number"].strip() for found in _begun(seen))
        self._labels = self._labels_in(seen) if question.kind is Kind.SCALE else {}

    def read(self, text: str) -> tuple[int | float | None, bool]:
        """The number, if it is one, and whether nothing else is said beside it."""
        end = self._ends.get(key(text))
        if end is not None:
            return _plain(end), True
        number = read_number(text, self._thousands)
        if number is not None:
            return (_plain(number), True) if self._fits(number) else (None, False)
        found = self._parted(text)
        if found is None:
            return None, False
        sign, number, rest = found
        if not self._fits(number) or not self._is_currency(sign):
            return None, False
        bracketed = _BRACKETED.fullmatch(rest)
        said = key(bracketed["within"] if bracketed else rest)
        if self._is_label(number, said):
            return _plain(number), True
        # Words in brackets are a remark; others may be thousands, dozens, or months.
        return (_plain(number), False) if rest[:1] in ("(", "[") else (None, False)

    def _is_label(self, number: float, said: str) -> bool:
        if not said or self._ends.get(said) == number or self._labels.get(number) == said:
            return True
        return self._is_unit(said)

    def _is_unit(self, said: str) -> bool:
        """Whether the unit is said, or the words that it begins with, of one or of many."""
        unit, words = _words(key(self._unit)), _words(said)
        return (said == "%" and not unit) or (bool(words) and unit[: len(words)] == words)

    def _is_currency(self, sign: str) -> bool:
        """Whether an amount in this currency may be an answer: not where another is asked for."""
        asked = set(self._unit) & set(_SIGNS)
        return not sign or not asked or sign in asked

    def _fits(self, number: float) -> bool:
        question = self._question
        if question.kind is Kind.SCALE and number != int(number):
            return False
        low = question.minimum is None or number >= question.minimum
        return low and (question.maximum is None or number <= question.maximum)

    def in_doubt(self, text: str) -> tuple[str, str] | None:
        """A number that the other answers don't tell for thousands or a fraction, as each."""
        found = next(_begun([text]), None)
        if found is None or read_number(found["number"].strip(), self._thousands) is not None:
            return None
        return two_readings(found["number"])

    def _labels_in(self, seen: Iterable[str]) -> dict[float, str]:
        """What stands beside a number whenever it was answered, by two or more people."""
        said: dict[float, list[str]] = defaultdict(list)
        for text in seen:
            bare = read_number(text, self._thousands)
            found = self._parted(text) if bare is None else ("", bare, "")
            if found is not None:
                said[found[1]].append(key(re.sub(r"[()\[\]]", " ", found[2])))
        return {
            number: labels[0]
            for number, labels in said.items()
            if len(labels) > 1 and labels[0] and len(set(labels)) == 1
        }

    def _parted(self, text: str) -> tuple[str, int | float, str] | None:
        """A currency's sign, a number, and what stands behind it; None for other words."""
        found = next(_begun([text]), None)
        number = read_number(found["number"].strip(), self._thousands) if found else None
        if found is None or number is None:
            return None
        rest = found["rest"].strip()
        if rest[:1] and rest[0] in _SIGNS and not found["sign"]:
            return rest[0], number, rest[1:].strip()
        return found["sign"], number, rest


def _begun(texts: Iterable[str]) -> Iterator[re.Match[str]]:
    """Those that begin with a number, in its parts."""
    return filter(None, (_NUMBER_FIRST.fullmatch(text.strip()) for text in texts))


def _words(text: str) -> list[str]:
    """The words of a key, those of many as of one."""
    return [word.removesuffix("s") or word for word in text.split()]


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number

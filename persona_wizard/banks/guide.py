"""A discussion guide: a bank as Markdown to print, with room for notes."""

import re
from itertools import groupby

from persona_wizard.banks.outline import about
from persona_wizard.model.bank import Bank, Choice, Frame, Kind, Question
from persona_wizard.model.conditions import in_words
from persona_wizard.model.fills import fill
from persona_wizard.model.languages import words_in
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line

# In Markdown such a line alone is a line across the page, to write on.
_RULE = "_" * 64
_BLANK = "_" * 12
_OPEN_LINES = 6
_CLOSED_LINES = 1
_MARKDOWN = "\\`*_[]<>#|~"
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_SIGN = re.compile(r"^(\d*)([-+.)])(?=\s|$|-)")
# A longer scale is written as its ends.
_MOST_STEPS = 11


def guide(bank: Bank, study: Study | None = None) -> str:
    """The bank as a guide on paper, with the study's words filled in where there is a study."""
    return _Guide(bank, study).text()


class _Guide:
    def __init__(self, bank: Bank, study: Study | None) -> None:
        self._bank = bank
        self._fills = study.fills if study else {}
        self._words = words_in(bank.language)

    def text(self) -> str:
        bank = self._bank
        blocks = [
            f"# {self._shown(bank.title)}",
            self._shown(about(bank)),
            f"Pseudonym: {_BLANK}    Date: {_BLANK}    From: {_BLANK} to: {_BLANK}",
            *self._frame(self._words.opening, bank.opening),
        ]
        number = 0
        for heading_id, questions in groupby(bank.questions, key=lambda q: q.heading):
            blocks.append(f"## {self._words.headings[heading_id]}")
            for question in questions:
                number += 1
                blocks += self._question(number, question)
        blocks += self._frame(self._words.closing, bank.closing)
        return "\n\n".join(blocks) + "\n"

    def _frame(self, title: str, frame: Frame) -> list[str]:
        if not frame.paragraphs and not frame.consent:
            return []
        blocks = [f"## {title}", *(self._shown(text) for text in frame.paragraphs)]
        if frame.consent:
            blocks.append("\n".join(f"- ☐ {self._shown(item.text)}" for item in frame.consent))
        return blocks

    def _question(self, number: int, question: Question) -> list[str]:
        mark = " ★" if question.key else ""
        blocks = [f"### {number}. {self._shown(question.wording)}{mark}"]
        if question.when is not None:
            blocks.append(f"*Only if: {_literal(in_words(question.when))}*")
        blocks += [f"*{self._shown(text)}*" for text in question.guidance]
        if question.probes:
            blocks.append("\n".join(f"- “{self._shown(text)}”" for text in question.probes))
        blocks += self._to_choose_from(question)
        lines = _OPEN_LINES if question.kind is Kind.OPEN else _CLOSED_LINES
        blocks += [_RULE] * lines
        return blocks

    def _to_choose_from(self, question: Question) -> list[str]:
        if question.kind is Kind.SCALE:
            return [self._scale(question)]
        if question.kind is Kind.NUMBER:
            unit = self._shown(question.unit)
            return [f"{_BLANK} {unit}".rstrip()]
        if question.choices:
            return ["\n".join(f"- ☐ {self._choice(choice)}" for choice in question.choices)]
        return []

    def _choice(self, choice: Choice) -> str:
        room = f" {_BLANK}" if choice.free_text else ""
        return f"{self._shown(choice.text)}{room}"

    def _scale(self, question: Question) -> str:
        low, high = int(question.minimum or 0), int(question.maximum or 0)
        steps = range(low, high + 1)
        shown = [str(step) for step in steps] if len(steps) <= _MOST_STEPS else [f"{low} … {high}"]
        ends = (self._shown(question.low), " · ".join(shown), self._shown(question.high))
        return " · ".join(part for part in ends if part)

    def _shown(self, text: str) -> str:
        """A text with its fills, for the page."""
        return _literal(clean_line(fill(text, self._fills)))


def _literal(text: str) -> str:
    """A text such that Markdown reads it as it is."""
    plain = "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in text)
    return _ENTITY.sub(r"\&", _LIST_SIGN.sub(r"\1\\\2", plain))

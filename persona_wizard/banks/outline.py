"""A bank at a glance: its questions, with what there is to choose from."""

from collections.abc import Mapping
from itertools import groupby
from textwrap import wrap

from msgspec.structs import replace

from persona_wizard.model.bank import Bank, Frame, Kind, Question
from persona_wizard.model.conditions import in_words
from persona_wizard.model.fills import fill
from persona_wizard.model.languages import words_in
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line

_WIDTH = 80
_INDENT = "    "


def outline(bank: Bank, width: int = _WIDTH, study: Study | None = None) -> str:
    """The bank's title, its headings and its questions as plain text of so many columns.

    With a study, its words are filled in.
    """
    bank = _filled(bank, study.fills if study else {})
    words = words_in(bank.language)
    blocks = ["\n".join([f"{bank.title} [{bank.id}]", about(bank)])]
    blocks += _frame(words.opening, bank.opening, width)
    number = 0
    for heading_id, questions in groupby(bank.questions, key=lambda q: q.heading):
        lines = [words.headings[heading_id].upper()]
        for question in questions:
            number += 1
            lines += ["", *_question(number, question, width)]
        blocks.append("\n".join(lines))
    blocks += _frame(words.closing, bank.closing, width)
    return "\n\n".join(blocks)


def _filled(bank: Bank, fills: Mapping[str, str]) -> Bank:
    def shown(text: str) -> str:
        return clean_line(fill(text, fills))

    def frame(one: Frame) -> Frame:
        consent = tuple(replace(item, text=shown(item.text)) for item in one.consent)
        return Frame(tuple(map(shown, one.paragraphs)), consent)

    questions = (
        replace(
            question,
            wording=shown(question.wording),
            unit=shown(question.unit),
            low=shown(question.low),
            high=shown(question.high),
            choices=tuple(replace(c, text=shown(c.text)) for c in question.choices),
        )
        for question in bank.questions
    )
    return replace(
        bank,
        opening=frame(bank.opening),
        questions=tuple(questions),
        closing=frame(bank.closing),
    )


def about(bank: Bank) -> str:
    """What a bank is, in one line: audience, language, version, questions, minutes."""
    parts = [audience_of(bank), bank.language]
    if bank.version:
        parts.append(f"version {bank.version}")
    count = len(bank.questions)
    parts.append("1 question" if count == 1 else f"{count} questions")
    if bank.minutes is not None:
        parts.append(f"about {bank.minutes:g} minutes")
    return " · ".join(parts)


def audience_of(bank: Bank) -> str:
    """The bank's audience in its own language."""
    if bank.audience is None:
        return "for other banks to include"
    return words_in(bank.language).audiences[bank.audience]


def _frame(title: str, frame: Frame, width: int) -> list[str]:
    if not frame.paragraphs and not frame.consent:
        return []
    lines = [title.upper()]
    for paragraph in frame.paragraphs:
        lines += ["", *wrap(paragraph, width - 2)]
    if frame.consent:
        lines += ["", *(f"{_INDENT}[ ] {item.text}" for item in frame.consent)]
    return ["\n".join(lines)]


def _question(number: int, question: Question, width: int) -> list[str]:
    first = f"{number:>2}. "
    lines = wrap(question.wording, width, initial_indent=first, subsequent_indent=_INDENT)
    notes = [f"#{question.id}", question.kind.value]
    notes += ["key"] if question.key else []
    notes += ["sensitive"] if question.sensitive else []
    lines += _wrapped(", ".join(notes), width)
    if question.when is not None:
        lines += _wrapped(f"only if {in_words(question.when)}", width)
    if answers := _answers(question):
        lines += _wrapped(answers, width)
    return lines


def _answers(question: Question) -> str:
    """What there is to choose from; empty for a question that is answered in words."""
    if question.kind in (Kind.SCALE, Kind.NUMBER):
        ends = (question.minimum, question.maximum)
        span = " to ".join(f"{end:g}" for end in ends if end is not None)
        named = " to ".join(f"“{end}”" for end in (question.low, question.high) if end)
        return " ".join(part for part in (span, question.unit, named) if part)
    return " / ".join(choice.text for choice in question.choices)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)

"""A closed question's answer, read from one typed line: the value first, then a remark."""

import re
from typing import NoReturn

from persona_wizard.model.bank import Choice, Kind, Question
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Pick, Value
from persona_wizard.model.numbers import in_digits, number_doubt, read_number
from persona_wizard.model.text import clean_line, folded, slug

# A number, or several in a row, before whatever else the line says.
_NUMBERS_FIRST = re.compile(r"(?P<numbers>\d+(?:(?:\s*,\s*|\s+)\d+)*)(?:[\s,.:;–-]+(?P<rest>.*))?")
_NUMBER_FIRST = re.compile(r"(?P<number>[-−]?[\d.,]*\d)(?:[\s,.:;–]+(?P<rest>\D.*))?")
_WORD_FIRST = re.compile(r"(?P<word>[^\W\d]+)\b[\s,.:;–-]*(?P<rest>.*)")

# How much of what was typed is said back.
_SHOWN = 40


def answer_in_line(question: Question, line: str) -> tuple[Value, str]:
    """The value and the remark that a line gives. Raises WizardError where it gives no value."""
    typed = clean_line(line)
    if question.kind in (Kind.NUMBER, Kind.SCALE):
        return _number_and_remark(question, typed)
    picks, remark = _picks_and_remark(question, typed)
    alone = {c.slug for c in question.choices if c.alone or c.state is not None}
    if len(picks) > 1 and any(pick.choice in alone for pick in picks):
        _refuse("That choice stands alone.")
    return picks, remark


def bounds_in_words(question: Question) -> str:
    """What numbers fit, with a space before: " from 0 (not at all) to 10 (completely)"."""
    parts = []
    if question.minimum is not None:
        lowest = in_digits(question.minimum)
        parts.append(f"from {lowest}{f' ({question.low})' if question.low else ''}")
    if question.maximum is not None:
        highest = in_digits(question.maximum)
        parts.append(f"to {highest}{f' ({question.high})' if question.high else ''}")
    if question.unit:
        parts.append(f"in {question.unit}")
    return "".join(f" {part}" for part in parts)


def _number_and_remark(question: Question, typed: str) -> tuple[Value, str]:
    whole = read_number(typed)
    if whole is not None:
        return _fitting(question, typed, whole), ""
    first = _NUMBER_FIRST.fullmatch(typed)
    number = read_number(first["number"]) if first else None
    if first is None or number is None:
        doubt = number_doubt(first["number"] if first else typed)
        _refuse(f"{doubt}." if doubt else _no_number(question, typed))
    return _fitting(question, first["number"], number), first["rest"] or ""


def _no_number(question: Question, typed: str) -> str:
    return f"“{_cut(typed)}” is not a number. Type one{bounds_in_words(question)}."


def _fitting(question: Question, typed: str, number: float) -> float:
    too_low = question.minimum is not None and number < question.minimum
    too_high = question.maximum is not None and number > question.maximum
    if too_low or too_high:
        _refuse(f"{typed} does not fit. Type a number{bounds_in_words(question)}.")
    if number == int(number):
        return int(number)
    if question.kind is Kind.SCALE:
        _refuse(f"{typed} does not fit. Type a whole number{bounds_in_words(question)}.")
    return number


def _picks_and_remark(question: Question, typed: str) -> tuple[tuple[Pick, ...], str]:
    choices = question.choices
    numbers = _NUMBERS_FIRST.fullmatch(typed)
    if numbers:
        words = re.split(r"[\s,]+", numbers["numbers"])
        several = question.kind is Kind.MANY
        picks = [_numbered(choices, word) for word in (words if several else words[:1])]
        rest = [] if several else words[1:]
        return tuple(dict.fromkeys(picks)), " ".join((*rest, numbers["rest"] or "")).strip()
    named = _named(choices, typed)
    if named is not None:
        return (named,), ""
    first = _WORD_FIRST.fullmatch(typed)
    if question.kind is Kind.YES_NO and first and (pick := _named(choices, first["word"])):
        return (pick,), first["rest"]
    free = next((choice for choice in choices if choice.free_text), None)
    if free is not None:
        return (Pick(free.slug, free.text, typed),), ""
    return _no_choice(choices, typed)


def _numbered(choices: tuple[Choice, ...], word: str) -> Pick:
    number = int(word) if len(word) < 4 else 0
    if not 1 <= number <= len(choices):
        return _no_choice(choices, word)
    return Pick(choices[number - 1].slug, choices[number - 1].text)


def _named(choices: tuple[Choice, ...], typed: str) -> Pick | None:
    """The choice that this names by its slug or its words; their beginning does where it is only
    one choice's, and accents may be left out.
    """
    wanted = slug(typed)
    bare = folded(wanted)
    if not wanted:
        return None
    names = [(choice, (choice.slug, slug(choice.text))) for choice in choices]
    exact = [choice for choice, both in names if wanted in both]
    same = [choice for choice, both in names if bare in map(folded, both)]
    starting = [c for c, both in names if any(folded(name).startswith(bare) for name in both)]
    found = exact[:1] or next((only for only in (same, starting) if len(only) == 1), [])
    return Pick(found[0].slug, found[0].text) if found else None


def _no_choice(choices: tuple[Choice, ...], typed: str) -> NoReturn:
    _refuse(f"“{_cut(typed)}” is none of the choices. Type a number from 1 to {len(choices)}.")


def _cut(typed: str) -> str:
    return typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"


def _refuse(message: str) -> NoReturn:
    raise WizardError(message)

"""What one question says of others: `when=` and fills, and ids that stand twice."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from persona_wizard.banks.faults import Faults, did_you_mean
from persona_wizard.banks.questions import Said
from persona_wizard.banks.rules import CIRCULAR, LOOKS_AHEAD, NEVER_TRUE, Rule
from persona_wizard.model.bank import WITH_CHOICES, Kind, Question
from persona_wizard.model.conditions import (
    Comparison,
    Condition,
    comparisons_in,
    questions_in,
)
from persona_wizard.model.fills import fills_in, stray_brace

_OTHERWISE = r"; write \{ for a brace, or give the study this word"
_MEASURED = (Kind.NUMBER, Kind.SCALE)
_ORDERING = ("<", "<=", ">", ">=")


class Use(Struct, frozen=True):
    """A text of a file, and how many questions stand before it, whose answers it may hold."""

    file: str
    said: Said
    before: int


def check_references(
    questions: Sequence[Question],
    uses: Sequence[Use],
    words: Collection[str],
    faults: Faults,
) -> None:
    """Report repeated ids, and conditions and fills that name what is not there or comes later."""
    places: dict[str, int] = {}
    for place, question in enumerate(questions):
        if question.id in places:
            message = f"two questions are #{question.id}: give one another id"
            faults.add(question.file, question.line, message)
        places.setdefault(question.id, place)
    for place, question in enumerate(questions):
        if question.when is not None:
            _check_condition(question.when, place, questions, places, faults)
    for use in uses:
        for problem in _fill_problems(use, places, words):
            faults.add(use.file, use.said.line + 1, problem)


def _check_condition(
    condition: Condition,
    place: int,
    questions: Sequence[Question],
    places: dict[str, int],
    faults: Faults,
) -> None:
    asked = questions[place]

    def fault(rule: Rule, message: str) -> None:
        if not any(one.rule == rule.name for one in asked.allowed):
            faults.add(asked.file, asked.line, message, rule.name)

    for name in dict.fromkeys(questions_in(condition)):
        if name not in places:
            hint = did_you_mean(name, places)
            message = f"when= names “{name}”, which is no question here{hint}"
            faults.add(asked.file, asked.line, message)
        elif places[name] == place:
            fault(CIRCULAR, f"when= names “{name}”, the question itself")
        elif places[name] > place:
            later = f"when= names “{name}”, which is asked later"
            if asked.id in _waits_for(questions[places[name]], questions, places):
                fault(CIRCULAR, f"{later} and waits for this one: let one of them go")
            else:
                fault(LOOKS_AHEAD, f"{later}: move it up")
    for comparison in comparisons_in(condition):
        named = places.get(comparison.question, place)
        if named < place and (problem := _mismatch(comparison, questions[named])):
            fault(NEVER_TRUE, problem)


def _waits_for(
    question: Question, questions: Sequence[Question], places: dict[str, int]
) -> set[str]:
    """The ids of all questions that this one's condition hangs on, however far back."""
    found: set[str] = set()
    waiting = [question]
    while waiting:
        condition = waiting.pop().when
        names = set(questions_in(condition)) if condition is not None else set()
        waiting += [questions[places[name]] for name in names - found if name in places]
        found |= names
    return found


def _mismatch(comparison: Comparison, question: Question) -> str | None:
    """Why this comparison could never be true, if it could not."""
    name, value = comparison.question, comparison.value
    if comparison.quoted:
        return None
    if question.kind in _MEASURED:
        if _is_number(value):
            return None
        return f"when= compares “{name}” with “{value}”, but its answer is a number"
    if question.kind not in (*WITH_CHOICES, Kind.YES_NO):
        return f"when= compares “{name}”, whose answer is in words: use answered({name})"
    if comparison.operator in _ORDERING and question.kind is not Kind.BANDS:
        return f"when= compares “{name}” with {comparison.operator}, but its choices have no order"
    slugs = [choice.slug for choice in question.choices]
    if slugs and value.casefold() not in slugs:
        return f"when= names “{value}”, which is no choice of “{name}”{did_you_mean(value, slugs)}"
    picked = question.choice(value.casefold())
    if picked is not None and picked.state is not None:
        return f"when= names “{value}”, but whoever picks that has not answered “{name}”"
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _fill_problems(use: Use, places: dict[str, int], words: Collection[str]) -> list[str]:
    problems = []
    for name in fills_in(use.said.text):
        if name in words or places.get(name, use.before) < use.before:
            continue
        if name in places:
            problems.append(f"{{{name}}} is asked later: only earlier answers can be filled in")
        else:
            hint = (
                did_you_mean(name, (*words, *places))
                or r"; write \{ for a brace, or give the study this word"
            )
            problems.append(f"{{{name}}} is neither a word of the study nor a question{hint}")
    if stray_brace(use.said.text):
        problems.append(r"a { does not close: write \{ for a brace")
    return problems

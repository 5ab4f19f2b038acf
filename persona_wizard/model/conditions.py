"""`when="…"`: a small language of conditions with three truths: true, false and unknown.

expression = term { "or" term } ;  term = factor { "and" factor } ;
factor     = "not" factor | "(" expression ")" | "answered" "(" id ")" | id operator value ;
operator   = "=" | "!=" | "<" | "<=" | ">" | ">=" | "includes" ;
value      = number | slug | "'" text "'" ;
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "includes"]


class Comparison(Struct, frozen=True):
    """An answer held against a value; `quoted` compares wording, else slugs or numbers."""

    question: str
    operator: Operator
    value: str
    quoted: bool = False


class Answered(Struct, frozen=True):
    question: str


class Not(Struct, frozen=True):
    of: "Condition"


class Both(Struct, frozen=True):
    left: "Condition"
    right: "Condition"


class Either(Struct, frozen=True):
    left: "Condition"
    right: "Condition"


Condition = Comparison | Answered | Not | Both | Either


class Known(Struct, frozen=True):
    """What is known of one answer: choices taken (slugs and texts), a number, words.

    `order` holds the slugs of an ordered question, lowest first.
    """

    slugs: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    number: float | None = None
    order: tuple[str, ...] = ()


class ConditionError(ValueError):
    """The text is no condition; the message says where it stopped making sense."""


_LONGEST = 300
# Every bracket and every `not` costs some levels of recursion, which Python bounds.
_DEEPEST = 20
_TOKEN = re.compile(
    r"\s*(?:(?P<quoted>'[^']*')|(?P<operator><=|>=|!=|[=<>])|(?P<bracket>[()])"
    r"|(?P<word>[^\s()'=<>!]+))"
)


def parse_condition(text: str) -> Condition:
    """Read a condition. Raises ConditionError."""
    if len(text) > _LONGEST:
        raise ConditionError(f"a condition may have {_LONGEST} characters, not {len(text)}")
    parser = _Parser(text)
    condition = parser.expression()
    parser.expect_end()
    return condition


def questions_in(condition: Condition) -> Iterator[str]:
    """The ids of the questions that a condition looks at."""
    match condition:
        case Comparison(question=question) | Answered(question=question):
            yield question
        case Not(of=of):
            yield from questions_in(of)
        case Both(left=left, right=right) | Either(left=left, right=right):
            yield from questions_in(left)
            yield from questions_in(right)


def comparisons_in(condition: Condition) -> tuple[Comparison, ...]:
    """Every comparison that a condition is made of, from left to right."""
    match condition:
        case Comparison():
            return (condition,)
        case Not(of=of):
            return comparisons_in(of)
        case Both(left=left, right=right) | Either(left=left, right=right):
            return (*comparisons_in(left), *comparisons_in(right))
        case Answered():
            return ()


def in_words(condition: Condition) -> str:
    """The condition as a bank writes it."""
    match condition:
        case Comparison(question=question, operator=operator, value=value, quoted=quoted):
            shown = f"'{value}'" if quoted else value
            return f"{question} {operator} {shown}"
        case Answered(question=question):
            return f"answered({question})"
        case Not(of=of):
            return f"not {_bracketed(of, Both, Either)}"
        case Both(left=left, right=right):
            return f"{_bracketed(left, Either)} and {_bracketed(right, Either)}"
        case Either(left=left, right=right):
            return f"{in_words(left)} or {in_words(right)}"


def _bracketed(condition: Condition, *kinds: type) -> str:
    words = in_words(condition)
    return f"({words})" if isinstance(condition, kinds) else words


def holds(condition: Condition, known: Callable[[str], Known | None]) -> bool | None:
    """True, False, or None where an answer that matters is not known (Kleene's logic)."""
    match condition:
        case Answered(question=question):
            return known(question) is not None
        case Comparison():
            answer = known(condition.question)
            return None if answer is None else _compare(condition, answer)
        case Not(of=of):
            inner = holds(of, known)
            return None if inner is None else not inner
        case Both(left=left, right=right):
            return _all(holds(left, known), holds(right, known))
        case Either(left=left, right=right):
            return _any(holds(left, known), holds(right, known))


def _all(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _any(left: bool | None, right: bool | None) -> bool | None:
    if left or right:
        return True
    return None if left is None or right is None else False


def _compare(comparison: Comparison, answer: Known) -> bool | None:
    operator = comparison.operator
    if operator in ("=", "!=", "includes"):
        same = _matches(comparison, answer)
        return not same if operator == "!=" else same
    pair = _ranks(comparison.value, answer)
    if pair is None:
        return None
    mine, theirs = pair
    return {
        "<": mine < theirs,
        "<=": mine <= theirs,
        ">": mine > theirs,
        ">=": mine >= theirs,
    }[operator]


def _matches(comparison: Comparison, answer: Known) -> bool:
    if comparison.quoted:
        wanted = comparison.value.casefold().strip()
        return any(text.casefold().strip() == wanted for text in answer.texts)
    number = _number(comparison.value)
    if answer.number is not None and number is not None:
        return answer.number == number
    return comparison.value.casefold() in answer.slugs


def _ranks(value: str, answer: Known) -> tuple[float, float] | None:
    number = _number(value)
    if answer.number is not None and number is not None:
        return answer.number, number
    slug = value.casefold()
    if slug in answer.order and len(answer.slugs) == 1 and answer.slugs[0] in answer.order:
        return answer.order.index(answer.slugs[0]), answer.order.index(slug)
    return None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0
        self._depth = 0

    def _peek(self) -> str:
        return self._tokens[self._next][1] if self._next < len(self._tokens) else ""

    def _take(self, what: str) -> tuple[str, str]:
        if self._next >= len(self._tokens):
            raise ConditionError(f"the condition ends where {what} should follow")
        self._next += 1
        return self._tokens[self._next - 1]

    def expect_end(self) -> None:
        if self._next < len(self._tokens):
            raise ConditionError(f"did not expect “{self._peek()}” there")

    def expression(self) -> Condition:
        left = self._term()
        while self._peek() == "or":
            self._take("or")
            left = Either(left, self._term())
        return left

    def _term(self) -> Condition:
        left = self._factor()
        while self._peek() == "and":
            self._take("and")
            left = Both(left, self._factor())
        return left

    def _factor(self) -> Condition:
        kind, token = self._take("a question's id")
        if token == "not" and kind == "word":
            self._deeper(1)
            negated = Not(self._factor())
            self._deeper(-1)
            return negated
        if token == "(" and kind == "bracket":
            self._deeper(1)
            inner = self.expression()
            self._bracket(")")
            self._deeper(-1)
            return inner
        if kind != "word" or token in ("and", "or", "includes"):
            raise ConditionError(f"expected a question's id, not “{token}”")
        if token == "answered" and self._peek() == "(":
            self._bracket("(")
            kind, question = self._take("a question's id")
            if kind != "word":
                raise ConditionError(f"expected a question's id, not “{question}”")
            self._bracket(")")
            return Answered(question)
        return self._comparison(token)

    def _comparison(self, question: str) -> Condition:
        kind, token = self._take(f"=, <, > or includes after “{question}”")
        if kind != "operator" and token != "includes":
            raise ConditionError(f"expected =, !=, <, <=, >, >= or includes, not “{token}”")
        kind, value = self._take(f"a value after “{token}”")
        if kind not in ("word", "quoted"):
            raise ConditionError(f"expected a value after “{token}”, not “{value}”")
        quoted = kind == "quoted"
        operator: Operator = token  # type: ignore[assignment]  # the tokens are the literals
        return Comparison(question, operator, value[1:-1] if quoted else value, quoted)

    def _deeper(self, by: int) -> None:
        self._depth += by
        if self._depth > _DEEPEST:
            raise ConditionError(f"brackets and “not” may stand {_DEEPEST} deep, not deeper")

    def _bracket(self, bracket: str) -> None:
        if self._take(f"“{bracket}”")[1] != bracket:
            raise ConditionError(f"expected “{bracket}”")


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise ConditionError(f"cannot read “{text[position:].strip()}”")
        position = match.end()
        yield str(match.lastgroup), match[str(match.lastgroup)]

"""A survey of any size, made up: forty questions of every kind, one interview a participant."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from persona_wizard.model.bank import Bank, Choice, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, Pick, State, Value

SEED = 20
_AUDIENCES = tuple(Audience)
# By kind how many questions of the forty are asked so.
_KINDS = {
    Kind.OPEN: 8,
    Kind.ONE: 8,
    Kind.MANY: 8,
    Kind.BANDS: 4,
    Kind.YES_NO: 4,
    Kind.SCALE: 6,
    Kind.NUMBER: 2,
}
_FIELDS = {
    Kind.OPEN: ("objectives", "short-term-goals"),
    Kind.ONE: ("personality", "decision-process"),
    Kind.MANY: ("personality", "information-sources"),
    Kind.BANDS: ("demographics", "income"),
    Kind.YES_NO: ("personality", "brand-loyalty"),
    Kind.SCALE: ("problems", "product-problems"),
    Kind.NUMBER: ("demographics", "age-group"),
}
CHOICES = ("web", "shop", "friends", "press", "social", "fairs")
_WORDS = [
    "late",
    "early",
    "delivery",
    "price",
    "box",
    "coffee",
    "morning",
    "friends",
    "contract",
    "cheap",
    "ready",
]
_TAGS = ("price", "time", "trust", "delivery", "taste")
# One in twenty declines, one in twenty does not know, one in twenty was not asked.
_STATES = (*(State.ANSWERED,) * 17, State.DECLINED, State.DONT_KNOW, None)


def made_up_bank() -> Bank:
    kinds = [kind for kind, many in _KINDS.items() for _ in range(many)]
    return Bank(
        id="survey",
        title="Survey",
        audience=None,
        questions=tuple(_question(number, kind) for number, kind in enumerate(kinds)),
    )


def _question(number: int, kind: Kind) -> Question:
    heading, field = _FIELDS[kind]
    scale = kind is Kind.SCALE
    with_choices = kind in (Kind.ONE, Kind.MANY, Kind.BANDS)
    return Question(
        id=f"q{number:02}",
        wording=f"Question {number}?",
        heading=heading,
        field=field,
        kind=kind,
        choices=tuple(Choice(slug=c, text=c.title()) for c in CHOICES) if with_choices else (),
        minimum=0 if scale else None,
        maximum=10 if scale else None,
    )


def made_up_survey(bank: Bank, size: int) -> list[Interview]:
    """So many interviews with this bank, each with another person, in the order of their start."""
    chance = random.Random(SEED)
    return [_interview(bank, number, chance) for number in range(size)]


def _interview(bank: Bank, number: int, chance: random.Random) -> Interview:
    started = datetime(2025, 1, 1) + timedelta(minutes=50 * number)
    answers = (
        _answer(question, _told(started + timedelta(minutes=place)), chance)
        for place, question in enumerate(bank.questions, start=1)
    )
    return Interview(
        id=f"{number:012x}",
        participant=f"{number + 2**40:012x}",
        pseudonym=f"P{number:02}",
        audience=_AUDIENCES[number % len(_AUDIENCES)],
        bank=BankRef(bank.id, bank.id),
        started=_told(started),
        consent={"consent-take-part": True, "consent-quote": True},
        answers={answer.question: answer for answer in answers if answer is not None},
    )


def _told(time: datetime) -> str:
    return f"{time.isoformat()}Z"


def _answer(question: Question, at: str, chance: random.Random) -> Answer | None:
    state = chance.choice(_STATES)
    if state is None:
        return None
    answered = state is State.ANSWERED
    spoken = answered and question.kind is Kind.OPEN
    return Answer(
        question=question.id,
        wording=question.wording,
        at=at,
        state=state,
        value=_value(question, chance) if answered else None,
        text=f"> {_line(chance)}\n{_line(chance)}" if spoken else "",
        open=False,
    )


def _value(question: Question, chance: random.Random) -> Value:
    match question.kind:
        case Kind.ONE | Kind.BANDS:
            return _picks(chance.choices(CHOICES))
        case Kind.MANY:
            return _picks(chance.sample(CHOICES, 2))
        case Kind.YES_NO:
            return _picks(chance.choices(("yes", "no")))
        case Kind.SCALE:
            return chance.randint(0, 10)
        case Kind.NUMBER:
            return chance.randint(18, 80)
    return None


def _picks(slugs: Sequence[str]) -> tuple[Pick, ...]:
    return tuple(Pick(slug, slug.title()) for slug in slugs)


def _line(chance: random.Random) -> str:
    said = " ".join(chance.choices(_WORDS, k=6))
    return f"{said} #{chance.choice(_TAGS)}" if chance.random() < 0.3 else said

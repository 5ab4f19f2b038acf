"""Studies of any size, made up: forty answers an interview, two lines an answer."""

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, Note
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.store.interview_file import write_interview

ANSWERS = 40
_WORDING = "What were you hoping to get done when you first looked for something like it?"
_TEXT = (
    "> I wanted it ready before the kids wake, interview {interview}, question {question}\n"
    "starts the day at half past five and has tried three others so far #time"
)
_AUDIENCES = tuple(Audience)


def made_up(size: int) -> Iterator[Interview]:
    """So many interviews, each with another person, not in the order of their start."""
    for number in range(size):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield Interview(
            id=f"{number * 7919 % 2**48:012x}",
            participant=f"{number + 2**40:012x}",
            pseudonym=f"P{number:02}",
            audience=_AUDIENCES[number % len(_AUDIENCES)],
            bank=BankRef("customers", "a1b2c3d4e5f6"),
            started=f"{day}T09:{number % 60:02}:00Z",
            finished=f"{day}T10:{number % 60:02}:00Z",
            elapsed=3600.0,
            consent={"consent-take-part": True, "consent-quote": True},
            answers={f"question-{n:02}": _answer(day, number, n) for n in range(ANSWERS)},
            notes=(Note("n1", "laughs a lot", 12.0),),
        )


def _answer(day: str, interview: int, question: int) -> Answer:
    return Answer(
        question=f"question-{question:02}",
        wording=_WORDING,
        at=f"{day}T09:{question:02}:30Z",
        text=_TEXT.format(interview=interview, question=question),
        open=False,
    )


def make_study(folder: Path, size: int) -> StudyFolder:
    store = StudyFolder.create(folder, Study(title="Cedar Coffee", words={"product": "Cedar"}))
    for interview in made_up(size):
        write_interview(folder / "interviews" / f"{interview.id}.json", interview)
    return store


def changed(interview: Interview, number: int) -> Interview:
    """The interview with another text in one of its answers."""
    question = f"question-{number % ANSWERS:02}"
    answer = replace(interview.answers[question], text=f"> another text, the {number}th of them")
    return replace(interview, answers={**interview.answers, question: answer})

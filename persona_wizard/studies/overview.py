"""What the study screen shows of each interview."""

from msgspec import Struct

from persona_wizard.interviewing.progress import progress
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.model.headings import Audience
from persona_wizard.studies.reading import Reading


class InterviewRow(Struct, frozen=True):
    """One interview in a list. `started` is ISO 8601 in UTC; `done` of `total` questions asked."""

    id: str
    pseudonym: str
    audience: Audience
    started: str
    done: int
    total: int
    finished: bool


def overview(reading: Reading) -> tuple[InterviewRow, ...]:
    """A row for each interview, newest first."""
    rows = []
    for interview in reversed(reading.interviews):
        bank = reading.banks[interview.bank.digest]
        questions = asked_questions(bank, interview.answers)
        done = progress(bank, questions, interview.answers)
        rows.append(
            InterviewRow(
                id=interview.id,
                pseudonym=interview.pseudonym,
                audience=interview.audience,
                started=interview.started,
                done=done.done,
                total=done.total,
                finished=interview.finished is not None,
            )
        )
    return tuple(rows)

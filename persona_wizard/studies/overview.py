"""What the study screen shows of each interview."""

from collections import Counter

from msgspec import Struct

from persona_wizard.interviewing.progress import progress
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_TAKE_PART
from persona_wizard.store import Overview
from persona_wizard.studies.conflicts import last_said
from persona_wizard.studies.reading import Reading


class InterviewRow(Struct, frozen=True):
    """One interview in a list. `started` is ISO 8601 in UTC.

    `answered` of `total` questions have an answer that was neither declined nor out of time;
    `total` is None as long as the bank has not been read. `last_said` is when its newest answer
    was saved, where another of the same person began at the same moment, as when both versions of
    one were kept; else empty.
    """

    id: str
    pseudonym: str
    audience: Audience
    started: str
    answered: int
    total: int | None
    finished: bool
    refused: bool
    last_said: str = ""


def rows_at_once(listed: Overview) -> tuple[InterviewRow, ...]:
    """A row for each interview as the study's index has it, newest first."""
    return tuple(
        InterviewRow(
            id=summary.id,
            pseudonym=summary.pseudonym,
            audience=summary.audience,
            started=summary.started,
            answered=summary.answered,
            total=None,
            finished=summary.finished is not None,
            refused=summary.refused,
        )
        for summary in reversed(listed.interviews)
    )


def overview(reading: Reading) -> tuple[InterviewRow, ...]:
    """A row for each interview, newest first."""
    began = Counter((interview.participant, interview.started) for interview in reading.interviews)
    rows = []
    for interview in reversed(reading.interviews):
        bank = reading.banks[interview.bank.digest]
        questions = asked_questions(bank, interview.answers)
        so_far = progress(bank, questions, interview.answers)
        rows.append(
            InterviewRow(
                id=interview.id,
                pseudonym=interview.pseudonym,
                audience=interview.audience,
                started=interview.started,
                answered=so_far.answered,
                total=so_far.total,
                finished=interview.finished is not None,
                refused=interview.consent.get(CONSENT_TAKE_PART) is False,
                last_said=last_said(interview)
                if began[interview.participant, interview.started] > 1
                else "",
            )
        )
    return tuple(rows)

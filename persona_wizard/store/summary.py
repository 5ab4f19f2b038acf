"""What a list of interviews shows of each, without anybody's words."""

from collections.abc import Iterable

from msgspec import Struct

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_TAKE_PART, BankRef, Interview, State


# With gc=False, Python's collector does not look through thousands of values without a cycle.
class Summary(Struct, frozen=True, array_like=True, gc=False):
    """One interview in short. Times are ISO 8601, UTC; `elapsed` is in seconds.

    `done` questions have an answer or a state and are not parked, `answered` are those of them in
    the state answered. `refused` where the participant did not agree to take part.
    """

    id: str
    participant: str
    pseudonym: str
    audience: Audience
    bank: BankRef
    started: str
    finished: str | None
    elapsed: float
    done: int
    answered: int
    notes: int
    refused: bool


def in_order(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """By their start, as interviews are listed."""
    return tuple(sorted(summaries, key=lambda summary: (summary.started, summary.id)))


def summary_of(interview: Interview) -> Summary:
    done = [a for a in interview.answers.values() if not a.parked and not a.empty]
    return Summary(
        id=interview.id,
        participant=interview.participant,
        pseudonym=interview.pseudonym,
        audience=interview.audience,
        bank=interview.bank,
        started=interview.started,
        finished=interview.finished,
        elapsed=interview.elapsed,
        done=len(done),
        answered=sum(answer.state is State.ANSWERED for answer in done),
        notes=len(interview.notes),
        refused=interview.consent.get(CONSENT_TAKE_PART) is False,
    )

"""One conversation: answers with their states, notes, consent."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from persona_wizard.model.headings import Audience
from persona_wizard.model.numbers import in_digits


class State(StrEnum):
    """What became of a question that was reached. No answer at all is "not asked"."""

    ANSWERED = "answered"
    DECLINED = "declined"
    DONT_KNOW = "dont-know"
    NOT_APPLICABLE = "not-applicable"
    OUT_OF_TIME = "out-of-time"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


# Python 3.11 takes longer to find a member of an enumeration than to look at an answer.
_ANSWERED = State.ANSWERED
_STATE_LABELS = {
    State.ANSWERED: "answered",
    State.DECLINED: "declined",
    State.DONT_KNOW: "don't know",
    State.NOT_APPLICABLE: "not applicable",
    State.OUT_OF_TIME: "out of time",
}


# With gc=False, Python's collector does not look through hundreds of thousands of values that can
# never be part of a cycle: a large study loads a third faster.
class Pick(Struct, frozen=True, gc=False):
    """A choice that was taken: its slug, its text as shown, and what was said in its free text."""

    choice: str
    text: str
    said: str = ""


# A closed answer's value: choices taken, a number, or nothing (an open answer, or a bare state).
Value = tuple[Pick, ...] | int | float | None


def value_in_words(value: Value) -> str:
    """A closed answer's value as a person would say it; empty for none."""
    if isinstance(value, tuple):
        return told_together([pick.said or pick.text for pick in value])
    return "" if value is None else in_digits(value)


def told_together(choices: Sequence[str]) -> str:
    """Choices as a sentence tells them; where one holds a comma, it parts none of them."""
    return ("; " if any("," in choice for choice in choices) else ", ").join(choices)


class Revision(Struct, frozen=True, gc=False):
    """An earlier form of an answer; `at` is when it was last saved (ISO 8601, UTC)."""

    at: str
    state: State
    value: Value = None
    text: str = ""


class Answer(Struct, frozen=True, kw_only=True, gc=False):
    """What became of one question.

    `text` is the whole of an open answer, a remark on a closed one. A state other than answered
    wins over text and value, which are kept but not counted. `parked` answers belong to a branch
    that has closed; they are kept and not counted. While `open`, saving replaces the newest form;
    once closed, the next change moves that form to `revisions`.
    """

    question: str
    wording: str
    at: str
    state: State = State.ANSWERED
    value: Value = None
    text: str = ""
    parked: bool = False
    open: bool = True
    revisions: tuple[Revision, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was said and no state was given: the same as not asked."""
        return self.state is _ANSWERED and self.value in (None, ()) and not self.text.strip()

    @property
    def first_at(self) -> str:
        """When its earliest form that is kept was last saved (ISO 8601, UTC)."""
        return self.revisions[0].at if self.revisions else self.at

    @property
    def counts(self) -> bool:
        """Whether it stands in a tally's base: answered, declined or don't know, not parked."""
        in_base = (State.ANSWERED, State.DECLINED, State.DONT_KNOW)
        return not self.parked and not self.empty and self.state in in_base


class Note(Struct, frozen=True, gc=False):
    """A remark not tied to a question yet.

    `elapsed` is seconds into the interview; `question` is where the interviewer stood, if anywhere.
    """

    id: str
    text: str
    elapsed: float = 0.0
    question: str | None = None


class BankRef(Struct, frozen=True, gc=False):
    """Which bank an interview followed: its id, and the digest of the copy the study keeps."""

    id: str
    digest: str


class Interview(Struct, frozen=True, kw_only=True):
    """One conversation with one participant, following one bank. Times are ISO 8601, UTC.

    `next_time` is what the interviewer would ask first in the next one; empty where nothing.
    `imported` is the consent that it came with, where it came with a survey.
    """

    id: str
    participant: str
    pseudonym: str
    audience: Audience
    bank: BankRef
    started: str
    finished: str | None = None
    elapsed: float = 0.0
    current: str | None = None
    consent: dict[str, bool] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    next_time: str = ""
    imported: dict[str, bool] | None = None

    @property
    def counts(self) -> bool:
        """Whether anything was answered, by somebody who did not refuse to take part."""
        refused = self.consent.get(CONSENT_TAKE_PART) is False
        return not refused and any(not answer.empty for answer in self.answers.values())

    @property
    def quotable(self) -> bool:
        """Whether the participant's wording may leave the house; not asked is no."""
        return self.consent.get(CONSENT_QUOTE, False)


class Participant(Struct, frozen=True):
    """The person. Everything but the pseudonym stays in the participants' folder."""

    id: str
    pseudonym: str
    name: str = ""
    contact: str = ""


CONSENT_TAKE_PART = "consent-take-part"
CONSENT_QUOTE = "consent-quote"

"""What became of one question with one participant."""

from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.interview import Pick
from persona_wizard.model.observations import Observation
from persona_wizard.model.persona import Evidence
from persona_wizard.synthesis.people import Person


class Bucket(StrEnum):
    """Where a participant stands for one question: in exactly one of these."""

    ANSWERED = "answered"
    DECLINED = "declined"
    DONT_KNOW = "dont-know"
    OUT_OF_TIME = "out-of-time"
    NOT_APPLICABLE = "not-applicable"
    PARKED = "parked"
    NOT_ASKED = "not-asked"


IN_BASE = (Bucket.ANSWERED, Bucket.DECLINED, Bucket.DONT_KNOW)


class Unanswered(Struct, frozen=True, gc=False):
    """What became of a question that a participant did not answer.

    `revision` is when that was last saved; empty where the participant was not asked.
    """

    person: Person
    bucket: Bucket
    revision: str

    @property
    def asked(self) -> bool:
        """Whether the question was reached, whatever came of it."""
        return self.bucket is not Bucket.NOT_ASKED


class Answered(Evidence, frozen=True, kw_only=True, gc=False):
    """A participant's answer to a question: evidence, as a whole, for whatever it says.

    `observed` are its observations, `started` is when its interview was.
    """

    person: Person
    started: str
    picks: tuple[Pick, ...]
    number: float | None
    observed: tuple[Observation, ...]

    @property
    def bucket(self) -> Bucket:
        return Bucket.ANSWERED

    @property
    def asked(self) -> bool:
        return True


Reply = Answered | Unanswered

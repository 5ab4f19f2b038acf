"""A question bank as data: what a Markdown bank says once it has been read."""

from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.conditions import Condition
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State


class Kind(StrEnum):
    """How a question is answered."""

    OPEN = "open"
    SHORT = "short"
    NUMBER = "number"
    ONE = "one"
    BANDS = "bands"
    MANY = "many"
    SCALE = "scale"
    YES_NO = "yes-no"


WITH_CHOICES = (Kind.ONE, Kind.BANDS, Kind.MANY)
IN_WORDS = (Kind.OPEN, Kind.SHORT)


class Stage(StrEnum):
    """A stage of the customer journey."""

    AWARENESS = "awareness"
    CONSIDERATION = "consideration"
    DECISION = "decision"
    PURCHASE = "purchase"
    AFTER_PURCHASE = "after-purchase"


class Choice(Struct, frozen=True, kw_only=True):
    """One thing to pick. `indicates` names the buyer types or roles that it suggests.

    `says` is how a persona puts it: its words there, where they are others.
    """

    slug: str
    text: str
    free_text: bool = False
    alone: bool = False
    state: State | None = None
    indicates: tuple[str, ...] = ()
    says: str = ""


class Allowed(Struct, frozen=True):
    """A check that its author silences here, with the reason."""

    rule: str
    reason: str


class BasedOn(Struct, frozen=True):
    """The bank that a copy was made from: its id, its version and its digest at that time."""

    id: str
    version: str
    digest: str


class Question(Struct, frozen=True, kw_only=True):
    """One question. Texts may hold fills such as `{product}`, written out when it is asked.

    `guidance` is for the interviewer's eyes, a paragraph each; `probes` are words to say.
    `minimum` and `maximum` bound a number or a scale; `low` and `high` name a scale's ends.
    `says` is how a persona puts what was answered, which stands for its “…”; of a yes/no question
    it is what a yes says, and `says_no` what a no does. `file` and `line` (from 1) tell where it is
    written.
    """

    id: str
    wording: str
    kind: Kind
    heading: str
    field: str | None = None
    choices: tuple[Choice, ...] = ()
    guidance: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    key: bool = False
    sensitive: bool = False
    minutes: float | None = None
    concepts: tuple[str, ...] = ()
    stage: Stage | None = None
    when: Condition | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    low: str = ""
    high: str = ""
    says: str = ""
    says_no: str = ""
    allowed: tuple[Allowed, ...] = ()
    file: str = ""
    line: int = 0

    def choice(self, slug: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.slug == slug), None)

    @property
    def closed(self) -> bool:
        return self.kind not in IN_WORDS


class ConsentItem(Struct, frozen=True):
    """One thing a participant is asked to agree to."""

    id: str
    text: str


class Frame(Struct, frozen=True):
    """What is said before or after the questions, a paragraph each, and the consent taken there."""

    paragraphs: tuple[str, ...] = ()
    consent: tuple[ConsentItem, ...] = ()


class Bank(Struct, frozen=True, kw_only=True):
    """A question bank, includes written in. `audience` is None for a bank that others include."""

    id: str
    title: str
    audience: Audience | None
    language: str = "en"
    version: str = ""
    minutes: float | None = None
    based_on: BasedOn | None = None
    allowed: tuple[Allowed, ...] = ()
    opening: Frame = Frame()
    questions: tuple[Question, ...] = ()
    closing: Frame = Frame()

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)


# A yes/no question's choices; banks in other languages word them in theirs.
YES = Choice(slug="yes", text="Yes")
NO = Choice(slug="no", text="No")

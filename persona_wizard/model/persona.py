"""A persona: claims with their evidence under the six headings, and what is missing."""

from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.study import Photo


class Confidence(StrEnum):
    """How far a claim carries."""

    ANECDOTE = "anecdote"
    EMERGING = "emerging"
    PATTERN = "pattern"
    CONTESTED = "contested"


class Status(StrEnum):
    """How far a persona carries, lowest first."""

    PROTO = "proto"
    PROVISIONAL = "provisional"
    SUPPORTED = "supported"
    RICH = "rich"


class Evidence(Struct, frozen=True, kw_only=True):
    """One participant's part in a claim.

    `lines` are the interviewer's notes that go with it, without tags; `quotes` the participant's
    own words. Neither may leave the house unless `quotable`. `revision` is when the answer was last
    saved.
    """

    interview: str
    pseudonym: str
    audience: Audience
    question: str
    revision: str
    quotable: bool
    lines: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    supports: bool = True


class Outside(Struct, frozen=True):
    """Participants who stand outside N, counted one by one."""

    not_applicable: int = 0
    out_of_time: int = 0
    parked: int = 0
    not_asked: int = 0


class AudienceCount(Struct, frozen=True):
    """`n` of `base` participants of one audience; a base of 0 means nobody was asked."""

    audience: Audience
    n: int
    base: int


class ClaimKind(StrEnum):
    """Where a claim comes from."""

    CHOICE = "choice"
    MEDIAN = "median"
    TAG = "tag"


class Claim(Struct, frozen=True, kw_only=True):
    """One sentence with its evidence.

    `id` is `question/slug`, `question/median` or `field/tag`. `label` is the choice as worded in
    the bank, the median as shown, or the tag. `n` of `base` (N) participants support it, `against`
    oppose it. `split` has all three audiences, in their order. A median has no confidence.
    """

    id: str
    kind: ClaimKind
    heading: str
    field: str | None
    label: str
    n: int
    base: int
    against: int = 0
    confidence: Confidence | None = None
    sensitive: bool = False
    split: tuple[AudienceCount, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Tally(Struct, frozen=True, kw_only=True):
    """What came of one closed question, counted by participants.

    `base` is N: answered, declined and don't know. `choices` are claims, most taken first (the
    bank's order for bands and scales, and between equals); those nobody took are not there.
    `median` is set for numbers, scales and bands with an answer; `values` are the numbers given,
    sorted; `unit` and `ends` describe them. A tally that is `apart` counts one wording of the
    question alone. `scale` tells the ends of its scale where it was asked on another one, too.
    """

    question: str
    wording: str
    kind: Kind
    heading: str
    field: str | None
    sensitive: bool
    base: int
    answered: int
    declined: int = 0
    dont_know: int = 0
    outside: Outside = Outside()
    choices: tuple[Claim, ...] = ()
    median: Claim | None = None
    values: tuple[float, ...] = ()
    unit: str = ""
    ends: tuple[str, ...] = ()
    apart: bool = False
    scale: str = ""


class OpenAnswers(Struct, frozen=True, kw_only=True):
    """Open answers to one question that nobody has summed up yet.

    `examples` are up to three quotable lines, of different participants.
    """

    question: str
    wording: str
    heading: str
    field: str | None
    sensitive: bool
    base: int
    answered: int
    declined: int = 0
    dont_know: int = 0
    outside: Outside = Outside()
    split: tuple[AudienceCount, ...] = ()
    examples: tuple[Evidence, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Section(Struct, frozen=True):
    """One heading of the persona: what was tallied, what was tagged, what waits to be summed up."""

    heading: str
    tallies: tuple[Tally, ...] = ()
    tagged: tuple[Claim, ...] = ()
    open_answers: tuple[OpenAnswers, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        medians = tuple(tally.median for tally in self.tallies if tally.median is not None)
        choices = tuple(claim for tally in self.tallies for claim in tally.choices)
        return (*choices, *medians, *self.tagged)


class GapReason(StrEnum):
    """Why something is missing; of several, the first in this order is told."""

    NO_QUESTION = "no-question"
    NEVER_ASKED = "never-asked"
    ALL_DECLINED = "all-declined"
    TOO_FEW = "too-few"
    NO_INTERVIEW = "no-interview"
    NOT_SUMMED_UP = "not-summed-up"
    NO_NAME = "no-name"
    NO_PHOTO = "no-photo"


class Gap(Struct, frozen=True, kw_only=True):
    """Something missing. `what` names it, `why` is the reason in words, `ask` the next step.

    `id` is stable: `field/income`, `name`, `photo`, `audience/prospects`,
    `heading/objectives/prospects`, `few/income`, `open/<question>`. `accepted` is the researcher's
    reason for letting it stand.
    """

    id: str
    blocking: bool
    reason: GapReason
    what: str
    why: str
    ask: str
    heading: str | None = None
    field: str | None = None
    audience: Audience | None = None
    accepted: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of an export."""
        return self.blocking and self.accepted is None


class AudienceStatus(Struct, frozen=True):
    """How many people of one audience were interviewed, and how far what they said carries.

    `note` says why no more than this can be said ("not coded enough to tell"), where it applies.
    """

    audience: Audience
    interviews: int
    participants: int
    status: Status
    note: str = ""


class Persona(Struct, frozen=True, kw_only=True):
    """A model drawn from interviews. `sections` are the six headings, always all, in order.

    `contrasts` are claims in which customers differ most from the others. `newest` is the date of
    the newest evidence (ISO 8601). `digest` changes with any claim (DIGEST: SHA-256, hexadecimal).
    """

    id: str
    name: str
    tagline: str
    photo: Photo | None
    study: str
    product: str
    status: Status
    audiences: tuple[AudienceStatus, ...]
    sections: tuple[Section, ...]
    lead_quote: Evidence | None = None
    contrasts: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    newest: str | None = None
    digest: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for section in self.sections for claim in section.claims)

    @property
    def participants(self) -> int:
        return sum(count.participants for count in self.audiences)

    @property
    def blocking(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.blocks)

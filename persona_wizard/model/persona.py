"""A persona: claims with their evidence under the six headings, and what is missing."""

from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.bank import Kind, Stage
from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.coverage import HeadingCoverage, Saturation, WhomNext
from persona_wizard.model.headings import Audience
from persona_wizard.model.loose import LooseLink, Unfounded
from persona_wizard.model.study import Photo
from persona_wizard.model.suggestions import Suggestion


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


class Evidence(Struct, frozen=True, kw_only=True, gc=False):
    """One participant's part in a claim.

    `lines` are the interviewer's notes that go with it, without tags; `quotes` the participant's
    own words. Neither may leave the house unless `quotable`. `revision` is when the answer was last
    saved. `field` is that of the question.
    """

    interview: str
    pseudonym: str
    audience: Audience
    question: str
    revision: str
    quotable: bool
    lines: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    field: str | None = None


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
    COMPOSED = "composed"
    INDICATED = "indicated"


class Claim(Struct, frozen=True, kw_only=True):
    """One sentence with its evidence.

    `id` is `question/slug`, `question/median`, `field/tag`, `composed/…` or `indicated/` and a
    buying role or an accepted buyer type; `aliases` are ids that mean the same. `label` is the
    choice as worded in the bank, the median as shown, the tag, the sentence as composed, or the
    role or type. `n` of `base` (N) participants support it, and theirs is the `evidence`; `against`
    oppose it, by what is `opposing`. `split` has all three audiences, in their order. A median has
    no confidence. `private` where some of its evidence is a fact by which a participant could be
    recognised.

    `says` is how the bank has a persona put a choice, where it does; “…” in it is the label.
    `wording` is the researcher's own, where there is one; `moved_from` is then what the claim said
    when it was reworded, if its evidence is another by now. `rank` is its place in their order.
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
    opposing: tuple[Evidence, ...] = ()
    aliases: tuple[str, ...] = ()
    private: bool = False
    says: str = ""
    wording: str = ""
    moved_from: str = ""
    pinned: bool = False
    rank: int | None = None

    @property
    def scope(self) -> str:
        """What its id opens with: the question of a choice or a median, or what a tag is counted
        within.
        """
        return self.id.partition("/")[0]

    @property
    def everyone(self) -> tuple[Evidence, ...]:
        """The evidence on both sides."""
        return (*self.evidence, *self.opposing)


class Tally(Struct, frozen=True, kw_only=True):
    """What came of one closed question, counted by participants.

    `base` is N: answered, declined and don't know. `choices` are claims, most taken first (the
    bank's order for bands and scales, and between equals); those nobody took are not there.
    `median` is set for numbers, scales and bands with an answer; `values` are the numbers given,
    sorted; `unit` and `ends` describe them. A tally that is `apart` counts one wording of the
    question alone. `bounds` are a scale's lowest and highest number. `says` is how the bank has a
    persona put what was answered, which stands for its “…”. One that is `left_out`, by its median,
    has no claims.
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
    bounds: tuple[float, float] | None = None
    says: str = ""
    left_out: bool = False

    @property
    def told_by_its_median(self) -> bool:
        """Whether a persona says its median in place of its choices: numbers, and income."""
        return self.kind in (Kind.NUMBER, Kind.SCALE) or (
            self.kind is Kind.BANDS and self.field == "income"
        )


class OpenAnswers(Struct, frozen=True, kw_only=True):
    """Open answers to one question that nobody has summed up yet.

    `examples` are up to three quotable lines, of different participants. `gap` is the id of the gap
    that says so.
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
    gap: str = ""


class Section(Struct, frozen=True):
    """One heading of the persona: what was tallied, tagged and composed, and what waits.

    `indicated` are buying roles and accepted buyer types. `hypotheses` are no claims.
    """

    heading: str
    tallies: tuple[Tally, ...] = ()
    tagged: tuple[Claim, ...] = ()
    open_answers: tuple[OpenAnswers, ...] = ()
    composed: tuple[Claim, ...] = ()
    indicated: tuple[Claim, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        medians = tuple(tally.median for tally in self.tallies if tally.median is not None)
        choices = tuple(claim for tally in self.tallies for claim in tally.choices)
        return (*choices, *medians, *self.tagged, *self.composed, *self.indicated)


class JourneyStage(Struct, frozen=True, kw_only=True):
    """One stage of the customer journey, from the questions about it.

    `asked` is how many participants were asked any of them. `channels`, `doubts` and `claims` (the
    rest) are ids of claims with evidence from it, `voices` up to three quotable lines, of
    different participants.
    """

    stage: Stage
    asked: int
    claims: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    voices: tuple[Evidence, ...] = ()


class Conjunction(Struct, frozen=True):
    """How many participants fit several of a persona's leading claims (ids) at once.

    Of the `asked`, who stand in the base of all of them, `fitting[0]` fit two or more claims,
    `fitting[1]` three or more; the last fit all.
    """

    claims: tuple[str, ...]
    asked: int
    fitting: tuple[int, ...]


class NewCodes(Struct, frozen=True):
    """What one interview brought that none before it had: tags, and composed claims (ids)."""

    interview: str
    pseudonym: str
    audience: Audience
    tags: tuple[str, ...]
    claims: tuple[str, ...]


class ReadingProgress(Struct, frozen=True):
    """How many of all observations are tagged, linked or marked read."""

    read: int = 0
    total: int = 0


class AdviceLine(Struct, frozen=True):
    """A line of the researcher's reading. `lost` are cited ids that are no claim any more."""

    whom: str
    sentence: str
    cites: tuple[str, ...]
    lost: tuple[str, ...] = ()


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


# What to do next while no bank is chosen that could have a question.
FIRST_STEP = "Choose a question bank and hold the first interview."


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

    `contrasts` are claims in which customers differ most from the others, `compared` all that can
    be compared, the most different first. `newest` is the date of the newest evidence (ISO 8601).
    `digest` changes with any claim (DIGEST: SHA-256, hexadecimal). `suggestions` is empty where
    there is not enough to tell. `hidden` are claims that the researcher leaves out. `coverage` has
    every heading by every audience, `whom_next` whom to talk to first, first. `target_market` and
    `segment` are whom the study is meant for; `in_study` is how many participants it has, whether
    or not they are members. `faceless` where it goes without name, photo, age and gender.
    `set_off` is what set people looking, `got_past` how customers decided, with what they say
    nearly kept them: their claims, which stand in `sections` too, are counted there alone.
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
    compared: tuple[Claim, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    journey: tuple[JourneyStage, ...] = ()
    set_off: Section = Section("")
    got_past: Section = Section("")
    conjunction: Conjunction | None = None
    saturation: tuple[NewCodes, ...] = ()
    saturated: Saturation = Saturation.NO_INTERVIEW
    coverage: tuple[HeadingCoverage, ...] = ()
    whom_next: tuple[WhomNext, ...] = ()
    reading: ReadingProgress = ReadingProgress()
    hidden: tuple[Claim, ...] = ()
    loose: tuple[LooseLink, ...] = ()
    unfounded: tuple[Unfounded, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    grouped_because: str = ""
    target_market: str = ""
    segment: str = ""
    in_study: int = 0
    faceless: bool = False

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for section in self.sections for claim in section.claims)

    @property
    def participants(self) -> int:
        return sum(count.participants for count in self.audiences)

    @property
    def blocking(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.blocks)

    @property
    def helping(self) -> tuple[Gap, ...]:
        """The gaps that block nothing, but would help if they were filled."""
        return tuple(g for g in self.gaps if not g.blocking and g.accepted is None)

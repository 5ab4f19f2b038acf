"""The form of a persona as data, from which its schema is made."""

from typing import Literal

from msgspec import Struct

from persona_wizard.export.layout import Layout, Naming
from persona_wizard.model.bank import Kind, Stage
from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.coverage import Saturation
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    AdviceLine,
    AudienceCount,
    AudienceStatus,
    ClaimKind,
    Confidence,
    Conjunction,
    Gap,
    Outside,
    ReadingProgress,
    Status,
)


class SaidForm(Struct, frozen=True, kw_only=True):
    """What one participant said or did.

    `pseudonym`, `question` (id) and `date` (of the newest answer) are null where nobody may be told
    of by pseudonym, and `audience` where so few people may not be told of by that either. `quotes`
    are the participant's own words and `notes` the interviewer's: both are empty unless `quotable`,
    without the participant's yes to be quoted. `supports` is false where it stands against the
    claim.
    """

    pseudonym: str | None
    audience: Audience | None
    question: str | None
    date: str | None
    supports: bool
    quotable: bool
    quotes: tuple[str, ...]
    notes: tuple[str, ...]


class ClaimForm(Struct, frozen=True, kw_only=True):
    """A sentence with its evidence: `n` of `base` participants support it, `against` oppose it.

    `id` is stable, `aliases` are ids that mean the same. `text` is what it says where it stands
    alone; `label` the choice, median, tag, role, type or sentence as it was counted. `reworded`
    where the text is the researcher's own; `moved_from` is then what the claim said before its
    evidence changed, else empty. A median has no `confidence`. `split` has all three audiences; a
    base of 0 is not asked; it is empty where so few people may only be counted together. `naming`
    is how its people may be told of: unless by pseudonyms, `evidence` is empty, and counts are all
    there is.
    """

    id: str
    kind: ClaimKind
    field: str | None
    text: str
    label: str
    n: int
    base: int
    against: int
    confidence: Confidence | None
    sensitive: bool
    reworded: bool
    moved_from: str
    pinned: bool
    split: tuple[AudienceCount, ...]
    naming: Naming
    evidence: tuple[SaidForm, ...]
    aliases: tuple[str, ...]


class TallyForm(Struct, frozen=True, kw_only=True):
    """A closed question: `base` is answered, declined and don't know together.

    `choices` and `median` are ids of claims. `values` are the numbers given, sorted; `bounds` the
    lowest and highest number of a scale, `ends` what they are called.
    """

    question: str
    wording: str
    kind: Kind
    field: str | None
    sensitive: bool
    base: int
    answered: int
    declined: int
    dont_know: int
    outside: Outside
    choices: tuple[str, ...]
    median: str | None
    values: tuple[float, ...]
    unit: str
    bounds: tuple[float, float] | None
    ends: tuple[str, ...]


class OpenAnswersForm(Struct, frozen=True, kw_only=True):
    """Answers to an open question that nobody has summed up yet.

    Where people may be told of by their audience alone, `answers` are those with words to tell;
    where they may only be counted, there are none. `split` is as that of a claim.
    """

    question: str
    wording: str
    field: str | None
    sensitive: bool
    base: int
    answered: int
    declined: int
    dont_know: int
    outside: Outside
    split: tuple[AudienceCount, ...]
    naming: Naming
    answers: tuple[SaidForm, ...]


class HeadingForm(Struct, frozen=True, kw_only=True):
    """One of the six headings. `hypotheses` are no claims, and told only where asked for."""

    id: str
    title: str
    claims: tuple[ClaimForm, ...]
    tallies: tuple[TallyForm, ...]
    open_answers: tuple[OpenAnswersForm, ...]
    hypotheses: tuple[Hypothesis, ...]


class StageForm(Struct, frozen=True, kw_only=True):
    """A stage of the customer journey: how many were asked about it, and what came of it.

    `channels`, `doubts` and `claims` (the rest) are ids of claims.
    """

    stage: Stage
    asked: int
    claims: tuple[str, ...]
    channels: tuple[str, ...]
    doubts: tuple[str, ...]
    voices: tuple[SaidForm, ...]


class PhotoForm(Struct, frozen=True):
    """What the photo shows and whose it is. A placeholder is a drawing in a photo's place."""

    alt: str
    source: str
    placeholder: bool


class PersonaForm(Struct, frozen=True, kw_only=True):
    """A persona: a model drawn from interviews, not a person.

    `layout` is `full` where people are told of by pseudonym under every heading, which is for
    researchers. `archetype` where it goes without name, photo, age and gender. `drawn_because` is
    why it is drawn from some of a study's participants. `newest` is the date of the newest
    evidence, `digest` changes with any claim. `contrasts` are ids of claims in which customers
    differ most from the others. `blocking` is how many gaps are neither filled nor accepted.
    `advice` is the researcher's own reading. `built_on` are the interviews it is drawn from, as
    prints that tell nobody who they were with.
    """

    schema: Literal["persona/1"]
    id: str
    layout: Layout
    name: str
    archetype: bool
    tagline: str
    photo: PhotoForm | None
    study: str
    product: str
    target_market: str
    segment: str
    status: Status
    audiences: tuple[AudienceStatus, ...]
    participants: int
    participants_in_study: int
    drawn_because: str
    newest: str | None
    digest: str
    saturation: Saturation
    reading: ReadingProgress
    lead_quote: SaidForm | None
    headings: tuple[HeadingForm, ...]
    contrasts: tuple[str, ...]
    journey: tuple[StageForm, ...]
    conjunction: Conjunction | None
    blocking: int
    gaps: tuple[Gap, ...]
    advice: tuple[AdviceLine, ...]
    built_on: tuple[str, ...]

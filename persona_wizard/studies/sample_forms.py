"""How the sample's files are written: an interview's answers, and what was made of them."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State

# By answer ("P01 barriers") how one or several of its lines begin, without mark or tags.
Links = Mapping[str, str | tuple[str, ...]]


class SampleError(WizardError):
    """The sample's files and the banks do not belong together; one line a mismatch."""


class AnswerForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form of an answer: choices' slugs in a list, or a number."""

    value: list[str] | str | None = None
    text: str = ""
    state: State | None = None
    said: dict[str, str] = {}


class AnswerRecord(AnswerForm, frozen=True, kw_only=True):
    """An answer, and what stood there before it."""

    earlier: tuple[AnswerForm, ...] = ()


class NoteRecord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note, and how many minutes into the interview it was taken."""

    text: str
    minute: float
    question: str | None = None


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One interview. An unfinished one says where it stands."""

    pseudonym: str
    audience: Audience
    bank: str
    started: datetime
    minutes: float
    consent: dict[str, str]
    answers: dict[str, AnswerRecord]
    notes: tuple[NoteRecord, ...] = ()
    current: str | None = None


class ClaimForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim and the lines that it rests on."""

    heading: str
    field: str | None = None
    sentence: str
    supports: Links
    against: Links = {}


class HypothesisForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A hypothesis."""

    heading: str
    sentence: str


class CodeForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a tag means."""

    definition: str
    example: str = ""
    aliases: tuple[str, ...] = ()


class AdviceForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of advice; `cites` names claims."""

    whom: str
    sentence: str
    cites: tuple[str, ...]


class PersonaForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided about the persona.

    A claim that was composed goes by its name in the file, any other by its id.
    """

    name: str
    tagline: str
    accepted: dict[str, str] = {}
    hidden: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    reworded: dict[str, str] = {}
    advice: tuple[AdviceForm, ...] = ()


class StudyForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The study. `read` are answers ("P01 barriers") of which nothing is left to claim."""

    title: str
    language: str
    target_market: str
    segment: str
    words: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    persona: PersonaForm
    code_book: dict[str, CodeForm] = {}
    claims: dict[str, ClaimForm] = {}
    hypotheses: dict[str, HypothesisForm] = {}
    read: tuple[str, ...] = ()

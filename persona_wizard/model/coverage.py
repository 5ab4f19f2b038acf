"""How much is known of each audience, whether interviews still bring news, whom to meet next."""

from enum import StrEnum

from msgspec import Struct

from persona_wizard.model.headings import Audience


class Coverage(StrEnum):
    """How well an audience's side of a heading is known, by its expected fields; least first.

    Well is every field from three participants or more.
    """

    NOTHING = "nothing"
    SOME = "some"
    EVERY_FIELD = "every-field"
    WELL = "well"


class HeadingCoverage(Struct, frozen=True):
    """What is known of one heading (id) by one audience.

    `asked` participants stand in the base of any of its questions, `answered` answered any.
    """

    heading: str
    audience: Audience
    asked: int
    answered: int
    level: Coverage


class Saturation(StrEnum):
    """Whether further interviews are likely to bring tags and claims that none had before."""

    NO_INTERVIEW = "no-interview"
    NOT_CODED = "not-coded"
    STILL_NEW = "still-new"
    TOO_FEW = "too-few"
    NEARLY = "nearly-saturated"


class AskBecause(StrEnum):
    """Why a question is worth asking next, the most pressing first.

    Nobody of the whole study told of its field; nobody of this audience answered it; a claim from
    it is contested, or rests on one person; fewer than three of this audience answered it.
    """

    MISSING = "missing"
    NOBODY = "nobody"
    CONTESTED = "contested"
    ANECDOTE = "anecdote"
    FEW = "few"


class NextQuestion(Struct, frozen=True, kw_only=True):
    """A question (id) to ask next of an audience, of whom so many were `asked` and `answered`.

    `claim` is the id of the claim that is contested or an anecdote.
    """

    question: str
    wording: str
    heading: str
    field: str | None
    asked: int
    answered: int
    because: AskBecause
    claim: str = ""


class WhomNext(Struct, frozen=True, kw_only=True):
    """An audience to talk to: how many `people` more, why in words, and what to ask them.

    `ask` has the most pressing first, and is empty where nobody of them was interviewed: they are
    asked everything. `known` are the questions (ids) that they need not be asked again.
    """

    audience: Audience
    people: int
    why: str
    ask: tuple[NextQuestion, ...] = ()
    known: tuple[str, ...] = ()

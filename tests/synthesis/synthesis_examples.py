"""Small studies, said in few words, for the tests of this room."""

from typing import Any

from msgspec.structs import replace

from persona_wizard.model.bank import Bank, Choice, Kind, Question
from persona_wizard.model.composing import ComposedClaim, ObservationKey, marks
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, Pick, State
from persona_wizard.model.observations import observations
from persona_wizard.model.persona import Claim, Gap, OpenAnswers, Persona, Tally
from persona_wizard.model.study import Curation, Study
from persona_wizard.synthesis import synthesise

C, N, P = Audience.CUSTOMERS, Audience.NON_PURCHASERS, Audience.PROSPECTS
STUDY = Study(title="Cedar Coffee, spring", words={"product": "Cedar Coffee"})


def choices(*slugs: str, **states: State) -> tuple[Choice, ...]:
    return tuple(
        Choice(slug=slug, text=slug.capitalize(), state=states.get(slug)) for slug in slugs
    )


def ask(
    question: str, kind: Kind = Kind.OPEN, heading: str = "objectives", **more: Any
) -> Question:
    more.setdefault("wording", f"Wording of {question}?")
    return Question(id=question, kind=kind, heading=heading, **more)


def bank(*questions: Question, name: str = "bank") -> Bank:
    return Bank(id=name, title=name.title(), audience=None, questions=questions)


def took(*slugs: str, said: str = "") -> tuple[Pick, ...]:
    return tuple(Pick(slug, slug.capitalize(), said) for slug in slugs)


def met(
    person: int, audience: Audience = C, *, followed: str = "bank", visit: int = 1, **more: Any
) -> Interview:
    """The interview of a participant by number; later visits start later.

    Each has an answer that no bank asks for, so that it counts as held.
    """
    quote = more.pop("quote", True)
    answers = more.pop("answers", {})
    more.setdefault("started", f"2026-0{visit}-01T{person:02}:00:00Z")
    at = more.pop("at", more["started"])
    consent = {} if quote is None else {"consent-quote": quote}
    return Interview(
        id=f"i{person:03}-{visit}",
        participant=f"person-{person}",
        pseudonym=f"P{person:02}",
        audience=audience,
        bank=BankRef(followed, followed),
        consent=consent,
        answers={
            "small-talk": answer("small-talk", "Nice weather.", at),
            **{q: answer(q, given, at) for q, given in answers.items()},
        },
        **more,
    )


def answer(question: str, given: Any, at: str) -> Answer:
    """An answer from a text, a number, picks, a state, or the fields of an Answer."""
    match given:
        case State():
            fields: dict[str, Any] = {"state": given}
        case str():
            fields = {"text": given}
        case dict():
            fields = given
        case _:
            fields = {"value": given}
    return Answer(**{"question": question, "wording": "As shown?", "at": at, **fields})


def draw(
    *interviews: Interview,
    banks: tuple[Bank, ...] = (),
    curation: Curation | None = None,
    study: Study = STUDY,
) -> Persona:
    by_digest = {bank.id: bank for bank in banks}
    return synthesise(study, curation or Curation(name="Minh"), interviews, by_digest)


def key(interview: Interview, question: str, words: str) -> ObservationKey:
    """The observation with these words in an answer; it need not be there."""
    text = interview.answers[question].text if question in interview.answers else ""
    found = observations(text)
    marked = [m for m, o in zip(marks(found), found, strict=True) if o.text == words]
    return ObservationKey(interview.id, question, marked[0] if marked else "0123456789")


def composed(
    *supports: ObservationKey, name: str = "composed/00000001", **more: Any
) -> ComposedClaim:
    more.setdefault("heading", "problems")
    more.setdefault("sentence", "Fears being tied in")
    return ComposedClaim(id=name, supports=supports, **more)


def with_claims(*claims: ComposedClaim, **more: Any) -> Study:
    return replace(STUDY, claims=claims, **more)


def claim(persona: Persona, claim_id: str) -> Claim:
    found = [c for c in persona.claims if c.id == claim_id]
    assert len(found) == 1, [c.id for c in persona.claims]
    return found[0]


def ids(persona: Persona) -> list[str]:
    return [c.id for c in persona.claims]


def tally(persona: Persona, question: str) -> Tally:
    return next(t for s in persona.sections for t in s.tallies if t.question == question)


def open_answers(persona: Persona, question: str) -> OpenAnswers | None:
    opened = (o for s in persona.sections for o in s.open_answers)
    return next((o for o in opened if o.question == question), None)


def gap(persona: Persona, gap_id: str) -> Gap | None:
    return next((g for g in persona.gaps if g.id == gap_id), None)


def per_audience(counted: Claim | OpenAnswers) -> list[tuple[int, int]]:
    return [(count.n, count.base) for count in counted.split]

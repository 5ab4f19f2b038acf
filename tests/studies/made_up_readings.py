"""Whole studies as they are read, made up: words that can be told apart, or are hostile."""

import random
from pathlib import Path

from hypothesis import strategies as st
from msgspec.structs import replace
from synthesis_examples import C, ask, bank, choices, met
from test_synthesis_composed_laws import composing_of

from persona_wizard.export.formats import Format
from persona_wizard.export.layout import Layout
from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.composing import ComposedClaim, ObservationKey, marks
from persona_wizard.model.interview import Interview, Pick, State
from persona_wizard.model.observations import observations
from persona_wizard.model.study import Curation, Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.exporting import Wanted, content_of
from persona_wizard.studies.reading import Reading


def data_of(
    form: Format, reading: Reading, layout: Layout, persona: str = "", **more: bool
) -> bytes:
    """What a file of data holds of this study, which is on no disk."""
    wanted = Wanted(format=form, layout=layout, persona=persona, **more)
    return content_of(StudyFolder(Path("nowhere")), reading, wanted)


def reading_of(study: Study, interviews: list[Interview], banks: tuple[Bank, ...]) -> Reading:
    return Reading(study, tuple(interviews), {one.id: one for one in banks})


@st.composite
def readings(draw_one: st.DrawFn) -> Reading:
    """Studies in which every interview's words bear its id, and some questions are sensitive."""
    chance = random.Random(draw_one(st.integers(0, 2**32)))
    interviews, banks, study, curation = composing_of(chance)
    banks = tuple(
        replace(
            one,
            questions=tuple(_perhaps_sensitive(q, chance) for q in one.questions),
        )
        for one in banks
    )
    moved: dict[ObservationKey, ObservationKey] = {}
    said = [_signed(interview, moved, chance) for interview in interviews]

    def followed(keys: tuple[ObservationKey, ...]) -> tuple[ObservationKey, ...]:
        return tuple(moved.get(key, key) for key in keys)

    claims = tuple(
        replace(one, supports=followed(one.supports), against=followed(one.against))
        for one in study.claims
    )
    return reading_of(replace(study, claims=claims, personas=(curation,)), said, banks)


def _perhaps_sensitive(question: Question, chance: random.Random) -> Question:
    """Never the one whose id another has, too, for an id alone does not tell the two apart."""
    return replace(question, sensitive=question.id != "score" and chance.random() < 0.2)


def _signed(
    interview: Interview, moved: dict[ObservationKey, ObservationKey], chance: random.Random
) -> Interview:
    mark = secret(interview)
    answers = {}
    for question, answer in interview.answers.items():
        text = "\n".join(
            f"{line} {mark}" if line.strip() else line for line in answer.text.split("\n")
        )
        before, after = (marks(observations(one)) for one in (answer.text, text))
        for old, new in zip(before, after, strict=False):
            moved[ObservationKey(interview.id, question, old)] = ObservationKey(
                interview.id, question, new
            )
        value = answer.value
        if isinstance(value, tuple) and chance.random() < 0.5:
            value = tuple(replace(pick, text=f"{pick.text} {mark}", said=mark) for pick in value)
        # What ran out of time is no answer that could be set aside.
        parked = answer.parked and answer.state is not State.OUT_OF_TIME
        answers[question] = replace(answer, text=text, value=value, parked=parked)
    return replace(interview, answers=answers)


def secret(interview: Interview) -> str:
    return f"said{interview.id.replace('-', 'v')}x"


def hostile_study(text: str) -> Reading:
    """A study in which everything that people type is this text."""
    many = ask(
        "sources",
        Kind.MANY,
        "personality",
        wording=text,
        choices=tuple(
            replace(one, text=text, free_text=one.slug == "other")
            for one in choices("web", "other")
        ),
    )
    asked = bank(many, ask("goals", wording=text, field="short-term-goals"))
    person = replace(
        met(
            1,
            C,
            answers={
                "goals": text,
                "sources": {"value": (Pick("web", text), Pick("other", text, text)), "text": text},
            },
        ),
        pseudonym=text,
    )
    (key, *_) = [
        ObservationKey(person.id, "goals", mark) for mark in marks(observations(text))
    ] or [ObservationKey(person.id, "goals", "0123456789")]
    claim = ComposedClaim(
        id="composed/00000001", heading="problems", sentence=text, supports=(key,)
    )
    study = Study(
        title=text,
        words={"product": text, "competitor": text},
        target_market=text,
        segment=text,
        claims=(claim,),
        personas=(Curation(name=text, tagline=text, grouped_because=text),),
    )
    return reading_of(study, [person], (asked,))

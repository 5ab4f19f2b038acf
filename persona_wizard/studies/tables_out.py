"""A study's answers and quotes as tables.

`persona` is a persona's id; where it is empty, the tables have everyone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.export.answers_csv import Column, Given, Talk, answers_csv
from persona_wizard.export.layout import group_among, group_of
from persona_wizard.export.quotes_csv import Said, quotes_csv
from persona_wizard.model.bank import Question
from persona_wizard.model.interview import Answer, Interview, State
from persona_wizard.model.persona import Claim, ClaimKind, Persona
from persona_wizard.studies.import_text import as_they_wrote
from persona_wizard.studies.personas import curation_of, draw, draw_of_everyone
from persona_wizard.studies.reading import Reading
from persona_wizard.synthesis import Observed, observed
from persona_wizard.synthesis.members import interviews_with
from persona_wizard.synthesis.people import in_order, people_in, quotable_in
from persona_wizard.synthesis.questions import Key, key_of, questions_in_use
from persona_wizard.synthesis.tags import named_tags


def table_of_answers(reading: Reading, layout: Layout, persona: str = "") -> bytes:
    """The file with a row for each interview that counts. Raises NoSuchPersona."""
    counted = in_order(interview for interview in reading.interviews if interview.counts)
    study = reading.study
    asked = questions_in_use(counted, reading.banks, study.fills, study.apart)
    columns = {key: Column(one.name, one.question) for key, one in asked.items()}
    quotable = quotable_in(in_order(reading.interviews))
    people = people_in(counted)
    held: defaultdict[str, list[str]] = defaultdict(list)
    for interview in counted:
        held[interview.participant].append(interview.id)
    talks = [
        Talk(
            participant=people[interview.participant].pseudonym,
            audience=people[interview.participant].audience,
            number=held[interview.participant].index(interview.id) + 1,
            date=interview.started[:10],
            bank=interview.bank.id,
            quotable=interview.id in quotable,
            given=dict(_given(interview, reading, columns)),
        )
        for interview in interviews_with(_members(reading, persona), counted)
    ]
    told = {talk.participant: talk.audience for talk in talks}
    group = group_among(tuple(Counter(told.values()).values()), chosen=len(told) < len(people))
    return answers_csv(tuple(columns.values()), talks, layout, group)


def _given(
    interview: Interview, reading: Reading, columns: Mapping[Key, Column]
) -> Iterator[tuple[str, Given]]:
    """By the name of its column each answer that the interview's bank asks for."""
    bank = reading.banks.get(interview.bank.digest)
    for question in bank.questions if bank is not None else ():
        answer = interview.answers.get(question.id)
        if answer is not None:
            name = columns[key_of(question, reading.study.apart)].name
            state = _state(answer, question)
            # Marks in what a survey brought are the program's, and nobody typed them.
            if interview.imported is not None:
                answer = replace(answer, text=as_they_wrote(answer.text))
            yield name, Given(answer, state)


def _state(answer: Answer, question: Question) -> State:
    """The state that an answer comes to: that of a choice taken, where one stands for a state."""
    if answer.state is not State.ANSWERED or not isinstance(answer.value, tuple):
        return answer.state
    taken = {pick.choice for pick in answer.value}
    states = (choice.state for choice in question.choices if choice.slug in taken)
    return next((state for state in states if state is not None), State.ANSWERED)


def table_of_quotes(reading: Reading, layout: Layout, persona: str = "") -> bytes:
    """The file with a row for each observation. Raises NoSuchPersona."""
    members = _members(reading, persona)
    drawn = draw(reading, persona) if persona else draw_of_everyone(reading)
    claims = _Claims(drawn)
    found = observed(reading.study, reading.interviews, reading.banks)
    said = [claims.of(one) for one in found if not members or one.person.id in members]
    return quotes_csv(said, layout, group_of(drawn))


def _members(reading: Reading, persona: str) -> tuple[str, ...]:
    """Whom the tables are about; empty for everyone."""
    return curation_of(reading.study, persona).members if persona else ()


class _Claims:
    """The claims of a persona, by what of an observation leads to them."""

    def __init__(self, persona: Persona) -> None:
        self._by_id = {claim.id: claim for claim in persona.claims}
        self._tagged = named_tags(persona.claims)
        self._chosen: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in persona.claims:
            if claim.kind is ClaimKind.CHOICE:
                for part in claim.evidence:
                    self._chosen[part.interview, part.question].append(claim)

    def of(self, one: Observed) -> Said:
        """An observation with the claims of its tags, its links, and what it is a remark on."""
        scope = one.field or one.key.question
        tagged = (self._tagged.get((scope, tag)) for tag in one.observation.tags)
        linked = (self._by_id.get(claim) for claim in one.supports)
        chosen = self._chosen[one.key.interview, one.key.question]
        against = (self._by_id.get(claim) for claim in one.against)
        return Said(
            participant=one.person.pseudonym,
            audience=one.person.audience,
            heading=one.heading,
            field=one.field,
            question=one.key.question,
            wording=one.question,
            sensitive=one.sensitive,
            quotable=one.quotable,
            observation=one.observation,
            claims=tuple(c for c in (*chosen, *tagged, *linked) if c is not None),
            against=tuple(claim for claim in against if claim is not None),
        )

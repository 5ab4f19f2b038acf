"""What holds for every study, held against a recount that shares no code with the room."""

import random

import msgspec
from elsewhere import printed_elsewhere
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from synthesis_examples import STUDY, ask, bank, choices, draw, met, took

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import State
from persona_wizard.model.observations import observations
from persona_wizard.model.persona import ClaimKind
from persona_wizard.model.study import Curation
from persona_wizard.synthesis import synthesise

POOL = (
    ask("short-term-goals", field="short-term-goals"),
    ask("long-term-goals", Kind.SHORT, field="long-term-goals"),
    ask("more-goals", field="long-term-goals"),
    ask(
        "channels",
        Kind.MANY,
        "personality",
        field="channels",
        choices=choices("web", "shop", "unsure", unsure=State.DONT_KNOW),
    ),
    ask(
        "income",
        Kind.BANDS,
        "demographics",
        field="income",
        choices=choices("low", "high", "no", no=State.DECLINED),
    ),
    ask("knows", Kind.YES_NO, "personality"),
    ask("score", Kind.SCALE, "problems", minimum=0, maximum=10),
    ask("age", Kind.NUMBER, "demographics", field="age-group"),
    ask("score", Kind.NUMBER, "problems"),
)
TEXTS = (
    "",
    " ",
    "Plain",
    "> Words #lift",
    "#lift",
    "#no-lift and #time",
    "? What #time\n- x #web",
    "#star",
)
VALUES = {
    Kind.MANY: ((), took("web"), took("web", "shop"), took("unsure"), took("gone")),
    Kind.BANDS: ((), took("low"), took("high"), took("no")),
    Kind.YES_NO: ((), took("yes"), took("no"), took("yes", "no")),
    Kind.SCALE: (None, 0, 5, 7, 10),
    Kind.NUMBER: (None, 18, 2.5),
}
STATES = (State.ANSWERED,) * 4 + tuple(State)[1:]


@st.composite
def studies(draw_one):
    """Interviews of up to six people in up to three visits, following up to three banks."""
    chance = random.Random(draw_one(st.integers(0, 2**32)))
    return study_of(chance)


def study_of(chance):
    banks = tuple(
        bank(*_without_twins(chance.sample(POOL, chance.randint(0, len(POOL)))), name=name)
        for name in ("one", "two", "three")
    )
    interviews = [
        met(
            person,
            chance.choice(list(Audience)),
            visit=visit,
            followed=followed.id,
            quote=chance.choice([True, False, None]),
            started=f"2026-0{chance.randint(1, 3)}-01T00:00:00Z",
            answers={q.id: _given(chance, q) for q in followed.questions if chance.random() < 0.7},
        )
        for person in range(1, chance.randint(1, 7))
        for visit in range(1, chance.randint(1, 4))
        for followed in [chance.choice(banks)]
    ]
    return interviews, banks


def _without_twins(questions):
    return tuple({q.id: q for q in questions}.values())


def _given(chance, question):
    return {
        "value": chance.choice(VALUES.get(question.kind, (None,))),
        "text": chance.choice(TEXTS),
        "state": chance.choice(STATES),
        "parked": chance.random() < 0.1,
    }


# The recount: slow, plain, from the definitions.


def standing(interviews, banks, person, question_id, kind):
    """Where a participant stands for a question, and the answer that counts; None: not theirs."""
    followed = {b.id: b for b in banks}
    place, counts = None, None
    for interview in sorted(interviews, key=lambda i: (i.started, i.id)):
        asked = [
            q
            for q in followed[interview.bank.id].questions
            if (q.id, q.kind) == (question_id, kind)
        ]
        if interview.participant != person or not asked:
            continue
        place = place or "not asked"
        said = interview.answers.get(question_id)
        if said is None:
            continue
        blank = not said.value and said.value != 0 and not said.text.strip()
        if blank and said.state == "answered":
            continue
        if said.state == "out-of-time" and counts is not None:
            continue
        picked = said.value if isinstance(said.value, tuple) else ()
        stands_for = [
            c.state for c in asked[0].choices for p in picked if p.choice == c.slug and c.state
        ]
        if said.parked:
            place = "parked"
        elif said.state == "answered" and stands_for:
            place = str(stands_for[0])
        else:
            place = str(said.state)
        counts = said
    return place, counts


def everyone(interviews):
    return {i.participant for i in interviews}


def recount(interviews, banks, question_id, kind):
    found = {p: standing(interviews, banks, p, question_id, kind) for p in everyone(interviews)}
    return {person: (place, said) for person, (place, said) in found.items() if place}


def in_base(found):
    return {p for p, (place, _) in found.items() if place in ("answered", "declined", "dont-know")}


LAWS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAWS
@given(studies())
def test_tallies_are_what_a_plain_recount_finds(study):
    interviews, banks = study
    persona = draw(*interviews, banks=banks)
    for section in persona.sections:
        for counted in (*section.tallies, *section.open_answers):
            kinds = (
                [counted.kind]
                if hasattr(counted, "kind")
                else [q.kind for q in POOL if q.id == counted.question]
            )
            found = recount(interviews, banks, counted.question, kinds[0])
            places = [place for place, _ in found.values()]
            assert counted.base == len(in_base(found))
            assert counted.base == counted.answered + counted.declined + counted.dont_know
            assert counted.answered == places.count("answered")
            assert counted.declined == places.count("declined")
            assert counted.dont_know == places.count("dont-know")
            assert counted.outside.not_applicable == places.count("not-applicable")
            assert counted.outside.out_of_time == places.count("out-of-time")
            assert counted.outside.parked == places.count("parked")
            assert counted.outside.not_asked == places.count("not asked")
        for counted in section.tallies:
            found = recount(interviews, banks, counted.question, counted.kind)
            answered = [said for place, said in found.values() if place == "answered"]
            for claim in counted.choices:
                slug = claim.id.rsplit("/", 1)[1]
                takers = [a for a in answered if slug in _taken(a)]
                assert (claim.n, claim.base) == (len(takers), counted.base)
            slugs = {slug for a in answered for slug in _taken(a)}
            if counted.kind is not Kind.NUMBER:
                assert len(counted.choices) == len(slugs)
            numbers = sorted(a.value for a in answered if isinstance(a.value, int | float))
            assert list(counted.values) == numbers
            if numbers:
                below = sum(n < float(counted.median.label) for n in numbers)
                above = sum(n > float(counted.median.label) for n in numbers)
                assert below <= len(numbers) / 2
                assert above <= len(numbers) / 2


def _taken(said):
    if isinstance(said.value, tuple):
        return {pick.choice for pick in said.value}
    return set() if said.value is None else {f"{said.value:g}"}


@LAWS
@given(studies())
def test_tags_are_what_a_plain_recount_finds(study):
    interviews, banks = study
    persona = draw(*interviews, banks=banks)
    expected = {}
    scopes = {q.field or q.id for q in POOL}
    for scope in scopes:
        base, bearers = set(), {}
        for question in POOL:
            if (question.field or question.id) != scope:
                continue
            found = recount(interviews, banks, question.id, question.kind)
            base |= in_base(found)
            for person, (place, said) in found.items():
                for line in observations(said.text) if place == "answered" else ():
                    for tag in line.tags:
                        bearers.setdefault(tag, set()).add(person)
        for tag, people in bearers.items():
            expected[scope, tag] = (len(people), len(base))
    tagged = [c for c in persona.claims if c.kind is ClaimKind.TAG]
    assert {(c.id.split("/")[0], c.label): (c.n, c.base) for c in tagged} == expected
    assert len(tagged) == len(expected)


@LAWS
@given(studies())
def test_no_claim_without_evidence_and_every_split_adds_up(study):
    interviews, banks = study
    persona = draw(*interviews, banks=banks)
    held = {i.id: i for i in interviews}
    assert persona.participants == len(everyone(interviews))
    assert sum(a.interviews for a in persona.audiences) == len(interviews)
    assert len({c.id for c in persona.claims}) == len(persona.claims)
    assert len({g.id for g in persona.gaps}) == len(persona.gaps)
    for claim in persona.claims:
        assert 1 <= claim.n == len(claim.evidence) <= claim.base
        assert claim.n == len({e.pseudonym for e in claim.evidence})
        assert claim.against == len({e.pseudonym for e in claim.opposing}) == len(claim.opposing)
        assert [s.audience for s in claim.split] == list(Audience)
        assert sum(s.n for s in claim.split) == claim.n
        assert sum(s.base for s in claim.split) == claim.base
        for evidence in claim.everyone:
            said = held[evidence.interview].answers[evidence.question]
            assert said.counts
            assert not evidence.quotable or held[evidence.interview].quotable
            for person_words in evidence.quotes:
                assert any(person_words in i.answers[q].text for i in interviews for q in i.answers)


@LAWS
@given(studies(), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(study, chance):
    interviews, banks = study
    shuffled = [
        msgspec.structs.replace(
            i, answers=dict(chance.sample(sorted(i.answers.items()), len(i.answers)))
        )
        for i in chance.sample(interviews, len(interviews))
    ]
    mixed = chance.sample(banks, len(banks))
    first = synthesise(STUDY, Curation(), interviews, {b.id: b for b in banks})
    again = synthesise(STUDY, Curation(), shuffled, {b.id: b for b in mixed})
    assert msgspec.json.encode(first) == msgspec.json.encode(again)


_SCRIPT = """
import hashlib, random
import msgspec
from test_synthesis_laws import study_of
from synthesis_examples import draw
seen = hashlib.sha256()
for seed in range(30):
    interviews, banks = study_of(random.Random(seed))
    seen.update(msgspec.json.encode(draw(*interviews, banks=banks)))
print(seen.hexdigest())
"""


def test_another_machine_gives_the_same_bytes():
    assert len(printed_elsewhere(_SCRIPT)) == 1

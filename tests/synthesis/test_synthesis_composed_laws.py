"""Every number of every claim, held against a recount that shares no code with the room."""

import hashlib
import random
import unicodedata

import msgspec
from elsewhere import printed_elsewhere
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from synthesis_examples import STUDY, draw
from test_synthesis_laws import POOL, everyone, in_base, recount, study_of

from persona_wizard.model.composing import Code, ComposedClaim, ObservationKey
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import State
from persona_wizard.model.observations import observations
from persona_wizard.model.persona import ClaimKind
from persona_wizard.model.study import Curation
from persona_wizard.synthesis import synthesise

LAWS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_SAID = ("Plain", "> Words #lift\nPlain\nPlain", "#no-lift and #time", "x #web\n> Words\ny #time")
_FIELDS = (None, "short-term-goals", "long-term-goals", "channels", "barriers")


def composing_of(chance):
    """Interviews and banks, a study with claims over them, and a persona of some or all."""
    interviews, banks = study_of(chance)
    interviews = [_talking(chance, interview) for interview in interviews]
    keys = [
        ObservationKey(i.id, q, mark)
        for i in interviews
        for q, answer in i.answers.items()
        for mark in plain_marks(answer.text)
    ]
    # Some that point to nothing.
    keys += [ObservationKey("nobody", "q", "0123456789")] + [
        replace(key, mark="abcdef0123") for key in keys[:2]
    ]

    def some(most):
        return tuple(chance.choice(keys) for _ in range(chance.randint(0, most)))

    claims = tuple(
        ComposedClaim(
            id=f"composed/{n:08}",
            heading=chance.choice([h.id for h in HEADINGS]),
            field=chance.choice(_FIELDS),
            sentence=f"Sentence {n}",
            supports=some(6),
            against=some(4),
        )
        for n in range(chance.randint(0, 5))
    )
    codes = ()
    if chance.random() < 0.5:
        codes = (
            Code(tag="speed", aliases=("lift", "web"), of="", parted=()),
            Code(tag="early", of="time", parted=some(4)),
        )
    people = sorted({i.participant for i in interviews})
    members = tuple(p for p in people if chance.random() < 0.6) if chance.random() < 0.4 else ()
    study = replace(STUDY, claims=claims, codes=codes, read=tuple(dict.fromkeys(some(5))))
    return interviews, banks, study, Curation(name="Minh", members=members)


def _talking(chance, interview):
    """The interview with more said in it than in most that are made up."""
    answers = {
        q: replace(a, text=chance.choice(_SAID), state=State.ANSWERED, parked=False)
        if chance.random() < 0.7
        else a
        for q, a in interview.answers.items()
    }
    return replace(interview, answers=answers)


@st.composite
def studies(draw_one):
    return composing_of(random.Random(draw_one(st.integers(0, 2**32))))


# The recount: slow, plain, from the definitions.


def plain_marks(text):
    seen, found = {}, []
    for one in observations(text):
        words = " ".join(unicodedata.normalize("NFC", one.text).split())
        mark = hashlib.sha256(f"{one.kind.value}\n{words}".encode()).hexdigest()[:10]
        seen[mark] = seen.get(mark, 0) + 1
        found.append(mark if seen[mark] == 1 else f"{mark}~{seen[mark]}")
    return found


def counting(interviews, banks, members):
    """By key every observation that counts: who said it, and under which question."""
    found = {}
    for question in POOL:
        for person, (place, said) in recount(interviews, banks, question.id, question.kind).items():
            if place != "answered" or (members and person not in members):
                continue
            (where,) = [
                i.id
                for i in interviews
                if i.participant == person and i.answers.get(question.id) is said
            ]
            for mark, one in zip(plain_marks(said.text), observations(said.text), strict=True):
                found[ObservationKey(where, question.id, mark)] = (person, question, one)
    return found


def asked(interviews, banks, members, wanted):
    people = set()
    for question in POOL:
        if wanted(question):
            people |= in_base(recount(interviews, banks, question.id, question.kind))
    return people & set(members) if members else people


def audience_of(interviews):
    ordered = sorted(interviews, key=lambda i: (i.started, i.id))
    return {i.participant: i.audience for i in ordered}


def carries(n, base, against):
    if n == 1:
        return "anecdote"
    if against >= 2 and 2 * against >= n:
        return "contested"
    return "pattern" if n >= 3 and 2 * n > base else "emerging"


@LAWS
@given(studies())
def test_composed_claims_are_what_a_plain_recount_finds(made):
    interviews, banks, study, curation = made
    persona = draw(*interviews, banks=banks, curation=curation, study=study)
    there = counting(interviews, banks, curation.members)
    audiences = audience_of(interviews)
    found = {c.id: c for c in persona.claims if c.kind is ClaimKind.COMPOSED}
    expected = set()
    for one in study.claims:
        supporting = {there[k][0] for k in one.supports if k in there}
        opposing = {there[k][0] for k in one.against if k in there} - supporting
        if not supporting:
            continue
        expected.add(one.id)
        linked = [there[k] for k in (*one.supports, *one.against) if k in there]
        if one.field:
            base = asked(interviews, banks, curation.members, lambda q, f=one.field: q.field == f)
        else:
            under = {(q.id, q.kind) for _, q, _ in linked}
            base = asked(
                interviews, banks, curation.members, lambda q, u=under: (q.id, q.kind) in u
            )
        base |= {person for person, _, _ in linked}
        claim = found[one.id]
        assert (claim.n, claim.base, claim.against) == (len(supporting), len(base), len(opposing))
        assert claim.confidence == carries(len(supporting), len(base), len(opposing))
        assert [(s.audience, s.n, s.base) for s in claim.split] == [
            (
                a,
                sum(audiences[p] is a for p in supporting),
                sum(audiences[p] is a for p in base),
            )
            for a in Audience
        ]
        who = {i.id: i.participant for i in interviews}
        for parts, people, keys in (
            (claim.evidence, supporting, one.supports),
            (claim.opposing, opposing, one.against),
        ):
            assert sorted(who[e.interview] for e in parts) == sorted(people)
            for part in parts:
                mine = {k: there[k][2] for k in set(keys) if k in there}
                words = [o.text for k, o in mine.items() if there[k][0] == who[part.interview]]
                told = [*part.lines, *part.quotes]
                assert sorted(told) == sorted(w for w in words if w)
    assert set(found) == expected


@LAWS
@given(studies())
def test_a_link_counts_or_is_told_to_be_loose(made):
    interviews, banks, study, curation = made
    persona = draw(*interviews, banks=banks, curation=curation, study=study)
    there = counting(interviews, banks, ())
    who = {i.id: i.participant for i in interviews}
    outside = {
        i for i, person in who.items() if curation.members and person not in curation.members
    }
    for claim in study.claims:
        for side, keys in ((True, claim.supports), (False, claim.against)):
            loose = {x.key for x in persona.loose if x.claim == claim.id and x.supports is side}
            missing = {k for k in keys if k not in there and k.interview not in outside}
            assert loose == missing
    told = {one.id for one in persona.unfounded}
    assert told == {c.id for c in study.claims if not any(k in there for k in c.supports)}


@LAWS
@given(studies())
def test_reading_and_tags_are_what_a_plain_recount_finds(made):
    interviews, banks, study, curation = made
    persona = draw(*interviews, banks=banks, curation=curation, study=study)
    there = counting(interviews, banks, curation.members)
    marked = {*study.read, *(k for c in study.claims for k in (*c.supports, *c.against))}
    read = sum(bool(one.tags) or k in marked for k, (_, _, one) in there.items())
    assert (persona.reading.read, persona.reading.total) == (read, len(there))

    def folded(key, tags):
        meant = {a: c.tag for c in study.codes for a in c.aliases}
        for tag in tags:
            tag = meant.get(tag, tag)
            for code in study.codes:
                if code.of == tag and key in code.parted:
                    tag = code.tag
            yield tag

    expected = {}
    for key, (person, question, one) in there.items():
        for tag in folded(key, one.tags):
            expected.setdefault((question.field or question.id, tag), set()).add(person)
    tagged = {
        (c.id.partition("/")[0], c.label): c.n for c in persona.claims if c.kind is ClaimKind.TAG
    }
    assert tagged == {place: len(people) for place, people in expected.items()}


@LAWS
@given(studies())
def test_what_is_new_in_each_interview_adds_up_to_everything(made):
    interviews, banks, study, curation = made
    persona = draw(*interviews, banks=banks, curation=curation, study=study)
    members = curation.members or everyone(interviews)
    ordered = sorted(
        (i for i in interviews if i.participant in members), key=lambda i: (i.started, i.id)
    )
    assert [new.interview for new in persona.saturation] == [i.id for i in ordered]
    tags = [tag for new in persona.saturation for tag in new.tags]
    claims = [claim for new in persona.saturation for claim in new.claims]
    assert sorted(tags) == sorted({c.label for c in persona.claims if c.kind is ClaimKind.TAG})
    assert sorted(claims) == sorted(c.id for c in persona.claims if c.kind is ClaimKind.COMPOSED)


@LAWS
@given(studies())
def test_how_many_fit_several_claims_is_what_a_plain_recount_finds(made):
    interviews, banks, study, curation = made
    persona = draw(*interviews, banks=banks, curation=curation, study=study)
    fit = persona.conjunction
    if fit is None:
        return
    by_id = {c.id: c for c in persona.claims}
    who = {i.id: i.participant for i in interviews}
    members = curation.members
    there = counting(interviews, banks, members)
    bases, supporters = [], []
    for claim in (by_id[one] for one in fit.claims):
        scope = claim.id.partition("/")[0]
        kinds = {q.kind.value for q in POOL}
        name, _, kind = scope.partition(":")
        if claim.kind is ClaimKind.TAG:
            base = asked(interviews, banks, members, lambda q, s=scope: (q.field or q.id) == s)
        elif claim.kind is ClaimKind.COMPOSED:
            (one,) = [c for c in study.claims if c.id == claim.id]
            linked = [there[k] for k in (*one.supports, *one.against) if k in there]
            under = {(q.id, q.kind) for _, q, _ in linked}
            base = asked(
                interviews,
                banks,
                members,
                lambda q, o=one, u=under: q.field == o.field if o.field else (q.id, q.kind) in u,
            ) | {person for person, _, _ in linked}
        else:
            split = {
                q.kind.value: in_base(recount(interviews, banks, q.id, q.kind))
                for q in POOL
                if q.id == name and (kind not in kinds or q.kind.value == kind)
            }
            fitting = [b & set(members) if members else b for b in split.values()]
            base = next(b for b in fitting if len(b) == claim.base)
        assert len(base) == claim.base
        bases.append(base)
        supporters.append({who[e.interview] for e in claim.evidence})
    if any(c.startswith("score") for c in fit.claims):
        return  # Two questions share this id, so a plain look can't tell whose base it is.
    whole = set.intersection(*bases)
    assert fit.asked == len(whole)
    counts = [sum(p in s for s in supporters) for p in whole]
    assert list(fit.fitting) == [sum(c >= k for c in counts) for k in range(2, len(fit.claims) + 1)]


@LAWS
@given(studies(), st.randoms(use_true_random=False))
def test_no_order_of_anything_changes_a_byte(made, chance):
    interviews, banks, study, curation = made

    def mixed(items):
        return tuple(chance.sample(items, len(items)))

    again = replace(
        study,
        claims=mixed(
            [replace(c, supports=mixed(c.supports), against=mixed(c.against)) for c in study.claims]
        ),
        codes=mixed([replace(c, parted=mixed(c.parted)) for c in study.codes]),
        read=mixed(study.read),
    )
    members = replace(curation, members=mixed(curation.members))
    by_id = {b.id: b for b in banks}
    first = synthesise(study, curation, interviews, by_id)
    second = synthesise(again, members, mixed(interviews), {b.id: b for b in mixed(banks)})
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


_SCRIPT = """
import hashlib, random
import msgspec
from test_synthesis_composed_laws import composing_of
from synthesis_examples import draw
seen = hashlib.sha256()
for seed in range(40):
    interviews, banks, study, curation = composing_of(random.Random(seed))
    drawn = draw(*interviews, banks=banks, curation=curation, study=study)
    seen.update(msgspec.json.encode(drawn))
print(seen.hexdigest())
"""


def test_another_machine_gives_the_same_bytes_for_claims():
    assert len(printed_elsewhere(_SCRIPT)) == 1

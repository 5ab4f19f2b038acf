"""Buying roles and buyer types of random studies, counted anew with all that goes with them.

The recount shares no code with the room: it goes through everybody for each role and each type.
"""

import random
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from synthesis_examples import STUDY, ask, bank, draw, met, took
from test_synthesis_evidence_laws import check, may_be_quoted, slugs, where
from test_synthesis_laws import STATES, TEXTS, in_base, recount

from persona_wizard.model.bank import Bank, Choice, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Interview, State
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.model.persona import ClaimKind, Evidence
from persona_wizard.model.study import Curation, Wording

LAWS = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ROLES = ("decision-maker", "influencer", "end-user")
TYPES = (
    "budget-conscious",
    "relationship-focused",
    "innovator",
    "risk-averse",
    "industry-specific",
    "segment-specific",
    "competitor-focused",
)
HEADINGS = ("general", "demographics", "personality", "objectives", "problems", "wishes")
# Those of one heading below, in its order.
FIELDS = ("information-sources", "buying-role")


def hinting(**hints):
    """Choices and the roles and types that they hint at; `unsure` says why there is no answer."""
    return tuple(
        Choice(
            slug=slug,
            text=slug.capitalize(),
            state=State.DONT_KNOW if slug == "unsure" else None,
            indicates=tuple(told.split()),
        )
        for slug, told in hints.items()
    )


LOOKED = hinting(prices="budget-conscious", deals="budget-conscious", news="innovator", tv="")
LOOKED_LATER = hinting(prices="budget-conscious", news="risk-averse", rivals="competitor-focused")
TRIED = hinting(price="budget-conscious", first="innovator risk-averse", unsure="innovator")
DECIDED = hinting(me="decision-maker", asked="influencer relationship-focused", unsure="end-user")
DECIDED_LATER = hinting(me="decision-maker", other="end-user")
SAID = hinting(me="influencer", fate="budget-conscious")
TOLD = hinting(me="innovator")
TEAM = hinting(alone="decision-maker innovator", board="risk-averse")
CHEAP = hinting(yes="budget-conscious", no="")

LOOKS = ask("looks", Kind.MANY, "personality", field="information-sources", choices=LOOKED)
TIPS = ask("tips", Kind.MANY, "problems", choices=TRIED)
LAST_WORD = ask("last-word", Kind.ONE, "personality", field="buying-role", choices=DECIDED)
POOL = (
    LOOKS,
    # The same question later: a choice that came, one that went, one that hints at another type.
    replace(LOOKS, wording="Where do you look now?", choices=LOOKED_LATER),
    replace(LOOKS, kind=Kind.ONE),
    TIPS,
    replace(TIPS, wording="Any tips?", sensitive=True),
    LAST_WORD,
    replace(LAST_WORD, kind=Kind.MANY, choices=DECIDED_LATER),
    ask("had-a-say", Kind.MANY, "personality", field="buying-role", choices=SAID),
    # These two are of the field, and name no role.
    ask("told", Kind.MANY, "personality", field="buying-role", choices=TOLD),
    ask("who-decided", Kind.OPEN, "personality", field="buying-role"),
    # It names a role, and is of no such field: types alone are drawn from it.
    ask("team", Kind.MANY, "general", choices=TEAM),
    ask("cheap", Kind.YES_NO, "personality", choices=CHEAP),
)
TAKEN = {
    "looks": (took("prices"), took("prices", "deals"), took("news", "rivals"), took("tv")),
    "tips": (took("price"), took("first"), took("price", "first"), took("unsure", "price")),
    "last-word": (took("me"), took("asked"), took("other", "me"), took("unsure")),
    "had-a-say": (took("me"), took("fate"), took("me", "fate"), took("gone")),
    "told": (took("me"), ()),
    "who-decided": (None,),
    "team": (took("alone"), took("board"), took("alone", "board"), ()),
    "cheap": (took("yes"), took("yes"), took("no")),
}


class Made(Struct, frozen=True):
    """A random study, and a persona of some or all of its participants."""

    held: tuple[Interview, ...]
    banks: tuple[Bank, ...]
    apart: tuple[Wording, ...]
    members: tuple[str, ...]
    accepted: tuple[str, ...]

    @property
    def persona(self):
        return draw(
            *self.held,
            banks=self.banks,
            study=replace(STUDY, apart=self.apart),
            curation=Curation(name="Minh", members=self.members, suggestions=self.accepted),
        )

    @property
    def counted(self):
        """Who refuses to take part is not counted at all."""
        return [i for i in self.held if i.consent.get("consent-take-part") is not False]


def made_of(chance):
    banks = []
    for name in ("one", "two", "three"):
        asked = chance.sample(POOL, chance.randint(3, len(POOL)))
        banks.append(bank(*{q.id: q for q in asked}.values(), name=name))
    held = tuple(
        _met(chance, person, visit, chance.choice(banks))
        for person in range(1, chance.randint(2, 9))
        for visit in range(1, chance.randint(2, 4))
    )
    people = sorted({i.participant for i in held})
    return Made(
        held=held,
        banks=tuple(banks),
        apart=tuple(Wording(q.id, q.wording) for q in POOL if chance.random() < 0.1),
        members=tuple(p for p in people if chance.random() < 0.7) if chance.random() < 0.3 else (),
        accepted=tuple(f"indicated/{t}" for t in (*TYPES, "unheard-of") if chance.random() < 0.4),
    )


def _met(chance, person, visit, followed):
    interview = met(
        person,
        chance.choice(list(Audience)),
        visit=visit,
        followed=followed.id,
        quote=chance.choice([True, True, False, None]),
        started=f"2026-0{chance.randint(1, 3)}-01T00:00:00Z",
        at=f"2026-04-0{chance.randint(1, 3)}T00:00:00Z",
        answers={
            q.id: {
                "value": chance.choice(TAKEN[q.id]),
                "text": chance.choice(TEXTS),
                "state": State.ANSWERED if chance.random() < 0.6 else chance.choice(STATES),
                "parked": chance.random() < 0.05,
            }
            for q in followed.questions
            if chance.random() < 0.8
        },
    )
    if chance.random() < 0.1:
        return replace(interview, consent={**interview.consent, "consent-take-part": False})
    return interview


@st.composite
def studies(draw_one):
    return made_of(random.Random(draw_one(st.integers(0, 2**32))))


# The recount: slow, plain, from the definitions.


class Counted(Struct, frozen=True):
    """What is counted as one question, by all who were asked it.

    `versions` are its forms, the newest bank's first; `told` are the answers that count.
    """

    versions: tuple[Question, ...]
    base: frozenset[str]
    told: dict[str, Answer]

    @property
    def id(self):
        return self.versions[0].id

    @property
    def field(self):
        return self.versions[0].field

    def choices(self, name):
        """By slug the choices that hint at a role or type, as the newest bank that has them."""
        newest = {}
        for version in self.versions:
            for choice in version.choices:
                newest.setdefault(choice.slug, choice)
        return {slug: choice for slug, choice in newest.items() if name in choice.indicates}

    def shows(self, person, name):
        return person in self.told and bool(slugs(self.told[person]) & set(self.choices(name)))


def page_order(question):
    field = FIELDS.index(question.field) if question.field in FIELDS else len(FIELDS)
    return HEADINGS.index(question.heading), field


def everything_counted(made):
    """Every question in the page's order; a wording that is apart is a question of its own."""

    def key(question):
        alone = Wording(question.id, question.wording) in made.apart
        return question.id, question.kind, question.wording if alone else ""

    by_id = {b.id: b for b in made.banks}
    newest = sorted(made.counted, key=lambda i: (i.started, i.id), reverse=True)
    followed = [by_id[b] for b in dict.fromkeys([*(i.bank.id for i in newest), *sorted(by_id)])]
    found = []
    for this in dict.fromkeys(key(q) for b in followed for q in b.questions):
        versions = tuple(q for b in followed for q in b.questions if key(q) == this)
        alone = [
            replace(b, questions=tuple(q for q in b.questions if key(q) == this))
            for b in made.banks
        ]
        stands = {
            person: there
            for person, there in recount(made.counted, alone, this[0], this[1]).items()
            if not made.members or person in made.members
        }
        told = {person: said for person, (place, said) in stands.items() if place == "answered"}
        found.append(Counted(versions, frozenset(in_base(stands)), told))
    return sorted(found, key=lambda one: page_order(one.versions[0]))


def of_roles(counted):
    """The questions of facts about a decision, which name a role at all."""
    return [
        one
        for one in counted
        if one.field == "buying-role" and any(one.choices(role) for role in ROLES)
    ]


def in_two(counted, stands):
    """Those who stand so in two questions or more; one asked in two ways is one."""
    people = {person for one in counted for person in one.base}
    return {p for p in people if len({one.id for one in counted if stands(one, p)}) >= 2}


def could_show(counted, name):
    return in_two(counted, lambda one, p: bool(one.choices(name)) and p in one.base)


def evidence(made, counted, name, person):
    """What one participant said beside the choices that hint at it, in the page's order."""
    parts = [(one, one.told[person]) for one in counted if one.shows(person, name)]
    where_said = [where(made.held, person, said) for _, said in parts]
    latest = max(
        (i for i in made.counted if i.participant == person), key=lambda i: (i.started, i.id)
    )
    meant = [line for _, said in parts for line in observations(said.text) if line.text]
    return Evidence(
        interview=where_said[0].id,
        pseudonym=latest.pseudonym,
        audience=latest.audience,
        question=parts[0][0].id,
        revision=max(said.at for _, said in parts),
        quotable=all(leaves_the_house(made.held, interview) for interview in where_said),
        lines=tuple(line.text for line in meant if line.kind is LineKind.NOTE),
        quotes=tuple(line.text for line in meant if line.kind is LineKind.QUOTE),
        field=parts[0][0].field,
    )


def leaves_the_house(held, interview):
    """As may be quoted, and the participant did not refuse to take part later on."""
    return may_be_quoted(held, interview) and not any(
        i.consent.get("consent-take-part") is False
        for i in held
        if i.participant == interview.participant
        and (i.started, i.id) > (interview.started, interview.id)
    )


def expected_roles(made, counted):
    """By role its participants, each with their evidence; roles that nobody had are not there."""
    asked, found = of_roles(counted), {}
    for role in ROLES:
        people = {p for one in asked for p in one.base if one.shows(p, role)}
        found[role] = {p: evidence(made, asked, role, p) for p in people}
    return {role: people for role, people in found.items() if people}


def expected_types(made, counted):
    """By type those who show it, each with their evidence; types that nobody shows are not."""
    found = {}
    for name in TYPES:
        people = in_two(counted, lambda one, person, name=name: one.shows(person, name))
        found[name] = {p: evidence(made, counted, name, p) for p in people}
    return {name: people for name, people in found.items() if people}


def most_first(people_by_name):
    return sorted(people_by_name, key=lambda name: -len(people_by_name[name]))


def check_indicated(claim, made, base, people, field, asked):
    """`asked` are the questions that it may be drawn from."""
    name = claim.id.removeprefix("indicated/")
    check(claim, made.counted, base, people, {})
    assert (claim.kind, claim.heading) == (ClaimKind.INDICATED, "personality")
    assert (claim.field, claim.label) == (field, name)
    hints = [one for one in asked if one.choices(name)]
    said = [one for one in hints if any(one.shows(p, name) for p in people)]
    assert any(map(sensitive, said)) <= claim.sensitive <= any(map(sensitive, hints))
    assert any(map(private, said)) <= claim.private <= any(map(private, hints))


def sensitive(one):
    return any(version.sensitive for version in one.versions)


def private(one):
    return one.versions[0].heading in ("general", "demographics")


@LAWS
@given(studies())
def test_each_role_and_accepted_type_counts_with_its_evidence(made):
    persona, counted = made.persona, everything_counted(made)
    roles, types = expected_roles(made, counted), expected_types(made, counted)
    accepted = {name: types[name] for name in types if f"indicated/{name}" in made.accepted}
    claims = [c for c in persona.claims if c.kind is ClaimKind.INDICATED]
    assert [c.id for c in claims] == [
        f"indicated/{name}" for name in (*most_first(roles), *most_first(accepted))
    ]
    asked = of_roles(counted)
    told_of_a_decision = {person for one in asked for person in one.base}
    for claim in claims:
        name = claim.label
        if name in roles:
            check_indicated(claim, made, told_of_a_decision, roles[name], "buying-role", asked)
        else:
            base = could_show(counted, name)
            check_indicated(claim, made, base, accepted[name], "buyer-type", counted)
    assert [one.id for one in persona.unfounded] == sorted(
        one for one in made.accepted if one.removeprefix("indicated/") not in types
    )


@LAWS
@given(studies())
def test_a_type_is_suggested_where_two_people_show_it_with_all_its_indicators(made):
    persona, counted = made.persona, everything_counted(made)
    types = {
        name: people
        for name, people in expected_types(made, counted).items()
        if len(people) >= 2 or f"indicated/{name}" in made.accepted
    }
    assert [one.type for one in persona.suggestions] == most_first(types)
    claims = {claim.id: claim for claim in persona.claims}
    for one in persona.suggestions:
        assert one.id == f"indicated/{one.type}"
        assert (one.n, one.base) == (len(types[one.type]), len(could_show(counted, one.type)))
        assert one.accepted == (one.id in made.accepted)
        assert Counter(
            (i.claim.partition("/")[0].partition(":")[0], i.question, i.label, i.n, i.base)
            for i in one.indicators
        ) == Counter(indicators(counted, one.type))
        for indicator in one.indicators:
            same = claims[indicator.claim]
            told = (indicator.label, indicator.n, indicator.base)
            assert (same.label, same.n, same.base) == told


def indicators(counted, name):
    """Each choice that hints at it and that somebody took: n of the N of its question."""
    for one in counted:
        for slug, choice in one.choices(name).items():
            takers = [p for p, said in one.told.items() if slug in slugs(said)]
            if takers:
                asked = one.versions[0]
                yield asked.id, asked.wording, choice.text, len(takers), len(one.base)


def test_the_random_studies_have_what_the_laws_are_about():
    found = Counter()
    for seed in range(40):
        persona = made_of(random.Random(seed)).persona
        found["roles"] += any(c.label in ROLES for c in persona.claims)
        found["accepted"] += any(c.n == 1 for c in persona.claims if c.field == "buyer-type")
        found["no longer shown"] += bool(persona.unfounded)
        found["kept for one"] += any(s.n == 1 for s in persona.suggestions)
        found["mixed"] += sum(s.n > 1 for s in persona.suggestions) > 1
    assert len(+found) == 5

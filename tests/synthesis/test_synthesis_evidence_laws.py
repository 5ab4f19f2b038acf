"""n, N, split, confidence and evidence of every claim that comes by itself, counted anew.

The recount shares no code with the room: it goes through all people for each claim, slowly.
"""

from statistics import median

from hypothesis import HealthCheck, given, settings
from synthesis_examples import draw
from test_synthesis_composed_laws import audience_of, carries
from test_synthesis_laws import POOL, in_base, recount, studies

from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.observations import LineKind, observations
from persona_wizard.model.persona import ClaimKind, Evidence

LAWS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RANKS = {"low": 0, "high": 1}


def slugs(said):
    return {pick.choice for pick in said.value} if isinstance(said.value, tuple) else set()


def number(said):
    return said.value if isinstance(said.value, int | float) else None


def supports(kind, slug, said):
    if slug == "median":
        return bool(slugs(said) & set(RANKS)) if kind is Kind.BANDS else number(said) is not None
    return number(said) == float(slug) if kind is Kind.SCALE else slug in slugs(said)


def opposes(kind, slug, said):
    """The other side of a yes/no alone; the far third of 0 to 10."""
    if slug == "median":
        return False
    if kind is Kind.YES_NO:
        return slugs(said) & {"yes", "no"} == {"yes", "no"} - {slug}
    if kind is not Kind.SCALE or number(said) is None:
        return False
    ends = (float(slug), number(said))
    return min(ends) <= 10 / 3 and max(ends) >= 20 / 3


def where(interviews, person, said):
    (found,) = [
        i
        for i in interviews
        if i.participant == person and any(a is said for a in i.answers.values())
    ]
    return found


def may_be_quoted(interviews, interview):
    """With a yes of its own that no later interview with the same person takes back."""
    after = [
        i
        for i in interviews
        if i.participant == interview.participant
        and (i.started, i.id) >= (interview.started, interview.id)
    ]
    refused = any(i.consent.get("consent-quote") is False for i in after)
    return interview.consent.get("consent-quote") is True and not refused


def evidence(interviews, person, parts):
    """A participant's evidence from (answer, its observations that are meant), in order."""
    held = [where(interviews, person, said) for said, _ in parts]
    latest = max(
        (i for i in interviews if i.participant == person), key=lambda i: (i.started, i.id)
    )
    meant = [one for _, ones in parts for one in ones if one.text]
    return Evidence(
        interview=held[0].id,
        pseudonym=latest.pseudonym,
        audience=latest.audience,
        question=parts[0][0].question,
        revision=max(said.at for said, _ in parts),
        quotable=all(may_be_quoted(interviews, i) for i in held),
        lines=tuple(one.text for one in meant if one.kind is LineKind.NOTE),
        quotes=tuple(one.text for one in meant if one.kind is LineKind.QUOTE),
        field=next(q.field for q in POOL if q.id == parts[0][0].question),
    )


def first_met(interviews):
    ordered = sorted(interviews, key=lambda i: (i.started, i.id))
    return list(dict.fromkeys(i.participant for i in ordered))


def asked_in_order(interviews, banks, scope):
    """The questions of a field, or the one without, as on the page: the newest bank's first."""
    by_id = {b.id: b for b in banks}
    newest = sorted(interviews, key=lambda i: (i.started, i.id), reverse=True)
    followed = dict.fromkeys([*(i.bank.id for i in newest), *sorted(by_id)])
    places = dict.fromkeys((q.id, q.kind) for b in followed for q in by_id[b].questions)
    pool = {(q.id, q.kind): q for q in POOL}
    return [pool[place] for place in places if (pool[place].field or pool[place].id) == scope]


def check(claim, interviews, base, supporting, opposing):
    """Of a claim everything that is counted; the people come with their evidence."""
    audiences, order = audience_of(interviews), first_met(interviews)
    assert (claim.n, claim.base, claim.against) == (len(supporting), len(base), len(opposing))
    assert [(s.audience, s.n, s.base) for s in claim.split] == [
        (
            audience,
            sum(audiences[person] is audience for person in supporting),
            sum(audiences[person] is audience for person in base),
        )
        for audience in Audience
    ]
    if claim.kind is ClaimKind.MEDIAN:
        assert claim.confidence is None
    else:
        assert claim.confidence == carries(len(supporting), len(base), len(opposing))
    for parts, side in ((claim.evidence, supporting), (claim.opposing, opposing)):
        assert [bare(part) for part in parts] == [side[p] for p in order if p in side]


def bare(part):
    """Nothing but the evidence, where it is an answer, too."""
    return Evidence(**{name: getattr(part, name) for name in Evidence.__struct_fields__})


@LAWS
@given(studies())
def test_each_closed_answer_counts_with_its_evidence(study):
    interviews, banks = study
    persona = draw(*interviews, banks=banks)
    for section in persona.sections:
        for counted in section.tallies:
            found = recount(interviews, banks, counted.question, counted.kind)
            told = {person: said for person, (place, said) in found.items() if place == "answered"}
            for claim in (*counted.choices, *filter(None, [counted.median])):
                slug = claim.id.rpartition("/")[2]

                def those(belongs, told=told, kind=counted.kind, slug=slug):
                    return {
                        person: evidence(interviews, person, [(s, observations(s.text))])
                        for person, s in told.items()
                        if belongs(kind, slug, s)
                    }

                check(claim, interviews, in_base(found), those(supports), those(opposes))
            if counted.median is not None and counted.kind is Kind.BANDS:
                ranks = sorted(RANKS[s] for a in told.values() for s in slugs(a) & set(RANKS))
                assert counted.median.label == ("Low", "High")[ranks[(len(ranks) - 1) // 2]]
            elif counted.median is not None:
                values = [number(a) for a in told.values() if number(a) is not None]
                assert float(counted.median.label) == median(values)


@LAWS
@given(studies())
def test_each_tag_counts_with_its_evidence(study):
    interviews, banks = study
    persona = draw(*interviews, banks=banks)
    for claim in persona.claims:
        if claim.kind is not ClaimKind.TAG:
            continue
        scope = claim.id.partition("/")[0]
        base, said_by = set(), {}
        for question in asked_in_order(interviews, banks, scope):
            found = recount(interviews, banks, question.id, question.kind)
            base |= in_base(found)
            for person, (place, said) in found.items():
                if place == "answered":
                    said_by.setdefault(person, []).append(said)

        def bearing(tags, said_by=said_by):
            people = {}
            for person, answers in said_by.items():
                parts = [
                    (said, [o for o in observations(said.text) if tag in o.tags])
                    for tag in tags
                    for said in answers
                ]
                parts = [(said, ones) for said, ones in parts if ones]
                if parts:
                    people[person] = evidence(interviews, person, parts)
            return people

        supporting = bearing([claim.label])
        contrary = {"lift": ["not-lift", "no-lift"], "no-lift": ["lift"]}.get(claim.label, [])
        opposing = {p: e for p, e in bearing(contrary).items() if p not in supporting}
        check(claim, interviews, base, supporting, opposing)

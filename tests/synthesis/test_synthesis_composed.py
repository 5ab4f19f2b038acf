"""Composed claims: a person writes the sentence, the program counts."""

import pytest
from msgspec.structs import replace
from synthesis_examples import (
    STUDY,
    C,
    N,
    P,
    ask,
    bank,
    claim,
    composed,
    draw,
    gap,
    ids,
    key,
    met,
    open_answers,
    per_audience,
    with_claims,
)

from persona_wizard.model.composing import Hypothesis, ObservationKey
from persona_wizard.model.interview import State
from persona_wizard.model.loose import Looseness
from persona_wizard.model.persona import ClaimKind, Confidence, ReadingProgress
from persona_wizard.model.study import Curation

WORRY = ask("worry", heading="problems", field="barriers")
DOUBT = ask("doubt", heading="problems", field="barriers")
FREE = ask("anything-else", heading="problems")
GOAL = ask("short-term-goals", field="short-term-goals")
BANK = bank(WORRY, DOUBT, FREE, GOAL)
NAME = "composed/00000001"


def said(person, text, audience=C, question="worry", **more):
    return met(person, audience, answers={question: text}, **more)


def test_n_is_who_said_it_and_base_who_was_asked_about_its_field():
    people = [
        said(1, "It's a gym contract #contract\nDear, too"),
        said(2, "Tied in for a year", N, question="doubt"),
        said(3, "Nothing", P),
        met(4, P, answers={"worry": State.DECLINED}),
        met(5, P, answers={"worry": State.NOT_APPLICABLE}),
        met(6, P, answers={"anything-else": "Chatted"}),
    ]
    made = composed(
        key(people[0], "worry", "It's a gym contract"),
        key(people[1], "doubt", "Tied in for a year"),
        field="barriers",
    )
    persona = draw(*people, banks=(BANK,), study=with_claims(made))
    found = claim(persona, NAME)
    assert (found.kind, found.heading, found.field) == (ClaimKind.COMPOSED, "problems", "barriers")
    assert (found.label, found.n, found.base, found.against) == ("Fears being tied in", 2, 4, 0)
    assert per_audience(found) == [(1, 1), (1, 1), (0, 2)]
    assert found.confidence is Confidence.EMERGING
    assert [(e.pseudonym, e.question, e.lines) for e in found.evidence] == [
        ("P01", "worry", ("It's a gym contract",)),
        ("P02", "doubt", ("Tied in for a year",)),
    ]


def test_without_a_field_base_is_who_was_asked_where_it_was_said():
    people = [
        said(1, "Yes", question="anything-else"),
        said(2, "No", question="anything-else"),
        said(3, "Asked about something else"),
    ]
    made = composed(key(people[0], "anything-else", "Yes"))
    found = claim(draw(*people, banks=(BANK,), study=with_claims(made)), NAME)
    assert (found.field, found.n, found.base) == (None, 1, 2)
    against = replace(made, against=(key(people[2], "worry", "Asked about something else"),))
    found = claim(draw(*people, banks=(BANK,), study=with_claims(against)), NAME)
    assert (found.n, found.base, found.against) == (1, 3, 1)


def test_whoever_raised_it_elsewhere_is_counted_as_asked():
    people = [said(1, "Tied"), said(2, "Fine"), said(3, "Tied, too", question="anything-else")]
    made = composed(
        key(people[0], "worry", "Tied"),
        key(people[2], "anything-else", "Tied, too"),
        field="barriers",
    )
    found = claim(draw(*people, banks=(BANK,), study=with_claims(made)), NAME)
    assert (found.n, found.base) == (2, 3)


def test_a_person_counts_once_however_often_and_in_however_many_interviews():
    first = met(1, visit=1, answers={"worry": "Tied\n> A gym\nLonely"})
    second = met(1, visit=2, quote=False, answers={"doubt": "Again"})
    made = composed(
        key(second, "doubt", "Again"),
        key(first, "worry", "A gym"),
        key(first, "worry", "Tied"),
        key(first, "worry", "Tied"),
        field="barriers",
    )
    found = claim(draw(first, second, banks=(BANK,), study=with_claims(made)), NAME)
    (evidence,) = found.evidence
    assert (found.n, found.base, found.confidence) == (1, 1, Confidence.ANECDOTE)
    assert (evidence.lines, evidence.quotes) == (("Tied", "Again"), ("A gym",))
    assert not evidence.quotable


@pytest.mark.parametrize(
    ("supporting", "opposing", "confidence"),
    [
        (3, 0, Confidence.PATTERN),
        (3, 1, Confidence.PATTERN),
        (3, 2, Confidence.CONTESTED),
        (2, 2, Confidence.CONTESTED),
        (1, 3, Confidence.ANECDOTE),
        (5, 2, Confidence.EMERGING),
    ],
)
def test_only_links_against_oppose(supporting, opposing, confidence):
    silent = 5 - supporting if confidence is Confidence.PATTERN else 8
    people = [said(i, "Tied") for i in range(1, supporting + 1)]
    others = [said(i, "Free") for i in range(11, 11 + opposing)]
    quiet = [said(i, "Not at all tied") for i in range(21, 21 + silent - opposing)]
    made = composed(
        *(key(one, "worry", "Tied") for one in people),
        against=tuple(key(one, "worry", "Free") for one in others),
        field="barriers",
    )
    found = claim(draw(*people, *others, *quiet, banks=(BANK,), study=with_claims(made)), NAME)
    assert (found.n, found.against, found.confidence) == (supporting, opposing, confidence)


def test_whoever_speaks_for_and_against_opposes_nothing():
    person = said(1, "Tied\nNot that it matters")
    made = composed(
        key(person, "worry", "Tied"), against=(key(person, "worry", "Not that it matters"),)
    )
    found = claim(draw(person, banks=(BANK,), study=with_claims(made)), NAME)
    assert (found.n, found.against, len(found.evidence)) == (1, 0, 1)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("Tied to them", Looseness.EDITED),
        ("", Looseness.EDITED),
        ({"text": "Tied", "state": State.DECLINED}, Looseness.NOT_COUNTED),
        ({"text": "Tied", "parked": True}, Looseness.NOT_COUNTED),
        (None, Looseness.GONE),
    ],
)
def test_a_loose_link_is_told_and_counts_nowhere(now, why):
    before, other = said(1, "Tied"), said(2, "Also")
    made = composed(key(before, "worry", "Tied"), key(other, "worry", "Also"), field="barriers")
    people = [other] if now is None else [said(1, now), other]
    persona = draw(*people, banks=(BANK,), study=with_claims(made))
    assert claim(persona, NAME).n == 1
    (loose,) = persona.loose
    assert (loose.claim, loose.key, loose.supports, loose.why) == (
        NAME,
        key(before, "worry", "Tied"),
        True,
        why,
    )


def test_tagging_moves_no_link():
    before = said(1, "Tied")
    made = composed(key(before, "worry", "Tied"))
    persona = draw(said(1, "Tied #contract #star"), banks=(BANK,), study=with_claims(made))
    assert claim(persona, NAME).n == 1
    assert persona.loose == ()


def test_a_later_answer_of_the_same_person_stands_for_the_earlier_one():
    first, second = said(1, "Tied", visit=1), said(1, "No longer", visit=2)
    made = composed(key(first, "worry", "Tied"))
    persona = draw(first, second, banks=(BANK,), study=with_claims(made))
    assert ids(persona) == []
    assert [loose.why for loose in persona.loose] == [Looseness.NOT_COUNTED]


@pytest.mark.parametrize("more", [{}, {"sentence": " "}, {"heading": "hobbies"}])
def test_a_claim_without_evidence_sentence_or_heading_is_no_claim_and_is_told(more):
    person = said(1, "Tied")
    links = (key(person, "worry", "Tied"),)
    made = composed(*(links if more else ()), against=() if more else links, **more)
    persona = draw(person, banks=(BANK,), study=with_claims(made))
    assert ids(persona) == []
    assert [(one.id, one.sentence) for one in persona.unfounded] == [(NAME, made.sentence)]


def test_a_claim_may_stand_under_any_heading_and_hides_what_a_fact_would_tell():
    fact = ask("family", heading="general", field="family")
    secret = ask("health", heading="problems", sensitive=True)
    person = met(1, answers={"family": "Twins", "health": "Weak heart"})
    banks = (bank(fact, secret),)
    about = composed(key(person, "family", "Twins"), heading="objectives")
    found = claim(draw(person, banks=banks, study=with_claims(about)), NAME)
    assert (found.heading, found.private, found.sensitive) == ("objectives", True, False)
    told = composed(key(person, "health", "Weak heart"))
    found = claim(draw(person, banks=banks, study=with_claims(told)), NAME)
    assert (found.private, found.sensitive) == (False, True)


def test_linked_tagged_or_marked_read_is_read():
    person = said(1, "a\nb #x\nc\nd\ne #star")
    study = replace(
        with_claims(composed(key(person, "worry", "a"))), read=(key(person, "worry", "c"),)
    )
    persona = draw(person, banks=(BANK,), study=study)
    assert persona.reading == ReadingProgress(read=3, total=5)
    assert open_answers(persona, "worry") is not None
    four = replace(study, read=(*study.read, key(person, "worry", "d")))
    persona = draw(person, banks=(BANK,), study=four)
    assert persona.reading == ReadingProgress(read=4, total=5)
    # Four of five are 80 %: the question is summed up.
    assert open_answers(persona, "worry") is None
    assert gap(persona, "open/worry") is None


def test_hypotheses_are_another_type():
    guess = Hypothesis(id="hypothesis/00000001", heading="wishes", sentence="Would pay more")
    persona = draw(banks=(BANK,), study=replace(STUDY, hypotheses=(guess,)))
    assert [s.hypotheses for s in persona.sections if s.hypotheses] == [(guess,)]
    assert ids(persona) == []


def test_a_persona_of_members_counts_them_alone():
    people = [said(1, "Tied"), said(2, "Tied"), said(3, "Free"), said(4, "Well")]
    made = composed(
        *(key(one, "worry", "Tied") for one in people[:2]),
        against=(key(people[2], "worry", "Free"),),
        field="barriers",
    )
    some = Curation(members=("person-2", "person-4"), grouped_because="Both on shifts")
    persona = draw(*people, banks=(BANK,), curation=some, study=with_claims(made))
    found = claim(persona, NAME)
    assert (found.n, found.base, found.against) == (1, 2, 0)
    assert persona.loose == ()
    assert (persona.participants, persona.grouped_because) == (2, "Both on shifts")
    assert [new.pseudonym for new in persona.saturation] == ["P02", "P04"]


def test_a_claim_of_others_alone_is_none_of_this_persona():
    people = [said(1, "Tied"), said(2, "Well")]
    made = composed(key(people[0], "worry", "Tied"))
    persona = draw(
        *people, banks=(BANK,), curation=Curation(members=("person-2",)), study=with_claims(made)
    )
    assert ids(persona) == []
    assert (persona.loose, persona.unfounded) == ((), ())


def test_hostile_links_break_nothing():
    person = said(1, "Tied")
    odd = ("", "x" * 20_000, "../..", "0123456789~99", "\ud83d")
    made = composed(*(ObservationKey(one, one, one) for one in odd))
    persona = draw(person, banks=(BANK,), study=with_claims(made))
    assert ids(persona) == []
    assert len(persona.loose) == len(odd)

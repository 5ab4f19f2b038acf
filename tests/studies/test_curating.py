"""Decisions about a persona's claims, on the sample."""

import pytest

from persona_wizard.export import Layout
from persona_wizard.model.persona import Claim, Persona
from persona_wizard.model.study import Advice
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing, curating, personas
from persona_wizard.studies.curating import NotCurated
from persona_wizard.studies.exporting import page_text
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.taking_back import take_back
from persona_wizard.synthesis import observed


def drawn(demo: StudyFolder) -> Persona:
    return personas.draw_from(demo)


def found(demo: StudyFolder, claim_id: str) -> Claim:
    return next(claim for claim in drawn(demo).claims if claim.id == claim_id)


def some(demo: StudyFolder) -> Claim:
    return found(demo, "information-sources/a-user")


def test_a_claim_is_hidden_and_shown(demo: StudyFolder) -> None:
    claim = some(demo)
    done = curating.hide(demo, claim)
    assert claim.id not in {c.id for c in drawn(demo).claims}
    curating.hide(demo, claim)
    assert demo.study().personas[0].hidden == (claim.id,)
    curating.show(demo, claim)
    assert some(demo) == claim
    assert done.before == demo.study()


def test_a_claim_is_pinned_and_put_in_order(demo: StudyFolder) -> None:
    claim, other = some(demo), drawn(demo).claims[0]
    curating.pin(demo, claim)
    assert some(demo).pinned
    curating.unpin(demo, claim)
    assert not some(demo).pinned
    curating.put_in_order(demo, (claim, other))
    curating.put_in_order(demo, (other, claim))
    assert demo.study().personas[0].order == (other.id, claim.id)


def test_a_claim_is_reworded_once_and_back(demo: StudyFolder) -> None:
    curating.reword(demo, some(demo), "Asks a friend", "Friends (6 of 12)")
    curating.reword(demo, some(demo), "Asks  a neighbour")
    (rewording,) = demo.study().personas[0].reworded
    claim = some(demo)
    assert (rewording.wording, claim.wording) == ("Asks a neighbour", "Asks a neighbour")
    assert rewording.sentence == f"{claim.label} ({claim.n} of {claim.base})"
    curating.reword(demo, claim, " ")
    assert some(demo).wording == ""


def test_a_suggested_type_is_accepted_and_refused(demo: StudyFolder) -> None:
    suggestion = drawn(demo).suggestions[0]
    assert suggestion.n
    assert len({i.question for i in suggestion.indicators}) > 1
    curating.accept_type(demo, suggestion.id)
    curating.accept_type(demo, suggestion.id)
    assert found(demo, suggestion.id).n == suggestion.n
    curating.refuse_type(demo, suggestion.id)
    assert suggestion.id not in {c.id for c in drawn(demo).claims}


def test_advice_rests_on_claims(demo: StudyFolder) -> None:
    claim = some(demo)
    curating.advise(demo, (Advice("Sales ", "Ask for\na friend", (claim.id, claim.id)),))
    (line,) = drawn(demo).advice
    assert (line.whom, line.sentence, line.cites) == ("Sales", "Ask for a friend", (claim.id,))
    with pytest.raises(NotCurated, match="rests on a claim"):
        curating.advise(demo, (Advice("Sales", "Just so"),))
    curating.advise(demo, (Advice("Sales", " "),))
    assert drawn(demo).advice == ()


def test_a_persona_of_members_wants_a_reason(demo: StudyFolder) -> None:
    people = sorted({i.participant for i in demo.interviews().interviews})
    with pytest.raises(NotCurated, match="why these people"):
        curating.choose_members(demo, people[:3], " ")
    curating.add_persona(demo, "shifts")
    curating.choose_members(demo, people[:3], "All on shifts", persona="shifts")
    everybody, shifts = demo.study().personas
    assert (everybody.members, shifts.members) == ((), tuple(people[:3]))
    with pytest.raises(NotCurated, match="is a persona already"):
        curating.add_persona(demo, "shifts")
    with pytest.raises(NotCurated, match="no persona"):
        curating.hide(demo, some(demo), persona="nobody")
    curating.drop_persona(demo, "shifts")
    with pytest.raises(NotCurated, match="one persona at least"):
        curating.drop_persona(demo, "persona")


def test_a_decision_is_taken_back_beside_those_of_others(demo: StudyFolder) -> None:
    claim, other = some(demo), drawn(demo).claims[0]
    done = curating.hide(demo, claim)
    curating.hide(demo, other)
    personas.name(demo, "Robin", "Up early")
    take_back(demo, done)
    curation = demo.study().personas[0]
    assert (curation.hidden, curation.name) == ((other.id,), "Robin")


def test_a_composed_claim_leads_its_heading_on_the_page(demo: StudyFolder) -> None:
    reading = read_study(demo)
    there = [
        o
        for o in observed(reading.study, reading.interviews, reading.banks)
        if o.heading == "objectives" and o.field == "short-term-goals"
    ]
    whose = {o.person.id: o for o in there}
    keys = [o.key for o in whose.values()][:4]
    before = drawn(demo).reading
    composing.make_claim(
        demo, "objectives", "Coffee ready before # <b>six</b>", keys, field="short-term-goals"
    )
    assert drawn(demo).reading.total == before.total
    assert drawn(demo).reading.read >= before.read
    for layout in Layout:
        page = page_text(demo, layout, True)
        lines = page.partition("## Objectives\n\n")[2].split("\n")
        assert lines[0].startswith("- **Coffee ready before")
        assert "(4 of 13" in lines[0]
        assert r"\<b>six\</b>" in lines[0]

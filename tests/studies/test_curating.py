"""Decisions about a persona's claims, on the sample."""

import pytest
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import Claim, Persona
from persona_wizard.model.study import Advice, Curation
from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing, curating, grouping, personas
from persona_wizard.studies.code_book import rename_tag
from persona_wizard.studies.curating import LineChanged, NotCurated
from persona_wizard.studies.exporting import page_text
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.taking_back import ChangedSince, take_back
from persona_wizard.synthesis import observed


@pytest.fixture
def demo(demo: StudyFolder) -> StudyFolder:
    """The sample before anything was composed or decided."""
    demo.change_study(lambda s: replace(s, personas=(Curation(name="Robin"),), claims=()))
    return demo


def drawn(demo: StudyFolder) -> Persona:
    return personas.draw_from(demo)


def found(demo: StudyFolder, claim_id: str) -> Claim:
    return next(claim for claim in drawn(demo).claims if claim.id == claim_id)


def some(demo: StudyFolder) -> Claim:
    return found(demo, "information-sources/a-user")


def test_a_claim_is_hidden_and_shown(demo: StudyFolder) -> None:
    claim = some(demo)
    done = curating.hide(demo, (claim,))
    assert claim.id not in {c.id for c in drawn(demo).claims}
    curating.hide(demo, (claim,))
    assert demo.study().personas[0].hidden == (claim.id,)
    curating.show(demo, claim, ())
    assert some(demo) == claim
    assert done.before == demo.study()


def test_a_tag_is_shown_with_the_contrary_that_would_keep_it_out(demo: StudyFolder) -> None:
    cost, no_matter = (found(demo, f"decision-process/{tag}") for tag in ("price", "not-price"))
    curating.hide(demo, (cost,))
    assert no_matter.id not in {c.id for c in drawn(demo).claims}
    curating.hide(demo, (no_matter,))
    curating.hide(demo, (some(demo),))
    curating.show(demo, cost, drawn(demo).hidden)
    assert demo.study().personas[0].hidden == ("information-sources/a-user",)
    assert {cost.id, no_matter.id} <= {c.id for c in drawn(demo).claims}


def test_tags_keep_their_contraries_when_they_are_renamed(demo: StudyFolder) -> None:
    tags = ("price", "not-price")
    curating.hide(demo, [found(demo, f"decision-process/{tag}") for tag in tags])
    # What says the contrary is renamed along.
    rename_tag(demo, "price", "cost")
    cost = next(one for one in drawn(demo).hidden if one.label == "cost")
    curating.show(demo, cost, drawn(demo).hidden)
    assert not drawn(demo).hidden
    assert {c.label for c in drawn(demo).claims} >= {"cost", "not-cost"}


@pytest.mark.parametrize("layout", list(Layout))
def test_a_number_that_is_left_out_leaves_nothing_false_on_the_page(
    demo: StudyFolder, layout: Layout
) -> None:
    before = page_text(demo, layout, allow_gaps=True)
    numbers = [
        tally
        for section in drawn(demo).sections
        for tally in section.tallies
        if tally.told_by_its_median and tally.median is not None
    ]
    assert {tally.kind for tally in numbers} >= {Kind.SCALE, Kind.BANDS}
    for tally in numbers:
        curating.hide(demo, (tally.median,))
    left = page_text(demo, layout, allow_gaps=True)
    for words in ("no number", "too few to tell", "not known", "median", "in the middle"):
        assert left.lower().count(words) <= before.lower().count(words)
    assert not [tally.question for tally in numbers if tally.median.id in left]
    assert len(left.splitlines()) < len(before.splitlines())


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


def advice_of(demo: StudyFolder) -> tuple[Advice, ...]:
    return demo.study().personas[0].advice


ASK, WAIT, TELL = (Advice("Sales", words, ("a/b",)) for words in ("Ask", "Wait", "Tell"))


def test_advice_rests_on_claims(demo: StudyFolder) -> None:
    claim = some(demo)
    curating.add_advice(demo, Advice("Sales ", "Ask for\na friend", (claim.id, claim.id)))
    (line,) = drawn(demo).advice
    assert (line.whom, line.sentence, line.cites) == ("Sales", "Ask for a friend", (claim.id,))
    with pytest.raises(NotCurated, match="rests on a claim"):
        curating.add_advice(demo, Advice("Sales", "Just so"))
    with pytest.raises(NotCurated, match="in a sentence"):
        curating.add_advice(demo, Advice("Sales", " ", (claim.id,)))
    assert len(drawn(demo).advice) == 1


def test_advice_is_changed_line_by_line(demo: StudyFolder) -> None:
    for line in (ASK, WAIT, TELL, ASK):
        curating.add_advice(demo, line)
    assert advice_of(demo) == (ASK, WAIT, TELL)
    curating.move_advice(demo, ASK, -1)
    curating.move_advice(demo, TELL, 1)
    assert advice_of(demo) == (ASK, WAIT, TELL)
    curating.move_advice(demo, ASK, 1)
    curating.move_advice(demo, TELL, -1)
    assert advice_of(demo) == (WAIT, TELL, ASK)
    other = replace(TELL, sentence="Tell them")
    curating.change_advice(demo, TELL, other)
    curating.drop_advice(demo, WAIT)
    assert advice_of(demo) == (other, ASK)
    before = demo.study()
    for step in (
        lambda: curating.change_advice(demo, TELL, WAIT),
        lambda: curating.drop_advice(demo, TELL),
        lambda: curating.move_advice(demo, TELL, 1),
    ):
        with pytest.raises(LineChanged, match="perhaps in another window"):
            step()
    assert demo.study() == before


def test_a_line_of_advice_is_taken_back_beside_those_of_others(demo: StudyFolder) -> None:
    curating.add_advice(demo, ASK)
    added = curating.add_advice(demo, WAIT)
    curating.add_advice(demo, TELL)
    take_back(demo, added)
    assert advice_of(demo) == (ASK, TELL)
    other = replace(ASK, whom="Product")
    changed = curating.change_advice(demo, ASK, other)
    curating.add_advice(demo, WAIT)
    take_back(demo, changed)
    assert advice_of(demo) == (ASK, TELL, WAIT)
    dropped = curating.drop_advice(demo, ASK)
    curating.drop_advice(demo, WAIT)
    take_back(demo, dropped)
    assert advice_of(demo) == (ASK, TELL)
    moved = curating.move_advice(demo, ASK, 1)
    curating.add_advice(demo, WAIT)
    take_back(demo, moved)
    assert advice_of(demo) == (ASK, TELL, WAIT)


def test_a_line_of_advice_that_others_changed_again_is_not_taken_back(demo: StudyFolder) -> None:
    curating.add_advice(demo, ASK)
    other = replace(ASK, whom="Product")
    changed = curating.change_advice(demo, ASK, other)
    curating.change_advice(demo, other, WAIT)
    with pytest.raises(ChangedSince):
        take_back(demo, changed)
    assert advice_of(demo) == (WAIT,)


def test_a_persona_of_members_wants_a_reason(demo: StudyFolder) -> None:
    people = sorted({i.participant for i in demo.interviews().interviews})
    with pytest.raises(NotCurated, match="why these people"):
        curating.choose_members(demo, people[:3], " ")
    shifts_id = grouping.new_persona(demo, "Shifts").after.personas[-1].id
    curating.choose_members(demo, people[:3], "All on shifts", persona=shifts_id)
    everybody, shifts = demo.study().personas
    assert (everybody.members, shifts.members) == ((), tuple(people[:3]))
    with pytest.raises(NotCurated, match="no persona"):
        curating.hide(demo, (some(demo),), persona="nobody")
    curating.drop_persona(demo, shifts_id)
    with pytest.raises(NotCurated, match="one persona at least"):
        curating.drop_persona(demo, "persona")


def test_a_decision_is_taken_back_beside_those_of_others(demo: StudyFolder) -> None:
    claim, other = some(demo), drawn(demo).claims[0]
    done = curating.hide(demo, (claim,))
    curating.hide(demo, (other,))
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

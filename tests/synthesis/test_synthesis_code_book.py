"""Tags that were renamed, merged and split; the interviews stay as they are."""

import pytest
from msgspec.structs import replace
from synthesis_examples import STUDY, ask, bank, claim, draw, ids, key, met

from persona_wizard.model.composing import Code
from persona_wizard.synthesis.code_book import meanings
from persona_wizard.synthesis.curated import evidence_digest

BANK = bank(ask("worry", heading="problems", field="barriers"))
PEOPLE = [
    met(1, answers={"worry": "Dear #price"}),
    met(2, answers={"worry": "Too much #cost #price"}),
    met(3, answers={"worry": "Cheap #not-price"}),
    met(4, answers={"worry": "Delivery costs #price\nNo time"}),
]


def coded(*codes):
    return draw(*PEOPLE, banks=(BANK,), study=replace(STUDY, codes=codes))


def test_tags_that_were_merged_count_a_person_once():
    persona = coded(Code(tag="cost", aliases=("price",)))
    found = claim(persona, "barriers/cost")
    assert (found.label, found.n, found.base) == ("cost", 3, 4)
    assert found.aliases == ("barriers/price",)
    # "not-price" stays the contrary of what "price" counts as.
    assert found.against == 1
    assert claim(persona, "barriers/not-price").against == 3


@pytest.mark.parametrize(
    "codes",
    [
        (Code(tag="cost", aliases=("price",)), Code(tag="not-cost", aliases=("not-price",))),
        (Code(tag="cost", aliases=("price",)), Code(tag="cheap", aliases=("not-price",))),
    ],
)
def test_a_contrary_opposes_by_whatever_name_it_goes(codes):
    persona = coded(*codes)
    assert claim(persona, "barriers/cost").against == 1
    assert claim(persona, f"barriers/{codes[1].tag}").against == 3


def test_a_pair_that_was_renamed_is_no_other_evidence():
    codes = (Code(tag="cost", aliases=("price",)), Code(tag="not-cost", aliases=("not-price",)))
    for before, after in (("price", "cost"), ("not-price", "not-cost")):
        # "#cost" of the second is let out, since it counts along from now on.
        people = (PEOPLE[0], PEOPLE[2], PEOPLE[3])
        was = draw(*people, banks=(BANK,))
        now = draw(*people, banks=(BANK,), study=replace(STUDY, codes=codes))
        told = claim(was, f"barriers/{before}"), claim(now, f"barriers/{after}")
        assert evidence_digest(told[0]) == evidence_digest(told[1])
        assert told[0].against > 0


def test_a_tag_that_its_contrary_was_merged_into_does_not_oppose_itself():
    persona = coded(Code(tag="terms", aliases=("price", "not-price")))
    assert claim(persona, "barriers/terms").against == 0


def test_a_contrary_that_is_a_tag_of_its_own_again_opposes_by_its_own_name():
    codes = (Code(tag="terms", aliases=("price", "cost")), Code(tag="price"))
    persona = coded(*codes)
    assert claim(persona, "barriers/price").against == 1
    assert claim(persona, "barriers/terms").against == 0


def test_observations_that_were_split_off_count_under_their_own_tag():
    delivery = key(PEOPLE[3], "worry", "Delivery costs")
    other = key(PEOPLE[3], "worry", "No time")
    persona = coded(Code(tag="delivery", of="price", parted=(delivery, other)))
    assert (claim(persona, "barriers/delivery").n, claim(persona, "barriers/price").n) == (1, 2)
    # What does not carry the tag can't be split from it.
    assert claim(persona, "barriers/delivery").evidence[0].lines == ("Delivery costs",)


def test_a_split_follows_the_tag_that_was_renamed():
    delivery = key(PEOPLE[3], "worry", "Delivery costs")
    codes = (
        Code(tag="delivery", of="price", parted=(delivery,)),
        Code(tag="money", aliases=("price", "cost")),
    )
    assert set(ids(coded(*codes))) == {
        "barriers/delivery",
        "barriers/money",
        "barriers/not-price",
    }


def test_a_tag_of_its_own_is_no_alias_and_circles_end():
    codes = (Code(tag="price", aliases=("cost",)), Code(tag="cost", aliases=("price", "dear")))
    assert meanings(codes) == {"dear": "cost"}


def test_an_entry_that_says_only_what_a_tag_means_changes_nothing():
    assert coded(Code(tag="price", definition="Too dear")) == coded()

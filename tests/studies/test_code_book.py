"""The code book: tags renamed, merged and split, the interviews left as they are."""

import pytest
from composing_examples import LATE, TEXT, TIED, TIME, text_of, with_interview

from persona_wizard.model.composing import Code
from persona_wizard.store import StudyFolder
from persona_wizard.studies.code_book import (
    NotRetagged,
    along,
    describe_tag,
    merge_tags,
    rename_tag,
    split_tag,
)
from persona_wizard.studies.taking_back import take_back


@pytest.fixture
def store(study: StudyFolder) -> StudyFolder:
    return with_interview(study)


def codes(store: StudyFolder) -> tuple[Code, ...]:
    assert text_of(store) == TEXT
    return store.study().codes


def test_a_tag_gets_a_meaning(store: StudyFolder) -> None:
    describe_tag(store, "#Price", "Anything  about money", "costs\nmore")
    assert codes(store) == (
        Code(tag="price", definition="Anything about money", example="costs\nmore"),
    )


def test_a_renamed_tag_keeps_its_meaning_and_its_old_name(store: StudyFolder) -> None:
    describe_tag(store, "price", "Money", "")
    rename_tag(store, "price", "cost")
    rename_tag(store, "cost", "money")
    assert codes(store) == (Code(tag="money", definition="Money", aliases=("price", "cost")),)
    rename_tag(store, "money", "price")
    assert codes(store) == (Code(tag="price", definition="Money", aliases=("cost", "money")),)


def test_a_name_in_use_is_no_new_name(store: StudyFolder) -> None:
    with pytest.raises(NotRetagged, match="#contract is a tag already"):
        rename_tag(store, "price", "contract")
    rename_tag(store, "contract", "lock-in")
    with pytest.raises(NotRetagged, match="#contract is a tag already"):
        rename_tag(store, "price", "contract")
    assert codes(store) == (Code(tag="lock-in", aliases=("contract",)),)


@pytest.mark.parametrize("typed", ["", "#", "1st", "star", "#star", "a/b", "\x1b[1m"])
def test_what_is_no_tag(store: StudyFolder, typed: str) -> None:
    with pytest.raises(NotRetagged, match="is no tag"):
        rename_tag(store, "price", typed)


def test_merged_tags_count_as_one(store: StudyFolder) -> None:
    describe_tag(store, "contract", "Being bound", "")
    rename_tag(store, "price", "cost")
    done = merge_tags(store, ("cost", "contract"), into="contract")
    assert codes(store) == (
        Code(tag="contract", definition="Being bound", aliases=("cost", "price")),
    )
    take_back(store, done)
    assert [code.tag for code in codes(store)] == ["contract", "cost"]


def test_tags_are_merged_into_a_new_one(store: StudyFolder) -> None:
    merge_tags(store, ("price", "contract"), into="terms")
    assert codes(store) == (Code(tag="terms", aliases=("price", "contract")),)


def test_lines_are_split_off_and_merged_back(store: StudyFolder) -> None:
    split_tag(store, "price", "delivery", (LATE, LATE))
    split_tag(store, "price", "delivery", (TIED,))
    assert codes(store) == (Code(tag="delivery", of="price", parted=(LATE, TIED)),)
    merge_tags(store, ("delivery",), into="price")
    assert codes(store) == (Code(tag="price", aliases=("delivery",)),)


def test_a_tag_is_split_from_one_other_alone(store: StudyFolder) -> None:
    split_tag(store, "price", "delivery", (LATE,))
    with pytest.raises(NotRetagged, match="split from #price already"):
        split_tag(store, "contract", "delivery", (TIED,))
    with pytest.raises(NotRetagged, match="Mark the lines"):
        split_tag(store, "price", "delivery", ())
    with pytest.raises(NotRetagged, match="have #price already"):
        split_tag(store, "price", "#Price", (LATE,))
    rename_tag(store, "price", "cost")
    with pytest.raises(NotRetagged, match="#price counts as #cost"):
        split_tag(store, "cost", "price", (LATE,))


def test_what_was_split_off_stays_so_when_it_is_merged_elsewhere(store: StudyFolder) -> None:
    split_tag(store, "price", "delivery", (LATE,))
    merge_tags(store, ("delivery",), into="contract")
    (code,) = codes(store)
    assert (code.tag, code.aliases) == ("contract", ("delivery",))
    assert (code.of, code.parted) == ("price", (LATE,))
    split_tag(store, "time", "hurry", (TIME,))
    with pytest.raises(NotRetagged, match="merge those first"):
        merge_tags(store, ("hurry",), into="contract")


# What says the contrary goes along.

OPPOSED = "Dear #price\nCheap #not-price\nDear to some, no #no-price"


@pytest.fixture
def opposed(study: StudyFolder) -> StudyFolder:
    return with_interview(study, OPPOSED)


def test_what_says_the_contrary_is_renamed_along(opposed: StudyFolder) -> None:
    describe_tag(opposed, "not-price", "Worth the money", "")
    before = opposed.study()
    done = rename_tag(opposed, "price", "cost")
    assert opposed.study().codes == (
        Code(tag="cost", aliases=("price",)),
        Code(tag="not-cost", definition="Worth the money", aliases=("not-price",)),
        Code(tag="no-cost", aliases=("no-price",)),
    )
    assert along(done, "price") == {"not-price": "not-cost", "no-price": "no-cost"}
    take_back(opposed, done)
    assert opposed.study() == before
    assert text_of(opposed) == OPPOSED


def test_renamed_back_everything_has_its_old_name_again(opposed: StudyFolder) -> None:
    rename_tag(opposed, "price", "cost")
    done = rename_tag(opposed, "cost", "price")
    assert [code.tag for code in opposed.study().codes] == ["price", "not-price", "no-price"]
    assert along(done, "cost") == {"not-cost": "not-price", "no-cost": "no-price"}


def test_what_says_the_contrary_is_merged_along(opposed: StudyFolder) -> None:
    describe_tag(opposed, "not-cost", "Worth the money", "")
    done = merge_tags(opposed, ("price",), into="cost")
    assert opposed.study().codes == (
        Code(tag="not-cost", definition="Worth the money", aliases=("not-price",)),
        Code(tag="cost", aliases=("price",)),
        Code(tag="no-cost", aliases=("no-price",)),
    )
    assert along(done, "price") == {"not-price": "not-cost", "no-price": "no-cost"}


def test_nothing_goes_along_that_is_merged_itself_or_counts_as_another(
    opposed: StudyFolder,
) -> None:
    merge_tags(opposed, ("price", "not-price"), into="terms")
    assert [code.tag for code in opposed.study().codes] == ["terms", "no-terms"]
    rename_tag(opposed, "no-terms", "free")
    done = rename_tag(opposed, "terms", "conditions")
    assert [code.tag for code in opposed.study().codes] == ["free", "conditions"]
    assert along(done, "terms") == {}


def test_a_name_that_is_a_contrary_itself_takes_nothing_along(opposed: StudyFolder) -> None:
    done = rename_tag(opposed, "price", "not-cheap")
    assert opposed.study().codes == (Code(tag="not-cheap", aliases=("price",)),)
    assert along(done, "price") == {}

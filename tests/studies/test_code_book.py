"""The code book: tags renamed, merged and split, the interviews left as they are."""

import pytest
from composing_examples import LATE, TEXT, TIED, TIME, text_of, with_interview

from persona_wizard.model.composing import Code
from persona_wizard.store import StudyFolder
from persona_wizard.studies.code_book import (
    NotRetagged,
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

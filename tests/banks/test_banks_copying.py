"""Copies of banks: what they were made from, and hearing when that has moved on."""

from pathlib import Path

import pytest
from bank_examples import FRONT
from msgspec.structs import replace

from persona_wizard.banks import (
    BankCopy,
    BankError,
    MovedOn,
    NoSuchBank,
    Shelf,
    comparison_in_short,
    copies_of,
    moved_on,
    read_bank,
)


def source(bank_id: str, body: str, version: str = "1.0") -> str:
    front = FRONT.replace("id: tea", f"id: {bank_id}").replace(
        "title:", f"version: {version}\ntitle:"
    )
    return front + body


WIDE = source("wide", "## General information\n\n### Work? {#occupation}\n", "3")
MIDDLE = source(
    "middle", "## Objectives\n\n### Why? {#why}\n\n## General information {from=wide}\n"
)
TEA = source(
    "tea",
    "## General information {from=middle}\n\n## Objectives {from=middle}\n\n### Own? {#own}\n",
    "1.20",
)


@pytest.fixture
def far(tmp_path: Path) -> Path:
    folder = tmp_path / "far"
    folder.mkdir()
    for name, text in (("tea", TEA), ("middle", MIDDLE), ("wide", WIDE)):
        (folder / f"{name}.md").write_text(text)
    return folder


def put(copies: tuple[BankCopy, ...], folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for copy in copies:
        (folder / f"{copy.id}.md").write_text(copy.source)


def heard(near: Path, far: Path, kept: str | None, bank_id: str = "tea") -> MovedOn | None:
    shelf = Shelf(near, far)
    return moved_on(shelf, shelf.entry(bank_id), kept)


def test_a_copy_comes_with_every_bank_that_it_includes_once(far: Path) -> None:
    copies = copies_of(Shelf(far), "tea", flatten=False)
    assert [copy.id for copy in copies] == ["tea", "middle", "wide"]
    assert [copy.based_on.version for copy in copies] == ["1.20", "1.0", "3"]


def test_a_copy_is_the_source_with_a_line_that_says_what_it_was_made_from(far: Path) -> None:
    first, *_ = copies_of(Shelf(far), "tea", flatten=False)
    written_out = Shelf(far).written_out("tea")
    assert (first.id, first.based_on.version, first.original) == ("tea", "1.20", written_out)
    line = f'based-on: "tea version 1.20 @{first.based_on.digest}"\n'
    assert line in first.source
    # What follows the front matter is as it was, to the letter.
    assert first.source.split("\n---\n", 1)[1] == TEA.split("\n---\n", 1)[1]
    copied = read_bank(first.source, "tea.md", Shelf(far).source)
    assert replace(copied, based_on=None, questions=()) == replace(
        Shelf(far).read("tea"), questions=()
    )


def test_a_copy_says_what_its_original_said_of_itself(tmp_path: Path) -> None:
    front = '{id: odd, title: "a \\"b\\": c", audience: any, version: "1 # 2", minutes: 7.5, '
    allow = 'allow: "too-long: it is long; missing-field: none"}'
    (tmp_path / "odd.md").write_text(f"---\n{front}{allow}\n---\n\n## Problems\n\n### Hard?\n")
    (copy,) = copies_of(Shelf(tmp_path), "odd", flatten=False)
    copied = read_bank(copy.source, "odd.md", lambda _: None)
    original = Shelf(tmp_path).read("odd")
    assert replace(copied, based_on=None, questions=()) == replace(original, questions=())
    assert copied.based_on == copy.based_on


def test_a_flat_copy_is_one_bank_that_needs_no_other(far: Path) -> None:
    (flat,) = copies_of(Shelf(far), "tea", flatten=True)
    bank = read_bank(flat.source, "tea.md", lambda _: None)
    assert [question.id for question in bank.questions] == ["occupation", "own", "why"]
    assert bank.based_on == flat.based_on


def test_a_copy_without_a_version_names_none(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text(FRONT)
    (copy,) = copies_of(Shelf(tmp_path), "tea", flatten=False)
    assert f'based-on: "tea @{copy.based_on.digest}"\n' in copy.source


@pytest.mark.parametrize(
    "version", ['1 "beta" \\ x', "# 1", "a @b", "a: b", "'1'", "{1}", "@0123456789ab"]
)
def test_a_copy_reads_whatever_its_original_calls_its_version(tmp_path: Path, version: str) -> None:
    quoted = "'" + version.replace("'", "''") + "'"
    (tmp_path / "tea.md").write_text(source("tea", "", quoted))
    (copy,) = copies_of(Shelf(tmp_path), "tea", flatten=False)
    based_on = read_bank(copy.source, "tea.md", lambda _: None).based_on
    assert based_on is not None
    assert (based_on.id, based_on.digest) == ("tea", copy.based_on.digest)


def test_a_copy_of_an_untouched_copy_is_one_of_the_original(far: Path, tmp_path: Path) -> None:
    put(copies_of(Shelf(far), "tea", flatten=False), tmp_path / "near")
    second, *_ = copies_of(Shelf(tmp_path / "near", far), "tea", flatten=False)
    assert second.source.count("based-on:") == 1
    assert second.based_on == copies_of(Shelf(far), "tea", flatten=False)[0].based_on


def test_a_bank_with_a_windows_end_of_lines_or_a_byte_order_mark_is_copied(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_bytes(
        ("\ufeff" + TEA.split("## ")[0]).replace("\n", "\r\n").encode()
    )
    (copy,) = copies_of(Shelf(tmp_path), "tea", flatten=False)
    assert read_bank(copy.source, "tea.md", lambda _: None).based_on == copy.based_on


def test_what_cannot_be_copied_is_told(far: Path) -> None:
    with pytest.raises(NoSuchBank):
        copies_of(Shelf(far), "coffee", flatten=False)
    (far / "wide.md").write_text("## Nothing")
    with pytest.raises(BankError, match="there is no bank “wide”"):
        copies_of(Shelf(far), "tea", flatten=False)


# Moving on


def test_nothing_is_heard_while_the_original_is_as_it_was(far: Path, tmp_path: Path) -> None:
    copies = copies_of(Shelf(far), "tea", flatten=False)
    put(copies, tmp_path / "near")
    assert heard(tmp_path / "near", far, copies[0].original) is None
    # What one changes in one's own copy is no news of the original.
    mine = tmp_path / "near" / "tea.md"
    mine.write_text(mine.read_text().replace("### Own?", "### Mine?"))
    assert heard(tmp_path / "near", far, copies[0].original) is None


def test_a_changed_original_is_heard_with_what_changed_since_the_copy(
    far: Path, tmp_path: Path
) -> None:
    near = tmp_path / "near"
    first, *_ = copies_of(Shelf(far), "tea", flatten=True)
    put((first,), near)
    (near / "tea.md").write_text(first.source.replace("### Own?", "### Mine?"))
    (far / "tea.md").write_text(TEA.replace("### Own? {#own}", "### New? {#new}"))
    moved = heard(near, far, first.original)
    assert moved is not None
    assert comparison_in_short(moved.comparison) == "1 added, 1 gone"
    assert moved.copy.question("own") is not None
    assert moved.original.question("new") is not None


def test_without_the_kept_original_the_copy_itself_is_held_against_it(
    far: Path, tmp_path: Path
) -> None:
    near = tmp_path / "near"
    first, *_ = copies_of(Shelf(far), "tea", flatten=True)
    put((first,), near)
    (near / "tea.md").write_text(first.source.replace("### Own?", "### Mine?"))
    (far / "tea.md").write_text(TEA + "\n### New? {#new}\n")
    moved = heard(near, far, None)
    assert moved is not None
    assert comparison_in_short(moved.comparison) == "1 added, 1 changed"
    kept = heard(near, far, first.original)
    assert kept is not None
    assert comparison_in_short(kept.comparison) == "1 added"


def test_a_change_far_down_in_what_is_included_is_heard(far: Path, tmp_path: Path) -> None:
    first, *_ = copies_of(Shelf(far), "tea", flatten=True)
    put((first,), tmp_path / "near")
    (far / "wide.md").write_text(WIDE.replace("Work?", "What work?"))
    moved = heard(tmp_path / "near", far, first.original)
    assert moved is not None
    assert [pair.new.id for pair in moved.comparison.changed] == ["occupation"]


def test_a_copy_under_another_name_follows_its_original_too(far: Path) -> None:
    first, *_ = copies_of(Shelf(far), "tea", flatten=True)
    (far / "mine.md").write_text(first.source.replace("id: tea\n", "id: mine\n"))
    assert heard(far, far, first.original, "mine") is None
    (far / "tea.md").write_text(TEA.replace("### Own?", "### Other?"))
    moved = heard(far, far, first.original, "mine")
    assert moved is not None
    assert comparison_in_short(moved.comparison) == "1 changed"


@pytest.mark.parametrize("now", [None, "## Broken", FRONT + "## Problms\n"])
def test_an_original_that_is_gone_or_broken_is_no_news(
    far: Path, tmp_path: Path, now: str | None
) -> None:
    first, *_ = copies_of(Shelf(far), "tea", flatten=True)
    put((first,), tmp_path / "near")
    (far / "tea.md").unlink()
    if now is not None:
        (far / "tea.md").write_text(now)
    assert heard(tmp_path / "near", far, first.original) is None


def test_a_bank_that_is_no_copy_hears_nothing(far: Path, tmp_path: Path) -> None:
    assert heard(tmp_path, far, None) is None


def test_words_of_a_study_in_the_original_are_no_fault(tmp_path: Path) -> None:
    far, near = tmp_path / "far", tmp_path / "near"
    far.mkdir()
    (far / "tea.md").write_text(source("tea", "## Problems\n\n### In {town}? {#a}\n"))
    shelf = Shelf(far)
    put(copies_of(shelf, "tea", flatten=False), near)
    assert "{town}" in (near / "tea.md").read_text()

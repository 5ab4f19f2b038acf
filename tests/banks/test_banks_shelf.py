"""The shelf: banks found nearest first; one with faults keeps none of the others back."""

import os
from pathlib import Path

import pytest
from bank_examples import FRONT, TEA_CLUB

from persona_wizard.banks import (
    BankError,
    NoSuchBank,
    Origin,
    Shelf,
    check_file,
    shelf_as_table,
    shelf_for,
    shipped_shelf,
)
from persona_wizard.banks.blocks import blocks_in
from persona_wizard.banks.shelf import SHELF_VARIABLE
from persona_wizard.model.study import Study


def bank_file(folder: Path, name: str, source: str = FRONT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return path


def titled(title: str, bank_id: str = "tea") -> str:
    return FRONT.replace("id: tea", f"id: {bank_id}").replace("Tea", title)


def test_the_nearest_bank_wins_and_the_others_are_listed_as_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    monkeypatch.setenv(SHELF_VARIABLE, str(own))
    near = bank_file(tmp_path / "study" / "question_banks", "a.md", titled("Near"))
    bank_file(own, "b.md", titled("Far"))
    bank_file(own, "c.md", titled("Coffee", "coffee"))
    shelf = shelf_for(tmp_path / "study")
    assert shelf.read("tea").title == "Near"
    assert shelf.find("tea") == near
    assert shelf.source("tea") == titled("Near")
    assert shelf.ids()[:2] == ("tea", "coffee")
    listed = [(e.id, e.origin, e.shadowed) for e in shelf.entries()][:3]
    assert listed == [
        ("tea", Origin.STUDY, False),
        ("tea", Origin.OWN, True),
        ("coffee", Origin.OWN, False),
    ]


def test_the_banks_that_ship_are_always_there() -> None:
    for shelf in (shelf_for(None), shipped_shelf()):
        assert "existing-customers" in shelf.ids()
        assert {e.origin for e in shelf.entries()} == {Origin.SHIPPED}
        assert all(e.bank is not None for e in shelf.entries())
        assert shelf.read("prospects").id == "prospects"


def test_a_bank_with_faults_is_listed_with_them(tmp_path: Path) -> None:
    bank_file(tmp_path, "a.md", FRONT + "## Problms\n")
    bank_file(tmp_path, "b.md", "no front matter")
    bank_file(tmp_path, "c.md", titled("Coffee", "coffee"))
    entries = Shelf(tmp_path).entries()
    assert [(e.id, e.bank is None, len(e.faults)) for e in entries] == [
        ("tea", True, 1),
        ("b", True, 2),
        ("coffee", False, 0),
    ]
    assert entries[0].faults[0].file == str(tmp_path / "a.md")
    assert Shelf(tmp_path).ids() == ("tea", "coffee")
    table = shelf_as_table(entries).split("\n")
    assert table[1].split() == ["coffee", "customers", "en", "–", "0", "–", "the", "study"]
    assert table[2].startswith("tea: 1 fault, first ")


def test_a_bank_with_faults_is_not_silently_replaced_by_a_farther_one(tmp_path: Path) -> None:
    bank_file(tmp_path / "near", "a.md", FRONT + "## Problms\n")
    bank_file(tmp_path / "far", "a.md")
    with pytest.raises(BankError, match="did you mean “Problems”"):
        Shelf(tmp_path / "near", tmp_path / "far").read("tea")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (FRONT.encode() + b"\xff\xfe", ":7: this is no UTF-8 text"),
        (FRONT.encode("utf-16"), ":1: this is no UTF-8 text"),
        (FRONT.encode() + b"\0", ":7: this is no text: it holds a NUL byte"),
        (b"x" * 1_000_001, ":1: a bank may have 1 MB"),
    ],
)
def test_a_file_that_is_no_text_is_listed_and_told(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "odd.md"
    path.write_bytes(data)
    bank_file(tmp_path, "tea.md")
    odd, tea = Shelf(tmp_path).entries()
    assert (odd.id, odd.bank) == ("odd", None)
    assert told in str(odd.faults[0])
    assert tea.bank is not None
    assert check_file(path).faults == odd.faults


def test_what_is_no_bank_is_left_alone(tmp_path: Path) -> None:
    for name in ("README.md", "readme.MD", ".hidden.md", "notes.txt"):
        bank_file(tmp_path, name, "x")
    bank_file(tmp_path / ".used", "tea@1.md")
    bank_file(tmp_path / "folder.md", "tea.md")
    assert Shelf(tmp_path, tmp_path / "missing", tmp_path / "README.md").entries() == ()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = bank_file(tmp_path / "outside", "tea.md")
    folder = tmp_path / "banks"
    inside = bank_file(folder, "b.md", titled("Coffee", "coffee"))
    (folder / "a.md").symlink_to(outside)
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "z.md").symlink_to(inside)
    entries = {e.path.name: e for e in Shelf(folder).entries()}
    assert "leads out of the folder" in entries["a.md"].faults[0].message
    assert entries["loop.md"].faults
    assert entries["b.md"].bank is not None
    assert "is that of" in entries["z.md"].faults[0].message
    assert Shelf(folder).ids() == ("coffee",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_does_not_make_it_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (entry,) = Shelf(tmp_path).entries()
    assert entry.faults


def test_two_files_with_one_id_are_told_apart(tmp_path: Path) -> None:
    bank_file(tmp_path, "a.md")
    bank_file(tmp_path, "b.md")
    first, second = Shelf(tmp_path).entries()
    assert first.bank is not None
    assert (
        second.faults[0].message == f"the id “tea” is that of {tmp_path / 'a.md'} too: change one"
    )


def test_an_unknown_bank_is_told_with_what_was_meant(tmp_path: Path) -> None:
    bank_file(tmp_path, "a.md", titled("Coffee", "coffee"))
    with pytest.raises(NoSuchBank) as fault:
        Shelf(tmp_path).read("cofee")
    assert fault.value.message == "There is no question bank “cofee”; did you mean “coffee”?"
    with pytest.raises(NoSuchBank, match="there are coffee"):
        Shelf(tmp_path).read("zzz")
    assert Shelf(tmp_path).find("zzz") is None
    assert Shelf(tmp_path).source("zzz") is None


def test_banks_include_each_other_across_folders(tmp_path: Path) -> None:
    bank_file(tmp_path / "far", "x.md", titled("Coffee", "coffee") + "## Problems\n\n### A\n")
    bank_file(tmp_path / "near", "y.md", FRONT + "## Problems {from=coffee}\n")
    bank_file(tmp_path / "near", "z.md", titled("T", "t") + "## Problems {from=cofee}\n")
    shelf = Shelf(tmp_path / "near", tmp_path / "far")
    assert [q.id for q in shelf.read("tea").questions] == ["a"]
    with pytest.raises(BankError, match="did you mean “coffee”"):
        shelf.read("t")


def test_a_studys_words_are_known_to_its_banks(tmp_path: Path) -> None:
    bank_file(tmp_path, "a.md", FRONT + "## Problems\n\n### In {town}? {#a}\n")
    study = Study(title="Tea", words={"town": "Northport"})
    assert Shelf(tmp_path).read("tea", study).questions[0].id == "a"
    assert Shelf(tmp_path).entries(study)[0].bank is not None
    assert Shelf(tmp_path).entries()[0].bank is None


def test_a_file_is_checked_with_the_banks_beside_it(tmp_path: Path) -> None:
    bank_file(tmp_path, "x.md", titled("Coffee", "coffee") + "## Problems\n\n### A\n")
    path = bank_file(tmp_path, "y.md", FRONT + "## Problems {from=coffee}\n")
    assert check_file(path).faults == ()
    shipped = bank_file(tmp_path, "z.md", FRONT + "## Demographic information {from=background}\n")
    assert check_file(shipped).faults == ()
    (gone,) = check_file(tmp_path / "gone.md").faults
    assert str(gone).endswith("gone.md:1: there is no such file")


def test_ids_are_found_without_reading_the_questions(tmp_path: Path) -> None:
    body = TEA_CLUB.split("---\n", 2)[2]
    for number in range(3):
        bank_file(tmp_path, f"b{number}.md", titled("T", f"b{number}") + body + "\n" * number)
    blocks_in.cache_clear()
    assert len(Shelf(tmp_path).ids()) == 3
    assert blocks_in.cache_info().misses == 0
    assert len(Shelf(tmp_path).entries()) == 3
    assert blocks_in.cache_info().misses == 3

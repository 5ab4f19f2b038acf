"""The shelf as a table: a line a bank, and which of those with one id is used."""

from pathlib import Path

import pytest
from bank_examples import FRONT

from persona_wizard.banks import shelf_as_table, shelf_for
from persona_wizard.banks.shelf import SHELF_VARIABLE, Shelf
from persona_wizard.model.study import Study


def bank(folder: Path, bank_id: str, **front: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    keys = {"id": bank_id, "title": bank_id, "audience": "prospects", **front}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    body = "## Problems\n\n### A\n\n### B\n"
    (folder / f"{bank_id}.md").write_text(f"---\n{lines}---\n\n{body}")


def test_a_table_has_a_line_a_bank_in_even_columns(tmp_path: Path) -> None:
    bank(tmp_path, "a", version="1.20", minutes="45")
    bank(tmp_path, "much-longer", audience="any", minutes="7.5", language="en-GB")
    assert shelf_as_table(Shelf(tmp_path).entries()).split("\n") == [
        "id           audience    language  version  questions  minutes  from",
        "a            prospects   en        1.20             2       45  the study",
        "much-longer  to include  en-GB     –                2      7.5  the study",
    ]


def test_of_banks_with_one_id_the_nearest_is_used_and_the_others_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SHELF_VARIABLE, str(tmp_path / "own"))
    bank(tmp_path / "study" / "question_banks", "prospects")
    bank(tmp_path / "own", "prospects")
    bank(tmp_path / "own", "mine")
    lines = shelf_as_table(shelf_for(tmp_path / "study").entries()).split("\n")
    assert [(line.split()[0], line.split("  ")[-1].strip()) for line in lines[1:4]] == [
        ("prospects", "the study, used"),
        ("mine", "your shelf"),
        ("prospects", "your shelf, hidden"),
    ]
    (shipped,) = [line for line in lines[4:] if line.startswith("prospects ")]
    assert shipped.endswith("shipped, hidden")
    (alone,) = [line for line in lines if line.startswith("background ")]
    assert alone.endswith("  shipped")


def test_a_bank_with_faults_stands_below_with_the_first_of_them(tmp_path: Path) -> None:
    bank(tmp_path, "a")
    (tmp_path / "b.md").write_text(FRONT + "## Problms\n\n### A {.ke}\n")
    (tmp_path / "c.md").write_text(FRONT.replace("id: tea", "id: c") + "## Problms\n")
    *_, two, one = shelf_as_table(Shelf(tmp_path).entries()).split("\n")
    assert two.startswith(f"tea: 2 faults, first {tmp_path / 'b.md'}:7: “Problms” is no heading")
    assert one.startswith(f"c: 1 fault, first {tmp_path / 'c.md'}:7: ")


def test_a_hidden_bank_with_faults_says_so(tmp_path: Path) -> None:
    bank(tmp_path / "near", "tea")
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "tea.md").write_text(FRONT + "## Problms\n")
    last = shelf_as_table(Shelf(tmp_path / "near", tmp_path / "far").entries()).split("\n")[-1]
    assert last.startswith("tea: 1 fault, hidden, first ")


def test_a_vietnamese_bank_names_its_audience_in_vietnamese(tmp_path: Path) -> None:
    bank(tmp_path, "a", language="vi", audience="customers")
    assert "khách hàng hiện tại" in shelf_as_table(Shelf(tmp_path).entries())


def test_an_empty_shelf_is_its_titles_alone(tmp_path: Path) -> None:
    table = shelf_as_table(Shelf(tmp_path).entries())
    assert table == "id  audience  language  version  questions  minutes  from"


def test_a_studys_words_count_when_its_banks_are_listed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(FRONT + "## Problems\n\n### In {town}?\n")
    study = Study(title="Tea", words={"town": "Northport"})
    assert "tea: 1 fault" in shelf_as_table(Shelf(tmp_path).entries())
    assert "fault" not in shelf_as_table(Shelf(tmp_path).entries(study))


def test_what_is_in_a_file_cannot_break_or_colour_a_line(tmp_path: Path) -> None:
    bank(tmp_path, "a", version='"1\\e[31m\\n2\\u202e"')
    (tmp_path / "b.md").write_text(FRONT + "## \x1b[31mProblms\u202e\n")
    table = shelf_as_table(Shelf(tmp_path).entries())
    assert not set("\x1b\u202e\r") & set(table)
    assert len(table.split("\n")) == 3

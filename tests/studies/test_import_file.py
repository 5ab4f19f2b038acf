"""A survey export is read whatever tool wrote it."""

from pathlib import Path

import pytest

from persona_wizard.model.alike import key
from persona_wizard.model.errors import WizardError
from persona_wizard.studies.import_file import Table, read_table

TEXT = "Name,What got in the way?\r\nAnh,Café “closed”\r\nBo,Nothing\r\n"


def table(folder: Path, data: bytes | str, known: tuple[str, ...] = ()) -> Table:
    file = folder / "survey.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_table(file, {key(text) for text in known})


def cells(folder: Path, data: bytes | str) -> list[tuple[str, ...]]:
    return [row.cells for row in table(folder, data).rows]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a BOM"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_whatever_the_encoding_the_words_are_the_same(
    tmp_path: Path, encoding: str, told: str
) -> None:
    read = table(tmp_path, TEXT.encode(encoding))
    assert [row.cells for row in read.rows] == [("Anh", "Café “closed”"), ("Bo", "Nothing")]
    assert read.columns[1].title == "What got in the way?"
    assert read.encoding == told


def test_vietnamese_in_utf_16_without_a_mark(tmp_path: Path) -> None:
    text = "Nghề nghiệp;Tuổi\nGiáo viên ở Đà Nẵng;34\nKỹ sư;41\n"
    assert cells(tmp_path, text.encode("utf-16-le")) == [
        ("Giáo viên ở Đà Nẵng", "34"),
        ("Kỹ sư", "41"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["ഞാൻ രാവിലെ കാപ്പി കുടിക്കും", "我早上不喝咖啡，因为上班路上没有时间"])
def test_letters_with_the_bytes_of_line_ends_are_no_line_ends(
    tmp_path: Path, encoding: str, said: str
) -> None:
    text = f"Age;Why\n31;{said}\n44;{said}\n"
    assert cells(tmp_path, text.encode(encoding)) == [("31", said), ("44", said)]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_parts_the_cells(tmp_path: Path, sign: str) -> None:
    # Each of the other signs stands in somebody's words.
    words = " ".join({",", ";", "|"} - {sign})
    lines = [("Job", "Why?"), ("Nurse", f"x {words} y"), ("Cook", "no"), ("Smith", "z")]
    read = table(tmp_path, "\n".join(sign.join(line) for line in lines))
    assert [row.cells for row in read.rows] == lines[1:]


def test_excel_may_name_what_parts_the_cells(tmp_path: Path) -> None:
    assert cells(tmp_path, "sep=;\nA;B,C\n1;2\n") == [("1", "2")]


def test_one_column_is_a_table(tmp_path: Path) -> None:
    data = 'What got in the way?\n"Time, mostly"\nMoney\n'
    assert cells(tmp_path, data) == [("Time, mostly",), ("Money",)]


def test_lines_and_quotes_within_a_cell_stay(tmp_path: Path) -> None:
    data = 'A,B\r\n"one\r\ntwo","say ""hi"""\r\n'
    assert cells(tmp_path, data) == [("one\ntwo", 'say "hi"')]


def test_a_very_long_cell_is_read_whole(tmp_path: Path) -> None:
    assert cells(tmp_path, f"A;B\n{'x, ' * 100_000};2\n") == [(("x, " * 100_000).strip(), "2")]


def test_empty_rows_short_rows_and_a_repeated_header(tmp_path: Path) -> None:
    data = "A,B\n1,2\n\n,\n3\nA,B\n4,5,\n"
    assert cells(tmp_path, data) == [("1", "2"), ("3", ""), ("4", "5")]


def test_control_codes_stay_out(tmp_path: Path) -> None:
    assert cells(tmp_path, "A,B\n\x1b[31mred,\u202ex\n") == [("red", "x")]


def test_an_export_with_ids_wordings_and_import_ids(tmp_path: Path) -> None:
    data = (
        "StartDate,Q1\n"
        'Start Date,"What got in the way, last time?"\n'
        '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}"\n'
        "2025-01-02 10:00:00,Time\n"
    )
    read = table(tmp_path, data)
    assert read.header_rows == 3
    assert read.columns[1].names == ("Q1", "What got in the way, last time?")
    assert [row.cells[1] for row in read.rows] == ["Time"]


def test_a_second_header_row_names_the_choices(tmp_path: Path) -> None:
    data = (
        "Respondent ID,Where do you buy?,,,Why?\n"
        ",Shop,Web,Other (please specify),Open-Ended Response\n"
        "1,Shop,,at fairs,near\n"
        "2,Shop,Web,,\n"
    )
    read = table(tmp_path, data)
    assert read.header_rows == 2
    assert [(column.names, column.part) for column in read.columns] == [
        (("Respondent ID",), ""),
        (("Where do you buy?",), "Shop"),
        (("Where do you buy?",), "Web"),
        (("Where do you buy?",), "Other (please specify)"),
        (("Why?",), ""),
    ]
    assert len(read.rows) == 2


def test_a_second_row_that_is_what_the_bank_asks_is_a_header(tmp_path: Path) -> None:
    data = "Q1,Q2\nWhat is your job?,Why?\nNurse,Near\n"
    read = table(tmp_path, data, known=("What is your job", "why"))
    assert read.columns[0].names == ("Q1", "What is your job?")
    assert [row.cells for row in read.rows] == [("Nurse", "Near")]
    assert table(tmp_path, data).header_rows == 1


def test_a_first_respondent_is_no_header(tmp_path: Path) -> None:
    assert table(tmp_path, "A,,B\n1,2,3\n4,5,6\n").header_rows == 1


@pytest.mark.parametrize(
    "data",
    [
        "What got in the way?,Cups?,\nNo time,3,x\nQueue,4,1\nRain,5,x\n",
        "Cups?,\n3,x\n4,1\n5,x\n",
        "What got in the way?,Cups?\nResponse,3\nQueue,4\nRain,5\n",
        "What got in the way?\nResponse\nQueue\nRain\n",
        "What got in the way?,Cups?,,\nNo time,3,Shop,Web\nQueue,4,Shop,Web\nRain,5,,Web\n",
    ],
)
def test_a_first_respondent_is_no_second_header(tmp_path: Path, data: str) -> None:
    read = table(tmp_path, data)
    assert (read.header_rows, len(read.rows)) == (1, 3)


def test_a_second_header_row_may_say_only_that_it_is_one(tmp_path: Path) -> None:
    read = table(tmp_path, "Respondent,What got in the way?\n,Open-Ended Response\n1,Rain\n")
    assert (read.header_rows, len(read.rows)) == (2, 1)


@pytest.mark.parametrize("wrong", [b"\xe9", b"\xff", b"\xc3", b"\x81"])
def test_a_damaged_byte_does_not_make_another_encoding_of_it(tmp_path: Path, wrong: bytes) -> None:
    data = TEXT.encode().replace(b"Nothing", b"No" + wrong + b" thing")
    with pytest.raises(WizardError, match="it is UTF-8, and a byte in line 3 is not: export it"):
        table(tmp_path, data)


def test_no_encoding_is_guessed_in_which_any_byte_is_a_letter(tmp_path: Path) -> None:
    with pytest.raises(WizardError, match="line 2 is neither UTF-8 nor Windows-1252"):
        table(tmp_path, b"A,B\n\xe9\x81,caf\xe9\n")


def test_windows_1252_that_has_some_utf_8_in_it_by_chance(tmp_path: Path) -> None:
    # A capital E with an accent, and a closing quotation mark, are also one letter of UTF-8.
    data = "A;B\nCAFÉ»;très déjà vu\n".encode("cp1252")
    assert cells(tmp_path, data) == [("CAFÉ»", "très déjà vu")]


def test_rows_with_too_few_cells_are_told(tmp_path: Path) -> None:
    read = table(tmp_path, "A,B,C,\n1,2,3\n4\n5,6\n7,8,9\n")
    assert read.short == (3, 4)
    assert [row.cells for row in read.rows][1:3] == [("4", "", ""), ("5", "6", "")]


def test_a_header_with_a_comma_too_many_is_told(tmp_path: Path) -> None:
    with pytest.raises(WizardError, match="there are 3 headers, and no row has more than 2 cells"):
        table(tmp_path, "What, then, got in the way?\nprice,30\nqueue,60\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is empty"),
        (b"\n\n", "it is empty"),
        (b"PK\x03\x04rest", "this is a spreadsheet: save it as CSV and import that"),
        (b"A,B\n1,\0\0\0\0\0", "this is no text: it holds NUL bytes"),
        (b"Age,N\0me\n31,Ann\n", "this is no text: it holds NUL bytes"),
        (b"Age,Name\n\x0031,Ann\n44,Bo", "this is no text: it holds NUL bytes"),
        (b"\xff\xfeA", "it begins as UTF-16, and is not"),
        (b"A,B\n1,2,3\n", "line 2 has 3 cells, and there are 2 headers"),
        (b'A,B\n1,2\n"3,4\n5,6\n', "a quote in the row at line 3 is not closed"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(WizardError) as fault:
        table(tmp_path, data)
    assert fault.value.message == f"{tmp_path / 'survey.csv'}: {told}. Nothing was imported."


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body><table><tr><td>x</td></tr></table></body></html>",
        b"\n <!DOCTYPE html>\n<p>Sign in, please</p>\n",
        b"\xef\xbb\xbf<TABLE border=1><tr><td>a,b</td></tr>",
        b'<?xml version="1.0"?><Workbook>a,b</Workbook>',
    ],
)
def test_a_web_page_is_no_table(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(WizardError, match="this is a web page: download the answers as CSV"):
        table(tmp_path, data)


def test_a_header_with_a_sign_of_a_web_page_is_a_header(tmp_path: Path) -> None:
    assert cells(tmp_path, "<htmlx> or <b>?,B\n1,2\n") == [("1", "2")]


def test_a_folder_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(WizardError) as fault:
        read_table(tmp_path)
    told = f"{tmp_path}: this is a folder: name the CSV file in it. Nothing was imported."
    assert fault.value.message == told


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", Path("a\0b")):
        with pytest.raises(WizardError, match="Nothing was imported"):
            read_table(path)

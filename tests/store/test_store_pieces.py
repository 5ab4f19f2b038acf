"""Files of any size are searched through, and none is read as a whole that may be too large."""

import os
from pathlib import Path
from random import Random

import pytest
from erasing_examples import P07_AGAIN, PAGE, erase, erased_of, made, opened_while, told, write
from msgspec.structs import replace

from persona_wizard.model.interview import Participant
from persona_wizard.store import StudyFolder
from persona_wizard.store.pieces import pieces
from persona_wizard.store.study_files import LARGEST_PAGE
from persona_wizard.store.words import Words, folded, phrase, text_in

NAMES = [phrase("Zinnia Quackenbush"), phrase("\u5c0f\u660e")]
PART = "deliveries come late on rainy saturdays"
LINES = [folded(phrase("the roaster br\u00f6ke on the moss"))]
VOCABULARY = ["zinnia", "Zinnia", "moss", "the", "roaster", "br\u00f6ke", "on"]
VOCABULARY += ["\u5c0f", "\u5927", "n\u00e9e", "<b>", "</b>", "&amp;", "caf\\u00e9", "x" * 9]


def tells(words: Words) -> bool:
    return words.hold_name(NAMES) or words.hold(LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "latin-1"])
def test_a_file_in_pieces_tells_what_the_whole_tells(tmp_path: Path, encoding: str) -> None:
    chance = Random(3)
    path = tmp_path / "notes"
    telling = 0
    for _ in range(80):
        text = " ".join(chance.choice(VOCABULARY) for _ in range(chance.randint(100, 400)))
        if chance.random() < 0.4:
            at = chance.randint(0, len(text))
            text = f"{text[:at]} Zinnia (n\u00e9e Moss) Quackenbush {text[at:]}"
        if encoding == "utf-16-be-bom":
            data = b"\xfe\xff" + text.encode("utf-16-be")
        else:
            data = text.encode(encoding, errors="replace")
        path.write_bytes(data)
        whole = tells(Words(text_in(data)))
        telling += whole
        assert whole <= any(map(tells, pieces(path, chance.choice([600, 700, 1000]), 600)))
    assert 15 < telling < 60


@pytest.mark.parametrize("end", [b"Andr\xe9", "Andr\u00e9".encode()])
def test_the_last_letter_of_a_file_counts(tmp_path: Path, end: bytes) -> None:
    path = tmp_path / "notes"
    path.write_bytes(b"x " * 700 + end)
    assert any(part.hold_exactly([("Andr\u00e9",)]) for part in pieces(path, 1000, 100))


def test_a_letter_parted_between_two_pieces_is_whole_in_one(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    for before in range(90, 110):
        path.write_bytes(b"x" * before + " \u5c0f\u660e ".encode() + b"y" * 200)
        assert any(part.hold_name([NAMES[1]]) for part in pieces(path, 100, 50))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\0\xff\1Zinnia Quackenbush\0", True),
        (b"\0" * 90 + "\u5c0f\u660e".encode() + b" \0", False),  # three letters and signs
        (b"\0" * 90 + " \u5c0f\u660e ".encode() + b"\0", True),
        (b"\0Zinnia\0\1Quack\0enbush", False),
    ],
)
def test_in_what_is_no_text_runs_of_four_letters_count(
    tmp_path: Path, data: bytes, found: bool
) -> None:
    path = tmp_path / "scan"
    path.write_bytes(data)
    assert any(map(tells, pieces(path, 100, 50))) is found


@pytest.fixture
def _little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little to take in all words of what is larger than a page may be."""
    really = Words.__init__

    def bounded(self: Words, text: str) -> None:
        if len(text) > LARGEST_PAGE:
            raise MemoryError
        really(self, text)

    monkeypatch.setattr(Words, "__init__", bounded)


def large(text: str, end: str = "") -> str:
    return text.ljust(LARGEST_PAGE + 1, "\n") + end


@pytest.mark.usefixtures("_little_memory")
def test_a_huge_text_keeps_nobody_here_and_is_not_read_unasked(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    erase(store)
    beside = write(store, "notes.sql", large("insert"))
    page = write(store, "exports/huge.md", large("as P07 said"))
    write(store, "quarantine/stray", large("x"))
    store.begin(P07_AGAIN).close()
    read = opened_while(store.interviews, store.folder)
    assert [one.files for one in store.came_back] == [()]
    assert str(beside) not in read
    assert page.exists()


@pytest.mark.usefixtures("_little_memory")
def test_what_is_too_large_stays_and_is_told_before_and_after(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    store.save_participant(Participant(P07_AGAIN.participant, "P07", "Zinnia Quackenbush"))
    files = ("notes.sql", "exports/huge.md")
    for file in files:
        write(store, file, large("", "as Zinnia Quackenbush said"))
    write(store, "exports/just.md", "Zinnia Quackenbush".ljust(LARGEST_PAGE))
    going = erased_of(store)
    assert going.too_large == ("exports/huge.md",)
    assert [one.file for one in going.by_words] == ["exports/just.md"]
    gone = erase(store)
    assert StudyFolder(store.folder).still_telling(gone.traces) == files


def test_a_part_of_a_line_in_a_huge_text_is_found_afterwards(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    with store.begin(P07_AGAIN) as file:
        file.save(replace(P07_AGAIN, next_time=f"{PART} because of the roads"))
    write(store, "notes.sql", large("", PART))
    write(store, "exports/huge.csv", large("", PART))
    gone = erase(store)
    assert store.still_telling(gone.traces) == ("notes.sql", "exports/huge.csv")


def test_odd_names_and_huge_files_do_no_harm(tmp_path: Path) -> None:
    study = made(tmp_path / "s")
    write(study, "exports/minh.md", PAGE)
    erase(study)
    folder = os.fsencode(write(study, "exports/talk.mp4", "").parent)
    os.truncate(study.folder / "exports" / "talk.mp4", 2**40)
    for name in (b"caf\xe9.md", b"-rf", b"a\nb"):
        with open(os.path.join(folder, name), "w") as file:
            file.write("as P07 said")
    os.mkfifo(os.path.join(folder, b"pipe"))
    before = sorted(os.listdir(folder))
    assert told(study) == []
    assert sorted(os.listdir(folder)) == before

"""Hostile text in every place of a study, out of the house: pages, data, and the names of files.

Every string goes through every format here; through the names of files that are written, too.
"""

import csv
import io
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from documents import level
from hostile_study import Chunk, chunk_of, every_string, hostile_study
from markdown_it.token import Token
from minh import MINH
from msgspec.structs import replace
from pages import tokens

from persona_wizard.export import Layout
from persona_wizard.export.csv_out import from_cell
from persona_wizard.export.file_names import (
    department_stem,
    interview_file_name,
    page_file_name,
    photo_path,
)
from persona_wizard.export.formats import Format
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Interview
from persona_wizard.model.observations import observations
from persona_wizard.model.study import Curation, Photo
from persona_wizard.model.text import clean, clean_line
from persona_wizard.store.layout import Layout as Places
from persona_wizard.studies import personas
from persona_wizard.studies.exporting import Wanted, content_of, export
from persona_wizard.studies.managing import export_interview
from persona_wizard.studies.opening import new_study, open_study, proposed_folder
from persona_wizard.studies.personas import draw
from persona_wizard.studies.reading import Reading, read_study
from persona_wizard.studies.recent import recent_studies
from persona_wizard.studies.writing_out import PageExists

AT_ONCE = 400


@pytest.fixture(scope="module")
def chunks(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Chunk, Reading]]:
    """Every string, some hundreds in a study."""
    strings = every_string()
    made = []
    for start in range(0, len(strings), AT_ONCE):
        folder = tmp_path_factory.mktemp("made") / "study"
        chunk = hostile_study(folder, strings[start : start + AT_ONCE])
        made.append((chunk, read_study(chunk.store)))
    return made


def content(chunk: Chunk, reading: Reading, form: Format, layout: Layout) -> str:
    wanted = Wanted(format=form, layout=layout, allow_gaps=True, hypotheses=True)
    return content_of(chunk.store, reading, wanted).decode("utf-8-sig")


def told(reading: Reading) -> set[str]:
    """The sentences of every claim and hypothesis of the persona, as they are told."""
    drawn = draw(reading)
    claims = {c.wording or c.label for s in drawn.sections for c in s.composed}
    return {clean_line(text) for text in claims} | {
        clean_line(one.sentence) for s in drawn.sections for one in s.hypotheses
    }


def squashed(text: str) -> str:
    return "".join(level(text).split())


def refuse_codes(text: str) -> None:
    assert clean(text).replace("\r\n", "\n") == text.replace("\r\n", "\n")


def test_markdown_holds_our_blocks_alone_and_every_word(
    chunks: list[tuple[Chunk, Reading]],
) -> None:
    for chunk, reading in chunks:
        page = content(chunk, reading, Format.MARKDOWN, Layout.FULL)
        refuse_codes(page)
        found = tokens(page)
        assert not _foreign(found)
        shown = squashed("\n".join(token.content for token in found if not token.children))
        missing = [text for text in told(reading) if squashed(text) not in shown]
        assert not missing, missing[:5]


def _foreign(found: list[Token]) -> list[str]:
    never = ("html_block", "html_inline", "link_open", "code_inline", "fence", "code_block")
    pictures = (t for t in found if t.type == "image")
    outside = [
        str(t.attrs["src"]) for t in pictures if not str(t.attrs["src"]).startswith("photos/")
    ]
    return [t.type for t in found if t.type in never] + outside


class Read(HTMLParser):
    """The elements of a page, the names of their attributes, and all of its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        leads = [told for name, told in attrs if name in ("href", "src", "action")]
        assert all(str(told).startswith(("#", "data:image/")) for told in leads), leads

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_holds_our_elements_alone_and_every_word(
    chunks: list[tuple[Chunk, Reading]],
) -> None:
    for chunk, reading in chunks:
        page = content(chunk, reading, Format.HTML, Layout.FULL)
        refuse_codes(page)
        read = Read()
        read.feed(page)
        assert not read.tags & {"script", "iframe", "object", "embed", "form", "base", "code"}
        assert not [name for name in read.attributes if name.startswith("on")]
        shown = squashed("".join(read.text))
        missing = [text for text in told(reading) if squashed(text) not in shown]
        assert not missing, missing[:5]


def test_json_holds_every_word_as_it_is(chunks: list[tuple[Chunk, Reading]]) -> None:
    for chunk, reading in chunks:
        text = content(chunk, reading, Format.JSON, Layout.FULL)
        words = set(_words(json.loads(text)))
        for one in words:
            refuse_codes(one)
        held = set(map(clean_line, words))
        missing = [text for text in told(reading) if text not in held]
        assert not missing, missing[:5]


def _words(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _words(value)
    elif isinstance(data, list):
        for value in data:
            yield from _words(value)


def test_tables_hold_every_word_and_no_formula(chunks: list[tuple[Chunk, Reading]]) -> None:
    for chunk, reading in chunks:
        for form in (Format.ANSWERS_CSV, Format.QUOTES_CSV):
            text = content(chunk, reading, form, Layout.FULL)
            refuse_codes(text)
            rows = list(csv.reader(io.StringIO(text, newline="")))
            assert len({len(row) for row in rows}) == 1
            cells = [cell for row in rows for cell in row]
            assert not [c for c in cells if c[:1] in ("=", "+", "@", "\t", "\r", "\n")]
            if form is Format.QUOTES_CSV:
                held = squashed("\n".join(map(from_cell, cells)))
                said = [text for text in chunk.strings if "\n" not in clean(text)]
                missing = [text for text in said if _as_said(text) not in held]
                assert not missing, missing[:5]


def _as_said(text: str) -> str:
    """A line of an answer as an observation tells it: without marks and tags."""
    return "".join(squashed(one.text) for one in observations(f"> {clean_line(text)}"))


# The names of files


def test_no_name_of_a_file_leads_out_of_its_folder(tmp_path: Path) -> None:
    interview = next(iter(_an_interview(tmp_path)))
    places = Places(tmp_path / "study")
    for text in every_string():
        persona = replace(MINH, name=text, id=text, photo=Photo(file=f"{text}.png"))
        names = [
            *(page_file_name(persona, layout, text) for layout in Layout),
            page_file_name(replace(MINH, name="", id=text), Layout.PAGE),
            department_stem(text),
            interview_file_name(
                replace(interview, pseudonym=text), datetime(2026, 3, 4, tzinfo=UTC)
            ),
            proposed_folder(text, tmp_path).name,
            str(photo_path(persona)).removeprefix("photos/"),
        ]
        for name in names:
            refuse_bad(name)
        assert proposed_folder(text, tmp_path).parent == tmp_path
        for place, parent in (
            (places.photo, places.photos),
            (places.own_bank, places.question_banks),
            (places.participant, places.participants),
            (lambda bank: places.used_bank(bank, "0" * 12), places.used_banks),
        ):
            try:
                path = place(text)
            except WizardError:
                continue
            assert path.parent == parent
            assert path.name not in (".", "..")


def refuse_bad(name: str) -> None:
    """A name that every system takes, and that means the same to each."""
    assert name == clean_line(name)
    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name.strip(" .-") == name
    assert not name.startswith("~")


def _an_interview(tmp_path: Path) -> Iterator[Interview]:
    chunk = hostile_study(tmp_path / "one", ["P01", "b", "c", "d", "e", "f", "g"], people=1)
    yield from chunk.store.interviews().interviews


def everything_below(folder: Path) -> dict[Path, bytes]:
    """Every file with its bytes, locks aside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if path.parent.name != ".locks"}


def test_pages_stay_in_their_folder_and_overwrite_nothing(tmp_path: Path) -> None:
    """Personas, people and departments called anything at all; what stands there stays."""
    strings = chunk_of(every_string())[:40]
    chunk = hostile_study(tmp_path / "inside" / "study", strings, people=12)
    store = chunk.store
    guard = tmp_path / "guard.txt"
    guard.write_text("mine")
    study = replace(store.study(), claims=(), hypotheses=(), codes=())
    for start in range(0, len(strings), 20):
        some = strings[start : start + 20]
        store.save_study(
            replace(
                study,
                personas=tuple(
                    Curation(id=f"persona-{n}", name=f"{text} {n}") for n, text in enumerate(some)
                ),
                departments=tuple(
                    replace(study.departments[0], id=f"{text} {n}") for n, text in enumerate(some)
                ),
            )
        )
        reading = read_study(store)
        for n, one in enumerate(reading.study.personas):
            department = reading.study.departments[n].id if n % 4 == 0 else ""
            wanted = [Wanted(persona=one.id, department=department, allow_gaps=True)]
            before = everything_below(tmp_path)
            (path,) = export(store, reading, wanted, None, False)
            new = everything_below(tmp_path).keys() - before.keys()
            assert path in new
            assert all(file.is_relative_to(store.folder / "exports") for file in new)
            written = everything_below(tmp_path)
            with pytest.raises(PageExists):
                export(store, reading, wanted, None, False)
            assert everything_below(tmp_path) == written
            assert {file: written[file] for file in before} == before
    for interview in read_study(store).interviews:
        before = everything_below(tmp_path)
        path = export_interview(store, interview).path
        assert path.parent == store.folder / "exports"
        with pytest.raises(PageExists):
            export_interview(store, interview)
        assert everything_below(tmp_path).keys() - before.keys() == {path}
    assert guard.read_text() == "mine"


@pytest.mark.parametrize(
    "name",
    [
        b"[red]study[/red]",
        b"[/closed] [@click=app.exit]x[/]",
        b"-rf $(reboot) `reboot`",
        b"@new",
        b" spaces at both ends ",
        b"new\nline",
        b"\x1b]0;owned\x07\x1b[31mred",
        b"caf\xe9 in Latin-1",
        "\u202eright to left 朝 👩‍👩‍👧‍👦".encode(),
        b"x" * 200,
        b"%s {product} {0}",
    ],
)
def test_a_study_lives_in_a_folder_of_any_name(name: bytes, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(name)
    new_study(folder, "Tea", "Title")
    store = open_study(folder)
    personas.name(store, "Minh", "one line")
    paths = export(store, read_study(store), [Wanted(allow_gaps=True)], None, False)
    assert [path.parent for path in paths] == [store.folder / "exports"]
    remembered = [one.folder for one in recent_studies()]
    assert remembered in ([str(folder.resolve())], [])

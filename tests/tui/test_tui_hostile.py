"""Text full of brackets, escapes and markup is only text, on every screen."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tui_reading import (
    EVERY_KIND,
    arrived,
    at,
    on_disk,
    said,
    saved,
    session,
    shows,
    text_of,
    type_in,
    wizard,
    words_of,
)

from persona_wizard.interviewing import CLOSING
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, Pick
from persona_wizard.model.study import Curation, Photo
from persona_wizard.model.text import clean, clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.opening import new_study
from persona_wizard.tui.safe_text import safe, safe_line, safe_line_part
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.new_interview import NewInterviewScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.words import WordsScreen

# Each would change the screen if it were read as markup, or be dropped, or end the app.
LOUD = "[bold red]loud[/bold red]"
NASTY = (
    LOUD,
    "[/closed] [unclosed [link=https://example.com]x[/link]",
    "[@click=app.exit]press[/] $accent [$error]e[/]",
    "<script>alert(1)</script> <b>b</b> &amp; `code` **strong**",
    "{product} {} {0} {competitor} \\{product\\} %s %(x)s",
    "\x1b]0;owned\x07\x1b[31mred\x1b[0m\x9b2J\x00\x07 end",
    "\u202eright to left\u202c zero\u200bwidth \ufeff",
    "朝のコーヒー 👩‍👩‍👧‍👦 🇻🇳 a\u0301\u0323 Ҝ ﷽",
    "\u0300\u0301\u0302" * 40 + "tall",
    "word" * 200,
    "- > # ? #tag [x] | a | b |\n\n---\n### {#id}",
)


@pytest.fixture(scope="module")
def naughty(shared_data: Path) -> list[str]:
    return json.loads((shared_data / "naughty-strings" / "blns.json").read_text())


def texts(naughty: list[str]) -> Iterator[str]:
    yield from NASTY
    yield from naughty


def made(folder: Path, strings: list[str]) -> StudyFolder:
    """A study in which everything that people type is one of these strings."""
    store = new_study(folder, strings[0], strings[1])
    own = store.folder / "question_banks"
    own.mkdir(exist_ok=True)
    (own / "every-kind.md").write_text(EVERY_KIND)
    for n, string in enumerate(strings):
        if n >= 5:
            break
        pseudonym = clean_line(string)[:40] or f"P{n}"
        beginning = Beginning(
            audience=Audience.PROSPECTS, bank="every-kind", pseudonym=f"{pseudonym} {n}"
        )
        sitting = start_interview(store, beginning)
        talk = sitting.session
        talk.consent(CONSENT_QUOTE, True)
        talk.write("short-term-goals", None, "\n".join(f"> {s}" for s in strings))
        talk.write("uses-today", None, string)
        talk.write("weeks", n, string)
        talk.write("buying-role", (Pick("in-another-way", "In another way…", string),), string)
        talk.write("satisfaction", n % 11, string)
        for note in strings[:20]:
            talk.add_note(note)
        talk.go(CLOSING)
        sitting.close()
    study = store.study()
    photo = Photo(file="", alt=strings[2], source=strings[3], placeholder=True)
    curation = Curation(name=clean_line(LOUD), tagline=clean_line(strings[3]), photo=photo)
    store.save_study(replace(study, personas=(curation,)))
    return store


def no_codes(text: str) -> bool:
    return not any((c < " " and c != "\n") or "\x7f" <= c <= "\x9f" for c in text)


def test_the_door_to_the_screen_reads_no_markup(naughty: list[str]) -> None:
    for text in texts(naughty):
        assert safe(text).plain == clean(text)
        assert safe_line(text).plain == clean_line(text)
        assert not safe(text).spans
        assert not safe_line_part(text).spans
        assert "\n" not in safe_line_part(text).plain
        assert no_codes(safe(text).plain.replace("\t", ""))


async def walk(store: StudyFolder) -> None:
    """Open every screen there is on a study, and look."""
    seen: list[str] = []
    async with wizard(store) as pilot:
        for key, screen in (
            ("p", PersonaScreen),
            ("enter", EvidenceScreen),
            ("escape", PersonaScreen),
            ("end", PersonaScreen),
            ("e", ExportScreen),
            ("escape", PersonaScreen),
            ("escape", StudyScreen),
            ("n", NewInterviewScreen),
            ("escape", StudyScreen),
            ("w", WordsScreen),
            ("escape", StudyScreen),
            ("f1", None),
            ("escape", StudyScreen),
            ("enter", InterviewScreen),
            ("pageup", InterviewScreen),
            ("f4", ReadThroughScreen),
            ("enter", Finder),
            ("escape", ReadThroughScreen),
            ("end", ReadThroughScreen),
            ("escape", InterviewScreen),
            ("ctrl+f", Finder),
            ("escape", InterviewScreen),
        ):
            if key == "enter" and screen is EvidenceScreen:
                persona = await arrived(pilot, PersonaScreen)
                options = persona.query_one("OptionList")
                options.highlighted = next(  # type: ignore[attr-defined]
                    n for n, row in enumerate(persona._shown) if row.claims
                )
            await pilot.press(key)
            if screen is not None:
                await arrived(pilot, screen)
            seen.append(text_of(pilot.app))
            assert no_codes(seen[-1])
        for place in ("bought-before", "satisfaction", "information-sources", "buying-role"):
            await pilot.press("ctrl+p")
            while session(pilot).place != place:
                await pilot.press("ctrl+p")
            await at(pilot, place)
            seen.append(text_of(pilot.app))
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await pilot.press("escape")
        await arrived(pilot, HomeScreen)
        seen.append(text_of(pilot.app))
    assert any(LOUD in text for text in seen)
    assert all(no_codes(text) for text in seen)


async def test_every_screen_shows_nasty_text_as_it_is(tmp_path: Path) -> None:
    await walk(made(tmp_path / "study", list(NASTY)))


async def test_every_screen_shows_naughty_strings(tmp_path: Path, naughty: list[str]) -> None:
    # A title and a product must say something.
    worded = [s for s in naughty if clean_line(s) and "\n" not in s]
    step = len(worded) // 60
    await walk(made(tmp_path / "study", worded[::step]))


async def test_brackets_are_typed_shown_and_kept_as_they_are(tmp_path: Path) -> None:
    store = new_study(tmp_path / "study", f"Tea {LOUD}", "Title [/b]")
    (store.folder / "question_banks").mkdir(exist_ok=True)
    (store.folder / "question_banks" / "every-kind.md").write_text(EVERY_KIND)
    async with wizard(store) as pilot:
        await shows(pilot, "Title [/b] 0 interviews")
        await pilot.press("n", "down", "down", "enter", "enter", "ctrl+u")
        await type_in(pilot, "[P] {0}")
        await pilot.press("ctrl+s")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "[P] {0} · prospect", f"to talk about Tea {LOUD}.")
        await pilot.press("enter")
        await shows(pilot, f"What would you like to get done with Tea {LOUD}?")
        answer = f"{LOUD} [/x] <b> {{product}} \\[ #tag[ ?"
        await type_in(pilot, answer)
        await shows(pilot, answer, "#tag")
        assert said(pilot, "short-term-goals") == (None, answer)
        await pilot.press("ctrl+o")
        await type_in(pilot, "[note] [/note]")
        await pilot.press("enter", "f4")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "To file", "[note] [/note]", answer, "[P] {0} · read through")
        interview = session(pilot).interview.id
        await saved(store, interview, lambda kept: "[note] [/note]" in [n.text for n in kept.notes])
        assert on_disk(store, interview).answers["short-term-goals"].text == answer
        await pilot.press("escape", "ctrl+f")
        await type_in(pilot, "[bold")
        await arrived(pilot, Finder)
        # The end of it has no room in the list.
        assert LOUD[:18] in words_of(pilot.app)


async def test_a_bank_may_call_its_questions_opening_and_closing(study: StudyFolder) -> None:
    bank = EVERY_KIND.replace("#short-term-goals", "#opening field=short-term-goals").replace(
        "#bought-before", "#closing field=gender"
    )
    (study.folder / "question_banks" / "every-kind.md").write_text(bank)
    sitting = start_interview(
        study, Beginning(audience=Audience.PROSPECTS, bank="every-kind", pseudonym="P01")
    )
    sitting.close()
    async with wizard(study, sitting.session.interview.id, size=(120, 40)) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await at(pilot, "opening")
        await pilot.click("Outline", offset=(4, 0))
        await at(pilot, "@opening")
        await pilot.click("Outline", offset=(4, 5))
        await at(pilot, CLOSING)
        await pilot.press("ctrl+p", "ctrl+p")
        await at(pilot, "closing")

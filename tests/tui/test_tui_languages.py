"""An interview in Vietnamese names its parts in Vietnamese; the program's words stay English."""

import unicodedata
from pathlib import Path

import pytest
from textual.content import Content
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    press_at_once,
    said,
    session,
    shows,
    text_of,
    type_in,
    wizard,
)

from persona_wizard.interviewing import CLOSING
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.interview import Pick
from persona_wizard.model.languages import ENGLISH, VIETNAMESE, words_in
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.opening import new_study
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.state_menu import STATE_KEYS, StateMenu, _in_lines

BANK = """\
---
id: tra
title: Trà
audience: prospects
language: LANGUAGE
---

## Mở đầu

Cảm ơn anh/chị.

- [ ] Tôi đồng ý tham gia {#consent-take-part}

## Mục tiêu

### Anh/chị mong làm được việc gì với {product} ạ? {#short-term-goals .key}

### Anh/chị đã mua chưa ạ? {#bought .yes-no field=needs}

## Thông tin nhân khẩu học

### Anh/chị thuộc nhóm tuổi nào ạ? {#age-group .bands}

- Dưới 30
- Từ 30 trở lên {#over-30}

## Kết thúc

Xin cảm ơn.
"""


@pytest.fixture
def tea(tmp_path: Path) -> StudyFolder:
    return new_study(tmp_path / "tra", "Trà Sen", language="vi")


def begun_in(store: StudyFolder, tag: str) -> str:
    """The id of an interview with the small bank in this language."""
    (store.folder / "question_banks" / "tra.md").write_text(BANK.replace("LANGUAGE", tag))
    return begun_with(store, "tra", Audience.PROSPECTS)


def begun_with(store: StudyFolder, bank: str, audience: Audience) -> str:
    sitting = start_interview(store, Beginning(audience=audience, bank=bank, pseudonym="P01"))
    sitting.close()
    return sitting.session.interview.id


@pytest.mark.parametrize("tag", ["vi", "vi-VN"])
async def test_every_part_of_the_interview_is_named_in_vietnamese(
    tea: StudyFolder, tag: str
) -> None:
    interview = begun_in(tea, tag)
    async with wizard(tea, interview, size=(120, 30)) as pilot:
        await arrived(pilot, InterviewScreen)
        await shows(
            pilot,
            "P01 · khách hàng tiềm năng · Trà Sen",
            "Mở đầu",
            "Mục tiêu 0/2",
            "Nhân khẩu 0/1",
            "Kết thúc",
        )
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await shows(pilot, "Mục tiêu 0/2 · question 1 of 3 · key", "· bought")
        await pilot.press("ctrl+r")
        await arrived(pilot, StateMenu)
        await shows(pilot, "D không muốn trả lời K không biết A không áp dụng T hết giờ Esc back")
        await pilot.press("k")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "không biết")
        await type_in(pilot, "chưa nghĩ")
        await shows(pilot, "không biết: kept, not counted")

        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await shows(pilot, "Anh/chị thuộc nhóm tuổi nào ạ? Nhân khẩu")
        await type_in(pilot, "nhan khau\n")
        await at(pilot, "age-group")
        await shows(pilot, "Thông tin nhân khẩu học 0/1 · question 3 of 3")
        await pilot.press("ctrl+n")
        await at(pilot, CLOSING)
        await shows(pilot, "Kết thúc", "Xin cảm ơn.")

        await pilot.press("f4")
        await arrived(pilot, ReadThroughScreen)
        shown = await shows(pilot, "Mục tiêu", "không biết", "chưa nghĩ", "Not asked")
        assert not any(heading.title in shown for heading in HEADINGS)


async def test_a_bank_in_another_language_is_shown_with_english_names(tea: StudyFolder) -> None:
    interview = begun_in(tea, "de")
    async with wizard(tea, interview) as pilot:
        await shows(pilot, "P01 · prospect · Trà Sen", "Opening")
        await pilot.press("enter", "ctrl+r")
        await shows(pilot, "D declined K don't know A not applicable T out of time Esc back")
        await pilot.press("a")
        await shows(pilot, "Objectives 1/2 · question 1 of 3", "not applicable")


async def test_typed_vietnamese_is_kept_composed(tea: StudyFolder) -> None:
    interview = begun_in(tea, "vi")
    words = "Tôi muốn uống trà mỗi sáng, trước khi đi làm"
    apart = unicodedata.normalize("NFD", words)
    assert apart != words
    async with wizard(tea, interview) as pilot:
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await type_in(pilot, apart)
        await pilot.press("ctrl+n")
        await at(pilot, "bought")
        await pilot.press("n")
        await shows(pilot, "(•) 2 Không")
        # As an input method corrects itself: letters taken back and typed anew.
        await press_at_once(pilot, "tab", *"chua", "backspace", "backspace", *"ưa")
        await shows(pilot, "chưa")
        await pilot.press("ctrl+n")
        await at(pilot, "age-group")
        assert said(pilot, "short-term-goals") == (None, words)
        assert said(pilot, "bought") == ((Pick("no", "Không"),), "chưa")
        await pilot.press("ctrl+q", "ctrl+q")
    assert on_disk(tea, interview).answers["short-term-goals"].text == words


async def test_the_shipped_bank_is_vietnamese_all_the_way_at_80_by_24(tea: StudyFolder) -> None:
    interview = begun_with(tea, "existing-customers-vi", Audience.CUSTOMERS)
    async with wizard(tea, interview) as pilot:
        await shows(pilot, "P01 · khách hàng · Trà Sen 0:0", "Mở đầu Cảm ơn anh/chị")
        seen: list[str] = []
        while session(pilot).place != CLOSING:
            await pilot.press("ctrl+n")
            question = session(pilot).question
            if question is None:
                break
            heading = VIETNAMESE.headings[question.heading]
            await shows(pilot, f"{heading} ")
            line = next(line for line in text_of(pilot.app).split("\n") if heading in line)
            assert "· question " in line, line
            assert "…" not in line
            seen.append(question.heading)
            if len(seen) == 3:
                await pilot.press("ctrl+r", "d")
                await shows(pilot, "không muốn trả lời")
        assert set(seen) == set(VIETNAMESE.headings)
        assert len(seen) == 24
        await shows(pilot, "Kết thúc", "Cảm ơn anh/chị đã dành thời gian.")


@pytest.mark.parametrize("language", [ENGLISH, VIETNAMESE])
async def test_the_outline_has_room_for_every_name(tea: StudyFolder, language: object) -> None:
    bank = "existing-customers-vi" if language is VIETNAMESE else "existing-customers"
    interview = begun_with(tea, bank, Audience.CUSTOMERS)
    words = words_in("vi" if language is VIETNAMESE else "en")
    async with wizard(tea, interview, size=(100, 24)) as pilot:
        await arrived(pilot, InterviewScreen)
        await shows(pilot, words.opening, words.closing, *words.shorts.values())
        lines = [line[:34].rstrip() for line in text_of(pilot.app).split("\n")]
        for short in words.shorts.values():
            (line,) = (line for line in lines if line.strip().startswith(short))
            assert line.split()[-1].startswith("0/"), line


@pytest.mark.parametrize("size", [(80, 24), (50, 14)], ids=str)
async def test_no_name_in_the_menu_of_states_is_broken(size: tuple[int, int]) -> None:
    async with wizard(size=size) as pilot:
        for names in (words_in("en").states, words_in("vi").states):
            for state in (None, *STATE_KEYS.values()):
                pilot.app.push_screen(StateMenu(state, names))
                await arrived(pilot, StateMenu)
                lines = text_of(pilot.app).split("\n")
                for key, of in STATE_KEYS.items():
                    undo = " (undo)" if of is state else ""
                    assert any(f"{key.upper()} {names[of]}{undo}" in line for line in lines), lines
                assert any("Esc back" in line for line in lines)
                await pilot.press("escape")
                await arrived(pilot, HomeScreen)


def test_parts_stand_side_by_side_while_there_is_room() -> None:
    parts = [Content(text) for text in ("ab", "cd", "ef")]
    assert _in_lines(parts, 7).plain == "ab   cd\nef"
    assert _in_lines(parts, 12).plain == "ab   cd   ef"
    assert _in_lines(parts, 1).plain == "ab\ncd\nef"


async def test_the_study_and_its_persona_stay_english(tea: StudyFolder) -> None:
    begun_in(tea, "vi")
    async with wizard(tea) as pilot:
        await shows(pilot, "What is known", "Demographics", "prospect")
        await no_longer_shows(pilot, "Nhân khẩu")
        await pilot.press("p")
        await shows(pilot, "General information")

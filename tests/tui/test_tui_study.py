"""The study's screen, and a new interview: whom, with which bank, under which pseudonym."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static
from tui_reading import (
    arrived,
    no_longer_shows,
    on_disk,
    plain,
    session,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.personas import accept_gap
from persona_wizard.tui.screens import new_interview
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.export import ExportScreen
from persona_wizard.tui.screens.guide_menu import GuideMenu
from persona_wizard.tui.screens.help import HelpScreen
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.new_interview import NewInterviewScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.study import StudyScreen

Begin = Callable[..., str]


def bank_of_prospects() -> str:
    return "---\nid: prospects\ntitle: Mine\naudience: prospects\n---\n\n## Problems\n\n### Hard?\n"


async def test_the_sample_shows_who_was_asked_what_is_known_and_what_is_next(
    sample: StudyFolder,
) -> None:
    async with wizard(sample, size=(120, 30)) as pilot:
        await arrived(pilot, StudyScreen)
        await shows(
            pilot,
            "Cedar Coffee 13 interviews · provisional",
            "who audience when answered state",
            "9/24 ▸ resume",
            "What is known customers non-purch. prospects",
            "Objectives ●●● ●●○ ●●○",
            # Of wished-for solutions nobody told.
            "Suggestions ●○○ ask ●○○ ask ●○○ ask",
            "Status provisional provisional provisional",
            "New tags and claims per interview",
            "not coded enough to tell:",
            "Next: 2 more prospects (3 so far, of 9 for a supported persona). First: wished-for",
            "G writes a guide of all 18 questions.",
            "N interview P persona E export B banks W words",
        )
        for key, screen in (
            ("p", PersonaScreen),
            ("e", ExportScreen),
            ("n", NewInterviewScreen),
            ("question_mark", HelpScreen),
        ):
            await pilot.press(key)
            await arrived(pilot, screen)
            await pilot.press("escape")
            await arrived(pilot, StudyScreen)

        await pilot.press("down", "enter")
        await arrived(pilot, ReadThroughScreen)
        await shows(pilot, "P12 · read through", "finished")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await pilot.press("up", "enter")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "P13 · prospect · Cedar Coffee")
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await pilot.press("escape")
        await arrived(pilot, HomeScreen)


async def test_an_empty_study_says_what_to_do_next(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await shows(
            pilot,
            "Tea 0 interviews · proto",
            "No interview yet. N starts the first.",
            "General ○○○ ask ○○○ ask ○○○ ask",
            "Next: talk to somebody. N starts an interview.",
        )
        await pilot.press("enter")
        await arrived(pilot, StudyScreen)


async def test_a_guide_is_written_and_an_interview_begins_with_it(sample: StudyFolder) -> None:
    guide = sample.folder / "question_banks" / "follow-up-prospects.md"
    async with wizard(sample) as pilot:
        await shows(pilot, "Next: 2 more prospects")
        await pilot.press("g")
        await arrived(pilot, GuideMenu)
        await shows(pilot, "P 2 more prospects (3 so far, of 9", "N 2 more", "C 2 more")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        assert not guide.exists()
        await pilot.press("g", "p")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "Written: question_banks/follow-up-prospects.md:",
            "Y begin an interview with it N not now",
        )
        assert guide.is_file()
        await pilot.press("y")
        await arrived(pilot, NewInterviewScreen)
        await shows(
            pilot,
            "(•) Prospect: could become a customer",
            "(•) Prospects, who may buy one day: what is missing",
        )
        await pilot.press("ctrl+s")
        await arrived(pilot, InterviewScreen)
        assert session(pilot).interview.bank.id == "follow-up-prospects"


async def test_a_guide_that_was_changed_is_kept_until_one_says_otherwise(
    sample: StudyFolder,
) -> None:
    guide = sample.folder / "question_banks" / "follow-up-customers.md"
    guide.parent.mkdir(exist_ok=True)
    guide.write_text("mine")
    async with wizard(sample) as pilot:
        await shows(pilot, "Next: 2 more prospects")
        await pilot.press("g", "c")
        await arrived(pilot, Confirm)
        await shows(pilot, "follow-up-customers.md is there already")
        await pilot.press("n")
        await arrived(pilot, StudyScreen)
        assert guide.read_text() == "mine"
        await pilot.press("g", "c")
        await shows(pilot, "follow-up-customers.md is there already")
        await pilot.press("y")
        await shows(pilot, "Written: question_banks/follow-up-customers.md:")
        assert guide.read_text().startswith("---\nid: follow-up-customers\n")
        await pilot.press("n")
        await arrived(pilot, StudyScreen)


async def test_where_all_is_told_no_guide_is_offered(study: StudyFolder) -> None:
    for audience in Audience:
        accept_gap(study, f"audience/{audience}", "Not in this round.")
    async with wizard(study) as pilot:
        await shows(pilot, "0 interviews · proto")
        await pilot.press("g")
        await until(lambda: "no guide is needed" in " ".join(told(pilot.app)))
        await arrived(pilot, StudyScreen)


async def test_a_damaged_interview_is_named_and_the_rest_goes_on(sample: StudyFolder) -> None:
    damaged = next(i for i in sample.interviews().interviews if i.pseudonym == "P05")
    file = sample.folder / "interviews" / f"{damaged.id}.json"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    async with wizard(sample) as pilot:
        await shows(pilot, "12 interviews", f"{damaged.id}.json:")
        await pilot.press("p")
        await arrived(pilot, PersonaScreen)
        await shows(pilot, "A model drawn from 12 interviews")
        file.write_bytes(whole)
        await pilot.press("escape")
        await shows(pilot, "13 interviews")
        await no_longer_shows(pilot, f"{damaged.id}.json:")


async def test_a_missing_bank_is_named_and_the_rest_goes_on(sample: StudyFolder) -> None:
    (bank,) = (sample.folder / "question_banks" / ".used").glob("prospects@*.md")
    bank.unlink()
    # Nor does the shelf have it any more as it was asked.
    sample.save_own_bank("prospects.md", bank_of_prospects())
    async with wizard(sample) as pilot:
        await shows(pilot, bank.name)
        await no_longer_shows(pilot, "P13")


async def test_a_new_interview_takes_audience_bank_and_pseudonym(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await pilot.press("n")
        await arrived(pilot, NewInterviewScreen)
        await shows(
            pilot,
            "Whom are you talking to? (•) Existing customer "
            "( ) Non-purchaser: looked at it and did not buy ( ) Prospect: could become a customer",
            "Which question bank? (•) Existing customers (24 questions, about 45 min)",
        )
        await pilot.press("down", "down")
        await shows(pilot, "( ) Existing customer", "(•) Prospect: could become a customer")
        await shows(pilot, "Every kind of question (9 questions, about 20 min)", "Prospects,")
        await pilot.press("enter", "enter", "enter")
        await shows(pilot, "Name, if you want to keep it", "Kept apart, never exported.")
        await type_in(pilot, "Ann Example\nann@example.com\n")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "P01 · prospect · Tea")
        made = session(pilot).interview
        assert (made.audience, made.bank.id) == (Audience.PROSPECTS, "every-kind")
        assert on_disk(study, made.id).participant == made.participant
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "1 interview ·", "P01 prospect today", "0/8 ▸ resume")
        assert "Ann" not in await shows(pilot, "P01")
    (person,) = study.participants()
    assert (person.id, person.pseudonym) == (made.participant, "P01")
    assert (person.name, person.contact) == ("Ann Example", "ann@example.com")


async def test_the_next_free_pseudonym_is_proposed_and_a_taken_one_asks(
    study: StudyFolder, begun: Begin
) -> None:
    first = on_disk(study, begun("P01"))
    async with wizard(study) as pilot:
        await pilot.press("n")
        await shows(pilot, "P02")
        # What is proposed is typed over; what was typed is not, whenever one comes back to it.
        await pilot.press("tab", "tab")
        await type_in(pilot, "P0")
        await pilot.press("tab", "shift+tab")
        await type_in(pilot, "1")
        await shows(pilot, "P01")
        await pilot.press("ctrl+s")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "P01 was interviewed before. Is it the same person?",
            "Y the same person N somebody else Esc back",
        )
        await pilot.press("escape")
        await arrived(pilot, NewInterviewScreen)
        await pilot.press("ctrl+s", "n")
        await shows(pilot, "Choose another pseudonym.")
        assert study.interview_count() == 1

        await pilot.press("backspace", "backspace", "backspace", "ctrl+s")
        await shows(pilot, "An interview needs a pseudonym, such as P01. Nothing was started.")
        await type_in(pilot, "p01")
        await pilot.press("ctrl+s", "y")
        await arrived(pilot, InterviewScreen)
        assert session(pilot).interview.participant == first.participant
        await pilot.press("ctrl+q", "ctrl+q")
        await shows(pilot, "2 interviews")


async def test_no_bank_for_an_audience_is_said_and_nothing_starts(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_interview, "banks_for", lambda store, audience: ())
    async with wizard(study) as pilot:
        await pilot.press("n")
        await shows(pilot, "No bank for this audience was found.")
        await pilot.press("ctrl+s")
        await shows(pilot, "This audience has no question bank.")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
    assert study.interview_count() == 0


async def test_a_study_that_is_gone_is_told_and_nothing_breaks(
    sample: StudyFolder, tmp_path: Path
) -> None:
    async with wizard(sample) as pilot:
        await arrived(pilot, StudyScreen)
        sample.folder.rename(tmp_path / "elsewhere")
        await pilot.press("enter")
        await until(lambda: len(told(pilot.app)) >= 1)
        for key in ("p", "e"):
            await pilot.press(key)
            await until(lambda: "is no study" in " ".join(told(pilot.app)))
            await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await pilot.press("n")
        screen = await arrived(pilot, NewInterviewScreen)
        fault = screen.query_one(".fault", Static)
        await until(lambda: "is no study: it has no study.json." in plain(fault))
        await pilot.press("ctrl+s")
        await until(lambda: plain(fault) == "This audience has no question bank.")

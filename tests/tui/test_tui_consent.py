"""Consent asked again at the end, and what happens where it is taken back."""

import asyncio
from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    paste,
    session,
    shows,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing import CLOSING, OPENING
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Participant
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.widgets.burst import AT_ONCE

Begin = Callable[..., str]


async def to_the_closing(pilot: Pilot[None]) -> None:
    await pilot.press("f2")
    while session(pilot).place != CLOSING:
        await pilot.press("ctrl+n")
    await at(pilot, CLOSING)


async def test_the_closing_asks_again_and_what_is_not_answered_stays(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("y", "y")
        await to_the_closing(pilot)
        await shows(
            pilot,
            "Goodbye, and thank you.",
            "[x] I am happy to take part You said yes. Still so?",
            "[x] You may quote me You said yes. Still so?",
            "What is not answered stays as it was.",
        )
        await pilot.press("down", "n")
        await shows(
            pilot,
            "[x] I am happy to take part You said yes. Still so?",
            "[–] You may quote me no",
        )
        await pilot.press("enter")
        await pilot.press("escape")
        agreed = {"consent-take-part": True, "consent-quote": False}
        assert session(pilot).interview.consent == agreed
    assert on_disk(study, interview).consent == agreed


async def test_consent_never_asked_for_at_the_start_can_be_given_at_the_end(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await to_the_closing(pilot)
        await shows(pilot, "[ ] You may quote me not asked so far")
        await pilot.press("y", "y")
        await shows(pilot, "[x] I am happy to take part yes [x] You may quote me yes")
    assert on_disk(study, interview).consent == {"consent-take-part": True, "consent-quote": True}


async def test_no_longer_taking_part_erases_after_two_questions(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    other = begun("P02")
    person = on_disk(study, interview).participant
    study.save_participant(Participant(person, "P01", "Minh", "minh@example.com"))
    async with wizard(study, interview) as pilot:
        await pilot.press("y", "enter")
        await type_in(pilot, "calm mornings")
        await to_the_closing(pilot)
        await pilot.press("n", "end", "enter")
        await arrived(pilot, Confirm)
        await shows(
            pilot,
            "P01 no longer takes part. Erase this interview?",
            "Its file goes, with every answer, note, earlier version and backup.",
            "So do the name and contact kept of P01.",
            "It is their only one, so pages in exports/ that hold their words go, too.",
            "Git and backups elsewhere keep what they have.",
            "Y erase N keep it, not counted",
        )
        await pilot.press("y")
        await shows(pilot, "Type P01 to erase the interview for good. It cannot be brought back.")
        await type_in(pilot, "P01\n")
        await arrived(pilot, StudyScreen)
        assert told(pilot.app) == ["P01’s interview was erased, and the name and contact with it."]
        await shows(pilot, "1 interview")
        await no_longer_shows(pilot, "P01 prospect")
    assert [i.id for i in study.interviews().interviews] == [other]
    assert study.participants() == ()
    left = [path.name for path in study.folder.rglob("*") if interview in path.name]
    assert left == []


async def test_the_name_stays_for_another_interview_of_that_person(
    study: StudyFolder, begun: Begin
) -> None:
    first = begun()
    person = on_disk(study, first).participant
    study.save_participant(Participant(person, "P01", "Minh"))
    again = Beginning(
        audience=Audience.PROSPECTS, bank="every-kind", pseudonym="P01", participant=person
    )
    start_interview(study, again).close()
    async with wizard(study, first) as pilot:
        await to_the_closing(pilot)
        await pilot.press("n", "end", "enter")
        shown = await shows(pilot, "Erase this interview?")
        assert "name and contact" not in shown
        assert "Pages exported before, git and backups elsewhere keep what they have." in shown
        await pilot.press("y")
        await type_in(pilot, "p01\n")
        await arrived(pilot, StudyScreen)
        assert told(pilot.app) == ["P01’s interview was erased."]
    assert [p.name for p in study.participants()] == ["Minh"]


async def test_keeping_it_at_either_question_keeps_everything_uncounted(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("y", "enter")
        await type_in(pilot, "calm mornings")
        await pilot.press("ctrl+p")
        await at(pilot, OPENING)
        await pilot.press("n")
        for answers in (("n",), ("escape",), ("y", "y", "enter"), ("y", "escape"), ("y", "enter")):
            await pilot.press("end", "enter")
            await shows(pilot, "Erase this interview?")
            await pilot.press(*answers)
            await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+q", "ctrl+q")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "not taking part")
    kept = on_disk(study, interview)
    assert kept.answers["short-term-goals"].text == "calm mornings"
    assert not kept.counts


async def test_a_no_before_anything_was_said_only_says_what_to_do(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("n")
        await shows(pilot, "They would rather not take part: thank them. ^Q twice leaves.")
        await no_longer_shows(pilot, "Erase")
        await pilot.press("y")
        await shows(pilot, "[–] I am happy to take part no [x] You may quote me yes")
        await arrived(pilot, InterviewScreen)


@pytest.mark.parametrize(
    "words",
    ["not really, my street", "no nothing", "nay, yesterday", "sure no problem", "yesterday noon"],
)
async def test_words_typed_where_consent_is_taken_are_a_note(
    study: StudyFolder, begun: Begin, words: str
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("y", "y")
        await to_the_closing(pilot)
        await type_in(pilot, words + "\n")
        await until(lambda: bool(session(pilot).interview.notes))
        assert isinstance(pilot.app.screen, InterviewScreen)
        # The line is empty again: a second Enter goes on.
        await shows(pilot, "1 note to file")
    kept = on_disk(study, interview)
    assert [note.text for note in kept.notes] == [words]
    assert kept.consent == {"consent-take-part": True, "consent-quote": True}


async def test_yes_and_no_may_be_typed_in_full(study: StudyFolder, begun: Begin) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await type_in(pilot, "yes")
        await shows(pilot, "[x] I am happy to take part yes [ ] You may quote me not asked")
        await asyncio.sleep(AT_ONCE)
        await type_in(pilot, "no")
        await shows(pilot, "[–] You may quote me no")
    assert on_disk(study, interview).notes == ()


async def test_in_running_notes_words_of_a_frame_are_a_line_of_them(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("f3")
        await type_in(pilot, "machine broke in march\n")
        await pilot.press("tab")
        await type_in(pilot, "no problem\n")
        await until(lambda: len(session(pilot).interview.notes) == 2)
        # Back to answers, and the keys of the frame work.
        await pilot.press("f3")
        await pilot.press("y")
        await shows(pilot, "[x] I am happy to take part yes")
    kept = on_disk(study, interview)
    assert [note.text for note in kept.notes] == ["machine broke in march", "no problem"]
    assert kept.consent == {"consent-take-part": True}


async def test_what_is_pasted_where_consent_is_taken_is_a_note(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await paste(pilot, "yes, but not my street")
        await until(lambda: bool(session(pilot).interview.notes))
        await shows(pilot, "1 note to file")
    kept = on_disk(study, interview)
    assert ([n.text for n in kept.notes], kept.consent) == (["yes, but not my street"], {})

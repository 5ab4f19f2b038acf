"""Tags offered while one is typed, wherever words are typed in an interview."""

from collections.abc import Callable

import pytest
from tui_reading import (
    at,
    no_longer_shows,
    said,
    session,
    settled,
    shows,
    type_in,
    until,
    wizard,
)

from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.widgets.tag_hints import tag_before

Begin = Callable[..., str]


@pytest.fixture
def tagged(study: StudyFolder, begun: Begin) -> StudyFolder:
    """The study with another's interview, in which tags were given."""
    sitting = resume_interview(study, begun("P09"))
    sitting.session.write("short-term-goals", None, "a #price b #price\nc #pricing #quiet")
    sitting.close()
    return study


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("#", ""),
        ("word #pri", "pri"),
        ("#cà-", "cà-"),
        ("#a #b", "b"),
        ("a#b", None),
        ("&#b", None),
        ("#1", None),
        ("#pri ", None),
        ("#a, b", None),
        ("", None),
        ("x" * 300 + " #tag", "tag"),
        ("#" + "x" * 300, None),
    ],
)
def test_a_tag_is_being_typed_where_the_words_end_in_one(text: str, typed: str | None) -> None:
    assert tag_before(text) == typed


async def test_tags_of_the_study_are_offered_and_tab_completes(
    tagged: StudyFolder, begun: Begin
) -> None:
    async with wizard(tagged, begun()) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await type_in(pilot, "dear #")
        await shows(pilot, "#price #pricing #quiet Tab completes")
        await type_in(pilot, "PRI")
        await shows(pilot, "#price #pricing Tab completes")
        assert said(pilot, "short-term-goals") == (None, "dear #PRI")
        await pilot.press("tab")
        await type_in(pilot, " says")
        assert said(pilot, "short-term-goals") == (None, "dear #price says")
        await no_longer_shows(pilot, "Tab completes")
        await pilot.press(*["left"] * 5)
        await pilot.press("ctrl+z", "ctrl+z")
        assert said(pilot, "short-term-goals")[1] == "dear #PRI"


async def test_a_new_tag_is_told_of_an_old_one_that_is_near(
    tagged: StudyFolder, begun: Begin
) -> None:
    async with wizard(tagged, begun()) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        await type_in(pilot, "#quite")
        await shows(pilot, "new tag; there is #quiet Tab takes it")
        await type_in(pilot, " loud\n#new-one #n")
        # A tag of this interview joins at once.
        await shows(pilot, "#new-one Tab completes")
        assert said(pilot, "short-term-goals")[1] == "#quite loud\n#new-one #n"
        await pilot.press("up")
        await no_longer_shows(pilot, "Tab completes")


async def test_in_a_remark_tab_completes_a_tag_and_else_leads_back(
    tagged: StudyFolder, begun: Begin
) -> None:
    async with wizard(tagged, begun()) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "last call\n")
        await at(pilot, "buying-role")
        await type_in(pilot, "2")
        await pilot.press("tab")
        await type_in(pilot, "too #pri")
        await pilot.press("tab")
        await type_in(pilot, " ")
        await pilot.press("tab")
        await type_in(pilot, "1")
        value, remark = said(pilot, "buying-role")
        assert remark.strip() == "too #price"
        assert [pick.choice for pick in value] == ["me"]  # type: ignore[attr-defined]


async def test_in_notes_and_in_the_stream_too(tagged: StudyFolder, begun: Begin) -> None:
    def lines() -> list[str]:
        return [note.text for note in interview().notes]

    def interview() -> Interview:
        return session(pilot).interview

    async with wizard(tagged, begun()) as pilot:
        await pilot.press("enter", "ctrl+o")
        await type_in(pilot, "aside #qu")
        await shows(pilot, "#quiet Tab completes")
        await pilot.press("tab")
        await type_in(pilot, " x\n")
        await until(lambda: isinstance(pilot.app.screen, InterviewScreen))
        await pilot.press("f3")
        await type_in(pilot, "> dear #pri")
        await shows(pilot, "#price #pricing Tab completes")
        await pilot.press("tab")
        await type_in(pilot, "\nnext")
        await pilot.press("tab")
        await type_in(pilot, "!")
        assert lines() == ["aside #quiet x", "> dear #price", "next!"]

"""Earlier forms of an answer: read and taken back; undo and redo within one."""

from collections.abc import Callable

from tui_reading import (
    arrived,
    at,
    on_disk,
    paste,
    said,
    session,
    shows,
    text_of,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing.answers import earlier_forms
from persona_wizard.model.interview import State
from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.revisions import Revisions

Begin = Callable[..., str]


async def test_an_earlier_form_is_read_whole_and_taken_back(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await paste(pilot, "\n".join(f"row {n} [/b]" for n in range(40)))
        await pilot.press("ctrl+n", "ctrl+p")
        await type_in(pilot, " second")
        await pilot.press("ctrl+n", "ctrl+p", "ctrl+r", "d")
        await shows(pilot, "declined", "2 earlier forms: ^E")
        await pilot.press("ctrl+e")
        await arrived(pilot, Revisions)
        await shows(pilot, "Earlier forms of this answer", "answered", "row 0 [/b]")
        await pilot.press("down", *["pagedown"] * 8)
        await until(lambda: "row 39 [/b]" in text_of(pilot.app))
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        assert session(pilot).interview.answers["short-term-goals"].state is State.DECLINED

        await pilot.press("ctrl+e", "down", "enter")
        await arrived(pilot, InterviewScreen)
        answer = session(pilot).interview.answers["short-term-goals"]
        assert answer.state is State.ANSWERED
        assert answer.text.startswith("row 0 [/b]\n")
        await type_in(pilot, "!")
        assert said(pilot, "short-term-goals")[1].endswith("row 39 [/b]!")
    kept = on_disk(study, interview).answers["short-term-goals"]
    assert [r.state for r in kept.revisions][-1] is State.DECLINED
    assert len(earlier_forms(kept)) == 3


async def test_a_closed_answer_is_taken_back_too(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "how happy\n")
        await type_in(pilot, "3")
        await pilot.press("ctrl+n", "ctrl+p")
        await at(pilot, "satisfaction")
        await type_in(pilot, "9")
        assert said(pilot, "satisfaction") == (9, "")
        await pilot.press("ctrl+e")
        await arrived(pilot, Revisions)
        await pilot.press("enter")
        await arrived(pilot, InterviewScreen)
        assert said(pilot, "satisfaction") == (3, "")
        await pilot.press("ctrl+n")
        await at(pilot, "barriers")


async def test_without_an_earlier_form_it_says_so(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "first")
        await pilot.press("ctrl+e")
        await until(lambda: told(pilot.app) == ["No earlier form of this answer."])
        await type_in(pilot, " go")
        assert said(pilot, "short-term-goals") == (None, "first go")


async def test_undo_and_redo_work_in_an_answer_and_after_coming_back(
    study: StudyFolder, begun: Begin
) -> None:
    def now() -> str:
        answer = session(pilot).interview.answers.get("short-term-goals")
        return answer.text if answer else ""

    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "calm\n")
        await paste(pilot, "mornings")
        assert now() == "calm\nmornings"
        await pilot.press("ctrl+z")
        assert now() == "calm\n"
        await pilot.press("ctrl+y")
        assert now() == "calm\nmornings"

        await pilot.press("ctrl+n", "ctrl+p")
        await at(pilot, "short-term-goals")
        # What was there on coming back is where undo ends: nothing is undone by mistake.
        await pilot.press("ctrl+z")
        assert now() == "calm\nmornings"
        await paste(pilot, ", always")
        await pilot.press("ctrl+z")
        assert now() == "calm\nmornings"
        await pilot.press("ctrl+y")
        assert now() == "calm\nmornings, always"
        # The form before is an earlier form.
        await pilot.press("ctrl+e", "enter")
        await until(lambda: now() == "calm\nmornings")

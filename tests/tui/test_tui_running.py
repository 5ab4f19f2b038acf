"""Running notes: one stream, whatever the hand does, and the answers as they were after it."""

from collections.abc import Callable

from msgspec.structs import replace
from textual import events
from tui_reading import (
    arrived,
    at,
    no_longer_shows,
    on_disk,
    paste,
    press_at_once,
    said,
    saved,
    session,
    shows,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing import CLOSING, OPENING
from persona_wizard.model.dates import minutes_and_seconds
from persona_wizard.model.interview import Note, State
from persona_wizard.store import StudyFolder
from persona_wizard.studies.habits import Habits, habits, keep_habits
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.widgets.running import RunningNotes

Begin = Callable[..., str]
TELEX = ["a", "backspace", "â", "backspace", "ấ"]


def lines(pilot: object) -> list[str]:
    return [note.text for note in session(pilot).interview.notes]  # type: ignore[arg-type]


async def test_lines_are_typed_while_the_question_moves(study: StudyFolder, begun: Begin) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "half an ans")
        await pilot.press("f3")
        await type_in(pilot, "calm mornings #time\n> my mornings ")
        await pilot.press("ctrl+n")
        await at(pilot, "uses-today")
        await type_in(pilot, "back\n7 cups\n")
        await pilot.press("pagedown")
        await type_in(pilot, "? on weekends\n")
        await shows(
            pilot,
            "How many weeks ago did you start looking?",
            "calm mornings #time · short term goals",
            "> my mornings back",
            "7 cups · uses today",
            "? on weekends · weeks",
            "4 notes to file",
        )
        clock = minutes_and_seconds(session(pilot).interview.notes[0].elapsed)
        await shows(pilot, f"{clock} calm mornings")
        assert [(n.text, n.question) for n in session(pilot).interview.notes] == [
            ("calm mornings #time", "short-term-goals"),
            ("> my mornings back", "short-term-goals"),
            ("7 cups", "uses-today"),
            ("? on weekends", "weeks"),
        ]
        await pilot.press("ctrl+r", "d")
        await shows(pilot, "declined")
        assert session(pilot).interview.answers["weeks"].state is State.DECLINED

        await pilot.press("ctrl+p", "ctrl+p", "ctrl+t")
        await no_longer_shows(pilot, "7 cups")
        await type_in(pilot, "wer")
        assert said(pilot, "short-term-goals") == (None, "half an answer")
    assert [note.text for note in on_disk(study, interview).notes] == [
        "calm mornings #time",
        "> my mornings back",
        "7 cups",
        "? on weekends",
    ]


async def test_a_half_typed_line_is_on_the_disk_before_it_is_ended(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter", "f3")
        await type_in(pilot, "the dog is afr")
        await saved(
            study, interview, lambda kept: [n.text for n in kept.notes] == ["the dog is afr"]
        )
        await pilot.press("ctrl+u")
        await saved(study, interview, lambda kept: kept.notes == ())


async def test_the_answer_is_as_it_was_when_running_notes_end(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "ab")
        await pilot.press("left", "f3")
        await type_in(pilot, "aside")
        await pilot.press("f3")
        await type_in(pilot, "-")
        assert said(pilot, "short-term-goals") == (None, "a-b")
        await pilot.press("ctrl+z", "ctrl+z")
        assert session(pilot).interview.answers.get("short-term-goals") is None

        await pilot.press("f3")
        await type_in(pilot, " goes on")
        assert lines(pilot) == ["aside goes on"]


async def test_the_remark_keeps_its_cursor_too(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "last call\n")
        await type_in(pilot, "2")
        await pilot.press("tab")
        await type_in(pilot, "my sis")
        await pilot.press("f3", "1", "tab", "2", "f3")
        await type_in(pilot, "ter")
        assert said(pilot, "buying-role")[1] == "my sister"
        assert lines(pilot) == ["12"]


async def test_it_is_remembered_from_one_sitting_to_the_next(
    study: StudyFolder, begun: Begin
) -> None:
    first = begun()
    async with wizard(study, first) as pilot:
        await pilot.press("enter", "f3")
        await until(lambda: habits().running_notes)
    async with wizard(study, first) as pilot:
        await type_in(pilot, "at once")
        assert lines(pilot) == ["at once"]
    async with wizard(study, begun("P02")) as pilot:
        # The Opening keeps its keys until the first question.
        await pilot.press("y", "n", "enter")
        await at(pilot, "short-term-goals")
        assert session(pilot).interview.consent == {
            "consent-take-part": True,
            "consent-quote": False,
        }
        await type_in(pilot, "y")
        assert lines(pilot) == ["y"]
        await pilot.press("f3")
        await until(lambda: not habits().running_notes)


async def test_who_is_writing_consents_to_nothing_by_moving(
    study: StudyFolder, begun: Begin
) -> None:
    keep_habits(Habits(running_notes=True))
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "n")
        await pilot.press("ctrl+p")
        await at(pilot, OPENING)
        await type_in(pilot, "oy")
        assert (lines(pilot), session(pilot).interview.consent) == (["noy"], {})
        await pilot.press("tab", "y")
        await shows(pilot, "Tab: to the running notes, and back")
        assert session(pilot).interview.consent == {"consent-take-part": True}
        await pilot.press("tab", "y")
        assert lines(pilot) == ["noyy"]
        session(pilot).go("age-group")
        await pilot.press("ctrl+n")
        await at(pilot, CLOSING)
        await type_in(pilot, "y")
        assert lines(pilot) == ["noyyy"]


async def test_up_takes_lines_back_and_down_leads_to_a_new_one(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter", "f3")
        await type_in(pilot, "one\ntwo\nthree\n")
        stamps = [(n.id, n.elapsed) for n in session(pilot).interview.notes]
        await pilot.press("up", "up")
        await type_in(pilot, "!")
        await shows(pilot, "two!")
        await pilot.press("down", "down")
        await type_in(pilot, "four")
        await pilot.press("up")
        await type_in(pilot, ">\n")
        assert lines(pilot) == ["one", "two!", "three", ">four"]
        assert [(n.id, n.elapsed) for n in session(pilot).interview.notes][:3] == stamps

        await pilot.press("up", "up", "up", "up", "up", "up")
        await pilot.press("ctrl+u")
        assert lines(pilot) == ["two!", "three", ">four"]
        await type_in(pilot, "first\nlast")
        assert lines(pilot) == ["first", "two!", "three", ">four", "last"]
        # Undo stays within the line.
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+y")
        assert lines(pilot) == ["first", "two!", "three", ">four", "last"]


async def test_a_paste_of_many_lines_makes_many_lines(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter", "f3")
        await type_in(pilot, "abef")
        await pilot.press("left", "left")
        await paste(pilot, "c\r\n> quoted\x1b[31m\n\n#tag\nd")
        await type_in(pilot, "-")
        assert lines(pilot) == ["abc", "> quoted", "#tag", "d-ef"]
        await paste(pilot, "x\n")
        await type_in(pilot, "next")
        assert lines(pilot) == ["abc", "> quoted", "#tag", "d-x", "nextef"]
        await pilot.press("up")
        assert lines(pilot)[-1] == "nextef"

        await pilot.press("enter", "up", "up", "home")
        await paste(pilot, "in\nbetween ")
        assert lines(pilot) == ["abc", "> quoted", "#tag", "in", "between d-x", "nextef"]
        await pilot.press("down", "down")
        await paste(pilot, "whole\nlines\n")
        await type_in(pilot, "end")
        assert lines(pilot)[-4:] == ["nextef", "whole", "lines", "end"]


async def test_bursts_keep_their_order_and_their_lines(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter", "f3")
        for key in [*TELEX, "enter"] * 20:
            character = "\x7f" if key == "backspace" else "\r" if key == "enter" else key
            pilot.app.post_message(events.Key(key, character))
        await pilot.pause()
        await until(lambda: lines(pilot) == ["ấ"] * 20, lambda: repr(lines(pilot)))


async def test_a_line_filed_meanwhile_is_not_written_again(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter", "f3")
        await type_in(pilot, "wants quiet")
        await pilot.press("f4")
        await until(lambda: not isinstance(pilot.app.screen, InterviewScreen))
        session(pilot).file_note(session(pilot).interview.notes[0].id, "short-term-goals")
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await type_in(pilot, "new")
        assert lines(pilot) == ["new"]
        await pilot.press("f3")
        await shows(pilot, "wants quiet")
        assert said(pilot, "short-term-goals") == (None, "wants quiet")


async def test_a_thousand_lines_do_not_slow_the_hand(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        inside = session(pilot)
        many = tuple(Note(f"n{n}", f"line {n} " * 4, n, "weeks") for n in range(1, 1001))
        inside.interview = replace(inside.interview, notes=many)
        await pilot.press("f3")
        await press_at_once(pilot, *"and on it goes")
        await shows(pilot, "line 1000")
        assert lines(pilot)[-1] == "and on it goes"
        shown = pilot.app.screen.query_one(RunningNotes)._stream._shown
        assert len(shown.notes) <= pilot.app.size.height


async def test_a_megabyte_pasted_is_lines_and_typing_goes_on(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter", "f3")
        await paste(pilot, "a line of notes\n" * 62_500)
        await type_in(pilot, "!")
        await until(lambda: len(lines(pilot)) == 62_501)
        assert (lines(pilot)[0], lines(pilot)[-1]) == ("a line of notes", "!")

"""An interview taken down on its screen: what is said is kept, whatever the hand does."""

from collections.abc import Callable

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
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.interviewing import CLOSING, OPENING
from persona_wizard.interviewing.walk import asked_questions
from persona_wizard.model.interview import Answer, Pick, State
from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.finder import Finder
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.note_box import NoteBox
from persona_wizard.tui.screens.read_through import ReadThroughScreen
from persona_wizard.tui.screens.state_menu import StateMenu
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.widgets.outline import Outline

Begin = Callable[..., str]


async def test_the_opening_says_its_words_and_takes_consent_line_by_line(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        await shows(
            pilot,
            "P01 · prospect · Tea",
            "0 of 2 key",
            "Thank you for making time to talk about Tea.",
            "[ ] I am happy to take part not asked [ ] You may quote me not asked",
            "Y yes, N no, for each line. Other words are kept as a note.",
            "Enter starts the questions.",
        )
        await pilot.press("y", "n")
        await shows(pilot, "[x] I am happy to take part yes [–] You may quote me no")
        agreed = {"consent-take-part": True, "consent-quote": False}
        assert session(pilot).interview.consent == agreed

        await pilot.press("space")
        await shows(pilot, "[x] You may quote me yes")
        await pilot.press("space")
        await shows(pilot, "[–] You may quote me no")

        await pilot.press("ctrl+r", "ctrl+p")
        await at(pilot, OPENING)
        await pilot.press("enter")
        await at(pilot, "short-term-goals")
        await saved(study, interview, lambda kept: kept.current == "short-term-goals")
    assert on_disk(study, interview).consent == agreed


async def test_every_kind_of_question_is_answered_from_the_keyboard(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await shows(
            pilot,
            "Objectives 0/3 · question 1 of 8 · key",
            "What would you like to get done with Tea? A hint for the interviewer. › What else?",
        )
        await type_in(pilot, "calm mornings #time\n> I just want my mornings back")
        await shows(pilot, "Objectives 1/3", "1 quote · #time", "1 of 2 key")
        await pilot.press("ctrl+n")

        await at(pilot, "uses-today")
        await type_in(pilot, "a thermos\n")
        await at(pilot, "weeks")
        await type_in(pilot, "1,5\n")

        await at(pilot, "buying-role")
        await type_in(pilot, "2")
        await pilot.press("tab")
        await type_in(pilot, "my sister, really")
        await pilot.press("tab", "enter")

        await at(pilot, "information-sources")
        await type_in(pilot, "14")
        await type_in(pilot, "the tea shop\n")

        await at(pilot, "satisfaction")
        await shows(pilot, "not at all", "completely")
        await type_in(pilot, "10\n")

        await at(pilot, "bought-before")
        await type_in(pilot, "n\n")
        await at(pilot, "age-group")
        await pilot.press("down", "space", "enter")
        await at(pilot, CLOSING)
        await shows(
            pilot,
            "Goodbye, and thank you. [ ] I am happy to take part not asked so far",
            "Other words are kept as a note. Enter reads everything",
        )
        await pilot.press("enter")
        await arrived(pilot, ReadThroughScreen)

    def chose(slug: str, text: str, said: str = "") -> Pick:
        return Pick(slug, text, said)

    answers = on_disk(study, interview).answers
    assert {q: (a.value, a.text) for q, a in answers.items()} == {
        "short-term-goals": (None, "calm mornings #time\n> I just want my mornings back"),
        "uses-today": (None, "a thermos"),
        "weeks": (1.5, ""),
        "buying-role": ((chose("other", "Somebody else"),), "my sister, really"),
        "information-sources": (
            (chose("search", "Search engines"), chose("other", "Other…", "the tea shop")),
            "",
        ),
        "satisfaction": (10, ""),
        "bought-before": ((chose("no", "No"),), ""),
        "age-group": ((chose("over-30", "30 or over"),), ""),
    }
    assert {answer.state for answer in answers.values()} == {State.ANSWERED}


async def test_enter_on_a_list_takes_what_the_cursor_is_on_and_goes_on(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "last call\n")
        await at(pilot, "buying-role")
        await pilot.press("down", "down", "enter")
        await at(pilot, "information-sources")
        answer = session(pilot).interview.answers["buying-role"]
        assert answer.value == (Pick("i-can-t-say", "I can't say"),)
        assert answer.state is State.DONT_KNOW


async def test_moving_on_never_waits_for_a_whole_answer(study: StudyFolder, begun: Begin) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("pageup")
        await at(pilot, OPENING)
        for move, place, typed in (
            ("pagedown", "short-term-goals", "half a sen"),
            ("pagedown", "uses-today", "a th"),
            ("ctrl+n", "weeks", "12 or so"),
            ("pagedown", "buying-role", "4"),
        ):
            await pilot.press(move)
            await at(pilot, place)
            await type_in(pilot, typed)
        await type_in(pilot, "we tossed")
        await pilot.press("ctrl+n")
        await at(pilot, "information-sources")
        await pilot.press("tab")
        await type_in(pilot, "never looks anyth")
        await pilot.press("pagedown")
        await at(pilot, "satisfaction")
        await type_in(pilot, "1")

        for move, place, kept in (
            ("pageup", "information-sources", "never looks anyth"),
            ("ctrl+p", "buying-role", "we tossed"),
            ("pageup", "weeks", "12 or so"),
            ("pageup", "uses-today", "a th"),
            ("ctrl+p", "short-term-goals", "half a sen"),
        ):
            await pilot.press(move)
            await at(pilot, place)
            await shows(pilot, kept)
        await pilot.press("pageup", "pageup")
        await at(pilot, OPENING)

        assert said(pilot, "short-term-goals") == (None, "half a sen")
        assert said(pilot, "uses-today") == (None, "a th")
        assert said(pilot, "weeks") == (None, "12 or so")
        tossed = Pick("in-another-way", "In another way…", "we tossed")
        assert said(pilot, "buying-role") == ((tossed,), "")
        assert said(pilot, "information-sources") == (None, "never looks anyth")
        assert said(pilot, "satisfaction") == (1, "")
    assert on_disk(study, interview).answers["weeks"].text == "12 or so"


async def test_a_state_is_given_shown_and_taken_back(study: StudyFolder, begun: Begin) -> None:
    interview = begun()

    def answer() -> Answer:
        return session(pilot).interview.answers["short-term-goals"]

    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "said a little")
        await pilot.press("ctrl+r")
        await arrived(pilot, StateMenu)
        await shows(pilot, "D declined K don't know A not applicable T out of time Esc back")
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        assert answer().state is State.ANSWERED

        await pilot.press("ctrl+r", "k")
        await shows(pilot, "don't know")
        assert (answer().state, answer().text) == (State.DONT_KNOW, "said a little")
        await saved(
            study,
            interview,
            lambda kept: {a.state for a in kept.answers.values()} == {State.DONT_KNOW},
        )
        await pilot.press("ctrl+r")
        await shows(pilot, "K don't know (undo)")
        await pilot.press("k")
        await no_longer_shows(pilot, "don't know")
        assert (answer().state, answer().text) == (State.ANSWERED, "said a little")

        for key, state in (
            ("d", State.DECLINED),
            ("a", State.NOT_APPLICABLE),
            ("t", State.OUT_OF_TIME),
        ):
            await pilot.press("ctrl+r", key)
            await shows(pilot, state.label)
            assert answer().state is state
        await pilot.press("ctrl+r", "ctrl+r")
        await arrived(pilot, InterviewScreen)
        await type_in(pilot, "!")
    kept = on_disk(study, interview).answers["short-term-goals"]
    assert (kept.state, kept.text) == (State.OUT_OF_TIME, "said a little!")


async def test_a_quick_hand_gives_a_state_without_waiting_for_the_menu(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "before")
        await press_at_once(pilot, "ctrl+r", "k")
        await shows(pilot, "don't know")
        assert said(pilot, "short-term-goals") == (None, "before")


async def test_a_note_is_kept_from_its_first_letter_on(study: StudyFolder, begun: Begin) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "an answer")
        await pilot.press("ctrl+o")
        await arrived(pilot, NoteBox)
        await shows(pilot, "A note, filed later. Enter or Esc goes back; it is kept.")
        await type_in(pilot, "the dog is afraid")
        await saved(
            study, interview, lambda kept: [n.text for n in kept.notes] == ["the dog is afraid"]
        )
        assert session(pilot).interview.notes[0].question == "short-term-goals"

        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await type_in(pilot, " goes on")
        assert said(pilot, "short-term-goals") == (None, "an answer goes on")

        await pilot.press("ctrl+o")
        await type_in(pilot, "x")
        await pilot.press("backspace", "ctrl+o")
        await pilot.press("ctrl+o")
        await type_in(pilot, "second\n")
        await arrived(pilot, InterviewScreen)
    kept = [note.text for note in on_disk(study, interview).notes]
    assert kept == ["the dog is afraid", "second"]


async def test_key_questions_only_when_time_is_short(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("f2")
        await shows(pilot, "Opening · key questions only, 6 left out")
        for place in ("short-term-goals", "satisfaction", CLOSING):
            await pilot.press("ctrl+n")
            await at(pilot, place)
        await pilot.press("f2", "ctrl+p")
        await at(pilot, "age-group")
        await no_longer_shows(pilot, "key questions only")


async def test_a_click_in_the_outline_goes_there(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun(), size=(120, 40)) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("enter")
        await type_in(pilot, "kept")

        async def click(row: int, place: str) -> None:
            await pilot.click(Outline, offset=(4, row))
            await at(pilot, place)

        # Opening, Objectives and its three questions, Personality, Problems, …
        await click(4, "weeks")
        await click(6, "satisfaction")
        await shows(pilot, "• satisfaction ○")
        await type_in(pilot, "8")
        await shows(pilot, "• satisfaction ●")
        assert said(pilot, "satisfaction") == (8, "")
        await click(0, OPENING)
        await click(5, CLOSING)
        assert said(pilot, "short-term-goals") == (None, "kept")


async def test_the_finder_goes_to_a_question_or_does_what_is_named(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await paste(pilot, "Đà Nẵng in the morning\n" + "and so on, " * 20 + "a teapot")
        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await pilot.press("ctrl+f")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "short-term-goals")

        await pilot.press("ctrl+f")
        await type_in(pilot, "happy\n")
        await at(pilot, "satisfaction")

        await pilot.press("ctrl+f")
        await type_in(pilot, "da nang")
        await shows(pilot, "What would you like to get", "Objectives · Đà Nẵng in the morni")
        await pilot.press("escape")
        await at(pilot, "satisfaction")
        await pilot.press("ctrl+f")
        await type_in(pilot, "da nang\n")
        await at(pilot, "short-term-goals")

        await pilot.press("ctrl+n", "ctrl+f")
        await type_in(pilot, "teapot\n")
        await at(pilot, "short-term-goals")

        await pilot.press("ctrl+f")
        await type_in(pilot, "zzzz\n")
        await shows(pilot, "Nothing was found.")
        await pilot.press("escape")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "short-term-goals")
        # The first row leads back, the next ones are the questions in their order.
        await pilot.press("ctrl+f", "down", "down", "down", "up", "enter")
        await at(pilot, "uses-today")

        await pilot.press("ctrl+f")
        await type_in(pilot, "read through\n")
        await arrived(pilot, ReadThroughScreen)


async def test_escape_never_leaves_and_ctrl_q_wants_pressing_twice(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "all of it")
        await pilot.press("escape", "escape", "escape")
        await arrived(pilot, InterviewScreen)

        await pilot.press("ctrl+q")
        await until(
            lambda: told(pilot.app) == ["^Q once more leaves the interview; it can be resumed."]
        )
        await arrived(pilot, InterviewScreen)
        await type_in(pilot, " and more")
        # Whoever types on did not mean to leave.
        await pilot.press("ctrl+q")
        await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+q")
        await arrived(pilot, StudyScreen)
        assert told(pilot.app) == []
        study.reopen(interview).close()
        assert on_disk(study, interview).answers["short-term-goals"].text == "all of it and more"
        await shows(pilot, "1/8 ▸ resume")

        await pilot.press("enter")
        await arrived(pilot, InterviewScreen)
        await at(pilot, "short-term-goals")
        await shows(pilot, "all of it and more")


async def test_ctrl_q_over_a_box_closes_the_box_first(study: StudyFolder, begun: Begin) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter", "ctrl+o")
        await type_in(pilot, "kept")
        await pilot.press("ctrl+q")
        await arrived(pilot, InterviewScreen)
        assert [note.text for note in session(pilot).interview.notes] == ["kept"]


async def test_an_answer_that_the_guide_now_leads_past_is_parked(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await pilot.press("ctrl+f")
        await type_in(pilot, "got in the way\n")
        await shows(pilot, "Problems 0/1 · an earlier answer leads past it")
        await pilot.press("ctrl+p")
        await at(pilot, "satisfaction")
        await type_in(pilot, "5\n")
        await at(pilot, "barriers")
        await no_longer_shows(pilot, "leads past")
        await type_in(pilot, "the price")
        await pilot.press("ctrl+p")
        await at(pilot, "satisfaction")
        await type_in(pilot, "9\n")
        await at(pilot, "bought-before")
        assert session(pilot).interview.answers["barriers"].parked

        await pilot.press("ctrl+f")
        await type_in(pilot, "got in the way\n")
        await shows(pilot, "Problems 1/1 · parked: kept, not counted", "the price")

        await pilot.press("ctrl+p")
        await at(pilot, "satisfaction")
        await type_in(pilot, "3\n")
        await at(pilot, "barriers")
        await no_longer_shows(pilot, "parked")
    answer = on_disk(study, interview).answers["barriers"]
    assert (answer.parked, answer.text) == (False, "the price")


async def test_help_lies_on_top_of_a_question_and_goes_away(
    study: StudyFolder, begun: Begin
) -> None:
    async with wizard(study, begun()) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "why?")
        assert said(pilot, "short-term-goals") == (None, "why?")
        for opened in ("f1", "question_mark"):
            await pilot.press(opened)
            await shows(pilot, "Type what you hear; everything is saved as you go.")
            await pilot.press(opened)
            await arrived(pilot, InterviewScreen)
            await pilot.press("ctrl+n", "ctrl+n", "ctrl+n")
            await at(pilot, "buying-role" if opened == "f1" else "bought-before")


async def test_a_number_finds_its_question_and_the_finder_leads_back(
    study: StudyFolder, begun: Begin
) -> None:
    interview = begun()
    async with wizard(study, interview) as pilot:
        await arrived(pilot, InterviewScreen)
        await pilot.press("ctrl+n", "ctrl+n")
        before = session(pilot).place
        await pilot.press("ctrl+f", "7", "enter")
        await arrived(pilot, InterviewScreen)
        asked = asked_questions(session(pilot).bank, session(pilot).interview.answers)
        await at(pilot, asked[6].id)
        await pilot.press("ctrl+f")
        await arrived(pilot, Finder)
        await shows(pilot, "back to where you were")
        await pilot.press("enter")
        await at(pilot, before)

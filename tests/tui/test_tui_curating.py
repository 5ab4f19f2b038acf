"""Deciding about a persona's claims on its screen, and what follows for the page."""

import pytest
from curating_reading import (
    FRIENDS,
    LOOKS,
    REVIEWS,
    SIZE,
    TYPE,
    at_persona,
    go_to,
    here,
    interviewed,
    kept,
    left_out,
    order,
    picks,
    press,
)
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static
from tui_reading import (
    arrived,
    no_longer_shows,
    plain,
    shows,
    told,
    type_in,
    until,
    wizard,
    words_of,
)

from persona_wizard.export import Layout
from persona_wizard.model.study import Curation, Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating, personas
from persona_wizard.studies.exporting import page_text
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui.screens.evidence import EvidenceScreen, SuggestionScreen
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.which_claim import WhichClaim


@pytest.fixture
def talks(study: StudyFolder) -> dict[str, str]:
    """Three interviews with prospects: their ids by pseudonym."""
    return interviewed(study)


# Leaving out


async def test_one_claim_of_a_line_is_left_out_and_taken_in_again(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, LOOKS)
        await shows(pilot, "Enter shows all 2 claims; R, P and X ask which one.")
        await press(pilot, "x")
        await arrived(pilot, WhichClaim)
        await shows(pilot, f"1 {LOOKS} (2 of 3)", "2 Looks things up with online reviews (2 of 3)")
        await press(pilot, "2")
        await shows(pilot, "Left out · ^Z takes it back")
        assert kept(study).hidden == (REVIEWS,)
        await shows(pilot, f"{LOOKS} (chosen by 2 of 3)")

        await go_to(pilot, "Looks things up with online reviews (2 of 3)")
        await shows(pilot, "X takes it in again.")
        await press(pilot, "x")
        await shows(pilot, "Taken in again")
        await until(lambda: not left_out(pilot))
        await go_to(pilot, f"{LOOKS} (chosen by 2 of 3), online reviews (2 of 3)")
        assert kept(study).hidden == ()


async def test_a_whole_line_is_left_out_at_once_and_comes_back_at_once(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, LOOKS)
        await press(pilot, "x", "3")
        assert set(kept(study).hidden) == {FRIENDS, REVIEWS}
        await until(lambda: len(left_out(pilot)) == 2)
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: Left out")
        await until(lambda: not left_out(pilot))
        assert kept(study).hidden == ()
        # What comes back is under the cursor, though it stood far below meanwhile.
        await press(pilot, "ctrl+z")
        await go_to(pilot, LOOKS)
        await press(pilot, "x", "3", "end", "ctrl+z")
        await until(lambda: LOOKS in here(pilot))
        await shows(pilot, "Taken back: Left out")


async def test_the_choice_of_a_claim_can_be_left(study: StudyFolder, talks: dict[str, str]) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, LOOKS)
        for keys in (("x", "escape"), ("p", "9", "escape"), ("r", "enter", "escape")):
            await press(pilot, *keys)
            await arrived(pilot, PersonaScreen)
        assert kept(study) == Curation()


# Order


async def test_a_pinned_claim_comes_first_here_and_on_the_page(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        assert order(pilot, LOOKS, "I did (2 of 3") == [LOOKS, "I did (2 of 3"]
        row = await go_to(pilot, "I did (2 of 3")
        await press(pilot, "p", "1")
        await shows(pilot, "Pinned · ^Z takes it back", "▲ ")
        assert kept(study).pinned == ("buying-role/me",)
        assert order(pilot, LOOKS, "I did (2 of 3") == ["I did (2 of 3", LOOKS]
        # The cursor goes with it.
        screen = await arrived(pilot, PersonaScreen)
        assert screen._rows.row is not None
        assert screen._rows.row.id == row.id
        page = page_text(study, Layout.PAGE, allow_gaps=True)
        assert page.index("I did") < page.index("Looks things up")

        await press(pilot, "p", "1")
        await shows(pilot, "No longer first")
        assert kept(study).pinned == ()


async def test_claims_are_moved_under_their_heading(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, "I did (2 of 3")
        await press(pilot, "u")
        await shows(pilot, "Moved · ^Z takes it back")
        await press(pilot, "u")
        assert order(pilot, LOOKS, "I did (2 of 3") == ["I did (2 of 3", LOOKS]
        before = kept(study).order
        await press(pilot, "u")
        await shows(pilot, "It stands at the end of its heading; pinned ones come first.")
        assert kept(study).order == before
        page = page_text(study, Layout.PAGE, allow_gaps=True)
        assert page.index("I did") < page.index("Looks things up")
        await press(pilot, "d", "d")
        assert order(pilot, LOOKS, "I did (2 of 3") == [LOOKS, "I did (2 of 3"]
        await press(pilot, *["ctrl+z"] * 4)
        assert kept(study).order == ()
        await press(pilot, "ctrl+z")
        await shows(pilot, "Nothing to take back.")


# Words


async def test_a_claim_is_said_in_the_researchers_words(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, LOOKS)
        await press(pilot, "r", "1")
        await arrived(pilot, SentenceBox)
        await shows(pilot, "Say it in your words:", f"{LOOKS} (2 of 3)")
        await press(pilot, "ctrl+u")
        await type_in(pilot, "Asks [a friend]\n")
        await shows(pilot, "Asks [a friend] (2 of 3)", "In your words · ^Z takes it back")
        (rewording,) = kept(study).reworded
        assert (rewording.claim, rewording.wording) == (FRIENDS, "Asks [a friend]")
        assert rewording.sentence == f"{LOOKS} (2 of 3)"
        assert "Asks \\[a friend\\]" in page_text(study, Layout.PAGE, allow_gaps=True)

        await go_to(pilot, "Asks [a friend]")
        await shows(pilot, f"in your words for: {LOOKS} (2 of 3)")
        await press(pilot, "r")
        await shows(pilot, "an empty line takes your words back")
        await press(pilot, "ctrl+u", "enter")
        await shows(pilot, "In the program's words again", f"{LOOKS} (chosen by 2 of 3)")
        assert kept(study).reworded == ()


async def test_words_that_are_left_as_they_are_change_nothing(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, LOOKS)
        for keys in (("enter",), ("escape",), ("ctrl+u", "enter")):
            await press(pilot, "r", "1", *keys)
            await arrived(pilot, PersonaScreen)
        assert kept(study) == Curation()


async def test_words_older_than_the_evidence_are_flagged_until_they_are_accepted(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    claim = next(c for c in personas.draw_from(study).claims if c.id == FRIENDS)
    curating.reword(study, claim, "Asks a friend", f"{LOOKS} (2 of 3)")
    sitting = resume_interview(study, talks["P03"])
    sitting.session.go("information-sources")
    sitting.session.write("information-sources", picks("friends"), "")
    sitting.session.close_answers()
    sitting.save(sitting.session.interview)
    sitting.close()
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, "Asks a friend (3 of 3)")
        await shows(
            pilot,
            "≠ Asks a friend (3 of 3)",
            f"it said “{LOOKS} (2 of 3)”, and would now say “{LOOKS} (3 of 3)”.",
            "A lets your words stand, R changes them.",
        )
        await press(pilot, "a")
        await shows(pilot, "Your words stand · ^Z takes it back")
        await no_longer_shows(pilot, "≠")
        (rewording,) = kept(study).reworded
        assert (rewording.wording, rewording.sentence) == ("Asks a friend", f"{LOOKS} (3 of 3)")
        await press(pilot, "ctrl+z")
        await shows(pilot, "≠ Asks a friend")


# Types and roles


async def test_a_suggested_type_is_shown_with_its_hints_and_accepted(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        hints = "(friends and family 2 of 3, the word of a friend 2 of 3)"
        await shows(
            pilot,
            f"? Hints at relationship-focused: 2 of 3 {hints}",
            "Buying role, from what they told: decision-maker (2 of 3), end-user (1 of 3)",
        )
        # One question alone hints at nothing.
        assert "budget-conscious" not in words_of(pilot.app)
        await go_to(pilot, "Hints at relationship-focused")
        await shows(pilot, "A suggestion, no claim.", "A makes it a claim.")
        await press(pilot, "enter")
        await arrived(pilot, SuggestionScreen)
        await shows(
            pilot,
            "Hinted at relationship-focused in two answers or more: 2 of 3 asked",
            "Where do you look things up? Friends and family 2 of 3",
            "What counts? The word of a friend 2 of 3",
        )
        await press(pilot, "escape", "a")
        await shows(pilot, "A claim now · ^Z takes it back")
        await no_longer_shows(pilot, "Hints at")
        assert kept(study).suggestions == (TYPE,)
        assert "Buyer type: relationship-focused" in page_text(study, Layout.PAGE, allow_gaps=True)

        # The cursor stays with it, whichever it is.
        await until(lambda: "Buyer type: relationship-focused" in here(pilot))
        await press(pilot, "down", "up")
        await shows(pilot, "A makes it a suggestion again")
        await press(pilot, "a")
        await shows(pilot, "A suggestion again", "? Hints at relationship-focused")
        await until(lambda: "Hints at relationship-focused" in here(pilot))
        assert kept(study).suggestions == ()


async def test_too_little_for_a_type_is_told(study: StudyFolder) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await shows(pilot, "Buyer type: not enough to tell.")
        await go_to(pilot, "Occupation")
        for key, said in (
            ("a", "Go to a suggestion"),
            ("x", "Go to a claim first."),
            ("p", "Go to a claim first."),
            ("r", "Go to a claim first."),
            ("u", "Go to a claim first."),
        ):
            await press(pilot, key)
            await shows(pilot, said)
        assert kept(study) == Curation()


# A face


async def test_a_key_takes_the_face_away_and_gives_it_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    personas.name(study, "Minh", "Up before six")
    personas.choose_photo(study, Photo(placeholder=True))
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await shows(pilot, "Minh Up before six", "Gender")
        await press(pilot, "f")
        await no_longer_shows(pilot, "Minh")
        await shows(pilot, "Up before six", "Without a face")
        assert "Gender" not in words_of(pilot.app)
        await press(pilot, "f")
        await shows(pilot, "Minh Up before six", "Gender")


async def test_name_and_gap_are_taken_back_as_well(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await press(pilot, "n")
        await type_in(pilot, "Minh\n")
        await type_in(pilot, "Up early\n")
        await shows(pilot, "Minh Up early", "Named · ^Z takes it back")
        await go_to(pilot, "Occupation")
        await press(pilot, "enter")
        await type_in(pilot, "not needed\n")
        await shows(pilot, "Left open on purpose", "accepted by the researcher")
        await press(pilot, "ctrl+z")
        await until(lambda: kept(study).accepted == ())
        await press(pilot, "ctrl+z")
        await shows(pilot, "No name yet: press N")


# Reading


async def test_the_finder_goes_to_what_the_persona_says(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        screen = await at_persona(pilot)
        await press(pilot, "ctrl+f")
        await type_in(pilot, "things up with friends\n")
        await arrived(pilot, PersonaScreen)
        assert screen._rows.row is not None
        assert LOOKS in screen._rows.row.words.plain
        await press(pilot, "enter")
        await arrived(pilot, EvidenceScreen)


async def test_keys_that_come_before_anything_was_read_do_nothing(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PersonaScreen, "look", lambda self: None)
    async with wizard(study) as pilot:
        await pilot.press("p", "x", "p", "r", "u", "d", "a", "f", "w", "n", "ctrl+z", "enter")
        await arrived(pilot, PersonaScreen)
        assert kept(study) == Curation()


async def test_leaving_while_a_study_is_read_ends_the_reading(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """How far it is, is told; nothing is shown once the screen has been left."""
    from threading import Event

    from persona_wizard.studies.reading import read_study
    from persona_wizard.tui import how_far

    begun, go_on, ended = Event(), Event(), Event()

    def slowly(store: StudyFolder, progress: how_far.HowFar) -> object:
        progress(1, 3)
        begun.set()
        go_on.wait(5)
        try:
            progress(2, 3)
        except how_far.NobodyWaits:
            ended.set()
            raise
        return read_study(store, progress)

    monkeypatch.setattr(how_far, "QUIET", -1)
    monkeypatch.setattr("persona_wizard.tui.screens.reads_study.read_study", slowly)
    async with wizard(study) as pilot:
        await pilot.press("p")
        await until(begun.is_set)
        await shows(pilot, "reading… 1 of 3")
        await pilot.press("escape")
        await until(lambda: isinstance(pilot.app.screen, StudyScreen))
        go_on.set()
        await until(ended.is_set)
        assert told(pilot.app) == []


async def test_what_is_decided_shows_on_the_row_it_is_decided_on(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study) as pilot:
        screen = await at_persona(pilot)
        await go_to(pilot, "Hints at relationship-focused")
        foot = screen.query_one(".told", Static)
        await press(pilot, "a")
        await until(lambda: plain(foot) == "A claim now · ^Z takes it back")
        await press(pilot, "down")
        await until(lambda: "A claim now" not in plain(foot))


async def test_what_is_decided_is_seen_before_it_is_counted(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PersonaScreen, "_count", lambda *_: None)
    async with wizard(study, size=SIZE) as pilot:
        await at_persona(pilot)
        await go_to(pilot, "I did (2 of 3")
        await pilot.press("p", "1", "p", "1", "p", "1")
        await shows(pilot, "▲ Who made the last call? I did")
        assert kept(study).pinned == ("buying-role/me",)
        await pilot.press("r", "1", "!", "enter", "x", "1")
        await until(lambda: len(left_out(pilot)) == 1)


async def test_a_large_survey_tells_some_of_the_people_and_how_many_more(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    claim = next(c for c in personas.draw_from(study).claims if c.id == FRIENDS)
    many = replace(claim, evidence=claim.evidence * 1_000)
    async with wizard(study) as pilot:
        pilot.app.push_screen(EvidenceScreen(Content("Asks a friend"), (many,)))
        await arrived(pilot, EvidenceScreen)
        await pilot.press("end")
        await shows(pilot, "and 1,800 more; the full page names everyone")

"""Composing: every key on what people said, and the claims that come of it."""

import pytest
from composing_reading import (
    BOTH,
    SAID,
    at_composing,
    claims_say,
    interviewed,
    kept,
    lines_with,
    only_claim,
    press,
    with_bank,
)
from tui_reading import (
    arrived,
    no_longer_shows,
    on_disk,
    press_at_once,
    shows,
    text_of,
    told,
    type_in,
    until,
    wizard,
)

from persona_wizard.store import StudyFolder
from persona_wizard.studies import composing
from persona_wizard.studies.interviews import resume_interview
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.screens.place_in_interview import OnlyPlaceInInterview
from persona_wizard.tui.screens.sentence_box import SentenceBox
from persona_wizard.tui.screens.study import StudyScreen
from persona_wizard.tui.screens.tag_box import TagBox
from persona_wizard.tui.screens.which_claim import WhichClaim


@pytest.fixture
def study(study: StudyFolder) -> StudyFolder:
    """A study whose prospects are asked two open questions."""
    return with_bank(study)


@pytest.fixture
def talks(study: StudyFolder) -> dict[str, str]:
    """Three interviews with five lines on objectives, one of them tagged, and one on problems."""
    return interviewed(study, SAID)


async def test_a_heading_shows_what_is_unread_then_starred_then_the_rest(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await shows(
            pilot,
            "Tea · Objectives",
            "1 of 6 read",
            "Objectives 4",
            "Problems 1",
            "General ✓",
            "No claim in hand yet.",
        )
        said = ("Just", "ready", "cheap", "plastic", "costs")
        found = [line for line in lines_with(pilot, *said) if "P0" in line]
        places = [next(word for word in said if word in line) for line in found]
        assert places == ["Just", "cheap", "plastic", "costs", "ready"]
        assert "★" in found[0]
        assert "✓ P01  ready before six  #time" in found[4]
        await shows(pilot, "Read so far: 1", "P01, prospect · What should be easier?")


async def test_a_claim_is_made_of_what_is_marked_and_taken_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        # A mark goes on to the next line.
        await press(pilot, "space", "space", "c")
        await arrived(pilot, SentenceBox)
        await shows(pilot, "P01 > Just mornings. ★", "P02 cheap enough", "under Objectives, on 2")
        await type_in(pilot, "Wants an [easy] morning\n")
        await shows(
            pilot,
            "▸ Wants an [easy] morning 2 of 3 · emerging",
            "3 of 6 read",
            "Made a claim · ^Z takes it back",
        )
        claim = only_claim(study)
        assert claim.sentence == "Wants an [easy] morning"
        assert (claim.heading, claim.field) == ("objectives", "short-term-goals")
        assert {key.interview for key in claim.supports} == {talks["P01"], talks["P02"]}
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: Made a claim", "1 of 6 read", "No claim in hand yet.")
        assert kept(study).claims == ()
        await press(pilot, "ctrl+z")
        await shows(pilot, "Nothing to take back.")


@pytest.mark.parametrize("keys", [("escape",), ("enter",), ("space", "enter")])
async def test_a_box_left_or_empty_makes_nothing(
    study: StudyFolder, talks: dict[str, str], keys: tuple[str, ...]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "space", "c")
        await press(pilot, *keys)
        await arrived(pilot, ComposingScreen)
        await shows(pilot, "● 1 marked")
        assert kept(study).claims == ()


async def test_the_claim_in_hand_takes_what_supports_and_what_is_against(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "plus")
        await shows(pilot, "No claim in hand yet: C makes one of what is marked, Tab goes")
        await press(pilot, "down", "c")
        await type_in(pilot, "Spends little\n")
        await shows(pilot, "1 of 3 · anecdote")
        # The cursor goes on by itself: to "no plastic", then to "costs more".
        await press(pilot, "down", "plus")
        await shows(pilot, "Supports it · ^Z takes it back", "1 of 3 · anecdote")
        await press(pilot, "minus")
        await shows(pilot, "▸ Spends little 1 of 3, 1 against · anecdote", "4 of 6 read")
        assert "  - P03  costs more, fine" in text_of(pilot.app)
        claim = only_claim(study)
        assert len(claim.supports) == 2
        assert [key.interview for key in claim.against] == [talks["P03"]]

        await press(pilot, "x")
        await shows(pilot, "It is not linked to the claim in hand.")
        await press(pilot, "home", "down", "plus")
        await shows(pilot, "Nothing to change", "4 of 6 read")


async def test_a_link_is_dropped_and_changed_about(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        await press(pilot, "minus")
        await claims_say(pilot, "▸ Wants mornings nobody left who says so")
        assert len(only_claim(study).against) == 1
        await press(pilot, "up", "x")
        await shows(pilot, "Taken off the claim")
        assert only_claim(study).links == ()
        await press(pilot, "ctrl+z", "ctrl+z")
        await shows(pilot, "1 of 3 · anecdote")
        assert len(only_claim(study).supports) == 1


async def test_a_line_is_marked_read_where_it_stands(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        screen = await at_composing(pilot)
        before = lines_with(pilot, "P0")
        await press(pilot, "full_stop", "full_stop")
        await shows(pilot, "Read, nothing to claim · ^Z takes it back", "3 of 6 read")
        after = lines_with(pilot, "P0")
        assert [line.replace("✓", " ") for line in after[:2]] == before[:2]
        assert [line[2] for line in after[:3]] == ["✓", "✓", " "]
        one = screen._said_list.observed
        assert one is not None
        assert one.observation.text == "no plastic"
        assert len(kept(study).read) == 2

        await press(pilot, "u")
        await shows(
            pilot,
            "Only what is not read yet",
            "3 of 6 read · unread only",
            "What people said, unread only",
        )
        await no_longer_shows(pilot, "cheap enough")
        # It stays told, whatever is done.
        await press(pilot, "pagedown", "pageup")
        await shows(pilot, "3 of 6 read · unread only")
        await press(pilot, "u", "end")
        await shows(pilot, "cheap enough", "What people said, unread first")
        await no_longer_shows(pilot, "unread only")
        await press(pilot, "full_stop")
        await shows(pilot, "Unread again")
        assert len(kept(study).read) == 1
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert kept(study).read == ()
        await shows(pilot, "1 of 6 read")


async def test_what_is_tagged_counts_as_read(study: StudyFolder, talks: dict[str, str]) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "end", "full_stop")
        await shows(pilot, "It is tagged or linked, and counts as read.")
        assert kept(study).read == ()


async def test_a_tag_is_put_into_the_interview_and_taken_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    def goals(who: str) -> str:
        return on_disk(study, talks[who]).answers["short-term-goals"].text

    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "down", "space", "down", "space", "t")
        await arrived(pilot, TagBox)
        await shows(pilot, "A tag for: cheap enough and 1 more", "#time")
        await type_in(pilot, "Money\n")
        await shows(pilot, "cheap enough #money", "costs more, fine #money", "3 of 6 read")
        assert goals("P02") == "cheap enough #money\nno plastic"
        assert goals("P03") == "costs more, fine #money"
        await press(pilot, "ctrl+z")
        await no_longer_shows(pilot, "enough #money")
        assert goals("P02") == "cheap enough\nno plastic"
        assert goals("P03") == "costs more, fine"
        await press(pilot, "up", "t")
        await type_in(pilot, "fine\n")
        await shows(pilot, "costs more, fine #fine", "#fine added")
        await press(pilot, "t")
        await type_in(pilot, "fine\n")
        await shows(pilot, "#fine removed")
        assert goals("P03") == "costs more, fine"


async def test_tags_of_similar_lines_are_suggested_and_a_digit_takes_one(
    study: StudyFolder,
) -> None:
    said = {
        "P01": {"short-term-goals": "cheap beans #money"},
        "P02": {"short-term-goals": "cheap cups"},
    }
    talks = interviewed(study, said)
    async with wizard(study) as pilot:
        await at_composing(pilot)
        await press(pilot, "t")
        await shows(pilot, "1 #money like similar ones")
        assert "#money" not in on_disk(study, talks["P02"]).answers["short-term-goals"].text
        await type_in(pilot, "1")
        await shows(pilot, "cheap cups #money")
        text = on_disk(study, talks["P02"]).answers["short-term-goals"].text
        assert text == "cheap cups #money"


async def test_a_claim_is_reworded_and_dropped_once_that_was_asked(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "e")
        await shows(pilot, "Go to a claim or a hypothesis first.")
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        await press(pilot, "e")
        await shows(pilot, "Say it otherwise:")
        await type_in(pilot, " back\n")
        await shows(pilot, "▸ Wants mornings back", "Reworded")
        await press(pilot, "tab", "x")
        await arrived(pilot, Confirm)
        await shows(pilot, "Drop “Wants mornings back”? Its link goes, what was said stays.")
        await press(pilot, "n")
        assert only_claim(study).sentence == "Wants mornings back"
        await press(pilot, "x", "y")
        await shows(pilot, "Dropped", "No claim in hand yet.")
        assert kept(study).claims == ()
        await press(pilot, "ctrl+z", "ctrl+z")
        await shows(pilot, "Wants mornings 1 of 3")


async def test_a_claim_is_taken_into_another_that_keeps_its_words(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "m")
        await shows(pilot, "Go to a claim first; a hypothesis is none yet.")
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        await press(pilot, "m")
        await shows(pilot, "There is no other claim to take in.")
        await press(pilot, "down", "c")
        await type_in(pilot, "Wants it cheap\n")
        await press(pilot, "m")
        await arrived(pilot, WhichClaim)
        await shows(pilot, "Which one goes into “Wants it cheap”, which keeps its words?")
        await press(pilot, "escape")
        assert len(kept(study).claims) == 2
        await press(pilot, "m", "1")
        await shows(pilot, "▸ Wants it cheap 2 of 3", "One claim now")
        assert only_claim(study).sentence == "Wants it cheap"
        await press(pilot, "ctrl+z")
        await claims_say(
            pilot, "▸ Wants mornings 1 of 3 · anecdote", "Wants it cheap 1 of 3 · anecdote"
        )


async def test_a_claim_is_brought_under_the_heading_that_is_shown(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "g")
        await shows(pilot, "Go to a claim first; a hypothesis is none yet.")
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        assert (only_claim(study).heading, only_claim(study).field) == (
            "objectives",
            "short-term-goals",
        )
        await press(pilot, "g")
        await shows(pilot, "It stands under this heading already.")
        await press(pilot, "pagedown", "g")
        await shows(pilot, "It stands here now", "▸ Wants mornings 1 of 3")
        assert (only_claim(study).heading, only_claim(study).field) == ("problems", None)
        await press(pilot, "pageup", "g")
        await shows(pilot, "It stands here now")
        assert (only_claim(study).heading, only_claim(study).field) == (
            "objectives",
            "short-term-goals",
        )
        await press(pilot, "ctrl+z", "ctrl+z")
        assert only_claim(study).heading == "objectives"


async def test_a_hypothesis_becomes_a_claim_once_somebody_says_so(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "h")
        await shows(pilot, "A hypothesis under Objectives.", "It has no evidence")
        await type_in(pilot, "Hates wast\n")
        await press(pilot, "e")
        await type_in(pilot, "e\n")
        await claims_say(pilot, "▸ Hates waste a hypothesis: nobody said it yet")
        assert [one.sentence for one in kept(study).hypotheses] == ["Hates waste"]
        assert kept(study).claims == ()
        await press(pilot, "down", "down", "minus")
        await until(lambda: any("by what supports it" in line for line in told(pilot.app)))
        assert kept(study).claims == ()
        await press(pilot, "plus")
        await shows(pilot, "▸ Hates waste 1 of 3 · anecdote", "Somebody says so: a claim now")
        assert kept(study).hypotheses == ()
        assert only_claim(study).sentence == "Hates waste"
        await press(pilot, "ctrl+z")
        await shows(pilot, "a hypothesis: nobody said it yet")
        await press(pilot, "tab", "x", "y")
        await no_longer_shows(pilot, "Hates waste a hypothesis")
        assert kept(study).hypotheses == ()


async def test_a_link_to_words_that_were_changed_is_told(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "space", "space", "c")
        await type_in(pilot, "Wants mornings\n")
        await shows(pilot, "2 of 3 · emerging")
        # In the reading a link goes along with its line; words typed anew at the question lose it.
        await press(pilot, "up", "enter", "e")
        await type_in(pilot, " really")
        await press(pilot, "escape")
        await shows(pilot, "Changed; its link went along · U undoes")
        await press(pilot, "escape")
        await claims_say(pilot, "Wants mornings 2 of 3 · emerging")
        sitting = resume_interview(study, talks["P02"])
        sitting.session.rewrite("short-term-goals", "dear\nplastic")
        sitting.close()
        await press(pilot, "p", "escape")
        await claims_say(
            pilot, "Wants mornings 1 of 3 · anecdote 1 link counts no more: its words were changed"
        )


async def test_an_interview_written_elsewhere_is_only_read(
    study: StudyFolder, talks: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wizard(study) as pilot:
        await at_composing(pilot)
        sitting = resume_interview(study, talks["P01"])
        await press(pilot, "t")
        await type_in(pilot, "mine\n")
        await until(lambda: bool(told(pilot.app)))
        await no_longer_shows(pilot, "#mine")
        await press(pilot, "enter")
        await arrived(pilot, OnlyPlaceInInterview)
        await press(pilot, "escape")
        await arrived(pilot, ComposingScreen)
        sitting.close()


async def test_what_somebody_else_changed_since_is_not_taken_back(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "c")
        await type_in(pilot, "Wants mornings\n")
        await press(pilot, "e")
        await type_in(pilot, " back\n")
        composing.reword_claim(study, only_claim(study).id, "Theirs")
        await press(pilot, "ctrl+z")
        await until(lambda: any("Not taken back" in line for line in told(pilot.app)))
        assert only_claim(study).sentence == "Theirs"
        # What can't be taken back is forgotten.
        await press(pilot, "ctrl+z", "ctrl+z")
        await shows(pilot, "Nothing to take back.")
        assert only_claim(study).sentence == "Theirs"


async def test_a_tag_on_several_lines_is_taken_back_where_it_can_be(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    def goals(who: str) -> str:
        return on_disk(study, talks[who]).answers["short-term-goals"].text

    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "down", "space", "down", "space", "t")
        await type_in(pilot, "money\n")
        await shows(pilot, "costs more, fine #money")
        sitting = resume_interview(study, talks["P03"])
        await press(pilot, "ctrl+z")
        await until(lambda: bool(told(pilot.app)))
        sitting.close()
        assert goals("P02") == "cheap enough\nno plastic"
        assert goals("P03") == "costs more, fine #money"
        await press(pilot, "ctrl+z")
        await no_longer_shows(pilot, "fine #money")
        assert goals("P02") == "cheap enough\nno plastic"
        assert goals("P03") == "costs more, fine"


async def test_a_claim_that_others_oppose_says_so_by_a_word(study: StudyFolder) -> None:
    interviewed(study, {f"P0{n}": {"short-term-goals": f"line {n}"} for n in range(1, 5)})
    async with wizard(study) as pilot:
        await at_composing(pilot)
        # Typed at once, as a quick hand does.
        await press_at_once(pilot, "c", *"Cheap", "enter", "down", "plus", "minus", "minus")
        await shows(pilot, "▸ Cheap 2 of 4, 2 against · contested", "4 of 4 read")


async def test_a_tag_on_many_lines_is_put_and_taken_back_off_the_screens_thread(
    study: StudyFolder,
) -> None:
    talks = interviewed(study, {f"P0{n}": {"barriers": f"line {n}"} for n in range(1, 8)})

    def tagged() -> int:
        texts = [on_disk(study, one).answers["barriers"].text for one in talks.values()]
        return sum("#late" in text for text in texts)

    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, *["space"] * 7, "t")
        await type_in(pilot, "late\n")
        await shows(pilot, "#late added · ^Z takes it back", "7 of 7 read")
        assert tagged() == 7
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: #late added", "0 of 7 read")
        assert tagged() == 0


async def test_what_was_done_can_be_taken_back_after_leaving_and_coming_again(
    study: StudyFolder, talks: dict[str, str]
) -> None:
    async with wizard(study, size=BOTH) as pilot:
        await at_composing(pilot)
        await press(pilot, "space", "space", "c")
        await arrived(pilot, SentenceBox)
        await type_in(pilot, "Wants an easy morning\n")
        await shows(pilot, "3 of 6 read")
        await press(pilot, "escape")
        await arrived(pilot, StudyScreen)
        await at_composing(pilot)
        await press(pilot, "ctrl+z")
        await shows(pilot, "Taken back: Made a claim", "1 of 6 read")
        assert kept(study).claims == ()

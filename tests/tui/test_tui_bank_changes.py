"""A bank that has moved on: asked once when the study is opened; and asking somebody again."""

from tui_reading import arrived, shows, wizard, words_of

from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens.ask import Confirm
from persona_wizard.tui.screens.bank_change import BankChangeScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.study import StudyScreen

BANK = """\
---
id: teas
title: Teas
audience: prospects
version: 1.0
---

## Opening

We drink {product} together for an hour.

- [ ] I take part {#consent-take-part}

## Problems

### How calm was [the] {product}? {#calm .scale min=0 max=10}

### What did you spill? {#spill}
"""
MOVED = (
    BANK.replace("1.0", "1.1")
    .replace("How calm was", "How quiet was")
    .replace("### What did you spill? {#spill}", "### Which cup did you use? {#cup .short}")
)


def moved_on(study: StudyFolder) -> str:
    """An interview with the bank, which has moved on since; gives the interview's id."""
    from persona_wizard.model.headings import Audience
    from persona_wizard.studies.interviews import Beginning, start_interview

    study.save_own_bank("teas.md", BANK)
    sitting = start_interview(
        study, Beginning(audience=Audience.PROSPECTS, bank="teas", pseudonym="P01")
    )
    sitting.session.write("calm", 7, "")
    sitting.session.finish()
    sitting.close()
    study.save_own_bank("teas.md", MOVED)
    return sitting.session.interview.id


async def test_opening_a_study_tells_of_a_change_and_remembers_the_decision(
    study: StudyFolder,
) -> None:
    moved_on(study)
    async with wizard(study) as pilot:
        await arrived(pilot, BankChangeScreen)
        for words in (
            "The bank teas has moved on",
            "1.0 → 1.1",
            "1 interview asked it as it was",
            "together was: How calm was [the] Tea?",
            "now: How quiet was [the] Tea?",
            "No longer asked",
            "What did you spill?",
            "Which cup did you use?",
        ):
            await shows(pilot, words)
        await pilot.press("enter")
        await shows(pilot, "apart was: How calm was")
        await pilot.press("s")
        await arrived(pilot, StudyScreen)
    (apart,) = study.study().apart
    assert (apart.question, apart.wording) == ("calm", "How calm was [the] {product}?")
    async with wizard(study) as pilot:
        await arrived(pilot, StudyScreen)
        await shows(pilot, "P01")
        assert "has moved on" not in words_of(pilot.app)


async def test_a_decision_put_off_stays_in_sight_and_can_be_made_later(study: StudyFolder) -> None:
    moved_on(study)
    async with wizard(study) as pilot:
        await arrived(pilot, BankChangeScreen)
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "The bank teas has moved on: M says how.")
        assert study.study().settled == ()
        await pilot.press("m")
        await arrived(pilot, BankChangeScreen)
        await pilot.press("s")
        await arrived(pilot, StudyScreen)
        assert len(study.study().settled) == 1


async def test_somebody_is_asked_what_was_added_since(study: StudyFolder) -> None:
    moved_on(study)
    async with wizard(study) as pilot:
        await arrived(pilot, BankChangeScreen)
        await pilot.press("s")
        await arrived(pilot, StudyScreen)
        await shows(pilot, "P01")
        await pilot.press("f")
        await arrived(pilot, Confirm)
        await shows(pilot, "P01 was not asked 1 question of today's bank. Ask now?")
        await pilot.press("y")
        await arrived(pilot, InterviewScreen)
        await shows(pilot, "I take part")
        assert "for an hour" not in words_of(pilot.app)
        await pilot.press("ctrl+n")
        await shows(pilot, "Which cup did you use?")
    first, second = study.interviews().interviews
    assert first.participant == second.participant
    assert second.pseudonym == "P01"


async def test_asking_again_where_nothing_is_left_says_so(study: StudyFolder) -> None:
    moved_on(study)
    study.save_own_bank("teas.md", BANK.replace("### What did you spill? {#spill}\n", ""))
    async with wizard(study) as pilot:
        await arrived(pilot, BankChangeScreen)
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)
        await pilot.press("f")
        await shows(pilot, "P01 was asked everything that the bank asks now.")

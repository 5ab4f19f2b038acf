"""Studies to compose from, opened at the composing screen."""

from collections.abc import Mapping

from textual.pilot import Pilot
from tui_reading import arrived, settled, shows

from persona_wizard.model.headings import Audience
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.tui.screens.composing import ComposingScreen

BANK = """\
---
id: mornings
title: Mornings
audience: prospects
---

## Objectives

### What should be easier? {#short-term-goals}

## Problems

### What got in the way? {#barriers}
"""


def with_bank(store: StudyFolder) -> StudyFolder:
    """The study with a bank of two open questions for its prospects."""
    (store.folder / "question_banks" / "mornings.md").write_text(BANK)
    return store


def interviewed(store: StudyFolder, said: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Interviews that hold these answers, by pseudonym: their ids."""
    held = {}
    for pseudonym, answers in said.items():
        beginning = Beginning(audience=Audience.PROSPECTS, bank="mornings", pseudonym=pseudonym)
        sitting = start_interview(store, beginning)
        for question, text in answers.items():
            sitting.session.go(question)
            sitting.session.write(question, None, text)
        sitting.session.close_answers()
        sitting.session.finish()
        sitting.close()
        held[pseudonym] = sitting.session.interview.id
    return held


async def at_composing(pilot: Pilot[None]) -> ComposingScreen:
    """Open composing from the study screen, everything read."""
    await pilot.press("o")
    screen = await arrived(pilot, ComposingScreen)
    await shows(pilot, " read")
    await settled(pilot)
    return screen


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)

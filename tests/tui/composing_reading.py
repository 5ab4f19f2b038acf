"""Studies to compose from, opened at the composing screen."""

from collections.abc import Mapping

from textual.pilot import Pilot
from tui_reading import (
    arrived,
    settled,
    shows,
    text_of,
    until,
)

from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.headings import Audience
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.tui.screens.composing import ComposingScreen
from persona_wizard.tui.widgets.claim_list import ClaimList

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
SAID = {
    "P01": {
        "short-term-goals": "ready before six #time\n> Just mornings. #star",
        "barriers": "the lid leaks",
    },
    "P02": {"short-term-goals": "cheap enough\nno plastic"},
    "P03": {"short-term-goals": "costs more, fine"},
}
BOTH = (120, 40)


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


def kept(store: StudyFolder) -> Study:
    """The study as another program would find it now."""
    return StudyFolder(store.folder).study()


def only_claim(store: StudyFolder) -> ComposedClaim:
    (claim,) = kept(store).claims
    return claim


def lines_with(pilot: Pilot[None], *words: str) -> list[str]:
    """The lines of the screen that hold any of these words."""
    return [line for line in text_of(pilot.app).split("\n") if any(w in line for w in words)]


async def claims_say(pilot: Pilot[None], *parts: str) -> None:
    """Wait until the claims, which stand beside what was said, say all this."""
    listed = pilot.app.screen.query_one(ClaimList)

    def rows() -> str:
        return " ".join(" ".join(row.shown.plain for row in listed._shown).split())

    await until(lambda: all(part in rows() for part in parts), rows)

"""Three interviews, and the persona screen on them: what deciding about claims is tried on."""

from collections.abc import Mapping, Sequence

from textual.pilot import Pilot
from textual.widgets import OptionList
from tui_reading import (
    arrived,
    settled,
    shows,
    until,
    words_of,
)

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Pick, Value
from persona_wizard.model.study import Curation
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.tui.persona_rows import Row
from persona_wizard.tui.screens.persona import PersonaScreen
from persona_wizard.tui.widgets.persona_list import PersonaList

BANK = """\
---
id: mornings
title: Mornings
audience: prospects
---

## Personality and behaviour

### Where do you look things up? {#information-sources .many}

- Friends and family {#friends indicates=relationship-focused}
- Online reviews {#reviews}

### What counts? {#counts .many}

- The word of a friend {#word indicates=relationship-focused}
- The price {#price indicates=budget-conscious}

### Who made the last call? {#buying-role .one}

- I did {#me indicates=decision-maker}
- Somebody else {#other indicates=end-user}

## Objectives

### What should be easier? {#short-term-goals}
"""
SAID: Mapping[str, Mapping[str, Sequence[str] | str]] = {
    "P01": {
        "information-sources": ("friends", "reviews"),
        "counts": ("word",),
        "buying-role": ("me",),
        "short-term-goals": "ready before six #time\ncheap #price",
    },
    "P02": {
        "information-sources": ("friends",),
        "counts": ("word", "price"),
        "buying-role": ("other",),
        "short-term-goals": "no hurry #time",
    },
    "P03": {"information-sources": ("reviews",), "counts": ("price",), "buying-role": ("me",)},
}
SIZE = (100, 50)
FRIENDS, REVIEWS = "information-sources/friends", "information-sources/reviews"
TYPE = "indicated/relationship-focused"
LOOKS = "Looks things up with friends and family"


def picks(*slugs: str) -> Value:
    return tuple(Pick(slug, slug.capitalize()) for slug in slugs)


def kept(store: StudyFolder) -> Curation:
    """What was decided, as another program would find it now."""
    return StudyFolder.open(store.folder).study().personas[0]


async def at_persona(pilot: Pilot[None]) -> PersonaScreen:
    await pilot.press("p")
    screen = await arrived(pilot, PersonaScreen)
    await shows(pilot, "General information")
    return screen


async def go_to(pilot: Pilot[None], words: str) -> Row:
    """Put the cursor to the first row with these words that can be stood on."""
    screen = await arrived(pilot, PersonaScreen)

    def place() -> int | None:
        rows = enumerate(screen._shown)
        return next((n for n, row in rows if row.id and words in row.shown.plain), None)

    await until(lambda: place() is not None, lambda: words_of(pilot.app))
    screen.query_one(OptionList).highlighted = place()
    await pilot.pause()
    row = screen._rows.row
    assert row is not None
    return row


def left_out(pilot: Pilot[None]) -> list[Row]:
    """The rows of what was left out."""
    screen = pilot.app.screen
    assert isinstance(screen, PersonaScreen)
    return [row for row in screen._shown if row.left_out]


def here(pilot: Pilot[None]) -> str:
    """The words of the row under the cursor."""
    row = pilot.app.screen_stack[-1].query_one(PersonaList).row
    return row.shown.plain if row is not None else ""


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def order(pilot: Pilot[None], *words: str) -> list[str]:
    """These words in the order in which the screen shows them."""
    shown = words_of(pilot.app)
    return sorted(words, key=shown.index)


def interviewed(study: StudyFolder) -> dict[str, str]:
    """Three interviews with prospects: their ids by pseudonym."""
    (study.folder / "question_banks" / "mornings.md").write_text(BANK)
    held = {}
    for pseudonym, answers in SAID.items():
        beginning = Beginning(audience=Audience.PROSPECTS, bank="mornings", pseudonym=pseudonym)
        sitting = start_interview(study, beginning)
        for question, answer in answers.items():
            sitting.session.go(question)
            if isinstance(answer, str):
                sitting.session.write(question, None, answer)
            else:
                sitting.session.write(question, picks(*answer), "")
        sitting.session.close_answers()
        sitting.session.finish()
        sitting.close()
        held[pseudonym] = sitting.session.interview.id
    return held

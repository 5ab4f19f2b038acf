"""A small bank, and an interview that follows it line by line."""

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview
from persona_wizard.plain import Exchange, interview_in_lines
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import (
    Beginning,
    Sitting,
    resume_interview,
    start_interview,
)

BANK = """\
---
id: short
title: Short
audience: prospects
---

## Opening

Thank you.

- [ ] I am happy to take part {#consent-take-part}
- [ ] You may quote me {#consent-quote}

## Objectives

### What would you like to get done with {product}? {#short-term-goals .key}

A hint for the interviewer.

> What else?

### Where do you look things up? {#information-sources .many}

- Search engines
- Friends and family
- None of these {.alone}
- Other…

### How happy are you? {#how-happy .scale min=0 max=10}

### What went wrong? {#barriers when="how-happy < 7"}

### Did you buy before? {#bought-before .yes-no}

## Closing

Goodbye.
"""


def walk(store: StudyFolder, *lines: str) -> tuple[Interview, str]:
    """A new interview: what was saved, and everything that was said."""
    sitting = begun(store)
    return _walked(store, sitting, lines)


def resumed(store: StudyFolder, interview: Interview, *lines: str) -> tuple[Interview, str]:
    """The same, of an interview that is resumed."""
    return _walked(store, resume_interview(store, interview.id), lines)


def begun(store: StudyFolder, pseudonym: str = "P01", name: str = "") -> Sitting:
    """A sitting at a new interview."""
    beginning = Beginning(audience=Audience.PROSPECTS, bank="short", pseudonym=pseudonym, name=name)
    return start_interview(store, beginning)


def heard(sitting: Sitting, *lines: str) -> str:
    """Everything that is said to these lines."""
    said: list[str] = []
    try:
        interview_in_lines(sitting, Exchange((f"{line}\n" for line in lines), said.append))
    finally:
        sitting.close()
    return "\n".join(said)


def _walked(store: StudyFolder, sitting: Sitting, lines: tuple[str, ...]) -> tuple[Interview, str]:
    said = heard(sitting, *lines)
    return store.read_interview(sitting.session.interview.id), said

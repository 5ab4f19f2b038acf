"""A study whose bank has one question of every kind, and an interview that follows it."""

from pathlib import Path

from wizard_terminal import ENTER, Start, Terminal

from persona_wizard.store import StudyFolder
from persona_wizard.studies.opening import new_study

BANK = """\
---
id: every-kind
title: One of every kind
audience: prospects
---

## Opening

Thank you for taking the time.

- [ ] I am happy to take part {#consent-take-part}
- [ ] You may quote me without my name {#consent-quote}

## Objectives

### What would you like to get done with {product}? {#short-term-goals .key}

## General information

### Where do you live? {#location .short}

## Personality and behaviour

### How many cups a day? {#cups .number field=interests}

### Who decides at home? {#decision-process .one}

- I do
- We both do

### Where do you look things up? {#information-sources .many}

- Search engines
- Friends and family
- The trade press
- Other…

## Demographic information

### What comes in each month? {#income .bands}

- Under 1,000
- 1,000 to 2,000
- Over 2,000

### Whom do you live with? {#family}

## Problems

### How happy are you with your coffee? {#happy .scale min=0 max=10 field=product-problems}

### Did a machine ever break? {#broke .yes-no field=product-problems}

### What got in the way? {#barriers}

## Closing

Is there anything you would like me to leave out?
"""

_WITH_A_PROSPECT = ("interview", "cedar", "--audience", "prospects")


def study_in(folder: Path) -> StudyFolder:
    """A study named cedar."""
    store = new_study(folder / "cedar", "Cedar Coffee")
    (store.folder / "question_banks" / "every-kind.md").write_text(BANK)
    return store


def at_the_open_question(start: Start) -> Terminal:
    """A new interview in a terminal, at its first question, an open one."""
    wizard = start(*_WITH_A_PROSPECT, "--bank", "every-kind")
    wizard.shows("Thank you for taking the time.")
    wizard.type(ENTER)
    wizard.shows("get done with Cedar Coffee?")
    return wizard


def back_again(start: Start) -> Terminal:
    """The same interview, opened anew where it was left: at the open question."""
    wizard = start(*_WITH_A_PROSPECT, "--pseudonym", "P01")
    wizard.shows("get done with Cedar Coffee?")
    return wizard


def saves(wizard: Terminal, study: StudyFolder, text: str) -> None:
    """Wait until this is the open answer on disk, and the screen says so."""
    wizard.until(lambda: open_answer(study) == text, f"{text!r} on disk")
    wizard.shows(" saved")


def open_answer(study: StudyFolder) -> str:
    """What is on disk of the one interview's open answer."""
    listing = study.interviews()
    assert listing.unreadable == ()
    (interview,) = listing.interviews
    answer = interview.answers.get("short-term-goals")
    return answer.text if answer else ""

"""A small survey, its bank and a study to bring it into."""

from collections.abc import Sequence
from pathlib import Path

from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.importing import Outcome, Survey, bring_in, read_survey
from persona_wizard.studies.opening import new_study

BANK = """\
---
id: tea
title: Tea
audience: prospects
---

## Opening

- [ ] I am happy to take part {#consent-take-part}
- [ ] You may quote me {#consent-quote}

## General information

### What do you do for a living? {#occupation .short}

## Personality and behaviour

### Where do you look things up? {#information-sources .many}

- Search engines
- Friends and family
- Other…

### How many cups of {product} a day? {#cups .number field=interests}

## Problems

### What got in the way? {#product-problems}
"""
HEADER = (
    "Timestamp,What do you do for a living?,Where do you look things up?,"
    "How many cups of Tea a day?,What got in the way?"
)
ROWS = (
    '2025-03-01 10:00,Nurse,"Search engines, Friends and family",3,No time',
    '2025-03-02 11:30,Cook,A book,prefer not to say,"Price, mostly"',
    "2025-03-03 12:00,Smith,Search engines,,",
)


def study_with_bank(folder: Path, bank: str = BANK, name: str = "tea") -> StudyFolder:
    store = new_study(folder, "Tea")
    (store.folder / "question_banks" / f"{name}.md").write_text(bank)
    return store


def survey(
    store: StudyFolder,
    rows: Sequence[str] = ROWS,
    header: str = HEADER,
    columns: str = "",
    bank: str = "tea",
    quotable: bool = False,
) -> Survey:
    """A survey of these rows, read with what a file of columns says."""
    place = store.folder.parent
    (place / "survey.csv").write_text("\n".join((header, *rows)) + "\n")
    (place / "columns.toml").write_text(columns)
    said = place / "columns.toml" if columns else None
    return read_survey(store, place / "survey.csv", bank, said, quotable)


def bring(store: StudyFolder, *given: Sequence[str], **more: object) -> Outcome:
    """Import a survey of these rows."""
    return bring_in(store, survey(store, *given, **more), unwatched)


def interviews(store: StudyFolder) -> dict[str, Interview]:
    return {one.pseudonym: one for one in store.interviews().interviews}

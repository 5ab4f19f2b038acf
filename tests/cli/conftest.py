"""A folder to work in, the sample study and an empty one."""

import shutil
from pathlib import Path

import pytest

from persona_wizard.model.study import Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.personas import accept_gap, choose_photo, draw_from

BANK = """\
---
id: short
title: Short
audience: prospects
---

## Opening

- [ ] You may quote me {#consent-quote}

## Objectives

### What would you like to get done with {product}? {#short-term-goals .key}

## Personality and behaviour

### Where do you look things up? {#information-sources .many}

- Search engines
- Friends and family
- I can't say {state=dont-know}

### How many cups a day? {#cups .number field=interests}

### How happy are you? {#happy .scale min=0 max=10 field=interests}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sample(here: Path, sample_made: Path) -> Path:
    """The sample study, which lacks a photo and one field."""
    return Path(shutil.copytree(sample_made, here / "sample"))


@pytest.fixture
def filled(sample: Path) -> Path:
    """The sample study with nothing left that blocks."""
    store = StudyFolder.open(sample)
    choose_photo(store, Photo(alt="Drawing", placeholder=True))
    for gap in draw_from(store).blocking:
        accept_gap(store, gap.id, "for now")
    return sample


@pytest.fixture
def study(here: Path) -> Path:
    """A study without interviews, with a small bank of its own."""
    store = new_study(here / "study", "Cedar Coffee")
    (store.folder / "question_banks" / "short.md").write_text(BANK)
    return store.folder

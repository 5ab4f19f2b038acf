"""Of a survey all respondents come in, or none, however the import was cut short.

More kills and power cuts: PERSONA_WIZARD_KILLS=1000 PERSONA_WIZARD_POWER_CUTS=1000
"""

import os
import shutil
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from killing import Say, killed_at_call
from power_loss import Recorder, show_after_power_loss
from torture_examples import leftovers, tree

from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.importing import bring_in, read_survey
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.reading import read_study

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100")) // 4
CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200")) // 4
RESPONDENTS = 12
# More calls than an import of so many is made of.
CALLS = 50_000

BANK = """\
---
id: tea
title: Tea
audience: prospects
---

## General information

### What do you do for a living? {#occupation .short}
"""
COLUMNS = 'participant = "Mail"\n'


def _study(folder: Path) -> StudyFolder:
    store = new_study(folder, "Tea")
    (folder / "question_banks" / "tea.md").write_text(BANK)
    rows = [f"zinnia{n}@example.org,job {n}" for n in range(RESPONDENTS)]
    (folder.parent / "survey.csv").write_text("\n".join(("Mail,occupation", *rows)))
    (folder.parent / "columns.toml").write_text(COLUMNS)
    return store


def _import(store: StudyFolder, beside: Path) -> int:
    survey = read_survey(store, beside / "survey.csv", "tea", beside / "columns.toml")
    return len(bring_in(store, survey, unwatched).arrivals)


def _check(folder: Path, beside: Path, said: bool) -> bool:
    """Whether all came in; raises AssertionError where it was some of them, or something is left.

    `said` is whether it was said to be done.
    """
    store = StudyFolder.open(folder)
    reading = read_study(store)
    assert reading.unreadable == ()
    number = len(reading.interviews)
    assert number in (0, RESPONDENTS), number
    assert len(store.participants()) == number
    assert number or not said
    assert not list(folder.glob(".com*"))
    assert leftovers(folder) == []
    if number == 0:
        assert not any("zinnia" in data.decode() for data in tree(folder).values())
    # What is missing comes in the next time, and nobody twice.
    assert _import(store, beside) == RESPONDENTS - number
    assert len(store.interviews().interviews) == RESPONDENTS
    return bool(number)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return _study(tmp_path / "whole").folder


def test_a_kill_while_importing_leaves_all_or_none(whole: Path) -> None:
    seed = Random().randrange(10**6)
    # Without a fork of this process: other tests leave threads behind.
    with get_context("spawn").Pool() as processes:
        jobs = [(whole, seed + number) for number in range(KILLS)]
        outcomes = list(processes.imap_unordered(killed_once, jobs, chunksize=5))
    complaints = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert complaints == []
    # Most were killed in the middle of it.
    assert sum(outcome is True for outcome in outcomes) > KILLS // 4


def killed_once(job: tuple[Path, int]) -> bool | str:
    """Whether it was killed in the middle of it; what went wrong, where anything did."""
    whole, seed = job
    with TemporaryDirectory() as place:
        folder = Path(place, "s")
        shutil.copytree(whole, folder)
        store = StudyFolder.open(folder)
        survey = read_survey(
            store, whole.parent / "survey.csv", "tea", whole.parent / "columns.toml"
        )

        def bring(say: Say) -> None:
            bring_in(store, survey, unwatched)
            say("done")

        try:
            ended = killed_at_call(bring, Random(seed).randrange(CALLS))
            _check(folder, whole.parent, "done" in ended.said)
        except Exception as fault:
            return f"seed {seed}: {fault!r}"
        return ended.killed


def test_a_power_cut_while_importing_leaves_all_or_none(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is synced is known to the model; the disk below need not be waited for.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    recorder = Recorder(whole)
    store = StudyFolder(whole)
    with recorder.recording():
        _import(store, whole.parent)
        recorder.tag = "done"
    recorder.close()
    seed = Random().randrange(10**6)
    for cut in range(CUTS):
        chance = Random(seed + cut)
        moment = chance.choice(recorder.moments)
        with TemporaryDirectory() as place:
            folder = Path(place, "s")
            show_after_power_loss(moment, chance, folder)
            try:
                _check(folder, whole.parent, said=moment.tag is not None)
            except Exception as fault:
                raise AssertionError(f"seed {seed + cut}: {fault!r}") from fault

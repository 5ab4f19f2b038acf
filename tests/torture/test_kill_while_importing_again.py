"""Of rows that are read once more all change, or none, however it was cut short.

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
from torture_examples import leftovers

from persona_wizard.store import StudyFolder
from persona_wizard.store.listing import unwatched
from persona_wizard.studies.importing import Survey, bring_in, read_survey
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.reading import read_study

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100")) // 4
CUTS = int(os.environ.get("PERSONA_WIZARD_POWER_CUTS", "200")) // 4
RESPONDENTS = 12
# More calls than this is made of.
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


def _survey(folder: Path, column: int) -> Survey:
    columns = folder.parent / f"columns-{column}.toml"
    return read_survey(StudyFolder(folder), folder.parent / "survey.csv", "tea", columns)


def _check(folder: Path, said: bool) -> bool:
    """Whether all changed; raises AssertionError where it was some of them."""
    store = StudyFolder.open(folder)
    reading = read_study(store)
    assert reading.unreadable == ()
    words = {one.answers["occupation"].text.split()[1] for one in reading.interviews}
    assert len(reading.interviews) == RESPONDENTS
    assert words in ({"wrong"}, {"right"}), words
    assert words == {"right"} or not said
    assert not list(folder.glob(".com*"))
    assert leftovers(folder) == []
    return words == {"right"}


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    store = new_study(tmp_path / "whole", "Tea")
    (store.folder / "question_banks" / "tea.md").write_text(BANK)
    rows = [f"wrong {n},right {n}" for n in range(RESPONDENTS)]
    (tmp_path / "survey.csv").write_text("\n".join(("A,B", *rows)))
    for column in (1, 2):
        text = f"[questions]\noccupation = {column}\n"
        (tmp_path / f"columns-{column}.toml").write_text(text)
    bring_in(store, _survey(store.folder, 1), unwatched)
    return store.folder


def test_a_kill_while_rows_are_read_once_more_changes_all_or_none(whole: Path) -> None:
    seed = Random().randrange(10**6)
    # Without a fork of this process: other tests leave threads behind.
    with get_context("spawn").Pool() as processes:
        jobs = [(whole, seed + number) for number in range(KILLS)]
        outcomes = list(processes.imap_unordered(killed_once, jobs, chunksize=5))
    complaints = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert complaints == []
    assert any(outcome is True for outcome in outcomes)


def killed_once(job: tuple[Path, int]) -> bool | str:
    """Whether it was killed in the middle of it; what went wrong, where anything did."""
    whole, seed = job
    with TemporaryDirectory() as place:
        folder = Path(place, "s")
        shutil.copytree(whole, folder)
        survey = _survey(whole, 2)

        def bring(say: Say) -> None:
            bring_in(StudyFolder(folder), survey, unwatched, again=True)
            say("done")

        try:
            ended = killed_at_call(bring, Random(seed).randrange(CALLS))
            _check(folder, "done" in ended.said)
        except Exception as fault:
            return f"seed {seed}: {fault!r}"
        return ended.killed


def test_a_power_cut_while_rows_are_read_once_more_changes_all_or_none(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is synced is known to the model; the disk below need not be waited for.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    survey = _survey(whole, 2)
    recorder = Recorder(whole)
    with recorder.recording():
        bring_in(StudyFolder(whole), survey, unwatched, again=True)
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
                _check(folder, said=moment.tag is not None)
            except Exception as fault:
                raise AssertionError(f"seed {seed + cut}: {fault!r}") from fault

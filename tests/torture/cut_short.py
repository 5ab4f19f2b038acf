"""Work cut short again and again, by kills and by modelled power cuts; what is left is checked.

`ready` is given a place, gets everything there ready, and gives what is to be done. `check` is
given the place and whether the work was said to be done, and raises where anything is wrong.
Both are known by their names in their modules, to be found from another process.
"""

import os
import shutil
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from killing import Say, killed_at_call
from msgspec import Struct
from power_loss import Recorder, show_after_power_loss

Ready = Callable[[Path], Callable[[], object]]
Check = Callable[[Path, bool], object]


class Kill(Struct, frozen=True):
    """One kill, at a call that the seed chooses out of so many, in a copy of what was `made`."""

    made: Path
    ready: Ready
    check: Check
    calls: int
    seed: int


def killed(made: Path, ready: Ready, check: Check, *, calls: int, kills: int) -> int:
    """How many of so many kills came in the middle of the work; `calls` are more than it makes.

    Raises AssertionError with the seeds where anything was wrong.
    """
    seed = Random().randrange(10**6)
    jobs = [Kill(made, ready, check, calls, seed + number) for number in range(kills)]
    # Without a fork of this process: other tests leave threads behind.
    with get_context("spawn").Pool() as processes:
        outcomes = list(processes.imap_unordered(_killed_once, jobs, chunksize=5))
    complaints = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert complaints == []
    return sum(outcome is True for outcome in outcomes)


def _killed_once(job: Kill) -> bool | str:
    """Whether it was killed in the middle of it; what went wrong, where anything did."""
    with TemporaryDirectory() as folder:
        place = Path(folder, "place")
        shutil.copytree(job.made, place)
        work = job.ready(place)

        def work_and_say(say: Say) -> None:
            work()
            say("done")

        try:
            ended = killed_at_call(work_and_say, Random(job.seed).randrange(job.calls))
            job.check(place, "done" in ended.said)
        except Exception as fault:
            return f"seed {job.seed}: {fault!r}"
        return ended.killed


def power_cut(made: Path, ready: Ready, check: Check, *, cuts: int) -> None:
    """The work done in the very place, and what so many power cuts would have left there checked.

    Raises AssertionError with the seed where anything was wrong.
    """
    recorder = Recorder(made)
    with pytest.MonkeyPatch.context() as patch:
        # What is synced is known to the model; the disk below need not be waited for.
        patch.setattr(os, "fsync", lambda descriptor: None)
        work = ready(made)
        with recorder.recording():
            work()
            recorder.tag = "done"
        recorder.close()
        seed = Random().randrange(10**6)
        for cut in range(cuts):
            chance = Random(seed + cut)
            moment = chance.choice(recorder.moments)
            # Whatever lies beside a study is found where it was.
            shutil.rmtree(made)
            show_after_power_loss(moment, chance, made)
            try:
                check(made, moment.tag is not None)
            except Exception as fault:
                raise AssertionError(f"seed {seed + cut}: {fault!r}") from fault

"""What studies of 10 to 10,000 interviews cost, beside SQLite, TinyDB's own storage and an append.

python tests/benchmarks/study_sizes.py [--quick] [--folder DISK]
"""

import argparse
import gc
import os
import platform
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import msgspec
from rivals import Append, Sqlite, TinyDefault
from sized_studies import ANSWERS, changed, made_up, make_study

from persona_wizard.model.interview import Interview
from persona_wizard.store import OpenInterview, StudyFolder

SIZES = (10, 100, 1_000, 10_000)
QUICK = (10, 100)
SAVES = 300
LISTS = 15
LOADS = 7
# One of them takes seconds in a large study.
DEFAULT_SAVES = 3

Seconds = dict[str, dict[int, float]]


class Sized:
    """A study of one size, and the same in every other way."""

    def __init__(self, folder: Path, size: int) -> None:
        folder.mkdir()
        self.size = size
        self.folder = folder
        self.store = make_study(folder / "study", size)
        self.sqlite = Sqlite(folder / "study.db", made_up(size))
        self.append = Append(folder / "appended")
        self.first: Interview = next(made_up(size))
        self.file: OpenInterview = self.store.reopen(self.first.id)
        self.bytes = (folder / "study" / "interviews" / f"{self.first.id}.json").read_bytes()

    def saves(self, number: int) -> dict[str, Callable[[], object]]:
        """The same change saved in each way."""
        interview = changed(self.file.interview, number)
        answer = interview.answers[f"question-{number % ANSWERS:02}"]
        return {
            "a save": partial(self.file.save, interview),
            "SQLite": partial(self.sqlite.save, interview, answer),
            "an append": partial(self.append.save, self.bytes),
        }

    def lists(self) -> dict[str, Callable[[], object]]:
        return {
            "first screen": self.store.overview,
            "SELECT": self.sqlite.list,
            "full check": partial(self.store.checked_overview, _nobody_waits),
        }

    def loads(self) -> dict[str, Callable[[], object]]:
        folder = self.store.folder / "interviews"
        return {
            "load all": self.store.interviews,
            "a bare parse": lambda: list(parsed(folder)),
            "nothing kept": lambda: deque(parsed(folder), maxlen=0),
        }

    def close(self) -> None:
        self.file.close()
        self.sqlite.close()
        self.append.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="10 and 100 interviews only")
    options.add_argument("--folder", help="a folder on the disk to measure; else the temporary one")
    chosen = options.parse_args()
    sizes = QUICK if chosen.quick else SIZES
    with tempfile.TemporaryDirectory(dir=chosen.folder) as home:
        seconds = measured(Path(home), sizes)
    print(table(seconds, sizes))
    print()
    print(promises(seconds, sizes))


def measured(home: Path, sizes: Sequence[int]) -> Seconds:
    studies = [Sized(home / str(size), size) for size in sizes]
    # What making them left to be written would be written while the clock runs.
    os.sync()
    seconds: Seconds = {}
    keep(seconds, studies, SAVES, Sized.saves)
    for study in studies:
        study.store.checked_overview(_nobody_waits)
    keep(seconds, studies, LISTS, lambda study, _: study.lists())
    keep(seconds, studies, LOADS, lambda study, _: {"no index": partial(check_anew, study.store)})
    keep(seconds, studies, LOADS, lambda study, _: study.loads())
    for study in studies:
        study.close()
        seconds.setdefault("TinyDB", {})[study.size] = by_default(study)
    return seconds


def keep(
    seconds: Seconds,
    studies: Sequence[Sized],
    rounds: int,
    ways: Callable[[Sized, int], dict[str, Callable[[], object]]],
) -> None:
    """Add the median of each way at each size; all of them take turns, round by round."""
    taken: dict[tuple[str, int], list[float]] = {}
    for number in range(rounds):
        for study in studies:
            for name, call in ways(study, number).items():
                taken.setdefault((name, study.size), []).append(timed(call))
    for (name, size), times in taken.items():
        seconds.setdefault(name, {})[size] = median(times)


def timed(call: Callable[[], object]) -> float:
    # Rubbish of one is not swept up at the cost of another.
    gc.collect()
    begun = time.perf_counter()
    result = call()
    took = time.perf_counter() - begun
    del result
    return took


def by_default(study: Sized) -> float:
    tiny = TinyDefault(study.folder / "tinydb.json", made_up(study.size))
    times = []
    for number in range(DEFAULT_SAVES):
        times.append(timed(partial(tiny.save, changed(study.first, number).answers)))
    tiny.close()
    return median(times)


def parsed(folder: Path) -> Iterator[object]:
    """Every file as plain data: no tables, no types, no times looked at."""
    for name in sorted(os.listdir(folder)):
        with open(f"{folder}/{name}", "rb") as file:
            yield msgspec.json.decode(file.read())


def check_anew(store: StudyFolder) -> None:
    shutil.rmtree(store.folder / ".cache", ignore_errors=True)
    store.checked_overview(_nobody_waits)


def _nobody_waits(done: int, of: int) -> None:
    """Nothing is shown of how far it is."""


ROWS = {
    "a save": "save an answer",
    "SQLite": "the same, SQLite",
    "an append": "the same bytes appended and synced",
    "TinyDB": "the same, TinyDB's own storage",
    "first screen": "first screen: the list from the index",
    "SELECT": "the same list, SQLite `SELECT`",
    "full check": "full check, nothing changed",
    "no index": "full check without an index",
    "load all": "load everything",
    "a bare parse": "bare parse of the same files",
    "nothing kept": "the same, each let go at once",
}


def table(seconds: Seconds, sizes: Sequence[int]) -> str:
    lines = [
        f"| milliseconds, {os.cpu_count()} cores, Python {platform.python_version()} | "
        + " | ".join(f"{size:,}" for size in sizes)
        + " |",
        "|---" * (len(sizes) + 1) + "|",
    ]
    for name, told in ROWS.items():
        lines.append(f"| {told} | " + " | ".join(_ms(seconds[name][s]) for s in sizes) + " |")
    return "\n".join(lines)


def promises(seconds: Seconds, sizes: Sequence[int]) -> str:
    most, least = max(sizes), min(sizes)

    def beside(name: str, rival: str) -> float:
        return seconds[name][most] / seconds[rival][most]

    saves = seconds["a save"]
    ratios = [
        (f"a save at {most:,} beside one at {least:,}", saves[most] / saves[least], 1.15),
        ("a save beside SQLite's", beside("a save", "SQLite"), 4),
        ("a save beside default TinyDB's", beside("a save", "TinyDB"), 0.01),
        ("first screen beside SQLite's `SELECT`", beside("first screen", "SELECT"), 1),
        ("full check beside SQLite's `SELECT`", beside("full check", "SELECT"), 6),
        ("loading everything beside a bare parse", beside("load all", "a bare parse"), 2),
    ]
    lines = [f"| at {most:,} interviews | measured | at most |", "|---|---|---|"]
    for told, ratio, promised in ratios:
        kept = "" if ratio <= promised else " **not kept**"
        lines.append(f"| {told} | {ratio:.3g}×{kept} | {promised:g}× |")
    return "\n".join(lines)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.2f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


if __name__ == "__main__":
    main()

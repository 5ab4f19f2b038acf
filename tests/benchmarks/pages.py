"""How long it takes to make a page of many interviews, beside the time to load them.

python tests/benchmarks/pages.py [--quick] [--profile]
"""

import argparse
import cProfile
import gc
import os
import platform
import pstats
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_up_survey import made_up_bank, made_up_survey
from msgspec.structs import replace

from persona_wizard.banks import bank_digest
from persona_wizard.export.formats import Format
from persona_wizard.model.bank import Bank, Question
from persona_wizard.model.interview import BankRef
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.store.interview_file import write_interview
from persona_wizard.studies.exporting import Wanted, content_of
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.verifying import verify_page

SIZES = (100, 1_000, 3_000)
QUICK = (100, 1_000)
ROUNDS = 11
PROMISED = 2.0
PAGE = Wanted(allow_gaps=True)
HTML = Wanted(allow_gaps=True, format=Format.HTML)
SALES = Wanted(allow_gaps=True, department="sales")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="no more than 1,000 interviews")
    options.add_argument("--profile", action="store_true", help="where a page spends its time")
    chosen = options.parse_args()
    python = platform.python_version()
    print(f"milliseconds of the processor, {os.cpu_count()} cores, Python {python}")
    with tempfile.TemporaryDirectory() as home:
        for size in QUICK if chosen.quick else SIZES:
            store = made(Path(home) / str(size), size)
            if chosen.profile:
                profile(store)
            else:
                tell(store, size)


def made(folder: Path, size: int) -> StudyFolder:
    """A study of so many interviews with a bank of forty questions of every kind."""
    store = StudyFolder.create(folder, Study(title="Survey", words={"product": "Cedar"}))
    bank = made_up_bank()
    source = markdown_of(bank)
    digest = bank_digest(source)
    store.keep_bank(bank.id, digest, source)
    for interview in made_up_survey(bank, size):
        kept = replace(interview, bank=BankRef(bank.id, digest))
        write_interview(folder / "interviews" / f"{kept.id}.json", kept)
    return store


def markdown_of(bank: Bank) -> str:
    lines = ["---", "id: survey", "title: Survey", "audience: any", "---", "", "## Objectives", ""]
    for question in bank.questions:
        lines += [f"### {question.wording} {{{_attributes(question)}}}", ""]
        lines += [f"- {choice.text}" for choice in question.choices]
        lines += [""]
    return "\n".join(lines)


def _attributes(question: Question) -> str:
    scale = ' min=0 max=10 low="not at all" high="completely"' if question.minimum == 0 else ""
    return f"#{question.id} .{question.kind.value} field={question.field}{scale}"


def tell(store: StudyFolder, size: int) -> None:
    reading = read_study(store)
    page = content_of(store, reading, PAGE)
    assert f"drawn from {size} interviews" in page.decode()
    ways: dict[str, Callable[[], object]] = {
        "load": store.interviews,
        "make a page of them": lambda: content_of(store, reading, PAGE),
        "make HTML of them": lambda: content_of(store, reading, HTML),
        "make sales' page": lambda: content_of(store, reading, SALES),
        "load, and make a page": lambda: content_of(store, read_study(store), PAGE),
        "load, and verify": lambda: verify_page(store, read_study(store), page.decode()),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name].append(timed(way))
    # Whatever else the machine does can only make a round slower.
    load = min(taken["load"])
    for name, times in taken.items():
        took = min(times)
        print(f"{size:6} {name:22} {took * 1000:8.1f}  {took / load:5.2f}×", flush=True)
    print(f"       of 1,000 a page is made in at most {PROMISED}× of loading them")


def timed(way: Callable[[], object]) -> float:
    # Rubbish of one is not swept up at the cost of another.
    gc.collect()
    begun = time.process_time()
    # What was made is let go of before the clock stops: a page lets go of its interviews, too.
    way()
    return time.process_time() - begun


def profile(store: StudyFolder) -> None:
    reading = read_study(store)
    profiler = cProfile.Profile()
    profiler.runcall(content_of, store, reading, PAGE)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()

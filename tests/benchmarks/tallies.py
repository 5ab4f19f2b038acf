"""How long tallying a study takes: every tallied claim with its evidence, beside polars.

python tests/benchmarks/tallies.py [--quick]
"""

import argparse
import gc
import os
import platform
import time
from collections.abc import Callable, Sequence
from functools import partial

from made_up_survey import made_up_bank, made_up_survey
from tallied_by_polars import Tallied, as_dicts, tallied

from persona_wizard.model.interview import Interview
from persona_wizard.model.persona import Claim, Evidence
from persona_wizard.model.study import Curation, Study
from persona_wizard.synthesis import synthesise
from persona_wizard.synthesis.hearing import topics_of
from persona_wizard.synthesis.people import in_order, quotable_in
from persona_wizard.synthesis.tags import tag_claims
from persona_wizard.synthesis.tallies import tally

# By interviews how often each is measured: what takes long is measured less often.
SIZES = {10: 200, 100: 50, 1_000: 15, 10_000: 7}
PROMISED = 1.5
BANK = made_up_bank()
BANKS = {BANK.id: BANK}
STUDY = Study(title="Survey")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="no more than 1,000 interviews")
    quick = options.parse_args().quick
    print(f"| milliseconds, {os.cpu_count()} cores, Python {platform.python_version()}", end=" ")
    print("| tallied claims | an interview | polars | ratio | whole persona |")
    print("|---" * 6 + "|")
    ratio = 0.0
    for size, rounds in SIZES.items():
        if size > 1_000 and quick:
            break
        interviews = made_up_survey(BANK, size)
        answers = as_dicts(interviews)
        same(claims_of(interviews), tallied(answers, BANK))
        # Python's collector goes through neither's input at the cost of the other.
        gc.collect()
        gc.freeze()
        ours, theirs, whole = best_of_each(
            rounds,
            partial(claims_of, interviews),
            partial(tallied, answers, BANK),
            partial(synthesise, STUDY, Curation(), interviews, BANKS),
        )
        gc.unfreeze()
        ratio = ours / theirs
        told = f"{ours * 1000:,.1f} | {ours * 1000 / size:.3f} | {theirs * 1000:,.1f}"
        print(f"| {size:,} interviews | {told} | {ratio:.2f}× | {whole * 1000:,.1f} |", flush=True)
    print(f"\nWith the most interviews {ratio:.2f}×; at most {PROMISED:g}× is promised.")


def claims_of(interviews: Sequence[Interview]) -> list[Claim]:
    """Every tallied claim: closed answers, medians and tags."""
    ordered = in_order(interviews)
    topics = topics_of(ordered, BANKS, {}, quotable_in(ordered))
    tallies = [tally(topic) for topic in topics if topic.question.closed]
    medians = [one.median for one in tallies if one.median is not None]
    return [*(c for one in tallies for c in one.choices), *medians, *tag_claims(topics)]


def same(claims: Sequence[Claim], rival: dict[str, Tallied]) -> None:
    """Stops where the two do not tell the same."""
    ours = {
        claim.id: Tallied(
            claim.label,
            tuple(count.n for count in claim.split),
            tuple(count.base for count in claim.split),
            [cited(e) for e in claim.evidence],
            [cited(e) for e in claim.opposing],
        )
        for claim in claims
    }
    for claim in ours.keys() | rival.keys():
        assert ours.get(claim) == rival.get(claim), (claim, ours.get(claim), rival.get(claim))


def cited(evidence: Evidence) -> tuple[str, str]:
    return evidence.pseudonym, evidence.revision


def best_of_each(rounds: int, *timed: Callable[[], object]) -> list[float]:
    """The best time of each in seconds by the clock; they take turns, to fare alike."""
    best = [float("inf")] * len(timed)
    for _ in range(rounds):
        for place, call in enumerate(timed):
            gc.collect()
            begun = time.perf_counter()
            result = call()
            best[place] = min(best[place], time.perf_counter() - begun)
            # It is let go out of the count.
            del result
    return best


if __name__ == "__main__":
    main()

"""How long reading a question bank takes, beside bare CommonMark parsing of the same text.

python tests/benchmarks/reading_banks.py
"""

import time
from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt

from persona_wizard.banks import read_bank, shipped_shelf, write_out
from persona_wizard.banks.blocks import blocks_in
from persona_wizard.banks.frontmatter import composed

ROUNDS = 15
PROMISED = 2.0


def main() -> None:
    shelf = shipped_shelf()
    sources = {bank_id: shelf.source(bank_id) or "" for bank_id in shelf.ids()}
    bare = MarkdownIt("commonmark")
    print(f"{'bank':24} {'reading':>10} {'bare':>10} {'ratio':>7}")
    ratios = []
    for bank_id, source in sources.items():
        # What a bank includes is parsed, too: the bare parser gets it written in.
        flat = write_out(source, bank_id, sources.get)
        reading, parsing = best_of_each(
            partial(read_afresh, source, bank_id, sources.get),
            partial(bare.parse, flat),
        )
        ratios.append(reading / parsing)
        print(f"{bank_id:24} {told(reading)} {told(parsing)} {ratios[-1]:6.2f}×")
    print(f"The worst is {max(ratios):.2f}×; at most {PROMISED:g}× is promised.")


def read_afresh(source: str, bank_id: str, find: Callable[[str], str | None]) -> None:
    """Read a bank as if for the first time, without what is remembered of it."""
    blocks_in.cache_clear()
    composed.cache_clear()
    read_bank(source, bank_id, find)


def best_of_each(*timed: Callable[[], object]) -> list[float]:
    """The best time of each in seconds of the processor; they take turns, to fare alike."""
    best = [float("inf")] * len(timed)
    for _ in range(ROUNDS):
        for place, call in enumerate(timed):
            begun = time.process_time()
            call()
            best[place] = min(best[place], time.process_time() - begun)
    return best


def told(seconds: float) -> str:
    return f"{seconds * 1000:7.2f} ms"


if __name__ == "__main__":
    main()

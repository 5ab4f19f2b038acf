"""How well draft themes and suggested tags agree with the themes that people gave, and how fast.

python tests/benchmarks/draft_themes.py [ANSWERS.csv]

The answers' columns are text and category.
"""

import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from statistics import mean

from persona_wizard.synthesis.tag_suggestions import suggest_tags
from persona_wizard.synthesis.themes import THEMES_FROM, draft_themes, side_by_side
from persona_wizard.synthesis.tokens import Said

ANSWERS = Path(__file__).parents[3] / "shared" / "data" / "banking77" / "test.csv"
DRAWS = 60
SEED = "draft themes"
# For so many answers: the fewest and the most themes, and the agreement that is promised.
SIZES = {12: (3, 6, 0.58), 30: (4, 8, 0.55), 100: (4, 12, 0.60)}
CODED = 30
SUGGESTED_RIGHT = 0.9
MANY = 10_000

Labelled = list[tuple[str, str]]
Pool = dict[str, list[str]]


def main() -> int:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
    if not path.is_file():
        print(f"The answers are not there: {path}")
        return 1
    pool = read(path)
    shuffled = sorted(pool, key=lambda theme: sha256(theme.encode()).digest())
    middle = (len(shuffled) + 1) // 2
    pools = {
        "worked on": {theme: pool[theme] for theme in shuffled[:middle]},
        "held back": {theme: pool[theme] for theme in shuffled[middle:]},
        "all": pool,
    }
    print(f"mean of {DRAWS} draws{'':10}" + "".join(f"{name:>11}" for name in pools) + "  promised")
    for size, (_, _, promised) in SIZES.items():
        told = [agreement(themes, size) for themes in pools.values()]
        print(row(f"ARI, {size} answers", told, promised))
    for fewest, most in ((4, 8), (10, 20)):
        told = [suggested_right(themes, fewest, most) for themes in pools.values()]
        print(row(f"tag among three, of {fewest} to {most}", told, SUGGESTED_RIGHT))
    print()
    everything = [text for texts in pool.values() for text in texts]
    for size in (30, 100, 600, 3_000, MANY):
        print(speed(everything, size))
    return 0


def read(path: Path) -> Pool:
    """Answers by theme."""
    pool: Pool = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            pool.setdefault(line["category"], []).append(line["text"])
    return pool


def draw(pool: Pool, size: int, fewest: int, most: int, number: int) -> tuple[Labelled, Labelled]:
    """Answers of so many themes, most of a few, at least one of each; and as many others of each.

    An answer's theme stands beside it. The same number draws the same.
    """
    chance = random.Random(f"{SEED}/{size}/{fewest}/{most}/{number}")
    themes = chance.sample(sorted(pool), chance.randint(fewest, most))
    shares = [0.1 + chance.expovariate(1) for _ in themes]
    counts = [1] * len(themes)
    while sum(counts) < size:
        place = chance.choices(range(len(themes)), shares)[0]
        if counts[place] < len(pool[themes[place]]):
            counts[place] += 1
    drawn: Labelled = []
    others: Labelled = []
    for theme, count in zip(themes, counts, strict=True):
        texts = chance.sample(pool[theme], len(pool[theme]))
        drawn += [(text, theme) for text in texts[:count]]
        others += [(text, theme) for text in texts[count : 2 * count]]
    chance.shuffle(drawn)
    return drawn, others


def said(texts: Sequence[str], prefix: str = "") -> list[Said]:
    return [Said(f"{prefix}{place:05}", text) for place, text in enumerate(texts)]


def agreement(pool: Pool, size: int) -> float:
    """The adjusted Rand index; what stands alone counts as a theme of its own."""
    fewest, most, _ = SIZES[size]
    found = []
    for number in range(DRAWS):
        drawn, _ = draw(pool, size, fewest, most, number)
        groups = groups_of([text for text, _ in drawn])
        found.append(adjusted_rand(groups, [theme for _, theme in drawn]))
    return mean(found)


def groups_of(texts: Sequence[str]) -> list[str]:
    """Of each text, what tells its group: its draft theme or, where there are too few, its rows."""
    answers = said(texts)
    of = {one.key: one.key for one in answers}
    if len(texts) >= THEMES_FROM:
        for theme in draft_themes(answers).themes:
            of |= dict.fromkeys(theme.keys, f"theme of {theme.keys[0]}")
    else:
        rows = side_by_side(answers)
        of |= {row.key: f"group {row.group}" for row in rows if row.group is not None}
    return [of[one.key] for one in answers]


def adjusted_rand(one: Sequence[str], other: Sequence[str]) -> float:
    """1 where two groupings agree, about 0 where they agree as much as by chance."""

    def pairs(counts: Counter[object]) -> float:
        return sum(count * (count - 1) / 2 for count in counts.values())

    together = pairs(Counter(zip(one, other, strict=True)))
    mine, theirs = pairs(Counter(one)), pairs(Counter(other))
    by_chance = mine * theirs / (len(one) * (len(one) - 1) / 2)
    most = (mine + theirs) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


def suggested_right(pool: Pool, fewest: int, most: int) -> float:
    """How often the theme of an untagged answer is among the three suggested tags."""
    found = []
    for number in range(DRAWS):
        coded, others = draw(pool, CODED, fewest, most, number)
        tagged = [
            (one, (theme,))
            for one, (_, theme) in zip(said([t for t, _ in coded], "t"), coded, strict=True)
        ]
        untagged = said([text for text, _ in others], "u")
        suggested = suggest_tags(untagged, tagged)
        found.append(
            mean(
                theme in suggested[one.key]
                for one, (_, theme) in zip(untagged, others, strict=True)
            )
        )
    return mean(found)


def row(name: str, told: Sequence[float], promised: float) -> str:
    return f"{name:28}" + "".join(f"{value:11.3f}" for value in told) + f"  {promised:8.2f}"


def speed(texts: Sequence[str], size: int) -> str:
    """The processor's seconds for so many different answers, some of them made of two."""
    chance = random.Random(f"{SEED}/speed")
    made = [
        texts[place] if place < len(texts) else f"{chance.choice(texts)} {chance.choice(texts)}"
        for place in range(size)
    ]
    chance.shuffle(made)
    answers = said(made)
    tagged = [(one, (f"tag-{place % 20}",)) for place, one in enumerate(answers[:CODED])]
    taken = [
        seconds(work)
        for work in (
            lambda: draft_themes(answers),
            lambda: side_by_side(answers),
            lambda: suggest_tags(answers, tagged),
        )
    ]
    drafts, reading, suggesting = (f"{value:.2f} s" for value in taken)
    return f"{size:6} answers: themes {drafts}, side by side {reading}, suggestions {suggesting}"


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    sys.exit(main())

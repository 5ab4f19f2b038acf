"""Whatever is done to a bank that ships, it reads as a bank or is refused with its faults.

One mutant in ten is a whole bank; the others are a section or two of one, which read faster.
A mutant is known by its number, as long as the shipped files stay the same:

A hundred thousand: PERSONA_WIZARD_MUTATIONS=100000 python -m pytest -s <this file>
Only number 1234:   PERSONA_WIZARD_MUTATION=1234 python -m pytest <this file>
"""

import os
import re
import time
import traceback
from collections.abc import Callable
from functools import cache
from multiprocessing import get_context
from random import Random

import pytest
from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks import (
    BankError,
    BankFault,
    outline,
    read_bank,
    shipped_shelf,
    words_needed,
    write_out,
)
from persona_wizard.banks.lines import decoded, lines_of
from persona_wizard.model.bank import Bank
from persona_wizard.model.fills import fill, fills_in
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line, slug

MUTATIONS = int(os.environ.get("PERSONA_WIZARD_MUTATIONS", "1000"))
ONLY = os.environ.get("PERSONA_WIZARD_MUTATION")
FILE = "mutant.md"

# What no message and no outline may hold: it would break or recolour the line it stands on.
_NOT_ON_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

QUOTES_AND_BRACKETS = (
    *('"', "'", "“", "{", "}", "{}", "[", "]", "(", ")", "`", "\\", "\\\\", "\\\n"),
    *("\\{", "\\}", "{{product}}", '{#a low="', "{#a .key", "} {#b}", " {.one .many}", "{=}"),
)
INCLUDES = (
    *(" {from=background}", " {from=background-b2b}", " {from=prospects}", " {from=}"),
    *(" {from=existing-customers}", " {from=../../etc/passwd}", ' {from="background" from=x}'),
)
CONDITIONS = (
    *(' when="a = a"', ' when="((((not a"', " when=", ' when="answered()"', " when='x' when=y"),
    *(f' when="{"not " * 60}a"', f' when="{"(" * 60}a = 1{")" * 60}"', ' when="age-group < nan"'),
    *(' {when="age-group > under-30 and"}', ' {when="ﬁ = ﬁ or İ != 1e999"}'),
)
FILLS = (
    *("{product}", "{ product }", "{no-such}", "{competitors}", "{income-bands}", "{age-group}"),
    *("- {competitors}", "- {income-bands} {#x}", "- {competitors} {.alone}", "- {competitors} x"),
)
CHARACTERS = (
    *("\0", "\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\ufeff", "\u202e", "\u2066", "\u200b"),
    *("\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\xa0", "\u3000", "\ufffd", "\ufffe"),
    *("e\u0301", "\u0338", "\u0301" * 40, "A\u030a", "\u212b", "ﬁ", "İ", "ǅ", "ß"),
    *("שלום עולם", "👩‍👩‍👧"),
)
NUMBERS = ("9" * 400, "1e999", "-0", "nan", "٣", "½", "0x10", "1_000", "9" * 12, "2.50", "20–30")
DEEP = ("> " * 200, "- " * 200, "[" * 300, "(" * 300, "{" * 300, "*" * 500, "<" * 300, "######")
YAML = (
    *("&a [*a]", "*a", "!!python/object/apply:os.system x", "!<tag> x", "<<: *a", "? a", "|\n x"),
    *("---", "---\n", "...", "%YAML 1.1", "id: [", "id: {a: b}", "minutes: 1e9", "allow: x", ": "),
    *("language: vi", "language: xx", "title: >-\n  a\n  b", "# comment", "based-on: x @0"),
    *('"\\x"', '"\\e[31m\\u202e": x', 'title: "\\e[31m\\u202e\\r\\n"', 'id: "\\x85"', "title: |"),
)
HTML = ("<!--", "-->", "<!-- note -->", "<!-->", "<!-- a -- b --> c", "<div>", "</", "&#0;", "&lt;")
LAYOUT = (
    *("\t", "\r", "\r\n", "\n", "\n\n", "    ", "  \n", "===", "\n---\n", "```", "~~~", "***"),
    *("## Problems", "## Opening", "## Closing", "## Problemas", "### A", "### A {#a}", "# A"),
    *("- [ ] x", "- [x] x {#y}", "- x", "1. x", "> x", "|a|b|\n|-|-|\n|1|2|", "[a]: b", "* y"),
)
FRAGMENTS = (
    *(*QUOTES_AND_BRACKETS, *INCLUDES, *CONDITIONS, *FILLS, *CHARACTERS),
    *(*NUMBERS, *DEEP, *YAML, *HTML, *LAYOUT),
)
LIST_TEXTS = (*FRAGMENTS, "", " ", "Harbour Beans", "harbour beans", "Other…", "\ud800", "x" * 5000)


# Mutations: each takes a source and a chance, and gives another source.


def bit_flipped(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def fragment_put_in(data: bytes, chance: Random) -> bytes:
    where = chance.choice((_anywhere, _at_line, _at_line, _in_attributes, _in_attributes))
    at = where(data, chance)
    return data[:at] + chance.choice(FRAGMENTS).encode() + data[at:]


def line_put_in(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(FRAGMENTS).encode())
    return b"\n".join(lines)


def piece_deleted(data: bytes, chance: Random) -> bytes:
    at = _anywhere(data, chance)
    return data[:at] + data[at + chance.choice((1, 1, 1, 2, 5, 20, 200)) :]


def line_deleted(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def line_doubled(data: bytes, chance: Random) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(lines))
    return b"\n".join(lines)


def lines_transposed(data: bytes, chance: Random) -> bytes:
    return _transposed(data, b"\n", chance)


def blocks_transposed(data: bytes, chance: Random) -> bytes:
    return _transposed(data, b"\n\n", chance)


def block_doubled(data: bytes, chance: Random) -> bytes:
    blocks = data.split(b"\n\n")
    blocks.insert(chance.randint(0, len(blocks)), chance.choice(blocks))
    return b"\n\n".join(blocks)


def cut_off(data: bytes, chance: Random) -> bytes:
    return data[: _anywhere(data, chance)]


def spliced(data: bytes, chance: Random) -> bytes:
    other = chance.choice(sorted(shipped().values())).encode()
    return data[: _at_line(data, chance)] + other[_at_line(other, chance) :][:3000]


def ends_mixed(data: bytes, chance: Random) -> bytes:
    ends = (b"\n", b"\r\n", b"\r")
    return b"".join(line + chance.choice(ends) for line in data.split(b"\n"))


def indented(data: bytes, chance: Random) -> bytes:
    at = _at_line(data, chance)
    return data[:at] + chance.choice((b" ", b"   ", b"    ", b"\t", b"> ", b"- ")) + data[at:]


def _transposed(data: bytes, between: bytes, chance: Random) -> bytes:
    parts = data.split(between)
    one, other = (chance.randrange(len(parts)) for _ in range(2))
    parts[one], parts[other] = parts[other], parts[one]
    return between.join(parts)


def _anywhere(data: bytes, chance: Random) -> int:
    return chance.randint(0, len(data))


def _at_line(data: bytes, chance: Random) -> int:
    """Where some line starts or ends, often a heading's."""
    lines = chance.choice((rb"(?m)^.*$", rb"(?m)^#.*$"))
    return _one_of([at for m in re.finditer(lines, data) for at in m.span()], chance)


def _in_attributes(data: bytes, chance: Random) -> int:
    """Where some attributes start or end, or one of them does."""
    edges = re.finditer(rb"(?<=\{)|\}|(?<=\w) ?\.\w| \w+=", data)
    return _one_of([edge.start() for edge in edges], chance)


def _one_of(places: list[int], chance: Random) -> int:
    return chance.choice(places) if places else 0


Mutation = Callable[[bytes, Random], bytes]
KINDS_OF_MUTATION: tuple[Mutation, ...] = (
    *(fragment_put_in, fragment_put_in, fragment_put_in, line_put_in, line_put_in),
    *(bit_flipped, piece_deleted, line_deleted, line_doubled, lines_transposed),
    *(blocks_transposed, block_doubled, cut_off, spliced, ends_mixed, indented),
)


class Mutant(Struct, frozen=True):
    """A bank's bytes, what it may include, and a study's lists, where it has any."""

    data: bytes
    others: dict[str, str]
    lists: dict[str, tuple[str, ...]] | None


@cache
def shipped() -> dict[str, str]:
    """The sources of the banks that ship, by id."""
    shelf = shipped_shelf()
    return {bank_id: shelf.source(bank_id) or "" for bank_id in shelf.ids()}


@cache
def slices() -> tuple[str, ...]:
    """Every section or two of a bank that ships, below its front matter, that are a bank."""
    found: list[str] = []
    for _, source in sorted(shipped().items()):
        front, *sections = re.split(r"(?m)^(?=## )", source)
        for at in range(len(sections)):
            found += [front + sections[at], front + "".join(sections[at : at + 2])]
    return tuple(source for source in dict.fromkeys(found) if _is_bank(source))


def _is_bank(source: str) -> bool:
    try:
        read_bank(source, FILE, shipped().get)
    except BankError:
        return False
    return True


def mutant(number: int) -> Mutant:
    chance = Random(number)
    whole = chance.random() < 0.1
    source = chance.choice(sorted(shipped().values()) if whole else slices())
    others = dict(shipped())
    included = re.findall(r"\{from=([^}]+)\}", source)
    if included and chance.random() < 0.3:
        bank = chance.choice(included)
        others[bank] = _mutated(others[bank].encode(), chance).decode(errors="replace")
        return Mutant(source.encode(), others, _lists(chance))
    return Mutant(_mutated(source.encode(), chance), others, _lists(chance))


def _mutated(data: bytes, chance: Random) -> bytes:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(KINDS_OF_MUTATION)(data or b"-", chance)
    return data


def _lists(chance: Random) -> dict[str, tuple[str, ...]] | None:
    if chance.random() < 0.5:
        return None
    names = ("competitors", "income-bands", "no-such")[: chance.randint(1, 3)]
    return {name: tuple(chance.choices(LIST_TEXTS, k=chance.randint(0, 4))) for name in names}


class Outcome(Struct, frozen=True):
    """What became of a mutant; `complaint` is empty where the law holds."""

    number: int
    read: bool = False
    seconds: float = 0
    complaint: str = ""


def outcome(number: int) -> Outcome:
    begun = time.perf_counter()
    try:
        read = read_or_refused(mutant(number))
    except Exception:
        return Outcome(number, complaint=traceback.format_exc(limit=-4))
    return Outcome(number, read, time.perf_counter() - begun)


def read_or_refused(mutant: Mutant) -> bool:
    """Whether the mutant is a bank. Raises AssertionError where the law is broken."""
    study = Study(title="T", lists=mutant.lists or {})
    lists = None if mutant.lists is None else study.choice_lists
    find = mutant.others.get
    try:
        source = decoded(mutant.data, FILE)
        bank = read_bank(source, FILE, find, banks=tuple(mutant.others), lists=lists)
    except BankError as error:
        refused = error
    else:
        flat = write_out(source, FILE, find, lists)
        again = read_bank(flat, "flat.md", lambda _: None, words=fills_in(flat))
        assert lineless(again) == lineless(bank)
        assert isinstance(words_needed(bank, study), tuple)
        assert not _NOT_ON_A_LINE.search(outline(bank).replace("\n", "")), outline(bank)
        return True
    assert refused.faults
    for fault in refused.faults:
        check_fault(fault, mutant)
    return False


def check_fault(fault: BankFault, mutant: Mutant) -> None:
    assert fault.file == FILE or fault.file in mutant.others, fault
    assert fault.message, fault
    assert not _NOT_ON_A_LINE.search(fault.message), fault
    assert 1 <= fault.line <= _length(fault.file, mutant), fault


def _length(file: str, mutant: Mutant) -> int:
    """How many lines the file has."""
    data = mutant.data if file == FILE else mutant.others[file].encode()
    try:
        return len(lines_of(decoded(data, file), file))
    except BankError:
        return data.count(b"\n") + 1


def lineless(bank: Bank) -> Bank:
    return replace(bank, questions=tuple(replace(q, file="", line=0) for q in bank.questions))


def test_a_mutant_is_a_bank_or_refused() -> None:
    if ONLY:
        assert outcome(int(ONLY)).complaint == "", mutant(int(ONLY))
        return
    assert len(slices()) > 20
    # Without a fork: other tests leave threads behind.
    with get_context("spawn").Pool() as processes:
        outcomes = list(processes.imap_unordered(outcome, range(MUTATIONS), chunksize=50))
    broken = sorted((o for o in outcomes if o.complaint), key=lambda o: o.number)
    told = "\n".join(f"PERSONA_WIZARD_MUTATION={o.number}: {o.complaint}" for o in broken[:5])
    assert not broken, f"{len(broken)} of {MUTATIONS} break the law\n{told}"
    read = sum(o.read for o in outcomes)
    slowest = max(outcomes, key=lambda o: o.seconds)
    print(
        f"{MUTATIONS} mutants: {read} read, {MUTATIONS - read} were refused;"
        f" the slowest was {slowest.number}, {slowest.seconds:.2f} s"
    )
    # Neither side of the law went unseen.
    assert MUTATIONS / 10 < read < MUTATIONS * 9 / 10


LIST_BANK = """\
---
id: tea
title: Tea
audience: customers
---

## Problems

### Which? {#which .many}

- {competitors}
- Water
"""


@pytest.mark.parametrize(
    "text", [t for t in LIST_TEXTS if slug(clean_line(t))], ids=lambda text: ascii(text[:20])
)
def test_a_text_of_a_list_is_a_choice_in_these_very_words(text: str) -> None:
    lists = {"competitors": (text,)}
    bank = read_bank(LIST_BANK, FILE, lambda _: None, lists=lists)
    listed, water = bank.questions[0].choices
    assert fill(listed.text, {"product": "Tea", "a": "b"}) == clean_line(text)
    assert (listed.slug, water.text) == (slug(clean_line(text)), "Water")
    flat = write_out(LIST_BANK, FILE, lambda _: None, lists)
    assert lineless(read_bank(flat, FILE, lambda _: None)) == lineless(bank)


@pytest.mark.parametrize(
    "item",
    [
        "- {competitors}\n  {indicates=innovator}",
        "-\n  {competitors}",
        "- {competitors} {product}",
    ],
)
@pytest.mark.parametrize("listed", [(), ("Harbour Beans", "Daily Drop")])
def test_a_list_on_more_than_its_own_line_is_written_out_as_it_is_read(
    item: str, listed: tuple[str, ...]
) -> None:
    source = LIST_BANK.replace("- {competitors}", item)
    lists = {"competitors": listed}
    bank = read_bank(source, FILE, lambda _: None, lists=lists)
    flat = write_out(source, FILE, lambda _: None, lists)
    assert lineless(read_bank(flat, FILE, lambda _: None)) == lineless(bank)


def test_an_empty_brace_on_the_line_below_a_list_is_refused() -> None:
    source = LIST_BANK.replace("- {competitors}", "- {competitors}\n {}")
    lists = {"competitors": ("Harbour Beans", "Daily Drop")}
    with pytest.raises(BankError, match=r"\{\} is neither a word of the study nor a question"):
        read_bank(source, FILE, lambda _: None, lists=lists)

"""What a page keeps of its claims: read back whole, unseen by readers, and telling of changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minh import EVERYONE, MINH, claim, with_section
from msgspec.structs import replace
from pages import headings, shape

from persona_wizard.export.counts import told_outside
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.page_numbers import numbered_lines
from persona_wizard.export.record import NoRecord, Record, read_record, with_record, without_record
from persona_wizard.export.verify import Verdict, verdict, verdict_lines
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import ClaimKind, Confidence, NewCodes, Persona, Section

TALKS = tuple(
    NewCodes(f"i-{pseudonym}", pseudonym, Audience.CUSTOMERS, (), ()) for pseudonym in EVERYONE
)
WHOLE = replace(MINH, saturation=TALKS)
PAGE = markdown(WHOLE, Layout.PAGE)


def looked_at(page: str, persona: Persona | None = WHOLE, erased: tuple[str, ...] = ()) -> Verdict:
    return verdict(page, read_record(page), persona, erased)


@pytest.mark.parametrize("layout", Layout)
def test_every_claim_with_a_footnote_is_in_the_record(layout: Layout) -> None:
    record = read_record(markdown(WHOLE, layout))
    found = {one.id: one for one in record.claims}
    drawn = {one.id: one for one in (*WHOLE.claims, *WHOLE.contrasts)}
    assert len(found) > 20
    for one, kept in found.items():
        counts = (drawn[one].n, drawn[one].base, drawn[one].against)
        assert (kept.n, kept.base, kept.against) == counts
        assert kept.confidence is drawn[one].confidence
    assert len(record.interviews) == len(EVERYONE)


def test_no_reader_meets_the_record() -> None:
    assert shape(PAGE) == shape(without_record(PAGE))
    assert headings(PAGE) == headings(without_record(PAGE))
    assert "verify" not in without_record(PAGE)


def test_a_page_as_it_was_written_holds() -> None:
    for layout in Layout:
        found = looked_at(markdown(WHOLE, layout))
        assert found.holds
        assert len(verdict_lines(found)) == 1
    assert verdict_lines(looked_at(PAGE))[0].startswith("All ")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("wants coffee ready", "dreams of coffee ready"),
        ("silence is not disagreement", "silence tells nothing"),
        ("## Objectives", "## What they are after, since 2024"),
        ("- Marketing:", "- Our team, 3rd floor:"),
        ("\n[^", "\n\n[^"),
        ("\n", "\r\n"),
    ],
)
def test_prose_may_be_edited(was: str, now: str) -> None:
    page = PAGE.replace(was, now)
    assert was == "- Marketing:" or page != PAGE
    assert looked_at(page.replace("\r\n", "\n")).holds


def test_lines_may_be_moved_and_left_out() -> None:
    lines = PAGE.split("\n")
    bullets = [n for n, line in enumerate(lines) if line.startswith("- ") and "[^" in line]
    first, second = bullets[:2]
    lines[first], lines[second] = lines[second], lines[first]
    del lines[bullets[-1]]
    assert looked_at("\n".join(lines)).holds


def counted_lines() -> list[str]:
    """The lines of the page in which somebody could change a count."""
    counts = [line.text for line in numbered_lines(without_record(PAGE)) if line.counts]
    assert len(counts) > 20
    return counts


@pytest.mark.parametrize("line", counted_lines())
def test_a_number_changed_by_hand_is_caught(line: str) -> None:
    numbers = numbered_lines(line)[0].numbers.split("/")
    old = numbers[0]
    at = line.rindex(old) if line.startswith("|") else _outside_quotes(line, old)
    changed = f"{line[:at]}{int(old.replace(',', '')) + 1}{line[at + len(old) :]}"
    found = looked_at(PAGE.replace(line, changed))
    assert [one.line.text for one in found.by_hand] == [changed]
    assert not found.holds
    told = "\n".join(verdict_lines(found))
    assert f"line {found.by_hand[0].line.number}" in told


def _outside_quotes(line: str, number: str) -> int:
    """Where a number stands that is in no quote, pseudonym or label."""
    import re

    blank = re.sub(r'"[^"]*"', lambda quote: " " * len(quote[0]), line)
    found = re.search(rf"(?<!\w){re.escape(number)}(?!\w)", blank)
    assert found is not None
    return found.start()


def test_numbers_that_change_places_are_caught() -> None:
    goals = claim("a/x", "First", EVERYONE[:4], heading="objectives", kind=ClaimKind.COMPOSED)
    others = claim("b/y", "Second", EVERYONE[:2], heading="objectives", kind=ClaimKind.COMPOSED)
    page = markdown(with_section(Section("objectives", composed=(goals, others))), Layout.PAGE)
    record = read_record(page)
    lines = {n: line for n, line in enumerate(page.split("\n")) if "[^O" in line[-6:]}
    (one, first), (two, second) = list(lines.items())[:2]
    rows = page.split("\n")
    rows[one] = first.replace("4 of 9", "2 of 9")
    rows[two] = second.replace("2 of 9", "4 of 9")
    swapped = "\n".join(rows)
    assert swapped != page
    assert len(verdict(swapped, record, WHOLE, ()).by_hand) == 2


def test_what_has_changed_is_told_with_both_counts() -> None:
    was = claim(
        "composed/1",
        "The delivery day cannot be moved",
        EVERYONE[:3],
        EVERYONE[:5],
        kind=ClaimKind.COMPOSED,
        heading="problems",
        confidence=Confidence.PATTERN,
    )
    now = replace(was, base=9, against=2, confidence=Confidence.CONTESTED)
    page = markdown(with_section(Section("problems", composed=(was,))), Layout.PAGE)
    found = looked_at(page, with_section(Section("problems", composed=(now,))))
    assert verdict_lines(found)[1] == (
        "- P1 The delivery day cannot be moved: 3 of 5 → 3 of 9, 2 against, now contested "
        "[composed/1]"
    )


def test_what_is_gone_is_told_in_the_pages_words() -> None:
    was = claim(
        "composed/1", "Hates Tuesdays", EVERYONE[:3], kind=ClaimKind.COMPOSED, heading="problems"
    )
    page = markdown(with_section(Section("problems", composed=(was,))), Layout.PAGE)
    empty = with_section(Section("problems"))
    gone = [line for line in verdict_lines(looked_at(page, empty)) if "composed/1" in line]
    assert gone == ["- P1 Hates Tuesdays: 3 of 9 → gone [composed/1]"]
    left_out = looked_at(page, replace(empty, hidden=(was,)))
    assert [one.what for one in left_out.findings if one.id == "composed/1"] == ["left out since"]
    assert all(one.gone for one in looked_at(page, None).findings)


def test_a_claim_of_another_id_by_now_is_the_same_claim() -> None:
    was = claim("barriers/cost", "cost", EVERYONE[:3], kind=ClaimKind.TAG, heading="problems")
    now = replace(was, id="barriers/price", label="price", aliases=("barriers/cost",))
    page = markdown(with_section(Section("problems", tagged=(was,))), Layout.PAGE)
    found = looked_at(page, with_section(Section("problems", tagged=(now,))))
    assert not [one for one in found.findings if one.id == "barriers/cost"]


def test_a_sentence_worded_anew_and_another_split_are_told() -> None:
    was = claim("composed/1", "Early", EVERYONE[:3], kind=ClaimKind.COMPOSED, heading="objectives")
    page = markdown(with_section(Section("objectives", composed=(was,))), Layout.PAGE)
    anew = with_section(Section("objectives", composed=(replace(was, label="Late"),)))
    told = {one.id: one.what for one in looked_at(page, anew).findings}
    assert told["composed/1"] == "worded anew “Late”"
    others = claim(
        "composed/1", "Early", EVERYONE[-3:], kind=ClaimKind.COMPOSED, heading="objectives"
    )
    moved = with_section(Section("objectives", composed=(others,)))
    told = {one.id: one.what for one in looked_at(page, moved).findings}
    assert told["composed/1"].startswith("3 of 9 still, but customers 3 of 5, ")
    assert told["composed/1"].endswith(
        "→ customers 0 of 5, non-purchasers 1 of 2, prospects 2 of 2"
    )


def test_somebody_erased_is_told_though_all_else_holds() -> None:
    found = looked_at(PAGE, erased=("i-P03", "another study's"))
    assert found.erased == 1
    assert not found.holds
    assert verdict_lines(found)[-1].startswith("The page was built on 1 interview erased since")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "# Notes\n\n4 of 9\n",
        without_record(PAGE),
        PAGE.replace("=4/9", "=5/9", 1),
        PAGE.replace(" numbers ", " figures "),
        PAGE.replace("leave as it is: 1 ", "leave as it is: 2 "),
        "\n".join(PAGE.split("\n")[:-4]) + "\n",
    ],
)
def test_a_page_without_a_whole_record_is_not_guessed_at(page: str) -> None:
    with pytest.raises(NoRecord):
        read_record(page)


@settings(max_examples=150, deadline=None)
@given(
    ids=st.lists(st.text(min_size=1), unique=True, max_size=6),
    persona=st.text(min_size=1),
    counts=st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9)),
)
def test_whatever_ids_there_are_come_back(
    ids: list[str], persona: str, counts: tuple[int, int, int]
) -> None:
    n, base, against = counts
    one = claim("x", "x", EVERYONE[:2])
    claims = [replace(one, id=name, n=n, base=base, against=against) for name in ids]
    drawn = replace(WHOLE, id=persona)
    page = with_record(
        "# A page\n", drawn, told_outside(drawn, Layout.PAGE), [("O1", found) for found in claims]
    )
    record: Record = read_record(page)
    assert record.persona == persona
    assert [found.id for found in record.claims] == ids
    assert {(f.n, f.base, f.against) for f in record.claims} <= {counts}
    assert without_record(page) == "# A page\n"

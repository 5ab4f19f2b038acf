"""What a page keeps of its claims: read back whole, unseen by readers, and telling of changes."""

import hashlib
import re
import zlib
from base64 import urlsafe_b64encode

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minh import EVERYONE, MINH, claim, said, with_section
from msgspec.structs import replace
from pages import all_said, headings, shape

from persona_wizard.export.as_written import held_lines
from persona_wizard.export.counts import told_outside
from persona_wizard.export.layout import Layout
from persona_wizard.export.markdown import markdown
from persona_wizard.export.quoted import quoted_on, said_print
from persona_wizard.export.record import NoRecord, Record, read_record, with_record
from persona_wizard.export.verdict_words import verdict_lines
from persona_wizard.export.verify import Held, Speaker, Verdict, verdict
from persona_wizard.model.bank import Stage
from persona_wizard.model.built_on import (
    built_on,
    ending,
    ending_of,
    interview_print,
    without_ending,
)
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    ClaimKind,
    Confidence,
    JourneyStage,
    NewCodes,
    OpenAnswers,
    Persona,
    Section,
)

TALKS = tuple(
    NewCodes(f"i-{pseudonym}", pseudonym, Audience.CUSTOMERS, (), ()) for pseudonym in EVERYONE
)
WHOLE = replace(MINH, saturation=TALKS)
PAGE = markdown(WHOLE, Layout.PAGE)


def looked_at(page: str, persona: Persona | None = WHOLE, erased: tuple[str, ...] = ()) -> Verdict:
    """The page beside a study in which all of it was said, by people who may be quoted."""
    held = replace(all_said(page), erased=tuple(map(interview_print, erased)))
    return verdict(page, read_record(page), persona, held)


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
    assert shape(PAGE) == shape(without_ending(PAGE))
    assert headings(PAGE) == headings(without_ending(PAGE))
    assert "verify" not in without_ending(PAGE)


def test_a_page_as_it_was_written_holds() -> None:
    for layout in Layout:
        found = looked_at(markdown(WHOLE, layout))
        assert found.holds
        assert len(verdict_lines(found)) == 2
    assert verdict_lines(looked_at(PAGE))[0].startswith("All ")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("wants coffee ready", "dreams of coffee ready"),
        ("silence is not disagreement", "silence tells nothing"),
        ("## Objectives", "## What they are after, since 2024"),
        ("\n[^", "\n\n[^"),
    ],
)
def test_prose_may_be_edited(was: str, now: str) -> None:
    page = PAGE.replace(was, now)
    assert page != PAGE
    assert looked_at(page).holds


def test_lines_may_be_moved_and_left_out() -> None:
    lines = PAGE.split("\n")
    bullets = [n for n, line in enumerate(lines) if line.startswith("- ") and "[^" in line]
    first, second = bullets[:2]
    lines[first], lines[second] = lines[second], lines[first]
    del lines[bullets[-1]]
    assert looked_at("\n".join(lines)).holds


def held() -> list[str]:
    """The lines of the page that somebody could change to mislead its readers."""
    lines = [line.text for line in held_lines(without_ending(PAGE))]
    assert len(lines) > 40
    return lines


@pytest.mark.parametrize("line", held())
def test_a_number_changed_by_hand_is_caught(line: str) -> None:
    at = next((found for found in re.finditer(r"(?<![\w^])\d+", line)), None)
    if at is None:
        return
    changed = f"{line[: at.start()]}{int(at[0]) + 1}{line[at.end() :]}"
    found = looked_at(PAGE.replace(line, changed))
    assert [one.line.text for one in found.by_hand] == [changed]
    assert not found.holds
    told = "\n".join(verdict_lines(found))
    assert f"line {found.by_hand[0].line.number}" in told


@pytest.mark.parametrize(
    ("was", "now"),
    [
        # Other words in somebody's mouth: under the name, in a footnote, of somebody else.
        ('> "I just want my mornings back."', '> "They hate us."'),
        ('"Cups out at ten, or it\'s chaos." (P01)', '"Your coffee is awful." (P01)'),
        ('"Cups out at ten, or it\'s chaos." (P01)', '"Cups out at ten, or it\'s chaos." (P02)'),
        ("A model drawn from", 'They said "we hate you". A model drawn from'),
        # A claim worded otherwise, one without its count, and counts that nobody gave.
        ("**plans ahead**", "**hates us**"),
        (" (raised by 3 of 9, 2 against)", " (most)"),
        ("customers: 5", "customers: 90"),
        ("status: provisional", "status: rich"),
        ("customers 4, prospects 1", "customers 5, prospects 1"),
        ("- fewer subscriptions (P07", "- more subscriptions (P07"),
        ("  - fewer subscriptions (P07", "  - fewer subscriptions (P01"),
        ("## Objectives\n", "## Objectives\n\n- Loves us (9 of 9)\n"),
    ],
)
def test_what_people_said_and_counts_may_not_be_edited(was: str, now: str) -> None:
    assert was in PAGE, was
    found = looked_at(PAGE.replace(was, now, 1))
    assert found.by_hand
    assert not found.holds


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("- **", "* **"),
        ("**", "__"),
        ('"', "“"),
        ("| ", "|   "),
        ("- ", "-   "),
        ("---\nschema", "\n---\ntags: [persona, 9 of 9]\nschema"),
    ],
)
def test_an_editor_may_dress_a_page_in_its_own_way(was: str, now: str) -> None:
    page = without_ending(PAGE)
    assert was in page
    assert looked_at(PAGE.replace(page, page.replace(was, now))).holds


def test_a_changed_claim_is_told_beside_what_it_said() -> None:
    page = PAGE.replace("**plans ahead**", "**hates us**")
    (line,) = [row for row in verdict_lines(looked_at(page)) if "hates us" in row]
    assert line.endswith("; it told “Character: plans ahead”, 4 of 9")


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
    assert len(verdict(swapped, record, WHOLE, Held()).by_hand) == 2


# Whose words stand on it


def quoting(page: str, layout: Layout, **more: object) -> Verdict:
    """The page beside a study in which P02 is another than when it was written."""
    speakers = {
        one: Speaker(one, True, frozenset(said_print(one, words) for words in said))
        for one, said in quoted_on(page, WHOLE, layout).items()
    }
    speakers["i-P02"] = replace(speakers["i-P02"], pseudonym="P02", **more)
    return verdict(page, read_record(page), WHOLE, Held(speakers=tuple(speakers.values())))


@pytest.mark.parametrize("layout", Layout)
def test_words_without_a_yes_by_now_are_told(layout: Layout) -> None:
    page = markdown(WHOLE, layout)
    assert quoting(page, layout).holds
    found = quoting(page, layout, quotable=False)
    assert found.silent == ("P02",)
    assert verdict_lines(found)[0] == (
        "The page quotes P02 without a yes to be quoted: export it anew, and delete every copy of "
        "this one."
    )
    gone = quoting(page, layout, said=frozenset())
    assert gone.unsaid == len(quoted_on(page, WHOLE, layout)["i-P02"])
    assert not gone.holds
    assert "in no answer any more: export it anew." in verdict_lines(gone)[0]


MINE = said("P02", "barriers", quotes=("Mine.",))
AGAINST = replace(
    claim("composed/1", "Price", ("P01",), kind=ClaimKind.COMPOSED, heading="problems"),
    against=1,
    opposing=(MINE,),
)
WAITING = OpenAnswers(
    question="barriers",
    wording="What is in the way?",
    heading="problems",
    field=None,
    sensitive=False,
    base=3,
    answered=3,
    examples=(MINE,),
    evidence=(MINE, said("P03", "barriers", quotes=("Not so.",))),
)


@pytest.mark.parametrize(
    "more",
    [
        {"lead_quote": MINE},
        {"journey": (JourneyStage(stage=Stage.CONSIDERATION, asked=3, voices=(MINE,)),)},
        {"sections": (Section("problems", composed=(AGAINST,)),)},
        {"sections": (Section("problems", open_answers=(WAITING,)),)},
    ],
    ids=["lead quote", "voice of the journey", "against a claim", "example"],
)
def test_wherever_a_page_tells_words_it_keeps_whose_they_are(more: dict[str, object]) -> None:
    persona = replace(WHOLE, **{"lead_quote": None, "sections": (), **more})
    assert '"Mine."' in markdown(persona, Layout.FULL)
    for layout in Layout:
        page = markdown(persona, layout)
        assert (said_print("i-P02", "Mine.") in read_record(page).quoted) is ('"Mine."' in page)


def test_only_the_annex_tells_every_open_answer() -> None:
    waiting = replace(WHOLE, sections=(Section("problems", open_answers=(WAITING,)),))
    for layout in Layout:
        page, annex = markdown(waiting, layout), layout is Layout.FULL
        assert ('"Not so."' in page) is annex
        assert (said_print("i-P03", "Not so.") in read_record(page).quoted) is annex


def test_a_nameless_example_is_of_nobody_whose_words_the_annex_alone_tells() -> None:
    alike = said("P03", "barriers", quotes=("Mine.",))
    nameless = replace(WAITING, heading="general", evidence=(MINE, alike))
    persona = replace(
        WHOLE, lead_quote=None, sections=(Section("general", open_answers=(nameless,)),)
    )
    page = markdown(persona, Layout.PAGE)
    assert '"Mine."' in page
    kept = read_record(page).quoted
    assert said_print("i-P02", "Mine.") in kept
    assert said_print("i-P03", "Mine.") not in kept


def test_who_is_not_quoted_on_the_page_may_take_back_their_yes() -> None:
    quoted = set(quoted_on(PAGE, WHOLE, Layout.PAGE))
    assert {"i-P04", "i-P08"}.isdisjoint(quoted)
    assert {"i-P01", "i-P02"} <= quoted
    assert quoted < {talk.interview for talk in TALKS}


@pytest.mark.parametrize("layout", Layout)
def test_nothing_in_a_record_tells_which_words_are_of_one_person(layout: Layout) -> None:
    page = markdown(WHOLE, layout)
    told = ending_of(page)
    assert told is not None
    kept = msgspec.msgpack.decode(zlib.decompress(told.claims))
    _persona, _faceless, _claims, _lines, quoted, *_ = kept
    said = quoted_on(page, WHOLE, layout)
    # One row of prints, in the order of their bytes, none of which comes from the words alone.
    prints = [quoted[at : at + 4] for at in range(0, len(quoted), 4)]
    assert prints == sorted(said_print(one, words) for one in said for words in said[one])
    alone = {hashlib.sha256(words.encode()).digest()[:4] for one in said for words in said[one]}
    assert alone
    assert alone.isdisjoint(prints)
    assert read_record(page).quoted == set(prints)


def test_prints_that_are_the_same_by_chance_accuse_nobody() -> None:
    page = markdown(WHOLE, Layout.PAGE)
    alike = Speaker("P07", quotable=False, said=read_record(page).quoted)
    held = Held(speakers=(*all_said(page).speakers, alike))
    assert verdict(page, read_record(page), WHOLE, held).holds


def test_what_two_said_alike_is_told_of_whom_the_page_names() -> None:
    both = {"P01": "Too dear.", "P02": "Too dear."}
    price = claim(
        "composed/1",
        "Price",
        ("P01", "P02", "P03"),
        kind=ClaimKind.COMPOSED,
        heading="problems",
        quotes=both,
    )
    quiet = replace(
        with_section(Section("problems", composed=(price,))), saturation=TALKS, lead_quote=None
    )
    page = markdown(quiet, Layout.PAGE).replace('"Too dear." (P02)', '"So dear." (P02)')
    found = quoted_on(without_ending(page), quiet, Layout.PAGE)
    assert "Too dear." in found["i-P01"]
    assert "Too dear." not in found.get("i-P02", ())


@pytest.mark.parametrize(
    "words",
    [
        "see my_page_",
        'He said "no" to me',
        "a; b",
        "see (this)",
        "*so* [x](y)",
        "x" * 400,
        "see " + "x" * 400,
        "Да; да.",
    ],
)
def test_whatever_was_said_is_found_on_the_page(words: str) -> None:
    price = claim(
        "composed/1",
        "Price",
        ("P01", "P03"),
        kind=ClaimKind.COMPOSED,
        heading="problems",
        quotes={"P01": words},
    )
    quiet = replace(with_section(Section("problems", composed=(price,))), lead_quote=None)
    for layout in Layout:
        page = without_ending(markdown(quiet, layout))
        assert words in quoted_on(page, quiet, layout)["i-P01"]
    # The annex tells what was noted, too.
    assert "noted so" in quoted_on(page, quiet, Layout.FULL)["i-P01"]


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
    (told,) = [line for line in verdict_lines(found) if "composed/1" in line]
    assert told == (
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
    assert told["composed/1"] == "now worded “Late”"
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
    assert verdict_lines(found)[0].startswith("The page was built on 1 interview erased since")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "# Notes\n\n4 of 9\n",
        without_ending(PAGE),
        PAGE.replace("leave as it is: 2 ", "leave as it is: 3 "),
        PAGE.replace("leave as it is: 2 ", "leave as it is: 1 "),
        "\n".join(PAGE.split("\n")[:-2]) + "\n",
        PAGE[:-10] + "AAAA" + PAGE[-6:],
    ],
)
def test_a_page_without_a_whole_record_is_not_guessed_at(page: str) -> None:
    with pytest.raises(NoRecord):
        read_record(page)


def crafted(claims: bytes) -> str:
    return f"---\nschema: persona/1\n---\n\n{ending(['i-P01'], claims)}"


GOOD: tuple[object, ...] = ("O1", "a/b", "Words", True, 4, 9, 0, [[4, 9]], "pattern")


@pytest.mark.parametrize(
    "claims",
    [
        b"",
        b"no zlib",
        zlib.compress(b"no message"),
        zlib.compress(msgspec.msgpack.encode(["p", False, [], b""])),
        zlib.compress(msgspec.msgpack.encode(["p", False, [["O1"]], b"", b""])),
        zlib.compress(msgspec.msgpack.encode(["p", False, [[*GOOD[:4], -1, *GOOD[5:]]], b"", b""])),
        zlib.compress(msgspec.msgpack.encode(["p", False, [[*GOOD[:8], "sure"]], b"", b""])),
        zlib.compress(msgspec.msgpack.encode(["p", False, [], b"", {0: b"abcd"}])),
        zlib.compress(b"\x91" * 100_000),
        zlib.compress(bytes(100_000_000), 9),
    ],
)
def test_a_crafted_record_is_one_plain_fault(claims: bytes) -> None:
    with pytest.raises(NoRecord):
        read_record(crafted(claims))
    made = zlib.compress(msgspec.msgpack.encode(["p", False, [GOOD], b"", b"abcd"]))
    assert read_record(crafted(made)).claims[0].n == 4


def test_a_page_of_an_earlier_version_is_told_as_that() -> None:
    words = "persona=persona from 139bf022 claims O1=a=4/9=-=a= numbers O1=4/9"
    printed = hashlib.sha256(words.encode()).hexdigest()[:8]
    rows = (f"For persona-wizard verify, leave as it is: 1 {printed}", words)
    page = "# Minh\n\n" + "".join(f'[//]: # "{row}"\n' for row in rows)
    with pytest.raises(NoRecord, match="an earlier version wrote it"):
        read_record(page)
    assert built_on(page) == {"139bf022"}


def test_the_record_is_a_handful_of_lines_however_many_people() -> None:
    many = tuple(NewCodes(f"i{n}", f"P{n}", Audience.CUSTOMERS, (), ()) for n in range(3000))
    page = markdown(replace(WHOLE, saturation=many), Layout.PAGE)
    assert len(page.splitlines()) - len(without_ending(page).splitlines()) == 4
    assert len(built_on(page)) >= 3000
    assert len(page) - len(without_ending(page)) < 3000 * 4 * 4 / 3 + 4000
    assert len(urlsafe_b64encode(bytes(4))) == 8


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
    assert without_ending(page) == "# A page\n"

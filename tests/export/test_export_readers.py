"""What marketing, sales, product and support read is about what they asked, and no more."""

import re

import pytest
from minh import (
    CUSTOMERS,
    EVERYONE,
    MINH,
    SECTIONS,
    WISHES_GAP,
    C,
    N,
    P,
    claim,
    field_tally,
    people,
    said,
    tag,
    tally,
)
from msgspec.structs import replace
from pages import all_said

from persona_wizard.export.archetype import archetype
from persona_wizard.export.departments import department_page
from persona_wizard.export.layout import Layout
from persona_wizard.export.quoted import quoted_on
from persona_wizard.export.record import read_record
from persona_wizard.export.verify import verdict
from persona_wizard.model.bank import Kind
from persona_wizard.model.built_on import without_ending
from persona_wizard.model.departments import DEPARTMENTS
from persona_wizard.model.persona import (
    AudienceCount,
    AudienceStatus,
    ClaimKind,
    Confidence,
    Gap,
    GapReason,
    OpenAnswers,
    Persona,
    Section,
    Status,
    Tally,
)

BY_ID = {one.id: one for one in DEPARTMENTS}
NOTHING = "- Nothing known yet.\n"
WAITS = "- Not yet summed up: *Where is it?* (2 answered)\n"
COUNTED = tally(
    "what-counted",
    Kind.MANY,
    {"The price": "1 6 7 8 9", "Little effort": "2 3"},
    wording="What counted?",
)
COUNTED = replace(COUNTED, says="What counts: …")
ALL_OF_IT = claim(
    "composed/past",
    "Reads all of it before deciding",
    people("1 2 6"),
    kind=ClaimKind.COMPOSED,
    against=people("3 7"),
    field="decision-process",
)


def answers(question: str, wording: str, who: str, **more: object) -> OpenAnswers:
    told = people(who)
    split = tuple(
        AudienceCount(a, sum(p in told for p in theirs), sum(p in told for p in theirs))
        for a, theirs in ((C, EVERYONE[:5]), (N, EVERYONE[5:7]), (P, EVERYONE[7:]))
    )
    examples = tuple(
        said(p, question, lines=(f"{p} found out",), quotes=(f"I am {p}",)) for p in told[:3]
    )
    return OpenAnswers(
        question=question,
        wording=wording,
        heading="objectives",
        sensitive=False,
        base=len(told),
        answered=len(told),
        split=split,
        examples=examples,
        **{"field": None, **more},
    )


def with_more(**headings: Section) -> Persona:
    """Minh, and under some headings more of him."""

    def joined(section: Section) -> Section:
        more = headings.get(section.heading, Section(""))
        return replace(
            section,
            tallies=(*section.tallies, *more.tallies),
            tagged=(*section.tagged, *more.tagged),
            composed=(*section.composed, *more.composed),
        )

    return replace(MINH, sections=tuple(map(joined, MINH.sections)))


def part(persona: Persona, department: str, title: str) -> str:
    page = without_ending(department_page(persona, BY_ID[department]))
    found = re.search(rf"^## {title}\n\n((?:[- ].*\n)+)", page, flags=re.MULTILINE)
    assert found is not None, page
    return found[1]


# Triggers

STARTED = answers("trigger", "What set you looking?", "6 7")


def test_triggers_are_what_people_say_set_them_looking() -> None:
    persona = replace(MINH, set_off=Section("", open_answers=(STARTED,)))
    assert part(persona, "marketing", "Triggers") == (
        "- *What set you looking?* (answered by 2 of 2 non-purchasers)\n"
        "  - P06 found out (P06, non-purchaser; note)\n"
        '  - "I am P06" (P06, non-purchaser)\n'
        "  - P07 found out (P07, non-purchaser; note)\n"
        '  - "I am P07" (P07, non-purchaser)\n'
    )


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ('the price; "never again"', "the price; ‘never again’"),
        ("“never again”", "‘never again’"),
        ("„nie wieder“, »so«", "‘nie wieder’, ‘so’"),
        ('a 5" lid', "a 5’ lid"),
    ],
)
def test_a_note_cannot_be_taken_for_somebodys_words(note: str, told: str) -> None:
    part_of = said("P06", "started", lines=(note,), quotes=("Mine.", "Mine too."))
    heard = replace(STARTED, examples=(part_of,))
    persona = replace(MINH, set_off=Section("", open_answers=(heard,)))
    assert part(persona, "marketing", "Triggers") == (
        "- *What set you looking?* (answered by 2 of 2 non-purchasers; "
        "1 of their answers below)\n"
        f"  - {told} (P06, non-purchaser; note)\n"
        '  - "Mine." (P06, non-purchaser)\n'
        '  - "Mine too." (P06, non-purchaser)\n'
    )
    page = department_page(persona, BY_ID["marketing"])
    assert {note, "Mine.", "Mine too."} <= quoted_on(page, persona, Layout.PAGE)["i-P06"]


def test_in_whole_answers_what_two_said_alike_is_of_whom_the_page_names() -> None:
    words = {"lines": ("too dear",), "quotes": ("Far too dear.", "And late.")}
    heard = replace(STARTED, examples=(said("P06", "started", **words),))
    waits = replace(STARTED, question="goal", examples=(), evidence=(said("P07", "goal", **words),))
    persona = replace(
        MINH,
        set_off=Section("", open_answers=(heard,)),
        sections=(*MINH.sections, Section("objectives", open_answers=(waits,))),
    )
    found = quoted_on(department_page(persona, BY_ID["marketing"]), persona, Layout.PAGE)
    assert {"too dear", "Far too dear.", "And late."} <= found["i-P06"]
    assert found.get("i-P07", frozenset()).isdisjoint(found["i-P06"])


def test_a_goal_is_no_trigger() -> None:
    assert part(MINH, "marketing", "Triggers") == "- Nothing known yet.\n"


def test_nobodys_words_are_told_without_their_yes() -> None:
    persona = replace(MINH, set_off=Section("", open_answers=(answers("t", "What?", "4 8"),)))
    assert part(persona, "marketing", "Triggers") == (
        "- *What?* (answered by 2 of 2; non-purchasers not asked)\n"
    )


def test_what_was_left_out_or_reworded_is_so_where_it_is_counted_apart_too() -> None:
    first = claim(
        "composed/a", "Broke", EVERYONE[:4], kind=ClaimKind.COMPOSED, heading="objectives"
    )
    gone = replace(first, id="composed/gone", label="Left out")
    persona = with_more(objectives=Section("", composed=(replace(first, wording="It broke"),)))
    fewer = replace(first, n=2, base=3, split=())
    persona = replace(persona, set_off=Section("", composed=(fewer, gone)))
    assert part(persona, "marketing", "Triggers") == "- **It broke** (2 of 3) [^O1]\n"


# What got buyers past it


def past(**more: object) -> Persona:
    """Minh with what his customers alone told of how they decided."""
    persona = with_more(personality=Section("", tallies=(COUNTED,), composed=(ALL_OF_IT,)))
    few = tally(
        "what-counted", Kind.MANY, {"Little effort": "2 3", "The price": "1"}, asked=CUSTOMERS
    )
    theirs = claim(
        "composed/past",
        "Reads all of it before deciding",
        people("1 2"),
        CUSTOMERS,
        kind=ClaimKind.COMPOSED,
        against=people("3"),
        field="decision-process",
    )
    spoken_of = tag("decision-process", "talks-at-home", "1 3", CUSTOMERS)
    section = Section(
        "",
        tallies=(replace(few, says="What counts: …"),),
        tagged=(spoken_of,),
        composed=(theirs,),
        open_answers=(
            answers("nearly", "What nearly kept you?", "1 2 3 5", field="barriers"),
            answers("decision-process", "How did you come to buy?", "1 2"),
        ),
    )
    return replace(persona, got_past=replace(section, **more))


def test_what_got_buyers_past_it_counts_buyers_alone() -> None:
    assert part(past(), "sales", "What got buyers past it") == (
        "- **Reads all of it before deciding** (2 of 5 customers, 1 against) [^B1]\n"
        "- What counts: **little effort** (chosen by 2 of 5 customers), the price (1 of 5) [^B5]\n"
        "- *How did you come to buy?* (answered by 2 of 2 customers)\n"
        "  - P01 found out (P01, customer; note)\n"
        '  - "I am P01" (P01, customer)\n'
        "  - P02 found out (P02, customer; note)\n"
        '  - "I am P02" (P02, customer)\n'
    )


NEARLY = (
    "- *What nearly kept you?* (answered by 4 of 4 customers; 3 of their answers below)\n"
    "  - P01 found out (P01, customer; note)\n"
    '  - "I am P01" (P01, customer)\n'
    "  - P02 found out (P02, customer; note)\n"
    '  - "I am P02" (P02, customer)\n'
    "  - P03 found out (P03, customer; note)\n"
    '  - "I am P03" (P03, customer)\n'
)


def test_what_nearly_kept_buyers_is_an_objection_and_says_how_many_more_told_one() -> None:
    assert part(past(), "sales", "Objections").endswith(NEARLY)
    whole = next(one for one in past().got_past.open_answers if one.field == "barriers")
    waits = replace(whole, heading="problems", evidence=whole.examples)
    other = replace(waits, question="keeps", wording="What keeps you?")
    persona = replace(
        past(), sections=(*MINH.sections, Section("problems", open_answers=(waits, other)))
    )
    told = part(persona, "sales", "Objections")
    # What all told is not told to wait as well.
    assert told.endswith(f"{NEARLY}- Not yet summed up: *What keeps you?* (4 answered)\n")


def test_an_answer_that_may_not_be_told_is_counted_among_those_left_out() -> None:
    heard = answers("nearly", "What nearly kept you?", "1 4 5", field="product-problems")
    told = part(past(open_answers=(heard,)), "sales", "Objections")
    assert "(answered by 3 of 3 customers; 2 of their answers below)\n" in told
    assert "P04" not in told


def test_an_open_question_of_a_field_opens_its_line_like_any_other() -> None:
    heard = answers("decision-process", "How did you decide?", "1 2", field="decision-process")
    told = part(
        past(composed=(), tallies=(), open_answers=(heard,)), "sales", "What got buyers past it"
    )
    assert told.startswith("- **Decision process** (answered by 2 of 2 customers)\n")


def test_what_buyers_are_split_over_got_nobody_past_it() -> None:
    (theirs,) = past().got_past.composed
    split = replace(theirs, against=2, confidence=Confidence.CONTESTED)
    persona = past(composed=(split,), tallies=(), open_answers=())
    assert part(persona, "sales", "What got buyers past it") == "- Nothing known yet.\n"


def test_a_footnote_names_those_whom_its_line_counts() -> None:
    page = without_ending(department_page(past(), BY_ID["sales"]))
    (note,) = [row for row in page.split("\n") if row.startswith("[^B5]:")]
    assert note == (
        "[^B5]: Several answers allowed. Little effort: P02, P03 (customers). "
        "The price: P01 (customer). Customers alone; other pages count everyone asked."
    )


def test_a_footnote_of_words_from_elsewhere_names_everyone() -> None:
    spoken = tuple(
        replace(part, quotes=("All of it.",)) if part.pseudonym == "P06" else part
        for part in ALL_OF_IT.evidence
    )
    sections = tuple(
        replace(one, composed=(replace(ALL_OF_IT, evidence=spoken),))
        if one.heading == "personality"
        else one
        for one in past().sections
    )
    both = replace(BY_ID["sales"], sections=("got-past-it", "their-words"))
    page = without_ending(department_page(replace(past(), sections=sections), both))
    assert '"All of it." (P06, non-purchaser) [^B1]' in page
    (note,) = [row for row in page.split("\n") if row.startswith("[^B1]:")]
    assert "P06 (non-purchaser)" in note
    assert note.endswith("This counts everyone who was asked.")


def test_its_page_can_be_verified_and_its_labels_are_those_of_the_claims() -> None:
    page = department_page(past(), BY_ID["sales"])
    record = read_record(page)
    assert verdict(page, record, past(), all_said(page)).holds
    by_id = {one.id: (one.label, one.n, one.base) for one in record.claims}
    assert by_id["composed/past"] == ("B1", 3, 9)
    assert by_id["what-counted/little-effort"] == ("B5", 2, 9)


def test_where_customers_told_nothing_of_it_nothing_is_known() -> None:
    assert part(MINH, "sales", "What got buyers past it") == "- Nothing known yet.\n"


def test_a_few_who_must_not_be_told_by_audience_are_told_nothing_of() -> None:
    chosen = past(composed=(), open_answers=())
    own = replace(COUNTED, choices=tuple(replace(c, private=True) for c in COUNTED.choices))
    sections = tuple(
        replace(s, tallies=(own,)) if s.heading == "personality" else s for s in chosen.sections
    )
    few = replace(chosen, sections=sections, grouped_because="They are alike")
    told = part(few, "sales", "What got buyers past it")
    assert told == "- Nothing known yet.\n"


def test_a_persona_without_a_face_tells_no_age_here_either() -> None:
    aged = replace(STARTED, field="age-group")
    persona = replace(MINH, set_off=Section("", open_answers=(aged,)))
    assert archetype(persona).set_off.open_answers == ()


# Gaps


@pytest.mark.parametrize("department", ["marketing", "sales", "support"])
def test_a_gap_outside_what_a_department_reads_is_not_its_own(department: str) -> None:
    page = without_ending(department_page(MINH, BY_ID[department]))
    assert "Draft" not in page
    assert WISHES_GAP.ask not in page
    assert "gaps: {open: 2, accepted: 1}" in page


def test_a_gap_in_what_a_department_reads_stands_on_its_page() -> None:
    page = without_ending(department_page(MINH, BY_ID["product"]))
    assert (
        "**Draft: 1 thing is missing** (wished-for solutions). See “What we do not know” below."
        in page
    )
    assert f'nobody was asked yet; 9 interviews. Ask "{WISHES_GAP.ask}"' in page


def test_a_missing_photo_is_seen_and_not_looked_for_below() -> None:
    photo = Gap(
        id="photo",
        blocking=True,
        reason=GapReason.NO_PHOTO,
        what="Photo",
        why="no photo was chosen yet",
        ask="Choose a photo.",
    )
    page = without_ending(department_page(replace(MINH, gaps=(photo,), photo=None), BY_ID["sales"]))
    assert "**Draft: 1 thing is missing** (photo).\n" in page
    assert "Choose a photo" not in page


def test_an_audience_without_an_interview_concerns_everyone() -> None:
    nobody = Gap(
        id="audience/prospects",
        blocking=False,
        reason=GapReason.NO_INTERVIEW,
        what="Prospects",
        why="no interview yet",
        ask="Interview a prospect.",
        audience=P,
    )
    audiences = (*MINH.audiences[:2], AudienceStatus(P, 0, 0, Status.PROTO))
    persona = replace(MINH, gaps=(nobody,), audiences=audiences)
    assert part(persona, "support", "What we do not know") == (
        "- Prospects: no interview yet. Interview a prospect.\n"
        "- Provisional, and may still change: what is told of customers (5 interviews) and "
        "non-purchasers (2 interviews).\n"
    )


# One person


def test_what_one_of_several_people_raised_is_left_to_the_full_layout() -> None:
    alone = tag("product-problems", "lid", "6")
    number = tally("weeks", Kind.NUMBER, {}, asked=people("8"), heading="problems")
    middle = claim("weeks/median", "12", people("8"), people("8"), kind=ClaimKind.MEDIAN)
    number = replace(number, values=(12.0,), median=replace(middle, heading="problems"))
    section = replace(SECTIONS["problems"], tagged=(SECTIONS["problems"].tagged[2], alone))
    section = replace(section, tallies=(number,))
    sections = tuple(section if s.heading == "problems" else s for s in MINH.sections)
    told = part(replace(MINH, sections=sections), "support", "Problems")
    assert "no spare minute" in told
    assert "lid" not in told
    assert "12" not in told


def test_where_nothing_else_is_known_it_is_told_without_weight() -> None:
    section = Section("problems", tagged=(tag("product-problems", "lid", "6"),))
    sections = tuple(section if s.heading == "problems" else s for s in MINH.sections)
    assert part(replace(MINH, sections=sections), "support", "Problems") == (
        "- Problems with what they use: lid (raised by 1 of 9) [^P1]\n"
    )


def test_support_reads_how_people_speak_of_problems_and_not_of_buying() -> None:
    told = part(MINH, "support", "Their language")
    assert "Tuesday or nothing." in told
    assert "gym contract" not in told


@pytest.mark.parametrize(
    ("department", "title", "field", "heading", "line"),
    [
        ("support", "Their language", None, "problems", WAITS),
        ("support", "Their language", "barriers", "problems", NOTHING),
        ("support", "Their language", None, "wishes", NOTHING),
        ("marketing", "Their words", None, "wishes", WAITS),
        ("marketing", "Their words", "occupation", "general", NOTHING),
        # It counts buyers alone, and tells each answer that it may.
        ("sales", "What got buyers past it", "decision-process", "personality", NOTHING),
    ],
)
def test_where_nothing_else_is_heard_it_says_what_waits(
    department: str, title: str, field: str | None, heading: str, line: str
) -> None:
    heard = replace(answers("lid", "Where is it?", "1 2", field=field), heading=heading)
    assert part(only(heard), department, title) == line


def test_what_waits_to_be_heard_gives_way_to_what_was_said() -> None:
    heard = replace(answers("lid", "Where is it?", "1 2"), heading="problems")
    problems = replace(SECTIONS["problems"], open_answers=(heard,))
    sections = tuple(problems if s.heading == "problems" else s for s in MINH.sections)
    told = part(replace(MINH, sections=sections), "support", "Their language")
    assert "Where is it?" not in told


def only(*heard: OpenAnswers, tallies: tuple[Tally, ...] = ()) -> Persona:
    """Minh of whom nothing is known but this."""
    sections = tuple(
        Section(
            s.heading,
            tallies=tuple(one for one in tallies if one.heading == s.heading),
            open_answers=tuple(one for one in heard if one.heading == s.heading),
        )
        for s in MINH.sections
    )
    return replace(MINH, sections=sections)


def test_what_nobody_answered_is_not_called_unknown_without_a_reason() -> None:
    role = field_tally("buying-role", Kind.ONE, {}, asked=people("1 2 3 4"), wording="Who decided?")
    role = replace(role, says="…", answered=0, declined=3, dont_know=1)
    told = part(only(tallies=(role,)), "sales", "Roles and types")
    assert told == "- *Who decided?* **not known**; 4 asked, 3 declined, 1 didn't know\n"
    lid = replace(role, question="lid", wording="And the lid?", heading="problems", field=None)
    gap = Gap(
        id="field/product-problems",
        blocking=True,
        reason=GapReason.ALL_DECLINED,
        what="Problems with what they use",
        why="2 asked, all declined",
        ask="What is hard?",
        heading="problems",
        field="product-problems",
    )
    persona = replace(only(tallies=(replace(lid, declined=4, dont_know=0),)), gaps=(gap,))
    asked = (
        "- With the product: **missing**; 2 asked, all declined\n"
        "- *And the lid?* **not known**; 4 asked, 4 declined\n"
    )
    assert part(persona, "support", "Problems") == asked
    assert part(persona, "support", "Their language") == NOTHING
    left = replace(persona, gaps=(replace(gap, accepted="Not for this launch"),))
    assert part(left, "support", "Problems") == asked.replace(
        "**missing**; 2 asked, all declined", "**not known**; left open on purpose"
    )


@pytest.mark.parametrize(
    ("department", "title", "heading"),
    [("product", "Suggestions and wishes", "wishes"), ("support", "Problems", "problems")],
)
def test_an_open_question_about_no_field_waits_under_its_heading(
    department: str, title: str, heading: str
) -> None:
    box = replace(answers("box", "What else?", "1 2"), heading=heading)
    bare = tuple(
        Section(s.heading, open_answers=(box,) if s.heading == heading else ())
        for s in MINH.sections
    )
    told = part(replace(MINH, sections=bare), department, title)
    assert told == "- Not yet summed up: *What else?* (2 answered)\n"

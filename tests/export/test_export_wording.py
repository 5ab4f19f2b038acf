"""Sentences about counts, as a colleague would say them."""

import pytest
from minh import (
    CUSTOMERS,
    EVERYONE,
    FRIEND,
    GOALS_GAP,
    INCOME,
    INCOME_GAP,
    MINH,
    SECTIONS,
    WISHES_GAP,
    claim,
    field_tally,
    open_answers,
    people,
    said,
    tag,
    tally,
)
from msgspec.structs import replace

from persona_wizard.export.counts import interviewed
from persona_wizard.export.labels import in_sentence, kept_words, row_label
from persona_wizard.export.layout import Naming
from persona_wizard.export.lines import Line, Tone
from persona_wizard.export.missing import (
    draft_notice,
    few_people,
    gap_line,
    gap_lines,
    missing_lines,
    standing,
    status_line,
)
from persona_wizard.export.open_wording import open_answers_line
from persona_wizard.export.wording import sentence_line, tag_lines, tally_line
from persona_wizard.model.bank import Kind
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    AudienceStatus,
    Claim,
    ClaimKind,
    Confidence,
    Gap,
    GapReason,
    Section,
    Status,
    Tally,
)

WHO = interviewed(MINH)


def told(line: Line | None) -> str:
    """A line with **weight** and *questions* marked."""
    assert line is not None
    marks = {Tone.PLAIN: "", Tone.STRONG: "**", Tone.QUESTION: "*"}
    return "".join(f"{marks[p.tone]}{p.text}{marks[p.tone]}" for p in line.pieces)


DEMOGRAPHICS = {found.field: found for found in SECTIONS["demographics"].tallies}


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            SECTIONS["personality"].tallies[0],
            "**Looks things up with friends and family** (chosen by 6 of 9), reviews (4 of 9)",
        ),
        (DEMOGRAPHICS["gender"], "Gender: woman 5, man 3, declined 1 (9 asked)"),
        (
            DEMOGRAPHICS["age-group"],
            "Age: **30 to 44** (6 of 9; 1 declined), under 30 (1), 45 to 59 (1)",
        ),
        (DEMOGRAPHICS["area"], "Area: **urban** (6 of 8 asked), rural 2"),
        (INCOME, "Median income: **not known**; 4 asked, 3 declined, 1 answered: too few to tell"),
        (
            replace(INCOME, base=9, answered=6, median=replace(INCOME.median, n=6)),
            "Median income: **20,000 to 39,999** (6 answered, 3 declined)",
        ),
        (
            replace(INCOME, answered=0, declined=4, median=None, choices=()),
            "Median income: **not known**; 4 asked, 4 declined",
        ),
        (
            FRIEND,
            "**No to** *Did a friend already use it?* (5 of 9: 1 of 5 customers, 4 of 4 others), "
            "yes 4",
        ),
        (
            field_tally("location", Kind.ONE, {"Northport": "1 2 3 6", "Elsewhere": "4 5"}),
            "Location: **Northport** (4 of 9), Elsewhere 2",
        ),
        (
            tally(
                "x", Kind.ONE, {"Both": "1 2", "Neither": "3 4"}, people("1 2 3 4 5"), dont_know=1
            ),
            "*Which of these?* both 2, neither 2, didn't know 1 (5 customers asked)",
        ),
        (
            tally("x", Kind.ONE, {}, people("1 2"), declined=2),
            "*Which of these?* **not known**; 2 asked, 2 declined",
        ),
        (
            field_tally("purchase-frequency", Kind.BANDS, {"Monthly": "1 2 3"}, asked=CUSTOMERS),
            "**Buys monthly** (3 of 5 customers)",
        ),
    ],
)
def test_closed_questions(found: Tally, sentence: str) -> None:
    assert told(tally_line(found, WHO)) == sentence


def number(values: tuple[float, ...], median: str, **more: object) -> Tally:
    middle = claim("n/median", median, EVERYONE[: len(values)], kind=ClaimKind.MEDIAN)
    asked = EVERYONE[: len(values)]
    return tally(
        "n", Kind.NUMBER, {}, asked, wording="How many?", values=values, median=middle, **more
    )


def test_numbers_are_told_one_by_one_until_there_are_five() -> None:
    few = number((1.0, 2.5, 4.0), "2.5", unit="cups")
    assert told(tally_line(few, WHO)) == "*How many?* **1, 2.5 and 4 cups** (3 asked)"
    many = number((1.0, 2.0, 3.0, 3.0, 6.0), "3", unit="cups")
    assert told(tally_line(many, WHO)) == (
        "*How many?* **3 cups** in the middle, answers from 1 to 6 (5 answered)"
    )


def test_no_percentage_is_ever_told() -> None:
    lines = [tally_line(t, WHO) for section in MINH.sections for t in section.tallies]
    assert not any("%" in told(line) for line in lines if line is not None)


def test_a_question_that_nobody_was_asked_has_no_line() -> None:
    assert tally_line(tally("x", Kind.ONE, {}, ()), WHO) is None


def test_a_divided_yes_or_no_is_a_split() -> None:
    divided = replace(
        FRIEND,
        choices=tuple(replace(c, confidence=Confidence.CONTESTED) for c in FRIEND.choices),
    )
    assert told(tally_line(divided, WHO)) == (
        "**Split:** No to *Did a friend already use it?* "
        "(5 of 9: 1 of 5 customers, 4 of 4 others), yes 4"
    )


def put(found: Tally, says: str = "", **choices: str) -> Tally:
    """The tally as a bank puts it; `choices` by their labels."""
    claims = tuple(replace(c, says=choices.get(c.label, "")) for c in found.choices)
    return replace(found, says=says, choices=claims)


CALL = tally("call", Kind.ONE, {"I did, alone": "1 2 3 6", "Not me": "4 5"}, wording="Who?")
COUNTED = tally("counted", Kind.MANY, {"The price": "1 2 3 5", "My nose": "4 6 7", "Other…": "8"})
TORN = tally("back", Kind.YES_NO, {"Yes": "1 2", "No": "3 6"}, people("1 2 3 6"))
TORN = replace(TORN, wording="Gone back since?")
CUPS = tally(
    "cups", Kind.NUMBER, {}, people("1 2"), wording="How many?", values=(2.0, 4.0), unit="cups"
)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            put(FRIEND, Yes="A friend already used it", No="No friend used it"),
            "**No friend used it** (5 of 9: 1 of 5 customers, 4 of 4 others), "
            "a friend already used it (4)",
        ),
        (
            put(CALL, "…", **{"I did, alone": "Chose alone", "Not me": "did not choose"}),
            "**Chose alone** (4 of 9), did not choose 2",
        ),
        (
            put(COUNTED, "Chooses by …", **{"My nose": "the smell"}),
            "**Chooses by the price** (chosen by 4 of 9: 4 of 5 customers, nobody else), "
            "the smell (3 of 9), something else (1 of 9)",
        ),
        (
            put(DEMOGRAPHICS["gender"], "…", Woman="women", Man="men"),
            "Women 5, men 3, declined 1 (9 asked)",
        ),
        (
            put(DEMOGRAPHICS["age-group"], "… years old"),
            "**30 to 44 years old** (6 of 9; 1 declined), under 30 years old (1), "
            "45 to 59 years old (1)",
        ),
        (put(CUPS, "Drinks … a day"), "*How many?* **2 and 4 cups** (2 asked)"),
        (put(CUPS, "Drinks …"), "*How many?* **2 and 4 cups** (2 asked)"),
        (put(CUPS, "Cups: …"), "Cups: **2 and 4 cups** (2 asked)"),
        (
            put(replace(CUPS, values=(4.0,), base=1, answered=1), "Drinks … a day"),
            "**Drinks 4 cups a day** (1 asked)",
        ),
        (
            put(TORN, Yes="Has gone back since", No="Has not gone back since"),
            "*Gone back since?* yes 2, no 2 (4 asked)",
        ),
        (
            put(replace(CALL, base=5, answered=0, declined=5, choices=()), "…"),
            "*Who?* **not known**; 5 asked, 5 declined",
        ),
        (
            put(replace(CUPS, sensitive=True, values=(), median=None), "Drinks … a day"),
            "*How many?* **not known**; 2 asked, 2 answered: too few to tell",
        ),
        (
            put(SECTIONS["personality"].tallies[0], Reviews="what others wrote"),
            "**Looks things up with friends and family** (chosen by 6 of 9), "
            "what others wrote (4 of 9)",
        ),
    ],
)
def test_what_a_bank_has_the_persona_say(found: Tally, sentence: str) -> None:
    assert told(tally_line(found, WHO)) == sentence


def test_where_a_claim_stands_alone_it_is_a_sentence() -> None:
    yes, _ = put(FRIEND, Yes="A friend already used it").choices
    assert row_label(yes, put(FRIEND, Yes="A friend already used it")) == "A friend already used it"
    assert row_label(FRIEND.choices[0], FRIEND) == "Did a friend already use it? Yes"
    counted = put(COUNTED, "Chooses by …", **{"My nose": "the smell"})
    assert [row_label(claim, counted) for claim in counted.choices] == [
        "Chooses by the price",
        "Chooses by the smell",
        "Chooses by something else",
    ]
    sources = SECTIONS["personality"].tallies[0]
    assert row_label(sources.choices[1], sources) == "Looks things up with reviews"


@pytest.mark.parametrize(
    ("values", "says", "words"),
    [
        ((2.0, 4.0), "Drinks … a day", "How many? 2 and 4 cups"),
        ((4.0,), "Drinks … a day", "Drinks 4 cups a day"),
        ((2.0, 4.0), "Cups: …", "Cups: 2 and 4 cups"),
    ],
)
def test_numbers_of_several_people_are_not_said_as_one_persons(
    values: tuple[float, ...], says: str, words: str
) -> None:
    given = people("1 2")[: len(values)]
    middle = claim("cups/median", "3", given, given, kind=ClaimKind.MEDIAN)
    found = put(replace(CUPS, values=values, median=middle), says)
    assert row_label(middle, found) == words
    own = replace(middle, wording="Drinks little")
    assert row_label(own, replace(found, median=own)) == "Drinks little"


def test_a_record_keeps_the_sentence_that_earlier_pages_remember() -> None:
    middle = claim("cups/median", "3", people("1 2"), people("1 2"), kind=ClaimKind.MEDIAN)
    found = put(replace(CUPS, median=middle), "Drinks … a day")
    assert kept_words(middle, found) == "Drinks 2 and 4 cups a day"


def test_a_scale_tells_what_its_ends_mean() -> None:
    scale = put(SECTIONS["personality"].tallies[2], "Satisfied with it: …")
    assert told(tally_line(replace(scale, bounds=(0, 10)), WHO)) == (
        "Satisfied with it: **7** in the middle, answers from 3 to 10 "
        "(5 customers answered; 0 is “not at all”, 10 is “completely”)"
    )
    unnamed = replace(scale, bounds=(1, 5), ends=())
    assert told(tally_line(unnamed, WHO)).endswith("(5 customers answered; on a scale of 1 to 5)")


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Friends and family", "friends and family"),
        ("A shop", "a shop"),
        ("E-mail", "e-mail"),
        ("Somebody else and I", "somebody else and I"),
        ("I did, alone", "I did, alone"),
        ("Facebook", "Facebook"),
        ("YouTube", "YouTube"),
        ("Cedar Coffee's shop", "Cedar Coffee's shop"),
        ("TV", "TV"),
        ("Người thân, bạn bè", "người thân, bạn bè"),
        ("Ở Hà Nội", "Ở Hà Nội"),
        ("Über Freunde", "Über Freunde"),
        ("Dr. No", "Dr. No"),
        ("Other…", "something else"),
        ("None of these", "none of those listed"),
        ("咖啡馆", "咖啡馆"),
    ],
)
def test_a_choice_inside_a_sentence(label: str, inside: str) -> None:
    assert in_sentence(label, "information-sources") == inside


def test_a_long_list_is_cut_and_says_so() -> None:
    many = tally("x", Kind.MANY, {f"Choice {n}": str(n) for n in range(1, 8)})
    line = tally_line(many, WHO, 4)
    assert told(line).endswith("choice 4 (1 of 9), and 3 other choices")
    assert line is not None
    assert len(line.claims) == 4


MANY_CHOICES = {f"Choice {n}": str(n) for n in range(1, 8)}


def pinning(found: Tally, *labels: str) -> Tally:
    return replace(
        found, choices=tuple(replace(c, pinned=c.label in labels) for c in found.choices)
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            tally("x", Kind.MANY, MANY_CHOICES),
            "*Which of these?* **choice 6** (chosen by 1 of 9), choice 1 (1 of 9), "
            "choice 2 (1 of 9), choice 3 (1 of 9), and 3 other choices",
        ),
        (
            tally("x", Kind.ONE, MANY_CHOICES | {"Choice 8": "8 9"}),
            "*Which of these?* **choice 6** (1 of 9), choice 8 (2), choice 1 (1), choice 2 (1), "
            "and 4 other answers",
        ),
        (
            tally("x", Kind.ONE, MANY_CHOICES),
            "*Which of these?* choice 6 (1), choice 1 (1), choice 2 (1), choice 3 (1), "
            "and 3 other answers (9 asked)",
        ),
        (
            tally("x", Kind.BANDS, MANY_CHOICES),
            "*Which of these?* choice 1 (1), choice 2 (1), choice 3 (1), choice 6 (1), "
            "and 3 other answers (9 asked)",
        ),
    ],
)
def test_a_pinned_choice_is_told_however_many_there_are(found: Tally, sentence: str) -> None:
    line = tally_line(pinning(found, "Choice 6"), WHO, 4)
    assert told(line) == sentence
    assert line is not None
    assert sum(c.pinned for c in line.claims) == 1


def test_everything_that_is_pinned_is_told() -> None:
    found = pinning(tally("x", Kind.BANDS, MANY_CHOICES), *list(MANY_CHOICES)[1:])
    assert told(tally_line(found, WHO, 4)).endswith("choice 6 (1), choice 7 (1) (9 asked)")
    tags = tuple(replace(tag("barriers", f"t{n}", str(n)), pinned=n > 1) for n in range(1, 8))
    (line,) = tag_lines(tags, WHO, 4)
    assert [c.label for c in line.claims] == ["t2", "t3", "t4", "t5", "t6", "t7", "t1"]


def test_a_pinned_tag_opens_its_line() -> None:
    tags = tuple(replace(tag("barriers", f"t{n}", str(n)), pinned=n == 6) for n in range(1, 8))
    (line,) = tag_lines(tags, WHO, 4)
    assert [c.label for c in line.claims] == ["t6", "t1", "t2", "t3"]


def test_everything_is_told_of_a_tally_that_is_not_cut() -> None:
    line = tally_line(SECTIONS["personality"].tallies[2], WHO)
    assert line is not None
    assert [c.id for c in line.claims] == ["satisfaction/median"]


@pytest.mark.parametrize(
    ("tagged", "sentences"),
    [
        (
            (tag("product-problems", "delivery-day", "1 2 4 5", CUSTOMERS),),
            ["Problems with what they use: **delivery day** (raised by 4 of 5 customers)"],
        ),
        (
            (tag("short-term-goals", "time", "1 2 3 4"), tag("short-term-goals", "calm", "1 6")),
            [
                "Short-term goals: **time** (raised by 4 of 9: 4 of 5 customers, nobody else), "
                "calm (2 of 9)",
            ],
        ),
        (
            (tag("decision-process", "at-home", "1 3 6", EVERYONE[:7]),),
            ["Decision process: **at home** (raised by 3 of 7; prospects not asked)"],
        ),
        (
            (tag("barriers", "price", "5 6 9", against=people("2")),),
            ["Barriers: **price** (raised by 3 of 9, 1 against)"],
        ),
        (
            (
                tag(
                    "barriers",
                    "price",
                    "5 6 9",
                    against=people("2 3"),
                    confidence=Confidence.CONTESTED,
                ),
            ),
            ["**Split:** Barriers: price (raised by 3 of 9, 2 against)"],
        ),
        (
            (claim("q7/noise", "noise", people("1 6"), kind=ClaimKind.TAG),),
            ["Also raised: **noise** (2 of 9)"],
        ),
    ],
)
def test_tags(tagged: tuple[Claim, ...], sentences: list[str]) -> None:
    assert [told(line) for line in tag_lines(tagged, WHO)] == sentences


def test_open_answers_name_who_said_it_and_what_is_only_a_note() -> None:
    answers = open_answers(
        "life-problems",
        "What was hard?",
        (
            said("P02", quotes=("No time.\nNone.",)),
            said("P06", lines=("two jobs",)),
            said("P04", quotes=("Not for you.",)),
        ),
        7,
        declined=1,
    )
    line = open_answers_line(answers, Naming.PSEUDONYMS)
    assert told(line) == "Not yet summed up: **problems in life** (7 answered, 1 declined)"
    assert line is not None
    assert [told(part) for part in line.under] == [
        '"No time. None." (P02, customer)',
        "two jobs (P06, non-purchaser; note)",
    ]


def test_gaps_say_why_and_what_to_ask_next() -> None:
    assert told(gap_line(WISHES_GAP)) == (
        "**Wished-for solutions**: nobody was asked yet; 9 interviews. "
        'Ask "What would you gladly hand to somebody else tomorrow?"'
    )
    assert told(gap_line(INCOME_GAP)) == (
        'Income: accepted by the researcher, "not needed for this launch"'
    )
    assert told(gap_line(GOALS_GAP)).endswith("tag what recurs.")


def field_gap(field: str, **more: object) -> Gap:
    return Gap(
        **{
            "id": f"field/{field}",
            "blocking": True,
            "reason": GapReason.NEVER_ASKED,
            "what": field,
            "why": "",
            "ask": "?",
            "heading": "general",
            "field": field,
            **more,
        }
    )


def test_missing_fields_are_told_under_their_heading() -> None:
    empty = Section("general")
    (line,) = missing_lines(empty, (field_gap("family"),))
    assert told(line) == "Whom they live with: **missing**; nobody asked"
    accepted = missing_lines(empty, (field_gap("family", accepted="not now"),))
    assert [told(line) for line in accepted] == [
        "Whom they live with: **not known**; left open on purpose"
    ]
    three = tuple(field_gap(f) for f in ("occupation", "location", "family"))
    (line,) = missing_lines(empty, three)
    assert told(line) == "**Missing:** occupation, location and family; nobody asked"


def test_a_missing_field_says_how_many_were_asked() -> None:
    declined = field_tally("family", Kind.ONE, {}, asked=people("1 2"), declined=2)
    gap = field_gap("family", reason=GapReason.ALL_DECLINED, why="2 asked, all declined")
    (line,) = missing_lines(Section("general", tallies=(declined,)), (gap,))
    assert told(line) == "Whom they live with: **missing**; 2 asked, all declined"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (
            AudienceStatus(Audience.CUSTOMERS, 6, 5, Status.PROVISIONAL),
            "Customers: provisional (6 interviews with 5 people)",
        ),
        (
            AudienceStatus(Audience.PROSPECTS, 0, 0, Status.PROTO),
            "Prospects: nobody interviewed yet",
        ),
        (
            AudienceStatus(
                Audience.NON_PURCHASERS, 9, 9, Status.PROVISIONAL, "not coded enough to tell"
            ),
            "Non-purchasers: provisional (9 interviews; not coded enough to tell)",
        ),
    ],
)
def test_how_far_an_audience_carries(status: AudienceStatus, sentence: str) -> None:
    assert told(status_line(status)) == sentence


def test_what_the_page_is() -> None:
    assert standing(MINH) == (
        'A model drawn from 9 interviews, not a person. "4 of 9" means 4 raised it, of 9 asked; '
        "silence is not disagreement."
    )
    nobody = replace(MINH, audiences=(AudienceStatus(Audience.CUSTOMERS, 0, 0, Status.PROTO),))
    assert "no interview yet" in standing(nobody)
    twice = replace(MINH, audiences=(AudienceStatus(Audience.CUSTOMERS, 3, 2, Status.PROVISIONAL),))
    assert standing(twice).startswith(
        'A model drawn from 3 interviews with 2 people, not a person. "1 of 2"'
    )


def test_the_draft_notice_counts_what_is_missing() -> None:
    assert told(draft_notice(MINH)) == (
        "**Draft: 1 thing is missing** (wished-for solutions). See “What we do not know” below."
    )
    assert draft_notice(replace(MINH, gaps=(INCOME_GAP, GOALS_GAP))) is None


def test_few_people_are_a_hint() -> None:
    assert few_people(MINH) == "Five people against two: a hint, not a finding."
    crowd = tuple(AudienceStatus(a, 30, 30, Status.RICH) for a in Audience)
    assert few_people(replace(MINH, audiences=crowd)) == ""


def test_one_audience_alone_is_not_named_at_every_count() -> None:
    alone = replace(MINH, audiences=MINH.audiences[:1])
    tagged = tag("product-problems", "delivery-day", "1 2", CUSTOMERS)
    (line,) = tag_lines((tagged,), interviewed(alone))
    assert told(line) == "Problems with what they use: **delivery day** (raised by 2 of 5)"


def test_open_answers_without_a_field_of_their_own_tell_their_question() -> None:
    answers = replace(
        open_answers("interests", "What do you do on Sunday?", (said("P02"),), 1),
        question="sunday",
    )
    line = open_answers_line(answers, Naming.PSEUDONYMS)
    assert told(line) == "Not yet summed up: *What do you do on Sunday?* (1 answered)"


def test_of_opposite_tags_only_the_one_more_raised_is_told() -> None:
    late = tag("product-problems", "delivery", "1 2 3", against=people("4"))
    fine = tag("product-problems", "not-delivery", "4", against=people("1 2 3"))
    lines = tag_lines((late, fine), WHO)
    assert [claim.label for line in lines for claim in line.claims] == ["delivery"]
    swapped = (tag("product-problems", "price", "1"), tag("product-problems", "no-price", "2 3"))
    assert [c.label for line in tag_lines(swapped, WHO) for c in line.claims] == ["no-price"]


def test_a_tag_is_told_beside_its_opposite_only_where_it_is_pinned() -> None:
    late = tag("product-problems", "delivery", "1 2 3", against=people("4"))
    fine = tag("product-problems", "not-delivery", "4", against=people("1 2 3"))
    (line,) = tag_lines((late, replace(fine, pinned=True)), WHO)
    assert [c.label for c in line.claims] == ["not-delivery", "delivery"]
    # One that has a sentence of its own tells its opposite as well.
    assert tag_lines((replace(late, wording="The box comes late"), fine), WHO) == ()


def test_a_question_that_was_left_out_has_no_line() -> None:
    gone = replace(INCOME, base=9, answered=6, median=None, choices=(), left_out=True)
    assert tally_line(gone, WHO) is None
    scale = replace(number((3, 4, 7, 8, 9, 9), "7.5"), kind=Kind.SCALE, median=None, values=())
    assert told(tally_line(scale, WHO)) == "*How many?* **no number** (6 asked)"
    assert tally_line(replace(scale, left_out=True), WHO) is None


@pytest.mark.parametrize(
    ("given", "left", "sentence"),
    [
        ((3, 4, 7, 8, 9, 9), (3, 4, 7), "*How many?* **7.5** in the middle (6 answered)"),
        ((7.5,) * 6, (7.5,) * 5, "*How many?* **7.5** in the middle (6 answered)"),
        ((3, 4, 7, 8, 9, 9), (), "*How many?* **7.5** in the middle (6 answered)"),
        ((3, 8), (3,), "*How many?* **3** (2 asked)"),
    ],
)
def test_a_number_that_was_left_out_is_none_of_those_told(
    given: tuple[float, ...], left: tuple[float, ...], sentence: str
) -> None:
    found = number(given, "7.5" if len(given) > 2 else "5.5")
    assert told(tally_line(replace(found, values=left), WHO)) == sentence


def test_what_one_of_several_people_said_has_no_weight() -> None:
    one = claim("composed/1", "Sleeps badly", people("2"), kind=ClaimKind.COMPOSED)
    assert told(sentence_line(one, WHO)) == "Sleeps badly (1 of 9)"
    assert told(sentence_line(replace(one, pinned=True), WHO)) == "**Sleeps badly** (1 of 9)"
    few = replace(WHO, people=2)
    assert told(sentence_line(one, few)) == "**Sleeps badly** (1 of 9)"
    (line,) = tag_lines((tag("barriers", "price", "2"),), WHO)
    assert told(line) == "Barriers: price (raised by 1 of 9)"


LONG = "What would you change? For example the box, " + "the lid, " * 12 + "or the label"


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What would you change?", "What would you change?"),
        (LONG, "What would you change? …"),
        ("so " * 60, "so " * 39 + "so …"),
        ("x" * 130, "x" * 120 + " …"),
    ],
)
def test_of_a_long_question_its_first_sentences_are_told(question: str, shown: str) -> None:
    answers = replace(open_answers("long-term-goals", question, (), 5), question="other")
    line = open_answers_line(answers, Naming.PSEUDONYMS)
    assert line is not None
    assert told(line) == f"Not yet summed up: *{shown}* (5 answered)"


def unasked(field: str, **more: object) -> Gap:
    title = field.capitalize().replace("-", " ")
    return field_gap(field, reason=GapReason.NO_QUESTION, what=title, heading="objectives", **more)


def test_what_no_bank_asks_about_is_told_together() -> None:
    goals = (unasked("short-term-goals"), unasked("long-term-goals"))
    theirs = Gap(
        id="heading/objectives/customers",
        blocking=False,
        reason=GapReason.NO_QUESTION,
        what="Objectives, customers",
        why="their bank has no question for it",
        ask="Add questions.",
        heading="objectives",
        audience=Audience.CUSTOMERS,
    )
    other = replace(theirs, id="heading/problems/customers", heading="problems", what="Problems")
    lines = [told(line) for line in gap_lines((WISHES_GAP, *goals, theirs, other))]
    assert len(lines) == 3
    assert lines[0].startswith("**Wished-for solutions**: nobody was asked yet")
    assert lines[1] == (
        "**Short term goals and long term goals**: no question bank in use has a question for "
        "these. Add one for each."
    )
    assert lines[2].startswith("Problems: their bank has no question for it.")


def test_one_that_no_bank_asks_about_or_that_may_stand_has_its_own_line() -> None:
    one = unasked("short-term-goals")
    assert [told(line) for line in gap_lines((one,))] == [told(gap_line(one))]
    accepted = unasked("long-term-goals", accepted="not now")
    lines = [told(line) for line in gap_lines((one, accepted))]
    assert lines == [told(gap_line(one)), told(gap_line(accepted))]

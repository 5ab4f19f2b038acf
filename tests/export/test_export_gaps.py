"""Gaps as lines for people and as data for programs; what to do next in words."""

import json

import pytest
from minh import MINH, C, P
from msgspec.structs import replace

from persona_wizard.export.gaps import gaps_as_json, gaps_as_text
from persona_wizard.export.missing import gap_line, gaps_in_words
from persona_wizard.export.next_steps import guide_words, news_bars, news_words, whom_line
from persona_wizard.model.coverage import (
    AskBecause,
    Coverage,
    HeadingCoverage,
    NextQuestion,
    Saturation,
    WhomNext,
)
from persona_wizard.model.headings import HEADINGS, Audience
from persona_wizard.model.persona import Gap, GapReason, NewCodes, ReadingProgress


def wanted(question: str, field: str | None = None, wording: str = "Hard?") -> NextQuestion:
    return NextQuestion(
        question=question,
        wording=wording,
        heading="wishes",
        field=field,
        asked=2,
        answered=1,
        because=AskBecause.FEW,
    )


def whom(*ask: NextQuestion, people: int = 2, known: tuple[str, ...] = ()) -> WhomNext:
    return WhomNext(audience=P, people=people, why="two so far", ask=ask, known=known)


def news(*counts: int) -> tuple[NewCodes, ...]:
    return tuple(
        NewCodes(f"i{n}", f"P{n:02}", C, tuple(f"t{n}{m}" for m in range(count)), ())
        for n, count in enumerate(counts)
    )


KNOWN = tuple(
    HeadingCoverage(heading.id, audience, 5, 4, Coverage.WELL)
    if audience is C
    else HeadingCoverage(heading.id, audience, 0, 0, Coverage.NOTHING)
    for heading in HEADINGS
    for audience in Audience
)
MINH_KNOWN = replace(
    MINH,
    coverage=KNOWN,
    whom_next=(whom(wanted("income", "income")),),
    saturation=news(4, 2, 0, 0),
    saturated=Saturation.NEARLY,
)


def test_gaps_are_told_in_the_order_of_their_weight() -> None:
    assert gaps_as_text(MINH).splitlines() == [
        "Missing:",
        "- Wished-for solutions: nobody was asked yet; 9 interviews. "
        'Ask "What would you gladly hand to somebody else tomorrow?"',
        "",
        "Would help:",
        "- Open answers to “What would you like to be different in a year or two?”: "
        "5 answers, not tagged yet. Read these answers side by side and tag what recurs.",
        "",
        "Left open on purpose:",
        '- Income: accepted by the researcher, "not needed for this launch"',
    ]


def test_questions_that_wait_to_be_read_share_one_line() -> None:
    def waits(what: str) -> Gap:
        reason = GapReason.NOT_SUMMED_UP
        why, ask = "3 answers", "Read them."
        return Gap(id=f"open/{what}", blocking=False, reason=reason, what=what, why=why, ask=ask)

    few = Gap(
        id="few/income",
        blocking=False,
        reason=GapReason.TOO_FEW,
        what="Income",
        why="only 1 person answered, of 2 asked",
        ask="How much?",
    )
    told = gaps_as_text(replace(MINH, gaps=(waits("Interests"), few, waits("Barriers"))))
    assert told.splitlines() == [
        "Would help:",
        '- Income: only 1 person answered, of 2 asked. Ask more people "How much?"',
        "- 2 open questions are not read for claims yet: Interests, Barriers. Read them.",
    ]


def test_no_gap_is_said_too() -> None:
    assert gaps_as_text(replace(MINH, gaps=())) == "Nothing is missing."


def test_what_is_known_and_whom_to_talk_to_follow() -> None:
    told = gaps_as_text(replace(MINH_KNOWN, gaps=())).splitlines()
    assert told[0] == "Nothing is missing."
    assert told[2:4] == [
        "Whom to talk to next:",
        "- 2 more prospects (two so far). Ask about income.",
    ]
    assert told[5:9] == [
        "How far it carries:",
        "- Customers: provisional (5 interviews)",
        "- Non-purchasers: provisional (2 interviews)",
        "- Prospects: provisional (2 interviews)",
    ]
    assert told[10:12] == [
        "New tags per interview:",
        "- ▇▄▁▁ the last two brought none: nearly saturated",
    ]
    assert told[14:16] == [
        "                           customers       non-purchasers  prospects",
        "General information        4 of 5 ●●●      not asked       not asked",
    ]
    assert max(map(len, told[14:])) <= 80


def test_programs_get_every_gap_with_its_fields() -> None:
    told = json.loads(gaps_as_json(MINH))
    assert told["blocking"] == 1
    assert [gap["id"] for gap in told["gaps"]] == [
        "field/wished-solutions",
        "open/long-term-goals",
        "few/income",
    ]
    assert told["gaps"][2]["accepted"] == "not needed for this launch"


def test_programs_get_coverage_status_saturation_and_whom_to_talk_to() -> None:
    read = ReadingProgress(read=8, total=10)
    told = json.loads(gaps_as_json(replace(MINH_KNOWN, reading=read)))
    assert told["schema"] == "gaps/1"
    assert told["status"] == "provisional"
    assert told["audiences"][0] == {
        "audience": "customers",
        "interviews": 5,
        "participants": 5,
        "status": "provisional",
        "note": "",
    }
    assert told["coverage"][0] == {
        "heading": "general",
        "audience": "customers",
        "asked": 5,
        "answered": 4,
        "level": "well",
    }
    assert len(told["coverage"]) == 18
    assert told["reading"] == {"read": 8, "total": 10}
    assert told["saturation"]["verdict"] == "nearly-saturated"
    assert [len(one["tags"]) for one in told["saturation"]["interviews"]] == [4, 2, 0, 0]
    (talk,) = told["whom_next"]
    assert list(talk) == ["audience", "people", "why", "ask"]
    assert talk["ask"] == [
        {
            "question": "income",
            "wording": "Hard?",
            "heading": "wishes",
            "field": "income",
            "asked": 2,
            "answered": 1,
            "because": "few",
            "claim": "",
        }
    ]


@pytest.mark.parametrize(
    ("next_one", "told"),
    [
        (whom(people=3), "3 prospects (two so far)."),
        (whom(people=1, known=("needs",)), "1 more prospect (two so far)."),
        (
            # A field is named once, a question of none by its words.
            whom(
                wanted("uses", "workarounds"),
                wanted("cost", "workarounds"),
                wanted("x", None, "Y?"),
            ),
            "2 more prospects (two so far). Ask about workarounds and “Y?”.",
        ),
        (
            whom(*(wanted(f"q{n}", None, f"Q{n}?") for n in range(5))),
            "2 more prospects (two so far). First: “Q0?”, “Q1?” and “Q2?”.",
        ),
        (
            whom(*(wanted(f"q{n}", None, f"Q{n}?") for n in range(4))),
            "2 more prospects (two so far). First: “Q0?”, “Q1?” and “Q2?”.",
        ),
    ],
)
def test_whom_to_talk_to_in_words(next_one: WhomNext, told: str) -> None:
    assert whom_line(next_one).text == told


def test_the_rest_of_many_questions_is_in_the_guide() -> None:
    few, many = (whom(*(wanted(f"q{n}") for n in range(count))) for count in (3, 18))
    assert guide_words(few) == "a guide"
    assert guide_words(many) == "a guide of all 18 questions"


def test_gaps_are_counted_in_the_same_words_wherever_they_are() -> None:
    # One is missing, one would help, one is left open.
    assert gaps_in_words(MINH) == "1 missing · 1 would help"


@pytest.mark.parametrize(
    ("counts", "bars"),
    [
        ((), ""),
        ((0, 0), "▁▁"),
        ((1, 0, 1), "▇▁▇"),
        ((6, 5, 4, 3, 2, 1, 0), "▇▆▅▄▃▂▁"),
        # One of many is still more than none; only the last ones have room.
        ((100, 1, 0), "▇▂▁"),
        ((9, 0, 0, 0, 1), "▁▁▁▂"),
    ],
)
def test_a_bar_for_each_interview(counts: tuple[int, ...], bars: str) -> None:
    assert news_bars(news(*counts), most=4 if len(counts) == 5 else 10) == bars


@pytest.mark.parametrize(
    ("verdict", "counts", "told"),
    [
        (Saturation.NO_INTERVIEW, (), ""),
        (Saturation.NOT_CODED, (3,), "not coded enough to tell: 8 of 60 read"),
        (Saturation.STILL_NEW, (3,), "the last one still brought 3 new"),
        (Saturation.STILL_NEW, (3, 2, 1), "the last two still brought 3 new"),
        (Saturation.TOO_FEW, (3, 0, 0), "the last two brought none, but too few people to tell"),
        (Saturation.NEARLY, (9, 9, 9, 0, 1), "the last two brought 1: nearly saturated"),
    ],
)
def test_whether_interviews_bring_news_in_words(
    verdict: Saturation, counts: tuple[int, ...], told: str
) -> None:
    read = ReadingProgress(read=8, total=60)
    persona = replace(MINH, saturated=verdict, saturation=news(*counts), reading=read)
    assert news_words(persona) == told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ('not asked "in time"', '"not asked ‘in time’"'),
        ('"Later", they said', '"‘Later’, they said"'),
        ('they “know” ("all" of it)', '"they ‘know’ (‘all’ of it)"'),
        ("it's 5\" wide", '"it\'s 5’ wide"'),
    ],
)
def test_a_reason_with_quotation_marks_stands_between_others(reason: str, told: str) -> None:
    gap = replace(MINH.gaps[0], accepted=reason)
    said = "".join(piece.text for piece in gap_line(gap).pieces)
    assert said.endswith(f": accepted by the researcher, {told}")

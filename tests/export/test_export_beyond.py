"""What stands beside the claims: whom it is meant for, who fits it, the reading, the journey."""

import pytest
from minh import MINH, SECTIONS, claim, field_tally, open_answers, people, said, tag
from msgspec.structs import replace
from pages import front_of, headings

from persona_wizard.export import Layout, markdown
from persona_wizard.export.counts import interviewed
from persona_wizard.export.journey import journey_lines
from persona_wizard.export.marks import Marks, marks_of
from persona_wizard.export.missing import far_line
from persona_wizard.export.people_behind import (
    conjunction_line,
    drawn_from_line,
    meant_for_line,
)
from persona_wizard.export.references import chapters
from persona_wizard.export.researcher import hypothesis_lines, reading_lines
from persona_wizard.model.bank import Kind, Stage
from persona_wizard.model.composing import Hypothesis
from persona_wizard.model.headings import Audience
from persona_wizard.model.persona import (
    AdviceLine,
    AudienceStatus,
    Conjunction,
    JourneyStage,
    Persona,
    Section,
    Status,
)

TIED, SPARE = "barriers/being-tied-in", "life-problems/no-spare-minute"
FRIENDS, REVIEWS = "information-sources/friends-and-family", "information-sources/reviews"
GUESS = Hypothesis(id="hypothesis/0000000a", heading="problems", sentence="Nobody likes Tuesdays")


def marks(persona: Persona = MINH, layout: Layout = Layout.PAGE) -> Marks:
    return marks_of(persona, chapters(persona, interviewed(persona), layout))


def of(claim_id: str) -> str:
    return marks().labels[claim_id]


# Whom it is meant for


def test_the_intended_market_stands_beside_who_was_interviewed() -> None:
    meant = replace(MINH, target_market="Households in Northport.", segment="Early risers")
    line = meant_for_line(meant)
    assert line is not None
    assert line.text == (
        "Meant for: Households in Northport. Segment: Early risers. "
        "Interviewed: 5 customers, 2 non-purchasers and 2 prospects; "
        "most are aged 30 to 44 (6 of 9) and urban (6 of 8)."
    )
    page = markdown(meant, Layout.PAGE)
    assert "**Meant for:** Households in Northport. **Segment:** Early risers." in page


@pytest.mark.parametrize(
    ("taken", "asked", "interviewed", "most"),
    [
        ("1", "1", 2, ""),
        ("1 2", "1 2", 3, ""),
        ("1 2 3", "1 2 3", 5, "; most are urban (3 of 3)"),
        ("1 2 3", "1 2 3", 6, ""),
        ("1 2 3", "1 2 3 4 5", 5, ""),
    ],
)
def test_most_are_at_least_three_and_more_than_half_of_those_interviewed(
    taken: str, asked: str, interviewed: int, most: str
) -> None:
    area = field_tally("area", Kind.ONE, {"Urban": taken}, asked=people(asked))
    persona = replace(
        MINH,
        segment="Early risers",
        sections=(Section("demographics", tallies=(area,)),),
        audiences=(AudienceStatus(Audience.CUSTOMERS, interviewed, interviewed, Status.PROTO),),
    )
    line = meant_for_line(persona)
    assert line is not None
    assert line.text == f"Segment: Early risers. Interviewed: {interviewed} customers{most}."


def test_a_study_that_does_not_say_has_no_such_line() -> None:
    assert meant_for_line(MINH) is None
    nobody = replace(MINH, segment="Early risers", audiences=(), sections=())
    line = meant_for_line(nobody)
    assert line is not None
    assert line.text == "Segment: Early risers. Interviewed: nobody yet."


def test_chosen_members_are_told_with_the_reason() -> None:
    assert drawn_from_line(replace(MINH, in_study=9)) is None
    some = replace(MINH, in_study=12, grouped_because="they all rise before six.")
    line = drawn_from_line(some)
    assert line is not None
    assert line.text == "Drawn from 9 of 12 people: they all rise before six."
    line = drawn_from_line(replace(MINH, in_study=12))
    assert line is not None
    assert line.text == "Drawn from 9 of 12 people, without a reason told."
    assert "Drawn from 9 of 12 people" in markdown(some, Layout.PAGE)


def test_how_far_it_carries_takes_one_line() -> None:
    line = far_line(MINH)
    assert line is not None
    assert line.text == (
        "Provisional, and may still change: what is told of customers (5 interviews), "
        "non-purchasers (2 interviews) and prospects (2 interviews)."
    )
    mixed = (
        AudienceStatus(Audience.CUSTOMERS, 16, 15, Status.RICH),
        AudienceStatus(Audience.PROSPECTS, 9, 9, Status.PROVISIONAL, "not coded enough to tell"),
    )
    line = far_line(replace(MINH, audiences=mixed))
    assert line is not None
    assert line.text == (
        "Richly supported: what is told of customers (16 interviews with 15 people). "
        "Provisional, and may still change: what is told of prospects (9 interviews; not coded "
        "enough to tell)."
    )


def test_of_people_who_told_nothing_it_is_not_said_how_far_it_carries() -> None:
    silent = tuple(Section(section.heading) for section in MINH.sections)
    assert far_line(replace(MINH, sections=silent)) is None
    heard = open_answers("barriers", "What kept you?", (), 1)
    waits = (*silent[1:], replace(silent[0], open_answers=(heard,)))
    assert far_line(replace(MINH, sections=waits)) is not None
    unheard = replace(silent[0], open_answers=(replace(heard, answered=0, declined=1),))
    assert far_line(replace(MINH, sections=(unheard,))) is None


# Who fits it all


@pytest.mark.parametrize(
    ("claims", "asked", "fitting", "sentence"),
    [
        (
            (TIED, SPARE),
            7,
            (2,),
            f"Of the 7 asked both, 2 fit {of(TIED)} and {of(SPARE)} together.",
        ),
        (
            (TIED, SPARE, FRIENDS),
            7,
            (5, 1),
            f"Of the 7 asked all three, 1 fits {of(TIED)}, {of(SPARE)} and {of(FRIENDS)} together, "
            "and 5 fit two or more.",
        ),
        (
            (TIED, SPARE, FRIENDS),
            7,
            (4, 4),
            f"Of the 7 asked all three, 4 fit {of(TIED)}, {of(SPARE)} and {of(FRIENDS)} together.",
        ),
        (
            (TIED, SPARE, FRIENDS),
            7,
            (3, 0),
            f"Of the 7 asked all three, nobody fits {of(TIED)}, {of(SPARE)} and {of(FRIENDS)} "
            "together, and 3 fit two or more.",
        ),
        (
            (TIED, SPARE, FRIENDS),
            7,
            (0, 0),
            f"Of the 7 asked all three, nobody fits {of(TIED)}, {of(SPARE)} and {of(FRIENDS)} "
            "together, or even two of them.",
        ),
        (
            (TIED, SPARE),
            7,
            (0,),
            f"Of the 7 asked both, nobody fits {of(TIED)} and {of(SPARE)} together.",
        ),
        (
            (TIED, SPARE),
            0,
            (0,),
            f"Nobody was asked both of {of(TIED)} and {of(SPARE)}: whether they go together is "
            "not known.",
        ),
        (
            (TIED, SPARE),
            1,
            (1,),
            f"1 person was asked both and fits {of(TIED)} and {of(SPARE)} together.",
        ),
        (
            (TIED, REVIEWS),
            7,
            (2,),
            f"Of the 7 asked both, 2 fit {of(TIED)} and {of(REVIEWS)} “reviews” together.",
        ),
    ],
)
def test_how_many_fit_several_claims_at_once(
    claims: tuple[str, ...], asked: int, fitting: tuple[int, ...], sentence: str
) -> None:
    line = conjunction_line(replace(MINH, conjunction=Conjunction(claims, asked, fitting)), marks())
    assert line is not None
    assert line.text == sentence


def test_of_a_list_of_answers_each_is_cited_by_its_words() -> None:
    # "Gender: woman 5, man 3": its label alone would not say which of them is meant.
    found = Conjunction(("gender/woman", TIED), 7, (2,))
    line = conjunction_line(replace(MINH, conjunction=found), marks())
    assert line is not None
    label = marks().labels["gender/woman"]
    assert line.text == f"Of the 7 asked both, 2 fit {label} “woman” and {of(TIED)} together."


def test_a_status_below_what_the_page_says_is_explained_beside_it() -> None:
    alone = replace(
        MINH,
        status=Status.PROTO,
        audiences=(
            AudienceStatus(Audience.CUSTOMERS, 5, 5, Status.PROVISIONAL),
            AudienceStatus(Audience.NON_PURCHASERS, 0, 0, Status.PROTO),
            AudienceStatus(Audience.PROSPECTS, 0, 0, Status.PROTO),
        ),
    )
    page = markdown(alone, Layout.PAGE)
    assert (
        "\nstatus: proto  # the lowest of three audiences: "
        "non-purchasers and prospects not interviewed yet\n"
    ) in page
    assert front_of(page)["status"] == "proto"
    assert "\nstatus: provisional\n" in markdown(MINH, Layout.PAGE)


def test_without_leading_claims_nothing_is_said_of_them() -> None:
    assert conjunction_line(MINH, marks()) is None
    gone = replace(MINH, conjunction=Conjunction(("gone/x", TIED), 7, (2,)))
    assert conjunction_line(gone, marks()) is None


# What the researcher adds


def test_the_reading_cites_its_claims() -> None:
    lines = (
        AdviceLine("Sales", "Offer one small box.", (TIED, SPARE)),
        AdviceLine("", "Talk about mornings", (REVIEWS,)),
        AdviceLine("Marketing", "Why not radio?", (), ("gone/x",)),
        AdviceLine("Product", "Wait", (TIED,), ("gone/x", "gone/y")),
        AdviceLine("Support", "Be kind", ()),
    )
    told = [line.text for line in reading_lines(replace(MINH, advice=lines), marks())]
    assert told == [
        f"Sales: Offer one small box ({of(TIED)}, {of(SPARE)}).",
        f"Talk about mornings ({of(REVIEWS)} “reviews”).",
        "Marketing: Why not radio? (1 claim it rested on is no longer held)",
        f"Product: Wait ({of(TIED)}; 2 claims it rested on are no longer held).",
        "Support: Be kind (rests on no claim).",
    ]


def test_a_cited_claim_that_the_page_has_no_room_for_is_told_in_words() -> None:
    bare = Marks({}, frozenset(), marks().tallies)
    advice = replace(MINH, advice=(AdviceLine("Sales", "Call", (FRIENDS,)),))
    (line,) = reading_lines(advice, bare)
    assert line.text == "Sales: Call (“Looks things up with friends and family”)."


def test_the_reading_is_marked_as_nobodys_words() -> None:
    advised = replace(MINH, advice=(AdviceLine("Sales", "Call", (TIED,)),))
    titles = [title for _, title in headings(markdown(advised, Layout.PAGE))]
    assert titles[-1] == "Our reading (the researcher's view; nobody said this)"
    assert titles[-2] == "What we do not know"


def with_a_guess() -> Persona:
    sections = (
        replace(s, hypotheses=(GUESS,)) if s.heading == "problems" else s for s in MINH.sections
    )
    return replace(MINH, sections=tuple(sections))


@pytest.mark.parametrize("layout", Layout)
def test_hypotheses_are_told_only_where_asked_for_and_never_among_claims(layout: Layout) -> None:
    assert markdown(with_a_guess(), layout) == markdown(MINH, layout)
    page = markdown(with_a_guess(), layout, hypotheses=True)
    before, _, after = page.partition("## Hypotheses")
    assert GUESS.sentence not in before
    assert "- **H1** Problems: Nobody likes Tuesdays" in after
    assert markdown(MINH, layout, hypotheses=True) == markdown(MINH, layout)
    assert [line.claims for line in hypothesis_lines(with_a_guess())] == [()]


# The journey


def journey(*stages: JourneyStage) -> Persona:
    return replace(MINH, journey=stages)


CONSIDERING = JourneyStage(
    stage=Stage.CONSIDERATION,
    asked=9,
    channels=(FRIENDS, REVIEWS),
    doubts=(TIED,),
    voices=(said("P02", "barriers", quotes=("What if I move?",)), said("P04", quotes=("No.",))),
)
NOBODY = JourneyStage(stage=Stage.PURCHASE, asked=0)


def test_a_stage_tells_what_was_said_where_and_with_which_doubts() -> None:
    considering, nobody = journey_lines(journey(CONSIDERING, NOBODY), marks(), Layout.FULL)
    assert considering.text == "Consideration (9 people asked)"
    assert [line.text for line in considering.under] == [
        f"Looks things up with friends and family ({of(FRIENDS)}, 6 of 9), reviews (4 of 9)",
        f"Doubts: barriers: being tied in ({of(TIED)}, 4 of 9)",
        '"What if I move?" (P02, customer)',
    ]
    assert nobody.text == "Purchase: nobody was asked about it"


def test_a_stage_tells_how_many_are_against() -> None:
    price = tag("barriers", "price", "1 2 3 4", against=people("5 6 7 8"))
    cost = tag("barriers", "cost", "1 2 3", against=people("9"))
    persona = replace(
        MINH,
        sections=(Section("problems", tagged=(price, cost)),),
        journey=(JourneyStage(stage=Stage.DECISION, asked=9, doubts=(price.id, cost.id)),),
    )
    (line,) = journey_lines(persona, Marks({}, frozenset(), {}), Layout.FULL)
    assert [under.text for under in line.under] == [
        "Doubts: barriers: price (4 of 9, 4 against), cost (3 of 9, 1 against)"
    ]


def test_on_a_page_a_stage_is_one_line() -> None:
    (line,) = journey_lines(journey(CONSIDERING, NOBODY), marks(), Layout.PAGE)
    assert line.text == (
        f"Consideration: looks things up with friends and family ({of(FRIENDS)}, 6 of 9); "
        f"doubts: barriers: being tied in ({of(TIED)}, 4 of 9)"
    )
    assert line.under == ()


def test_a_journey_that_no_question_is_about_is_not_told() -> None:
    assert journey_lines(journey(NOBODY), marks(), Layout.FULL) == ()
    assert "The journey" not in markdown(journey(NOBODY), Layout.FULL)


def test_of_a_yes_or_no_the_yes_is_told_and_of_a_scale_its_middle() -> None:
    friend, scale = SECTIONS["personality"].tallies[1:]
    middle = scale.median
    assert middle is not None
    value = claim("satisfaction/7", "7", people("2 3"), people("1 2 3 4 5"))
    told = replace(scale, choices=(value,))
    personality = replace(SECTIONS["personality"], tallies=(friend, told))
    persona = replace(
        MINH,
        sections=(personality,),
        journey=(
            JourneyStage(
                stage=Stage.AFTER_PURCHASE,
                asked=9,
                claims=("knows-a-user/no", "knows-a-user/yes", "satisfaction/7"),
            ),
        ),
    )
    (line,) = journey_lines(persona, marks(persona, Layout.FULL), Layout.FULL)
    assert [under.text for under in line.under] == [
        "How satisfied are you today?, median: 7 (B2, 5 of 5); "
        "Did a friend already use it? Yes (B1, 4 of 9)",
    ]


def test_the_page_has_the_journey_only_while_it_stays_a_page() -> None:
    small = replace(
        journey(CONSIDERING),
        sections=tuple(
            s if s.heading == "personality" else Section(s.heading) for s in MINH.sections
        ),
    )
    page = markdown(small, Layout.PAGE)
    assert "## The journey" in page
    assert page.index("## What separates") < page.index("## The journey")
    assert page.index("## The journey") < page.index("## What we do not know")
    long = replace(small, contrasts=(), gaps=MINH.gaps, tagline="x")
    crowded = replace(long, sections=MINH.sections, advice=(AdviceLine("", "x", ()),) * 30)
    assert "## The journey" not in markdown(crowded, Layout.PAGE)
    assert "## The journey" in markdown(crowded, Layout.FULL)


def test_a_claim_with_a_line_of_its_own_is_cited_there() -> None:
    sources, *others = SECTIONS["personality"].tallies
    friends, *rest = sources.choices
    own = replace(friends, wording="Asks friends first")
    told = replace(sources, choices=(own, *rest))
    section = replace(SECTIONS["personality"], tallies=(told, *others))
    persona = replace(MINH, sections=(section,))
    found = marks(persona, Layout.FULL)
    assert found.cite(own) == found.labels[own.id] == "B1"
    # On the page more people stand behind two other questions, which come before its own.
    assert found.cite(rest[0]) == "B4 “reviews”"

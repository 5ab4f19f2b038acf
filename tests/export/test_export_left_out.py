"""Pages after the researcher has left something out: it is gone, and nothing false stands there."""

import pytest
from minh import INCOME, MINH, claim, tag, tally
from msgspec.structs import replace

from persona_wizard.export import Layout, markdown
from persona_wizard.export.counts import interviewed
from persona_wizard.export.sections import section_lines
from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import Claim, ClaimKind, Persona, Section, Tally
from persona_wizard.model.study import Curation
from persona_wizard.synthesis.curated import decided_anew

SCALE = tally(
    "liked",
    Kind.SCALE,
    {"3": "1", "4": "2 3", "7": "4", "9": "5 6"},
    wording="How much do you like it?",
    values=(3, 4, 4, 7, 9, 9),
    median=claim(
        "liked/median", "5.5", ("P01", "P02", "P03", "P04", "P05", "P06"), kind=ClaimKind.MEDIAN
    ),
    declined=3,
)
EARNED = replace(INCOME, base=9, answered=6, declined=3)
TAGS = (
    tag("barriers", "tied-in", "1 2 3", against=("P04",)),
    tag("barriers", "not-tied-in", "4", against=("P01", "P02", "P03")),
    tag("barriers", "spare-parts", "5 6"),
)


def with_numbers() -> Persona:
    added = {
        "personality": ((SCALE,), ()),
        "demographics": ((EARNED,), ()),
        "problems": ((), TAGS),
    }
    sections = []
    for section in MINH.sections:
        tallies, tags = added.get(section.heading, ((), ()))
        kept = tuple(t for t in section.tallies if t.field != "income")
        tagged = tuple(c for c in section.tagged if c.field != "barriers")
        sections.append(replace(section, tallies=(*kept, *tallies), tagged=(*tagged, *tags)))
    return replace(MINH, sections=tuple(sections), gaps=(), contrasts=())


WHOLE = with_numbers()


def without(*claims: str) -> Persona:
    return decided_anew(WHOLE, Curation(name="Minh", hidden=claims))


def lines_of(persona: Persona, layout: Layout) -> list[tuple[str, tuple[Claim, ...]]]:
    return [
        (line.text, line.claims)
        for section in persona.sections
        for line in section_lines(persona, section, interviewed(persona), layout)
    ]


LINES = [(text, claims) for text, claims in lines_of(WHOLE, Layout.FULL) if claims]


@pytest.mark.parametrize(("text", "claims"), LINES, ids=[text[:40] for text, _ in LINES])
def test_a_line_that_is_left_out_goes_and_every_other_stays(
    text: str, claims: tuple[Claim, ...]
) -> None:
    before = [told for told, _ in lines_of(WHOLE, Layout.FULL)]
    before.remove(text)
    left = without(*(claim.id for claim in claims))
    assert [told for told, _ in lines_of(left, Layout.FULL)] == before


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ("income/median", ("income", "20,000")),
        ("liked/median", ("How much do you like it", "no number")),
        ("barriers/tied-in", ("tied in",)),
        ("barriers/not-tied-in", ("tied in",)),
    ],
)
def test_the_page_says_nothing_of_what_was_left_out(
    layout: Layout, gone: str, told: tuple[str, ...]
) -> None:
    page = markdown(without(gone), layout)
    assert told[0].lower() in markdown(WHOLE, layout).lower()
    for words in told:
        assert words.lower() not in page.lower()


def worded(found: Tally, choice: str, words: str) -> Tally:
    own = (replace(c, wording=words) if c.label == choice else c for c in found.choices)
    return replace(found, choices=tuple(own))


def told_of(*tallies: Tally, tags: tuple[Claim, ...] = ()) -> list[str]:
    """The lines of a heading on the page."""
    section = Section("personality", tallies=tallies, tagged=tags)
    persona = replace(MINH, sections=(section,), gaps=())
    return [text for text, _ in lines_of(persona, Layout.PAGE)]


SOURCES = tally("sources", Kind.MANY, {"Friends": "1 2 3 6", "Reviews": "1 4", "Small print": "5"})


def test_beside_a_reworded_choice_the_others_of_its_question_stay() -> None:
    assert told_of(worded(SOURCES, "Small print", "Reads the small print first")) == [
        "Reads the small print first (1 of 9)",
        "Which of these? friends (chosen by 4 of 9), reviews (2 of 9)",
    ]


def test_a_question_whose_choices_are_all_reworded_is_told_in_these_words_alone() -> None:
    one = tally("sources", Kind.ONE, {"Friends": "1 2 3 6"})
    assert told_of(worded(one, "Friends", "Asks friends")) == ["Asks friends (4 of 9)"]


def test_a_reworded_yes_tells_who_is_against_it_and_its_no_is_not_told_again() -> None:
    both = tally("knows", Kind.YES_NO, {"Yes": "1 2 3 6", "No": "4"})
    yes = replace(both.choices[0], wording="Knows it", against=1)
    assert told_of(replace(both, choices=(yes, both.choices[1]))) == [
        "Knows it (4 of 9, 1 against)"
    ]


def test_a_reworded_number_of_a_scale_leaves_its_middle_and_a_reworded_middle_does_not() -> None:
    (own, middle) = told_of(worded(SCALE, "9", "Likes it very much"))
    assert own.startswith("Likes it very much (2 of 9")
    assert "5.5 in the middle, answers from 3 to 9" in middle
    assert SCALE.median is not None
    moved = replace(SCALE, median=replace(SCALE.median, wording="Likes it well enough"))
    assert [text.partition(" (")[0] for text in told_of(moved)] == ["Likes it well enough"]


def test_a_reworded_tag_keeps_its_opposite_from_being_told() -> None:
    own = replace(TAGS[0], wording="Afraid of being tied in")
    told = told_of(tags=(own, *TAGS[1:]))
    assert [text.partition(" (")[0] for text in told] == [
        "Afraid of being tied in",
        "Barriers: spare parts",
    ]

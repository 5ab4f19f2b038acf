"""No field that readers expect is dropped unsaid, and any survey's words read well behind it."""

import pytest
from minh import EVERYONE, MINH, claim, field_tally, open_answers, said, tally
from msgspec.structs import replace

from persona_wizard.export.counts import interviewed
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Layout
from persona_wizard.export.sections import section_lines
from persona_wizard.export.wording import tally_line
from persona_wizard.model.bank import Kind
from persona_wizard.model.persona import ClaimKind, Section

WHO = interviewed(MINH)
# Four questions of a survey's own, raised by more than any field.
OTHERS = tuple(
    tally(name, Kind.ONE, {"Yes, often": "1 2 3 4 5 6 7 8"}, wording=f"{name}?", heading="general")
    for name in ("first", "second", "third", "fourth")
)
OCCUPATION = field_tally("occupation", Kind.ONE, {"Developer": "1 2 3 4 5", "Observability": "6 7"})
FAMILY = field_tally("family", Kind.ONE, {"Alone": "1 2 3"})
INDUSTRY = field_tally("industry", Kind.ONE, {"Retail": "1 2 3"})


def told(section: Section, layout: Layout = Layout.PAGE) -> list[str]:
    nothing_missing = replace(MINH, gaps=())
    return [line.text for line in section_lines(nothing_missing, section, WHO, layout)]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ((OCCUPATION,), ["And 1 more in the full layout: occupation"]),
        ((OCCUPATION, FAMILY), ["And 2 more in the full layout: occupation and family"]),
        ((OCCUPATION, INDUSTRY), ["And 2 more in the full layout, occupation among them"]),
        # Nobody expects this one.
        ((INDUSTRY,), []),
        ((), []),
    ],
)
def test_an_expected_field_that_has_no_room_is_named(
    more: tuple[object, ...], line: list[str]
) -> None:
    section = Section("general", tallies=(*OTHERS, *more))
    assert told(section)[4:] == line
    assert not any("full layout" in one for one in told(section, Layout.FULL))


def test_one_that_is_told_already_is_not_named_again() -> None:
    own = claim(
        "composed/1",
        "Works shifts",
        EVERYONE,
        kind=ClaimKind.COMPOSED,
        field="occupation",
        heading="general",
    )
    assert told(Section("general", tallies=(*OTHERS[:3], OCCUPATION), composed=(own,)))[4:] == []
    waits = open_answers("occupation", "What work do you do?", (said("P01"),), 3)
    section = Section("general", tallies=(*OTHERS, OCCUPATION), open_answers=(waits,))
    assert told(section)[4:] == ["Not yet summed up: occupation (3 answered)"]


def test_one_told_of_in_words_alone_is_said_to_be() -> None:
    words = replace(OCCUPATION, choices=(), answered=4)
    section = Section("general", tallies=(words,))
    for layout in Layout:
        assert told(section, layout) == ["Occupation: not counted; 4 answered in words alone"]
    # What the researcher left out stays so, and income has words of its own.
    left_out = replace(MINH, gaps=(), hidden=OCCUPATION.choices)
    assert section_lines(left_out, section, WHO, Layout.PAGE) == ()
    earned = field_tally("income", Kind.BANDS, {}, sensitive=True)
    section = Section("demographics", tallies=(replace(earned, answered=2),))
    assert told(section) == ["Median income: not known; 9 asked, 2 answered: too few to tell"]


@pytest.mark.parametrize(
    ("field", "kind", "label", "sentence"),
    [
        ("occupation", Kind.ONE, "Developer", "Occupation: developer (3 of 9)"),
        ("location", Kind.ONE, "Paris", "Location: Paris (3 of 9)"),
        (
            *("channels", Kind.MANY, "Supermarket"),
            "Buys or asks through: supermarket (chosen by 3 of 9)",
        ),
        ("decision-process", Kind.ONE, "Price", "Decides: price (3 of 9)"),
        ("family", Kind.ONE, "With a partner", "Lives with a partner (3 of 9)"),
    ],
)
def test_a_surveys_own_words_read_well(field: str, kind: Kind, label: str, sentence: str) -> None:
    found = field_tally(field, kind, {label: "1 6 8"})
    line = tally_line(found, WHO)
    assert line is not None
    assert line.text == sentence
    assert row_label(found.choices[0], found) == sentence.partition(" (")[0]

"""The tags that a study has, and which of them fit what is being typed."""

import pytest

from persona_wizard.model.composing import Code, ObservationKey, marks
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview, Note
from persona_wizard.model.observations import observations
from persona_wizard.studies.tags import fitting, tags_of

TAGS = {"price": 5, "pricing": 2, "pride": 2, "time": 9, "cà-phê": 1, "đặt-hàng": 3}


def interview(*texts: str, notes: tuple[str, ...] = ()) -> Interview:
    answers = {f"q{n}": Answer(question=f"q{n}", wording="?", at="") for n in range(len(texts))}
    return Interview(
        id="i",
        participant="p",
        pseudonym="P01",
        audience=Audience.PROSPECTS,
        bank=BankRef("b", "d"),
        started="2026-11-01T10:00:00Z",
        answers={
            key: Answer(question=key, wording="?", at="", text=text)
            for key, text in zip(answers, texts, strict=True)
        },
        notes=tuple(Note(f"n{n}", text) for n, text in enumerate(notes)),
    )


def test_tags_are_counted_over_answers_and_notes_and_star_is_none() -> None:
    first = interview("too dear #Price #star\n> quote #price", "#time", notes=("late #time",))
    assert tags_of([first, interview("no tag", "a #price")]) == {"price": 3, "time": 2}


def test_tags_count_as_the_code_book_has_them() -> None:
    first = interview("dear #cost\nlate #time", "- at dawn #time", notes=("#pricing",))
    early = ObservationKey(first.id, "q1", marks(observations("- at dawn #time"))[0])
    codes = (
        Code(tag="price", aliases=("cost", "pricing")),
        Code(tag="early", of="time", parted=(early,)),
    )
    assert tags_of([first], codes) == {"price": 2, "time": 1, "early": 1}
    assert tags_of([first]) == {"cost": 1, "pricing": 1, "time": 2}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ("time", "price", "đặt-hàng", "pricing")),
        ("pri", ("price", "pricing", "pride")),
        ("PRI", ("price", "pricing", "pride")),
        ("price", ()),
        ("prices", ("price", "pride", "pricing")),
        ("ca", ("cà-phê",)),
        ("dat", ("đặt-hàng",)),
        ("đat", ("đặt-hàng",)),
        ("dice", ()),
        ("xyz", ()),
        ("tmie", ("time",)),
    ],
)
def test_what_fits_begins_so_or_is_near_the_most_used_first(
    typed: str, offered: tuple[str, ...]
) -> None:
    assert fitting(TAGS, typed) == offered


def test_at_most_four_are_offered() -> None:
    assert fitting({f"tag-{n}": n for n in range(9)}, "tag") == ("tag-8", "tag-7", "tag-6", "tag-5")

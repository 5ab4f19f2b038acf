"""A follow-up guide: some questions of one bank, and what it lacks from others."""

import pytest

from persona_wizard.banks import (
    GuidePart,
    check_bank,
    follow_up_guide,
    guide_id,
    is_guide,
    read_written_out,
    shipped_shelf,
)
from persona_wizard.banks.attributes import with_mark, without_mark
from persona_wizard.model.headings import Audience

OWN = """\
---
id: tea
title: Tea
audience: prospects
language: en
version: 2.1
minutes: 45
allow: "too-long: we have all day"
---

## Opening

Thank you for your time.

It takes three quarters of an hour.

- [ ] I take part {#consent-take-part}
- [ ] You may quote me {#consent-quote}

May we begin?

## Objectives

<!-- A remark of the author's is kept out. -->

### What did you want from {product}? {#short-term-goals .key}

> What else?

### How happy were you? {#happy .scale min=0 max=10 low="not at all" high="completely"}

### What made you less happy than “{happy}”? {#less when="happy < 7"}

## Demographic information

### Where do you live? {#area .one}

- Urban
- Rural

## Closing

Anything to leave out?
"""
OTHER = """\
---
id: other
title: Other
audience: prospects
---

## Opening

Hello.

## Suggestions and wishes

### What would you hand to somebody else? {#wished-solutions}

## Objectives

### And in two years? {#long-term-goals}

### How happy are you? {#happy .scale min=0 max=5}

## Closing

Bye.
"""


def guide(*parts: GuidePart) -> str:
    return follow_up_guide("follow-up-prospects", "Tea: what is missing", parts)


def own(*wanted: str) -> GuidePart:
    return GuidePart(OWN, "tea", wanted)


def other(*wanted: str) -> GuidePart:
    return GuidePart(OTHER, "other", wanted)


def test_it_asks_what_is_wanted_and_nothing_else() -> None:
    assert (
        guide(own("short-term-goals", "area"))
        == """\
---
id: follow-up-prospects
title: "Tea: what is missing"
audience: prospects
language: en
minutes: 5
allow: "too-long: we have all day; missing-field: it asks only what is missing"
---

## Opening

Thank you for your time.

- [ ] I take part {#consent-take-part}
- [ ] You may quote me {#consent-quote}

## Objectives

### What did you want from {product}? {#short-term-goals .key}

> What else?

## Demographic information

### Where do you live? {#area .one}

- Urban
- Rural

## Closing

Anything to leave out?
"""
    )


def test_what_a_question_hangs_on_comes_with_it() -> None:
    made = read_written_out(guide(own("less")), "follow-up-prospects")
    assert [question.id for question in made.questions] == ["happy", "less"]


def test_questions_are_the_same_as_in_the_bank() -> None:
    whole = read_written_out(OWN, "tea")
    made = read_written_out(guide(own(*(q.id for q in whole.questions))), "follow-up-prospects")

    def said(bank):
        return [(q.id, q.wording, q.kind, q.choices, q.probes, q.when) for q in bank.questions]

    assert said(made) == said(whole)
    assert (made.opening.consent, made.closing) == (whole.opening.consent, whole.closing)


def test_what_the_bank_lacks_comes_from_another_to_its_place() -> None:
    made = guide(own("short-term-goals", "area"), other("wished-solutions", "long-term-goals"))
    bank = read_written_out(made, "follow-up-prospects")
    assert [question.id for question in bank.questions] == [
        "short-term-goals",
        "long-term-goals",
        "wished-solutions",
        "area",
    ]
    # Its own greeting and farewell.
    assert "Hello." not in made
    assert "Bye." not in made
    assert check_bank(bank, "follow-up-prospects.md") == ()


def test_a_question_that_both_have_is_asked_once_as_the_first_has_it() -> None:
    bank = read_written_out(guide(own("happy"), other("happy", "long-term-goals")), "x")
    assert [(q.id, q.maximum) for q in bank.questions] == [("happy", 10), ("long-term-goals", None)]


def test_what_is_missing_is_key_and_its_heading_comes_first() -> None:
    parts = (own("short-term-goals", "happy", "area"), other("wished-solutions", "long-term-goals"))
    missing = {"wished-solutions", "area"}
    made = follow_up_guide("follow-up-prospects", "Tea", parts, missing)
    bank = read_written_out(made, "follow-up-prospects")
    # What is sensitive stays last, however much it is missed.
    assert [(question.id, question.key) for question in bank.questions] == [
        ("wished-solutions", True),
        ("short-term-goals", False),
        ("happy", False),
        ("long-term-goals", False),
        ("area", True),
    ]
    assert made.index("I take part") < made.index("{#wished-solutions .key}")
    assert made.rstrip().endswith("Anything to leave out?")
    assert check_bank(bank, "follow-up-prospects.md") == ()


HANGING = """\
---
id: hanging
title: Hanging
audience: prospects
---

## Objectives

### What do you want? {#short-term-goals .key}

### And then? {#then}

## Problems

### What is hard? {#product-problems}

## Suggestions and wishes

### What instead of “{then}”? {#wished-solutions when="answered(short-term-goals)"}
"""


def test_what_a_missing_one_hangs_on_comes_before_it_and_is_key_too() -> None:
    part = GuidePart(HANGING, "hanging", ("product-problems", "wished-solutions"))
    made = follow_up_guide("x", "Hanging", [part], {"wished-solutions"})
    asked = read_written_out(made, "x").questions
    assert [(question.id, question.key) for question in asked] == [
        ("short-term-goals", True),
        ("then", True),
        ("wished-solutions", True),
        ("product-problems", False),
    ]


def test_where_nothing_is_missing_key_questions_stay_as_they_are() -> None:
    bank = read_written_out(guide(own("short-term-goals", "area")), "x")
    assert [question.key for question in bank.questions] == [True, False]


@pytest.mark.parametrize(
    ("line", "with_it", "without"),
    [
        ("### Hm?", "### Hm? {.key}", "### Hm?"),
        ("### Hm? ##", "### Hm? {.key}", "### Hm? ##"),
        ("### Hm? {#a}", "### Hm? {#a .key}", "### Hm? {#a}"),
        ("### Hm? {#a .key}", "### Hm? {#a .key}", "### Hm? {#a}"),
        ("### Hm? {.key}", "### Hm? {.key}", "### Hm?"),
        ("### Hm? {.key #a}", "### Hm? {.key #a}", "### Hm? {#a}"),
        (
            "### {product} \\{x}? {#a}",
            "### {product} \\{x}? {#a .key}",
            "### {product} \\{x}? {#a}",
        ),
        (
            """### Hm? {#a low="a } .key" .key high='b'} ###""",
            """### Hm? {#a low="a } .key" .key high='b'} ###""",
            """### Hm? {#a low="a } .key" high='b'} ###""",
        ),
    ],
)
def test_a_mark_is_put_and_taken_where_attributes_stand(line, with_it, without) -> None:
    assert with_mark(line, "key") == with_it
    assert without_mark(line, "key") == without


@pytest.mark.parametrize("bank_id", [i for i in shipped_shelf().ids() if "background" not in i])
def test_any_part_of_a_bank_that_ships_passes_every_check(bank_id: str) -> None:
    written_out = shipped_shelf().written_out(bank_id)
    whole = read_written_out(written_out, bank_id)
    for wanted in (
        whole.questions,
        whole.questions[::3],
        whole.questions[1::4],
        whole.questions[-1:],
    ):
        part = GuidePart(written_out, bank_id, [q.id for q in wanted])
        fields = {q.field for q in wanted[::2] if q.field}
        source = follow_up_guide("follow-up-prospects", "Tea: what is missing", [part], fields)
        made = read_written_out(source, "follow-up-prospects")
        key = {q.id for q in made.questions if q.key}
        assert {q.id for q in wanted if q.field in fields} <= key or not fields
        assert {q.id for q in wanted} <= {q.id for q in made.questions}
        assert check_bank(made, "follow-up-prospects.md") == ()
        assert made.minutes is not None
        assert made.minutes % 5 == 0
        assert made.opening.consent == whole.opening.consent


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("follow-up-prospects", True),
        ("follow-up-non-purchasers", True),
        ("follow-up-customers-12", True),
        ("follow-up-prospects-vi", False),
        ("prospects", False),
        ("prospects-follow-up", False),
        ("follow-up-", False),
    ],
)
def test_a_guide_is_known_by_its_id(name: str, yes: bool) -> None:
    assert is_guide(name) is yes


def test_guides_after_the_first_are_numbered() -> None:
    assert guide_id(Audience.PROSPECTS) == "follow-up-prospects"
    assert guide_id(Audience.PROSPECTS, 2) == "follow-up-prospects-2"

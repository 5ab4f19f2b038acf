"""Questions of other banks, written in under their heading."""

import pytest
from bank_examples import FRONT, faults_of, read

from persona_wizard.banks import BankError, read_bank, write_out
from persona_wizard.model.bank import Bank

COMMON = """\
---
id: common
title: Common
audience: any
---

## Opening

Never said by another bank.

## Problems

### What is hard? {#hard}

Take your time.

## Demographic information

### How old are you? {#age-group .bands}

- Under 30
- 30 or over

### Where are you from? {#from when="age-group = under-30"}
"""
HOST = (
    FRONT
    + """\
## Problems {from=common}

### What is wrong with {product}? {#wrong}

## Anthropological information {from=common}

## Closing

### What do you wish, being {age-group}? {#wished-solutions}
"""
)


def ids(bank: Bank) -> list[str]:
    return [question.id for question in bank.questions]


def test_a_headings_questions_follow_its_own() -> None:
    bank = read(HOST, common=COMMON)
    assert ids(bank) == ["wrong", "hard", "age-group", "from", "wished-solutions"]
    assert bank.question("hard").guidance == ("Take your time.",)  # type: ignore[union-attr]
    assert bank.opening.paragraphs == ()


def test_a_line_counts_in_the_file_that_a_question_stands_in() -> None:
    lines = [question.line for question in read(HOST, common=COMMON).questions]
    assert lines == [9, 13, 19, 24, 15]


def test_written_out_text_is_the_other_banks_own() -> None:
    flat = write_out(HOST, "tea.md", {"common": COMMON}.get)
    assert "### What is hard? {#hard}\n\nTake your time.\n" in flat
    assert "from=" not in flat
    assert ids(read(flat)) == ids(read(HOST, common=COMMON))


def test_a_bank_without_includes_is_written_out_as_it_is() -> None:
    assert write_out(COMMON, "common.md", {}.get) == COMMON


def test_an_included_bank_may_include_others() -> None:
    middle = FRONT.replace("tea", "middle") + "## Problems {from=common}\n\n### More? {#more}\n"
    bank = read(f"{FRONT}## Problems {{from=middle}}\n", middle=middle, common=COMMON)
    assert ids(bank) == ["more", "hard"]


def test_an_indented_heading_after_an_included_list_is_still_a_heading() -> None:
    other = FRONT + "## Problems\n\n  ### A {.one}\n\n- x\n"
    host = f"{FRONT}## Problems {{from=other}}\n\n### B\n\n   ## Suggestions and wishes\n\n### C\n"
    bank = read(host, other=other)
    assert [(q.id, q.heading) for q in bank.questions] == [
        ("b", "problems"),
        ("a", "problems"),
        ("c", "wishes"),
    ]


@pytest.mark.parametrize(
    ("host", "others", "told"),
    [
        (
            "## Problems {from=commn}\n",
            {"common": COMMON},
            "tea.md:7: there is no bank “commn”; did you mean “common”?",
        ),
        (
            "## Objectives {from=common}\n",
            {"common": COMMON},
            "tea.md:7: the bank “common” has nothing under Objectives",
        ),
        (
            "## Problems {from=tea}\n",
            {"tea": FRONT},
            "tea.md:7: the banks include each other in a circle: “tea” → “tea”",
        ),
        (
            "## Problems {from=b}\n",
            {
                "b": FRONT.replace("tea", "b") + "## Problems {from=c}\n",
                "c": FRONT.replace("tea", "c") + "## Problems {from=b}\n",
            },
            "c:7: the banks include each other in a circle: “b” → “c” → “b”",
        ),
        (
            "## Problems {from=common}\n\n## Problems {from=common}\n",
            {"common": COMMON},
            "tea.md:9: “common” is included under this heading already",
        ),
        (
            "## Problems {from=common}\n\n### Own {#hard}\n",
            {"common": COMMON},
            "common:13: two questions are #hard: give one another id",
        ),
        (
            "## Problems {from=b}\n",
            {"b": FRONT + "## Problems\n\nNot a question.\n\n### A {#a}\n"},
            "b:9: only questions (###) can be included by another bank: move this below one",
        ),
        (
            "## Problems {from=b}\n",
            {"b": FRONT + '## Problems\n\n### A {#a when="gone = 1"}\n'},
            "b:9: when= names “gone”, which is no question here",
        ),
        ("## Problems {from=b}\n", {"b": "\0"}, "b:1: this is no text: it holds a NUL byte"),
    ],
)
def test_faults_of_includes_name_the_file_they_are_in(
    host: str, others: dict[str, str], told: str
) -> None:
    with pytest.raises(BankError) as error:
        read_bank(FRONT + host, "tea.md", others.get, banks=tuple(others))
    assert str(error.value) == told


def test_a_long_chain_of_banks_ends() -> None:
    def find(bank_id: str) -> str:
        name = f"b{int(bank_id[1:]) + 1}"
        return FRONT.replace("id: tea", f"id: {bank_id}") + f"## Problems {{from={name}}}\n"

    with pytest.raises(BankError, match="more than 20 banks include one another"):
        read_bank(f"{FRONT}## Problems {{from=b0}}\n", "tea.md", find)


def test_banks_that_include_each_other_many_times_over_are_refused_quickly() -> None:
    def find(bank_id: str) -> str:
        name = f"b{int(bank_id[1:]) + 1}"
        return FRONT + f"## Problems {{from={name}}}\n" * 30

    assert faults_of(f"{FRONT}## Problems {{from=b0}}\n") != []
    with pytest.raises(BankError):
        read_bank(f"{FRONT}## Problems {{from=b0}}\n", "tea.md", find)

"""The guide to writing banks tells of everything that a bank can hold, and every example reads."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from bank_examples import faults_of
from msgspec import Struct

from persona_wizard.banks import RULES, BankError, check_bank, read_bank, shipped_shelf
from persona_wizard.banks.frontmatter import ANY_AUDIENCE, KEYS
from persona_wizard.model.bank import Bank, Kind, Question, Stage
from persona_wizard.model.concepts import BUYER_TYPES, BUYING_ROLES, CONCEPT_BY_ID
from persona_wizard.model.conditions import (
    Answered,
    Both,
    Comparison,
    Condition,
    Either,
    Not,
    Operator,
)
from persona_wizard.model.headings import FIELDS, Audience
from persona_wizard.model.interview import State
from persona_wizard.model.languages import LANGUAGES
from persona_wizard.model.study import STUDY_WORDS, USUAL_LISTS

README = (Path(__file__).parents[2] / "question_banks" / "README.md").read_text(encoding="utf-8")
FRONT = "---\nid: example\ntitle: Example\naudience: any\n---\n\n## Problems\n\n"
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
PROSE = _FENCE.sub("", README)
CODE = frozenset(re.findall(r"`([^`\n]+)`", PROSE))
SHELF = shipped_shelf()


class Example(Struct, frozen=True):
    """An example as it stands; `of` is the check that it shows, `mended` how it shows it."""

    body: str
    whole: bool
    of: str = ""
    mended: bool = False

    @property
    def source(self) -> str:
        return self.body if self.whole else FRONT + self.body

    def read(self) -> Bank:
        return read_bank(self.source, "example.md", SHELF.source)

    @property
    def checks(self) -> set[str]:
        """The names of the checks that find something in it."""
        try:
            return {found.rule for found in check_bank(self.read(), "example.md")}
        except BankError as error:
            return {fault.rule for fault in error.faults}


def examples_in(info: str, body: str) -> list[Example]:
    match info.split():
        case ["markdown", "bank" | "question" as form]:
            return [Example(body, form == "bank")]
        case ["markdown", "bank", "flawed" | "mended" as how, rule]:
            return [Example(body, True, rule, how == "mended")]
        case ["markdown", "question", rule]:
            flawed, mended = body.split(f"<!-- {rule}, mended -->\n")
            assert flawed.startswith(f"<!-- {rule}, flawed -->\n")
            return [Example(flawed, False, rule), Example(mended, False, rule, True)]
        case _:
            raise AssertionError(f"a block is marked ```{info}")


EXAMPLES = [
    example
    for fence in _FENCE.finditer(README)
    if fence["info"] != "sh"
    for example in examples_in(fence["info"], fence["body"])
]
PLAIN = [example for example in EXAMPLES if not example.of]
MENDED = [example for example in EXAMPLES if example.mended]


@cache
def banks_read() -> list[Bank]:
    return [example.read() for example in (*PLAIN, *MENDED)]


def questions_read() -> list[Question]:
    return [question for bank in banks_read() for question in bank.questions]


def taken_by(markdown: str) -> list[str]:
    """What the bearer of `{.zzzzz}` takes instead, as the fault about it tells."""
    (fault,) = [f for f in faults_of(f"{FRONT}{markdown}\n") if "zzzzz" in f]
    return fault.partition(" takes ")[2].removeprefix("only ").split(", ")


OF_QUESTIONS = taken_by("### A {.zzzzz}")
OF_CHOICES = taken_by("### A {.one}\n\n- x {.zzzzz}")
OF_HEADINGS = taken_by("## Closing {.zzzzz}")


def test_what_is_taken_is_found_in_the_code() -> None:
    assert {".open", ".yes-no", ".key", "when=", "allow=", "high="} < set(OF_QUESTIONS)
    assert OF_CHOICES == ["#id", ".alone", "state=", "indicates=", "says="]
    assert OF_HEADINGS == ["#id", "from="]


@pytest.mark.parametrize("name", sorted({*OF_QUESTIONS, *OF_CHOICES}))
def test_every_attribute_is_told_of(name: str) -> None:
    assert name in CODE


@pytest.mark.parametrize("name", sorted({*OF_QUESTIONS, *OF_CHOICES, "from="} - {"#id"}))
def test_every_attribute_has_an_example_that_reads(name: str) -> None:
    used = re.compile(rf"\{{[^{{}}]*(?<![\w-]){re.escape(name)}[^{{}}]*\}}")
    assert any(used.search(example.body) for example in PLAIN)


@pytest.mark.parametrize(
    "name",
    [
        *KEYS,
        *(audience.value for audience in Audience),
        ANY_AUDIENCE,
        *LANGUAGES,
        *(f".{kind}" for kind in Kind),
        *(stage.value for stage in Stage),
        *(state.value for state in State if state is not State.ANSWERED),
        *BUYING_ROLES,
        *BUYER_TYPES,
        *FIELDS,
        *CONCEPT_BY_ID,
        *get_args(Operator),
        *("answered(id)", "and", "or", "not", "(…)", "{from=…}"),
        *(f"{{{word}}}" for word in (*STUDY_WORDS, *USUAL_LISTS)),
        *(rule.name for rule in RULES),
        "grammar",
    ],
)
def test_every_name_is_told_of(name: str) -> None:
    assert name in CODE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_told_of(language: str) -> None:
    words = LANGUAGES[language]
    column = {"en": 0, "vi": 1}[language]
    cells = [row.strip("|").split("|") for row in PROSE.splitlines() if row.startswith("|")]
    told = {row[column].strip() for row in cells if len(row) > column}
    assert {words.opening, words.closing, *words.headings.values()} <= told


@pytest.mark.parametrize("example", PLAIN, ids=lambda example: example.body[:40])
def test_an_example_reads_and_passes_every_check(example: Example) -> None:
    bank = example.read()
    assert not example.checks
    assert bank.questions


def test_every_kind_and_key_of_the_front_matter_has_an_example() -> None:
    assert {question.kind for question in questions_read()} == set(Kind)
    fronts = [example.body for example in PLAIN if example.whole]
    assert all(any(f"\n{key}: " in front for front in fronts) for key in KEYS)
    (full,) = [bank for bank in banks_read() if bank.based_on is not None]
    assert (full.version, full.minutes, full.allowed[0].rule) == ("1.20", 15, "what-else")


def test_every_state_and_every_thing_a_choice_can_carry_has_an_example() -> None:
    choices = [choice for question in questions_read() for choice in question.choices]
    assert {c.state for c in choices} == {None, *State} - {State.ANSWERED}
    assert any(c.free_text for c in choices)
    assert any(c.alone for c in choices)
    assert any(len(c.indicates) == 2 for c in choices)


def parts_of(condition: Condition) -> set[str]:
    match condition:
        case Comparison(operator=operator, quoted=quoted):
            return {operator, "quoted"} if quoted else {operator}
        case Answered():
            return {"answered"}
        case Not(of=of):
            return {"not", *parts_of(of)}
        case Both(left=left, right=right):
            return {"and", *parts_of(left), *parts_of(right)}
        case Either(left=left, right=right):
            return {"or", *parts_of(left), *parts_of(right)}


def test_every_operator_of_a_condition_has_an_example() -> None:
    used = set().union(*(parts_of(q.when) for q in questions_read() if q.when is not None))
    assert used == {*get_args(Operator), "answered", "not", "and", "or", "quoted"}


def test_the_words_and_lists_of_a_study_consent_and_comments_have_an_example() -> None:
    bodies = "".join(example.body for example in PLAIN)
    assert all(f"{{{word}}}" in bodies for word in (*STUDY_WORDS, *USUAL_LISTS))
    assert any(bank.opening.consent and bank.closing.paragraphs for bank in banks_read())
    assert "<!--" in bodies
    (tin,) = [question for question in questions_read() if question.id == "tin"]
    assert [choice.text for choice in tin.choices][:4] == [
        "> 5 cups",
        "# 1 of the shop",
        "1. quality",
        "- nothing",
    ]


def test_the_table_has_a_row_for_every_check_with_what_it_finds_and_why() -> None:
    table = PROSE[PROSE.index("| check | finds | because |") :].split("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    assert [row[0] for row in rows] == [f"`{rule.name}`" for rule in RULES]
    assert all(len(row) == 3 and row[1] and row[2] for row in rows)


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_a_flawed_example_is_found_by_its_check_alone_and_mended_by_none(rule: str) -> None:
    flawed, mended = (example for example in EXAMPLES if example.of == rule)
    assert flawed.checks == {rule}
    assert mended.mended
    assert mended.checks == set()


def test_the_guide_is_no_bank_of_the_shelf() -> None:
    assert "readme" not in {entry.id.casefold() for entry in SHELF.entries()}

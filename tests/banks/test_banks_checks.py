"""The checks: each finds its flaw, lets its neighbour pass, and is silenced with a reason."""

from pathlib import Path

import pytest
import yaml
from bank_examples import faults_of
from msgspec import Struct

from persona_wizard.banks import (
    RULES,
    BankError,
    BankFault,
    check_bank,
    check_file,
    planned_minutes,
    read_bank,
    reason_of,
    shipped_shelf,
    wording_is_checked,
)
from persona_wizard.banks.shelf import shipped_folder
from persona_wizard.interviewing.walk import asked_questions

# ruff: noqa: E501  # a flaw stands beside its neighbour

HERE = Path(__file__).parent


def source(body: str, **front: str) -> str:
    """A bank for others to include, with this under `## Problems`, from line 9 or lower."""
    keys = {"id": "x", "title": "X", "audience": "any", **front}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{lines}---\n\n## Problems\n\n{body}\n"


def found(text: str) -> tuple[BankFault, ...]:
    """What the checks find, be it a fault of reading or advice."""
    try:
        return check_bank(read_bank(text, "x.md", shipped_shelf().source), "x.md")
    except BankError as error:
        return error.faults


def rules_found(body: str, **front: str) -> list[str]:
    return [one.rule for one in found(source(body, **front))]


YES_NO = "### Did it come? {#came .yes-no}\n\n"
SCALE = "### How was it? {#rating .scale min=0 max=10}\n\n"
MANY = "### Which of these? {#which .many}\n\n> What else?\n\n- p\n- q\n- none {.alone}\n\n"
GENDER = "### What is your gender? {#gender .short}\n\n"
WORK = "### What work do you do? {#occupation .short}\n\n"
BANDS = "### How many? {#many .bands}\n\n"

# Each rule with what breaks it and with what only looks like it.
CASES = [
    ("leading", "### Don't you think it is slow?", "### What do you think of the speed?"),
    ("leading", "### How easy was it to pay?", "### How easy or hard was it to pay?"),
    ("leading", "### It was late, wasn't it?", "### When was it that it came?"),
    ("leading", "### When?\n\n> It was late, right?", "### When?\n\n> Was it the right day?"),
    ("double-barrelled", "### Where do you buy it and why?", "### Where do you buy salt and oil?"),
    ("double-barrelled", "### Is it new? Is it good?", "### Is it new?"),
    ("double-barrelled", "### What did you like and dislike?", "### What did you like?"),
    ("hypothetical", "### Would you pay more?", "### Would you tell me about your last bill?"),
    ("hypothetical", "### How likely are you to come again?", "### How often have you come again?"),
    (
        "hypothetical",
        "### What would you change if you could? {#barriers}",
        "### What would you change if you could? {#product-improvements}",
    ),
    ("asks-type", "### Are you the decision-maker?", "### Who made the decision?"),
    ("asks-type", "### Do you consider yourself loyal?", "### How long have you been a member?"),
    ("asks-type", "### Do you see yourself as cautious?", "### What did you do to be careful?"),
    ("early-demographic", GENDER + WORK, WORK + GENDER),
    ("unbanded", "### How old are you? {#age-group .number}", "### How old is it? {.number}"),
    (
        "unbanded",
        "### How old? {#age-group .one}\n\n- young\n- old",
        "### How old? {#age-group .one}\n\n- under 40\n- 40 or over",
    ),
    (
        "what-else",
        MANY.replace("> What else?", "> Since when?"),
        MANY.replace("> What else?", "> Anything else?"),
    ),
    ("what-else", "### Which problems did you have?", "### Which problem did you have?"),
    ("never-true", SCALE + '### Why? {when="rating > 10"}', SCALE + '### Why? {when="rating > 9"}'),
    (
        "never-true",
        YES_NO + '### Why? {when="came = maybe"}',
        YES_NO + '### Why? {when="came = no"}',
    ),
    ("looks-ahead", '### Why? {when="came = no"}\n\n' + YES_NO, YES_NO + '### Why? {when="came = no"}'),
    ("circular", '### Why? {#why when="answered(why)"}', YES_NO + '### Why? {when="answered(came)"}'),
    ("overlap", BANDS + "- 18–25\n- 25–34", BANDS + "- 18–24\n- 25–34"),
    ("hole", BANDS + "- 18–24\n- 26–34", BANDS + "- under 18\n- 18 or over"),
    ("same-wording", "### Why not?\n\n### Why,  NOT {#b}", "### Why not?\n\n### Why not then?"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "flawed", "near"), CASES)
def test_a_check_finds_its_flaw_and_lets_its_neighbour_pass(
    rule: str, flawed: str, near: str
) -> None:
    assert set(rules_found(flawed)) == {rule}
    assert rules_found(near) == []


VIETNAMESE = [
    ("leading", "### Ứng dụng dễ dùng đúng không ạ?", "### Anh dùng ứng dụng vào lúc nào ạ?"),
    ("double-barrelled", "### Anh mua ở đâu và vì sao ạ?", "### Anh mua muối và tiêu ở đâu ạ?"),
    ("hypothetical", "### Nếu giá giảm thì anh có mua không ạ?", "### Lần trước anh mua giá bao nhiêu ạ?"),
    ("asks-type", "### Chị có phải là người quyết định không ạ?", "### Ai là người chốt ạ?"),
    ("what-else", "### Chị gặp những vấn đề nào ạ?", "### Chị gặp những vấn đề nào ạ?\n\n> Còn gì nữa không ạ?"),
    ("overlap", BANDS + "- từ 10 đến 20 triệu\n- từ 20 đến 30 triệu", BANDS + "- từ 10 đến dưới 20 triệu\n- từ 20 đến 30 triệu"),
    ("hole", BANDS + "- dưới 18 tuổi\n- từ 20 tuổi trở lên", BANDS + "- dưới 20 tuổi\n- từ 20 tuổi trở lên"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "flawed", "near"), VIETNAMESE)
def test_the_checks_know_vietnamese(rule: str, flawed: str, near: str) -> None:
    assert set(rules_found(flawed, language="vi")) == {rule}
    assert rules_found(near, language="vi") == []


def test_every_expected_field_that_no_question_fills_is_told_of_a_whole_bank_alone() -> None:
    assert rules_found(WORK) == []
    (told,) = found(source(WORK, audience="customers"))
    assert told.message == (
        "no question tells of location, family, gender, age-group, income, area, character, "
        "interests, information-sources, channels, decision-process, purchase-frequency, "
        "short-term-goals, long-term-goals, product-problems, life-problems, "
        "product-improvements, wished-solutions: add some"
    )
    (of_prospects,) = found(source(WORK, audience="prospects"))
    assert of_prospects.message == told.message.replace(" purchase-frequency,", "")


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("### A", 2.5),
        ("### A {.short}\n\n### B {.number}\n\n### C {.yes-no}", 3.0),
        ("### A {minutes=7}", 7.0),
        ('### A\n\n### B {when="answered(a)"}', 3.75),
        ('### A {.short}\n\n### B {minutes=5 when="answered(a)"}', 3.5),
        (SCALE + MANY + BANDS + "- few\n- lots", 3.0),
    ],
)
def test_a_bank_that_takes_longer_than_it_promises_is_told(body: str, minutes: float) -> None:
    bank = read_bank(source(body), "x.md", lambda _: None)
    assert planned_minutes(bank) == minutes
    assert rules_found(body, minutes=f"{minutes:g}") == []
    (told,) = found(source(body, minutes=f"{minutes - 0.25:g}"))
    assert (told.rule, told.line) == ("too-long", 1)
    assert told.message.startswith(f"its questions take about {minutes:g} minutes")


def test_each_flaw_is_told_where_it_stands_in_one_line_with_what_to_do() -> None:
    body = (
        "### How easy was it\nto pay?\n\n### Would you pay more?\n\n" + BANDS + "- 1 to 5\n- 5 to 9"
    )
    told = found(
        source("### When?\n\n" + "### How easy was it to pay?\n\n" + body.partition("\n\n")[2])
    )
    assert [(one.file, one.line, one.rule, one.message) for one in told] == [
        ("x.md", 11, "leading", "“How easy” suggests an answer: ask what happened"),
        ("x.md", 13, "hypothetical", "“Would you” asks what might be: ask about the last time"),
        ("x.md", 15, "overlap", "“1 to 5” and “5 to 9” overlap: begin one where the other ends"),
    ]  # fmt: skip


HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\u202eback\u202c",
    "a\u2028b",
    "x" * 3000,
    "<b>&amp;",
    "{product}",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_a_message_is_one_line_of_bounded_length_whatever_is_in_the_bank(words: str) -> None:
    body = (
        f"### How easy was {words}? And why?\n\n{BANDS}- 1 to 5 {words}\n- 5 to 9 {words}\n\n"
        f"### How easy was {words}? And why? {{#again}}\n"
    )
    told = found(source(body.replace("{product}", "\\{product\\}")))
    assert told
    for one in told:
        assert len(one.message) <= 400
        assert not set("\n\r\x1b\u2028\u2029\u202e") & set(str(one))


# Silencing


@pytest.mark.parametrize(
    "allow",
    [
        "leading: the trade calls it so",
        "hypothetical: x; leading: the trade calls it so",
        "leading: a reason: with a colon",
        " leading :x;",
    ],
)
def test_a_question_silences_a_check_with_a_reason_for_itself_alone(allow: str) -> None:
    body = f'### How easy was it? {{#a allow="{allow}"}}\n\n### How easy was that? {{#b}}\n'
    assert [(one.rule, one.line) for one in found(source(body))] == [("leading", 11)]


def test_a_question_silences_no_other_check() -> None:
    body = '### How easy was it? {#a allow="hypothetical: x"}'
    assert rules_found(body) == ["leading"]


def test_a_bank_silences_a_check_in_all_its_questions_and_of_the_bank_as_a_whole() -> None:
    body = "### How easy was it?\n\n### How easy was that?\n\n### Would you pay?"
    assert rules_found(body, allow='"leading: the trade calls it so"') == ["hypothetical"]
    many = '"missing-field: a short talk; too-long: we have all day"'
    assert rules_found(WORK, audience="customers", minutes="0.5", allow=many) == []


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_check_can_be_named_in_a_silence(rule: str) -> None:
    assert faults_of(source(f'### Why? {{allow="{rule}: x"}}')) == []
    assert reason_of(rule)


@pytest.mark.parametrize(
    ("allow", "told"),
    [
        ("leading", "“allow” wants a reason: write allow=\"leading: because …\""),
        ("leading:", "“allow” wants a reason"),
        ("leading: ; hypothetical: x", "“allow” wants a reason"),
        ("ledding: x", "“ledding” is no check; did you mean “leading”?"),
        ("zzzzzz: x", "“zzzzzz” is no check; there are leading, double-barrelled, "),
        (": x", "“” is no check"),
    ],
)  # fmt: skip
def test_a_silence_without_a_reason_or_of_no_check_is_a_fault(allow: str, told: str) -> None:
    (on_question,) = faults_of(source(f'### How easy was it? {{allow="{allow}"}}'))
    assert on_question.startswith("tea.md:9: ")
    assert told in on_question
    (in_front,) = faults_of(source("### Why?", allow=f"'{allow}'"))
    assert in_front.startswith("tea.md:5: ")
    assert told in in_front


# Files, languages, and the banks that ship


def test_a_flaw_of_an_included_bank_is_told_with_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "near.md").write_text(
        source("### Would you pay?").replace("## Problems\n", "## Problems {from=far}\n")
    )
    (tmp_path / "far.md").write_text(source("### How easy was it?", id="far"))
    checked = check_file(tmp_path / "near.md")
    assert checked.faults == ()
    assert [(one.file, one.line, one.rule) for one in checked.advice] == [
        (str(tmp_path / "near.md"), 9, "hypothetical"),
        (str(tmp_path / "far.md"), 9, "leading"),
    ]


@pytest.mark.parametrize(
    ("language", "knows"),
    [("en", True), ("en-GB", True), ("EN_us", True), ("vi", True), ("vi-VN", True), ("de", False), ("no", False)],
)  # fmt: skip
def test_an_unknown_language_says_that_its_wording_is_unchecked(
    tmp_path: Path, language: str, knows: bool
) -> None:
    text = source("### How easy was it?\n\n" + BANDS + "- 1 to 5\n- 5 to 9", language=language)
    assert wording_is_checked(read_bank(text, "x.md", lambda _: None)) is knows
    path = tmp_path / "x.md"
    path.write_text(text)
    checked = check_file(path)
    assert checked.unchecked == ("" if knows else language)
    # What needs no words is checked in any language.
    assert "overlap" in {one.rule for one in checked.advice}


@pytest.mark.parametrize("bank_id", shipped_shelf().ids())
def test_a_bank_that_ships_has_nothing_found_and_nothing_silenced(bank_id: str) -> None:
    bank = shipped_shelf().read(bank_id)
    assert check_bank(bank, f"{bank_id}.md") == ()
    assert wording_is_checked(bank)
    assert not bank.allowed
    assert not any(question.allowed for question in bank.questions)


def test_every_file_that_ships_is_checked_well() -> None:
    checked = check_file(shipped_folder() / "prospects.md")
    assert (checked.faults, checked.advice, checked.unchecked) == ((), (), "")


# How good the checks are, on banks labelled by hand before the rules were written


class Score(Struct, frozen=True):
    """Pairs of an item and a rule: rightly found, wrongly found, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def score(name: str) -> Score:
    right = wrong = missed = 0
    for item in yaml.safe_load((HERE / f"labelled_{name}.yaml").read_text(encoding="utf-8")):
        keys = {"id": "x", "title": "X", "audience": "any", "language": item["language"]}
        keys |= item.get("front", {})
        front = "".join(f"{key}: {value}\n" for key, value in keys.items())
        told = {one.rule for one in found(f"---\n{front}---\n\n{item['text']}")} - {"grammar"}
        flaws = set(item["flaws"])
        right += len(told & flaws)
        wrong += len(told - flaws)
        missed += len(flaws - told)
    return Score(right, wrong, missed)


@pytest.mark.parametrize("name", ["measure", "work"])
def test_nine_findings_of_ten_are_right_and_three_flaws_of_four_are_found(name: str) -> None:
    scored = score(name)
    assert scored.right >= 30
    assert scored.precision >= 0.9, scored
    assert scored.recall >= 0.75, scored


@pytest.mark.parametrize(
    ("rule", "asked"),
    [
        (
            "looks-ahead",
            '### First? {#first when="second = yes" ALLOW}\n\n### Second? {#second .yes-no}',
        ),
        ("circular", '### Cups? {#cups .number when="cups > 0" ALLOW}'),
        ("never-true", '### Cups? {#cups .number}\n\n### Why? {#why when="cups = many" ALLOW}'),
    ],
)
def test_a_condition_that_its_author_stands_by_is_let_be(rule: str, asked: str) -> None:
    with pytest.raises(BankError) as refused:
        read_bank(source(asked.replace(" ALLOW", "")), "tea.md", lambda _: None)
    assert [fault.rule for fault in refused.value.faults] == [rule]
    allowed = asked.replace("ALLOW", f'allow="{rule}: it is asked by hand"')
    bank = read_bank(source(allowed), "tea.md", lambda _: None)
    assert rule not in {one.rule for one in check_bank(bank, "tea.md")}
    # What is let be loads, and is asked only once an answer makes its condition true.
    waiting = next(question for question in bank.questions if question.allowed)
    assert waiting.id not in [question.id for question in asked_questions(bank, {})]

"""Every fault is told with its line, all at once, and with what was probably meant."""

import pytest
from bank_examples import FRONT, faults_of, faults_under_heading, no_bank

from persona_wizard.banks import BankError, read_bank
from persona_wizard.model.errors import EXIT_INPUT, WizardError


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("", "tea.md:1: a bank starts with front matter"),
        ("---\nid: tea\n", "tea.md:1: the front matter does not end"),
        ("---\ntitle: T\naudience: any\n---\n", "tea.md:1: the front matter lacks “id:”"),
        ("---\nid:\ntitle: T\naudience: any\n---\n", "tea.md:2: the front matter lacks “id:”"),
        ("---\nid: t\naudience: any\n---\n", "tea.md:1: the front matter lacks “title:”"),
        ("---\nid: t\ntitle: T\n---\n", "tea.md:1: the front matter lacks “audience:”"),
        (
            "---\nid: t\ntitle: T\naudience: custmers\n---\n",
            "tea.md:4: “custmers” is no audience; did you mean “customers”?",
        ),
        (
            "---\nid: t\ntitle: T\naudience: any\nminuts: 5\n---\n",
            "tea.md:5: “minuts” is no key of the front matter; did you mean “minutes”?",
        ),
        (
            "---\nid: t\ntitle: T\nid: u\naudience: any\n---\n",
            "tea.md:4: “id:” stands twice",
        ),
        ("---\nid: t\ntitle: T\naudience: any\nminutes: 0\n---\n", "tea.md:5: “minutes:” is a"),
        ("---\nid: t\ntitle: T\naudience: any\nminutes: soon\n---\n", "tea.md:5: “minutes:” is a"),
        ("---\nid: t\ntitle: [T]\naudience: any\n---\n", "tea.md:3: “title:” takes plain text"),
        ("---\nid: My Bank\ntitle: T\naudience: any\n---\n", "tea.md:2: “My Bank” is no id"),
        ("---\nid: ../x\ntitle: T\naudience: any\n---\n", "tea.md:2: “../x” is no id"),
        ("---\n- id\n---\n", "tea.md:1: the front matter is a list of keys"),
        ("---\n---\n", "tea.md:1: the front matter is a list of keys"),
        ("---\nid: t\ntitle: 'T\naudience: any\n---\n", "cannot read the front matter"),
        ("---\nid: t\n\ttitle: T\n---\n", "cannot read the front matter"),
        ("---\n" + "[" * 1500 + "\n---\n", "cannot read the front matter"),
        ("---\n" + "[" * 99999 + "\n---\n", "tea.md:1: front matter may have 4000 characters"),
        ('---\nid: "\\UFFFFFFFF"\n---\n', "cannot read the front matter"),
        ("---\nid: &a t\ntitle: *b\n---\n", "cannot read the front matter"),
    ],
)
def test_faults_of_the_front_matter(front: str, told: str) -> None:
    assert any(told in fault for fault in faults_of(front)), faults_of(front)


def test_a_copy_names_the_bank_it_was_made_from() -> None:
    well = FRONT.replace("title:", 'based-on: "other version 1.20 @0123456789ab"\ntitle:')
    assert faults_of(well) == []
    assert faults_of(FRONT.replace("title:", "based-on: other\ntitle:")) == [
        "tea.md:3: “other” names no bank: it looks like “prospects version 1.0 @0123456789ab”"
    ]


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        # Names
        ("### A {.mnay}\n\n- x", "“.mnay” is no attribute of a question; did you mean “.many”?"),
        ("### A {#a .ke}", "“.ke” is no attribute of a question; did you mean “.key”?"),
        ("### A {#a feild=income}", "“feild=” is no attribute of a question; did you mean"),
        ("### A {field=incme}", "“incme” is no field; did you mean “income”?"),
        ("### A {stage=decisoin}", "“decisoin” is no stage; did you mean “decision”?"),
        ("### A {concepts=pain}", "“pain” is no concept of the glossary"),
        ("### A {.one}\n\n- x {state=declned}", "“declned” is no state; did you mean “declined”?"),
        ("### A {.one}\n\n- x {state=answered}", "“answered” is no state"),
        ("### A {.one}\n\n- x {indicates=inovator}", "did you mean “innovator”?"),
        ("### A {.one}\n\n- x {.key}", "“.key” is no attribute of a choice"),
        # Kinds
        ("### A {.one .many}\n\n- x", "a question has one kind, not .one and .many"),
        ("### A {.one}", "“.one” needs choices"),
        ("### A\n\n- x", "an open question takes no list"),
        ("### A {.short}\n\n- x", "“.short” takes no list"),
        ("### A {.yes-no}\n\n- Yes\n- No", "“.yes-no” brings its own Yes and No"),
        ("### A {.scale}", "“.scale” needs min= and max="),
        ("### A {.scale min=1}", "“.scale” needs max="),
        ("### A {.scale min=5 max=5}", "a scale rises: min=5 must be below max=5"),
        ("### A {.scale min=0.5 max=5}", "whole steps"),
        ("### A {.scale min=0 max=100000}", "at most 100 steps"),
        ("### A {.number min=5 max=4}", "min=5 is above max=4"),
        ("### A {.number min=nan}", "“min=” is a number such as 10 or 2.5, not “nan”"),
        ("### A {.number max=1e999}", "“max=” is a number"),
        ("### A {.one unit=kg}\n\n- x", "“unit=” does not fit “.one”: it is for .number"),
        ("### A {low=a}", "“low=” does not fit an open question: it is for .scale"),
        ("### A {minutes=0}", "“minutes=” is a number above 0"),
        ("### A {.one}\n\n- x {.alone}", "“.alone” is for .many"),
        # Attributes as written
        ('### A {#a when="b < 5}', "the quote after “when=” is not closed"),
        ("### A {#a when=“b < 5”}", "the quotes after “when=” must be straight"),
        ("### A {#a .key", "the attributes are not closed"),
        ("### A {#a} {.key}", "attributes stand at the end, all in one {…}"),
        ("### A {#a} b", "attributes stand at the end, all in one {…}"),
        ("### A {#a #b}", "two ids, #a and #b"),
        ("### A {#a .key .key}", "“.key” stands twice"),
        ("### A {#a minutes=1 minutes=2}", "“minutes=” stands twice"),
        ("### A {#a field=}", "“field=” has no value"),
        ("### A {#a key}", "“key” is no attribute: write #id, .mark or key=value"),
        ("### A {#My-Id}", "“#My-Id” is no id: lower-case letters, digits and - only; write “#my"),
        ("### A {#}", "“#” is no id"),
        # Ids and words
        ("### {#a}", "a question needs words before its attributes"),
        ("###", "a question needs words before its attributes"),
        ("### ???", "“???” gives no id of its own: add one, such as {#price}"),
        ("### A {.one}\n\n- x\n- X", "two choices are “x”"),
        ("### A {.one}\n\n- !!!", "“!!!” gives no id of its own: add one, such as {#other}"),
        ("### A {.one}\n\n- …", "“…” gives no id of its own"),
        ("### A {.one}\n\n-\n- x", "a choice needs words: this one is empty"),
        ("### A {.one}\n\n- {#x}", "a choice needs words before its attributes"),
        # Choices that Markdown reads as something else
        ("### A {.one}\n\n- > 5", r"write \> for a > at its start"),
        ("### A {.one}\n\n- # 1", r"write \# for a # at its start"),
        ("### A {.one}\n\n- 1. x", r"write 1\. for a number and a dot"),
        ("### A {.one}\n\n- - x", r"write \-, \+ or \* for that sign"),
        ("### A {.one}\n\n- ***", r"write \- or \* at its start"),
        ("### A {.one}\n\n- ```", r"write \` or \~ for the first sign"),
        ("### A {.one}\n\n-      x", "leave one space after the -"),
        ("### A {.one}\n\n- <div>", r"write \< for a < at its start"),
        ("### A {.one}\n\n- x\n  ---", "take away the line of - or = below it"),
        ("### A {.one}\n\n- x\n  - y", "a list cannot stand inside a choice"),
        ("### A {.one}\n\n- x\n\n  y", "a paragraph cannot stand inside a choice"),
        ("### A {.one}\n\n- [ ] x", "a choice has no [ ]"),
        ("### A {.one}\n\n1. x", "a numbered list cannot stand here: choices start with -"),
        # What may stand where
        ("words", "a paragraph cannot stand under a ##: questions (###) can"),
        ("### A\n\n# B", "# is no heading of a bank"),
        ("### A\n\n#### B", "#### is no heading of a bank: ## is a heading, ### a question"),
        ("#### B", "#### is no heading of a bank"),
        ("### A\n\nText\n---", "put an empty line between"),
        ("Text\n---", "put an empty line between"),
        ("### A\n\n```\nx\n```", "a code block cannot stand under a question"),
        ("### A\n\n    x", "a code block (lines that start with four spaces or a tab) cannot"),
        ("### A\n\n<div>\n", "HTML cannot stand under a question"),
        ("### A\n\n<!-- note --> x", "HTML cannot stand under a question"),
        ("### A\n\n<!-- no end", "HTML cannot stand under a question"),
        ("### A\n\n***", "a line of dashes or stars cannot stand under a question"),
        ("### A\n\n|a|b|\n|-|-|\n|1|2|", "a table cannot stand under a question"),
        ("### A\n\n> - x", "a list cannot stand in a block quote: write words"),
        # Fills
        ("### A {prodct}?", "{prodct} is neither a word of the study nor a question; did you mean"),
        ("### A {x y}?", "{x y} is neither a word of the study nor a question"),
        ("### A {}?", "{} is neither"),
        ("### A {a} {#a}", "{a} is asked later: only earlier answers can be filled in"),
        ("### A {b} {#a}\n\n### B {#b}", "{b} is asked later"),
        ("### A { b", r"a { does not close: write \{ for a brace"),
        ("### A {.one}\n\n- {nope} {#x}", "{nope} is neither"),
        ("### A\n\nSay {nope}.", "{nope} is neither"),
        ("### A\n\n> Say {nope}.", "{nope} is neither"),
        ('### A {.scale min=0 max=5 low="{nope}"}', "{nope} is neither"),
    ],
)
def test_a_fault_is_told(markdown: str, told: str) -> None:
    faults = faults_under_heading(markdown)
    assert len(faults) == 1, faults
    assert told in faults[0]


EARLIER = """\
### B {#b .one}

- Yes {#y}
- I can't say {state=dont-know}

### C {#c .scale min=0 max=5}

### D {#d .bands}

- low
- high

### E {#e}

"""


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("b =", 'cannot read when="b =": the condition ends'),
        ("bb = y", "when= names “bb”, which is no question here; did you mean “b”?"),
        ("a = 1", "when= names “a”, the question itself"),
        ("answered(later)", "when= names “later”, which is asked later: move it up"),
        ("b = yy", "when= names “yy”, which is no choice of “b”; did you mean “y”?"),
        ("b = i-can-t-say", "whoever picks that has not answered “b”"),
        ("b > y", "compares “b” with >, but its choices have no order"),
        ("d > lwo", "which is no choice of “d”; did you mean “low”?"),
        ("c = many", "compares “c” with “many”, but its answer is a number"),
        ("e = y", "compares “e”, whose answer is in words: use answered(e)"),
    ],
)
def test_a_condition_that_could_never_be_true_is_told(when: str, told: str) -> None:
    markdown = f'{EARLIER}### A {{#a when="{when}"}}\n\n### Later {{#later}}'
    (fault,) = faults_under_heading(markdown)
    assert fault.startswith("tea.md:23: ")
    assert told in fault


@pytest.mark.parametrize(
    "when", ["b = y", "c < 3", "d > low", "b = 'anything'", "answered(e)", "not b != y", "e = 'x'"]
)
def test_a_condition_on_earlier_questions_is_well(when: str) -> None:
    assert faults_under_heading(f'{EARLIER}### A {{#a when="{when}"}}') == []


@pytest.mark.parametrize(
    ("second", "first"), [("a", "a"), ("\u00e9t\u00e9", "e\u0301te\u0301"), ("\u212b", "\u00e5")]
)
def test_an_id_stands_once_whatever_its_normal_form(second: str, first: str) -> None:
    faults = faults_under_heading(f"### {first}\n\n### {second}")
    assert len(faults) == 1
    assert faults[0].startswith("tea.md:11: two questions are #")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("## Objectivs", "tea.md:7: “Objectivs” is no heading; did you mean “Objectives”?"),
        ("## Zzz", "tea.md:7: “Zzz” is no heading; there are Opening, Closing, General"),
        ("##", "tea.md:7: “” is no heading"),
        ("## Problems {#p}", "tea.md:7: a ## takes no #id"),
        ("## Problems {form=x}", "tea.md:7: “form=” is no attribute of a ##; did you mean “from="),
        ("### A", "tea.md:7: a question stands under a ##"),
        ("words", "tea.md:7: a paragraph cannot stand before the first ##"),
        ("# Tea", "tea.md:7: # is no heading of a bank"),
        ("Problems\n---", "tea.md:7: a line of - or ="),
        ("## Opening\n\n### A", "tea.md:9: a question in Opening needs field="),
        ("## Closing\n\n> x", "tea.md:9: a block quote cannot stand in Closing"),
        ("## Opening\n\n- x", "tea.md:9: a list in Opening is consent: start each line with - [ ]"),
        ("## Opening\n\n- [x] x", "tea.md:9: consent starts without a tick"),
        ("## Opening\n\n- [ ] x {.key}", "tea.md:9: “.key” is no attribute of a consent item"),
        ("## Opening\n\n- [ ] !!!", "tea.md:9: a consent item needs words, or an id"),
        ("## Opening\n\n- [ ] x\n- [ ] X", "tea.md:10: two consent items are #x"),
        ("## Opening\n\n- [ ] x\n\n## Closing\n\n- [ ] x", "tea.md:13: two consent items are #x"),
        ("## Opening\n\nOf {x}", "tea.md:9: {x} is neither"),
        ("## Opening {from=x}", "tea.md:7: Opening and Closing take no from="),
    ],
)
def test_faults_of_headings_opening_and_closing(body: str, told: str) -> None:
    (fault,) = faults_of(FRONT + body)
    assert fault.startswith(told)


def test_consent_below_a_question_says_where_it_belongs() -> None:
    (fault,) = faults_of(f"{FRONT}## Opening\n\n### A {{#needs}}\n\n- [ ] x")
    assert (
        fault == "tea.md:11: consent ([ ]) stands in Opening or Closing, before any question there"
    )


def test_all_faults_come_at_once_in_order_of_lines() -> None:
    source = (
        FRONT.replace("customers", "folk") + "## Objectives\n\n### A {.x}\n\n## Wishs\n\n### {}"
    )
    lines = [int(fault.split(":")[1]) for fault in faults_of(source)]
    assert lines == sorted(lines)
    assert set(lines) == {4, 9, 11, 13}


def test_a_bank_error_is_the_users_to_mend() -> None:
    with pytest.raises(WizardError) as error:
        read_bank("x", "a/b.md", no_bank)
    assert isinstance(error.value, BankError)
    assert error.value.exit_status == EXIT_INPUT
    assert error.value.message == "\n".join(str(fault) for fault in error.value.faults)
    assert error.value.faults[0].file == "a/b.md"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (FRONT + "\0", "tea.md:7: this is no text: it holds a NUL byte"),
        (FRONT + "x" * 1_000_001, "tea.md:1: a bank may have 1 MB"),
        (FRONT + "ộ" * 400_000, "tea.md:1: a bank may have 1 MB"),
    ],
)
def test_what_is_no_text_or_too_large_is_refused(source: str, told: str) -> None:
    (fault,) = faults_of(source)
    assert fault.startswith(told)


def test_a_flood_of_faults_ends() -> None:
    assert len(faults_of(FRONT + "#### x\n" * 5000)) == 200

"""`says=`: how a persona puts what was answered."""

import pytest
from bank_examples import faults_under_heading, question

from persona_wizard.banks.comparing import compare
from persona_wizard.model.bank import Bank


def test_a_question_and_its_choices_say_how_they_are_put() -> None:
    read = question(
        '### Which? {#which .many says="Looks at ..."}\n\n- The price\n- Mine {says="their own"}\n'
    )
    assert read.says == "Looks at …"
    assert [choice.says for choice in read.choices] == ["", "their own"]


def test_a_yes_and_a_no_say_a_sentence_each() -> None:
    read = question('### Been back? {#back .yes-no says="Went back" says-no="Never went back"}\n')
    assert (read.says, read.says_no) == ("Went back", "Never went back")


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ('### A {says="Says …"}', "an answer in words speaks for itself"),
        ('### A {.short says="Says …"}', "an answer in words speaks for itself"),
        ('### A {.one says="Chose"}\n\n- x', "“says=” needs “…” once"),
        ('### A {.one says="… or …"}\n\n- x', "“says=” needs “…” once"),
        ('### A {.number says="How many"}', "“says=” needs “…” once"),
        ('### A {.yes-no says="Did"}', "write both"),
        ('### A {.yes-no says-no="Did not"}', "write both"),
        ('### A {.yes-no says="Did …" says-no="Did not"}', "a whole sentence, without “…”"),
        ('### A {.one says-no="Not"}\n\n- x', "“says-no=” is for .yes-no"),
        ('### A {.one}\n\n- x {says="… and …"}', "“…” once at most"),
        ('### A {.one says="{nope}: …"}\n\n- x', "{nope} is neither"),
        ('### A {.one}\n\n- x {says="{nope}"}', "{nope} is neither"),
        ('### A {.one say="Chose …"}\n\n- x', "did you mean “says=”?"),
    ],
)
def test_a_fault_is_told(markdown: str, told: str) -> None:
    faults = faults_under_heading(markdown)
    assert len(faults) == 1, faults
    assert told in faults[0]


def test_other_words_on_the_page_leave_the_answers_what_they_are() -> None:
    old, new = (
        Bank(id="b", title="B", audience=None, questions=(question(text),))
        for text in ("### A {#a .number}", '### A {#a .number says="Has …"}')
    )
    told = compare(old, new)
    assert told.same
    assert [one.id for one in told.retouched] == ["a"]

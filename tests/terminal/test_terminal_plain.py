"""The interview line by line on a real terminal, and terminals that can't be drawn on."""

import pytest
from every_kind import open_answer
from wizard_terminal import Start

from persona_wizard.store import StudyFolder

PLAIN = ("interview", "cedar", "--audience", "prospects", "--bank", "every-kind", "--plain")


@pytest.mark.parametrize("arguments", [(), ("cedar",), PLAIN[:4]])
def test_a_terminal_that_cannot_be_drawn_on_is_told_of_the_plain_way(
    start: Start, study: StudyFolder, arguments: tuple[str, ...]
) -> None:
    wizard = start(*arguments, env={"TERM": "dumb"})
    assert wizard.ends() == 1
    assert wizard.output.decode().count("\n") == 1
    assert "--plain”." in wizard.output.decode()
    assert b"\x1b" not in wizard.output


def test_control_c_leaves_quietly_with_every_line_saved(start: Start, study: StudyFolder) -> None:
    wizard = start(*PLAIN, env={"TERM": "dumb"})
    wizard.shows("I am happy to take part")
    wizard.type("\nmornings back\n")
    wizard.until(lambda: open_answer(study) == "mornings back", "the line on disk")
    wizard.type("half a li\x03")
    assert wizard.ends() == 130
    wizard.shows("Left. Every line you entered is saved.")
    assert b"Traceback" not in wizard.output
    assert open_answer(study) == "mornings back"


@pytest.mark.parametrize(("answer", "people"), [("y", 1), ("n", 0)])
def test_a_pseudonym_used_before_is_asked_about(
    start: Start, study: StudyFolder, answer: str, people: int
) -> None:
    first = start(*PLAIN)
    first.shows("I am happy to take part")
    first.type("/finish\nn\n\n")
    assert first.ends() == 0
    again = start(*PLAIN, "--pseudonym", "p01")
    again.shows("P01 was interviewed before. Is it the same person? [y/N]")
    again.type(f"{answer}\n")
    interviews = study.interviews().interviews
    if people:
        again.shows("I am happy to take part")
        again.type("/quit\n")
        assert again.ends() == 0
        interviews = study.interviews().interviews
        assert [i.pseudonym for i in interviews] == ["P01", "P01"]
        assert len({i.participant for i in interviews}) == people
    else:
        assert again.ends() == 1
        assert b"Nothing was started" in again.output
        assert study.interviews().interviews == interviews


NEEDY = """\
---
id: needy
title: Needy
audience: customers
---

## Wishes

### What does {competitor} do better than {product}? {#product-improvements}

### Which of these have you tried? {#tried .many field=barriers}

- {competitors}
"""


def test_words_that_a_bank_needs_are_asked_for_and_kept(start: Start, study: StudyFolder) -> None:
    (study.folder / "question_banks" / "needy.md").write_text(NEEDY)
    ask = ("interview", "cedar", "--audience", "customers", "--bank", "needy", "--plain")
    wizard = start(*ask)
    wizard.shows("The bank needs words that the study does not say yet.")
    wizard.shows("Which competitor do the questions name?")
    assert wizard.ends_by_control_c() == 130
    assert study.study().words == {"product": "Cedar Coffee"}
    assert study.interview_count() == 0

    wizard = start(*ask)
    wizard.shows("Which competitor do the questions name?")
    wizard.type("Daily Drop\n")
    wizard.shows("Who else is there to buy from? Names, with commas")
    wizard.type("☕\n")
    wizard.shows("“☕” needs")
    wizard.shows("Who else is there to buy from? Names, with commas")
    wizard.type("Harbour Beans, Daily Drop\n\n")
    wizard.shows("What does Daily Drop do better than Cedar Coffee?")
    wizard.type("/quit\n")
    assert wizard.ends() == 0
    kept = study.study()
    assert kept.words["competitor"] == "Daily Drop"
    assert kept.lists["competitors"] == ("Harbour Beans", "Daily Drop")


CALM = """\
---
id: calm
title: Calm
audience: prospects
version: 1.0
---

## Problems

### How calm was {product}? {#calm .scale min=0 max=10}
"""


def test_a_bank_that_moved_on_is_told_of_and_decided_about_once(
    start: Start, study: StudyFolder
) -> None:
    bank = study.folder / "question_banks" / "calm.md"
    bank.write_text(CALM)
    ask = ("interview", "cedar", "--audience", "prospects", "--bank", "calm", "--plain")
    wizard = start(*ask)
    wizard.shows("An empty line goes on.")
    wizard.type("\n")
    wizard.shows("How calm was Cedar Coffee?")
    wizard.type("7\n/quit\n")
    assert wizard.ends() == 0
    bank.write_text(CALM.replace("How calm was", "How quiet was"))

    wizard = start(*ask)
    wizard.shows("The bank calm has moved on since 1 interview asked it.")
    wizard.shows("All that was said stays, and counts.")
    wizard.shows("Count the answers to #calm together with the new ones? [Y/n]")
    wizard.type("n\n\n")
    wizard.shows("How quiet was Cedar Coffee?")
    wizard.type("/quit\n")
    assert wizard.ends() == 0
    assert [one.wording for one in study.study().apart] == ["How calm was {product}?"]

    wizard = start(*ask)
    wizard.shows("An empty line goes on.")
    wizard.type("\n")
    wizard.shows("How quiet was Cedar Coffee?")
    wizard.type("/quit\n")
    assert wizard.ends() == 0
    assert b"moved on" not in wizard.output


def test_a_line_that_is_not_taken_is_told_and_costs_nothing(
    start: Start, study: StudyFolder
) -> None:
    wizard = start(*PLAIN)
    wizard.shows("I am happy to take part")
    wizard.type("/answer happy eleven\n/answer happy 9 the crema\n/go 3\n")
    wizard.shows("“eleven” is not a number.", "Taken for happy: 9, the crema", "How many cups")
    assert "Line 1" not in wizard.screen
    wizard.type("/quit\n")
    assert wizard.ends() == 0


def test_a_second_terminal_reads_what_the_first_writes(start: Start, study: StudyFolder) -> None:
    first = start(*PLAIN)
    first.shows("I am happy to take part")
    first.type("\nmornings back\n")
    first.until(lambda: open_answer(study) == "mornings back", "the line on disk")
    second = start("interview", "cedar", "--resume", "P01", "--plain")
    second.shows("P01 is being written by", f"(process {first.pid})", "So far: mornings back")
    first.type("and quiet\n")
    first.until(lambda: open_answer(study) == "mornings back\nand quiet", "the line on disk")
    second.type("/show 1\nnot mine\n")
    second.shows("So far: and quiet", "here you can only read.")
    second.type("/quit\n")
    assert second.ends() == 5
    first.type("/finish\ny\nask about lids\n")
    assert first.ends() == 0
    third = start("interview", "cedar", "--resume", "P01", "--plain")
    third.shows("It is finished.", "mornings back")
    third.type("/quit\n")
    assert third.ends() == 0
    (interview,) = study.interviews().interviews
    assert interview.next_time == "ask about lids"

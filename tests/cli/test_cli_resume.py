"""Going on with an interview line by line, and scripts that answer by question id."""

from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.studies.interviews import resume_interview

PLAIN = ("--audience", "prospects", "--bank", "short", "--plain")


def interviews(study: Path) -> tuple[Interview, ...]:
    return StudyFolder.open(study).interviews().interviews


def test_a_pseudonym_or_an_id_leads_back_to_where_it_was_left(study: Path) -> None:
    run("interview", study, *PLAIN, typed="/go cups\n2\n")
    (interview,) = interviews(study)
    for name, remark in (("p01", "with milk"), (interview.id, "and sugar")):
        told = run("interview", study, "--resume", name, "--plain", typed=f"{remark}\n")
        assert (told.status, told.err) == (0, "")
        assert "How many cups a day?\n  A number\n  Taken: 2\n" in told.out
    (interview,) = interviews(study)
    assert interview.answers["cups"].text == "with milk\nand sugar"


def test_of_several_the_unfinished_one_is_meant_else_the_newest(study: Path) -> None:
    again = ("--audience", "prospects", "--plain", "--follow-up", "--pseudonym", "P01")
    run("interview", study, *PLAIN, typed="/answer cups 2\n/finish\n")
    run("interview", study, *again, typed="/quit\n")
    run("interview", study, "--resume", "P01", "--plain", typed="/answer happy 7\n/finish\n")
    first, second = interviews(study)
    assert (list(first.answers), list(second.answers)) == (["cups"], ["happy"])
    told = run("interview", study, "--resume", "P01", "--plain", typed="/read\n")
    assert "It is finished. /read reads it through" in told.out
    assert "(happy)" in told.out


def test_nobody_of_that_name(study: Path) -> None:
    before = tree(study)
    told = run("interview", study, "--resume", "P9", "--plain")
    assert told.status == 1
    assert told.one_line.startswith("No interview of “P9” was found. Nothing was changed")
    assert tree(study) == before


def test_an_interview_that_another_has_is_read_and_not_written(study: Path) -> None:
    run("interview", study, *PLAIN, typed="/answer cups 2 with milk\n/quit\n")
    store = StudyFolder.open(study)
    (interview,) = interviews(study)
    other = resume_interview(store, interview.id)
    typed = "/list\n/show cups\n/answer cups 9\n/read\n"
    told = run("interview", study, "--resume", "P01", "--plain", typed=typed)
    writer = store.writer(interview.id)
    other.close()
    assert told.status == 5
    first, second = told.err.splitlines()
    assert first.startswith(f"Interview {interview.id} is being written by {writer}.")
    assert second == f"Line 3: P01 is being written by {writer}; here you can only read."
    assert "cups: How many cups a day? (answered)" in told.out
    assert told.out.count("with milk") == 2
    assert interviews(study)[0].answers == interview.answers


@pytest.mark.parametrize(
    "more", [("--audience", "prospects"), ("--pseudonym", "P01"), ("--bank", "b"), ("--follow-up",)]
)
def test_resuming_needs_nothing_else(study: Path, more: tuple[str, ...]) -> None:
    told = run("interview", study, "--resume", "P01", "--plain", *more)
    assert told.status == 2
    assert "“--resume P” goes alone" in told.err


def test_an_interview_is_started_with_somebody_or_resumed(study: Path) -> None:
    told = run("interview", study, "--plain")
    assert told.status == 2
    assert "Missing option “--audience”, or “--resume P”" in told.err


def test_a_script_takes_what_it_can_and_says_what_not(study: Path) -> None:
    told = run(
        "interview", study, *PLAIN,
        typed="/answer cups 2\n/answer tea 3\n/declined happy\n/answer cups\n/answer 1 calm\n",
    )  # fmt: skip
    assert told.status == 1
    assert told.err == (
        "Line 2: There is no question “tea”. /list names them all.\n"
        "Line 4: Type the answer behind the name: /answer ID TEXT.\n"
        "2 lines were not taken; everything else is saved.\n"
    )
    answers = interviews(study)[0].answers
    assert answers["cups"].value == 2
    assert answers["happy"].state == "declined"
    assert answers["short-term-goals"].text == "calm"


def test_what_a_script_says_of_a_question_that_is_not_there_goes_to_no_other(study: Path) -> None:
    typed = "/go cups\n2\n/go tea\n3\n/declined\n/clear\n/go happy\n7\n"
    told = run("interview", study, *PLAIN, typed=typed)
    assert told.status == 1
    assert told.err == (
        "Line 3: There is no question “tea”. /list names them all.\n"
        "Line 4: It was meant for a question that was not found.\n"
        "Line 5: It was meant for a question that was not found.\n"
        "Line 6: It was meant for a question that was not found.\n"
        "4 lines were not taken; everything else is saved.\n"
    )
    answers = interviews(study)[0].answers
    assert {name: (a.state, a.value, a.text) for name, a in answers.items()} == {
        "cups": ("answered", 2, ""),
        "happy": ("answered", 7, ""),
    }


def test_the_end_of_a_script_erases_nothing_and_marks_nothing(study: Path) -> None:
    bank = study / "question_banks" / "short.md"
    consent = "- [ ] I am happy to take part {#consent-take-part}\n- [ ] You may quote"
    bank.write_text(bank.read_text().replace("- [ ] You may quote", consent))
    told = run("interview", study, *PLAIN, typed="/answer cups 2\n/answer consent-take-part n\n")
    assert told.status == 0
    assert "P01 no longer takes part. Erase this interview?" in told.out
    assert "Kept, not counted." in told.out
    run("interview", study, "--resume", "P01", "--plain", typed="/finish\n")
    (interview,) = interviews(study)
    assert list(interview.answers) == ["cups"]
    assert interview.finished


def test_a_script_can_erase_with_the_pseudonym(study: Path) -> None:
    bank = study / "question_banks" / "short.md"
    consent = "- [ ] I am happy to take part {#consent-take-part}\n- [ ] You may quote"
    bank.write_text(bank.read_text().replace("- [ ] You may quote", consent))
    typed = "/answer cups 2\n/answer consent-take-part n\nP01\n"
    told = run("interview", study, *PLAIN, typed=typed)
    assert told.status == 0
    assert told.out.endswith("P01’s interview was erased.\n")
    assert interviews(study) == ()

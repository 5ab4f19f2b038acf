"""The interview line by line, from the command line."""

from pathlib import Path

import pytest
from cli_running import run, tree

from persona_wizard.model.interview import Interview, Pick, State
from persona_wizard.store import StudyFolder

PLAIN = ("--audience", "prospects", "--bank", "short", "--plain")


def interviews(study: Path) -> tuple[Interview, ...]:
    return StudyFolder.open(study).interviews().interviews


def test_a_whole_interview_through_a_pipe(study: Path) -> None:
    typed = "y\nMornings back\n> before the kids wake\n\n1 2\n\n2\n\n7\n\n/finish\n"
    told = run("interview", study, *PLAIN, typed=typed)
    assert (told.status, told.err) == (0, "")
    assert "What would you like to get done with Cedar Coffee?" in told.out
    assert told.out.endswith("Saved: 4 of 4 answered, finished.\n")
    (interview,) = interviews(study)
    assert interview.quotable
    assert interview.answers["short-term-goals"].text == "Mornings back\n> before the kids wake"
    assert interview.answers["cups"].value == 2
    assert interview.answers["happy"].value == 7


def test_the_shipped_bank_of_the_audience_is_taken_by_default(here: Path) -> None:
    run("new", "s", "--product", "Tea")
    run("interview", "s", "--audience", "non-purchasers", "--plain")
    assert interviews(here / "s")[0].bank.id == "non-purchasers"


def test_a_pseudonym_leads_back_to_its_unfinished_interview(study: Path) -> None:
    run("interview", study, *PLAIN, typed="/go cups\nthree\n2\n")
    told = run("interview", study, *PLAIN, "--pseudonym", "p01", typed="a remark\n")
    assert "How many cups a day?" in told.out
    (interview,) = interviews(study)
    assert (interview.answers["cups"].value, interview.answers["cups"].text) == (2, "a remark")


@pytest.mark.parametrize("pseudonym", ["P01", "p01", " P01 "])
def test_a_pseudonym_used_before_starts_nothing_unasked(study: Path, pseudonym: str) -> None:
    run("interview", study, *PLAIN, typed="/finish\n")
    before = tree(study)
    told = run("interview", study, *PLAIN, "--pseudonym", pseudonym, typed="y\n")
    assert told.status == 1
    assert told.one_line.startswith("P01 was interviewed before. Nothing was started")
    assert tree(study) == before


@pytest.mark.parametrize(
    ("question", "line", "told"),
    [
        ("cups", "inf", "“inf” is not a number."),
        ("cups", "1e999", "“1e999” is not a number."),
        ("cups", "nan", "“nan” is not a number."),
        ("cups", "9" * 400, "9…” is not a number."),
        ("cups", "1,500", "1500 or a fraction?"),
        ("cups", "two", "“two” is not a number."),
        ("happy", "6.5", "6.5 does not fit. Type a whole number from 0 to 10."),
        ("happy", "11", "11 does not fit."),
        ("information-sources", "1 3", "That choice stands alone."),
        ("information-sources", "0", "“0” is none of the choices."),
    ],
)
def test_what_is_no_answer_is_told_and_the_talk_goes_on(
    study: Path, question: str, line: str, told: str
) -> None:
    said = run("interview", study, *PLAIN, typed=f"/go {question}\n{line}\n/go cups\n3\n")
    assert said.status == 1
    first, last = said.err.splitlines()
    assert first.startswith("Line 2: ")
    assert told in first
    assert last == "1 line was not taken; everything else is saved."
    answers = interviews(study)[0].answers
    assert {key: answer.value for key, answer in answers.items()} == {"cups": 3}


def test_a_choice_twice_counts_once(study: Path) -> None:
    run("interview", study, *PLAIN, typed="/go information-sources\n1 1\n")
    picks = interviews(study)[0].answers["information-sources"].value
    assert picks == (Pick("search-engines", "Search engines"),)


def test_a_choice_that_is_a_state_gives_it(study: Path) -> None:
    run("interview", study, *PLAIN, typed="/go information-sources\n3\n")
    assert interviews(study)[0].answers["information-sources"].state is State.DONT_KNOW


def test_bytes_that_are_no_text_are_marked(study: Path) -> None:
    told = run("interview", study, *PLAIN, typed=b"\nbefore \xff\xc3( \x00\x1b[2Jafter\n")
    assert told.status == 0
    assert interviews(study)[0].answers["short-term-goals"].text == "before ��( after"


def test_a_bank_for_others_is_refused(study: Path) -> None:
    before = tree(study)
    told = run("interview", study, "--audience", "customers", "--bank", "short", "--plain")
    assert told.status == 1
    assert told.one_line.startswith("The bank “short” is for prospects, not for customers.")
    assert tree(study) == before


def test_a_follow_up_asks_only_what_was_not_asked(study: Path) -> None:
    run("interview", study, *PLAIN, typed="/go cups\n2\n/finish\n")
    again = ("--audience", "prospects", "--plain", "--follow-up", "--pseudonym", "P01")
    told = run("interview", study, *again, typed="/go cups\n/quit\n")
    assert told.err.startswith("Line 1: There is no question “cups”.")
    first, second = interviews(study)
    assert (second.pseudonym, second.participant) == (first.pseudonym, first.participant)
    bank = next((study / "question_banks/.used").glob("short-follow-up@*.md")).read_text()
    assert "{#cups" not in bank
    assert "{#happy" in bank


def test_a_follow_up_needs_to_know_of_whom(study: Path) -> None:
    told = run("interview", study, "--audience", "prospects", "--plain", "--follow-up")
    assert told.status == 2
    assert "“--follow-up” goes with “--pseudonym P”" in told.err
    told = run(
        "interview", study, "--audience", "prospects", "--plain", "--follow-up", "--pseudonym", "P9"
    )
    assert (told.status, told.one_line) == (
        1, "No prospect “P9” was interviewed. Nothing was started."
    )  # fmt: skip

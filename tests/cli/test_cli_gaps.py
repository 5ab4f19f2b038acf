"""What is missing on the command line: whom to talk to next, and a guide made from it."""

import json
from pathlib import Path

import pytest
from cli_running import run


def test_gaps_tells_whom_to_talk_to_and_what_is_known(sample: Path) -> None:
    told = run("gaps", sample).out
    assert "\n\nWhom to talk to next:\n- 2 more prospects (" in told
    assert "\n\nHow far it carries:\n- Customers: provisional (6 interviews)\n" in told
    assert "\nSuggestions and wishes     5 of 6 ●○○" in told
    # The table is for the eye; everything above it is a line each.
    assert told.rstrip().endswith("●○○")


def test_gaps_as_json_has_the_coverage_and_whom_to_talk_to(sample: Path) -> None:
    read = json.loads(run("gaps", sample, "--json").out)
    assert [one["audience"] for one in read["audiences"]] == [
        "customers",
        "non-purchasers",
        "prospects",
    ]
    assert len(read["coverage"]) == 18
    assert len(read["saturation"]["interviews"]) == 13
    assert read["whom_next"][0]["audience"] == "prospects"
    assert read["whom_next"][0]["ask"][0]["question"] == "wished-solutions"


def test_the_documented_keys_are_all_there_are(sample: Path) -> None:
    read = json.loads(run("gaps", sample, "--json").out)
    described = (Path(__file__).parents[2] / "docs" / "gaps.md").read_text()
    parts = [
        read,
        read["gaps"][0],
        read["audiences"][0],
        read["coverage"][0],
        read["reading"],
        read["saturation"],
        read["saturation"]["interviews"][0],
        read["whom_next"][0],
        read["whom_next"][0]["ask"][0],
    ]
    for part in parts:
        for name in part:
            assert f"`{name}`" in described


def test_a_guide_is_written_and_its_path_told(sample: Path) -> None:
    told = run("gaps", sample, "--guide", "prospects")
    assert told.status == 0
    path = Path(told.out.strip())
    assert path == sample / "question_banks" / "follow-up-prospects.md"
    assert "minutes. Begin with: persona-wizard interview" in told.err
    assert told.err.rstrip().endswith("--audience prospects --bank follow-up-prospects")
    assert run("bank", "check", path, "--study", sample).status == 0
    assert "follow-up-prospects" in run("bank", "list", "--study", sample).out


def test_a_guide_that_stands_there_is_kept_without_force(sample: Path) -> None:
    path = Path(run("gaps", sample, "--guide", "customers").out.strip())
    written = path.read_text()
    path.write_text("mine")
    told = run("gaps", sample, "--guide", "customers")
    assert told.status == 1
    assert told.one_line.endswith("Nothing was written; --force replaces it.")
    assert path.read_text() == "mine"
    assert run("gaps", sample, "--guide", "customers", "--force").status == 0
    assert path.read_text() == written


def test_an_interview_begins_with_it_at_once(sample: Path) -> None:
    run("gaps", sample, "--guide", "prospects")
    told = run(
        *("interview", sample, "--audience", "prospects", "--bank", "follow-up-prospects"),
        "--plain",
        typed="y\ny\nthe school run\n",
    )
    assert told.status == 0
    assert "Thank you for making time for this." in told.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--guide", "everybody"], "'everybody' is not one of"),
        (["--guide", "prospects", "--json"], "it goes without --json"),
    ],
)
def test_wrong_usage_of_a_guide_is_2(sample: Path, arguments: list[str], told: str) -> None:
    ended = run("gaps", sample, *arguments)
    assert ended.status == 2
    assert told in ended.err
    assert not list((sample / "question_banks").glob("follow-up*"))

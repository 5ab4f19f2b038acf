"""What the guide to writing banks types is so, in the order in which it types it."""

import re
import shlex
from pathlib import Path

import pytest
from cli_running import run

from persona_wizard.banks import BankError, own_folder, shelf_for

GUIDE = (Path(__file__).parents[2] / "question_banks" / "README.md").read_text(encoding="utf-8")


def lines(text: str) -> list[str]:
    return text.rstrip("\n").split("\n")


def commands_of_the_guide() -> list[list[str]]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    typed = [line.partition(" > ")[0] for block in blocks for line in lines(block)]
    return [shlex.split(line) for line in typed]


def test_the_guides_ten_minutes_run_as_they_stand(here: Path) -> None:
    printed = ""
    for program, *words in commands_of_the_guide():
        assert program == "persona-wizard"
        if words[0] == "interview":
            # A pipe that ends at once stands for somebody who looks and leaves.
            told = run(*words, "--plain")
            assert "Traceback" not in told.err
            continue
        told = run(*(printed if word == "FILE" else word for word in words))
        assert told.status == 0, (words, told.err)
        printed = printed or lines(told.out)[0]
    assert printed == str(own_folder() / "my-bank.md")
    assert (here / "tea-study" / "question_banks" / "my-bank.md").exists()


def test_what_the_guide_sends_needs_no_other_bank(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _, *words in commands_of_the_guide():
        if words[:2] in (["bank", "new"], ["bank", "copy"]) or words[0] == "new":
            run(*words)
    monkeypatch.setenv("PERSONA_WIZARD_SHELF", str(here / "nobodys"))
    sent = (here / "tea-study" / "question_banks" / "my-bank.md").read_text()
    assert "from=" not in re.sub(r"<!--.*?-->", "", sent, flags=re.DOTALL)
    try:
        shelf_for(here / "tea-study").read("my-bank")
    except BankError as fault:
        pytest.fail(str(fault))

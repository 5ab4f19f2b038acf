"""Commands on a study whose files and folder hold hostile text: told as text, obeyed nowhere."""

import os
from pathlib import Path

import pytest
from cli_running import run
from hostile_study import OWN, hostile_study

from persona_wizard.model.text import clean
from persona_wizard.store import StudyFolder

COMMANDS = (
    ("gaps", "{}"),
    ("gaps", "{}", "--guide", "prospects"),
    ("export", "{}"),
    ("export", "{}", "--allow-gaps"),
    ("export", "{}", "--allow-gaps"),
    ("export", "{}", "--allow-gaps", "--force", "--for", "all"),
    ("export", "{}", "--allow-gaps", "--format", "html"),
    ("export", "{}", "--persona", "nobody \x1b]0;x\x07"),
    ("export", "{}", "--for", "nobody \x1b]0;x\x07"),
    ("export", "{}", "-o", "there/is/none \x1b]0;x\x07.md"),
    ("verify", "{}", "none \x1b]0;x\x07.md"),
    ("verify", "{}", "{}/exports"),
    ("doctor", "{}"),
    ("doctor", "{}", "--check"),
    ("bank", "list", "--study", "{}"),
    ("bank", "check", "{}/question_banks/hostile.md"),
    ("bank", "check", "{}/question_banks/broken.md"),
    ("bank", "show", "hostile", "--study", "{}"),
    ("bank", "copy", "prospects", "--study", "{}"),
    ("bank", "copy", "none \x1b]0;x\x07", "--study", "{}"),
    ("bank", "new", "mine", "--study", "{}"),
    ("import", "{}", "none \x1b]0;x\x07.csv", "--bank", "hostile"),
    ("import", "{}", "{}/answers \x1b]0;x\x07.csv", "--bank", "hostile", "--dry-run"),
    ("import", "{}", "{}/answers \x1b]0;x\x07.csv", "--bank", "hostile"),
    ("erase", "{}", "nobody \x1b]0;x\x07"),
    ("interview", "{}", "--plain", "--resume", "nobody \x1b]0;x\x07"),
    ("interview", "{}", "--plain", "--audience", "prospects", "--bank", "none \x1b]0;x\x07"),
    ("new", "{}", "--product", "Tea"),
    ("gaps", "{} gone"),
)
AS_IT_IS = (("bank", "show"), ("bank", "copy"), ("bank", "new"))


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of hostile text in a folder that is called so, too."""
    folder = tmp_path_factory.mktemp("made") / "s \x1b]0;own\x07[red]\x9b31m \u202e"
    hostile_study(folder, [text for text in OWN if "\ud800" not in text], people=8)
    StudyFolder.open(folder).save_own_bank(
        "broken.md", "---\nid: \x1b[31mred\n---\n## \x1b]0;x\x07\n"
    )
    (folder / "interviews" / "0123456789ab.json").write_text('{"meta": "\x1b[31m"}')
    rows = "short-term-goals,uses,\x1b[31mred\n" + "".join(
        f'"{t}",y,z\n' for t in ("\x1b]0;t\x07a", "b")
    )
    (folder / "answers \x1b]0;x\x07.csv").write_text(rows)
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:40])
def test_a_command_tells_text_and_no_codes(
    command: tuple[str, ...], study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(os.listdir(study.parent))
    told = run(*(part.replace("{}", str(study)) for part in command))
    assert told.status in (0, 1, 2, 3, 4)
    assert told.out + told.err
    assert clean(told.err) == told.err, told.err
    # A script takes what is printed there as it is: a bank's source, where a file was written.
    if command[:2] not in AS_IT_IS and "--guide" not in command:
        assert clean(told.out) == told.out, told.out
    assert set(os.listdir(study.parent)) == before
    assert not os.listdir(tmp_path)

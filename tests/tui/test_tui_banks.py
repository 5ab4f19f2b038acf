"""The bank browser: the shelf, looking through it, copies, one's own editor, new banks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList
from tui_reading import (
    arrived,
    no_longer_shows,
    plain,
    settled,
    shows,
    told,
    type_in,
    until,
    wizard,
    words_of,
)

from persona_wizard.banks import own_folder, read_file, shipped_shelf
from persona_wizard.store import StudyFolder
from persona_wizard.tui.screens import banks
from persona_wizard.tui.screens.banks import BanksScreen
from persona_wizard.tui.screens.banks_editor import EditorFault, editor_command, run_editor
from persona_wizard.tui.screens.banks_new import NewBankScreen
from persona_wizard.tui.screens.banks_place import AskPlace
from persona_wizard.tui.screens.banks_preview import BankPreview
from persona_wizard.tui.screens.home import HomeScreen
from persona_wizard.tui.screens.study import StudyScreen

LARGE = (120, 40)

TEA = """\
---
id: tea
title: Tea at home
audience: any
language: en
minutes: 12
---

## Problems

### What went wrong the last time? {#product-problems}

> What else?
"""


def in_the_study(store: StudyFolder, name: str, source: str) -> Path:
    return written(store.folder / "question_banks" / name, source)


def written(path: Path, source: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return path


async def browsing(pilot: Pilot[None]) -> BanksScreen:
    """The bank browser, its shelf read."""
    await pilot.press("b")
    screen = await arrived(pilot, BanksScreen)
    await until(lambda: bool(screen._listed))
    return screen


async def narrow(pilot: Pilot[None], typed: str) -> None:
    """Narrow the list, and go back to it."""
    await pilot.press("slash")
    await type_in(pilot, typed)
    await pilot.press("enter")


def rows(screen: BanksScreen) -> list[str]:
    """The list's lines, with one space for each run of space."""
    options = screen.query_one(OptionList)
    return [" ".join(str(option.prompt).split()) for option in options.options]


def whose(screen: BanksScreen, bank_id: str) -> list[str]:
    """What the list says of the banks with this id, after their numbers."""
    split = (re.fullmatch(r"(?:≠ )?(\S+) .* \d+ (?:\d+|–) (.+)", row) for row in rows(screen))
    return [found[2] for found in split if found and found[1] == bank_id]


def preview(screen: BanksScreen) -> str:
    return " ".join(plain(screen.query_one(BankPreview).query("Static").first()).split())


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], object]], list[Path]]:
    """Puts something in the editor's place, and gives the files that it was opened on."""

    def put(editor: Callable[[Path], object]) -> list[Path]:
        opened: list[Path] = []

        def open_in_editor(app: object, path: Path) -> None:
            opened.append(path)
            editor(path)

        monkeypatch.setattr(banks, "open_in_editor", open_in_editor)
        return opened

    return put


# The list and the preview


async def test_every_bank_in_reach_has_a_line_nearest_first_and_the_first_is_read(
    study: StudyFolder,
) -> None:
    written(own_folder() / "tea.md", TEA)
    shipped = shipped_shelf().read("background")
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        assert rows(screen)[:3] == [
            "every-kind prospects en 9 20 the study",
            "tea to include en 1 12 your shelf",
            f"background to include en {len(shipped.questions)} {shipped.minutes:g} shipped",
        ]
        assert len(rows(screen)) == 2 + len(shipped_shelf().ids())
        await shows(
            pilot,
            "Tea · question banks",
            "id audience lang questions min from",
            "Every kind of question [every-kind]",
            "prospects · en · 9 questions · about 20 minutes",
            "OPENING",
            "/ search Enter check C copy E edit N new D difference Esc back F1 help",
        )
        assert "1. What would you like to get done with Tea?" in preview(screen)
        await pilot.press("down")
        await shows(pilot, "Tea at home [tea]", "1. What went wrong the last time?")
        await pilot.press("escape")
        await arrived(pilot, StudyScreen)


async def test_home_shows_the_banks_without_a_study() -> None:
    async with wizard() as pilot:
        screen = await browsing(pilot)
        assert {row.split()[-1] for row in rows(screen)} == {"shipped"}
        await shows(pilot, "Question banks")
        await pilot.press("c")
        await arrived(pilot, AskPlace)
        assert "into this study" not in words_of(pilot.app)
        await pilot.press("t")
        await arrived(pilot, AskPlace)
        await pilot.press("s")
        await shows(pilot, "Written: background.md, in")
        assert (own_folder() / "background.md").is_file()
        await pilot.press("escape")
        await arrived(pilot, HomeScreen)


async def test_where_ids_meet_the_list_says_which_is_used(study: StudyFolder) -> None:
    in_the_study(study, "tea.md", TEA)
    written(own_folder() / "tea.md", TEA.replace("at home", "at work"))
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        assert rows(screen)[1:3] == [
            "tea to include en 1 12 the study, used",
            "tea to include en 1 12 your shelf, hidden",
        ]
        await pilot.press("down", "down")
        await shows(pilot, "Not used: a nearer bank has the same id. Tea at work [tea]")


async def test_a_file_with_faults_shows_them_in_place_of_its_questions(study: StudyFolder) -> None:
    in_the_study(study, "a-slip.md", TEA.replace("any", "everyone").replace("tea", "a-slip"))
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        assert rows(screen)[0] == "! a-slip 1 fault the study"
        await shows(pilot, "14 banks · 1 with faults")
        told_first = "It can't be used until this is mended: 4: grammar: “everyone” is no audience"
        assert preview(screen).startswith(told_first)
        await pilot.press("c")
        await shows(pilot, "“a-slip” has faults. It can be copied once they are mended.")
        await arrived(pilot, BanksScreen)


async def test_a_long_bank_scrolls_under_a_list_that_stays(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await no_longer_shows(pilot, "CLOSING")
        await pilot.press(*["pagedown"] * 4, "ctrl+n")
        await shows(pilot, "CLOSING Goodbye, and thank you.", "every-kind prospects en 9 20")
        await pilot.press(*["ctrl+p"] * 4, "pageup")
        await shows(pilot, "Every kind of question [every-kind]")
        assert screen.query_one(OptionList).highlighted == 0


async def test_text_of_a_bank_is_never_markup_nor_a_terminals_order(study: StudyFolder) -> None:
    nasty = "[bold red]loud[/] [/closed] [@click=app.exit]x \x1b]0;owned\x07 {product}"
    in_the_study(study, "a.md", TEA.replace("What went wrong", f"What {nasty} went wrong"))
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await until(lambda: "[bold red]loud[/] [/closed] [@click=app.exit]x" in preview(screen))
        assert "\x1b" not in preview(screen)
        await pilot.press("enter")
        await settled(pilot)
        await shows(pilot, "Tea at home")


# Looking through the list


async def test_words_narrow_the_list_whatever_their_accents_and_nothing_is_read_anew(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wizard(study) as pilot:
        screen = await browsing(pilot)

        def read_again(*_: object) -> None:
            raise AssertionError("the shelf was read while words were typed")

        monkeypatch.setattr(banks, "shelved", read_again)
        everything = rows(screen)
        await pilot.press("slash")
        await type_in(pilot, "hien TAI khach hang existing")
        await until(lambda: [row.split()[0] for row in rows(screen)] == ["existing-customers-vi"])
        await pilot.press("escape")
        await until(lambda: rows(screen) == everything)
        await shows(pilot, "[existing-customers-vi]")

        await pilot.press("slash")
        await type_in(pilot, "last call")
        await until(lambda: rows(screen)[0].startswith("every-kind"))
        assert len(rows(screen)) > 2
        await pilot.press("down")
        await shows(pilot, "[background]")
        await type_in(pilot, " nowhere[/b]")
        await until(lambda: rows(screen) == ["No bank has these words."])
        await pilot.press("enter", "enter", "c", "e", "d")
        await arrived(pilot, BanksScreen)
        await pilot.press("escape", "escape")
        await arrived(pilot, StudyScreen)


# Copies


async def test_a_copy_brings_the_banks_that_it_includes_and_says_what_was_written(
    study: StudyFolder,
) -> None:
    folder = study.folder / "question_banks"
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await narrow(pilot, "non-purchasers en")
        await pilot.press("c")
        await shows(
            pilot,
            "Where does a copy of “non-purchasers” go?",
            "T into this study S onto your shelf Esc back",
        )
        await pilot.press("escape")
        await arrived(pilot, BanksScreen)
        assert not (folder / "non-purchasers.md").exists()
        await pilot.press("c", "t")
        await shows(pilot, "Written: non-purchasers.md and background.md, in")
        await until(lambda: whose(screen, "background") == ["the study, used", "shipped, hidden"])
        assert whose(screen, "non-purchasers") == ["the study, used", "shipped, hidden"]
        await shows(pilot, "[non-purchasers]")
        copied = read_file(folder / "non-purchasers.md")
        assert copied.based_on is not None
        assert copied.based_on.id == "non-purchasers"

        before = (folder / "non-purchasers.md").read_bytes()
        await pilot.press("c", "t")
        await until(lambda: len(told(pilot.app)) == 1)
        assert told(pilot.app)[0].endswith("is there already. Nothing was written.")
        assert (folder / "non-purchasers.md").read_bytes() == before


async def test_a_hidden_bank_is_copied_itself_not_the_one_that_hides_it(study: StudyFolder) -> None:
    in_the_study(study, "background.md", TEA.replace("id: tea", "id: background"))
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await narrow(pilot, "background shared")
        await until(lambda: whose(screen, "background") == ["shipped, hidden"])
        await pilot.press("c", "s")
        await shows(pilot, "Written: background.md, in")
        copied = read_file(own_folder() / "background.md")
        assert copied.title == shipped_shelf().read("background").title


async def test_a_copy_whose_original_has_moved_on_is_marked_and_told(study: StudyFolder) -> None:
    original = written(own_folder() / "tea.md", TEA)
    async with wizard(study, size=LARGE) as pilot:
        screen = await browsing(pilot)
        await narrow(pilot, "tea at home")
        await pilot.press("d")
        await shows(pilot, "“tea” is no copy of another bank.")
        await pilot.press("c", "t")
        await until(lambda: "tea to include en 1 12 the study, used" in rows(screen))
        await pilot.press("d")
        await shows(pilot, "Its original is as it was when it was copied.")

        original.write_text(TEA.replace("the last time?", "last week?"))
        await pilot.press("enter")
        marked = "≠ tea to include en 1 12 the study, used, original has moved on"
        await until(lambda: marked in rows(screen))
        await shows(
            pilot, "≠ The original has moved on since this was copied: 1 changed. D tells what."
        )
        await pilot.press("d")
        await shows(
            pilot,
            "What has changed in “Tea at home” since it was copied",
            "was: What went wrong the last time? now: What went wrong last week?",
        )
        await pilot.press("d")
        await shows(pilot, "Tea at home [tea]")


# Checking and editing


async def test_a_check_remarks_with_reasons_and_blocks_nothing(study: StudyFolder) -> None:
    leading = TEA.replace("What went wrong", "Don't you think it went wrong")
    path = in_the_study(study, "a.md", leading)
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await pilot.press("enter")
        await shows(
            pilot,
            "1 remark; the bank can be used as it is.",
            "11: leading: “Don't",
            "a wording that suggests its answer is answered with itself",
        )
        assert "Tea at home [tea]" in preview(screen)
        path.write_text(TEA.replace("language: en", "language: de"))
        await pilot.press("enter")
        await shows(pilot, "Checked: nothing to remark. Wording was not checked:", "know “de”")


async def test_the_editor_opens_ones_own_bank_and_the_file_is_checked_afterwards(
    study: StudyFolder, edited: Callable[[Callable[[Path], object]], list[Path]]
) -> None:
    path = in_the_study(study, "a.md", TEA)
    opened = edited(
        lambda file: file.write_text(TEA.replace("What went", "Would you buy it if it went"))
    )
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await pilot.press("e")
        await shows(pilot, "1 remark; the bank can be used", "hypothetical: “Would you")
        assert opened == [path]

        edited(lambda file: file.write_text(TEA.replace("{#", "{#a b ")))
        await pilot.press("e")
        await shows(pilot, "It can't be used until this is mended: 11: grammar:")
        # What is broken can be opened again, and mended.
        edited(lambda file: file.write_text(TEA))
        await pilot.press("e")
        await until(lambda: rows(screen)[0] == "tea to include en 1 12 the study")


async def test_a_shipped_bank_is_copied_before_it_is_edited(
    study: StudyFolder, edited: Callable[[Callable[[Path], object]], list[Path]]
) -> None:
    opened = edited(lambda file: file.write_text(file.read_text().replace("1.1", "1.2", 1)))
    async with wizard(study) as pilot:
        await browsing(pilot)
        await narrow(pilot, "background-b2b")
        await pilot.press("e")
        await shows(pilot, "A shipped bank stays as it is. Where does a copy go, for you to edit?")
        assert opened == []
        await pilot.press("t")
        await shows(pilot, "Written: background-b2b.md, in", "Checked:")
        assert opened == [study.folder / "question_banks" / "background-b2b.md"]


@pytest.mark.parametrize("gone", [True, False], ids=["deleted", "kept"])
async def test_an_editor_that_ends_badly_is_told_in_one_line(
    study: StudyFolder, edited: Callable[[Callable[[Path], object]], list[Path]], gone: bool
) -> None:
    path = in_the_study(study, "a.md", TEA)
    ended = "“vi[/]” ended with status 1. The file is as it left it."

    def fail(file: Path) -> None:
        if gone:
            file.unlink()
        raise EditorFault(ended)

    edited(fail)
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await pilot.press("e")
        await until(
            lambda: (
                told(pilot.app)
                == [str(EditorFault("“vi[/]” ended with status 1. The file is as it left it."))]
            )
        )
        await until(lambda: (rows(screen)[0] == "every-kind prospects en 9 20 the study") is gone)
        assert path.exists() is not gone
        await arrived(pilot, BanksScreen)


async def test_a_terminal_that_cannot_be_lent_names_the_file(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await browsing(pilot)
        # The screen of a test is no terminal that an editor could have.
        await pilot.press("e")
        await until(lambda: len(told(pilot.app)) == 1)
        assert "every-kind.md in another window, then check it here" in told(pilot.app)[0]


@pytest.mark.parametrize(
    ("visual", "editor", "command"),
    [
        ("code --wait", "vi", ["code", "--wait"]),
        ("  ", "'my editor' -x \"a b\"", ["my editor", "-x", "a b"]),
        ("", "", ["nano"]),
    ],
)
def test_the_editor_is_the_one_that_was_named(
    monkeypatch: pytest.MonkeyPatch, visual: str, editor: str, command: list[str]
) -> None:
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.setattr("shutil.which", lambda name: name)
    assert editor_command() == command


def test_no_editor_or_a_quotation_mark_too_few_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "'vi")
    with pytest.raises(EditorFault, match="EDITOR can't be understood: 'vi"):
        editor_command()
    monkeypatch.delenv("EDITOR")
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(EditorFault, match="No editor was found"):
        editor_command()


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["no-such-editor"], "There is no editor “no-such-editor”. Set EDITOR"),
        (["false"], "“false” ended with status 1. The file is as it left it."),
        (["rm"], "tea.md is gone: it was not there after “rm”."),
        (["sh", "-c", "kill -9 $$"], "“sh” was stopped. The file is as it left it."),
        (["a\0b"], "The editor “ab” can't be started: no such name."),
        (["/"], "The editor “/” can't be started: Permission denied."),
    ],
)
def test_an_editor_that_fails_is_told_plainly(
    tmp_path: Path, command: list[str], message: str
) -> None:
    path = written(tmp_path / "tea.md", TEA)
    with pytest.raises(EditorFault) as told_plainly:
        run_editor(command, path)
    assert str(told_plainly.value).startswith(message)
    assert "\n" not in str(told_plainly.value)


def test_an_editor_that_ends_well_says_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "tea at home.md", TEA)
    run_editor(["sed", "-i", "s/home/work/"], path)
    assert "Tea at work" in path.read_text()


# New banks


async def test_a_new_bank_is_begun_with_its_audience_and_stands_under_the_cursor(
    study: StudyFolder,
) -> None:
    async with wizard(study) as pilot:
        screen = await browsing(pilot)
        await pilot.press("n")
        await arrived(pilot, NewBankScreen)
        await shows(
            pilot,
            "Whom is it for? (•) Existing customers",
            "Where does it go? (•) This study ( ) Your shelf, for all studies",
        )
        await pilot.press("ctrl+s")
        await shows(pilot, "The bank needs a title, or an id.")
        await type_in(pilot, "Every [kind]\n")
        await pilot.press("ctrl+s")
        await shows(pilot, "every-kind.md is there already. Nothing was written.")
        await type_in(pilot, "-2")
        await pilot.press("enter")
        await arrived(pilot, BanksScreen)
        await shows(pilot, "Written:", "every-kind-2.md. E opens it.")
        await until(lambda: whose(screen, "every-kind-2") == ["the study"])
        await shows(pilot, "Every [kind] [every-kind-2]")
        await pilot.press("enter")
        await shows(pilot, "Checked: nothing to remark.")


async def test_a_new_bank_for_all_studies_goes_onto_the_shelf(study: StudyFolder) -> None:
    async with wizard(study) as pilot:
        await browsing(pilot)
        await pilot.press("n")
        await arrived(pilot, NewBankScreen)
        await pilot.press("down", "down", "enter", "down", "enter")
        await type_in(pilot, "Tea\n\n")
        await arrived(pilot, BanksScreen)
        await shows(pilot, "Tea [tea] prospects ·")
        assert read_file(own_folder() / "tea.md").audience == "prospects"
        await pilot.press("n", "escape", "escape")
        await arrived(pilot, StudyScreen)


async def test_a_study_that_is_gone_is_told_and_nothing_breaks(
    study: StudyFolder, tmp_path: Path
) -> None:
    async with wizard(study) as pilot:
        await browsing(pilot)
        study.folder.rename(tmp_path / "elsewhere")
        await pilot.press("enter")
        await until(lambda: "is no study" in " ".join(told(pilot.app)))
        await arrived(pilot, BanksScreen)

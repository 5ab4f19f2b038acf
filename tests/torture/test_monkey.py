"""A monkey over the whole wizard: no exception, no lost word, every screen.

Twenty thousand deeds: PERSONA_WIZARD_MONKEY=20000 python -m pytest tests/torture/test_monkey.py
A failure names its seed; PERSONA_WIZARD_MONKEY_SEED takes it, and does the same again.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from another_process import held_elsewhere
from monkey import Monkey, lifetime, nothing_read
from textual.events import Event
from tui_reading import EVERY_KIND

from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.store import Belongings, Erased, OpenInterview, StudyFolder
from persona_wizard.studies import departments, grouping, opening
from persona_wizard.studies.demo import make_demo
from persona_wizard.studies.interviews import Beginning, resume_interview, start_interview
from persona_wizard.synthesis import themes
from persona_wizard.tui.screens import banks, composing, export, interview, new_study
from persona_wizard.tui.widgets import burst
from persona_wizard.tui.widgets.in_order import KeysInTurn

DEEDS = int(os.environ.get("PERSONA_WIZARD_MONKEY", "1000"))
SEED = int(os.environ.get("PERSONA_WIZARD_MONKEY_SEED", "1"))
_FOR_THEMES = 5

REACHED = {
    "HomeScreen",
    "StudyScreen",
    "InterviewScreen",
    "ReadThroughScreen",
    "Finder",
    "HelpScreen",
    "PersonaScreen",
    "EvidenceScreen",
    "ExportScreen",
    "BanksScreen",
    "WordsScreen",
    "NewStudyScreen",
    "NewInterviewScreen",
    "NewBankScreen",
    "StateMenu",
    "NoteBox",
    "LineBox",
    "TagBox",
    "Revisions",
    "InterviewMenu",
    "LookingScreen",
    "Ask",
    "AskPlace",
    "BankChangeScreen",
    "OnlyReadThroughScreen",
    "Confirm",
    "ComposingScreen",
    "CodeBookScreen",
    "TaggedLines",
    "ThemesScreen",
    "PlaceInInterview",
    "SentenceBox",
    "ClaimBox",
    "PersonasScreen",
    "PersonasComparedScreen",
    "MatrixScreen",
    "OurReadingScreen",
    "CitingScreen",
    "WhomBox",
    "WhichClaim",
    "ConflictsScreen",
    "LookAfterScreen",
    "ErasePersonScreen",
    "GuideMenu",
}


@pytest.fixture(scope="module")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "cedar-coffee"
    make_demo(folder)
    return folder


@contextmanager
def alone(home: Path, seed: int) -> Iterator[pytest.MonkeyPatch]:
    """A monkey can neither leave its folder nor lend its terminal."""

    def only_here(folder: Path, study: object) -> StudyFolder:
        if not Path(folder).absolute().resolve().is_relative_to(home):
            raise WizardError("Not there.")
        return opening.make_study(folder, study)

    def none_elsewhere(folder: Path) -> None:
        if not folder.absolute().resolve().is_relative_to(home):
            raise WizardError("Not there.")
        departments.refuse_no_folder(folder)

    handle = KeysInTurn._in_turn

    async def in_turn(app: KeysInTurn, event: Event) -> None:
        await nothing_read(app)
        if not app._is_left:
            await handle(app, event)

    ids = Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        patch.setenv("HOME", str(home))
        patch.setenv("PERSONA_WIZARD_STATE", str(home / "state"))
        patch.setenv("PERSONA_WIZARD_SHELF", str(home / "shelf"))
        patch.setattr("secrets.token_hex", lambda size: ids.randbytes(size).hex())
        patch.setattr(new_study, "make_study", only_here)
        patch.setattr(export, "refuse_no_folder", none_elsewhere)
        patch.setattr(banks, "open_in_editor", lambda app, path: None)
        # Nothing that a hand does may depend on how quick the machine is.
        patch.setattr(KeysInTurn, "_in_turn", in_turn)
        patch.setattr(interview, "TWICE_WITHIN", 3_600.0)
        # The sample's thirteen people are too few for drafts of themes.
        patch.setattr(composing, "THEMES_FROM", _FOR_THEMES)
        patch.setattr(themes, "THEMES_FROM", _FOR_THEMES)
        yield patch


def _let_have_two_versions(study: StudyFolder, interview: str, question: str) -> None:
    """An interview that somebody else changed while it was written."""
    file = study.folder / "interviews" / f"{interview}.json"
    sitting = resume_interview(study, interview)
    arrived = study.folder / "arrived"
    arrived.write_bytes(file.read_bytes() + b"\n")
    arrived.replace(file)
    sitting.session.write(question, None, "a pot")
    sitting.close()


async def life(made: Path, home: Path, seed: int, deeds: int) -> Monkey:
    """A whole life on the sample and on a study that asks every kind of question."""
    home = home.resolve()
    with alone(home, seed) as patch:
        sample = StudyFolder.open(shutil.copytree(made, home / "cedar-coffee"))
        grouping.new_persona(sample, "Robin")
        tea = opening.new_study(home / "tea", "Tea")
        tea.save_own_bank("every-kind.md", EVERY_KIND)
        beginning = Beginning(audience=Audience.PROSPECTS, bank="every-kind", pseudonym="P01")
        sitting = start_interview(tea, beginning)
        sitting.session.write("satisfaction", 7, "")
        sitting.close()
        oldest = sample.interviews().interviews[0].id
        _let_have_two_versions(sample, oldest, "occupation")
        # The bank has moved on since.
        tea.save_own_bank("every-kind.md", EVERY_KIND.replace("How happy are", "How glad are"))
        monkey = Monkey(seed, home, [sample.folder, tea.folder])
        patch.setattr(burst, "time", monkey)
        erase = OpenInterview.erase

        def known(file: OpenInterview) -> None:
            erase(file)
            monkey.disk.knows_of_erasing(file)

        patch.setattr(OpenInterview, "erase", known)
        erase_all = StudyFolder.erase

        def all_known(store: StudyFolder, erased: Erased, own: str = "") -> Belongings:
            gone = erase_all(store, erased, own)
            monkey.disk.erased |= set(gone.ids)
            return gone

        patch.setattr(StudyFolder, "erase", all_known)
        newest = sample.interviews().interviews[-1].id
        with held_elsewhere(sample, newest):
            await monkey.live(deeds)
    return monkey


async def test_a_monkey_breaks_nothing_and_loses_no_word(sample_made: Path, tmp_path: Path) -> None:
    visited: set[str] = set()
    seed, left = SEED, DEEDS
    while left > 0:
        home = tmp_path / str(seed)
        home.mkdir()
        deeds = min(lifetime(seed), left)
        visited |= (await life(sample_made, home, seed, deeds)).visited
        shutil.rmtree(home)
        seed, left = seed + 1, left - deeds
    missed = REACHED - visited
    assert DEEDS < 1000 or not missed, f"never seen: {sorted(missed)}"


async def test_the_same_seed_does_the_same(sample_made: Path, tmp_path: Path) -> None:
    done = []
    for name in ("once", "again"):
        (tmp_path / name).mkdir()
        done.append((await life(sample_made, tmp_path / name, SEED, 40)).log)
    assert done[0] == done[1]

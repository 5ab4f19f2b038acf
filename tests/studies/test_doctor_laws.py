"""Whatever is wrong: it is told, nothing is lost, and once it is put right it is over."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from doctor_examples import (
    CASES,
    RENAMING,
    bank_changed,
    bank_file,
    called_two_things,
    checked,
    damaged_interview,
    damaged_person,
    damaged_study,
    merged_interview,
    met,
    other_copy,
    renamed,
    treated,
    tree,
    whole_study,
)

from persona_wizard.store import StudyFolder
from persona_wizard.studies.doctor import Report


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_study(tmp_path_factory.mktemp("whole") / "study").folder


@pytest.fixture
def study(whole: Path, tmp_path: Path) -> StudyFolder:
    """A study in which all is well: Anna is P01 and Ben is P02, each with an interview."""
    return StudyFolder(Path(shutil.copytree(whole, tmp_path / "study")))


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request: pytest.FixtureRequest, study: StudyFolder) -> tuple[Path, str, bool]:
    harm, what, mended = request.param
    harm(study)
    return study.folder, what, mended


def test_all_is_well(study: StudyFolder) -> None:
    assert checked(study.folder) == Report()
    assert treated(study.folder).findings == ()


def test_what_is_wrong_is_told_and_no_byte_is_changed(case: tuple[Path, str, bool]) -> None:
    folder, what, _ = case
    before = tree(folder)
    report = checked(folder)
    assert any(what in finding.what for finding in report.findings)
    assert report.remaining == len(report.findings)
    assert tree(folder) == before
    assert checked(folder) == report


def test_what_can_be_is_put_right_and_found_once(case: tuple[Path, str, bool]) -> None:
    folder, what, mended = case
    report = treated(folder)
    what = "it was gone" if what == "it is gone" else what
    assert any(what in finding.what for finding in report.findings)
    assert (report.remaining == 0) is mended, report.findings
    again = treated(folder)
    assert not any(finding.done for finding in again.findings), again.findings
    assert again.backed_up == 0
    if mended:
        assert again.findings == ()


@pytest.mark.parametrize("harm", [harm for harm, _, _ in CASES.values() if harm not in RENAMING])
def test_nothing_that_stood_there_is_lost(
    study: StudyFolder, harm: Callable[[StudyFolder], None]
) -> None:
    harm(study)
    mine = ("study.json", "interviews/", "participants/", "question_banks/", "conflicts/")
    files = {n: data for n, (_, data) in tree(study.folder).items() if n.startswith(mine)}
    treated(study.folder)
    after = {data for _, data in tree(study.folder).values()}
    assert [n for n, data in files.items() if data not in after and ".tmp" not in n] == []


class Killed(BaseException):
    """The program is gone, in the middle of it."""


def kill_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program killed before it changes a name on disk for the `step`-th time."""
    left = iter(range(step))

    def dying(real: Callable[..., None]) -> Callable[..., None]:
        def change(*paths: object, **rest: object) -> None:
            # The system lets go of a dead program's locks by itself.
            if not str(paths[0]).endswith(".who") and next(left, None) is None:
                raise Killed
            real(*paths, **rest)

        return change

    for name in ("replace", "rename", "link", "unlink"):
        monkeypatch.setattr(os, name, dying(getattr(os, name)))


def held(store: StudyFolder) -> dict[str, object]:
    """Everything that a study says, and what waits to be compared with it."""
    return {
        "settings": store.study(),
        "interviews": store.interviews(),
        "names": store.people(),
        "banks": {path.name: path.read_bytes() for path in bank_file(store).parent.iterdir()},
        "waiting": {conflict.interview.answers["q"].text for conflict in store.conflicts()},
    }


@pytest.mark.parametrize(
    "harm",
    [
        damaged_interview,
        merged_interview,
        other_copy,
        renamed,
        damaged_study,
        damaged_person,
        bank_changed,
        met,
        called_two_things,
    ],
)
def test_who_is_killed_in_the_middle_of_it_finishes_the_next_time(
    study: StudyFolder, tmp_path: Path, harm: Callable[[StudyFolder], None]
) -> None:
    harm(study)
    harmed = tmp_path / "harmed"
    shutil.copytree(study.folder, harmed)
    treated(study.folder)
    whole = held(study)
    for step in range(1000):
        store = StudyFolder(Path(shutil.copytree(harmed, tmp_path / str(step))))
        with pytest.MonkeyPatch.context() as patch:
            kill_at(step, patch)
            try:
                treated(store.folder)
            except Killed:
                pass
            else:
                break
        treated(store.folder)
        assert held(store) == whole, step
    assert step > 0

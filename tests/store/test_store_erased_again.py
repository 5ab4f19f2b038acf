"""What was erased and comes back, whoever brings it, is listed nowhere and erased again."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from store_examples import ID, OTHER, tree
from traces_examples import (
    AT,
    PERSON,
    THEIRS,
    marks_in,
    of_theirs,
    study_with_traces,
)

from persona_wizard.store import OnlyRead, StudyFolder
from persona_wizard.store.erased import with_erasures


@pytest.fixture
def study(tmp_path: Path) -> StudyFolder:
    return study_with_traces(tmp_path / "s")


def test_what_comes_back_is_listed_nowhere_and_erased_again(
    study: StudyFolder, tmp_path: Path
) -> None:
    shutil.copytree(study.folder, tmp_path / "restored")
    study.erase(of_theirs(study))
    ours = (study.folder / "study.json").read_bytes()
    for name, data in tree(tmp_path / "restored").items():
        (study.folder / name).parent.mkdir(exist_ok=True, parents=True)
        if not name.endswith("study.json"):
            (study.folder / name).write_bytes(data)
    assert len(marks_in(study.folder)) > 10
    reader = StudyFolder(study.folder)
    assert [interview.id for interview in reader.interviews().interviews] == [OTHER]
    StudyFolder.open(study.folder)
    assert marks_in(study.folder) == []
    assert (study.folder / "study.json").read_bytes() == ours


@pytest.mark.parametrize(
    "file",
    [
        f"interviews/{ID}.json",
        f".backup/interviews/{ID}.json",
        f"conflicts/{ID}.0a1b2c3d.json",
        f"quarantine/{ID}.json.0a1b2c3d",
        f"participants/{PERSON}.json",
        f".backup/participants/{PERSON}.json",
    ],
)
def test_any_one_file_that_comes_back_goes_at_the_opening(study: StudyFolder, file: str) -> None:
    study.erase(of_theirs(study))
    path = study.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    StudyFolder.open(study.folder)
    assert not path.exists()


def test_another_interview_of_an_erased_person_goes_when_it_is_seen(study: StudyFolder) -> None:
    study.erase(of_theirs(study))
    late = replace(THEIRS, id="ccccccccdddd")
    study.begin(late).close()  # as a pull from somebody who had not heard of it brings it
    assert [interview.id for interview in study.interviews().interviews] == [OTHER]
    assert marks_in(study.folder) == []
    (erased,) = study.erased()
    assert erased.interviews == (ID, late.id)


def test_an_older_study_json_is_told_of_it_by_its_backup(study: StudyFolder) -> None:
    older = (study.folder / "study.json").read_bytes()
    study.erase(of_theirs(study))
    erased = study.erased()
    (study.folder / "study.json").write_bytes(older)
    assert StudyFolder.open(study.folder).erased() == erased


def test_a_study_that_a_newer_version_wrote_is_left_as_it_is(study: StudyFolder) -> None:
    erased = of_theirs(study)
    path = study.folder / "study.json"
    path.write_bytes(path.read_bytes().replace(b'"schema": 1', b'"schema": 999', 1))
    before = tree(study.folder)
    with pytest.raises(OnlyRead):
        study.erase(erased)
    assert tree(study.folder) == before


def test_of_two_study_jsons_all_stays_erased_that_either_says() -> None:
    ours = {"erased": {"a": {"interviews": [ID]}, "b": {"at": AT}}}
    theirs = {"erased": {"a": {"interviews": [ID, OTHER]}, "c": {"at": AT}}}
    both = with_erasures(ours, theirs)["erased"].values()
    assert sorted(map(str, both)) == sorted(
        map(str, [{"interviews": [ID]}, {"interviews": [ID, OTHER]}, {"at": AT}, {"at": AT}])
    )

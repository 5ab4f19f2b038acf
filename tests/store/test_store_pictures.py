"""Pictures of somebody who is erased: which are theirs, and which stay."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from erasing_examples import AT, LAN, PICTURE, erase, give_away, made, told, write
from msgspec.structs import replace
from store_examples import ID, INTERVIEW, run_without_rights

import persona_wizard.store.file_facts
import persona_wizard.store.gone
import persona_wizard.store.photo_file
from persona_wizard.model.study import Curation, Photo, Portrait, Study
from persona_wizard.store import Erased, StoreError, StudyFolder
from persona_wizard.store.study_file import write_study


@pytest.fixture
def pictured(tmp_path: Path) -> StudyFolder:
    """A study whose persona has a photo of P07, which was exported, too."""
    store = made(tmp_path / "s")
    store.save_photo("persona.png", PICTURE)
    store.save_photo("cup.png", b"\x89PNG\0 a cup")
    write(store, "exports/photos/minh.png", PICTURE)
    shows = Portrait("persona.png", INTERVIEW.participant)
    photo = Photo(file="persona.png", alt="a portrait", source="ours")
    study = replace(store.study(), photos=(shows,), personas=(Curation(photo=photo),))
    store.save_study(study)
    return store


def test_a_photo_of_them_is_listed_and_goes_with_every_copy(pictured: StudyFolder) -> None:
    (erased,) = pictured.people_called("P07", AT)
    going = pictured.what_goes(erased)
    assert [(one.kind.value, one.file) for one in going.pictures] == [
        ("photo", "photos/persona.png"),
        ("photo", "exports/photos/minh.png"),
    ]
    assert going.settings == ("a persona's photo",)
    pictured.erase(erased)
    left = [path for path in pictured.folder.rglob("*.png")]
    assert [path.name for path in left] == ["cup.png"]
    assert pictured.study().photos == ()
    assert pictured.study().personas[0].photo is None


def test_a_photo_of_somebody_else_stays(pictured: StudyFolder) -> None:
    erase(pictured, "P08")
    assert (pictured.folder / "photos" / "persona.png").exists()
    assert pictured.study().personas[0].photo is not None


@pytest.mark.parametrize("file", ["photos/persona.png", "exports/photos/another name.png"])
def test_a_photo_of_them_that_comes_back_goes_again(pictured: StudyFolder, file: str) -> None:
    erase(pictured)
    path = write(pictured, file, PICTURE)
    assert told(pictured) == [(file,)]
    assert not path.exists()


def test_a_photo_that_could_not_be_saved_is_whose_it_was(
    pictured: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pictured.study().photos

    def full(path: Path, data: bytes, stands: Callable[[], bool] | None = None) -> None:
        raise StoreError("Not saved: the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(persona_wizard.store.photo_file, "write_whole", full)
        with pytest.raises(StoreError):
            pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.study().photos == before

    def fails(source: object, target: object) -> None:
        if Path(str(target)).name == "persona.png":
            # Both, until one of them is gone.
            assert {one.shows for one in pictured.study().photos} == {
                INTERVIEW.participant,
                LAN.participant,
            }
            raise OSError(5, "Input/output error")
        rename(source, target)  # type: ignore[arg-type]

    rename = os.replace
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fails)
        with pytest.raises(StoreError):
            pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.study().photos == before
    assert pictured.photo("persona.png").read_bytes() == PICTURE
    pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.study().photos == (Portrait("persona.png", LAN.participant),)


def test_one_interview_alone_leaves_the_photo(pictured: StudyFolder) -> None:
    pictured.erase(Erased(at=AT, interviews=(ID,)))
    assert (pictured.folder / "photos" / "persona.png").exists()
    assert pictured.study().photos != ()


def test_a_photo_that_is_saved_is_said_to_be_so(
    pictured: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, saved = write_study, []

    def full_at_the_end(path: Path, study: Study) -> None:
        if saved:
            raise StoreError("Not saved: the disk is full.")
        saved.append(study)
        really(path, study)

    monkeypatch.setattr(persona_wizard.store.photo_file, "write_study", full_at_the_end)
    pictured.save_photo("persona.png", b"another", LAN.participant)
    assert pictured.photo("persona.png").read_bytes() == b"another"
    shown = {one.shows for one in pictured.study().photos}
    assert shown == {INTERVIEW.participant, LAN.participant}


def test_a_photo_of_them_that_can_not_be_read_goes_with_them() -> None:
    # Locks are looked for from the root on, where pytest's own folder may not be entered.
    with TemporaryDirectory() as place:
        store = made(Path(place, "s"))
        store.save_photo("face.png", PICTURE, INTERVIEW.participant)
        store.photo("face.png").chmod(0)
        give_away(store.folder)
        printed = run_without_rights(
            "store = StudyFolder(Path('s'))\n"
            f"(erased,) = store.people_called('P07', {AT!r})\n"
            "print([one.file for one in store.erase(erased).pictures])\n",
            store.folder.parent,
        )
        assert printed == "['photos/face.png']\n"
        assert os.listdir(store.folder / "photos") == []


def test_a_picture_that_only_a_page_of_theirs_shows_may_be_chosen_again(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    write(store, "exports/minh.md", "as P07 said ![Minh](photos/minh.png)")
    exported = write(store, "exports/photos/minh.png", PICTURE)
    erase(store)
    assert not exported.exists()
    store.save_photo("stock.png", PICTURE)
    assert told(store) == []
    assert store.photo("stock.png").exists()


def test_only_a_picture_that_a_page_shows_goes_with_it(tmp_path: Path) -> None:
    store = made(tmp_path / "s")
    page = "as P07 said, see report.pdf and banana.png; ![](photos/a%20b.png) <img src='c.png'>"
    write(store, "exports/minh.md", page + " ![d](d.png) ![e](photos/none.png)")
    write(store, "exports/kept.md", "d.png")
    names = ("report.pdf", "a.png", "photos/a b.png", "c.png", "d.png")
    for name in names:
        write(store, f"exports/{name}", b"%\0" + name.encode())
    erase(store)
    left = [name for name in names if (store.folder / "exports" / name).exists()]
    assert left == ["report.pdf", "a.png", "d.png"]

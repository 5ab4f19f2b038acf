"""Pages and photos of a person: what is told before they go, and when they come back alone."""

from datetime import datetime

import pytest
from msgspec import structs
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.model.composing import Code, ComposedClaim, ObservationKey
from persona_wizard.store import StudyFolder
from persona_wizard.store.erased import CameBack
from persona_wizard.studies.doctor import in_words, look, put_right
from persona_wizard.studies.erasing import (
    came_back_in_words,
    erase_person,
    person_to_erase,
    what_goes_in_words,
)
from persona_wizard.studies.exporting import Wanted, export, export_page
from persona_wizard.studies.personas import choose_photo
from persona_wizard.studies.photos import NobodyShown, add_photo, shown_in
from persona_wizard.studies.reading import read_study


def quietly(_done: int, _of: int) -> None:
    """Nobody waits."""


def test_a_page_that_git_brings_back_alone_goes_again_and_is_told(demo: StudyFolder) -> None:
    written = export_page(demo, Layout.FULL, None, allow_gaps=True, replace=False)
    page = written.read_bytes()
    erase_person(demo, person_to_erase(demo, "P04"))
    assert not written.exists()
    written.write_bytes(page)  # as `git checkout` does

    file = written.relative_to(demo.folder).as_posix()
    (told,) = [in_words(f) for f in look(demo.folder, quietly).findings if f.file == file]
    day = datetime.fromisoformat(demo.erased()[0].at).astimezone()
    when = f"{day.day} {day:%B %Y}"
    assert told == (
        f"{file}: it was erased with P04 on {when}, and is here again. To be erased again."
    )
    assert written.read_bytes() == page

    assert came_back_in_words(StudyFolder.open(demo.folder)) == (
        f"{file}, erased with P04 on {day.day} {day:%B}, was here again and is erased again. "
        "Where git brought it, commit the deletion.",
    )
    assert not written.exists()
    assert came_back_in_words(StudyFolder.open(demo.folder)) == ()


def test_the_doctor_erases_it_again(demo: StudyFolder) -> None:
    page = demo.folder / "exports" / "talk.md"
    page.write_text("as P04 said")
    erase_person(demo, person_to_erase(demo, "P04"))
    page.write_text("as P04 said")
    (found,) = [f for f in put_right(demo.folder, quietly).findings if f.file == "exports/talk.md"]
    assert found.done
    assert not page.exists()
    assert [f for f in put_right(demo.folder, quietly).findings if "exports" in f.file] == []


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.HTML])
def test_another_version_of_a_page_that_names_them_goes_again(
    demo: StudyFolder, format: Format
) -> None:
    wanted = Wanted(format=format, layout=Layout.FULL, allow_gaps=True)
    (written,) = export(demo, read_study(demo), [wanted], None, replace=False)
    page = written.read_text()
    erase_person(demo, person_to_erase(demo, "P04"))
    written.write_text(page.replace("First Light", "Another Light"))
    assert len(came_back_in_words(StudyFolder.open(demo.folder))) == 1
    assert not written.exists()


@pytest.mark.parametrize(
    "pseudonym", ["Georgia", "Mark", "H1", "DT", "Verify", "Persona", "Status"]
)
def test_what_a_card_is_made_of_is_nobodys_pseudonym(demo: StudyFolder, pseudonym: str) -> None:
    first = demo.interviews().interviews[0]
    others = tuple(one.participant for one in demo.interviews().interviews)
    personas = tuple(replace(one, members=others) for one in demo.study().personas)
    demo.save_study(replace(demo.study(), personas=personas))
    theirs = replace(first, id="d" * 12, participant="zz", pseudonym=pseudonym, answers={})
    demo.begin(theirs).close()

    def exported() -> dict[str, bytes]:
        wanted = [Wanted(format=one, allow_gaps=True) for one in (Format.MARKDOWN, Format.HTML)]
        written = export(demo, read_study(demo), wanted, None, True)
        return {str(path): path.read_bytes() for path in written}

    before = exported()
    erasure = person_to_erase(demo, pseudonym)
    # These two stand on the card to be read.
    going = {one.file for one in erasure.going.by_words}
    assert bool(going) is (pseudonym in ("Persona", "Status"))
    erase_person(demo, erasure)
    assert exported() == before
    assert came_back_in_words(StudyFolder.open(demo.folder)) == ()
    assert look(demo.folder, quietly).to_look_at == ()


def test_another_page_that_names_them_is_only_told(demo: StudyFolder) -> None:
    written = demo.folder / "exports" / "talk.md"
    written.write_text("as P04 said")
    erase_person(demo, person_to_erase(demo, "P04"))
    written.write_text("as P04 said, added by a colleague")
    report = put_right(demo.folder, quietly)
    assert [in_words(told) for told in report.to_look_at] == [
        f"{written.relative_to(demo.folder)}: it names P04, who was erased. "
        "Look at it, and delete it if it tells of them."
    ]
    assert all(found.done for found in report.findings)
    assert report.remaining == 0
    assert came_back_in_words(StudyFolder.open(demo.folder)) == ()
    assert written.exists()


@pytest.mark.parametrize(
    "pseudonym", ["P1", "Rich", "May", "Page", "What", "Raised", "Contested", "Persona", "MD"]
)
def test_a_page_of_the_others_is_never_taken_for_theirs(demo: StudyFolder, pseudonym: str) -> None:
    first = demo.interviews().interviews[0]
    theirs = structs.replace(
        first, id="d" * 12, participant="zz", pseudonym=pseudonym, answers={}, notes=()
    )
    demo.begin(theirs).close()
    file = demo.folder / "interviews" / f"{theirs.id}.json"
    was = file.read_bytes()
    erase_person(demo, person_to_erase(demo, pseudonym))
    written = export_page(demo, Layout.FULL, None, allow_gaps=True, replace=False)
    assert came_back_in_words(StudyFolder.open(demo.folder)) == ()
    file.write_bytes(was)
    (line,) = came_back_in_words(StudyFolder.open(demo.folder))
    assert line.startswith(f"{pseudonym}, erased on ")
    assert not file.exists()
    assert written.exists()


def test_a_page_of_the_others_written_afterwards_stays(demo: StudyFolder) -> None:
    erase_person(demo, person_to_erase(demo, "P04"))
    written = export_page(demo, Layout.FULL, None, allow_gaps=True, replace=False)
    assert came_back_in_words(StudyFolder.open(demo.folder)) == ()
    assert written.exists()


def test_a_photo_of_them_is_told_and_goes(demo: StudyFolder, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from PIL import Image

    picture = tmp_path / "face.png"
    Image.new("RGB", (64, 64), "#336699").save(picture)
    with pytest.raises(NobodyShown, match=r"^Nobody here is called P99\. The photo stays"):
        shown_in(demo, "P99")
    assert shown_in(demo, "  ") == ""
    photo = add_photo(demo, picture, "", "ours", shows=shown_in(demo, " p04"))
    choose_photo(demo, photo)
    export_page(demo, Layout.PAGE, None, allow_gaps=True, replace=False)

    erasure = person_to_erase(demo, "P04")
    lines = what_goes_in_words(erasure)
    assert f"photo: photos/{photo.file}, which shows them" in lines
    assert any(line.startswith("photo: exports/photos/") for line in lines)
    assert "from study.json: a persona's photo, which names them" in lines
    assert erase_person(demo, erasure).files == ()
    assert list(demo.folder.rglob("*.png")) == []
    assert demo.study().personas[0].photo is None


def test_another_photo_in_its_place_is_nobodys(demo: StudyFolder, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from PIL import Image

    picture = tmp_path / "face.png"
    Image.new("RGB", (64, 64), "#336699").save(picture)
    choose_photo(demo, add_photo(demo, picture, "", "ours", shows=shown_in(demo, "P04")))
    Image.new("RGB", (64, 64), "#996633").save(picture)
    photo = add_photo(demo, picture, "", "a stock photo")
    choose_photo(demo, photo)
    erase_person(demo, person_to_erase(demo, "P04"))
    assert demo.photos() == (photo.file,)


def test_links_of_claims_and_of_the_code_book_are_told(demo: StudyFolder) -> None:
    theirs, other = (
        next(i.id for i in demo.interviews().interviews if i.pseudonym == p) for p in ("P04", "P05")
    )
    one, two, third = (
        ObservationKey(theirs, "barriers", "a1"),
        ObservationKey(theirs, "barriers", "b2"),
        ObservationKey(other, "barriers", "c3"),
    )
    claim = ComposedClaim(
        id="composed/0a1b2c3d",
        heading="problems",
        sentence="Zips stick",
        supports=(one, third),
        against=(two,),
    )
    code = Code(tag="zips", parted=(one,))
    demo.save_study(replace(demo.study(), claims=(claim,), codes=(code,)))
    lines = what_goes_in_words(person_to_erase(demo, "P04"))
    assert "from study.json: 3 links in claims and the code book to what they said" in lines
    erase_person(demo, person_to_erase(demo, "P04"))
    (left,) = demo.study().claims
    assert (left.supports, left.against) == ((third,), ())


def test_what_is_too_large_or_can_not_be_deleted_is_told(demo: StudyFolder) -> None:
    page = demo.folder / "exports" / "huge.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("as P04 said".ljust(5_000_001))
    erasure = person_to_erase(demo, "P04")
    lines = what_goes_in_words(erasure)
    assert "stays: exports/huge.md is too large to look into: look at it yourself" in lines

    erased = replace(erasure.erased, at="2025-11-22T12:00:00.000Z")
    demo.came_back = (CameBack(erased, ("exports/a.md", "exports/b.md"), stays=True),)
    assert came_back_in_words(demo) == (
        "exports/a.md, exports/b.md could not be deleted, and should be gone with P04, erased on "
        "22 November 2025. Check the rights of the folder, then open the study again.",
    )

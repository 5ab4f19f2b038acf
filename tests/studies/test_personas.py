"""Drawing the persona, naming it, its photo, its gaps, its page."""

import gc
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from persona_wizard.export import ExportRefused, Layout
from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Confidence
from persona_wizard.model.study import Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies import personas
from persona_wizard.studies.curating import choose_members
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.exporting import export_page, page_text
from persona_wizard.studies.photos import add_photo, forget_unused
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.sample_composing import claim_id
from persona_wizard.studies.writing_out import PageExists


def test_the_sample_has_exactly_two_blocking_gaps(demo: StudyFolder) -> None:
    gaps = personas.draw_from(demo).blocking
    assert [gap.id for gap in gaps] == ["photo", "field/wished-solutions"]


def test_the_sample_leads_with_a_quote_a_contrast_and_a_quarrel(demo: StudyFolder) -> None:
    persona = personas.draw_from(demo)
    assert persona.lead_quote is not None
    assert persona.lead_quote.pseudonym == "P01"
    shared = next(c for c in persona.contrasts if c.id == "information-sources/a-user")
    assert [(part.n, part.base) for part in shared.split] == [(4, 5), (0, 4), (2, 3)]
    contested = {
        claim.id
        for section in persona.sections
        for claim in section.claims
        if claim.confidence is Confidence.CONTESTED
    }
    assert {claim_id("asks-the-cost"), "went-back/yes"} <= contested


@pytest.mark.parametrize("collecting", [True, False])
def test_drawing_leaves_python_s_collector_as_it_was(demo: StudyFolder, collecting: bool) -> None:
    reading = read_study(demo)
    broken = replace(reading, interviews=(*reading.interviews, None))  # type: ignore[arg-type]
    try:
        (gc.enable if collecting else gc.disable)()
        personas.draw(reading)
        assert gc.isenabled() is collecting
        with pytest.raises(AttributeError):
            personas.draw(broken)
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


def test_a_page_is_refused_until_both_gaps_are_met(demo: StudyFolder, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused) as refused:
        export_page(demo, Layout.PAGE, None, False, False)
    assert refused.value.exit_status == 3
    assert not list((demo.folder / "exports").glob("*.md"))
    personas.choose_photo(demo, Photo(placeholder=True, alt="A drawing"))
    personas.accept_gap(demo, "field/wished-solutions", "asked next month")
    page = export_page(demo, Layout.PAGE, None, False, False)
    text = page.read_text()
    assert "asked next month" in text
    assert "Draft" not in text
    picture = next(line for line in text.split("\n") if line.startswith("!["))
    assert (page.parent / picture.partition("](")[2].removesuffix(")")).is_file()


def test_a_draft_says_that_it_is_one(demo: StudyFolder) -> None:
    assert "Draft: 2 things are missing" in page_text(demo, Layout.PAGE, True)


def test_a_page_that_stands_there_is_kept(demo: StudyFolder, tmp_path: Path) -> None:
    target = tmp_path / "page.md"
    target.write_text("mine")
    with pytest.raises(PageExists, match="kept"):
        export_page(demo, Layout.PAGE, target, True, False)
    assert target.read_text() == "mine"
    export_page(demo, Layout.PAGE, target, True, True)
    assert "# First-light Robin" in target.read_text()


def test_a_picture_of_something_else_is_kept_too(demo: StudyFolder, tmp_path: Path) -> None:
    personas.choose_photo(demo, Photo(placeholder=True))
    export_page(demo, Layout.PAGE, tmp_path / "a.md", True, False)
    picture = next((tmp_path / "photos").iterdir())
    export_page(demo, Layout.FULL, tmp_path / "b.md", True, False)
    picture.write_text("somebody else's")
    with pytest.raises(PageExists):
        export_page(demo, Layout.PAGE, tmp_path / "c.md", True, False)
    assert picture.read_text() == "somebody else's"
    assert not (tmp_path / "c.md").exists()


def test_the_same_study_gives_the_same_page(demo: StudyFolder) -> None:
    first = page_text(demo, Layout.FULL, True)
    assert first == page_text(StudyFolder.open(demo.folder), Layout.FULL, True)


def test_naming_cleans_what_was_typed_and_keeps_the_rest(demo: StudyFolder) -> None:
    personas.name(demo, " Early\x1b[31m  Eva ", "up\nfirst")
    curation = demo.study().personas[0]
    assert (curation.name, curation.tagline) == ("Early Eva", "up first")


def test_an_accepted_gap_can_be_taken_back(demo: StudyFolder) -> None:
    personas.accept_gap(demo, "photo", "no need")
    personas.accept_gap(demo, "photo", "still none")
    assert [g.id for g in personas.draw_from(demo).blocking] == ["field/wished-solutions"]
    personas.accept_gap(demo, "photo", " ")
    assert "photo" in [g.id for g in personas.draw_from(demo).blocking]


def test_an_empty_study_says_what_to_ask_first(study: StudyFolder) -> None:
    persona = personas.draw_from(study)
    goals = next(g for g in persona.gaps if g.field == "short-term-goals")
    assert "Cedar Coffee" in goals.ask
    assert persona.status == "proto"


def test_a_damaged_interview_is_named_and_the_rest_counts(demo: StudyFolder) -> None:
    broken = sorted((demo.folder / "interviews").glob("*.json"))[0]
    broken.write_text('{"meta":')
    reading = read_study(demo)
    assert [unreadable.file for unreadable in reading.unreadable] == [f"interviews/{broken.name}"]
    assert len(reading.interviews) == 12
    assert personas.draw(reading).participants == 12


def test_a_kept_bank_that_is_damaged_harms_only_its_interviews(demo: StudyFolder) -> None:
    kept = next((demo.folder / "question_banks" / ".used").glob("prospects@*"))
    kept.write_text("no bank at all")
    reading = read_study(demo)
    assert [i.bank.id for i in reading.interviews].count("prospects") == 0
    assert len(reading.interviews) == 10
    assert kept.name in reading.unreadable[0].file


# Photos


def picture(path: Path, size: tuple[int, int] = (3000, 1500)) -> Path:
    image = Image.new("RGB", size, "#884422")
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    exif[0x0112] = 6
    image.save(path, exif=exif)
    return path


def test_a_photo_is_copied_upright_smaller_and_without_its_exif(
    demo: StudyFolder, tmp_path: Path
) -> None:
    photo = add_photo(demo, picture(tmp_path / "shot.jpg"), "A field", "mine, CC0")
    kept = demo.photo(photo.file)
    assert b"SECRET-PLACE" not in kept.read_bytes()
    with Image.open(kept) as image:
        assert image.size == (512, 1024)
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.jpg", b"not a picture at all", "not a picture"),
        ("empty.png", b"", "not a picture"),
        ("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "picture"),
    ],
)
def test_a_photo_that_is_no_picture_is_refused_and_the_old_one_stays(
    demo: StudyFolder, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    photo = add_photo(demo, picture(tmp_path / "ok.jpg"), "", "")
    personas.choose_photo(demo, photo)
    before = demo.photo(photo.file).read_bytes()
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WizardError, match=told) as fault:
        add_photo(demo, tmp_path / name, "", "")
    assert "stays as it was" in fault.value.message
    assert demo.photo(photo.file).read_bytes() == before
    assert demo.photos() == (photo.file,)


def test_pictures_that_nobody_has_any_more_go_and_no_others(
    demo: StudyFolder, tmp_path: Path
) -> None:
    who = demo.interviews().interviews[0].participant
    shots = []
    for number, shows in enumerate(("", who, "")):
        shot = tmp_path / f"{number}.png"
        Image.new("RGB", (8, 8), (number, 0, 0)).save(shot)
        shots.append(add_photo(demo, shot, "", "mine", shows=shows))
    assert len({photo.file for photo in shots}) == 3
    demo.save_photo("cup-beaded.png", b"put there by hand")
    demo.save_photo("persona.png", b"as it was called before")
    personas.choose_photo(demo, shots[2])
    forget_unused(demo)
    # The one that shows somebody goes with them.
    assert set(demo.photos()) == {"cup-beaded.png", shots[1].file, shots[2].file}
    erase_person(demo, person_to_erase(demo, demo.interviews().interviews[0].pseudonym))
    assert set(demo.photos()) == {"cup-beaded.png", shots[2].file}


def test_a_photo_that_is_not_there_is_said_so(demo: StudyFolder, tmp_path: Path) -> None:
    with pytest.raises(WizardError, match="There is no file"):
        add_photo(demo, tmp_path / "gone.png", "", "")
    with pytest.raises(WizardError):
        add_photo(demo, tmp_path, "", "")


def test_what_a_study_knows_is_of_everyone_whoever_its_persona_is_drawn_from(
    demo: StudyFolder,
) -> None:
    reading = read_study(demo)
    member = reading.interviews[0].participant
    choose_members(demo, [member], "The first we met.")
    reading = read_study(demo)
    assert personas.draw(reading).participants == 1
    assert personas.draw_of_everyone(reading).participants == 13

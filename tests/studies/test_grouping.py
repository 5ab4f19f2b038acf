"""Several personas in one study: made, named, told apart, taken back."""

from pathlib import Path

import pytest
from PIL import Image

from persona_wizard.export import Layout
from persona_wizard.model.study import Photo
from persona_wizard.store import StudyFolder
from persona_wizard.studies import curating, grouping, personas
from persona_wizard.studies.curating import NotCurated
from persona_wizard.studies.exporting import export_page, page_text
from persona_wizard.studies.personas import NoSuchPersona, persona_called
from persona_wizard.studies.photos import add_photo
from persona_wizard.studies.taking_back import take_back


def people(demo: StudyFolder, *pseudonyms: str) -> list[str]:
    who = {i.pseudonym: i.participant for i in demo.interviews().interviews}
    return [who[pseudonym] for pseudonym in pseudonyms]


def test_a_group_becomes_a_persona_with_its_reason_in_one_step(demo: StudyFolder) -> None:
    before = demo.study()
    members = people(demo, "P05", "P08")
    done = grouping.new_persona(demo, " Ritual  Ruth", members, "Both grind\nby hand")
    made = demo.study().personas[-1]
    assert (made.id, made.name) == ("persona-2", "Ritual Ruth")
    assert (set(made.members), made.grouped_because) == (set(members), "Both grind by hand")
    drawn = personas.draw_from(demo, "persona-2")
    assert (drawn.participants, drawn.grouped_because) == (2, "Both grind by hand")
    assert personas.draw_from(demo).participants == 13
    take_back(demo, done)
    assert demo.study() == before


def test_a_persona_of_everyone_needs_a_name_and_no_reason(demo: StudyFolder) -> None:
    grouping.new_persona(demo, "Everybody Ed", (), "no group, no reason")
    made = demo.study().personas[-1]
    assert (made.members, made.grouped_because) == ((), "")
    for name, members, reason, told in (
        (" ", (), "", "needs a name"),
        ("Third", people(demo, "P01"), " ", "why these people"),
        ("first-LIGHT robin", (), "", "“First-light Robin” is a persona already"),
        ("everybody ed", (), "", "is a persona already"),
        # Its page would be called like the first one's.
        ("Everybody, Ed!", (), "", "is a persona already"),
    ):
        with pytest.raises(NotCurated, match=told):
            grouping.new_persona(demo, name, members, reason)
    assert len(demo.study().personas) == 2


def test_ids_are_given_again_only_once_they_are_free(demo: StudyFolder) -> None:
    for name in ("Ann", "Bo", "Cy"):
        grouping.new_persona(demo, name)
    curating.drop_persona(demo, "persona-3")
    grouping.new_persona(demo, "Di")
    assert [(one.id, one.name) for one in demo.study().personas[1:]] == [
        ("persona-2", "Ann"),
        ("persona-4", "Cy"),
        ("persona-3", "Di"),
    ]


def test_each_persona_has_its_own_name_photo_and_gaps(demo: StudyFolder, tmp_path: Path) -> None:
    grouping.new_persona(demo, "Ruth", people(demo, "P05", "P08"), "ritual")
    personas.name(demo, "Ritual Ruth", "Grinds by hand", "persona-2")
    personas.accept_gap(demo, "photo", "not yet", "persona-2")
    first, second = (personas.draw_from(demo, one) for one in ("persona", "persona-2"))
    assert (first.name, second.name, second.tagline) == (
        "First-light Robin",
        "Ritual Ruth",
        "Grinds by hand",
    )
    assert "photo" in {gap.id for gap in first.blocking}
    assert "photo" not in {gap.id for gap in second.blocking}
    shots = (("persona", "#884422"), ("persona-2", "#224488"))
    for which, colour in shots:
        picture = tmp_path / f"{which}.png"
        Image.new("RGB", (8, 8), colour).save(picture)
        personas.choose_photo(demo, add_photo(demo, picture, "", "mine", persona=which), which)
    files = [one.photo.file for one in demo.study().personas if one.photo is not None]
    assert [file.rpartition("-")[0] for file in files] == ["persona", "persona-2"]
    with Image.open(demo.photo(files[0])) as image:
        assert image.convert("RGB").getpixel((4, 4)) == (0x88, 0x44, 0x22)


def test_a_name_that_is_taken_is_refused_and_ones_own_is_not(demo: StudyFolder) -> None:
    grouping.new_persona(demo, "Ruth")
    with pytest.raises(NotCurated, match="First-light Robin"):
        personas.name(demo, "First-Light Robin", "", "persona-2")
    personas.name(demo, "RUTH", "", "persona-2")
    personas.name(demo, "", "", "persona-2")
    # Without a name its page is called after its id.
    with pytest.raises(NotCurated, match="persona-2"):
        personas.name(demo, "Persona 2", "")


@pytest.mark.parametrize("typed", ["Ritual Ruth", "ritual RUTH", " persona-2 ", "PERSONA-2"])
def test_a_persona_is_found_by_name_or_id_whatever_the_case(demo: StudyFolder, typed: str) -> None:
    grouping.new_persona(demo, "Ritual Ruth")
    assert persona_called(demo.study(), typed) == "persona-2"


def test_an_unknown_persona_names_those_that_there_are(demo: StudyFolder) -> None:
    grouping.new_persona(demo, "Ruth")
    with pytest.raises(NoSuchPersona) as fault:
        persona_called(demo.study(), "No\x1b[31m one\n")
    assert fault.value.message == (
        "There is no persona “No one” in this study, but “First-light Robin” and “Ruth”."
    )
    assert fault.value.exit_status == 1
    with pytest.raises(NoSuchPersona):
        personas.draw_from(demo, "persona-9")


def test_pages_of_several_personas_lie_side_by_side(demo: StudyFolder) -> None:
    grouping.new_persona(demo, "Ruth", people(demo, "P05", "P08"), "ritual")
    for persona in ("persona", "persona-2"):
        personas.choose_photo(demo, Photo(placeholder=True), persona)
    first = export_page(demo, Layout.PAGE, None, True, False)
    second = export_page(demo, Layout.PAGE, None, True, False, persona="persona-2")
    assert (first.name, second.name) == ("first-light-robin.md", "ruth.md")
    assert "# Ruth" in second.read_text()
    pictures = {path.name for path in (demo.folder / "exports" / "photos").iterdir()}
    assert pictures == {"first-light-robin.svg", "ruth.svg"}


def test_who_belongs_to_which_persona_is_told(demo: StudyFolder) -> None:
    one, two, three = people(demo, "P01", "P02", "P03")
    grouping.new_persona(demo, "Ann", (one, two), "a")
    grouping.new_persona(demo, "Bo", (two, three), "b")
    study = demo.study()
    assert grouping.belonging(study) == {
        one: ("persona-2",),
        two: ("persona-2", "persona-3"),
        three: ("persona-3",),
    }


def test_the_full_page_tells_personas_side_by_side_and_the_short_one_does_not(
    demo: StudyFolder,
) -> None:
    title = "## The study's personas side by side"
    assert title not in page_text(demo, Layout.FULL, True)
    grouping.new_persona(demo, "Ruth", people(demo, "P05", "P08"), "ritual")
    full = page_text(demo, Layout.FULL, True, "persona-2")
    beside = full.partition(title)[2].partition("\n## ")[0]
    assert "| First-light Robin (13 people) | Ruth (2 people) |" in beside
    assert "| 2 of 13 | 2 of 2 |" in beside
    assert "P05" not in beside
    assert title not in page_text(demo, Layout.PAGE, True)
    # A page without a face names nobody.
    assert title not in page_text(demo, Layout.FULL, True, faceless=True)

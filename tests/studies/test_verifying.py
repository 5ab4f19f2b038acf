"""A page held against its study as the study goes on."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.export.verify import Verdict, verdict_lines
from persona_wizard.model.study import Curation, Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.code_book import rename_tag
from persona_wizard.studies.curating import hide, reword
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.exporting import page_text
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.personas import draw_from
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.verifying import NotVerified, read_page, verify_page


def verified(store: StudyFolder, page: str) -> Verdict:
    return verify_page(store, read_study(store), page)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("faceless", [False, True])
def test_a_page_just_written_holds(demo: StudyFolder, layout: Layout, faceless: bool) -> None:
    page = page_text(demo, layout, True, faceless=faceless)
    found = verified(demo, page)
    assert found.holds
    assert verdict_lines(found) == (f"All {found.claims} claims still hold.",)
    assert found.claims > 30


def test_an_answer_taken_back_changes_what_rests_on_it(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    theirs = next(i for i in demo.interviews().interviews if "gender" in i.answers)
    before = next(c for c in draw_from(demo).claims if c.id == "gender/man")
    with demo.reopen(theirs.id) as file:
        answers = {k: v for k, v in theirs.answers.items() if k != "gender"}
        file.save(replace(theirs, answers=answers))
    told = {one.id: one.what for one in verified(demo, page).findings}
    now = next(c for c in draw_from(demo).claims if c.id == "gender/man")
    assert now.base == before.base - 1
    assert told["gender/man"].startswith(f"{before.n} of {before.base} → {now.n} of {now.base}")
    assert set(told) == {"gender/man", "gender/woman", "gender/non-binary"}


def test_a_person_erased_is_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    erase_person(demo, person_to_erase(demo, "P13"))
    found = verified(demo, page)
    assert found.erased == 1
    assert verdict_lines(found)[-1].startswith("The page was built on 1 interview erased since")
    # What is written anew is built on nobody who is gone.
    assert verified(demo, page_text(demo, Layout.PAGE, True)).holds


def test_a_claim_left_out_or_worded_anew_is_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    claims = {claim.id: claim for claim in draw_from(demo).claims}
    composed = [one for one in claims if one.startswith("composed/")][:2]
    hide(demo, claims[composed[0]])
    reword(demo, claims[composed[1]], "In other words", claims[composed[1]].label)
    told = {one.id: one for one in verified(demo, page).findings}
    assert told[composed[0]].what == "left out since"
    assert told[composed[0]].gone
    assert told[composed[1]].what == "worded anew “In other words”"
    assert len(told) == 2


def test_a_tag_renamed_is_the_same_claim(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.FULL, True)
    assert "life-problems/time" in page
    rename_tag(demo, "time", "hurry")
    assert not [one for one in verified(demo, page).findings if one.id.endswith("/time")]


def test_a_persona_that_is_gone_takes_its_claims_along(demo: StudyFolder) -> None:
    study = demo.study()
    demo.save_study(replace(study, personas=(*study.personas, Curation(id="second"))))
    page = page_text(demo, Layout.PAGE, True, "second")
    demo.save_study(study)
    found = verified(demo, page)
    assert len(found.findings) == found.claims
    assert {one.what for one in found.findings} == {"gone with its persona"}


def test_a_page_of_another_study_is_told_at_once(demo: StudyFolder, study: StudyFolder) -> None:
    with pytest.raises(NotVerified, match="none of its interviews is in this study"):
        verified(study, page_text(demo, Layout.PAGE, True))


def test_a_page_of_an_empty_study_holds(study: StudyFolder) -> None:
    found = verified(study, page_text(study, Layout.PAGE, True))
    assert verdict_lines(found) == ("The page makes no claim, and no number on it was changed.",)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", "no page of a persona"),
        ("# Notes\n\n4 of 9 agree.\n", "no page of a persona"),
        ("{}", "no page of a persona"),
        ('---\nschema: persona/1\npersona: "Minh"\n---\n\n# Minh\n', "no record of its claims"),
        ('---\nschema: persona/1\n---\n\n[//]: # "mine"\n', "no record of its claims"),
    ],
)
def test_what_is_no_page_of_ours_is_one_plain_line(demo: StudyFolder, page: str, told: str) -> None:
    with pytest.raises(NotVerified, match=told) as fault:
        verified(demo, page)
    assert "\n" not in fault.value.message
    assert fault.value.exit_status == 1


def test_a_page_is_read_as_editors_save_it(demo: StudyFolder, tmp_path: Path) -> None:
    page = page_text(demo, Layout.PAGE, True)
    for data in (page.encode("utf-8-sig"), page.replace("\n", "\r\n").encode()):
        (tmp_path / "page.md").write_bytes(data)
        assert verified(demo, read_page(tmp_path / "page.md")).holds
    (tmp_path / "page.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotVerified, match="no text"):
        read_page(tmp_path / "page.md")
    with pytest.raises(NotVerified, match="can't be read"):
        read_page(tmp_path)


def test_departments_come_ready_and_are_kept(tmp_path: Path) -> None:
    store = new_study(tmp_path / "a", "Tea")
    ready = store.study().departments
    assert [one.id for one in ready] == ["marketing", "sales", "product", "support"]
    own = replace(ready[1], question="Who pays?", folder="/mnt/sales")
    store.change_study(lambda study: replace(study, departments=(own,)))
    assert StudyFolder.open(store.folder).study().departments == (own,)
    like = new_study(tmp_path / "b", "Coffee", like=store)
    assert like.study().departments == (own,)


def test_a_study_from_before_departments_has_the_usual_ones(tmp_path: Path) -> None:
    import json

    store = new_study(tmp_path / "a", "Tea")
    path = store.folder / "study.json"
    tables = json.loads(path.read_text())
    del tables["departments"]
    path.write_text(json.dumps(tables))
    assert store.study().departments == Study(title="x").departments
    tables["departments"] = {}
    path.write_text(json.dumps(tables))
    assert store.study().departments == ()

"""Erasing a person: whose it is, what goes, what is said, and a pseudonym that is used up."""

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Participant, Revision
from persona_wizard.store import StoreError, StudyFolder
from persona_wizard.studies import managing
from persona_wizard.studies.doctor import look, put_right
from persona_wizard.studies.erasing import (
    Left,
    NobodyToErase,
    Retired,
    erase_person,
    person_to_erase,
    what_goes_in_words,
    what_is_left_in_words,
)
from persona_wizard.studies.exporting import export_page
from persona_wizard.studies.interviews import (
    Beginning,
    Sitting,
    next_pseudonym,
    resume_interview,
    start_interview,
)
from persona_wizard.studies.personas import draw_from


def begin(
    store: StudyFolder, pseudonym: str, name: str = "", participant: str | None = None
) -> Sitting:
    """An interview with a line of its own in an open answer."""
    sitting = start_interview(
        store,
        Beginning(
            audience=Audience.PROSPECTS,
            bank="prospects",
            pseudonym=pseudonym,
            name=name,
            participant=participant,
        ),
    )
    question = next(q for q in sitting.session.bank.questions if not q.closed)
    sitting.session.write(
        question.id, None, f"what {pseudonym} alone would say\n? and then\n> too dear"
    )
    sitting.save(sitting.session.interview)
    return sitting


def text_of(folder: Path) -> str:
    """Everything in a study, as text."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return "\n".join(f"{path}\n{path.read_text(errors='replace')}" for path in files)


def test_a_real_study_keeps_nothing_of_them_and_all_of_the_others(demo: StudyFolder) -> None:
    written = export_page(demo, Layout.FULL, None, allow_gaps=True, replace=False)
    assert "P04" in written.read_text()
    theirs = next(i for i in demo.interviews().interviews if i.pseudonym == "P04")
    demo.save_participant(Participant(theirs.participant, "P04", "Zinnia Quackenbush", ""))
    said = [a.text for a in theirs.answers.values() if len(a.text) > 30]
    assert said
    before = {i.id: i for i in demo.interviews().interviews}

    erasure = person_to_erase(demo, " p04 ")
    left = erase_person(demo, erasure)

    assert left.files == ()
    assert what_is_left_in_words("P04", left)[0] == "P04's words are gone."
    everything = text_of(demo.folder)
    assert "Zinnia" not in everything
    for text in said:
        for line in filter(None, text.split("\n")):
            assert line not in everything
    assert not written.exists()
    after = {i.id: i for i in demo.interviews().interviews}
    assert after == {key: value for key, value in before.items() if key != theirs.id}
    # The persona is drawn from the others alone.
    assert "P04" not in repr(draw_from(demo).sections)


def test_what_goes_is_told_line_by_line(study: StudyFolder) -> None:
    begin(study, "P01", name="Zinnia Quackenbush").close()
    first = study.interviews().interviews[0]
    (study.folder / "exports" / "talk.md").write_text("she found it “too dear”")
    lines = what_goes_in_words(person_to_erase(study, "P01"))
    assert lines[0].startswith("interview of ")
    assert lines[0].endswith(f", prospects: {first.id}")
    assert f"name and contact: participants/{first.participant}.json" in lines
    assert "export: exports/talk.md, which holds their words, name or pseudonym" in lines
    assert lines[-1] == "locks and index entries of these"
    # Their name is shown to nobody.
    assert not any("Zinnia" in line for line in lines)


def test_what_stays_is_named_with_what_is_out_of_reach() -> None:
    lines = what_is_left_in_words("P01", Left(("notes\x1b[31m.txt",)))
    assert lines[0].startswith("P01 is erased. These files are yours")
    assert lines[1] == "  notes.txt"
    assert lines[-1].endswith("Backups elsewhere are out of reach.")


def test_nobody_and_two_of_one_pseudonym_are_told_apart(study: StudyFolder) -> None:
    with pytest.raises(NobodyToErase, match=r"^Nobody here is called P01\. Nothing was erased"):
        person_to_erase(study, "P01")
    begin(study, "P01").close()
    other = begin(study, "P02")
    other.session.relabel("P01", Audience.PROSPECTS)
    other.close()
    with pytest.raises(WizardError, match=r"^Two people are called P01\. Nothing was erased"):
        person_to_erase(study, "P01")


@pytest.mark.parametrize("written", ["P05\n", " P05", "P0\x1b[31m5"])
def test_whom_another_program_called_something_is_erased_by_what_is_shown(
    study: StudyFolder, written: str
) -> None:
    begin(study, "P05", "Zinnia Quackenbush").close()
    for path in study.folder.rglob("*.json"):
        path.write_text(path.read_text().replace('"P05"', json.dumps(written)))
    assert study.interviews().interviews[0].pseudonym == written
    erase_person(study, person_to_erase(study, "p05"))
    assert study.interviews().interviews == () == study.participants()
    assert "Quackenbush" not in text_of(study.folder)
    with pytest.raises(Retired):
        begin(study, "P05")


def test_somebody_of_whom_only_the_name_is_left_can_be_erased(study: StudyFolder) -> None:
    study.save_participant(Participant("aa11bb22cc33", "P05", "Zinnia Quackenbush"))
    assert erase_person(study, person_to_erase(study, "P05")).files == ()
    assert study.participants() == ()


def test_a_pseudonym_is_never_given_again(study: StudyFolder) -> None:
    for pseudonym in ("P01", "P02"):
        begin(study, pseudonym).close()
    erase_person(study, person_to_erase(study, "P02"))
    assert next_pseudonym(study.interviews()) == "P03"
    with pytest.raises(Retired, match="p02 was somebody who is erased, and is never given again"):
        begin(study, "p02")
    first = study.interviews().interviews[0]
    with pytest.raises(managing.NotRenamed, match="is never given again"):
        managing.rename(study, first, "P02")
    assert [i.pseudonym for i in study.interviews().interviews] == ["P01"]
    with pytest.raises(NobodyToErase, match="P02 was erased on "):
        person_to_erase(study, "P02")


def test_the_last_interview_takes_the_person_along(study: StudyFolder) -> None:
    sitting = begin(study, "P01", name="Zinnia Quackenbush")
    page = study.folder / "exports" / "talk.md"
    page.write_text("- what P01 alone would say")
    assert sitting.has_a_name
    assert sitting.is_only_one
    assert sitting.erase()
    sitting.close()
    assert "Zinnia" not in text_of(study.folder)
    assert not page.exists()
    assert study.interviews().retired == ("P01",)


def test_one_of_two_interviews_leaves_the_person(study: StudyFolder) -> None:
    first = begin(study, "P01", name="Zinnia Quackenbush")
    first.close()
    whose = first.session.interview.participant
    second = begin(study, "P01", participant=whose)
    page = study.folder / "exports" / "talk.md"
    page.write_text("- what P01 alone would say")
    assert not second.is_only_one
    assert not second.erase()
    second.close()
    assert [i.id for i in study.interviews().interviews] == [first.session.interview.id]
    assert [p.name for p in study.participants()] == ["Zinnia Quackenbush"]
    assert page.exists()
    assert study.interviews().retired == ()
    assert study.erased()[0].interviews == (second.session.interview.id,)


def test_a_deleted_interview_stays_deleted_and_its_pseudonym_is_free(study: StudyFolder) -> None:
    begin(study, "P01").close()
    (interview,) = study.interviews().interviews
    path = study.folder / "interviews" / f"{interview.id}.json"
    data = path.read_bytes()
    managing.delete(study, interview.id)
    path.write_bytes(data)  # as a pull brings it back
    assert study.interviews().interviews == ()
    assert not path.exists()
    begin(study, "P01").close()
    assert len(study.interviews().interviews) == 1


def test_what_is_still_typed_while_it_is_erased_brings_nothing_back(study: StudyFolder) -> None:
    begin(study, "P01").close()
    (interview,) = study.interviews().interviews
    sitting = resume_interview(study, interview.id)
    erase_person(study, person_to_erase(study, "P01"), own=interview.id)
    with pytest.raises(StoreError, match="erased"):
        sitting.save(interview)  # the saver had it in hand
    sitting.delete()
    sitting.close()
    assert "what P01 alone" not in text_of(study.folder)
    assert study.interviews().interviews == ()


def cut_off(store: StudyFolder, pseudonym: str) -> bytes:
    """Have an interview cut off in the middle, without a backup, and in quarantine; its bytes."""
    interview = next(i for i in store.interviews().interviews if i.pseudonym == pseudonym)
    path = store.folder / "interviews" / f"{interview.id}.json"
    data = path.read_bytes()
    data = data[: data.index(b"would say")]
    path.write_bytes(data)
    shutil.rmtree(store.folder / ".backup")
    put_right(store.folder, lambda *_: None)
    assert not path.exists()
    return data


def test_who_is_in_quarantine_alone_can_be_erased(study: StudyFolder) -> None:
    begin(study, "P01").close()
    begin(study, "P08").close()
    cut_off(study, "P08")
    erasure = person_to_erase(study, "p08")
    lines = what_goes_in_words(erasure)
    assert [line[:25] for line in lines[:-1]] == ["in quarantine: quarantine"]
    erase_person(study, erasure)
    everything = text_of(study.folder)
    assert "what P08" not in everything
    assert "what P01" in everything
    assert study.interviews().retired == ("P08",)
    assert look(study.folder, lambda *_: None).findings == ()


@pytest.mark.parametrize("end", ["", ', "participant": "ffffffffffff"'])
def test_bytes_that_name_nobody_but_a_pseudonym_are_theirs(study: StudyFolder, end: str) -> None:
    begin(study, "P08").close()
    (interview,) = study.interviews().interviews
    (study.folder / "quarantine").mkdir()
    stray = study.folder / "quarantine" / "stray.json.0a1b2c3d"
    stray.write_text(f'"pseudonym" : "P08"{end}, "text": "somebody')
    erase_person(study, person_to_erase(study, "P08"))
    # With another participant's id it is somebody else's, whose pseudonym was the same once.
    assert stray.exists() is bool(end)
    assert interview.id not in text_of(study.folder).replace(
        (study.folder / "study.json").read_text(), ""
    ).replace((study.folder / ".backup" / "study.json").read_text(), "")


def test_a_pseudonym_without_any_id_is_erased_and_retired(study: StudyFolder) -> None:
    (study.folder / "quarantine").mkdir()
    stray = study.folder / "quarantine" / "stray.json.0a1b2c3d"
    stray.write_text('"pseudonym": "P08", "text": "somebody')
    page = study.folder / "exports" / "talk.md"
    page.write_text("as P08 said")
    erase_person(study, person_to_erase(study, "P08"))
    assert not stray.exists()
    assert not page.exists()
    assert study.interviews().retired == ("P08",)


def test_it_is_said_what_is_kept(study: StudyFolder) -> None:
    begin(study, "P01").close()
    (study.folder / ".git").mkdir()
    left = erase_person(study, person_to_erase(study, "P01"))
    assert what_is_left_in_words("P01", left) == (
        "P01's words are gone.",
        "study.json keeps the pseudonym, ids and digests (no names), so that it is never given "
        "again and goes again if it comes back. Git's history in this folder still has it.",
    )
    begin(study, "Zinnia", name="Zinnia").close()
    (study.folder / ".git").rmdir()
    left = erase_person(study, person_to_erase(study, "Zinnia"))
    assert what_is_left_in_words("Zinnia", left)[1] == (
        "study.json keeps ids and digests (no names), so that it goes again if it comes back. "
        "Backups elsewhere are out of reach."
    )


@pytest.mark.parametrize(
    ("earlier", "told"),
    [(0, ""), (1, ", with 1 earlier form of an answer"), (2, ", with 2 earlier forms of answers")],
)
def test_earlier_forms_are_counted(study: StudyFolder, earlier: int, told: str) -> None:
    sitting = begin(study, "P01")
    interview = sitting.session.interview
    sitting.close()
    (question, answer), *_ = interview.answers.items()
    forms = tuple(Revision(at=answer.at, state=answer.state, text="x") for _ in range(earlier))
    answers = {**interview.answers, question: replace(answer, revisions=forms)}
    with study.reopen(interview.id) as file:
        file.save(replace(interview, answers=answers))
    line = what_goes_in_words(person_to_erase(study, "P01"))[0]
    assert line.endswith(f"{interview.id}{told}")

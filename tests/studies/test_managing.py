"""A whole interview moved, renamed, deleted, written out."""

import json
import stat

import pytest
from msgspec.structs import replace

from persona_wizard.model.built_on import built_on, interview_print
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Interview, Participant, Pick
from persona_wizard.store import InterviewLocked, StoreError, StudyFolder
from persona_wizard.studies import managing
from persona_wizard.studies.interviews import (
    Beginning,
    PseudonymTaken,
    Sitting,
    resume_interview,
    sit_down,
    start_interview,
)
from persona_wizard.studies.personas import draw_from
from persona_wizard.studies.writing_out import PageExists

BANK = """\
---
id: talk
title: A talk
audience: prospects
minutes: 20
---

## Opening

- [ ] I take part {#consent-take-part}
- [ ] You may quote me {#consent-quote}

## Objectives

### What do you use today? {#uses-today .short .key}

### You said {uses-today}. What of it? {#why}

### Which? {#which .one}

- This one {#this}
- Another… {#another}

### What do you earn? {#earns .short .sensitive}

### What else? {#else}
"""


@pytest.fixture
def talks(study: StudyFolder) -> StudyFolder:
    (study.folder / "question_banks" / "talk.md").write_text(BANK)
    return study


def begin(store: StudyFolder, pseudonym: str, participant: str | None = None) -> Sitting:
    return start_interview(
        store,
        Beginning(
            audience=Audience.PROSPECTS, bank="talk", pseudonym=pseudonym, participant=participant
        ),
    )


def held(store: StudyFolder, pseudonym: str, participant: str | None = None) -> Interview:
    sitting = begin(store, pseudonym, participant)
    sitting.close()
    return sitting.session.interview


def now(store: StudyFolder, interview: Interview) -> Interview:
    return StudyFolder(store.folder).read_interview(interview.id)


def test_a_pseudonym_changes_in_all_interviews_of_that_person(talks: StudyFolder) -> None:
    first = held(talks, "P01")
    again, other = held(talks, "P01", first.participant), held(talks, "P02")
    talks.save_participant(Participant(first.participant, "P01", "Ann", "ann@example.org"))
    managing.rename(talks, again, " P09 ")
    assert [now(talks, i).pseudonym for i in (first, again, other)] == ["P09", "P09", "P02"]
    kept = Participant(first.participant, "P09", "Ann", "ann@example.org")
    assert talks.participants() == (kept,)


@pytest.mark.parametrize("pseudonym", ["P02", "p02", " ", ""])
def test_somebody_elses_pseudonym_and_none_are_refused(talks: StudyFolder, pseudonym: str) -> None:
    first = held(talks, "P01")
    held(talks, "P02")
    with pytest.raises(managing.NotRenamed, match="Nothing was changed"):
        managing.rename(talks, first, pseudonym)
    assert now(talks, first).pseudonym == "P01"


def test_one_locked_interview_and_nobody_is_renamed(talks: StudyFolder) -> None:
    first = held(talks, "P01")
    again = begin(talks, "P01", first.participant)
    with pytest.raises(InterviewLocked, match="can only be read"):
        managing.rename(talks, first, "P09")
    again.close()
    interviews = talks.interviews().interviews
    assert [interview.pseudonym for interview in interviews] == ["P01", "P01"]
    talks.reopen(first.id).close()


def test_a_disk_that_fills_up_leaves_everybody_called_as_before(
    talks: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = held(talks, "P01")
    again = held(talks, "P01", first.participant)
    talks.save_participant(Participant(first.participant, "P01", "Ann"))

    def full(*_: object) -> None:
        raise StoreError("Not saved: the disk is full.")

    monkeypatch.setattr(talks, "save_participant", full)
    with pytest.raises(StoreError, match="disk is full"):
        managing.rename(talks, first, "P09")
    assert [now(talks, i).pseudonym for i in (first, again)] == ["P01", "P01"]


def test_an_open_interview_is_renamed_and_moved_through_its_sitting(talks: StudyFolder) -> None:
    first = held(talks, "P01")
    sitting = begin(talks, "P01", first.participant)
    open_one = sitting.session.interview
    managing.rename(talks, open_one, "P09", sitting)
    managing.move_audience(talks, open_one, Audience.CUSTOMERS, sitting)
    sitting.close()
    assert now(talks, first).pseudonym == "P09"
    moved = now(talks, open_one)
    assert (moved.pseudonym, moved.audience) == ("P09", Audience.CUSTOMERS)
    assert now(talks, first).audience is Audience.PROSPECTS


def test_moving_to_another_audience_keeps_answers_and_bank(talks: StudyFolder) -> None:
    sitting = begin(talks, "P01")
    sitting.session.write("uses-today", None, "a thermos")
    sitting.close()
    before = now(talks, sitting.session.interview)
    managing.move_audience(talks, before, Audience.NON_PURCHASERS)
    after = now(talks, before)
    assert after.audience is Audience.NON_PURCHASERS
    assert (after.answers, after.bank) == (before.answers, before.bank)
    resume_interview(talks, before.id).close()


def test_deleting_one_of_two_interviews_leaves_the_person(talks: StudyFolder) -> None:
    first = held(talks, "P01")
    again = begin(talks, "P01", first.participant)
    again.close()
    other = again.session.interview
    talks.save_participant(Participant(first.participant, "P01", "Ann"))
    managing.delete(talks, first.id)
    assert [i.id for i in talks.interviews().interviews] == [other.id]
    assert [path.stem for path in (talks.folder / "interviews").iterdir()] == [other.id]
    assert [person.name for person in talks.participants()] == ["Ann"]


def test_what_somebody_else_is_writing_is_not_deleted_or_moved(talks: StudyFolder) -> None:
    sitting = begin(talks, "P01")
    with pytest.raises(InterviewLocked):
        managing.delete(talks, sitting.session.interview.id)
    with pytest.raises(InterviewLocked):
        managing.move_audience(talks, sitting.session.interview, Audience.CUSTOMERS)
    sitting.close()
    assert now(talks, sitting.session.interview).audience is Audience.PROSPECTS


def test_a_persona_is_drawn_without_the_deleted(demo: StudyFolder) -> None:
    newest = demo.interviews().interviews[-1]
    managing.delete(demo, newest.id)
    count = sum(one.interviews for one in draw_from(demo).audiences)
    assert count == len(demo.interviews().interviews)


def test_an_interview_kept_by_an_earlier_version_has_nothing_to_ask_first(
    talks: StudyFolder,
) -> None:
    interview = held(talks, "P01")
    path = talks.folder / "interviews" / f"{interview.id}.json"
    kept = json.loads(path.read_text())
    del kept["meta"]["1"]["next_time"]
    path.write_text(json.dumps(kept))
    assert now(talks, interview) == interview
    assert interview.next_time == ""


def test_the_wish_of_the_last_finished_interview_is_told_next_time(talks: StudyFolder) -> None:
    for pseudonym, wish, told in (
        ("P01", "the price", ""),
        ("P02", " the\n kitchen ", "the price"),
        ("P03", "", "the kitchen"),
        # It was told once: whoever had nothing to add lets it rest.
        ("P04", "", ""),
    ):
        sitting = begin(talks, pseudonym)
        assert sitting.last_time == told
        sitting.session.ask_next_time(wish)
        sitting.session.finish()
        sitting.close()


# Written out


def said(store: StudyFolder, quotable: bool) -> Interview:
    sitting = begin(store, "P/01 x")
    session = sitting.session
    session.consent("consent-quote", quotable)
    session.write("uses-today", None, "a # thermos")
    session.write(
        "why", None, "> It *leaks*. #time #star\n? and [at](http://x.example) work?\n- <b>"
    )
    another = session.bank.questions[2].choices[1]
    session.write("which", (Pick(another.slug, another.text, "my own"),), "# because")
    session.write("earns", None, "80000")
    session.go("why")
    session.add_note("in a _hurry_")
    sitting.close()
    return session.interview


def test_an_interview_is_written_out_whole(talks: StudyFolder) -> None:
    interview = said(talks, quotable=True)
    path = managing.export_interview(talks, interview).path
    assert path.parent == talks.folder / "exports"
    assert path.name.startswith("p-01-x-prospects-20")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    page = path.read_text()
    for part in (
        "# P/01 x, prospect",
        "- You may quote me: yes",
        "### You said a \\# thermos. What of it?",
        '- "It \\*leaks\\*." (\\#time, starred)',
        "- *asked:* and \\[at\\](http:\u2060//x\u2060.\u2060example) work?",
        "- \\<b>",
        "**Another… my own**",
        "- \\# because",
        "## Not asked\n\n- What else?",
        "What of it?*: in a \\_hurry\\_",
        "a sensitive question: its answer stays in the study",
    ):
        assert part in page, page
    assert "80000" not in page
    assert built_on(page) == {interview_print(interview.id)}


def test_without_consent_no_typed_word_leaves(talks: StudyFolder) -> None:
    written = managing.export_interview(talks, said(talks, quotable=False))
    assert not written.with_words
    page = written.path.read_text()
    for word in ("thermos", "leaks", "time", "example", "my own", "because", "80000", "hurry"):
        assert word not in page.replace("started", "").replace("*what was said", ""), word
    for part in (
        "Consent to quote was not given: what was said and noted stays in the study.",
        "### You said …. What of it?",
        "*what was said stays in the study*",
        "**Another…**",
        "*1 note stays in the study*",
    ):
        assert part in page


def test_a_later_no_of_the_same_person_takes_the_yes_back(talks: StudyFolder) -> None:
    first = said(talks, quotable=True)
    again = begin(talks, first.pseudonym, first.participant)
    again.session.consent("consent-quote", False)
    again.close()
    written = managing.export_interview(talks, first)
    assert not written.with_words
    page = written.path.read_text()
    assert "thermos" not in page
    assert "Consent to quote was not given" in page


def test_nothing_is_overwritten_without_being_asked(talks: StudyFolder) -> None:
    interview = said(talks, quotable=True)
    path = managing.export_interview(talks, interview).path
    path.write_text("mine")
    with pytest.raises(PageExists) as fault:
        managing.export_interview(talks, interview)
    assert (fault.value.path, path.read_text()) == (path, "mine")
    managing.export_interview(talks, interview, replace_it=True)
    assert path.read_text().startswith("---\n")


def test_a_no_that_is_not_saved_yet_counts(talks: StudyFolder) -> None:
    sitting = begin(talks, "P01")
    sitting.session.consent("consent-quote", True)
    sitting.session.write("uses-today", None, "a thermos")
    sitting.save(sitting.session.interview)
    sitting.session.consent("consent-quote", False)
    page = managing.export_interview(talks, sitting.session.interview).path.read_text()
    sitting.close()
    assert "thermos" not in page


def test_a_note_typed_under_a_sensitive_question_stays_in_the_study(talks: StudyFolder) -> None:
    sitting = begin(talks, "P01")
    sitting.session.consent("consent-quote", True)
    sitting.session.go("earns")
    sitting.session.add_note("about 4000, in cash")
    sitting.session.go("why")
    sitting.session.add_note("in a hurry")
    sitting.close()
    page = managing.export_interview(talks, sitting.session.interview).path.read_text()
    assert "4000" not in page
    assert "in a hurry" in page
    assert "*1 note stays in the study*" in page


def test_of_somebody_who_would_rather_not_take_part_nothing_is_told(talks: StudyFolder) -> None:
    sitting = begin(talks, "P01")
    this = sitting.session.bank.questions[2].choices[0]
    sitting.session.write("which", (Pick(this.slug, this.text),), "")
    sitting.session.add_note("in a hurry")
    sitting.session.consent("consent-take-part", False)
    sitting.close()
    page = managing.export_interview(talks, sitting.session.interview).path.read_text()
    assert "- I take part: no" in page
    assert "nothing of what they said is told" in page
    for part in ("This one", "hurry", "What do you use", "## "):
        assert part not in page.replace("## Consent", "")


def test_two_interviews_of_one_person_on_one_day_have_a_page_each(talks: StudyFolder) -> None:
    first = said(talks, quotable=True)
    hour = "03" if "T02" in first.started else "02"
    later = replace(first, id="0123456789ab", started=f"{first.started[:10]}T{hour}:34:00.000Z")
    talks.begin(later).close()
    one, other = (managing.export_interview(talks, i).path for i in (first, later))
    assert one != other


def test_deleting_the_only_interview_takes_name_and_contact_along(talks: StudyFolder) -> None:
    interview = held(talks, "P01")
    talks.save_participant(Participant(interview.participant, "P01", "Ann"))
    managing.delete(talks, interview.id)
    assert talks.participants() == ()


def test_a_name_that_cannot_be_kept_begins_nothing(
    talks: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("Not saved: the disk is full.")

    monkeypatch.setattr(StudyFolder, "save_participant", full)
    with pytest.raises(StoreError):
        start_interview(
            talks,
            Beginning(audience=Audience.PROSPECTS, bank="talk", pseudonym="P01", name="Ann"),
        )
    assert talks.interviews().interviews == ()


def test_an_unfinished_interview_with_another_bank_is_not_gone_on_with(talks: StudyFolder) -> None:
    (talks.folder / "question_banks" / "talk2.md").write_text(BANK.replace("id: talk", "id: talk2"))
    held(talks, "P01")
    with pytest.raises(PseudonymTaken):
        sit_down(talks, Audience.PROSPECTS, "talk2", "P01")
    sitting = sit_down(talks, Audience.PROSPECTS, "talk", "P01")
    sitting.close()
    assert len(talks.interviews().interviews) == 1

"""A follow-up guide of a study: what it asks, where it goes, and that answers count with others."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from persona_wizard.banks import check_file, read_file
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer
from persona_wizard.model.persona import Persona
from persona_wizard.store import NewerVersion, OnlyRead, StudyFolder
from persona_wizard.studies.bank_changes import all_changes
from persona_wizard.studies.follow_up_guide import (
    FollowUpGuide,
    GuideStands,
    NoBankToAskFrom,
    NothingToAsk,
    guide_for,
    guide_in_words,
    write_guide,
)
from persona_wizard.studies.interviews import Beginning, start_interview
from persona_wizard.studies.personas import accept_gap, draw, draw_from
from persona_wizard.studies.reading import banks_for, read_study

C, N, P = Audience

OWN = """\
---
id: short
title: Short
audience: prospects
minutes: 10
---

## Opening

- [ ] I am happy to take part {#consent-take-part}

## Objectives

### What would you like to get done with {product}? {#short-term-goals .key}

## Closing

Thank you.
"""


def made(store: StudyFolder, audience: Audience) -> FollowUpGuide:
    reading = read_study(store)
    return guide_for(store, reading, draw(reading), audience)


def asks(guide: FollowUpGuide) -> set[str]:
    return {question.id for question in guide.bank.questions}


def hold(store: StudyFolder, bank: str, pseudonym: str, **said: str) -> None:
    """An interview with a prospect, with these answers (`_` stands for `-`)."""
    beginning = Beginning(audience=P, bank=bank, pseudonym=pseudonym)
    sitting = start_interview(store, beginning)
    at = "2026-11-20T10:00:00+00:00"
    given = {
        name.replace("_", "-"): Answer(
            question=name.replace("_", "-"), wording="As shown?", at=at, text=text
        )
        for name, text in said.items()
    }
    sitting.close()
    with store.reopen(sitting.session.interview.id) as file:
        file.save(replace(file.interview, answers=given))


def with_own_bank(store: StudyFolder) -> StudyFolder:
    store.save_own_bank("short.md", OWN)
    return store


def test_it_asks_what_fewer_than_three_told_and_passes_every_check(demo: StudyFolder) -> None:
    guide = made(demo, N)
    # Four non-purchasers: two told of their area, one was asked for wished solutions by nobody.
    assert {"wished-solutions", "area", "long-term-goals"} <= asks(guide)
    # All four told what they hoped to get done.
    assert "short-term-goals" not in asks(guide)
    path = write_guide(demo, guide)
    assert path == demo.folder / "question_banks" / "follow-up-non-purchasers.md"
    checked = check_file(path, demo.study())
    assert (checked.faults, checked.advice, checked.unchecked) == ((), (), "")
    bank = read_file(path, demo.study())
    assert (bank.audience, bank.language, bank.based_on) == (N, "en", None)
    assert bank.opening.consent[1].id == "consent-quote"
    assert bank.closing.paragraphs
    assert guide_in_words(guide) == (
        f"{len(bank.questions)} questions, about {bank.minutes:g} minutes."
    )


def test_the_only_thing_that_is_missing_is_asked_first_and_is_the_only_key_question(
    demo: StudyFolder,
) -> None:
    # Of the sample nobody told of wished solutions: one declined, others ran out of time.
    missing = [gap.field for gap in draw_from(demo).gaps if gap.blocks and gap.field]
    assert missing == ["wished-solutions"]
    for audience in Audience:
        asked = made(demo, audience).bank.questions
        assert [question.id for question in asked if question.key] == ["wished-solutions"]
        assert asked[0].id == "wished-solutions"


def test_an_interview_can_begin_with_it_and_its_answers_count_with_the_earlier_ones(
    demo: StudyFolder,
) -> None:
    def told(persona: Persona) -> int:
        field = "field/wished-solutions"
        return sum(gap.id == field for gap in persona.gaps)

    assert told(draw_from(demo)) == 1
    write_guide(demo, made(demo, P))
    hold(demo, "follow-up-prospects", "P20", wished_solutions="the school run")
    persona = draw_from(demo)
    assert told(persona) == 0
    (few,) = (gap for gap in persona.gaps if gap.id == "few/wished-solutions")
    assert few.why == "only 1 person answered, of 2 asked"


def test_whole_banks_come_first_so_that_a_guide_is_chosen_and_never_fallen_into(
    demo: StudyFolder,
) -> None:
    write_guide(demo, made(demo, P))
    listed = [bank.id for bank in banks_for(demo, P)]
    assert listed[:2] == ["prospects", "follow-up-prospects"]


def test_another_guide_that_stands_there_is_kept_until_it_is_said_otherwise(
    demo: StudyFolder,
) -> None:
    first = write_guide(demo, made(demo, P))
    # The same again is no other one.
    assert not made(demo, P).instead
    write_guide(demo, made(demo, P))
    first.write_text("mine")
    again = made(demo, P)
    assert again.instead
    with pytest.raises(GuideStands, match="is there already"):
        write_guide(demo, again)
    assert first.read_text() == "mine"
    write_guide(demo, again, replace=True)
    assert first.read_text() == again.source


def test_one_that_was_followed_keeps_its_name_and_the_next_is_numbered(demo: StudyFolder) -> None:
    first = write_guide(demo, made(demo, P))
    followed = first.read_text()
    hold(demo, "follow-up-prospects", "P20", wished_solutions="the school run")
    second = made(demo, P)
    assert second.path.name == "follow-up-prospects-2.md"
    assert second.bank.title.endswith("what is missing (2)")
    write_guide(demo, second)
    assert first.read_text() == followed
    # No bank has moved on by that.
    assert all_changes(demo, read_study(demo)) == ()
    # It is made from the whole bank still, not from the guide.
    assert "long-term-goals" in asks(second)


def test_what_may_stay_open_is_asked_of_nobody(demo: StudyFolder) -> None:
    assert "wished-solutions" in asks(made(demo, C))
    accept_gap(demo, "field/wished-solutions", "not for this launch")
    assert "wished-solutions" not in asks(made(demo, C))
    accept_gap(demo, "field/wished-solutions", "")
    assert "wished-solutions" in asks(made(demo, C))


def test_of_an_audience_without_interview_everything_is_asked(study: StudyFolder) -> None:
    guide = made(study, C)
    (whole,) = (bank for bank in banks_for(study, C) if bank.id == "existing-customers")
    assert [q.id for q in guide.bank.questions] == [q.id for q in whole.questions]


def test_what_ones_own_bank_lacks_is_taken_from_one_that_ships(study: StudyFolder) -> None:
    with_own_bank(study)
    hold(study, "short", "P01", short_term_goals="sleep")
    guide = made(study, P)
    ids = [question.id for question in guide.bank.questions]
    assert {"short-term-goals", "life-problems", "wished-solutions", "income"} <= set(ids)
    # A further field is nobody's gap.
    assert "workaround-cost" not in ids
    # What is sensitive stays last, and the words around it are the own bank's.
    assert ids[-1] in {"gender", "age-group", "income", "area"}
    assert guide.bank.closing.paragraphs == ("Thank you.",)
    path = write_guide(study, guide)
    assert check_file(path, study.study()).faults == ()
    # Nobody is asked in another language than their bank's.
    assert "ạ?" not in guide.source


def test_a_bank_in_another_language_names_the_guide_in_its_own(study: StudyFolder) -> None:
    study.change_study(lambda one: replace(one, language="vi"))
    guide = made(study, P)
    assert guide.bank.language == "vi"
    assert guide.bank.title.endswith(": những điều còn thiếu")
    assert guide.bank.opening.consent[0].text == "Tôi đồng ý tham gia"


def test_where_all_may_stay_open_no_guide_is_written(study: StudyFolder) -> None:
    accept_gap(study, "audience/prospects", "Not in this round.")
    with pytest.raises(NothingToAsk, match="prospects have told enough, or what is missing may"):
        made(study, P)
    accept_gap(study, "audience/prospects", "")
    assert made(study, P)


def test_where_there_is_no_bank_that_is_said(
    study: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "persona_wizard.studies.follow_up_guide.banks_for", lambda store, audience: ()
    )
    with pytest.raises(NoBankToAskFrom, match="there is no question bank for prospects"):
        made(study, P)


def test_a_bank_that_is_gone_is_asked_as_it_was(study: StudyFolder) -> None:
    with_own_bank(study)
    hold(study, "short", "P01", short_term_goals="sleep")
    (study.folder / "question_banks" / "short.md").unlink()
    assert "short-term-goals" in asks(made(study, P))


def test_a_study_that_is_only_read_gets_no_guide(
    demo: StudyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read_study(demo)
    persona = draw(reading)
    monkeypatch.setattr(StudyFolder, "read_only", True)
    with pytest.raises((OnlyRead, NewerVersion)):
        guide_for(demo, reading, persona, P)
    assert not Path(demo.folder / "question_banks" / "follow-up-prospects.md").exists()

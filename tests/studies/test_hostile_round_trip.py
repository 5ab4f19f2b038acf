"""Whatever people type, in every place of a study: in through each door, onto the disk and back.

What comes back is what was typed, cleaned of control codes. Through the doors that write a whole
study each time some of the strings go; every one: PERSONA_WIZARD_HOSTILE=all.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile_study import (
    OWN,
    chunk_of,
    every_string,
    hostile_bank,
    hostile_settings,
    hostile_study,
    worded,
)
from msgspec.structs import replace

from persona_wizard.banks import check_file, read_bank
from persona_wizard.interviewing.lines import tag_named
from persona_wizard.model.bank import Bank
from persona_wizard.model.errors import WizardError
from persona_wizard.model.fills import fill
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import CONSENT_QUOTE, Interview, Participant, Pick
from persona_wizard.model.study import Advice, Study
from persona_wizard.model.text import clean, clean_line, slug
from persona_wizard.store import StudyFolder
from persona_wizard.studies import code_book, composing, curating, grouping, managing, personas
from persona_wizard.studies.interviews import Beginning, resume_interview, start_interview
from persona_wizard.studies.opening import new_study
from persona_wizard.studies.words import with_words
from persona_wizard.synthesis import observed

ALL = os.environ.get("PERSONA_WIZARD_HOSTILE") == "all"


def some(strings: list[str]) -> list[str]:
    """All of the strings, or some from all over them."""
    return strings if ALL else [*OWN, *strings[len(OWN) :: 12]]


@pytest.fixture(scope="module")
def strings() -> list[str]:
    return every_string()


def test_everything_in_a_study_comes_back_from_its_files(
    strings: list[str], tmp_path: Path
) -> None:
    """Not a letter is lost or added on the way to the disk and back, control codes included."""
    chunk = hostile_study(tmp_path / "study", strings)
    again = StudyFolder.open(chunk.store.folder)
    listing = again.interviews()
    assert not listing.unreadable
    held = sorted(listing.interviews, key=lambda one: one.id)
    assert len(held) == 40
    assert again.study() == hostile_settings(chunk.strings, held)
    first: Interview = held[0]
    assert [note.text for note in first.notes] == list(chunk.strings)
    lines = "\n".join(f"{text}\n\n> {text}" for text in chunk.strings)
    assert first.answers["short-term-goals"].text == lines
    assert {one.pseudonym for one in held} == set(chunk.strings[:40])
    assert {one.name for one in again.participants()} == set(chunk.strings[:40])


def test_what_is_typed_into_an_interview_comes_back_cleaned(
    strings: list[str], tmp_path: Path
) -> None:
    store = new_study(tmp_path / "tea", "Tea")
    chunk = chunk_of(strings)
    store.save_own_bank("hostile.md", hostile_bank(chunk))
    beginning = Beginning(audience=Audience.PROSPECTS, bank="hostile", pseudonym="P01")
    sitting = start_interview(store, beginning)
    talk = sitting.session
    whole = "\n".join(strings)
    talk.consent(CONSENT_QUOTE, True)
    talk.write("short-term-goals", None, whole)
    talk.write("happy", 7, whole)
    kept = [note for text in strings if (note := talk.add_note(text)) is not None]
    asked = [one for one in talk.bank.questions if one.id.startswith("ask-")]
    for question, text in zip(asked, strings, strict=False):
        other = question.choices[-1]
        talk.write(question.id, (Pick(other.slug, other.text, text),), text)
    sitting.save(talk.interview)
    sitting.close()
    (interview,) = StudyFolder.open(store.folder).interviews().interviews
    assert interview.answers["short-term-goals"].text == clean(whole)
    assert interview.answers["happy"].text == clean(whole)
    said = [clean(text).strip() for text in strings]
    assert [note.text for note in kept] == [text for text in said if text]
    assert interview.notes == tuple(kept)
    for question, text in zip(asked, strings, strict=False):
        answer = interview.answers[question.id]
        assert answer.text == clean(text)
        assert isinstance(answer.value, tuple)
        assert [pick.said for pick in answer.value] == [clean(text)]


def test_every_word_of_a_bank_comes_back(strings: list[str], tmp_path: Path) -> None:
    """Wordings, choices, guidance, probes, what is said first and last, consent: all of it."""
    chunk = chunk_of(strings)
    file = tmp_path / "hostile.md"
    file.write_text(hostile_bank(chunk), encoding="utf-8")
    checked = check_file(file)
    assert not checked.faults, checked.faults[:3]
    bank = read_bank(file.read_text(encoding="utf-8"), "hostile.md", lambda _: None, words=())
    found = {fill(text, {}) for text in _words_of(bank)}
    missing = [text for text in map(clean_line, chunk) if text not in found]
    assert not missing, missing[:5]
    assert bank.title == clean_line(chunk[0])


def _words_of(bank: Bank) -> list[str]:
    frames = [text for frame in (bank.opening, bank.closing) for text in frame.paragraphs]
    consents = [one.text for frame in (bank.opening, bank.closing) for one in frame.consent]
    asked = [q.wording for q in bank.questions]
    beside = [text for q in bank.questions for text in (*q.guidance, *q.probes)]
    choices = [choice.text for q in bank.questions for choice in q.choices]
    return [*frames, *consents, *asked, *beside, *choices]


def test_the_words_and_lists_of_a_study_come_back(strings: list[str]) -> None:
    study = Study(title="Tea")
    for text in filter(slug, strings):
        assert with_words(study, product=text).product == clean_line(text)
        # With a semicolon it is a list.
        if ";" not in text:
            assert with_words(study, season=text).words.get("season", "") == clean_line(text)
    listed = with_words(study, **{"income-bands": [*filter(slug, chunk_of(strings))]}).lists[
        "income-bands"
    ]
    assert set(listed) <= {clean_line(text) for text in strings}
    assert len(listed) > 600


def test_a_tag_is_a_tag_whatever_was_typed(strings: list[str]) -> None:
    for text in strings:
        tag = tag_named(text)
        assert clean_line(tag) == tag
        assert not set(tag) & set(" \t\n#/[]<>{}\"'")


@pytest.fixture
def sitting_there(tmp_path: Path) -> StudyFolder:
    """A study in which one person said one thing."""
    store = new_study(tmp_path / "tea", "Tea")
    store.save_own_bank("hostile.md", hostile_bank(("calm mornings", "quiet", "a", "b", "c", "d")))
    beginning = Beginning(audience=Audience.PROSPECTS, bank="hostile", pseudonym="P01")
    sitting = start_interview(store, beginning)
    sitting.session.write("short-term-goals", None, "calm mornings #calm")
    sitting.save(sitting.session.interview)
    sitting.close()
    return store


Door = tuple[Callable[[StudyFolder, str], object], Callable[[Study], str]]


def _add_advice(store: StudyFolder, text: str) -> object:
    return curating.add_advice(store, Advice(text, text, ("composed/1",)))


DOORS: dict[str, Door] = {
    "persona name": (
        lambda store, text: personas.name(store, text, "one line"),
        lambda study: study.personas[0].name,
    ),
    "tagline": (
        lambda store, text: personas.name(store, "Minh", text),
        lambda study: study.personas[0].tagline,
    ),
    "another persona": (
        lambda store, text: grouping.new_persona(store, f"{text} again"),
        lambda study: study.personas[-1].name.removesuffix("again").strip(),
    ),
    "reason for members": (
        lambda store, text: curating.choose_members(store, ["somebody"], text),
        lambda study: study.personas[0].grouped_because,
    ),
    "reason for a gap": (
        lambda store, text: personas.accept_gap(store, "photo", text),
        lambda study: study.personas[0].accepted[0].reason,
    ),
    "advice": (_add_advice, lambda study: study.personas[0].advice[-1].sentence),
    "whom advice is for": (_add_advice, lambda study: study.personas[0].advice[-1].whom),
    "hypothesis": (
        lambda store, text: composing.add_hypothesis(store, "wishes", text),
        lambda study: study.hypotheses[-1].sentence,
    ),
    "definition of a tag": (
        lambda store, text: code_book.describe_tag(store, "calm", text, "an example"),
        lambda study: study.codes[0].definition,
    ),
    "example of a tag": (
        lambda store, text: code_book.describe_tag(store, "calm", "what it means", text),
        lambda study: clean_line(study.codes[0].example),
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_what_a_researcher_types_comes_back_cleaned(
    door: str, strings: list[str], sitting_there: StudyFolder
) -> None:
    go_in, come_back = DOORS[door]
    fresh = sitting_there.study()
    for text in some(worded(strings)):
        sitting_there.save_study(fresh)
        go_in(sitting_there, text)
        assert come_back(StudyFolder.open(sitting_there.folder).study()) == clean_line(text), door


def test_a_claim_of_any_sentence_comes_back_cleaned(
    strings: list[str], sitting_there: StudyFolder
) -> None:
    study = sitting_there.study()
    (interview,) = sitting_there.interviews().interviews
    source = sitting_there.used_bank(interview.bank)
    bank = read_bank(source, "hostile.md", lambda _: None, words=())
    (one,) = observed(study, [interview], {interview.bank.digest: bank})
    for text in some(worded(strings)):
        sitting_there.save_study(study)
        composing.make_claim(sitting_there, "wishes", text, [one.key])
        (claim,) = sitting_there.study().claims
        assert claim.sentence == clean_line(text)
        composing.reword_claim(sitting_there, claim.id, f"{text} again")
        assert sitting_there.study().claims[0].sentence == clean_line(f"{text} again")


def test_a_person_is_called_whatever_was_typed(
    strings: list[str], sitting_there: StudyFolder
) -> None:
    (interview,) = sitting_there.interviews().interviews
    for text in some(worded(strings)):
        managing.rename(sitting_there, interview, text)
        (interview,) = sitting_there.interviews().interviews
        assert interview.pseudonym == clean_line(text)
    sitting_there.save_participant(Participant(interview.participant, "P01", *strings[:2]))
    sitting = resume_interview(sitting_there, interview.id)
    sitting.session.ask_next_time("\n".join(strings))
    sitting.save(sitting.session.interview)
    sitting.close()
    (interview,) = sitting_there.interviews().interviews
    assert interview.next_time == clean_line("\n".join(strings))


def test_half_a_character_can_t_be_saved_and_nothing_before_it_is_lost(
    sitting_there: StudyFolder,
) -> None:
    """No door lets one in; from elsewhere it is told in a line."""
    before = (sitting_there.folder / "study.json").read_bytes()
    study = sitting_there.study()
    with pytest.raises(WizardError, match="can't be written to a file"):
        sitting_there.save_study(replace(study, target_market="\ud800"))
    assert (sitting_there.folder / "study.json").read_bytes() == before

"""The Vietnamese question banks ask what the English ones ask, and are Vietnamese throughout."""

import re
import unicodedata
from pathlib import Path

import pytest
from msgspec import structs

from persona_wizard.banks import read_bank
from persona_wizard.model.bank import Bank, Choice, Kind, Question
from persona_wizard.model.languages import VIETNAMESE

SHIPPED = Path(__file__).parents[2] / "question_banks"
ENGLISH_IDS = ("existing-customers", "non-purchasers", "prospects", "background")
WHAT_ELSE = "Còn gì nữa không ạ?"
ENGLISH_WHAT_ELSE = "What else? (until nothing new comes)"
# Told once, from beginning to end: no list.
STORIES = ("decision-process",)
# The choices that only Vietnam has.
LOCAL = {
    "family": {"three-generations"},
    "information-sources": {"e-marketplace"},
    "channels": {"e-marketplace"},
}
WORDED = (
    *("wording", "choices", "guidance", "probes", "unit", "low", "high", "says", "says_no"),
    *("file", "line"),
)
LOANS = {"email", "facebook", "google", "lazada", "shopee", "tiktok", "web", "zalo"}
# Spelt as in English, and Vietnamese all the same.
ALIKE = {"do", "so"}
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_FILL = re.compile(r"\{[^}]*\}")


def source(bank_id: str) -> str | None:
    path = SHIPPED / f"{bank_id}.md"
    return path.read_text(encoding="utf-8") if path.exists() else None


def shipped(bank_id: str) -> Bank:
    text = source(bank_id)
    assert text is not None
    return read_bank(text, f"{bank_id}.md", source)


@pytest.fixture(params=ENGLISH_IDS)
def english(request: pytest.FixtureRequest) -> Bank:
    return shipped(request.param)


@pytest.fixture
def bank(english: Bank) -> Bank:
    return shipped(f"{english.id}-vi")


@pytest.fixture
def written(bank: Bank) -> str:
    return source(bank.id) or ""


def meaning(question: Question) -> dict[str, object]:
    """All that is not worded: what is counted, and when it is asked."""
    return {k: v for k, v in structs.asdict(question).items() if k not in WORDED}


def bare(choice: Choice) -> Choice:
    return structs.replace(choice, text="", says="")


def texts(bank: Bank) -> list[str]:
    """Everything that is read or said."""
    found = [bank.title]
    for frame in (bank.opening, bank.closing):
        found += [*frame.paragraphs, *(item.text for item in frame.consent)]
    for question in bank.questions:
        found += [question.wording, question.unit, question.low, question.high]
        found += [question.says, question.says_no, *(c.says for c in question.choices)]
        found += [*question.guidance, *question.probes, *(c.text for c in question.choices)]
    return [_FILL.sub(" ", text) for text in found]


def words(bank: Bank) -> set[str]:
    return {word for text in texts(bank) for word in re.findall(r"[^\W\d_]+", text.casefold())}


def plain(word: str) -> str:
    """The word without its marks and tones."""
    apart = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def test_the_front_matter_is_that_of_the_english_bank(bank: Bank, english: Bank) -> None:
    assert bank.id == f"{english.id}-vi"
    assert (bank.language, bank.version) == ("vi", "1.0")
    assert (bank.audience, bank.minutes) == (english.audience, english.minutes)


def test_the_same_questions_are_asked_in_the_same_order(bank: Bank, english: Bank) -> None:
    assert [meaning(q) for q in bank.questions] == [meaning(q) for q in english.questions]


def test_answers_of_both_languages_are_counted_together(bank: Bank, english: Bank) -> None:
    for ours, theirs in zip(bank.questions, english.questions, strict=True):
        local = LOCAL.get(ours.id, set())
        # The study's own lists bear the same name in both.
        shared = [bare(c) for c in ours.choices if c.slug not in local]
        assert shared == [bare(c) for c in theirs.choices], ours.id
        assert local <= {c.slug for c in ours.choices}, ours.id
        assert not any(theirs.choice(slug) for slug in local), ours.id


def test_the_lists_of_the_study_stand_where_the_english_ones_do(
    written: str, english: Bank
) -> None:
    ours, theirs = (re.findall(r"^- \{.*$", s, re.M) for s in (written, source(english.id) or ""))
    assert ours == theirs


def test_the_frame_takes_the_same_consent(bank: Bank, english: Bank) -> None:
    for ours, theirs in ((bank.opening, english.opening), (bank.closing, english.closing)):
        assert [item.id for item in ours.consent] == [item.id for item in theirs.consent]
        assert len(ours.paragraphs) == len(theirs.paragraphs)


def test_headings_have_their_vietnamese_titles(written: str) -> None:
    titles = re.findall(r"^## (.*?)(?: \{.*)?$", written, re.M)
    assert titles
    known = {VIETNAMESE.opening, VIETNAMESE.closing, *VIETNAMESE.headings.values()}
    assert set(titles) <= known


def test_only_vietnamese_banks_are_included(written: str) -> None:
    assert set(re.findall(r"from=(\S+?)\}", written)) <= {"background-vi"}


def test_every_list_is_asked_to_its_end(bank: Bank, english: Bank) -> None:
    for ours, theirs in zip(bank.questions, english.questions, strict=True):
        a_list = ours.kind is Kind.MANY or (ours.kind is Kind.OPEN and ours.id not in STORIES)
        if a_list or ENGLISH_WHAT_ELSE in theirs.probes:
            assert ours.probes[-1] == WHAT_ELSE, ours.id
        assert len(ours.probes) == len(theirs.probes), ours.id


def test_no_english_words_are_left(bank: Bank, english: Bank) -> None:
    assert (words(bank) & words(english)) - LOANS - ALIKE == set()
    foreign = {word for word in words(bank) - LOANS if not _SYLLABLE.fullmatch(plain(word))}
    assert foreign == set()


def test_texts_are_composed(written: str) -> None:
    assert unicodedata.is_normalized("NFC", written)


def test_questions_ask_one_thing_and_suggest_nothing(bank: Bank) -> None:
    for question in bank.questions:
        assert question.wording.count("?") <= 1, question.id
        for said in (question.wording, *question.probes):
            assert said.endswith(("ạ?", "ạ.")), said
            assert not re.search(r"(?:phải|đúng) không", said), said


def test_guidance_can_be_read_at_a_glance(bank: Bank) -> None:
    for question in bank.questions:
        assert sum(len(paragraph) for paragraph in question.guidance) <= 120, question.id

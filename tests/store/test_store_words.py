"""What is known again of a person, however it is written, and what is not taken for it."""

import pytest
from msgspec.structs import replace
from store_examples import INTERVIEW, OTHER, STUDY

from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.interview import Answer, Interview, Participant
from persona_wizard.store import StudyFolder
from persona_wizard.store.traces import excerpts_of, traces_of
from persona_wizard.store.words import Words

AT = "2026-11-22T09:00:00.000Z"
NAME = "Zerlina Quux"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (NAME, "Quux, Zerlina", True),
        (NAME, "zerlina quux", True),
        (NAME, "QUUX ZERLINA", True),
        (NAME, "Zérlina Qúux", True),
        ("Zérlina Quux", "Zerlina Quux", True),
        (NAME, "<b>Zer</b>lina Quux", True),
        (NAME, "<td>Zerlina</td><td>Quux</td>", True),
        (NAME, "&lt;b&gt;Zerlina&#32;Quux", True),
        (NAME, "**Zer**lina Quux", True),
        (NAME, "Zer&shy;lina Quux", True),
        (NAME, "Zer\u200blina Quux", True),
        (NAME, '{"who": "<b>Zer\\u003c/b>lina Quux"}', True),
        (NAME, "exports/zerlina-quux.md", True),
        (NAME, "Zerlina (née Moss) Quux", True),
        (NAME, "Quux, Mrs Zerlina", True),
        ("Zerlina Mary Quux", "Mary Quux Zerlina", True),
        # Too far apart, or a part of it alone.
        (NAME, "Zerlina came late. Then Quux", False),
        (NAME, "Quux", False),
        (NAME, "Zerlinas Quuxes", False),
        ("Zerlina Mary Quux", "Zerlina Quux", False),
        # Small words between parts that are written small are a sentence.
        ("Mark Long", "that took long to mark", False),
        ("Mark Long", "Long before, Mark", True),
        ("Rich Young", "Mostly young, rich families", False),
        ("Rich Young", "young Rich", False),
        ("Rich Young", "Young, Rich", True),
        ("Rich Young", "rich young families", True),
        ("Quux Quux", "Quux", False),
        ("Quux Quux", "Quux quux", True),
        ("王小明", "明天王小姐", False),
        ("王小明", "王小明说", True),
    ],
)
def test_a_name_is_known_in_any_order_case_accents_and_dress(
    name: str, text: str, told: bool
) -> None:
    traces = traces_of([], [Participant("p1", "P01", name)], [])
    assert Words(text).hold_name(traces.names) is told


def said(text: str, **other: str) -> Interview:
    answer = Answer(question="goals", wording="What for?", at=AT, text=text)
    return replace(INTERVIEW, answers={"goals": answer}, notes=(), **other)


LINE = "most of my deliveries come late on rainy saturdays because nobody answers the phone"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("as she says, deliveries come late on rainy saturdays", True),
        ("deliveries come late ON\n> rainy Saturdays", True),
        ("<i>saturdays because</i> nobody answers the phone", True),
        ("“because nobody answers the phone”, five words", False),
        ("late come deliveries on rainy saturdays", False),
    ],
)
def test_a_short_part_of_a_line_is_known(text: str, told: bool) -> None:
    assert Words(text).hold(excerpts_of([said(LINE)])) is told


@pytest.fixture
def study(tmp_path) -> StudyFolder:  # type: ignore[no-untyped-def]
    """P01 said the line; P02 said a part of it, too."""
    store = StudyFolder.create(tmp_path / "s", STUDY)
    store.begin(said(f"{LINE}\nsilence is not disagreement at all")).close()
    theirs = "well, because nobody answers the phone on rainy saturdays because nobody answers"
    store.begin(said(theirs, id=OTHER, participant="bb22cc33dd44", pseudonym="P02")).close()
    return store


def erase(store: StudyFolder) -> tuple[str, ...]:
    (erased,) = store.people_called("P01", AT)
    return store.still_telling(store.erase(erased).traces)


def test_a_page_with_a_short_part_of_their_line_goes(study: StudyFolder) -> None:
    page = study.folder / "exports" / "talk.md"
    page.write_text("She says deliveries come late on rainy Saturdays, and shrugs.")
    assert erase(study) == ()
    assert not page.exists()


@pytest.mark.parametrize(
    "text",
    [
        "In the end on rainy Saturdays because nobody answers.",  # which P02 said as well
        "Silence is not disagreement.",  # as every exported page says, and P01, too
        "It is most of my day.",
        "Deliveries are late on Saturdays.",
    ],
)
def test_what_others_say_or_nobody_said_stays(study: StudyFolder, text: str) -> None:
    page = study.folder / "exports" / "talk.md"
    page.write_text(text)
    assert erase(study) == ()
    assert page.exists()


def test_what_a_question_asks_is_nobodys_words(study: StudyFolder) -> None:
    (study.folder / "question_banks" / "own.md").write_text(
        "# Do deliveries come late on rainy saturdays?"
    )
    page = study.folder / "exports" / "talk.md"
    page.write_text("Asked: do deliveries come late on rainy Saturdays?")
    erase(study)
    assert page.exists()


def test_a_note_of_the_researchers_is_named_and_kept(study: StudyFolder) -> None:
    note = study.folder / "notes.txt"
    note.write_text("deliveries come late on rainy saturdays")
    assert erase(study) == ("notes.txt",)
    assert note.exists()


def test_a_sentence_in_their_words_is_to_be_written_anew(study: StudyFolder) -> None:
    claim = ComposedClaim(
        id="a1", heading="problems", sentence="Deliveries come late on rainy Saturdays"
    )
    study.save_study(replace(study.study(), claims=(claim,)))
    (erased,) = study.people_called("P01", AT)
    assert study.what_goes(erased).settings == ("the sentence of a claim, a1",)
    assert erase(study) == ()
    assert study.study().claims == (replace(claim, sentence=""),)


REMARK = 'she said "no", 5 * 3 < 20 & left #dear'


@pytest.mark.parametrize(
    "text",
    [
        REMARK,
        REMARK.upper(),
        'she said \\"no\\", 5 \\* 3 \\< 20 &amp; left #dear',
        "> she said **no**,\n> 5 3 20 left dear",
        '{"text": "x\\nshe said \\"no\\", 5 * 3 \\u003c 20 & left #dear\\ny"}',
        "- she said no, 5 * 3 < 20 & left",  # its tag dropped
    ],
)
def test_a_line_is_known_again_however_it_is_written(text: str) -> None:
    answer = Answer(question="goals", wording="What for?", at=AT, text=REMARK)
    traces = traces_of([replace(INTERVIEW, answers={"goals": answer})], [], [])
    assert Words(text).hold(traces.lines)
    assert not Words("she said no, 5 * 4 < 20 & left").hold(traces.lines)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Mark", "Mark the rest", True),
        ("Mark", "mark the rest, marketing", False),
        ("Nguyễn Văn Minh", "NGUYỄN VĂN MINH", True),
        ("Nguyễn Văn Minh", "nguyen van minh", True),
        ("Nguyễn Văn Minh", "Nguyễn Văn, Minh", True),
        ("Nguyễn Văn Minh", "Minh Nguyễn", False),
        ("Đỗ", "Do not", True),
        ("", "anything", False),
    ],
)
def test_a_name_is_known_as_words(name: str, text: str, told: bool) -> None:
    traces = traces_of([], [Participant("p1", "P01", name)], [])
    assert Words(text).hold_name(traces.names) is told

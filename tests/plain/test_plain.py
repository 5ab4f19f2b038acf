"""The interview line by line."""

import pytest
from plain_walking import walk

from persona_wizard.model.interview import Pick, State
from persona_wizard.model.languages import words_in
from persona_wizard.store import StudyFolder


def test_a_whole_interview_from_a_pipe(store: StudyFolder) -> None:
    interview, said = walk(
        store,
        "y", "n",
        "coffee before the kids wake", "> mornings back", "",
        "1 2", "mostly in bed", "",
        "6 six, because of the lid", "",
        "the lid leaks", "",
        "yes, in spring", "",
        "/finish",
    )  # fmt: skip
    answers = interview.answers
    assert interview.consent == {"consent-take-part": True, "consent-quote": False}
    assert answers["short-term-goals"].text == "coffee before the kids wake\n> mornings back"
    assert answers["information-sources"].value == (
        Pick("search-engines", "Search engines"),
        Pick("friends-and-family", "Friends and family"),
    )
    assert answers["information-sources"].text == "mostly in bed"
    assert (answers["how-happy"].value, answers["how-happy"].text) == (
        6,
        "six, because of the lid",
    )
    assert answers["barriers"].text == "the lid leaks"
    assert answers["bought-before"].value == (Pick("yes", "Yes"),)
    assert answers["bought-before"].text == "in spring"
    assert interview.finished
    assert "What would you like to get done with Cedar Coffee?" in said
    assert "Saved: 5 of 5 answered, finished." in said


def test_the_end_of_the_lines_saves_and_leaves_it_open(store: StudyFolder) -> None:
    interview, said = walk(store, "", "half a thou")
    assert interview.answers["short-term-goals"].text == "half a thou"
    assert interview.finished is None
    assert "not finished yet" in said


@pytest.mark.parametrize("state", [s for s in State if s is not State.ANSWERED])
def test_every_state_by_its_name(store: StudyFolder, state: State) -> None:
    interview, said = walk(store, "/go short-term-goals", f"/{state.value}")
    assert interview.answers["short-term-goals"].state is state
    assert f"Marked: {state.label}." in said


def test_moving_about_by_name(store: StudyFolder) -> None:
    interview, said = walk(store, "/go bought-before", "/back", "/back", "/next", "/list", "/quit")
    assert interview.current == "how-happy"
    assert "bought-before: Did you buy before? (not asked)" in said


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["/go no-such"], "no question “no-such”"),
        (["/sing"], "There is no /sing."),
        (["/go how-happy", "eleven"], "is not a number"),
        (["/go how-happy", "11"], "does not fit"),
        (["/go how-happy", "nan"], "“nan” is not a number"),
        (["/go how-happy", "1,500"], "1500 or a fraction?"),
        (["/go how-happy", "6.5"], "whole number"),
        (["/go information-sources", "9"], "none of the choices"),
        (["/go information-sources", "1 2 9 9999999"], "none of the choices"),
        (["/go information-sources", "1 3"], "stands alone"),
        (["maybe"], "Type y or n"),
        (["/declined"], "no question here"),
        (["/note"], "Type the remark"),
    ],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(
    store: StudyFolder, lines: list[str], told: str
) -> None:
    interview, said = walk(store, *lines)
    assert told in said
    assert interview.answers == {}
    assert interview.consent == {}


def test_nothing_typed_after_the_consents_is_lost(store: StudyFolder) -> None:
    interview, said = walk(store, "y", "y", "coffee at six", "/go closing", "call me on Friday")
    assert interview.answers["short-term-goals"].text == "coffee at six"
    assert [note.text for note in interview.notes] == ["call me on Friday"]
    assert "Kept as a note." in said


def test_a_no_to_taking_part_is_not_passed_over(store: StudyFolder) -> None:
    interview, said = walk(store, "n")
    assert interview.consent == {"consent-take-part": False}
    assert "rather not take part" in said


def test_finishing_names_the_key_questions_left(store: StudyFolder) -> None:
    interview, said = walk(store, "/finish")
    assert interview.finished
    assert "Key questions not asked: short-term-goals." in said


@pytest.mark.parametrize(
    ("typed", "taken", "remark"),
    [
        ("1 3x", ("search-engines",), "3x"),
        ("1, 2: in that order", ("search-engines", "friends-and-family"), "in that order"),
        ("friends and family", ("friends-and-family",), ""),
        ("2 2", ("friends-and-family",), ""),
    ],
)
def test_a_remark_can_follow_the_choices(
    store: StudyFolder, typed: str, taken: tuple[str, ...], remark: str
) -> None:
    interview, _ = walk(store, "/go information-sources", typed)
    answer = interview.answers["information-sources"]
    assert isinstance(answer.value, tuple)
    assert tuple(pick.choice for pick in answer.value) == taken
    assert answer.text == remark


def test_words_that_are_no_choice_go_to_other(store: StudyFolder) -> None:
    interview, _ = walk(store, "/go information-sources", "the postman")
    assert interview.answers["information-sources"].value == (
        Pick("other", "Other…", "the postman"),
    )


def test_clear_takes_an_answer_back_and_keeps_the_earlier_one(store: StudyFolder) -> None:
    interview, _ = walk(store, "/go how-happy", "6", "/next", "/back", "/clear", "8")
    answer = interview.answers["how-happy"]
    assert answer.value == 8
    assert [revision.value for revision in answer.revisions] == [6]


def test_a_note_is_kept_with_its_place(store: StudyFolder) -> None:
    interview, _ = walk(store, "/go how-happy", "/note laughs a lot")
    assert [(n.text, n.question) for n in interview.notes] == [("laughs a lot", "how-happy")]


def test_control_codes_do_not_get_in(store: StudyFolder) -> None:
    interview, said = walk(store, "", "a\x1b[2Jb\x07", "/back", "/next")
    assert interview.answers["short-term-goals"].text == "ab"
    assert "\x1b" not in said


VIETNAMESE = """\
---
id: tra
title: Trà
audience: prospects
language: vi-VN
---

## Mở đầu

Cảm ơn anh/chị.

- [ ] Tôi đồng ý tham gia {#consent-take-part}
- [ ] Tôi đồng ý cho trích lời {#consent-quote}

## Mục tiêu

### Anh/chị mong làm được việc gì ạ? {#short-term-goals .key}

### Anh/chị đã mua chưa ạ? {#bought .yes-no field=needs}

### Anh/chị tìm hiểu ở đâu ạ? {#information-sources .one}

- Người quen {#friends}
- Báo chí {#press}
- Nguồn khác… {#other}

## Kết thúc

Xin cảm ơn.
"""


@pytest.fixture
def tea(store: StudyFolder) -> StudyFolder:
    """The study, with a bank in Vietnamese under the id of the English one."""
    text = VIETNAMESE.replace("id: tra", "id: short")
    (store.folder / "question_banks" / "short.md").write_text(text)
    return store


def test_a_vietnamese_interview_is_led_in_vietnamese_names(tea: StudyFolder) -> None:
    interview, said = walk(
        tea,
        "có", "không",
        "u\u0300a sáng ra có trà", "",
        "chưa", "không, chưa bao giờ", "",
        "nguoi quen", "/list", "/go ket thuc", "/go Mở đầu", "/go closing", "/finish",
    )  # fmt: skip
    assert interview.consent == {"consent-take-part": True, "consent-quote": False}
    answers = interview.answers
    assert answers["short-term-goals"].text == "ùa sáng ra có trà"
    assert answers["bought"].value == (Pick("no", "Không"),)
    assert answers["bought"].text == "chưa bao giờ"
    assert answers["information-sources"].value == (Pick("friends", "Người quen"),)
    assert said.startswith("P01, khách hàng tiềm năng. Type /help for help.\n\nMở đầu\n")
    assert "Mục tiêu, question 1 of 3, key" in said
    assert "bought: Anh/chị đã mua chưa ạ? (đã trả lời)" in said
    assert said.count("\nMở đầu\n") == 2
    assert said.count("\nKết thúc\n") == 2
    assert "Objectives" not in said


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("/không muốn trả lời", State.DECLINED),
        ("/khong-muon-tra-loi", State.DECLINED),
        ("/Không biết", State.DONT_KNOW),
        ("/không-áp-dụng", State.NOT_APPLICABLE),
        ("/HẾT GIỜ", State.OUT_OF_TIME),
        ("/het gio", State.OUT_OF_TIME),
        ("/dont-know", State.DONT_KNOW),
    ],
)
def test_states_go_by_their_vietnamese_names_too(
    tea: StudyFolder, typed: str, state: State
) -> None:
    interview, said = walk(tea, "/go short-term-goals", typed)
    assert interview.answers["short-term-goals"].state is state
    assert f"Marked: {words_in('vi').states[state]}." in said


def test_vietnamese_names_mean_nothing_in_an_english_interview(store: StudyFolder) -> None:
    interview, said = walk(store, "/go short-term-goals", "/không biết", "/go mở đầu")
    assert interview.answers == {}
    assert "There is no /không." in said
    assert "There is no question “mở đầu”." in said


@pytest.mark.parametrize(
    ("typed", "slug", "remark"),
    [
        ("Có", "yes", ""),
        ("co, hồi xuân", "yes", "hồi xuân"),
        ("c", "yes", ""),
        ("yes", "yes", ""),
        ("KHÔNG", "no", ""),
        ("khong - tôi thử thôi", "no", "tôi thử thôi"),
        ("2 chưa", "no", "chưa"),
    ],
)
def test_yes_and_no_in_vietnamese(tea: StudyFolder, typed: str, slug: str, remark: str) -> None:
    interview, _ = walk(tea, "/go bought", typed)
    answer = interview.answers["bought"]
    assert isinstance(answer.value, tuple)
    assert [pick.choice for pick in answer.value] == [slug]
    assert answer.text == remark


def test_a_choice_goes_by_its_words_with_or_without_accents(tea: StudyFolder) -> None:
    typed = ("Báo chí", "/clear", "friends", "/clear", "bao")
    _, said = walk(tea, "/go information-sources", *typed)
    taken = [line for line in said.split("\n") if line.startswith("Taken: ")]
    assert [line.split(".")[0] for line in taken] == [
        "Taken: Báo chí",
        "Taken: Người quen",
        "Taken: Báo chí",
    ]

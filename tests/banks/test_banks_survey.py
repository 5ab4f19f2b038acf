"""A bank proposed from a survey: kinds and headings guessed, and nothing to remark."""

import pytest

from persona_wizard.banks import check_bank, read_bank
from persona_wizard.banks.survey_bank import SurveyQuestion, survey_bank
from persona_wizard.model.alike import key
from persona_wizard.model.bank import Bank, Kind, Question
from persona_wizard.model.fills import fill
from persona_wizard.model.headings import Audience


def proposed(*asked: SurveyQuestion) -> Bank:
    source = survey_bank("mine", 'A "title": #1', Audience.PROSPECTS, asked)
    read = read_bank(source, "mine.md", lambda _: None, words=())
    assert check_bank(read, "mine.md") == ()
    return read


def one(wording: str, *values: str, choices: tuple[str, ...] = ()) -> Question:
    (question,) = proposed(SurveyQuestion(wording, values, choices)).questions
    assert key(fill(question.wording, {})) == key(wording)
    return question


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("Yes", "no", "Yes"), Kind.YES_NO),
        (("Có", "Không"), Kind.YES_NO),
        (("1", "5", "3"), Kind.SCALE),
        (("1 (very easy)", "2", "5 (very hard)"), Kind.SCALE),
        (("1", "15", "300"), Kind.NUMBER),
        (("1.5", "2"), Kind.NUMBER),
        (("1,250", "1,000,000", "2,000"), Kind.NUMBER),
        (("1.250", "12,50"), Kind.NUMBER),
        (("red", "blue") * 3, Kind.ONE),
        (("18–25", "26–40", "over 40") * 2, Kind.BANDS),
        (("a, b", "b, c", "a, c", "c", "a", "b"), Kind.MANY),
        (("a; b", "b; c", "a; c", "c", "a", "b"), Kind.MANY),
        (("Nurse", "Cook", "Smith"), Kind.SHORT),
        (("It was a long way, and nobody told me about it before I came.",), Kind.OPEN),
        ((), Kind.OPEN),
        (("n/a",), Kind.OPEN),
    ],
)
def test_the_kind_is_guessed_from_the_answers(values: tuple[str, ...], kind: Kind) -> None:
    assert one("Which one was it?", *values).kind is kind


def test_what_only_one_person_wrote_is_no_choice() -> None:
    question = one("Which?", *["red"] * 5, *["blue"] * 4, "I am Zinnia Quackenbush")
    assert [choice.text for choice in question.choices] == ["red", "blue", "Other…"]


def test_choices_with_commas_and_states() -> None:
    values = ("Cloud (Lambda, Fargate, etc.), VM", "VM", "VM, Metal", "Metal") * 2
    question = one("Where?", *values, "Prefer not to say", "prefer not to say")
    assert [(c.text, c.state) for c in question.choices] == [
        ("VM", None),
        ("Metal", None),
        ("Cloud (Lambda, Fargate, etc.)", None),
        ("Prefer not to say", "declined"),
    ]


def test_halves_that_only_stand_together_are_one_choice() -> None:
    values = (
        "A shop, a market or a stall, Social media",
        "Friends, family, and neighbours",
        "Social media",
        "A shop, a market or a stall",
        "Friends, family, and neighbours, Social media",
    )
    question = one("Where?", *values)
    assert {choice.text for choice in question.choices} == {
        "A shop, a market or a stall",
        "Friends, family, and neighbours",
        "Social media",
    }


_SOURCES = ("Search engines", "Friends, family and neighbours", "The press", "In a shop")
_TICKED = ((0,), (1,), (2,), (3,), (0, 1), (1, 3), (0, 2), (0, 1, 2), (1, 2, 3), (0, 1, 2, 3))


@pytest.mark.parametrize("separator", [";", "; ", ",", ", ", "|", "\n"])
@pytest.mark.parametrize("times", [1, 5, 40])
@pytest.mark.parametrize("end", ["", ";"])
def test_whatever_parts_a_list_its_choices_may_hold_commas(
    separator: str, times: int, end: str
) -> None:
    # Microsoft Forms ends its lists with a semicolon.
    end = end if separator == ";" else ""
    values = [separator.join(_SOURCES[place] for place in ticked) + end for ticked in _TICKED]
    question = one("Where?", *values * times)
    assert question.kind is Kind.MANY
    assert {choice.text for choice in question.choices} == set(_SOURCES)


def test_one_of_a_list_is_told_from_several() -> None:
    alone = one("Online?", *["Yes, always", "Yes", "No", "No, never"] * 3)
    assert (alone.kind, len(alone.choices)) == (Kind.ONE, 4)
    # A semicolon hardly stands within a choice.
    several = one("Where?", *["Web; Friends", "Friends", "The press"] * 3)
    assert several.kind is Kind.MANY
    assert {choice.text for choice in several.choices} == {"Web", "Friends", "The press"}
    closed = one("Where?", *["In a shop;", "Web;"] * 4)
    assert closed.kind is Kind.MANY
    assert {choice.text for choice in closed.choices} == {"In a shop", "Web"}


def test_choices_that_a_few_people_took_together_stay_apart() -> None:
    question = one("Where?", "Web, Shop", "Web, Shop", "Mail", "Mail, Web, Shop")
    assert {choice.text for choice in question.choices} == {"Web", "Shop", "Mail"}
    together = one("Where?", *["Mail"] * 5, *["Rome, Italy"] * 5, *["Mail, Rome, Italy"] * 5)
    assert {choice.text for choice in together.choices} == {"Rome, Italy", "Mail"}


def test_numbers_of_one_unit_and_of_several() -> None:
    question = one("How many?", "3 cups", "5 cups", "2 cups")
    assert (question.kind, question.unit) == (Kind.NUMBER, "cups")
    assert one("How long?", "18 months", "3 years", "2 years").kind is Kind.SHORT
    assert one("How much?", "50k", "20", "3000", "40k", "25").unit == ""


def test_scale_ends_are_named_as_in_the_answers() -> None:
    question = one("How was it?", "1 (very easy)", "2", '5 (very "hard")')
    assert (question.minimum, question.maximum) == (1, 5)
    assert (question.low, question.high) == ("very easy", "very hard")


@pytest.mark.parametrize(
    ("wording", "values", "ends"),
    [
        ("How likely is it, from 0 to 10?", ("1", "10", "7"), (0, 10)),
        ("How likely is it (0–10)?", ("3", "4"), (0, 10)),
        ("How was it? 1-5", ("2", "4"), (1, 5)),
        ("How was it, 1 to 9?", ("2", "4"), (1, 9)),
        ("Wie war es, von 1 bis 6?", ("1", "1"), (1, 6)),
        ("Từ 0 đến 10, bạn hài lòng đến mức nào?", ("1", "8"), (0, 10)),
        # Where an answer lies beyond, the header spoke of something else.
        ("How often in 1-3 days?", ("5", "4"), (1, 5)),
        ("How was it in 2010-2020?", ("5", "4"), (1, 5)),
        ("How many of the 1-10% was it?", ("5", "4"), (1, 5)),
        ("How was it?", ("2", "7"), (1, 7)),
    ],
)
def test_ends_of_a_scale_that_the_wording_tells(
    wording: str, values: tuple[str, ...], ends: tuple[int, int]
) -> None:
    question = one(wording, *values)
    assert question.kind is Kind.SCALE
    assert (question.minimum, question.maximum) == ends


@pytest.mark.parametrize(
    ("wordings", "values", "study", "language"),
    [
        (("Where?",), ("keine Angabe", "weiß nicht", "Ja"), "", "de"),
        (("Where?",), ("ne sais pas", "préfère ne pas répondre"), "en", "fr"),
        (("Bạn làm nghề gì?",), ("không biết", "không muốn trả lời"), "", "vi"),
        (("Bạn làm nghề gì?",), ("giáo viên",), "vi", "vi"),
        (("Bạn làm nghề nghiệp gì, và ở đâu?",), ("a",), "", "vi"),
        (("どこで知りましたか",), ("a",), "", "ja"),
        (("Як ви дізналися про її появу та їжу, їхню якість?",), ("не знаю",) * 2, "", "uk"),
        (("Was?",), ("a",), "de", "de"),
        (("Why?",), ("a",), "", "en"),
        # English words in a study of another language, and one person who wrote in another.
        (("What do you do?",), ("a",), "vi", "en"),
        (("Why?",), ("no sé", "rain"), "", "en"),
        (("Why?",), ("no sé", "no sé", *["prefer not to say"] * 3), "", "en"),
        # Danes and Norwegians say the same.
        (("Why?",), ("vil ikke svare",) * 2, "no", "no"),
    ],
)
def test_the_language_of_a_survey(
    wordings: tuple[str, ...], values: tuple[str, ...], study: str, language: str
) -> None:
    asked = [SurveyQuestion(wording, values) for wording in wordings]
    source = survey_bank("mine", "Mine", Audience.PROSPECTS, asked, study)
    assert read_bank(source, "mine.md", lambda _: None, words=()).language == language


def test_what_stands_in_place_of_answers_is_neither_number_nor_band() -> None:
    amounts, ages = proposed(
        SurveyQuestion("Wie viele?", ("0,5", "1,25", "2,0", "weiß nicht")),
        SurveyQuestion("Wie alt?", ("25–34", "35–44", "keine Angabe") * 2),
    ).questions
    assert (amounts.kind, amounts.choices) == (Kind.NUMBER, ())
    assert ages.kind is Kind.BANDS
    assert [(c.text, c.state) for c in ages.choices] == [
        ("25–34", None),
        ("35–44", None),
        ("keine Angabe", "declined"),
    ]


def test_a_column_for_each_choice_makes_one_question() -> None:
    question = one("Where?", "1", "1", choices=("Shop", "Web", "Other (please specify)"))
    assert question.kind is Kind.MANY
    assert [choice.text for choice in question.choices] == ["Shop", "Web", "Other…"]


@pytest.mark.parametrize(
    ("wording", "heading", "field"),
    [
        ("What industry do you work in?", "general", "industry"),
        ("Bạn làm nghề nghiệp gì?", "general", "occupation"),
        ("How large is your organization?", "general", "company-size"),
        ("How old are you?", "demographics", "age-group"),
        ("Where did you hear about us?", "personality", "information-sources"),
        ("What issues did you have?", "problems", None),
        ("What could be improved?", "wishes", None),
        ("Blue or red?", "general", None),
    ],
)
def test_headings_are_guessed_from_the_wording(
    wording: str, heading: str, field: str | None
) -> None:
    question = one(wording, "something that nobody else would ever say here", "x")
    assert (question.heading, question.field) == (heading, field)


def test_every_guess_is_marked_to_be_confirmed() -> None:
    source = survey_bank(
        "mine",
        "Mine",
        Audience.PROSPECTS,
        [SurveyQuestion("What industry?", ("IT",)), SurveyQuestion("Blue or red?", ("red",))],
    )
    assert source.count("<!-- Confirm the heading: ") == 2
    assert "guessed from “industry”" in source
    assert "no word told it, so it stands here" in source


def test_the_same_wording_twice_and_wordings_without_letters() -> None:
    bank = proposed(
        SurveyQuestion("Why?", ("a",)),
        SurveyQuestion("Why?", ("b",)),
        SurveyQuestion("???", ("c",)),
    )
    assert len({question.id for question in bank.questions}) == 3


@pytest.mark.parametrize("wording", ["#", "C#", "# of cups", "#1 and #", "a \\#"])
def test_a_hash_stays_itself(wording: str) -> None:
    read = proposed(SurveyQuestion(wording, ("one",)))
    assert fill(read.questions[0].wording, {}) == wording


@pytest.mark.parametrize(
    "wording",
    [
        "{product} and {what}?",
        "# a heading",
        "What about C#",
        "1. first?",
        "- a dash",
        "> a quote",
        "a \\ backslash {#id .key}",
        "<!-- a comment -->",
        "<script>alert(1)</script>",
        "`code` *stars* [a](b)",
        "two\nlines\n===",
        "| a | b |",
        "Interests",
        "x" * 3000,
        "--- ",
        "~~~",
        "&amp; &#35;",
        "\\{",
    ],
)
def test_whatever_a_header_says_it_stays_a_question(wording: str) -> None:
    values = tuple(text for text in (wording, f"{wording}2", "…", "...") for _ in range(3))
    one(wording, *values)
    one(wording, *[f"{wording}, x", f"{wording}, y", "x", "y", wording] * 3)
    one(wording, choices=(wording, "x", "[ ] y", "{state=declined}"))


def test_consent_is_asked_for_in_the_language_of_the_survey() -> None:
    bank = proposed(SurveyQuestion("Bạn làm nghề nghiệp gì, và ở đâu?", ("Giáo viên",)))
    assert [(item.id, item.text) for item in bank.opening.consent] == [
        ("consent-take-part", "Tôi đồng ý tham gia"),
        ("consent-quote", "Tôi đồng ý cho trích lời của tôi, không nêu tên"),
    ]

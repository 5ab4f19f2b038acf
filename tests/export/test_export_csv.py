"""Tables: read back by any reader of CSV, and nothing in them is a formula."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from pages import hostile_strings

from persona_wizard.export.answers_csv import (
    ABOUT,
    KEPT,
    NOT_QUOTABLE,
    SET_ASIDE,
    Column,
    Given,
    Talk,
    answers_csv,
)
from persona_wizard.export.csv_out import (
    cell,
    csv_bytes,
    from_cell,
    line_cell,
    listed,
    number_cell,
)
from persona_wizard.export.layout import Layout
from persona_wizard.export.quotes_csv import COLUMNS, Said, quotes_csv
from persona_wizard.model.bank import Choice, Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Pick, State
from persona_wizard.model.observations import LineKind, Observation, observations
from persona_wizard.model.persona import Claim, ClaimKind
from persona_wizard.model.text import clean, clean_line

FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True))


def harmless(told: str) -> bool:
    number = told[:1] == "-" and told[1:].replace(",", ".").replace(".", "", 1).isdigit()
    return number or not told.startswith(FORMULAS)


# Cells


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("plain", "plain"),
        ("", ""),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+84 28 3822", "'+84 28 3822"),
        ("-2+3", "'-2+3"),
        ("- a bullet", "'- a bullet"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("-3.5", "-3.5"),
        ("-3,5", "-3,5"),
        ("[declined]", "'[declined]"),
        ("[not for quotation]", "'[not for quotation]"),
        ("[aside] and more", "[aside] and more"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("'t was cold", "'t was cold"),
        ("a = b", "a = b"),
        ("\x1b[2Jx", "x"),
        ("\x00=1", "'=1"),
        ("\ud800ok", "ok"),
    ],
)
def test_a_text_that_would_be_misread_gets_an_apostrophe(typed: str, told: str) -> None:
    assert cell(typed) == told
    assert from_cell(told) == clean(typed)


@given(st.text(st.one_of(st.sampled_from("='+-@[] \t\r\n1;\"x＝"), st.characters()), max_size=12))
@example("''[declined]")
@example("\u2028=1")
def test_whatever_is_typed_comes_back(typed: str) -> None:
    told = cell(typed)
    assert harmless(told)
    ((back,),) = read(csv_bytes([[told]])) if told else ((told,),)
    assert from_cell(back) == clean(typed)


def test_every_hostile_string_comes_back() -> None:
    typed = list(hostile_strings())
    rows = read(csv_bytes([str(n), cell(text)] for n, text in enumerate(typed)))
    assert [from_cell(told) for _, told in rows] == [clean(text) for text in typed]
    assert all(harmless(told) for _, told in rows)


def test_the_bytes_are_those_that_spreadsheets_know() -> None:
    assert csv_bytes([["a", "phở"], ["b, c", "d\ne"]]) == (
        b"\xef\xbb\xbfa,ph\xe1\xbb\x9f\r\n" + b'"b, c","d\ne"\r\n'
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (7, "7"),
        (7.0, "7"),
        (-3, "-3"),
        (2.5, "2.5"),
        (1234567, "1234567"),
        (1234567.25, "1234567.25"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (10**20, "100000000000000000000"),
    ],
)
def test_numbers_keep_their_digits(value: float, told: str) -> None:
    assert number_cell(value) == told


@given(st.lists(st.text('ab;",  ', min_size=1).map(clean_line).filter(bool), max_size=4))
def test_several_texts_in_a_cell_come_apart_again(parts: list[str]) -> None:
    told = listed(parts)
    back = next(csv.reader([told], delimiter=";", skipinitialspace=True, strict=True), [])
    assert back == parts


# Answers

CHANNELS = Question(
    id="channels",
    wording="Where?",
    kind=Kind.MANY,
    heading="personality",
    choices=(
        Choice(slug="web", text="A website"),
        Choice(slug="shop", text="Shop; or stall"),
        Choice(slug="other", text="Other…", free_text=True),
    ),
)
GOALS = Question(id="goals", wording="What?", kind=Kind.OPEN, heading="objectives")
SCORE = Question(id="score", wording="How?", kind=Kind.SCALE, heading="problems")
AGE = Question(id="age", wording="How old?", kind=Kind.NUMBER, heading="demographics")
DEBT = Question(id="debt", wording="Debt?", kind=Kind.YES_NO, heading="problems", sensitive=True)
COLUMNS_OF_ALL = tuple(Column(q.id, q) for q in (CHANNELS, GOALS, SCORE, AGE, DEBT))


def gave(value: object = None, text: str = "", **more: object) -> Given:
    answer = Answer(question="q", wording="?", at="2026-01-01T00:00:00Z", value=value, text=text)
    answer = replace(answer, **more)
    return Given(answer, answer.state)


def talk(quotable: bool = True, **given: Given) -> Talk:
    return Talk(
        participant="P01",
        audience=Audience.CUSTOMERS,
        number=1,
        date="2026-01-01",
        bank="short",
        quotable=quotable,
        given=given,
    )


def answers(given: Talk, layout: Layout = Layout.PAGE) -> dict[str, str]:
    names, row = read(answers_csv(COLUMNS_OF_ALL, [given], layout))
    return dict(zip(names, row, strict=True))


def picks(*slugs: str, said: str = "") -> tuple[Pick, ...]:
    return tuple(Pick(slug, f"As shown: {slug}", said if slug == "other" else "") for slug in slugs)


def test_a_row_tells_who_was_asked_when_and_by_which_bank() -> None:
    told = answers(talk())
    assert list(told) == [
        *("participant", "audience", "interview", "date", "bank"),
        *("channels", "goals", "score", "age", "debt"),
    ]
    assert list(told.values())[:5] == ["P01", "customers", "1", "2026-01-01", "short"]
    assert set(list(told.values())[5:]) == {""}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.DECLINED, "[declined]"),
        (State.DONT_KNOW, "[don't know]"),
        (State.NOT_APPLICABLE, "[not applicable]"),
        (State.OUT_OF_TIME, "[out of time]"),
    ],
)
def test_states_are_told_apart_from_blanks(state: State, told: str) -> None:
    assert answers(talk(goals=gave(text="kept, not counted", state=state)))["goals"] == told
    assert answers(talk(score=gave(5, state=state)))["score"] == told


def test_a_state_that_somebody_typed_is_no_state() -> None:
    assert answers(talk(goals=gave(text="[declined]")))["goals"] == "'[declined]"


def test_an_empty_answer_and_one_set_aside() -> None:
    assert answers(talk(goals=gave(text=" ")))["goals"] == ""
    assert answers(talk(goals=gave(text="x", parked=True)))["goals"] == "[set aside]"


def test_choices_are_worded_by_the_bank_and_free_text_needs_a_yes() -> None:
    taken = gave(picks("web", "shop", "other", said="a market"))
    assert answers(talk(channels=taken))["channels"] == (
        'A website; "Shop; or stall"; Other: a market'
    )
    assert answers(talk(quotable=False, channels=taken))["channels"] == (
        'A website; "Shop; or stall"; Other'
    )


def test_a_choice_that_is_in_no_bank_is_told_by_its_slug_alone() -> None:
    assert answers(talk(channels=gave(picks("gone"))))["channels"] == "gone"


@pytest.mark.parametrize("quotable", [True, False])
def test_words_leave_only_with_a_yes(quotable: bool) -> None:
    told = answers(
        talk(
            quotable,
            goals=gave(text="> Mornings\n- and quiet"),
            score=gave(None, "no number, but this"),
            channels=gave(picks("web"), "a remark"),
        )
    )
    assert told["channels"] == "A website"
    if quotable:
        assert told["goals"] == "> Mornings\n- and quiet"
        assert told["score"] == "no number, but this"
    else:
        assert told["goals"] == told["score"] == "[not for quotation]"


def test_facts_of_life_stay_unless_everything_is_told_and_sensitive_ones_always() -> None:
    given = talk(age=gave(44), debt=gave((Pick("yes", "Yes"),)))
    assert (answers(given)["age"], answers(given)["debt"]) == ("[kept in the study]",) * 2
    full = answers(given, Layout.FULL)
    assert (full["age"], full["debt"]) == ("44", "[kept in the study]")


def test_a_question_called_as_a_column_of_ours_has_another_heading() -> None:
    columns = (Column("audience", replace(GOALS, id="audience")),)
    names, _ = read(answers_csv(columns, [talk()], Layout.PAGE))
    assert names[-1] == "audience (question)"
    assert len(set(names)) == len(names)


def test_the_docs_tell_every_column_and_every_word_in_brackets() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
    states = [f"[{state.label}]" for state in State if state is not State.ANSWERED]
    for told in (*ABOUT, *COLUMNS, *states, SET_ASIDE, NOT_QUOTABLE, KEPT):
        assert f"`{told}`" in docs, told


# Quotes


def claim(claim_id: str, heading: str = "objectives", **more: object) -> Claim:
    return Claim(
        id=claim_id,
        kind=ClaimKind.COMPOSED,
        heading=heading,
        field=None,
        label="x",
        n=1,
        base=1,
        **more,
    )


def said(text: str, **more: object) -> Said:
    fields = {
        "participant": "P01",
        "audience": Audience.CUSTOMERS,
        "heading": "objectives",
        "field": "short-term-goals",
        "question": "goals",
        "wording": "What?",
        "sensitive": False,
        "quotable": True,
        "observation": Observation(0, LineKind.NOTE, text),
    }
    return Said(**{**fields, **more})


def quotes(*rows: Said, layout: Layout = Layout.PAGE) -> list[dict[str, str]]:
    names, *told = read(quotes_csv(rows, layout))
    assert tuple(names) == COLUMNS
    return [dict(zip(names, row, strict=True)) for row in told]


def test_a_row_holds_an_observation() -> None:
    (seen,) = observations("? and on Sundays\n> Ready at six. #time #quiet #star")
    (row,) = quotes(
        said("", observation=seen, claims=(claim("composed/1"),), against=(claim("composed/2"),))
    )
    assert row == {
        "participant": "P01",
        "audience": "customers",
        "heading": "objectives",
        "field": "short-term-goals",
        "question": "goals",
        "wording": "What?",
        "kind": "quote",
        "text": "Ready at six.",
        "follow-up": "and on Sundays",
        "starred": "yes",
        "tags": "time; quiet",
        "claims": "composed/1",
        "against": "composed/2",
    }


def test_what_may_not_be_quoted_counts_without_its_words() -> None:
    (seen,) = observations("? and on Sundays\nReady at six #time")
    (row,) = quotes(said("", quotable=False, observation=seen, claims=(claim("composed/1"),)))
    assert (row["text"], row["follow-up"]) == ("[not for quotation]", "")
    assert (row["participant"], row["tags"], row["claims"]) == ("P01", "time", "composed/1")


def test_facts_of_life_are_told_without_pseudonyms_in_an_order_of_their_own() -> None:
    rows = (
        said("nurse", heading="general", participant="P01"),
        said("baker", heading="general", participant="P02"),
    )
    assert [(r["participant"], r["text"]) for r in quotes(*rows)] == [("", "baker"), ("", "nurse")]
    full = quotes(*rows, layout=Layout.FULL)
    assert [(r["participant"], r["text"]) for r in full] == [("P01", "nurse"), ("P02", "baker")]


@pytest.mark.parametrize("layout", Layout)
def test_answers_to_sensitive_questions_stay(layout: Layout) -> None:
    assert quotes(said("in debt", sensitive=True), layout=layout) == []


def test_a_claim_whose_people_are_only_counted_stands_beside_no_pseudonym() -> None:
    claims = (
        claim("composed/open"),
        claim("composed/private", private=True),
        claim("composed/sensitive", sensitive=True),
    )
    named, nameless = quotes(
        said("x", claims=claims, against=claims),
        said("y", claims=claims, heading="general", question="job"),
    )
    assert (named["claims"], named["against"]) == ("composed/open", "composed/open")
    assert nameless["claims"] == "composed/open; composed/private"
    (full,) = quotes(said("x", claims=claims), layout=Layout.FULL)
    assert full["claims"] == "composed/open; composed/private"


def test_hostile_words_stay_in_their_cell() -> None:
    for text in hostile_strings():
        rows = quotes(
            said(
                text,
                participant=text,
                wording=text,
                question=text,
                observation=Observation(0, LineKind.QUOTE, text, follow_up=text),
            ),
            said("next"),
        )
        assert [from_cell(row["text"]) for row in rows] == [clean(text), "next"]
        for column in ("participant", "wording", "question", "follow-up"):
            assert from_cell(rows[0][column]) == clean_line(text)
            assert harmless(rows[0][column])
        given = talk(
            goals=gave(text=text), channels=gave((Pick("other", text, text), Pick(text, text)))
        )
        told = answers(given)
        assert from_cell(told["goals"]) == (clean(text) if text.strip() else "")
        assert harmless(told["channels"])
        assert line_cell(text) == cell(clean_line(text))

"""Who answers alike: which answers are shown, every cell counted anew, who stands where."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from synthesis_examples import STUDY, N, P, ask, bank, choices, met, took
from test_synthesis_laws import POOL, standing, study_of

from persona_wizard.model.bank import Kind
from persona_wizard.model.composing import Code
from persona_wizard.model.interview import State
from persona_wizard.model.observations import observations
from persona_wizard.synthesis.matrix import MOST_SORTED, Cell, Matrix, matrix

GAVE, GAVE_NOT, NO_ANSWER, NOT_ASKED = Cell
BANK = bank(
    ask("channels", Kind.MANY, "personality", choices=choices("web", "shop", "phone")),
    ask("knows", Kind.YES_NO, "personality"),
    ask(
        "score",
        Kind.SCALE,
        "problems",
        minimum=0,
        maximum=10,
        low="not at all",
        high="completely",
    ),
    ask("worry", heading="problems", field="barriers"),
)


def drawn(*interviews, banks=(BANK,), study=STUDY) -> Matrix:
    return matrix(study, interviews, {bank.id: bank for bank in banks})


def cells(found: Matrix, answer: str) -> dict[str, Cell]:
    """By pseudonym where everyone stands to one answer."""
    place = [one.id for one in found.answers].index(answer)
    return {row.pseudonym: row.cells[place] for row in found.rows}


def names(found: Matrix) -> str:
    return " ".join(row.pseudonym for row in found.rows)


def test_an_answer_that_only_one_or_everyone_gave_parts_nobody() -> None:
    found = drawn(
        met(1, answers={"channels": took("web", "shop")}),
        met(2, answers={"channels": took("web", "shop", "phone")}),
        met(3, answers={"channels": took("web")}),
        # Declining parts nobody either: of those who answered, all said web.
        met(4, answers={"channels": State.DECLINED}),
    )
    assert [(a.id, a.label, a.n, a.base) for a in found.answers] == [
        ("channels/shop", "Shop", 2, 4)
    ]


def test_not_asked_is_told_apart_from_no_and_from_no_answer() -> None:
    found = drawn(
        met(1, answers={"channels": took("web")}),
        met(2, answers={"channels": took("web")}),
        met(3, N, answers={"channels": took("shop")}),
        met(4, N, answers={"channels": State.DONT_KNOW}),
        met(5, P, answers={"channels": State.NOT_APPLICABLE}),
        met(6, P),
    )
    assert cells(found, "channels/web") == {
        "P01": GAVE,
        "P02": GAVE,
        "P03": GAVE_NOT,
        "P04": NO_ANSWER,
        "P05": NO_ANSWER,
        "P06": NOT_ASKED,
    }
    assert {row.pseudonym: row.audience for row in found.rows}["P06"] is P


def test_a_yes_stands_for_its_no_and_a_scale_for_its_ends() -> None:
    scores = (0, 3, 4, 7, 10)
    found = drawn(
        *(
            met(n, answers={"score": score, "knows": took("yes" if n < 3 else "no")})
            for n, score in enumerate(scores, 1)
        )
    )
    assert [(a.id, a.label, a.n) for a in found.answers] == [
        ("knows/yes", "Yes", 2),
        ("score/low", "0 to 3, not at all", 2),
        ("score/high", "7 to 10, completely", 2),
    ]
    assert cells(found, "score/low") == {
        "P01": GAVE,
        "P02": GAVE,
        "P03": GAVE_NOT,
        "P04": GAVE_NOT,
        "P05": GAVE_NOT,
    }


def test_tags_count_as_the_code_book_has_them_within_their_field() -> None:
    code = Code(tag="contract", aliases=("tied-in",))
    study = type(STUDY)(title="T", codes=(code,))
    found = drawn(
        met(1, answers={"worry": "like a gym #contract"}),
        met(2, answers={"worry": "no way out #tied-in"}),
        met(3, answers={"worry": "nothing"}),
        met(4, answers={"worry": State.DECLINED}),
        study=study,
    )
    (answer,) = found.answers
    assert (answer.id, answer.asked, answer.label) == ("barriers/contract", "Barriers", "contract")
    assert answer.about == "Barriers"
    assert (answer.n, answer.base, answer.is_tag) == (2, 4, True)
    assert cells(found, "barriers/contract")["P04"] is NO_ANSWER


def test_people_with_alike_answers_stand_together() -> None:
    """Two camps, interviewed by turns; the fifth is nearer to the first camp."""
    one, other = took("web"), took("shop", "phone")
    found = drawn(
        met(1, answers={"channels": one, "knows": took("yes"), "score": 9}),
        met(2, answers={"channels": other, "knows": took("no"), "score": 1}),
        met(3, answers={"channels": one, "knows": took("yes"), "score": 8}),
        met(4, answers={"channels": other, "knows": took("no"), "score": 2}),
        met(5, answers={"channels": one, "knows": took("no"), "score": 9}),
    )
    assert names(found) == "P01 P03 P05 P02 P04"
    # The answers of those at the left stand first.
    assert [answer.id for answer in found.answers] == [
        "knows/yes",
        "channels/web",
        "score/high",
        "channels/shop",
        "channels/phone",
        "score/low",
    ]


def test_what_two_were_not_asked_alike_says_nothing_of_them() -> None:
    """P03 shares the one answer that it was asked for; what it was not asked does not part them."""
    found = drawn(
        met(1, answers={"channels": took("web"), "score": 9}),
        met(2, answers={"channels": took("shop"), "score": 9}),
        met(3, answers={"channels": took("web")}),
        met(4, answers={"channels": took("shop"), "score": 1}),
    )
    assert names(found) in ("P03 P01 P02 P04", "P01 P03 P02 P04")


def test_nobody_and_nothing_to_share_make_an_empty_matrix() -> None:
    assert drawn() == Matrix((), ())
    alone = drawn(met(1, answers={"channels": took("web")}))
    assert (alone.answers, names(alone)) == ((), "P01")


def test_too_many_people_stand_as_interviewed() -> None:
    crowd = [
        met(n, started=f"2026-01-01T00:{n // 60:02}:{n % 60:02}Z", answers={"channels": took(slug)})
        for n in range(MOST_SORTED + 1)
        for slug in (("web", "shop")[n % 2],)
    ]
    found = drawn(*crowd)
    assert not found.is_sorted
    assert [row.participant for row in found.rows] == [one.participant for one in crowd]
    assert drawn(*crowd[:-1]).is_sorted


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_every_cell_is_true_and_the_order_of_input_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    interviews, banks = study_of(chance)
    by_digest = {one.id: one for one in banks}
    found = matrix(STUDY, interviews, by_digest)
    shuffled = chance.sample(list(interviews), len(interviews))
    turned = dict(reversed(by_digest.items()))
    assert matrix(STUDY, shuffled, turned) == found
    assert [len(row.cells) for row in found.rows] == [len(found.answers)] * len(found.rows)
    counted = {i.participant for i in interviews if i.counts}
    assert sorted(row.participant for row in found.rows) == sorted(counted)
    for place, answer in enumerate(found.answers):
        column = [row.cells[place] for row in found.rows]
        assert answer.n == column.count(GAVE) >= 2
        assert GAVE_NOT in column
        for row in found.rows:
            assert row.cells[place] is recounted(answer, row.participant, interviews, banks)


def recounted(answer, participant, interviews, banks):  # type: ignore[no-untyped-def]
    """Where a participant stands to an answer, read off the interviews one by one."""
    name, _, slug = answer.id.partition("/")
    about = {
        (question.id, question.kind)
        for question in POOL
        # A number has no ends, though it was asked under the same id.
        if answer.is_tag or question.kind is not Kind.NUMBER
        if name in (question.id, f"{question.id}:{question.kind}")
        or (name == (question.field or question.id) and answer.is_tag)
    }
    found = [standing(interviews, banks, participant, *one) for one in about]
    if any(place == "answered" and gives(said, slug, answer.is_tag) for place, said in found):
        return GAVE
    if any(place == "answered" for place, _ in found):
        return GAVE_NOT
    places = {place for place, _ in found} - {None, "not asked"}
    return NO_ANSWER if places else NOT_ASKED


def gives(said, slug, tag):  # type: ignore[no-untyped-def]
    if tag:
        return any(slug.removeprefix("#") in one.tags for one in observations(said.text))
    if slug in ("low", "high") and not isinstance(said.value, tuple):
        low = slug == "low"
        return said.value is not None and (said.value <= 3 if low else said.value >= 7)
    return isinstance(said.value, tuple) and slug in [pick.choice for pick in said.value]

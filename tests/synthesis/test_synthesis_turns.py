"""What set people looking, and what got buyers past their doubts, each counted in its own place."""

from msgspec.structs import replace
from synthesis_examples import (
    C,
    N,
    ask,
    bank,
    choices,
    composed,
    draw,
    key,
    met,
    took,
    with_claims,
)

from persona_wizard.model.bank import Kind, Stage

GOAL = ask("short-term-goals", field="short-term-goals", stage=Stage.AWARENESS)
TRIGGER = ask("trigger", stage=Stage.AWARENESS)
HEARD = ask(
    "channels",
    Kind.MANY,
    "personality",
    field="channels",
    stage=Stage.AWARENESS,
    choices=choices("web", "shop"),
)
NEARLY = ask("nearly", heading="problems", field="barriers", stage=Stage.DECISION)
CHOSE = ask("decision-process", field="decision-process", stage=Stage.DECISION)
COUNTED = ask(
    "counted",
    Kind.MANY,
    "personality",
    stage=Stage.CONSIDERATION,
    choices=choices("price", "ease"),
)
LOOKED = replace(HEARD, id="information-sources", field="information-sources", stage=CHOSE.stage)
ROLE = ask(
    "buying-role",
    Kind.ONE,
    "personality",
    field="buying-role",
    stage=Stage.DECISION,
    choices=choices("me", "us"),
)
BANK = bank(GOAL, TRIGGER, HEARD, NEARLY, CHOSE, COUNTED, LOOKED, ROLE)


def test_what_set_them_looking_comes_from_the_questions_about_that_and_not_from_their_goals():
    goal = met(1, answers={"short-term-goals": "Sleep #sleep", "channels": took("web")})
    moved = met(2, answers={"trigger": "Moved house\n> Boxes everywhere"})
    broke = met(3, quote=False, answers={"trigger": "> Nobody may read this"})
    persona = draw(goal, moved, broke, banks=(BANK,))
    assert persona.set_off.composed == persona.set_off.tagged == persona.set_off.tallies == ()
    (told,) = persona.set_off.open_answers
    assert (told.question, told.answered, told.base) == ("trigger", 2, 2)
    (example,) = told.examples
    assert (example.lines, example.quotes) == (("Moved house",), ("Boxes everywhere",))


def test_what_was_asked_beside_a_question_is_no_part_of_its_whole_answer():
    beside = "? And at home, is everybody well?\n> My wife has been ill since March."
    moved = met(1, answers={"trigger": f"Moved house\n{beside}\n> We count every coin."})
    only = met(2, answers={"trigger": beside})
    back = met(3, answers={"trigger": f"{beside}\n?\n> It broke."})
    (told,) = draw(moved, only, back, banks=(BANK,)).set_off.open_answers
    assert told.answered == 3
    found = [(part.pseudonym, part.lines, part.quotes) for part in told.examples]
    assert found == [("P03", (), ("It broke.",)), ("P01", ("Moved house",), ())]


def test_a_claim_on_what_set_them_looking_is_counted_there_and_stands_for_its_answers():
    people = [
        met(1, answers={"trigger": "Moved house", "short-term-goals": "Quiet"}),
        met(2, answers={"short-term-goals": "Quiet"}),
        met(3, answers={"trigger": "Broke"}),
    ]
    made = composed(
        key(people[0], "trigger", "Moved house"),
        key(people[1], "short-term-goals", "Quiet"),
        heading="objectives",
    )
    made = replace(made, field=None)
    persona = draw(*people, banks=(BANK,), study=with_claims(made))
    (whole,) = [c for c in persona.claims if c.id == made.id]
    (told,) = persona.set_off.composed
    # The second spoke of a goal, and only two were asked what set them looking.
    assert (whole.n, whole.base) == (2, 3)
    assert (told.id, told.n, told.base) == (made.id, 1, 2)
    assert persona.set_off.open_answers == ()


def test_how_buyers_got_past_it_is_counted_among_customers():
    people = [
        met(1, C, answers={"decision-process": "Tried one", "counted": took("ease")}),
        met(2, C, answers={"nearly": "The price\n> Then I divided", "counted": took("ease")}),
        met(3, N, answers={"decision-process": "Tried one", "counted": took("price")}),
        met(4, N, answers={"nearly": "> Not for me"}),
    ]
    tried = composed(
        key(people[0], "decision-process", "Tried one"),
        key(people[2], "decision-process", "Tried one"),
        field="decision-process",
    )
    doubted = composed(
        key(people[0], "decision-process", "Tried one"), sentence="Afraid", field="barriers"
    )
    doubted = replace(doubted, id="composed/00000002")
    persona = draw(*people, banks=(BANK,), study=with_claims(tried, doubted))
    past = persona.got_past
    assert [(c.id, c.n, c.base) for c in past.composed] == [(tried.id, 1, 1)]
    (counted,) = past.tallies
    assert [(c.label, c.n, c.base) for c in counted.choices] == [("Ease", 2, 2)]
    (nearly,) = past.open_answers
    assert (nearly.question, nearly.answered, nearly.base) == ("nearly", 1, 1)
    assert [e.quotes for e in nearly.examples] == [("Then I divided",)]


def test_roles_and_where_they_looked_say_nothing_of_how_they_decided():
    one = met(1, C, answers={"buying-role": took("me"), "information-sources": took("web")})
    past = draw(one, banks=(BANK,)).got_past
    assert past.tallies == past.open_answers == past.composed == ()


def test_without_a_customer_nothing_is_known_of_how_they_got_past_it():
    one = met(1, N, answers={"decision-process": "Left", "nearly": "Tied"})
    past = draw(one, banks=(BANK,)).got_past
    assert (past.claims, past.open_answers) == ((), ())

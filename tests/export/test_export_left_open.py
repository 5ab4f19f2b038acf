"""What was left open on purpose does not wait, and what to ask next is told as it is asked."""

import pytest
from minh import open_answers, said, with_section
from msgspec.structs import replace

from persona_wizard.export import Layout, markdown
from persona_wizard.export.missing import gap_line
from persona_wizard.model.persona import Gap, GapReason, Persona, Section


def waiting_for(*questions: str, accepted: tuple[str, ...] = ()) -> Persona:
    """Objectives of which nothing is known but answers to these questions, most answered first."""
    answers = tuple(
        replace(
            open_answers(
                "long-term-goals",
                f"{question}?",
                (said("P02", question, quotes=(f"About {question}.",)),),
                9 - place,
            ),
            question=question,
            field=None,
            gap=f"open/{question}",
        )
        for place, question in enumerate(questions)
    )
    gaps = tuple(
        Gap(
            id=f"open/{question}",
            blocking=False,
            reason=GapReason.NOT_SUMMED_UP,
            what=f"“{question}?”",
            why="",
            ask="Read these answers.",
            heading="objectives",
            accepted="small talk" if question in accepted else None,
        )
        for question in questions
    )
    return replace(with_section(Section("objectives", open_answers=answers)), gaps=gaps)


def objectives(persona: Persona, layout: Layout = Layout.PAGE) -> list[str]:
    page = markdown(persona, layout).split("## Objectives\n\n")[1].split("\n\n## ")[0]
    return page.splitlines()


def test_of_what_waits_an_accepted_one_is_neither_told_nor_counted() -> None:
    persona = waiting_for("one", "two", "three", accepted=("one", "three"))
    assert objectives(persona) == [
        "- Not yet summed up: *two?* (8 answered)",
        '  - "About two." (P02, customer)',
    ]
    first, *_ = objectives(waiting_for("one", "two", "three", accepted=("two",)))
    assert first == "- Not yet summed up: *one?* (9 answered), and 1 more question"


def test_where_all_of_it_was_accepted_the_heading_says_so() -> None:
    persona = waiting_for("one", "two", accepted=("one", "two"))
    assert objectives(persona) == ["- Left open on purpose: what people said to 2 questions."]
    persona = waiting_for("one", accepted=("one",))
    assert objectives(persona) == ["- Left open on purpose: what people said to 1 question."]


def test_the_full_layout_tells_accepted_ones_too() -> None:
    persona = waiting_for("one", "two", accepted=("one", "two"))
    assert len(objectives(persona, Layout.FULL)) == 4


@pytest.mark.parametrize(
    ("reason", "ask", "told"),
    [
        (GapReason.NEVER_ASKED, "Tell me about your week.", 'Ask "Tell me about your week."'),
        (GapReason.ALL_DECLINED, "Tell me about your week.", 'Ask "Tell me about your week."'),
        (GapReason.TOO_FEW, "Your age, please", 'Ask more people "Your age, please"'),
        (GapReason.NEVER_ASKED, "How much?", 'Ask "How much?"'),
        (GapReason.NO_QUESTION, "Add a question to a bank.", "Add a question to a bank."),
        (
            GapReason.NO_QUESTION,
            "Add questions under “Why?” to it.",
            "Add questions under “Why?” to it.",
        ),
        (GapReason.NO_INTERVIEW, "Interview a prospect.", "Interview a prospect."),
        (GapReason.NOT_SUMMED_UP, "Read these answers.", "Read these answers."),
    ],
)
def test_a_question_is_told_in_quotation_marks_and_a_step_without(
    reason: GapReason, ask: str, told: str
) -> None:
    gap = Gap(id="x", blocking=False, reason=reason, what="Week", why="", ask=ask)
    assert gap_line(gap).text == f"Week. {told}"


def test_the_first_step_of_a_study_is_no_question() -> None:
    step = "Choose a question bank and hold the first interview."
    gap = Gap(id="x", blocking=True, reason=GapReason.NEVER_ASKED, what="Week", why="", ask=step)
    assert gap_line(gap).text == f"Week. {step}"

"""Answers as a table: a row an interview, a column a question."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from persona_wizard.export.csv_out import (
    cell,
    csv_bytes,
    line_cell,
    listed,
    marked,
    number_cell,
)
from persona_wizard.export.layout import Group, Layout, Naming, naming
from persona_wizard.model.bank import Kind, Question
from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, Pick, State
from persona_wizard.model.text import clean_line

ABOUT = ("participant", "audience", "interview", "date", "bank")
SET_ASIDE = marked("set aside")
NOT_QUOTABLE = marked("not for quotation")
KEPT = marked("kept in the study")


class Column(Struct, frozen=True):
    """A question of all banks, fills written out, under the name that opens its claims' ids."""

    name: str
    question: Question


class Given(Struct, frozen=True):
    """An answer, and the state that it comes to: a choice may stand for one."""

    answer: Answer
    state: State


class Talk(Struct, frozen=True, kw_only=True):
    """One interview. `number` is its place among those with this participant, from 1.

    `given` goes by the names of columns; a question that was not asked is not in it.
    """

    participant: str
    audience: Audience
    number: int
    date: str
    bank: str
    quotable: bool
    given: Mapping[str, Given]


def answers_csv(
    columns: Sequence[Column],
    talks: Sequence[Talk],
    layout: Layout,
    group: Group = Group.LARGE,
) -> bytes:
    """Everyone's answers; a question that was not asked is an empty cell.

    Nothing that anybody said or noted in words is told of an interview that is not quotable. What
    the layout tells of nobody by pseudonym stays in the study; of a tiny `group` that is all.
    """
    names = (line_cell(_heading(column.name)) for column in columns)
    return csv_bytes(((*ABOUT, *names), *(_row(talk, columns, layout, group) for talk in talks)))


def _heading(name: str) -> str:
    return f"{name} (question)" if name in ABOUT else name


def _row(talk: Talk, columns: Sequence[Column], layout: Layout, group: Group) -> tuple[str, ...]:
    named = naming("", False, layout, group) is Naming.PSEUDONYMS
    return (
        line_cell(talk.participant) if named else "",
        talk.audience.value,
        str(talk.number),
        line_cell(talk.date),
        line_cell(talk.bank),
        *(
            KEPT
            if _is_told_of(talk, column) and _stays(column.question, layout, group)
            else _answer(talk.given.get(column.name), column, talk)
            for column in columns
        ),
    )


def _is_told_of(talk: Talk, column: Column) -> bool:
    given = talk.given.get(column.name)
    return given is not None and not given.answer.empty


def _answer(given: Given | None, column: Column, talk: Talk) -> str:
    if given is None or given.answer.empty:
        return ""
    if given.answer.parked:
        return SET_ASIDE
    if given.state is not State.ANSWERED:
        return marked(given.state.label)
    return _told(given.answer, column.question, talk.quotable)


def _stays(question: Question, layout: Layout, group: Group) -> bool:
    name = naming(question.heading, question.sensitive, layout, group)
    return name is not Naming.PSEUDONYMS


def _told(answer: Answer, question: Question, quotable: bool) -> str:
    """What was chosen, else what was said; a remark beside a choice is told with the quotes."""
    value = answer.value
    if isinstance(value, tuple) and value:
        taken = {pick.choice: pick for pick in value}
        told = [_choice(pick, question, quotable) for pick in taken.values()]
        several = question.kind is Kind.MANY or len(told) > 1
        return cell(listed(told) if several else told[0])
    if isinstance(value, int | float):
        return number_cell(value)
    return cell(answer.text) if quotable else NOT_QUOTABLE


def _choice(pick: Pick, question: Question, quotable: bool) -> str:
    """A choice as the bank words it, with what was said in its free text: "Other: a market"."""
    choice = question.choice(pick.choice)
    text = clean_line(choice.text if choice is not None else pick.choice)
    # What was shown may repeat an earlier answer, and is not told.
    if choice is not None and choice.free_text:
        text = text.rstrip("….").rstrip() or text
    said = clean_line(pick.said) if quotable else ""
    return f"{text}: {said}" if said else text

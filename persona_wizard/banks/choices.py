"""The list under a question: what there is to choose from."""

import re
from collections.abc import Sequence

from persona_wizard.banks.attributes import Attributes, split_attributes, unknown_names
from persona_wizard.banks.blocks import BLOCK_NAMES, Block, BlockKind, unescaped
from persona_wizard.banks.faults import Report, did_you_mean
from persona_wizard.banks.saying import choice_says
from persona_wizard.model.bank import Choice, Kind
from persona_wizard.model.concepts import BUYER_TYPES, BUYING_ROLES
from persona_wizard.model.interview import State
from persona_wizard.model.text import slug

_TASK = re.compile(r"\[[ xX]\](?: |$)")
_STATES = tuple(state.value for state in State if state is not State.ANSWERED)
_ESCAPES = {
    BlockKind.QUOTE: r"reads as a quote: write \> for a > at its start",
    BlockKind.HEADING: r"reads as a heading: write \# for a # at its start",
    BlockKind.NUMBERED: r"reads as a numbered list: write 1\. for a number and a dot at its start",
    BlockKind.LIST: r"reads as a list of its own: write \-, \+ or \* for that sign at its start",
    BlockKind.RULE: r"reads as a line across the page: write \- or \* at its start",
    BlockKind.FENCE: r"reads as a code block: write \` or \~ for the first sign",
    BlockKind.CODE: "reads as a code block: leave one space after the -",
    BlockKind.HTML: r"reads as HTML: write \< for a < at its start",
    BlockKind.TABLE: r"reads as a table: write \| for a |",
}


def item_text(item: Block, bearer: str, report: Report) -> str | None:
    """A list item's one line of text, escapes still in it; None where it is at fault.

    `bearer` is what the item should be: “a choice”, “a consent item”.
    """
    if not item.children:
        report(item.line, f"{bearer} needs words: this one is empty")
        return None
    first, *rest = item.children
    if first.kind is BlockKind.HEADING and first.underlined:
        report(first.line, f"{bearer} is one line: take away the line of - or = below it")
        return None
    if first.kind is not BlockKind.PARAGRAPH:
        report(first.line, f"{bearer} that starts like this {_ESCAPES[first.kind]}")
        return None
    for block in rest:
        report(block.line, f"{BLOCK_NAMES[block.kind]} cannot stand inside {bearer}")
    return first.text


def is_task(item: Block) -> bool:
    """Whether the item starts with a box, `[ ]`."""
    first = item.children[0] if item.children else None
    return bool(first and first.kind is BlockKind.PARAGRAPH and _TASK.match(first.text))


def without_box(text: str) -> str:
    return text[3:].lstrip()


def read_choices(items: Sequence[Block], kind: Kind, report: Report) -> tuple[Choice, ...]:
    """The choices of a question of this kind; those at fault are reported and left out."""
    choices: list[Choice] = []
    taken: set[str] = set()
    for item in items:
        choice = _read_choice(item, kind, report)
        if choice is None:
            continue
        if choice.slug in taken:
            message = f"two choices are “{choice.slug}”: give one another {{#id}}"
            report(item.line, message)
        taken.add(choice.slug)
        choices.append(choice)
    return tuple(choices)


def _read_choice(item: Block, kind: Kind, report: Report) -> Choice | None:
    written = item_text(item, "a choice", report)
    if written is None:
        return None
    if is_task(item):
        report(item.line, "a choice has no [ ]: boxes are for consent, in Opening or Closing")
        return None
    marked = split_attributes(written)
    attributes = marked.attributes
    problems = [
        *marked.problems,
        *unknown_names(attributes, ("alone",), ("state", "indicates", "says"), "a choice"),
    ]
    if "alone" in attributes.marks and kind is not Kind.MANY:
        problems.append("“.alone” is for .many: of other lists only one choice is taken anyway")
    text = unescaped(marked.text)
    free_text = text.endswith(("…", "..."))
    identity = attributes.id or slug(text)
    if not text:
        problems.append("a choice needs words before its attributes")
    elif not identity:
        problems.append(f"“{text}” gives no id of its own: add one, such as {{#other}}")
    state = _state(attributes, problems)
    indicates = _indicates(attributes, problems)
    says = choice_says(attributes, problems)
    for problem in problems:
        report(item.line, problem)
    if not identity:
        return None
    return Choice(
        slug=identity,
        text=text,
        free_text=free_text,
        alone="alone" in attributes.marks,
        state=state,
        indicates=indicates,
        says=says,
    )


def _state(attributes: Attributes, problems: list[str]) -> State | None:
    name = attributes.values.get("state", "")
    if not name.strip():
        return None
    if name not in _STATES:
        hint = did_you_mean(name, _STATES) or f"; there are {', '.join(_STATES)}"
        problems.append(f"“{name}” is no state{hint}")
        return None
    return State(name)


def _indicates(attributes: Attributes, problems: list[str]) -> tuple[str, ...]:
    names = attributes.values.get("indicates", "").split()
    known = (*BUYING_ROLES, *BUYER_TYPES)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
            problems.append(f"“{name}” is no buyer type or role{hint}")
    return tuple(dict.fromkeys(names))

"""A part of a bank as a bank of its own: some of its questions, and what they hang on."""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from persona_wizard.banks.blocks import BlockKind, opens_question
from persona_wizard.banks.faults import Faults
from persona_wizard.banks.frontmatter import front_matter_of
from persona_wizard.banks.includes import flattened
from persona_wizard.banks.lines import lines_of
from persona_wizard.banks.reading import bank_digest
from persona_wizard.banks.sections import FRAMES, OPENING, Section
from persona_wizard.model.bank import Bank, BasedOn, Question
from persona_wizard.model.conditions import questions_in
from persona_wizard.model.fills import fills_in


def excerpt(bank: Bank, written_out: str, wanted: Collection[str], bank_id: str, title: str) -> str:
    """The source of a bank that asks the wanted questions (ids) of another, in their order.

    `written_out` is the other bank's source, which includes nothing. Questions that a wanted one's
    condition or wording needs come with it; the Opening's consent and the Closing stay.
    """
    kept = with_needed(bank, wanted)
    places = {question.line for question in bank.questions if question.id in kept}
    sections = flattened(lines_of(written_out, bank.id), bank.id, lambda _: None, Faults())
    based_on = BasedOn(bank.id, bank.version, bank_digest(written_out))
    part = replace(bank, id=bank_id, title=title, version="", minutes=None, based_on=based_on)
    lines = [*front_matter_of(part), ""]
    for section in sections:
        lines += _part(section, places)
    return "\n".join(lines).rstrip("\n") + "\n"


def with_needed(bank: Bank, wanted: Collection[str]) -> set[str]:
    """The wanted questions (ids) that a bank has, and what their conditions and wordings need."""
    kept: set[str] = set()
    waiting = [name for name in wanted if bank.question(name)]
    while waiting:
        name = waiting.pop()
        question = bank.question(name)
        if question is not None and name not in kept:
            kept.add(name)
            waiting += _needs(question)
    return kept


def _needs(question: Question) -> Iterator[str]:
    if question.when is not None:
        yield from questions_in(question.when)
    for text in (question.wording, *question.guidance, *question.probes):
        yield from fills_in(text)


def _consent(section: Section, until: int) -> list[str]:
    """An Opening's title and consent; what else it says, such as how long it takes, is not so."""
    starts = [block.line for block in section.body if block.line < until]
    lines = [section.texts[0], ""]
    for block, end in zip(section.body, [*starts[1:], until], strict=False):
        if block.kind is BlockKind.LIST:
            lines += section.texts[block.line - section.line : end - section.line]
    return [*lines, ""]


def _part(section: Section, places: Collection[int]) -> list[str]:
    """The section's lines with those of the kept questions; none where none is left."""
    if section.heading is None:
        return []
    marks = [block.line for block in section.body if opens_question(block)]
    ends = [*marks[1:], section.line + len(section.texts)]
    until = marks[0] if marks else ends[-1]
    head = list(section.texts[: until - section.line])
    if section.name == OPENING:
        head = _consent(section, until)
    questions = [
        section.texts[start - section.line : end - section.line]
        for start, end in zip(marks, ends, strict=False)
        if start + 1 in places
    ]
    if not questions and section.name not in FRAMES:
        return []
    return [*head, *(line for question in questions for line in question)]

"""A follow-up guide: the questions of banks that an audience is still to be asked, as a bank."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.banks.attributes import with_mark, without_mark
from persona_wizard.banks.blocks import BlockKind, opens_question
from persona_wizard.banks.checks import planned_minutes
from persona_wizard.banks.copying import read_written_out
from persona_wizard.banks.excerpt import with_needed
from persona_wizard.banks.faults import Faults
from persona_wizard.banks.frontmatter import front_matter_of
from persona_wizard.banks.includes import flattened
from persona_wizard.banks.lines import lines_of
from persona_wizard.banks.rules import MISSING_FIELD
from persona_wizard.banks.sections import CLOSING, FRAMES, OPENING, Section
from persona_wizard.model.bank import Allowed, Bank
from persona_wizard.model.headings import HEADINGS, Audience

_PREFIX = "follow-up-"
_GUIDE = re.compile(rf"{_PREFIX}(?:{'|'.join(Audience)})(?:-[0-9]+)?")
_WHY_ALLOWED = "it asks only what is missing"
# Minutes are promised in steps of so many.
_STEP = 5
_LAST_HEADING = "demographics"
_KEY = "key"


class GuidePart(Struct, frozen=True):
    """Questions (ids) to take from a bank, given written out, so that it includes nothing."""

    written_out: str
    bank_id: str
    wanted: Collection[str]


class _Part(Struct, frozen=True):
    """A section of a guide: its name, the questions (ids) in it, and its lines."""

    name: str
    questions: tuple[str, ...]
    lines: tuple[str, ...]


def guide_id(audience: Audience, number: int = 1) -> str:
    """The id of an audience's follow-up guide: `follow-up-prospects`, `follow-up-prospects-2`."""
    return f"{_PREFIX}{audience}" if number == 1 else f"{_PREFIX}{audience}-{number}"


def is_guide(bank_id: str) -> bool:
    """Whether a bank goes by the id of a follow-up guide."""
    return _GUIDE.fullmatch(bank_id) is not None


def follow_up_guide(
    bank_id: str, title: str, parts: Sequence[GuidePart], missing: Collection[str] = ()
) -> str:
    """The source of a bank that asks what is wanted of each part, each question by its own id.

    Questions about `missing` fields (ids) are its key questions, and come first, they and their
    headings: time may run out. Where none is, key questions stay as they are. What a question's
    condition or wording needs comes with it. Opening, Closing and language are those of the first
    part; of its greeting the first paragraph stays, since the others may say how long it takes.
    Raises BankError.
    """
    banks = [read_written_out(part.written_out, part.bank_id) for part in parts]
    wanted: list[set[str]] = []
    for part, bank in zip(parts, banks, strict=True):
        wanted.append(with_needed(bank, part.wanted).difference(*wanted))
    pressing = [
        with_needed(bank, {q.id for q in bank.questions if q.id in ids and q.field in missing})
        for bank, ids in zip(banks, wanted, strict=True)
    ]
    key = frozenset().union(*pressing)
    sections: list[_Part] = []
    for part, bank, ids in zip(parts, banks, wanted, strict=True):
        for section in _sections(part, bank, ids, key):
            if part is parts[0]:
                sections.append(section)
            elif section.name not in FRAMES:
                _put(sections, section)
    first = banks[0]
    part_of = replace(
        first,
        id=bank_id,
        title=title,
        version="",
        minutes=None,
        based_on=None,
        allowed=(*_others(first.allowed), Allowed(MISSING_FIELD.name, _WHY_ALLOWED)),
    )
    asked = read_written_out(_source(part_of, sections), bank_id)
    minutes = max(_STEP, -(-planned_minutes(asked) // _STEP) * _STEP)
    return _source(replace(part_of, minutes=minutes), _pressing_first(sections, asked, key))


def _source(bank: Bank, sections: Iterable[_Part]) -> str:
    body = [line for section in sections for line in section.lines]
    return "\n".join((*front_matter_of(bank), "", *body)).rstrip("\n") + "\n"


def _pressing_first(
    sections: Sequence[_Part], asked: Bank, pressing: Collection[str]
) -> list[_Part]:
    """The sections with headings of pressing questions first, and with those that they need.

    What is sensitive stays last.
    """
    names = {s.name for s in sections if s.name != _LAST_HEADING and {*s.questions} & {*pressing}}
    before: set[str] = set()
    while names != before:
        before = names
        inside = [name for s in sections if s.name in names for name in s.questions]
        needed = with_needed(asked, inside)
        names = names | {s.name for s in sections if needed & {*s.questions}}
    return sorted(
        sections, key=lambda s: (s.name == CLOSING, s.name != OPENING, s.name not in names)
    )


def _others(allowed: Iterable[Allowed]) -> tuple[Allowed, ...]:
    return tuple(one for one in allowed if one.rule != MISSING_FIELD.name)


def _sections(
    part: GuidePart, bank: Bank, wanted: Collection[str], key: Collection[str]
) -> list[_Part]:
    """A bank's sections with the lines of the wanted questions; Opening and Closing."""
    places = {question.line: question.id for question in bank.questions if question.id in wanted}
    lines = lines_of(part.written_out, part.bank_id)
    sections = flattened(lines, part.bank_id, lambda _: None, Faults())
    found = (_kept(section, places, key) for section in sections if section.heading)
    return [kept for kept in found if kept.lines]


def _kept(section: Section, places: Mapping[int, str], key: Collection[str]) -> _Part:
    marks = [block.line for block in section.body if opens_question(block)]
    ends = [*marks[1:], section.line + len(section.texts)]
    if section.name == OPENING:
        return _Part(section.name, (), tuple(_opening(section)))
    if section.name == CLOSING:
        return _Part(section.name, (), section.texts)
    asked = [
        (places[start + 1], _paragraph(section, start, end))
        for start, end in zip(marks, ends, strict=False)
        if start + 1 in places
    ]
    if section.name != _LAST_HEADING:
        # What a key question hangs on is key too, so that it still comes before it.
        asked.sort(key=lambda one: one[0] not in key)
    lines = [line for name, (title, *rest) in asked for line in (_keyed(title, name, key), *rest)]
    ids = tuple(name for name, _ in asked)
    return _Part(section.name, ids, (section.texts[0], "", *lines) if ids else ())


def _keyed(title: str, question: str, key: Collection[str]) -> str:
    """A question's heading, told to be a key question or none; as it is where none is known."""
    if not key:
        return title
    return with_mark(title, _KEY) if question in key else without_mark(title, _KEY)


def _opening(section: Section) -> list[str]:
    """The title, the first paragraph, and the consent."""
    ends = [*(block.line for block in section.body[1:]), section.line + len(section.texts)]
    lines = [section.texts[0], ""]
    greeted = False
    for block, end in zip(section.body, ends, strict=False):
        greets = block.kind is BlockKind.PARAGRAPH and not greeted
        greeted = greeted or greets
        if greets or block.kind is BlockKind.LIST:
            lines += _paragraph(section, block.line, end)
    return lines


def _paragraph(section: Section, start: int, end: int) -> list[str]:
    """Some lines of a section (from 0 in its file), and one empty line behind them."""
    text = "\n".join(section.texts[start - section.line : end - section.line])
    return [*text.rstrip("\n").split("\n"), ""]


def _put(sections: list[_Part], section: _Part) -> None:
    """Put a section behind those of its heading, else where its heading usually stands."""
    order = [heading.id for heading in HEADINGS if heading.id != _LAST_HEADING]
    order = [OPENING, *order, _LAST_HEADING, CLOSING]
    after = [
        place
        for place, other in enumerate(sections)
        if order.index(other.name) <= order.index(section.name)
    ]
    sections.insert(after[-1] + 1 if after else 0, section)

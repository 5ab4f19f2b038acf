"""A bank's Markdown in, a Bank out, or all its faults at once."""

import hashlib
from collections.abc import Collection, Sequence

from msgspec import structs

from persona_wizard.banks.attributes import split_attributes, unknown_names
from persona_wizard.banks.blocks import (
    BLOCK_NAMES,
    Block,
    BlockKind,
    heading_fault,
    opens_question,
    unescaped,
)
from persona_wizard.banks.choices import is_task, item_text, without_box
from persona_wizard.banks.faults import Faults
from persona_wizard.banks.frontmatter import read_front_matter
from persona_wizard.banks.includes import Find, flattened
from persona_wizard.banks.lines import Line, texts
from persona_wizard.banks.questions import Said, read_question
from persona_wizard.banks.references import Use, check_references
from persona_wizard.banks.sections import CLOSING, FRAMES, OPENING, Section, sections_in
from persona_wizard.model.bank import Bank, ConsentItem, Frame, Question
from persona_wizard.model.text import slug

# Words that any study may fill in.
STUDY_WORDS = ("product", "competitor")
_DIGEST_LENGTH = 12


def read_bank(
    source: str,
    file: str,
    find: Find,
    words: Collection[str] = (),
    banks: Collection[str] = (),
) -> Bank:
    """Read a bank, with what it includes written in.

    `find` gives another bank's source by its id, `words` are the study's own beside `product` and
    `competitor`, `banks` the ids to suggest for one that is not found. Raises BankError, with all
    faults.
    """
    faults = Faults()
    lines = flattened(source, file, find, faults, banks)
    reading = _Reading(lines, faults, {*STUDY_WORDS, *words})
    bank = reading.bank()
    faults.raise_any()
    if bank is None:
        raise AssertionError("a bank that cannot be read has a fault")
    return bank


def write_out(source: str, file: str, find: Find) -> str:
    """The source with what it includes written in: it reads as the same bank.

    Raises BankError where something included cannot be found.
    """
    faults = Faults()
    lines = flattened(source, file, find, faults)
    faults.raise_any()
    return "\n".join(texts(lines))


def bank_digest(source: str) -> str:
    """Twelve hexadecimal digits that tell one written-out source from another."""
    data = source.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH]


class _Reading:
    """One bank being read from its written-out lines."""

    def __init__(self, lines: Sequence[Line], faults: Faults, words: Collection[str]) -> None:
        self._lines = lines
        self._faults = faults
        self._words = words
        self._questions: list[Question] = []
        self._uses: list[Use] = []
        self._paragraphs: dict[str, list[str]] = {frame: [] for frame in FRAMES}
        self._consent: dict[str, list[ConsentItem]] = {frame: [] for frame in FRAMES}

    def bank(self) -> Bank | None:
        """The bank; None where its front matter is at fault. Faults go where they are collected."""
        front = read_front_matter(texts(self._lines), self._report)
        for section in sections_in(texts(self._lines)):
            self._read_section(section)
        check_references(self._questions, self._uses, self._words, self._report)
        if front is None:
            return None
        return Bank(
            **structs.asdict(front),
            opening=self._frame(OPENING),
            questions=tuple(self._at_home(question) for question in self._questions),
            closing=self._frame(CLOSING),
        )

    def _report(self, line: int, message: str) -> None:
        at = self._lines[min(line, len(self._lines) - 1)]
        self._faults.add(at.file, at.number, message)

    def _at_home(self, question: Question) -> Question:
        return structs.replace(question, line=self._lines[question.line].number)

    def _frame(self, name: str) -> Frame:
        return Frame(tuple(self._paragraphs[name]), tuple(self._consent[name]))

    def _read_section(self, section: Section) -> None:
        body = section.body
        marks = [place for place, block in enumerate(body) if opens_question(block)]
        for block in body[: marks[0]] if marks else body:
            self._read_before_questions(block, section)
        if marks and section.heading is None:
            self._report(body[marks[0]].line, "a question stands under a ##, such as ## Objectives")
        for at, to in zip(marks, [*marks[1:], len(body)], strict=False):
            self._read_question(body[at], body[at + 1 : to], section)

    def _read_question(self, heading: Block, body: Sequence[Block], section: Section) -> None:
        name = "" if section.name in FRAMES else section.name
        read = read_question(heading, body, name, self._report)
        if read is None:
            return
        if section.name in FRAMES and read.question.field is None:
            message = f"a question in {section.title} needs field=, which says where it belongs"
            self._report(heading.line, message)
        self._use(*read.texts)
        self._questions.append(read.question)

    def _use(self, *said: Said) -> None:
        self._uses += [Use(one, len(self._questions)) for one in said]

    def _read_before_questions(self, block: Block, section: Section) -> None:
        if block.kind is BlockKind.HEADING:
            self._report(block.line, heading_fault(block))
        elif section.name not in FRAMES:
            place = "under a ##" if section.heading else "before the first ##"
            can = "questions (###) can" if section.heading else "only the front matter can"
            what = BLOCK_NAMES[block.kind]
            self._report(block.line, f"{what} cannot stand {place}: {can}")
        elif block.kind is BlockKind.PARAGRAPH:
            text = unescaped(block.text)
            self._use(Said(block.line, text))
            self._paragraphs[section.name].append(text)
        elif block.kind is BlockKind.LIST:
            for item in block.children:
                self._read_consent(item, section)
        else:
            what = BLOCK_NAMES[block.kind]
            message = f"{what} cannot stand in {section.title}: paragraphs and consent (- [ ]) can"
            self._report(block.line, message)

    def _read_consent(self, item: Block, section: Section) -> None:
        written = item_text(item, "a consent item", self._report)
        if written is None:
            return
        if not is_task(item):
            message = f"a list in {section.title} is consent: start each line with - [ ]"
            self._report(item.line, message)
            return
        if not written.startswith("[ ]"):
            self._report(item.line, "consent starts without a tick: write [ ]")
        marked = split_attributes(without_box(written))
        problems = unknown_names(marked.attributes, (), (), "a consent item")
        for problem in (*marked.problems, *problems):
            self._report(item.line, problem)
        text = unescaped(marked.text)
        identity = marked.attributes.id or slug(text)
        if not text or not identity:
            self._report(item.line, "a consent item needs words, or an id such as {#consent-quote}")
            return
        if any(identity == other.id for frame in FRAMES for other in self._consent[frame]):
            self._report(item.line, f"two consent items are #{identity}: give one another id")
        self._use(Said(item.line, text))
        self._consent[section.name].append(ConsentItem(identity, text))

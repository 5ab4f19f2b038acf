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
from persona_wizard.banks.frontmatter import FrontMatter, read_front_matter
from persona_wizard.banks.includes import Find, flattened, written_out
from persona_wizard.banks.lines import lines_of
from persona_wizard.banks.lists import Lists, expanded
from persona_wizard.banks.questions import Said, read_question
from persona_wizard.banks.references import Use, check_references
from persona_wizard.banks.sections import CLOSING, FRAMES, OPENING, Section
from persona_wizard.model.bank import Bank, ConsentItem, Frame, Question
from persona_wizard.model.study import STUDY_WORDS, USUAL_LISTS
from persona_wizard.model.text import slug

_DIGEST_LENGTH = 12


def read_bank(
    source: str,
    file: str,
    find: Find,
    words: Collection[str] = (),
    banks: Collection[str] = (),
    lists: Lists | None = None,
) -> Bank:
    """Read a bank, with what it includes written in.

    `find` gives another bank's source by its id, `words` are the study's own beside `product` and
    `competitor`, `banks` the ids to suggest for one that is not found. `lists` are the study's:
    each of their items is a choice; without a study, the list's name stands for them. Raises
    BankError, with all faults.
    """
    faults = Faults()
    lines = lines_of(source, file)
    sections = flattened(lines, file, find, faults, banks)
    if lists is not None:
        sections = tuple(expanded(section, lists) for section in sections)
    front = read_front_matter(lines, lambda line, message: faults.add(file, line + 1, message))
    known = {*STUDY_WORDS, *USUAL_LISTS, *words, *(lists or ())}
    reading = _Reading(faults, known, front.language if front else "")
    for section in sections:
        reading.read_section(section)
    bank = reading.bank(front)
    faults.raise_any()
    if bank is None:
        raise AssertionError("a bank that cannot be read has a fault")
    return bank


def write_out(source: str, file: str, find: Find, lists: Lists | None = None) -> str:
    """The source with what it includes, and the study's lists, written in.

    It reads as the same bank. Raises BankError where something included cannot be found.
    """
    faults = Faults()
    sections = flattened(lines_of(source, file), file, find, faults)
    faults.raise_any()
    if lists is not None:
        sections = tuple(expanded(section, lists) for section in sections)
    return "\n".join(written_out(sections))


def bank_digest(source: str) -> str:
    """Twelve hexadecimal digits that tell one written-out source from another."""
    data = source.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_DIGEST_LENGTH]


class _Reading:
    """One bank being read, section after section; its faults go where they are collected."""

    def __init__(self, faults: Faults, words: Collection[str], language: str) -> None:
        self._faults = faults
        self._words = words
        self._language = language
        self._file = ""
        self._questions: list[Question] = []
        self._uses: list[Use] = []
        self._paragraphs: dict[str, list[str]] = {frame: [] for frame in FRAMES}
        self._consent: dict[str, list[ConsentItem]] = {frame: [] for frame in FRAMES}

    def bank(self, front: FrontMatter | None) -> Bank | None:
        """The bank; None where its front matter is at fault."""
        check_references(self._questions, self._uses, self._words, self._faults)
        if front is None:
            return None
        return Bank(
            **structs.asdict(front),
            opening=self._frame(OPENING),
            questions=tuple(self._questions),
            closing=self._frame(CLOSING),
        )

    def _frame(self, name: str) -> Frame:
        return Frame(tuple(self._paragraphs[name]), tuple(self._consent[name]))

    def read_section(self, section: Section) -> None:
        """Take in what stands in a section."""
        self._file = section.file
        body = section.body
        marks = [place for place, block in enumerate(body) if opens_question(block)]
        for block in body[: marks[0]] if marks else body:
            self._read_before_questions(block, section)
        if marks and section.heading is None:
            self._report(body[marks[0]].line, "a question stands under a ##, such as ## Objectives")
        for at, to in zip(marks, [*marks[1:], len(body)], strict=False):
            self._read_question(body[at], body[at + 1 : to], section)

    def _report(self, line: int, message: str) -> None:
        self._faults.add(self._file, line + 1, message)

    def _read_question(self, heading: Block, body: Sequence[Block], section: Section) -> None:
        name = "" if section.name in FRAMES else section.name
        read = read_question(heading, body, name, self._language, self._report)
        if read is None:
            return
        if section.name in FRAMES and read.question.field is None:
            message = f"a question in {section.title} needs field=, which says where it belongs"
            self._report(heading.line, message)
        self._use(*read.texts)
        at = {"file": section.file, "line": read.question.line + 1}
        self._questions.append(structs.replace(read.question, **at))

    def _use(self, *said: Said) -> None:
        self._uses += [Use(self._file, one, len(self._questions)) for one in said]

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

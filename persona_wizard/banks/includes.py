"""`{from=bank}`: the sections of other banks, written in."""

from collections.abc import Callable, Collection, Sequence

from msgspec import structs

from persona_wizard.banks.blocks import opens_question
from persona_wizard.banks.faults import BankError, Faults, did_you_mean
from persona_wizard.banks.frontmatter import id_in
from persona_wizard.banks.lines import lines_of
from persona_wizard.banks.sections import FRAMES, Section, check_heading, sections_in
from persona_wizard.model.headings import heading

Find = Callable[[str], str | None]
# A chain of banks that include each other; longer ones are a mistake.
_DEEPEST = 20


def flattened(
    lines: Sequence[str], file: str, find: Find, faults: Faults, banks: Collection[str] = ()
) -> tuple[Section, ...]:
    """A bank's sections, each followed by those that it includes.

    An included section begins with its first question. What is wrong with `##` lines goes to
    `faults`; `banks` are ids to suggest.
    """
    return _Flattening(lines, file, find, faults, banks).sections()


def included_by(source: str) -> tuple[str, ...]:
    """The ids of the banks that a source names in `{from=…}`. Raises BankError for no bank."""
    sections = sections_in(lines_of(source, ""), "")
    return tuple(dict.fromkeys(s.includes for s in sections if s.includes is not None))


def written_out(sections: Sequence[Section]) -> list[str]:
    """The lines of a bank that includes nothing more, and reads as these sections do."""
    out: list[str] = []
    for section in sections:
        if section.heading is None:
            out += section.texts
        elif _is_included(section):
            out += ["", section.texts[0].lstrip(), *section.texts[1:], ""]
        else:
            takes = section.includes is not None and section.name not in ("", *FRAMES)
            # Without its indent, a heading cannot fall into a list that an include ends with.
            words = f"## {section.title}" if takes else section.texts[0].lstrip()
            out += [words, *section.texts[1:]]
    return out


def _is_included(section: Section) -> bool:
    """Whether the section has left its `##` behind, and starts with a question."""
    return section.heading is not None and section.line != section.heading.line


class _Flattening:
    """One bank being written out."""

    def __init__(
        self,
        lines: Sequence[str],
        file: str,
        find: Find,
        faults: Faults,
        banks: Collection[str],
    ) -> None:
        self._lines = lines
        self._file = file
        self._find = find
        self._faults = faults
        self._banks = banks
        self._taken: set[tuple[str, str]] = set()
        self._read: dict[str, tuple[Section, ...]] = {}

    def sections(self) -> tuple[Section, ...]:
        own_id = id_in(self._lines) or ""
        out: list[Section] = []
        for section in sections_in(self._lines, self._file):
            self._check(section)
            out.append(section)
            if section.includes is not None and section.name not in ("", *FRAMES):
                out += self._included(section, (own_id,))
        return tuple(out)

    def _check(self, section: Section) -> None:
        def report(line: int, message: str) -> None:
            self._faults.add(section.file, line + 1, message)

        check_heading(section, report)
        if section.includes is not None and section.name in FRAMES:
            report(section.line, "Opening and Closing take no from=: each bank says its own")

    def _included(self, section: Section, chain: tuple[str, ...]) -> list[Section]:
        """The section's namesakes in the bank that it includes."""
        bank = section.includes or ""
        sections = self._sections_of(bank, section, chain)
        if sections is None:
            return []
        self._taken.add((section.name, bank))
        namesakes = [other for other in sections if other.name == section.name]
        if not namesakes:
            title = heading(section.name).title
            self._fault(section, f"the bank “{bank}” has nothing under {title}")
        out: list[Section] = []
        for other in namesakes:
            self._check(other)
            out += self._from_first_question(other)
            if other.includes is not None:
                out += self._included(other, (*chain, bank))
        return out

    def _sections_of(
        self, bank: str, section: Section, chain: tuple[str, ...]
    ) -> tuple[Section, ...] | None:
        refusal = self._refusal(bank, section, chain)
        if refusal is None and bank in self._read:
            return self._read[bank]
        source = None if refusal else self._find(bank)
        if source is None:
            missing = f"there is no bank “{bank}”{did_you_mean(bank, self._banks)}"
            self._fault(section, refusal or missing)
            return None
        try:
            self._read[bank] = sections_in(lines_of(source, bank), bank)
        except BankError as error:
            for fault in error.faults:
                self._faults.add(fault.file, fault.line, fault.message)
            return None
        return self._read[bank]

    def _refusal(self, bank: str, section: Section, chain: tuple[str, ...]) -> str | None:
        if bank in chain:
            circle = " → ".join(f"“{name}”" for name in (*chain[chain.index(bank) :], bank))
            return f"the banks include each other in a circle: {circle}"
        if (section.name, bank) in self._taken:
            return f"“{bank}” is included under this heading already"
        if len(chain) > _DEEPEST:
            return f"more than {_DEEPEST} banks include one another"
        return None

    def _from_first_question(self, section: Section) -> list[Section]:
        """The section from its first question on, which ends whatever came before it."""
        first = next((n for n, b in enumerate(section.body) if opens_question(b)), None)
        for block in section.body[:first]:
            message = "only questions (###) can be included by another bank: move this below one"
            self._faults.add(section.file, block.line + 1, message)
        if first is None:
            return []
        line = section.body[first].line
        texts = section.texts[line - section.line :]
        return [structs.replace(section, line=line, texts=texts, body=section.body[first:])]

    def _fault(self, section: Section, message: str) -> None:
        self._faults.add(section.file, section.line + 1, message)

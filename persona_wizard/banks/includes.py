"""`{from=bank}`: the sections of other banks, written in."""

from collections.abc import Callable, Collection, Iterator

from persona_wizard.banks.blocks import opens_question
from persona_wizard.banks.faults import BankError, Faults, did_you_mean
from persona_wizard.banks.frontmatter import id_in
from persona_wizard.banks.lines import Line, lines_of, texts
from persona_wizard.banks.sections import FRAMES, Section, check_heading, sections_in
from persona_wizard.model.headings import heading

Find = Callable[[str], str | None]
# A chain of banks that include each other; longer ones are a mistake.
_DEEPEST = 20


def flattened(
    source: str, file: str, find: Find, faults: Faults, banks: Collection[str] = ()
) -> tuple[Line, ...]:
    """A bank's lines with the questions that it includes written in.

    What is wrong with its `##` lines goes to `faults`; `banks` are ids to suggest. Raises
    BankError for a text that is no bank.
    """
    return _Flattening(lines_of(source, file), find, faults, banks).lines()


class _Flattening:
    """One bank being written out."""

    def __init__(
        self, host: tuple[Line, ...], find: Find, faults: Faults, banks: Collection[str]
    ) -> None:
        self._host = host
        self._find = find
        self._faults = faults
        self._banks = banks
        self._taken: set[tuple[str, str]] = set()

    def lines(self) -> tuple[Line, ...]:
        own_id = id_in(texts(self._host))
        out: list[Line] = []
        for section in sections_in(texts(self._host)):
            self._check(section, self._host)
            if section.heading is None:
                out += self._host[: section.end]
                continue
            asked_at = self._host[section.line]
            includes = section.includes is not None and section.name not in ("", *FRAMES)
            # Without its indent, a heading cannot fall into a list that an include ends with.
            words = f"## {section.title}" if includes else asked_at.text.lstrip()
            out.append(Line(asked_at.file, asked_at.number, words))
            out += self._host[section.line + 1 : section.end]
            if includes:
                out += self._included(section, asked_at, (own_id or "",))
        return tuple(out)

    def _check(self, section: Section, lines: tuple[Line, ...]) -> None:
        def report(line: int, message: str) -> None:
            self._faults.add(lines[line].file, lines[line].number, message)

        check_heading(section, report)
        if section.includes is not None and section.name in FRAMES:
            report(section.line, "Opening and Closing take no from=: each bank says its own")

    def _included(self, section: Section, asked_at: Line, chain: tuple[str, ...]) -> list[Line]:
        """The lines of the section's namesakes in the bank that it includes."""
        bank = section.includes or ""
        lines = self._lines_of(bank, section, asked_at, chain)
        if lines is None:
            return []
        self._taken.add((section.name, bank))
        namesakes = [s for s in sections_in(texts(lines)) if s.name == section.name]
        if not namesakes:
            title = heading(section.name).title
            message = f"the bank “{bank}” has nothing under {title}"
            self._faults.add(asked_at.file, asked_at.number, message)
        gap = Line(asked_at.file, asked_at.number, "")
        out: list[Line] = []
        for other in namesakes:
            self._check(other, lines)
            out += [gap, *self._body(other, lines), gap]
            if other.includes is not None:
                out += self._included(other, lines[other.line], (*chain, bank))
        return out

    def _lines_of(
        self, bank: str, section: Section, asked_at: Line, chain: tuple[str, ...]
    ) -> tuple[Line, ...] | None:
        refusal = self._refusal(bank, section, chain)
        source = None if refusal else self._find(bank)
        if source is None:
            missing = f"there is no bank “{bank}”{did_you_mean(bank, self._banks)}"
            self._faults.add(asked_at.file, asked_at.number, refusal or missing)
            return None
        try:
            return lines_of(source, bank)
        except BankError as error:
            for fault in error.faults:
                self._faults.add(fault.file, fault.line, fault.message)
            return None

    def _refusal(self, bank: str, section: Section, chain: tuple[str, ...]) -> str | None:
        if bank in chain:
            circle = " → ".join(f"“{name}”" for name in (*chain[chain.index(bank) :], bank))
            return f"the banks include each other in a circle: {circle}"
        if (section.name, bank) in self._taken:
            return f"“{bank}” is included under this heading already"
        if len(chain) > _DEEPEST:
            return f"more than {_DEEPEST} banks include one another"
        return None

    def _body(self, section: Section, lines: tuple[Line, ...]) -> Iterator[Line]:
        """A section's lines, from its first question on, which ends whatever came before it."""
        first = next((block for block in section.body if opens_question(block)), None)
        for block in section.body:
            if block is first:
                break
            message = "only questions (###) can be included by another bank: move this below one"
            self._faults.add(lines[block.line].file, lines[block.line].number, message)
        if first is None:
            return
        opening = lines[first.line]
        yield Line(opening.file, opening.number, opening.text.lstrip())
        yield from lines[first.line + 1 : section.end]

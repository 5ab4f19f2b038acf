"""Whose words stand on a page: found in it, whichever part of it tells them."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from persona_wizard.export.escape import JOINER, unescape
from persona_wizard.export.quotes import as_note
from persona_wizard.model.persona import Evidence, Persona
from persona_wizard.model.text import clean_line

# Where somebody's words may begin: in quotation marks, as a note in a line, as a line.
_BEGINS = re.compile(r'"|noted: |^ *- ', re.MULTILINE)
# As much of them as is looked for first: to a mark that ends them, or that a note tells otherwise.
_OPENING = re.compile(r'[^"“”„«»‘’;(\n]{0,24}')
_CUT = " […]"
_SPEAKER = re.compile(r" \(([^,;()]+)[,;)]")
_PARTICIPANT = re.compile(r"- ([^,]+), ")
_NOTE_ENDS = re.compile(r"(?:;| \(|$)", re.MULTILINE)
_PRINT = 4


def quoted_on(page: str, persona: Persona) -> Mapping[str, frozenset[str]]:
    """By interview (id) the wordings from it that the page tells, as they were said or noted.

    What two people said alike, and the page tells of a nameless one, counts as said by both.
    """
    bare = unescape(page)
    beginnings = _beginnings(bare)
    every = _evidence_with_words(persona)
    pseudonyms = {part.pseudonym for part in every}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in every:
        for wordings, tell in ((part.quotes, str), (part.lines, as_note)):
            for wording in map(clean_line, wordings):
                places = beginnings.get(_opening(wording.replace(JOINER, "")))
                if places is None:
                    continue
                words = tell(wording).replace(JOINER, "")
                if any(_speaks(bare, at, words, part.pseudonym, pseudonyms) for at in places):
                    found[part.interview].add(wording)
    return {interview: frozenset(said) for interview, said in found.items()}


def said_print(interview: str, wording: str) -> bytes:
    """A wording of an interview (id) as a record keeps it; without the id it tells of nobody."""
    told = f"{interview}\0{wording}".encode(errors="replace")
    return hashlib.sha256(told).digest()[:_PRINT]


def split_said(prints: bytes) -> frozenset[bytes]:
    """Such prints that stand one behind the other."""
    return frozenset(prints[at : at + _PRINT] for at in range(0, len(prints), _PRINT))


def _evidence_with_words(persona: Persona) -> Collection[Evidence]:
    """All evidence whose words may be told; the same answer stands behind several claims."""
    return {
        id(part): part
        for evidence in _every_evidence(persona)
        for part in evidence
        if part.quotable and (part.quotes or part.lines)
    }.values()


def _every_evidence(persona: Persona) -> Iterator[Sequence[Evidence]]:
    for section in (*persona.sections, persona.set_off, persona.got_past):
        for claim in section.claims:
            yield claim.evidence
        for answers in section.open_answers:
            yield answers.evidence
            yield answers.examples
    for stage in persona.journey:
        yield stage.voices
    if persona.lead_quote is not None:
        yield (persona.lead_quote,)


def _beginnings(page: str) -> Mapping[str, list[int]]:
    """Where words begin, by how they do."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for mark in _BEGINS.finditer(page):
        at = mark.end()
        found[_opening(page, at)].append(at)
    return found


def _opening(text: str, at: int = 0) -> str:
    """As much of what is said here as is the same wherever it stands."""
    found = _OPENING.match(text, at)
    return found[0].rstrip() if found is not None else ""


def _speaks(page: str, at: int, words: str, pseudonym: str, others: set[str]) -> bool:
    """Whether these words stand here, under this pseudonym or under none."""
    end = at + len(words)
    if not page.startswith(words, at):
        cut = page.find(_CUT, at, end + len(_CUT))
        if cut <= at or not words.startswith(page[at:cut]):
            return False
        end = cut + len(_CUT)
    if page[at - 1] == '"':
        if page[end : end + 1] != '"':
            return False
        end += 1
    elif not _NOTE_ENDS.match(page, end):
        return False
    line = page.rfind("\n", 0, at) + 1
    named = _SPEAKER.match(page, end), _PARTICIPANT.match(page, line)
    told = {found[1] for found in named if found is not None} & others
    return not told or pseudonym in told

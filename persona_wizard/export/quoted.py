"""Whose words stand on a page: found in it, whichever part of it tells them."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from persona_wizard.export.escape import JOINER, unescape
from persona_wizard.export.layout import Layout
from persona_wizard.export.quotes import as_note
from persona_wizard.model.persona import Evidence, Persona
from persona_wizard.model.text import clean_line

# Where somebody's words may begin: in quotation marks, as a note in a line, as a line.
_BEGINS = re.compile(r'"|noted: |^ *- ', re.MULTILINE)
# Characters that are looked for first, to a mark that ends them, or that a note tells otherwise.
_LOOKED_FOR = 24
_ENDS = re.compile(r'["“”„«»‘’;(\n]')
_CUT = " […]"
_SPEAKER = re.compile(r" \(([^,;()]+)[,;)]")
_PARTICIPANT = re.compile(r"- ([^,]+), ")
_NOTE_ENDS = re.compile(r"(?:;| \(|$)", re.MULTILINE)
_PRINT = 4


def quoted_on(page: str, persona: Persona, layout: Layout) -> Mapping[str, frozenset[str]]:
    """By interview (id) the wordings from it that the page tells, as they were said or noted.

    What two people said alike, and the page tells of a nameless one, counts as said by both, if
    this layout may tell either's words.
    """
    bare = unescape(page)
    beginnings = _beginnings(bare)
    every = _evidence_with_words(persona, layout)
    pseudonyms = {part.pseudonym for part in every}
    # Of many thousands of wordings a page tells a few, and few others begin as those do.
    near: list[tuple[Evidence, str, Callable[[str], str]]]
    near = [
        (one, said, str) for one in every for said in one.quotes if _beginning(said) in beginnings
    ]
    near += [
        (one, said, as_note)
        for one in every
        for said in one.lines
        if _beginning(said) in beginnings
    ]
    found: defaultdict[str, set[str]] = defaultdict(set)
    speakers: dict[str, Set[str]] = {}
    for part, said, tell in near:
        wording = clean_line(said)
        words = tell(wording).replace(JOINER, "")
        if words not in speakers:
            speakers[words] = _speakers(bare, beginnings[_beginning(said)], words, pseudonyms)
        if part.pseudonym in speakers[words]:
            found[part.interview].add(wording)
    return {interview: frozenset(said) for interview, said in found.items()}


def said_print(interview: str, wording: str) -> bytes:
    """A wording of an interview (id) as a record keeps it; without the id it tells of nobody."""
    told = f"{interview}\0{wording}".encode(errors="replace")
    return hashlib.sha256(told).digest()[:_PRINT]


def split_said(prints: bytes) -> frozenset[bytes]:
    """Such prints that stand one behind the other."""
    return frozenset(prints[at : at + _PRINT] for at in range(0, len(prints), _PRINT))


def _evidence_with_words(persona: Persona, layout: Layout) -> Sequence[Evidence]:
    """All evidence whose words may be told in this layout."""
    return [
        part
        for evidence in _every_evidence(persona, layout)
        for part in evidence
        if (part.quotes or part.lines) and part.quotable
    ]


def _every_evidence(persona: Persona, layout: Layout) -> Iterator[Sequence[Evidence]]:
    for section in (*persona.sections, persona.set_off, persona.got_past):
        for claim in section.claims:
            yield claim.evidence
            yield claim.opposing
        for answers in section.open_answers:
            yield answers.examples
            # Nothing but the annex tells every answer, and there are many thousands.
            if layout is Layout.FULL:
                yield answers.evidence
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


def _beginning(wording: str) -> str:
    """How a wording begins on any page."""
    return _opening(clean_line(wording).replace(JOINER, ""))


def _opening(text: str, at: int = 0) -> str:
    """As much of what is said here as is the same wherever it stands."""
    return _ENDS.split(text[at : at + _LOOKED_FOR], 1)[0].rstrip()


def _speakers(page: str, places: Sequence[int], words: str, everyone: Set[str]) -> Set[str]:
    """Who of everyone says these words at these places: all where one of them names nobody."""
    found: set[str] = set()
    for at in places:
        end = _end_of(page, at, words)
        if end is not None:
            line = page.rfind("\n", 0, at) + 1
            named = _SPEAKER.match(page, end), _PARTICIPANT.match(page, line)
            told = {match[1] for match in named if match is not None} & everyone
            if not told:
                return everyone
            found |= told
    return found


def _end_of(page: str, at: int, words: str) -> int | None:
    """Where these words, and the mark that closes them, end; None where they do not stand here."""
    end = at + len(words)
    if not page.startswith(words, at):
        cut = page.find(_CUT, at, end + len(_CUT))
        if cut <= at or not words.startswith(page[at:cut]):
            return None
        end = cut + len(_CUT)
    if page[at - 1] == '"':
        return end + 1 if page[end : end + 1] == '"' else None
    return end if _NOTE_ENDS.match(page, end) else None

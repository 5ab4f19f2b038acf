"""Whose words stand on a page: found in it, whichever part of it tells them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from persona_wizard.export.quotes import noted, spoken
from persona_wizard.model.persona import Evidence, Persona

_ESCAPED = re.compile(r"\\([^\w\s])")
_JOINER = "\u2060"
# Where somebody's words may begin: in quotation marks, as a note in a line, as a line.
_BEGINS = re.compile(r'"|noted: |; |^ *- ', re.MULTILINE)
_CUT = " […]"
_ENDS = re.compile(r'"|;| \(|\n')
_SPEAKER = re.compile(r" \(([^,;()]+)[,;)]")
_PARTICIPANT = re.compile(r"- ([^,]+), ")
_NOTE_ENDS = re.compile(r"(?:;| \(|$)", re.MULTILINE)
_LOOKED_AT = 24


def quoted_on(page: str, persona: Persona) -> Mapping[str, frozenset[str]]:
    """By interview (id) the wordings from it that the page tells, as they were said or noted.

    What two people said alike, and the page tells of a nameless one, counts as said by both.
    """
    bare = _ESCAPED.sub(r"\1", page).replace(_JOINER, "")
    beginnings = _beginnings(bare)
    # The same answer stands behind several claims.
    worded = (part for part in _every_evidence(persona) if part.lines or part.quotes)
    every = {id(part): part for part in worded}.values()
    pseudonyms = {part.pseudonym for part in every}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for part in every:
        for wording in (*spoken(part), *noted(part)):
            words = wording.replace(_JOINER, "")
            places = beginnings.get(_opening(words), ())
            if any(_speaks(bare, at, words, part.pseudonym, pseudonyms) for at in places):
                found[part.interview].add(wording)
    return {interview: frozenset(said) for interview, said in found.items()}


def _every_evidence(persona: Persona) -> Iterator[Evidence]:
    for section in (*persona.sections, persona.set_off, persona.got_past):
        for claim in section.claims:
            yield from claim.evidence
        for answers in section.open_answers:
            yield from answers.evidence
            yield from answers.examples
    for stage in persona.journey:
        yield from stage.voices
    if persona.lead_quote is not None:
        yield persona.lead_quote


def _beginnings(page: str) -> Mapping[str, list[int]]:
    """Where words begin, by how they do."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for mark in _BEGINS.finditer(page):
        at = mark.end()
        found[_opening(page[at : at + _LOOKED_AT])].append(at)
    return found


def _opening(text: str) -> str:
    """As much of what is said as is the same wherever it stands."""
    text = text[:_LOOKED_AT]
    end = _ENDS.search(text)
    return text if end is None else text[: end.start()]


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

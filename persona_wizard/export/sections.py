"""A heading of the persona as lines: all of them, or the few that fit on a page."""

from msgspec.structs import replace

from persona_wizard.export.counts import Interviewed, counted
from persona_wizard.export.layout import Layout, naming
from persona_wizard.export.lines import Line, plain
from persona_wizard.export.missing import missing_lines
from persona_wizard.export.wording import (
    open_answers_line,
    sentence_line,
    tag_lines,
    tally_line,
)
from persona_wizard.model.headings import heading
from persona_wizard.model.persona import Claim, ClaimKind, Confidence, Persona, Section, Tally

PAGE_LINES = 4
# Lines of a heading on the page, the examples below its open answers among them.
_PAGE_ROWS = 6
# Choices, or tags, that one line of the page tells before it says how many more there are.
_IN_A_LINE = 4


def section_lines(
    persona: Persona, section: Section, who: Interviewed, layout: Layout
) -> tuple[Line, ...]:
    """The lines of one heading: what is known, what waits to be summed up, what is missing."""
    missing = missing_lines(section, persona.gaps)
    tallies = _tallies(persona, section)
    if layout is Layout.FULL:
        sentences = _sentences(section, who, moved=True)
        known = (*sentences, *_tallied(tallies, who), *tag_lines(_told_by_tags(section), who))
        return (*known, *_waiting(section, layout), *missing)
    # Beside the researcher's wording of one choice the whole question would be told twice.
    tallies = tuple(tally for tally in tallies if not any(c.wording for c in tally.choices))
    waiting = _waiting(section, layout)
    room = PAGE_LINES - min(len(waiting), 1)
    sentences = _sentences(section, who, moved=False)[:room]
    rest = _contested_kept(_most_raised(section, tallies, who), room - len(sentences))
    known = (*sentences, *rest)
    return (*known, *_first_waiting(waiting, _PAGE_ROWS - 1 - len(known)), *missing)


def _tallies(persona: Persona, section: Section) -> tuple[Tally, ...]:
    """The tallies that say something which no line about a missing field says."""
    missing = {gap.field for gap in persona.blocking if gap.field is not None}
    return tuple(t for t in section.tallies if t.answered or t.field not in missing)


def _sentences(section: Section, who: Interviewed, *, moved: bool) -> tuple[Line, ...]:
    """The claims that have a sentence of their own, pinned ones first, then the composed ones.

    With `moved`, what a reworded one said before its evidence changed stands below it.
    """
    claims = [*section.composed, *section.indicated, *_reworded(section)]
    pinned = sorted(claims, key=lambda claim: not claim.pinned)
    return tuple(sentence_line(claim, who, moved=moved) for claim in pinned if _is_told(claim))


def _is_told(claim: Claim) -> bool:
    """Whether a line of its own tells it: a buying role that is not pinned is told by answers."""
    indicated = claim.kind is ClaimKind.INDICATED and claim.field == "buying-role"
    return not indicated or claim.pinned or bool(claim.wording)


def _reworded(section: Section) -> tuple[Claim, ...]:
    own = (*section.composed, *section.indicated)
    return tuple(claim for claim in section.claims if claim.wording and claim not in own)


def _told_by_tags(section: Section) -> tuple[Claim, ...]:
    return tuple(claim for claim in section.tagged if not claim.wording)


def _tallied(
    tallies: tuple[Tally, ...], who: Interviewed, shown: int | None = None
) -> tuple[Line, ...]:
    lines = (tally_line(tally, who, shown) for tally in tallies)
    return tuple(line for line in lines if line is not None)


def _most_raised(
    section: Section, tallies: tuple[Tally, ...], who: Interviewed
) -> tuple[Line, ...]:
    """Most raised first; demographics, which nobody raises, in the order of their fields."""
    if section.heading == "demographics":
        order = [field.id for field in heading(section.heading).fields]
        place = {field: number for number, field in enumerate(order)}
        tallies = tuple(sorted(tallies, key=lambda t: place.get(t.field or "", len(order))))
        return (
            *_tallied(tallies, who, _IN_A_LINE),
            *tag_lines(_told_by_tags(section), who, _IN_A_LINE),
        )
    lines = (
        *_tallied(tallies, who, _IN_A_LINE),
        *tag_lines(_told_by_tags(section), who, _IN_A_LINE),
    )
    return tuple(sorted(lines, key=lambda line: -max((c.n for c in line.claims), default=0)))


def _contested_kept(lines: tuple[Line, ...], room: int) -> tuple[Line, ...]:
    """The first lines that have room; the last gives way to a tag that people disagree about."""
    if room < 1:
        return ()
    shown, hidden = lines[:room], lines[room:]
    contested = [line for line in hidden if _is_contested_tag(line)]
    if not contested or any(_is_contested_tag(line) for line in shown):
        return shown
    return (*shown[:-1], contested[0])


def _is_contested_tag(line: Line) -> bool:
    return any(
        claim.kind is ClaimKind.TAG and claim.confidence is Confidence.CONTESTED
        for claim in line.claims
    )


def _waiting(section: Section, layout: Layout) -> tuple[Line, ...]:
    """Open answers not yet summed up, most answered first."""
    answers = sorted(section.open_answers, key=lambda told: -told.answered)
    lines = (
        open_answers_line(told, naming(told.heading, told.sensitive, layout)) for told in answers
    )
    return tuple(line for line in lines if line is not None)


def _first_waiting(waiting: tuple[Line, ...], examples: int) -> tuple[Line, ...]:
    """One line for all open answers: the first question with examples, the others counted."""
    if not waiting:
        return ()
    first, others = waiting[0], len(waiting) - 1
    more = (plain(f", and {counted(others, 'more question', 'more questions')}"),) if others else ()
    return (replace(first, pieces=(*first.pieces, *more), under=first.under[:examples]),)

"""The rows of the composing screen: what people said, claims with their numbers, and gaps."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from textual.content import Content

from persona_wizard.export.counts import Interviewed, interviewed, raised
from persona_wizard.export.missing import gap_line, missing_words
from persona_wizard.model.headings import HEADINGS
from persona_wizard.model.loose import Looseness
from persona_wizard.model.observations import LineKind
from persona_wizard.model.persona import (
    Claim,
    ClaimKind,
    Confidence,
    Gap,
    GapReason,
    Persona,
    ReadingProgress,
)
from persona_wizard.model.study import Study
from persona_wizard.studies.composing_view import Links, Row, RowKind
from persona_wizard.synthesis.observed import Observed
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.safe_text import safe_column, safe_line, safe_line_part

MARKED, STARRED, GROUPED, IN_HAND = "●", "★", "┆", "▸"
# Letters of an observation that a row shows; its place in the interview shows all of them.
_LONGEST = 400
# Columns of a pseudonym: as a rule, and at most.
_WHO, _WHO_AT_MOST = 5, 10
_COUNTING = "counting…"
_FOUNDLESS = "nobody left who says so"
_HYPOTHESIS = "a hypothesis: nobody said it yet"
_LOST = {
    Looseness.GONE: "its interview is gone",
    Looseness.EDITED: "its words were changed",
    Looseness.NOT_COUNTED: "it counts no longer",
}


class Standing(StrEnum):
    """How an observation stands: the sign in front of it."""

    UNREAD = " "
    READ = "✓"
    SUPPORTS = "+"
    AGAINST = "-"


class ClaimRow(Struct, frozen=True):
    """One row of the claims: `id` is that of a composed claim or a hypothesis, empty for others."""

    shown: Hanging
    id: str = ""
    claim: Claim | None = None


# What people said


def observation_row(row: Row, links: Links, in_hand: str, marked: bool) -> Hanging:
    """A row as it stands: its mark, what was made of it, whose it is, what was said."""
    if row.observed is None:
        return _words(row)
    one = row.observed
    standing, about_it = _standing(one, links, in_hand)
    done = standing is not Standing.UNREAD
    quiet = "$quiet" if done else ""
    room = safe_line(one.person.pseudonym).cell_length + 1
    name = safe_column(one.person.pseudonym, min(max(room, _WHO), _WHO_AT_MOST))
    lead = Content.assemble(
        (MARKED if marked else " ", "bold $accent"),
        (standing.value, "bold $accent" if about_it else "$quiet"),
        (GROUPED if row.grouped else " ", "$quiet"),
        name.stylize(quiet or "$secondary"),
    )
    return Hanging(lead, _said(one).stylize(quiet) if quiet else _said(one))


def in_short(one: Observed) -> Content:
    """An observation on one line: whose it is and what was said."""
    return Content.assemble(safe_line(one.person.pseudonym), "  ", _said(one))


def _said(one: Observed) -> Content:
    observation = one.observation
    text = observation.text
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    parts: list[Content] = []
    if observation.follow_up:
        asked = observation.follow_up[:_LONGEST]
        parts.append(safe_line(f"({asked})").stylize("$quiet"))
    if text:
        quote = "> " if observation.kind is LineKind.QUOTE else ""
        parts.append(Content.assemble(quote, safe_line(text)))
    if observation.tags:
        tags = " ".join(f"#{tag}" for tag in observation.tags)
        parts.append(safe_line(tags).stylize("$secondary"))
    if observation.star:
        parts.append(Content.styled(STARRED, "$accent"))
    return Content("  ").join(parts)


def _standing(one: Observed, links: Links, in_hand: str) -> tuple[Standing, bool]:
    """Its sign, and whether that is about the claim in hand."""
    supports, against = links.supports.get(one.key, ()), links.against.get(one.key, ())
    if in_hand in supports:
        return Standing.SUPPORTS, True
    if in_hand in against:
        return Standing.AGAINST, True
    if supports:
        return Standing.SUPPORTS, False
    if against:
        return Standing.AGAINST, False
    return (Standing.READ if links.is_read(one) else Standing.UNREAD), False


def _words(row: Row) -> Hanging:
    if row.kind is RowKind.SIMILAR:
        told = f"similar: {row.words}" if row.words else "similar"
        return Hanging(Content("  "), Content.assemble((GROUPED, "$quiet"), _quiet(f" {told}")))
    if row.kind is RowKind.READ:
        return Hanging(Content(" "), _quiet(row.words).stylize("bold"))
    return Hanging(Content(" "), safe_line(row.words).stylize("italic $quiet"))


def _quiet(text: str) -> Content:
    return safe_line_part(text).stylize("$quiet")


# Claims


def claim_rows(persona: Persona, study: Study, heading: str, in_hand: str) -> Iterator[ClaimRow]:
    """A heading's composed claims with their numbers, its hypotheses, and what is missing."""
    who = interviewed(persona)
    composed = [
        claim
        for claim in (*persona.claims, *persona.hidden)
        if claim.kind is ClaimKind.COMPOSED and claim.heading == heading
    ]
    hidden = {claim.id for claim in persona.hidden}
    for claim in composed:
        yield _claim(claim, persona, who, in_hand, claim.id in hidden)
    counted = {claim.id for claim in composed}
    foundless = {one.id for one in persona.unfounded}
    for one in study.claims:
        if one.heading == heading and one.id not in counted:
            told = _FOUNDLESS if one.id in foundless else _COUNTING
            yield ClaimRow(_sentence(one.id, one.sentence, told, in_hand, "$warning"), one.id)
    for guess in study.hypotheses:
        if guess.heading == heading:
            shown = _sentence(guess.id, guess.sentence, _HYPOTHESIS, in_hand, "$quiet")
            yield ClaimRow(shown, guess.id)
    for gap in persona.gaps:
        if gap.heading == heading and gap.reason is not GapReason.NOT_SUMMED_UP:
            yield ClaimRow(_gap(gap))


def numbers(claim: Claim, who: Interviewed) -> str:
    """A claim's numbers in the page's words: "4 of 9: 4 of 5 customers, nobody else"."""
    parts = [raised(claim, who)]
    if claim.confidence is not None:
        parts.append(claim.confidence.value)
    return " · ".join(parts)


def _claim(
    claim: Claim, persona: Persona, who: Interviewed, in_hand: str, hidden: bool
) -> ClaimRow:
    told = numbers(claim, who) + (" · left out of the page" if hidden else "")
    style = "$error" if claim.confidence is Confidence.CONTESTED else "$secondary"
    lost = [link for link in persona.loose if link.claim == claim.id]
    shown = _sentence(claim.id, claim.wording or claim.label, told, in_hand, style)
    if lost:
        why = " or ".join(dict.fromkeys(_LOST[link.why] for link in lost))
        links = "1 link counts" if len(lost) == 1 else f"{len(lost)} links count"
        shown = _sentence(
            *(claim.id, claim.wording or claim.label, told, in_hand, style),
            note=f"{links} no more: {why}",
        )
    return ClaimRow(shown, claim.id, claim)


def _sentence(
    claim: str, sentence: str, told: str, in_hand: str, style: str, note: str = ""
) -> Hanging:
    held = claim == in_hand
    lines = [
        safe_line(sentence).stylize("bold" if held else ""),
        safe_line_part(f"  {told}").stylize(style),
    ]
    if note:
        lines.append(safe_line_part(f"  {note}").stylize("$warning"))
    sign = Content.styled(f"{IN_HAND} " if held else "  ", "bold $accent")
    return Hanging(sign, Content("\n").join(lines))


def _gap(gap: Gap) -> Hanging:
    style = "$warning" if gap.blocks else "$quiet"
    sign = "! " if gap.blocks else "· "
    return Hanging(Content.styled(sign, style), dressed(gap_line(gap)).stylize(style))


# How it stands


def stands(persona: Persona, progress: ReadingProgress) -> str:
    """ "provisional · 3 missing · 162 of 210 read"."""
    read = f"{progress.read} of {progress.total} read"
    return f"{persona.status} · {missing_words(persona)} · {read}"


def headings_line(here: str, unread: dict[str, int], *, in_full: bool) -> Content:
    """The six headings, each with how many of its observations wait; a sign where none does.

    Where there is no room for them `in_full`, the others go by their letters on the page.
    """
    parts = []
    for heading in HEADINGS:
        left = unread.get(heading.id, 0)
        is_here = heading.id == here
        name = heading.short if in_full or is_here else heading.letter
        style = "bold $accent" if is_here else "$quiet"
        parts.append(Content.styled(f"{name} {left or '✓'}", style))
    return Content("   ").join(parts)


def hand_line(sentence: str, told: str, marked: int) -> Content:
    """How many lines are marked, and which claim they would be linked to."""
    parts = []
    if marked:
        parts.append(Content.assemble((MARKED, "bold $accent"), f" {marked} marked"))
    if sentence:
        claim = safe_line_part(f" {sentence}")
        parts.append(Content.assemble((IN_HAND, "bold $accent"), claim))
        parts.append(_quiet(told))
    else:
        parts.append(_quiet("No claim in hand yet."))
    return Content("   ").join(parts)


def told_of(persona: Persona, claim_id: str, heading: str, here: str) -> str:
    """A claim's numbers, where it is counted, and its heading, where another one is shown."""
    claim = next((c for c in (*persona.claims, *persona.hidden) if c.id == claim_id), None)
    counted = numbers(claim, interviewed(persona)) if claim is not None else ""
    where = next((h.short for h in HEADINGS if h.id == heading != here), "")
    return "   ".join(part for part in (counted, where) if part)

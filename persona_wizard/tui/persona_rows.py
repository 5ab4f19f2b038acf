"""The rows of the persona screen: the page's sentences, what to decide about each, what is left."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from persona_wizard.export.counts import Interviewed, by_audience, interviewed
from persona_wizard.export.journey import TITLE as JOURNEY
from persona_wizard.export.journey import journey_lines
from persona_wizard.export.labels import in_sentence, row_label
from persona_wizard.export.layout import Layout
from persona_wizard.export.lines import Line
from persona_wizard.export.marks import Marks, tallies_of
from persona_wizard.export.missing import few_people, gap_line, standing, status_lines
from persona_wizard.export.people_behind import (
    archetype_line,
    conjunction_line,
    drawn_from_line,
    meant_for_line,
)
from persona_wizard.export.researcher import HYPOTHESES, hypothesis_lines
from persona_wizard.export.researcher import OUR_READING as READING
from persona_wizard.export.sections import section_lines
from persona_wizard.model.headings import FIELDS, heading
from persona_wizard.model.persona import (
    Claim,
    ClaimKind,
    Confidence,
    Evidence,
    Gap,
    GapReason,
    Persona,
    Section,
)
from persona_wizard.model.suggestions import Suggestion
from persona_wizard.tui.dress import dressed
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.persona_words import (
    TALLIED,
    advice_words,
    claim_line,
    rests_on,
    said_now,
    tally_of,
)
from persona_wizard.tui.safe_text import safe_line, safe_line_part

PINNED, MOVED, HINT = "▲", "≠", "?"
_NO_SIGN, _DEEPER = Content("  "), Content("    ")
_SPLIT = "Split:"
_ROLES = "buying-role"
_TYPES = "buyer-type"
_TYPES_UNDER = "personality"
OUR_READING = "our reading"


class Row(Struct, frozen=True):
    """One row: a sign, and words. `id` is what it is known by; without one it can be read, not
    stood on. `heading` (id) is where its claims can be put in order.
    """

    sign: Content
    words: Content
    id: str = ""
    claims: tuple[Claim, ...] = ()
    answers: tuple[Evidence, ...] = ()
    heading: str = ""
    gap: Gap | None = None
    suggestion: Suggestion | None = None
    left_out: bool = False

    @property
    def shown(self) -> Hanging:
        return Hanging(self.sign, self.words)


def rows(persona: Persona) -> Iterator[Row]:
    """Everything about a persona, as a reader goes through it, and what was left out of it."""
    who = interviewed(persona)
    first = [gap for gap in persona.gaps if gap.blocks and gap.heading is None]
    yield from map(_gap, first)
    # Each gap has a row of its own, so the lines need not tell what is missing.
    told = replace(persona, gaps=())
    beside = (archetype_line(persona), drawn_from_line(persona), meant_for_line(persona))
    # The first row can be stood on, so that all that is above the next is seen.
    yield _quiet(standing(persona), "" if first else "standing")
    yield from (Row(_NO_SIGN, dressed(line)) for line in beside if line is not None)
    for section in persona.sections:
        yield _title(heading(section.heading).title)
        found = [
            *_known(told, section, who),
            *(_types(persona, section) if section.heading == _TYPES_UNDER else ()),
            *(_gap(g) for g in persona.gaps if g.heading == section.heading and _has_row(g)),
        ]
        yield from found or [_quiet("Nothing known yet.")]
    yield from _separating(persona, who)
    yield from _journey(persona)
    yield from _unknown(persona)
    yield from _hypotheses(persona)
    yield from _our_reading(persona)
    yield from _left_out(persona)


def movable(shown: Sequence[Row], row: Row, by: int) -> Row | None:
    """The row that this one would change places with; None at the end of its heading.

    Pinned rows stand before the others, and change places among themselves.
    """
    same = [one for one in shown if one.heading == row.heading and is_pinned(one) == is_pinned(row)]
    place = [one.id for one in same].index(row.id) + by if row.heading else -1
    return same[place] if 0 <= place < len(same) else None


def is_pinned(row: Row) -> bool:
    return any(claim.pinned for claim in _own(row.claims))


def _own(claims: Sequence[Claim]) -> Sequence[Claim]:
    """Those of a line's claims that have no line of their own in the researcher's words."""
    return claims if len(claims) == 1 else [claim for claim in claims if not claim.wording]


def told_of(row: Row, persona: Persona, key: Callable[[str], str]) -> str:
    """What a row rests on and what can be decided about it; `key` names the key of an action."""
    if row.gap is not None:
        given = row.gap.id in ("name", "photo")
        return "Enter fills it." if given else "Enter lets it stay open, with your reason."
    if row.suggestion is not None:
        return f"A suggestion, no claim. Enter shows the answers, {key('accept')} makes it a claim."
    if row.id.startswith(OUR_READING):
        return "Enter changes your reading."
    if row.left_out:
        return f"{key('leave_out')} takes it in again."
    if not row.claims:
        return f"{key('compose')} makes claims of these answers." if row.answers else ""
    return _told_of_claims(row.claims, persona, key)


def _told_of_claims(claims: Sequence[Claim], persona: Persona, key: Callable[[str], str]) -> str:
    if any(claim.moved_from for claim in _own(claims)):
        return f"{key('accept')} lets your words stand, {key('say_otherwise')} changes them."
    if len(claims) > 1:
        keys = f"{key('say_otherwise')}, {key('pin')} and {key('leave_out')}"
        return f"Enter shows all {len(claims)} claims; {keys} ask which one."
    (claim,) = claims
    parts = [claim.confidence.value if claim.confidence is not None else ""]
    parts.append(by_audience(claim.split, interviewed(persona)))
    parts.append("pinned" if claim.pinned else "")
    if claim.wording:
        parts.append(f"in your words for: {said_now(persona, claim)}")
    if claim.field == _TYPES:
        parts.append(f"{key('accept')} makes it a suggestion again")
    return " · ".join(filter(None, parts))


# The six headings


def _known(persona: Persona, section: Section, who: Interviewed) -> Iterator[Row]:
    for line in section_lines(persona, section, who, Layout.FULL):
        yield Row(
            _sign(line.claims),
            _words(line),
            _id(line),
            line.claims,
            line.answers,
            section.heading if line.claims else "",
        )
        moved = any(claim.moved_from for claim in _own(line.claims))
        yield from (_under(under, "$warning" if moved else "$quiet") for under in line.under)


def _words(line: Line) -> Content:
    """The sentence, with the colour of what is contested where people disagree."""
    words, first = dressed(line), line.pieces[0].text
    return words.stylize("$error", 0, len(first)) if first == _SPLIT else words


def _id(line: Line) -> str:
    """What a line is known by, whichever of its claims are left out or reworded."""
    if not line.claims:
        return f"answers {line.text}" if line.answers else ""
    first = line.claims[0]
    if len(line.claims) == 1 and (first.wording or first.confidence is Confidence.CONTESTED):
        return first.id
    if first.kind is ClaimKind.TAG:
        return f"tags {first.id.partition('/')[0]}"
    return f"tally {first.scope}" if first.kind in TALLIED else first.id


def _sign(claims: Sequence[Claim]) -> Content:
    if any(claim.moved_from for claim in _own(claims)):
        return Content.styled(f"{MOVED} ", "$warning")
    if any(claim.pinned for claim in _own(claims)):
        return Content.styled(f"{PINNED} ", "$accent")
    return _NO_SIGN


def _under(line: Line, style: str = "$quiet") -> Row:
    return Row(_DEEPER, dressed(line).stylize(style))


# Roles and types


def _types(persona: Persona, section: Section) -> Iterator[Row]:
    """Buying roles, which are facts, and the buyer types that answers hint at."""
    roles = [c for c in section.indicated if c.field == _ROLES and not (c.pinned or c.wording)]
    if roles:
        counted = ", ".join(f"{claim.label} ({claim.n} of {claim.base})" for claim in roles)
        told = safe_line(f"{FIELDS[_ROLES].title}, from what they told: {counted}")
        yield Row(_NO_SIGN, told, " ".join(claim.id for claim in roles), claims=tuple(roles))
    yield from (_suggestion(one) for one in persona.suggestions if not one.accepted)
    if not persona.suggestions:
        yield _quiet(f"{FIELDS[_TYPES].title}: not enough to tell.")


def _suggestion(suggestion: Suggestion) -> Row:
    """A type with the choices that hint at it."""
    told = f"Hints at {suggestion.type}: {suggestion.n} of {suggestion.base}"
    hints = ", ".join(
        f"{in_sentence(one.label, None)} {one.n} of {one.base}" for one in suggestion.indicators
    )
    words = Content.assemble(safe_line(told), safe_line_part(f" ({hints})").stylize("$quiet"))
    sign = Content.styled(f"{HINT} ", "$secondary")
    return Row(sign, words, f"hint {suggestion.id}", suggestion=suggestion)


# After the headings


def _separating(persona: Persona, who: Interviewed) -> Iterator[Row]:
    if not persona.contrasts:
        return
    yield _title("What separates those who bought")
    for claim in persona.contrasts:
        label = row_label(claim, tally_of(persona, claim))
        counts = f": {by_audience(claim.split, who)}"
        body = Content.assemble(safe_line_part(label).stylize("bold"), safe_line_part(counts))
        yield Row(_NO_SIGN, body, f"separates {claim.id}", claims=(claim,))
    # The first of all that can be compared are those that differ much.
    rest = persona.compared[len(persona.contrasts) :]
    if rest:
        told = "1 smaller difference" if len(rest) == 1 else f"{len(rest)} smaller differences"
        yield replace(_quiet(f"And {told}.", "smaller differences"), claims=rest)
    caution = few_people(persona)
    if caution:
        yield _quiet(caution, "caution")


def _unknown(persona: Persona) -> Iterator[Row]:
    yield _title("What else we do not know")
    yield from (_gap(gap) for gap in persona.gaps if gap.heading is None and not gap.blocks)
    yield from map(_read, status_lines(persona))
    together = conjunction_line(persona, _no_marks(persona))
    if together is not None and persona.conjunction is not None:
        by_id = {claim.id: claim for claim in persona.claims}
        claims = tuple(by_id[one] for one in persona.conjunction.claims)
        yield Row(_NO_SIGN, dressed(together), "together", claims=claims)


def _journey(persona: Persona) -> Iterator[Row]:
    lines = journey_lines(persona, _no_marks(persona), Layout.FULL)
    if lines:
        yield _title(JOURNEY)
    by_id = {claim.id: claim for claim in persona.claims}
    for stage, line in zip(persona.journey, lines, strict=True) if lines else ():
        told = (*stage.claims, *stage.channels, *stage.doubts)
        claims = tuple(by_id[one] for one in told if one in by_id)
        yield replace(_read(line), claims=claims)
        yield from map(_under, line.under)


def _hypotheses(persona: Persona) -> Iterator[Row]:
    lines = hypothesis_lines(persona)
    if lines:
        yield _title(HYPOTHESES)
    yield from map(_read, lines)


def _no_marks(persona: Persona) -> Marks:
    """A screen has no footnotes: what is cited is told in its words."""
    return Marks({}, frozenset(), tallies_of(persona))


def _our_reading(persona: Persona) -> Iterator[Row]:
    if not persona.advice:
        return
    yield _title(READING)
    for number, line in enumerate(persona.advice):
        yield Row(_NO_SIGN, advice_words(line), f"{OUR_READING} {number}")
        yield from (Row(_DEEPER, told) for told in rests_on(persona, line))


def _left_out(persona: Persona) -> Iterator[Row]:
    if not persona.hidden:
        return
    yield _title("Left out by you")
    for claim in persona.hidden:
        shown = safe_line(claim_line(persona, claim)).stylize("$quiet")
        yield Row(_NO_SIGN, shown, f"out {claim.id}", claims=(claim,), left_out=True)


# What any row is made of


def _title(text: str) -> Row:
    return Row(Content(""), Content.assemble("\n", (text, "bold $accent")))


def _read(line: Line) -> Row:
    """A line to read; it can be stood on, so that none is passed over unseen."""
    return Row(_NO_SIGN, dressed(line), f"read {line.text}")


def _quiet(text: str, row_id: str = "") -> Row:
    return Row(_NO_SIGN, Content.styled(text, "$quiet"), row_id)


def _has_row(gap: Gap) -> bool:
    """Whether a gap needs a row of its own: answers that wait to be summed up have theirs."""
    return gap.reason is not GapReason.NOT_SUMMED_UP


def _gap(gap: Gap) -> Row:
    sign = "!" if gap.blocks else "·"
    style = "$warning" if gap.blocks else "$quiet"
    words = dressed(gap_line(gap)).stylize(style)
    return Row(Content.styled(f"{sign} ", style), words, f"gap {gap.id}", gap=gap)

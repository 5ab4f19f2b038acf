"""What a screen says of one claim, or of one line of advice, beside the page's sentences."""

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace
from textual.content import Content

from persona_wizard.export.counts import interviewed, raised
from persona_wizard.export.labels import row_label
from persona_wizard.export.marks import tallies_of
from persona_wizard.model.persona import AdviceLine, Claim, ClaimKind, Persona, Tally
from persona_wizard.tui.safe_text import safe_line, safe_line_part

# Claims that answers to a closed question come to.
TALLIED = (ClaimKind.CHOICE, ClaimKind.MEDIAN)


def claim_line(persona: Persona, claim: Claim) -> str:
    """A claim alone, with its count: "Looks things up with friends and family (6 of 9)"."""
    return f"{row_label(claim, tally_of(persona, claim))} ({claim.n} of {claim.base})"


def said_now(persona: Persona, claim: Claim) -> str:
    """What the program says of a claim, its numbers with it, whatever the researcher's words."""
    bare = replace(claim, wording="")
    label = row_label(bare, tally_of(persona, claim))
    return f"{label} ({raised(claim, interviewed(persona))})"


def tally_of(persona: Persona, claim: Claim) -> Tally | None:
    """The tally that a claim belongs to, left out or not."""
    if claim.kind not in TALLIED:
        return None
    found = tallies_of(persona).get(claim.id)
    if found is not None:
        return found
    # One that was left out is in no tally any more.
    name = claim.scope
    every = (tally for section in persona.sections for tally in section.tallies)
    of_it = [tally for tally in every if tally.question == name.partition(":")[0]]
    same = (t for t in of_it if any(one.scope == name for one in t.choices))
    return next(chain(same, of_it), None)


def advice_words(line: AdviceLine) -> Content:
    """A line of the reading, after whom it is for."""
    whom = safe_line_part(f"{line.whom}: ").stylize("bold") if line.whom else Content("")
    return Content.assemble(whom, safe_line_part(line.sentence))


def rests_on(persona: Persona, line: AdviceLine) -> Iterator[Content]:
    """The claims that a line of the reading cites, and how many are claims no more."""
    if not (line.cites or line.lost):
        yield Content.styled("It rests on no claim any more.", "$warning")
    by_id = {claim.id: claim for claim in persona.claims}
    for cited in line.cites:
        if cited in by_id:
            told = f"rests on: {claim_line(persona, by_id[cited])}"
            yield safe_line(told).stylize("$quiet")
    if line.lost:
        lost = "1 claim" if len(line.lost) == 1 else f"{len(line.lost)} claims"
        nothing = " Nothing else holds it." if not line.cites else ""
        yield Content.styled(f"{lost} that it rested on can't be found here.{nothing}", "$warning")

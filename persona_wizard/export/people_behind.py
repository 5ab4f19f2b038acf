"""Who stands behind a persona: whom it is meant for, who was interviewed, who fits it all."""

from persona_wizard.export.counts import (
    called,
    interviewed,
    listed,
    number,
    people,
)
from persona_wizard.export.labels import choice_in_words
from persona_wizard.export.lines import Line, plain, strong
from persona_wizard.export.marks import Marks
from persona_wizard.model.persona import Conjunction, Persona

# Fewer people than this say nothing of most.
_ENOUGH = 3
# Facts beside which a reader can hold an intended market, and what opens each.
_WHO_THEY_ARE = {"age-group": "aged ", "area": ""}


def meant_for_line(persona: Persona) -> Line | None:
    """Whom the study is meant for, beside who was interviewed; None where it does not say.

    "Meant for: busy households in Northport. Segment: young families. Interviewed: 5 customers and
    2 prospects; most are aged 30 to 44 (6 of 9)."
    """
    told = (("Meant for:", persona.target_market), ("Segment:", persona.segment))
    # What was typed may end in a full stop of its own.
    pieces = [
        piece
        for title, words in told
        if words
        for piece in (strong(title), plain(f" {words.rstrip('.')}. "))
    ]
    if not pieces:
        return None
    return Line((*pieces, strong("Interviewed:"), plain(f" {_interviewed(persona)}")))


def _interviewed(persona: Persona) -> str:
    counts = [
        f"{count.participants} {called(count.audience, count.participants)}"
        for count in persona.audiences
        if count.participants
    ]
    if not counts:
        return "nobody yet."
    facts = "".join(f"; most are {fact}" for fact in _most_are(persona))
    return f"{listed(counts)}{facts}."


def _most_are(persona: Persona) -> list[str]:
    """The facts that two thirds or more of those asked share, and more than half of those
    interviewed: "aged 30 to 44 (6 of 9)".
    """
    tallies = [tally for section in persona.sections for tally in section.tallies]
    found = []
    for field, opening in _WHO_THEY_ARE.items():
        for tally in tallies:
            if tally.question == field and tally.choices:
                most = max(tally.choices, key=lambda claim: claim.n)
                many = most.n >= _ENOUGH and 2 * most.n > persona.participants
                if many and 3 * most.n >= 2 * tally.base:
                    found.append(f"{opening}{choice_in_words(most)} ({most.n} of {most.base})")
    return [listed(found)] if found else []


def drawn_from_line(persona: Persona) -> Line | None:
    """Why it is drawn from some of a study's participants; None where it is drawn from all."""
    total = interviewed(persona).people
    if not persona.grouped_because and persona.in_study <= total:
        return None
    some = f"{total} of {people(max(persona.in_study, total))}"
    because = persona.grouped_because.rstrip(".")
    why = f": {because}" if because else ", without a reason told"
    return Line((plain(f"Drawn from {some}{why}."),))


def conjunction_line(persona: Persona, marks: Marks) -> Line | None:
    """How many fit the leading claims at once; None where fewer than two lead.

    "Of the 7 asked all three, 2 fit G1, G2 and B1 together."
    """
    found = persona.conjunction
    if found is None or len(found.fitting) == 0:
        return None
    by_id = {claim.id: claim for claim in persona.claims}
    if any(claim not in by_id for claim in found.claims):
        return None
    claims = listed([marks.cite(by_id[claim]) for claim in found.claims])
    many = "both" if len(found.claims) == 2 else f"all {number(len(found.claims))}"
    if found.asked == 0:
        told = f"Nobody was asked {many} of {claims}: whether they go together is not known."
        return Line((plain(told),))
    if found.asked == 1:
        fits = "fits" if found.fitting[-1] else "does not fit"
        return Line((plain(f"1 person was asked {many} and {fits} {claims} together."),))
    return Line((plain(f"Of the {found.asked} asked {many}, {_fit(found, claims)}."),))


def _fit(found: Conjunction, claims: str) -> str:
    """How many fit all of them, and how many more at least so many: "1 fits A, B and C together,
    and 4 fit two or more".
    """
    *fewer, together = found.fitting
    told = f"{_fitting(together)} {claims} together"
    if not together:
        told = f"nobody fits {claims} together"
    more = [(many, n) for many, n in enumerate(fewer, 2) if n > together]
    further = [f"{_fitting(n)} {number(many)} or more" for many, n in more]
    if further:
        return f"{told}, and {listed(further)}"
    return told if together or not fewer else f"{told}, or even two of them"


def _fitting(count: int) -> str:
    return f"{count} {'fits' if count == 1 else 'fit'}"


def archetype_line(persona: Persona) -> Line | None:
    """What a page without a face says of that; None for any other."""
    if not persona.faceless:
        return None
    return Line((plain("An archetype: name, photo, age and gender are left out on purpose."),))

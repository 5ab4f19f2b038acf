"""The personas of a study side by side: where they differ, and how far that carries."""

from persona_wizard.export.counts import people
from persona_wizard.export.dress import table
from persona_wizard.export.labels import row_label
from persona_wizard.export.layout import Layout, Naming, naming
from persona_wizard.model.persona import Claim
from persona_wizard.model.personas_compared import Counted, PersonasCompared
from persona_wizard.model.withheld import always_sensitive

TITLE = "The study's personas side by side"
NO_DIFFERENCE = "They differ much in nothing that two people or more of each were asked."
# Below this many people in one of them, a difference is a hint.
_FEW_PEOPLE = 10


def side_by_side(compared: PersonasCompared) -> list[str]:
    """The section's blocks, in counts alone; none for a study with one persona."""
    if len(compared.columns) < 2:
        return []
    head = ("", *(f"{one.name} ({people(len(one.people))})" for one in compared.columns))
    rows = [
        (row_label(one.claim, one.tally), *(count_in_words(count) for count in one.counts))
        for one in compared.differing
        if _may_be_told(one.claim)
    ]
    told = caution(compared, in_counts=True)
    return [f"## {TITLE}", table(head, rows) if rows else NO_DIFFERENCE, *([told] if told else ())]


def _may_be_told(claim: Claim) -> bool:
    """A persona of few people would tell who they are by facts that they can be recognised by."""
    told = naming(claim.heading, claim.sensitive, Layout.PAGE, private=claim.private)
    return told is Naming.PSEUDONYMS and not always_sensitive(claim.field)


def count_in_words(count: Counted | None) -> str:
    """A claim in one persona: "3 of 4", "3 of 4, 1 against", "not asked"; blank if left out."""
    if count is None:
        return ""
    if not count.base:
        return "not asked"
    against = f", {count.against} against" if count.against else ""
    return f"{count.n} of {count.base}{against}"


def caution(compared: PersonasCompared, *, in_counts: bool = False) -> str:
    """Who is counted twice, by pseudonym or `in_counts`, and that few people tell little."""
    parts = []
    several = compared.in_several
    if several:
        who = people(len(several)) if in_counts else ", ".join(several)
        parts.append(f"Counted in several: {who}.")
    fewest = min((len(one.people) for one in compared.columns), default=0)
    if fewest < _FEW_PEOPLE:
        parts.append(f"As few as {people(fewest)} in one: a hint, not a finding.")
    return " ".join(parts)

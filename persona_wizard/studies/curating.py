"""Deciding about a persona's claims: hidden, pinned, put in order, reworded, accepted; members.

Each is one write, and gives the change, which `taking_back.take_back` undoes. `persona` is its id;
the study's first where it is empty. A decision that is taken twice is taken once.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from persona_wizard.model.errors import WizardError
from persona_wizard.model.persona import Claim
from persona_wizard.model.study import Advice, Curation, Rewording, Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.taking_back import Change, change
from persona_wizard.synthesis import evidence_digest


class NotCurated(WizardError):
    """A persona can't be changed like this."""


def hide(store: StudyFolder, claim: Claim, persona: str = "") -> Change:
    """Leave a claim out of the persona. Raises StoreError."""
    return _curate(
        store, persona, lambda c: replace(c, hidden=(*_others(c.hidden, claim), claim.id))
    )


def show(store: StudyFolder, claim: Claim, persona: str = "") -> Change:
    """Take a hidden claim in again. Raises StoreError."""
    return _curate(store, persona, lambda c: replace(c, hidden=_others(c.hidden, claim)))


def pin(store: StudyFolder, claim: Claim, persona: str = "") -> Change:
    """Put a claim before those that are not pinned. Raises StoreError."""
    return _curate(
        store, persona, lambda c: replace(c, pinned=(*_others(c.pinned, claim), claim.id))
    )


def unpin(store: StudyFolder, claim: Claim, persona: str = "") -> Change:
    """Let a claim stand where it stood before. Raises StoreError."""
    return _curate(store, persona, lambda c: replace(c, pinned=_others(c.pinned, claim)))


def put_in_order(store: StudyFolder, claims: Sequence[Claim], persona: str = "") -> Change:
    """Let these claims, as of one heading, stand in this order. Raises StoreError."""
    names = {name for claim in claims for name in (claim.id, *claim.aliases)}
    ids = tuple(dict.fromkeys(claim.id for claim in claims))
    return _curate(
        store,
        persona,
        lambda c: replace(c, order=(*(one for one in c.order if one not in names), *ids)),
    )


def reword(
    store: StudyFolder, claim: Claim, wording: str, said: str = "", persona: str = ""
) -> Change:
    """Say a claim in other words, its numbers as they are; no words take that back.

    `said` is what it says now, with its numbers as shown: it stands beside the claim once its
    evidence is another. Raises StoreError.
    """
    words = clean_line(wording)
    told = clean_line(said) or f"{claim.label} ({claim.n} of {claim.base})"

    def reworded(curation: Curation) -> Curation:
        names = (claim.id, *claim.aliases)
        others = tuple(one for one in curation.reworded if one.claim not in names)
        new = Rewording(claim.id, words, evidence_digest(claim), told)
        return replace(curation, reworded=(*others, new) if words else others)

    return _curate(store, persona, reworded)


def accept_type(store: StudyFolder, suggestion: str, persona: str = "") -> Change:
    """Make a suggested buyer type (its id) a claim. Raises StoreError."""

    def accept(curation: Curation) -> Curation:
        accepted = dict.fromkeys((*curation.suggestions, suggestion))
        return replace(curation, suggestions=tuple(accepted))

    return _curate(store, persona, accept)


def refuse_type(store: StudyFolder, suggestion: str, persona: str = "") -> Change:
    """Let an accepted buyer type be a suggestion again. Raises StoreError."""

    def refuse(curation: Curation) -> Curation:
        left = (one for one in curation.suggestions if one != suggestion)
        return replace(curation, suggestions=tuple(left))

    return _curate(store, persona, refuse)


def advise(store: StudyFolder, lines: Iterable[Advice], persona: str = "") -> Change:
    """Make these the researcher's own reading. Raises NotCurated, StoreError.

    A line without words is left out; any other cites a claim.
    """
    cleaned = (
        Advice(clean_line(a.whom), clean_line(a.sentence), tuple(dict.fromkeys(a.cites)))
        for a in lines
    )
    worded = tuple(line for line in cleaned if line.sentence)
    if not all(line.cites for line in worded):
        raise NotCurated(
            "Each line of your reading rests on a claim: name one. Nothing was changed."
        )
    return _curate(store, persona, lambda c: replace(c, advice=worded))


def choose_members(
    store: StudyFolder, members: Iterable[str], reason: str, persona: str = ""
) -> Change:
    """Draw the persona from these participants (ids) alone, for a reason; from all where none are.

    Raises NotCurated, StoreError.
    """
    chosen, why = tuple(sorted(set(members))), clean_line(reason)
    if chosen and not why:
        raise NotCurated("Say why these people belong together. Nothing was changed.")
    because = why if chosen else ""
    return _curate(store, persona, lambda c: replace(c, members=chosen, grouped_because=because))


def add_persona(store: StudyFolder, persona: str) -> Change:
    """Give the study another persona, of everybody so far. Raises NotCurated, StoreError."""

    def add(study: Study) -> Study:
        if not persona or any(one.id == persona for one in study.personas):
            raise NotCurated(f"“{persona}” is a persona already. Nothing was changed.")
        return replace(study, personas=(*study.personas, Curation(id=persona)))

    return change(store, add)


def drop_persona(store: StudyFolder, persona: str) -> Change:
    """Do away with a persona; a study keeps one at least. Raises NotCurated, StoreError."""

    def drop(study: Study) -> Study:
        left = tuple(one for one in study.personas if one.id != persona)
        if not left or left == study.personas:
            raise NotCurated(
                "A study has one persona at least, and only its own can go. Nothing was changed."
            )
        return replace(study, personas=left)

    return change(store, drop)


def _others(ids: Iterable[str], claim: Claim) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in (claim.id, *claim.aliases))


def _curate(store: StudyFolder, persona: str, step: Callable[[Curation], Curation]) -> Change:
    def curated(study: Study) -> Study:
        wanted = persona or study.personas[0].id
        if all(one.id != wanted for one in study.personas):
            raise NotCurated(f"There is no persona “{wanted}”. Nothing was changed.")
        personas = (step(one) if one.id == wanted else one for one in study.personas)
        return replace(study, personas=tuple(personas))

    return change(store, curated)

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
from persona_wizard.synthesis.tags import contrary_claims, named_tags


class NotCurated(WizardError):
    """A persona can't be changed like this."""


class LineChanged(NotCurated):
    """A line of the researcher's own reading that is there no more, or says something else."""

    def __init__(self) -> None:
        super().__init__(
            "This line was changed meanwhile, perhaps in another window. Nothing was changed: "
            "look at it again."
        )


def hide(store: StudyFolder, claims: Sequence[Claim], persona: str = "") -> Change:
    """Leave claims out of the persona. Raises StoreError."""

    def hidden(curation: Curation) -> Curation:
        ids = curation.hidden
        for claim in claims:
            ids = (*_others(ids, claim), claim.id)
        return replace(curation, hidden=ids)

    return curate(store, persona, hidden)


def show(store: StudyFolder, claim: Claim, hidden: Sequence[Claim], persona: str = "") -> Change:
    """Take a claim in again, one of those `hidden`. Raises StoreError.

    A tag takes in those that say the contrary with it: while they are left out, it is, too.
    """
    with_it = contrary_claims(claim, named_tags(hidden))

    def shown(curation: Curation) -> Curation:
        left = curation.hidden
        for one in (claim, *with_it):
            left = _others(left, one)
        return replace(curation, hidden=left)

    return curate(store, persona, shown)


def pin(store: StudyFolder, claim: Claim, persona: str = "") -> Change:
    """Put a claim before those that are not pinned. Raises StoreError."""
    return curate(
        store, persona, lambda c: replace(c, pinned=(*_others(c.pinned, claim), claim.id))
    )


def unpin(store: StudyFolder, claim: Claim, persona: str = "") -> Change:
    """Let a claim stand where it stood before. Raises StoreError."""
    return curate(store, persona, lambda c: replace(c, pinned=_others(c.pinned, claim)))


def put_in_order(store: StudyFolder, claims: Sequence[Claim], persona: str = "") -> Change:
    """Let these claims, as of one heading, stand in this order. Raises StoreError."""
    names = {name for claim in claims for name in (claim.id, *claim.aliases)}
    ids = tuple(dict.fromkeys(claim.id for claim in claims))
    return curate(
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

    return curate(store, persona, reworded)


def accept_type(store: StudyFolder, suggestion: str, persona: str = "") -> Change:
    """Make a suggested buyer type (its id) a claim. Raises StoreError."""

    def accept(curation: Curation) -> Curation:
        accepted = dict.fromkeys((*curation.suggestions, suggestion))
        return replace(curation, suggestions=tuple(accepted))

    return curate(store, persona, accept)


def refuse_type(store: StudyFolder, suggestion: str, persona: str = "") -> Change:
    """Let an accepted buyer type be a suggestion again. Raises StoreError."""

    def refuse(curation: Curation) -> Curation:
        left = (one for one in curation.suggestions if one != suggestion)
        return replace(curation, suggestions=tuple(left))

    return curate(store, persona, refuse)


def add_advice(store: StudyFolder, line: Advice, persona: str = "") -> Change:
    """Add a line to the researcher's own reading. Raises NotCurated, StoreError.

    A line has words, and rests on a claim.
    """
    new = cleaned_advice(line)
    return _advise(store, persona, lambda lines: (*lines, new))


def change_advice(store: StudyFolder, line: Advice, new: Advice, persona: str = "") -> Change:
    """Let another line stand in place of one. Raises NotCurated, LineChanged, StoreError."""
    instead = cleaned_advice(new)
    return _advise(
        store,
        persona,
        lambda lines: tuple(instead if one == line else one for one in _with(lines, line)),
    )


def drop_advice(store: StudyFolder, line: Advice, persona: str = "") -> Change:
    """Drop a line of the researcher's own reading. Raises LineChanged, StoreError."""
    return _advise(
        store, persona, lambda lines: tuple(one for one in _with(lines, line) if one != line)
    )


def move_advice(store: StudyFolder, line: Advice, by: int, persona: str = "") -> Change:
    """Move a line up (-1) or down (1), as far as that goes. Raises LineChanged, StoreError."""

    def moved(lines: tuple[Advice, ...]) -> tuple[Advice, ...]:
        place = max(0, _with(lines, line).index(line) + by)
        others = tuple(one for one in lines if one != line)
        return (*others[:place], line, *others[place:])

    return _advise(store, persona, moved)


def cleaned_advice(line: Advice) -> Advice:
    """The line as it is kept. Raises NotCurated where it has no words, or rests on nothing."""
    kept = Advice(
        clean_line(line.whom), clean_line(line.sentence), tuple(dict.fromkeys(line.cites))
    )
    if not kept.sentence:
        raise NotCurated("Say in a sentence what follows from it. Nothing was changed.")
    if not kept.cites:
        raise NotCurated(
            "Each line of your reading rests on a claim: name one. Nothing was changed."
        )
    return kept


def _advise(
    store: StudyFolder, persona: str, step: Callable[[tuple[Advice, ...]], tuple[Advice, ...]]
) -> Change:
    return curate(store, persona, lambda c: replace(c, advice=tuple(dict.fromkeys(step(c.advice)))))


def _with(lines: tuple[Advice, ...], line: Advice) -> tuple[Advice, ...]:
    if line not in lines:
        raise LineChanged
    return lines


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
    return curate(store, persona, lambda c: replace(c, members=chosen, grouped_because=because))


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


def curate(store: StudyFolder, persona: str, step: Callable[[Curation], Curation]) -> Change:
    """Change what was decided about one persona. Raises NotCurated, StoreError."""

    def curated(study: Study) -> Study:
        wanted = persona or study.personas[0].id
        if all(one.id != wanted for one in study.personas):
            raise NotCurated(f"There is no persona “{wanted}”. Nothing was changed.")
        personas = (step(one) if one.id == wanted else one for one in study.personas)
        return replace(study, personas=tuple(personas))

    return change(store, curated)

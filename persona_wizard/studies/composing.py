"""Composing: claims made of observations, links for and against, marks of reading, hypotheses.

Each is one write, and gives the change, which `taking_back.take_back` undoes.
"""

import secrets
from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from persona_wizard.model.composing import ComposedClaim, Hypothesis, ObservationKey
from persona_wizard.model.errors import WizardError
from persona_wizard.model.headings import FIELDS, HEADINGS
from persona_wizard.model.study import Study
from persona_wizard.model.text import clean_line
from persona_wizard.store import StudyFolder
from persona_wizard.studies.taking_back import Change, change

Keys = Iterable[ObservationKey]


class NotComposed(WizardError):
    """A claim or hypothesis can't be made or changed like this."""


def make_claim(
    store: StudyFolder,
    heading: str,
    sentence: str,
    supports: Keys,
    *,
    field: str | None = None,
    against: Keys = (),
) -> Change:
    """Make a claim of one sentence and the observations that it rests on, its last in the study.

    Raises NotComposed without a sentence or an observation, StoreError.
    """
    worded, links = _sentence(sentence), _once(supports)
    _refuse_unknown(heading, field)
    if not links:
        raise NotComposed(
            "A claim rests on what somebody said: mark an observation first. Nothing was made."
        )

    def make(study: Study) -> Study:
        claim = ComposedClaim(
            id=_new_id("composed", study),
            heading=heading,
            field=field,
            sentence=worded,
            supports=links,
            against=tuple(key for key in _once(against) if key not in links),
        )
        return replace(study, claims=(*study.claims, claim))

    return change(store, make)


def reword_claim(store: StudyFolder, claim_id: str, sentence: str) -> Change:
    """Give a claim another sentence. Raises NotComposed, StoreError."""
    worded = _sentence(sentence)
    return _change_claim(store, claim_id, lambda claim: replace(claim, sentence=worded))


def move_claim(store: StudyFolder, claim_id: str, heading: str, field: str | None) -> Change:
    """Put a claim under another heading or field. Raises NotComposed, StoreError."""
    _refuse_unknown(heading, field)
    return _change_claim(
        store, claim_id, lambda claim: replace(claim, heading=heading, field=field)
    )


def link(store: StudyFolder, claim_id: str, keys: Keys, *, supports: bool) -> Change:
    """Link observations to a claim, for or against; on the other side they stand no longer.

    Raises NotComposed, StoreError.
    """
    added = _once(keys)

    def linked(claim: ComposedClaim) -> ComposedClaim:
        if supports:
            return replace(
                claim,
                supports=_once((*claim.supports, *added)),
                against=_without(claim.against, added),
            )
        return replace(
            claim,
            supports=_without(claim.supports, added),
            against=_once((*claim.against, *added)),
        )

    return _change_claim(store, claim_id, linked)


def unlink(store: StudyFolder, claim_id: str, keys: Keys) -> Change:
    """Take observations off a claim; without any left it is kept, and is no claim.

    Raises NotComposed, StoreError.
    """
    gone = _once(keys)
    return _change_claim(
        store,
        claim_id,
        lambda claim: replace(
            claim,
            supports=_without(claim.supports, gone),
            against=_without(claim.against, gone),
        ),
    )


def merge_claims(store: StudyFolder, claim_ids: Collection[str], into: str) -> Change:
    """Put claims together into one of them, which keeps its sentence; their ids mean it from now.

    An observation that one of them had for and another against stands for. Raises NotComposed,
    StoreError.
    """
    others = [one for one in dict.fromkeys(claim_ids) if one != into]

    def merge(study: Study) -> Study:
        kept = _claim(study, into)
        going = [_claim(study, one) for one in others]
        supports = _once((*kept.supports, *(key for one in going for key in one.supports)))
        against = _once((*kept.against, *(key for one in going for key in one.against)))
        names = (*kept.aliases, *(name for one in going for name in (one.id, *one.aliases)))
        merged = replace(
            kept,
            supports=supports,
            against=_without(against, supports),
            aliases=tuple(dict.fromkeys(names)),
        )
        left = (claim for claim in study.claims if claim.id not in others)
        return replace(study, claims=tuple(merged if c.id == into else c for c in left))

    return change(store, merge)


def drop_claim(store: StudyFolder, claim_id: str) -> Change:
    """Do away with a claim; what it rested on stays. Raises NotComposed, StoreError."""

    def drop(study: Study) -> Study:
        _claim(study, claim_id)
        return replace(study, claims=tuple(c for c in study.claims if c.id != claim_id))

    return change(store, drop)


def mark_read(store: StudyFolder, keys: Keys) -> Change:
    """Say of observations: read, nothing to claim. Raises StoreError."""
    added = _once(keys)
    return change(store, lambda s: replace(s, read=tuple(sorted({*s.read, *added}))))


def mark_unread(store: StudyFolder, keys: Keys) -> Change:
    """Take that back. Raises StoreError."""
    gone = _once(keys)
    return change(store, lambda s: replace(s, read=_without(s.read, gone)))


def add_hypothesis(store: StudyFolder, heading: str, sentence: str) -> Change:
    """Write down a sentence without evidence. Raises NotComposed, StoreError."""
    worded = _sentence(sentence)
    _refuse_unknown(heading, None)

    def add(study: Study) -> Study:
        made = Hypothesis(id=_new_id("hypothesis", study), heading=heading, sentence=worded)
        return replace(study, hypotheses=(*study.hypotheses, made))

    return change(store, add)


def reword_hypothesis(store: StudyFolder, hypothesis_id: str, sentence: str) -> Change:
    """Give a hypothesis another sentence. Raises NotComposed, StoreError."""
    worded = _sentence(sentence)

    def reword(study: Study) -> Study:
        named = replace(_hypothesis(study, hypothesis_id), sentence=worded)
        every = (named if one.id == hypothesis_id else one for one in study.hypotheses)
        return replace(study, hypotheses=tuple(every))

    return change(store, reword)


def drop_hypothesis(store: StudyFolder, hypothesis_id: str) -> Change:
    """Do away with a hypothesis. Raises NotComposed, StoreError."""

    def drop(study: Study) -> Study:
        _hypothesis(study, hypothesis_id)
        left = tuple(one for one in study.hypotheses if one.id != hypothesis_id)
        return replace(study, hypotheses=left)

    return change(store, drop)


def promote(
    store: StudyFolder, hypothesis_id: str, supports: Keys, *, field: str | None = None
) -> Change:
    """Make a hypothesis a claim, now that somebody said it. Raises NotComposed, StoreError."""
    links = _once(supports)
    if not links:
        raise NotComposed(
            "A hypothesis becomes a claim once somebody said it: mark an observation first. "
            "Nothing was changed."
        )

    def promoted(study: Study) -> Study:
        hypothesis = _hypothesis(study, hypothesis_id)
        _refuse_unknown(hypothesis.heading, field)
        claim = ComposedClaim(
            id=_new_id("composed", study),
            heading=hypothesis.heading,
            field=field,
            sentence=hypothesis.sentence,
            supports=links,
        )
        left = tuple(one for one in study.hypotheses if one.id != hypothesis_id)
        return replace(study, claims=(*study.claims, claim), hypotheses=left)

    return change(store, promoted)


def _change_claim(
    store: StudyFolder, claim_id: str, step: Callable[[ComposedClaim], ComposedClaim]
) -> Change:
    def changed(study: Study) -> Study:
        _claim(study, claim_id)
        claims = (step(claim) if claim.id == claim_id else claim for claim in study.claims)
        return replace(study, claims=tuple(claims))

    return change(store, changed)


def _claim(study: Study, claim_id: str) -> ComposedClaim:
    found = next((claim for claim in study.claims if claim.id == claim_id), None)
    if found is None:
        raise NotComposed("That claim is not there any more. Nothing was changed.")
    return found


def _hypothesis(study: Study, hypothesis_id: str) -> Hypothesis:
    found = next((one for one in study.hypotheses if one.id == hypothesis_id), None)
    if found is None:
        raise NotComposed("That hypothesis is not there any more. Nothing was changed.")
    return found


def _sentence(typed: str) -> str:
    sentence = clean_line(typed)
    if not sentence:
        raise NotComposed("Say it in one sentence. Nothing was changed.")
    return sentence


def _refuse_unknown(heading: str, field: str | None) -> None:
    if heading not in {known.id for known in HEADINGS} or (
        field is not None and field not in FIELDS
    ):
        raise NotComposed(
            f"There is no heading or field “{field or heading}”. Nothing was changed."
        )


def _new_id(kind: str, study: Study) -> str:
    taken = {name for claim in study.claims for name in (claim.id, *claim.aliases)}
    taken |= {hypothesis.id for hypothesis in study.hypotheses}
    while (made := f"{kind}/{secrets.token_hex(4)}") in taken:
        pass
    return made


def _once(keys: Keys) -> tuple[ObservationKey, ...]:
    return tuple(dict.fromkeys(keys))


def _without(keys: Keys, gone: Collection[ObservationKey]) -> tuple[ObservationKey, ...]:
    return tuple(key for key in keys if key not in gone)

"""Changing what was composed and decided, and taking one change back."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.errors import WizardError
from persona_wizard.model.study import Study
from persona_wizard.store import Erased, StudyFolder

# What tells one item of a list from the others, where items are changed one by one.
_KNOWN_BY: dict[str, Callable[[Any], object]] = {
    "claims": lambda claim: claim.id,
    "hypotheses": lambda hypothesis: hypothesis.id,
    "codes": lambda code: code.tag,
    "read": lambda key: key,
    "personas": lambda curation: curation.id,
    "supports": lambda key: key,
    "against": lambda key: key,
    "parted": lambda key: key,
    "hidden": lambda claim: claim,
    "pinned": lambda claim: claim,
    "suggestions": lambda claim: claim,
    "members": lambda participant: participant,
    "accepted": lambda gap: gap.gap,
    "reworded": lambda rewording: rewording.claim,
    "advice": lambda line: line,
}
# Lines known by nothing but themselves: one that is not there any more was changed again.
_KNOWN_BY_THEMSELVES = ("advice",)
_MISSING = object()


class ChangedSince(WizardError):
    """Somebody else changed what a change changed, so that it can't be taken back."""

    told = "it was changed again since, perhaps in another window"

    def __init__(self) -> None:
        super().__init__(f"Not taken back: {self.told}. Nothing was changed.")


class ErasedSince(ChangedSince):
    """Somebody was erased after a change, so that taking it back could bring back what went."""

    told = "somebody was erased since, and what stood here before may tell of them"


class Change(Struct, frozen=True):
    """A study before and after one change, and what had been erased by then."""

    before: Study
    after: Study
    erased: tuple[Erased, ...]

    @property
    def changed(self) -> bool:
        return self.before != self.after


def change(store: StudyFolder, step: Callable[[Study], Study]) -> Change:
    """Save what `step` makes of the study as it is now, in one write.

    Raises StoreError, and what `step` raises; then nothing was saved.
    """
    seen: list[tuple[Study, tuple[Erased, ...]]] = []

    def noting(study: Study) -> Study:
        seen.append((study, store.erased()))
        return step(study)

    after = store.change_study(noting)
    before, erased = seen[-1]
    return Change(before, after, erased)


def take_back(store: StudyFolder, done: Change) -> Change:
    """Undo one change, and leave alone whatever anybody changed beside it since.

    Where nothing was changed since, the study is as before to the byte. Taking the result back does
    the change again. Raises ChangedSince, ErasedSince, StoreError; then nothing was changed.
    """

    def back(now: Study) -> Study:
        # What was erased is known by its words alone, and these are gone.
        if not set(store.erased()) <= set(done.erased):
            raise ErasedSince
        taken: Study = _taken_back(now, done.before, done.after)
        return taken

    return change(store, back)


def _taken_back(now: Any, before: Any, after: Any) -> Any:
    """A record as it is now, with every field back that differs between before and after."""
    if now == after:
        return before
    changes: dict[str, Any] = {}
    for name in now.__struct_fields__:
        was, became, is_now = (getattr(one, name) for one in (before, after, now))
        if was == became or is_now == was:
            continue
        if is_now == became:
            changes[name] = was
        elif name in _KNOWN_BY_THEMSELVES and not set(became) - set(was) <= set(is_now):
            raise ChangedSince
        elif name in _KNOWN_BY:
            changes[name] = _items_back(is_now, was, became, _KNOWN_BY[name])
        else:
            raise ChangedSince
    return replace(now, **changes)


def _items_back(
    now: Sequence[Any],
    before: Sequence[Any],
    after: Sequence[Any],
    known_by: Callable[[Any], object],
) -> tuple[Any, ...]:
    """The items as they are now, with those back that differ between before and after."""
    is_now = {known_by(one): one for one in now}
    was = {known_by(one): one for one in before}
    became = {known_by(one): one for one in after}
    for key in {**was, **became}:
        back = _item_back(*(found.get(key, _MISSING) for found in (is_now, was, became)))
        if back is _MISSING:
            is_now.pop(key, None)
        else:
            is_now[key] = back
    places = {key: place for place, key in enumerate(was)}
    late = len(places)
    # What was taken out goes back to its place; what came since stays behind.
    return tuple(is_now[key] for key in sorted(is_now, key=lambda key: places.get(key, late)))


def _item_back(now: Any, was: Any, became: Any) -> Any:
    if was == became or now == was:
        return now
    if now == became:
        return was
    if isinstance(now, Struct) and isinstance(was, Struct) and isinstance(became, Struct):
        return _taken_back(now, was, became)
    raise ChangedSince

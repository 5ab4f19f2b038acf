"""Tagging and starring one observation: its line in the interview changes, and nothing else."""

from collections.abc import Collection

from msgspec.structs import replace

from persona_wizard.interviewing.answers import reword
from persona_wizard.interviewing.lines import tag_named, tags_of, toggle_tag
from persona_wizard.model.composing import ObservationKey, marks
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import Answer
from persona_wizard.model.observations import STAR, LineKind, observations
from persona_wizard.store import StudyFolder
from persona_wizard.studies.clock import now
from persona_wizard.synthesis.code_book import meanings


class NotTagged(WizardError):
    """An observation can't be tagged."""


def tag_observation(store: StudyFolder, key: ObservationKey, tag: str) -> bool:
    """Put a tag to an observation, or take it away where it is there; whether it is there now.

    The same again undoes it. A tag that counts as this one in the code book is this one. Raises
    NotTagged where the words were changed meanwhile, InterviewLocked while somebody writes the
    interview, StoreError.
    """
    named = tag_named(tag)
    if not named:
        raise NotTagged("A tag begins with a letter, and is of letters and digits.")
    meant = meanings(store.study().codes)
    same = {alias for alias, whole in meant.items() if whole == meant.get(named, named)}
    return _toggle(store, key, named, {named, meant.get(named, named), *same})


def star_observation(store: StudyFolder, key: ObservationKey) -> bool:
    """Star an observation for the page, or take the star away; whether it is there now.

    Raises what `tag_observation` raises.
    """
    return _toggle(store, key, STAR, {STAR})


def _toggle(store: StudyFolder, key: ObservationKey, tag: str, same: Collection[str]) -> bool:
    with store.reopen(key.interview) as file:
        interview = file.interview
        answer = interview.answers.get(key.question)
        lines = _lines(answer, key.mark) if answer is not None else []
        if answer is None or not lines:
            raise NotTagged("These words were changed meanwhile. Nothing was tagged: look again.")
        text = answer.text
        found = [(n, one) for n in lines for one in tags_of(text.split("\n")[n]) if one in same]
        for line, one in found or [(lines[0], tag)]:
            text = toggle_tag(text, line, one)
        changed = reword(answer, text, now())
        if changed is not None:
            file.save(replace(interview, answers={**interview.answers, key.question: changed}))
    return not found


def _lines(answer: Answer, mark: str) -> list[int]:
    """The numbers of the lines that an observation is made of; none where it is not there."""
    found = observations(answer.text)
    there = dict(zip(marks(found), found, strict=True)).get(mark)
    if there is None:
        return []
    if there.kind is LineKind.NOTE:
        return [there.line]
    raw = answer.text.split("\n")
    last = there.line
    while last < len(raw) and raw[last].strip().startswith(">"):
        last += 1
    return list(range(there.line, last))

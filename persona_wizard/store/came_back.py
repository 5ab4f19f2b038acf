"""What was erased and is here again, such as with git: told, and erased again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from persona_wizard.model.interview import Interview
from persona_wizard.store.built_on_erased import naming_erased
from persona_wizard.store.erased import Erased, all_erased, lost_erasures
from persona_wizard.store.erasing import (
    bring_over,
    come_back,
    erase,
    erase_file,
    files_back,
)
from persona_wizard.store.errors import StoreError
from persona_wizard.store.file_facts import FileFacts
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.locks import Taken
from persona_wizard.store.study_files import unreadable_in

_TO_BE = "To be erased again"


def check_lost_erasures(layout: Layout) -> list[Trouble]:
    """Whether an older study.json stands here, which does not say who was erased.

    Raises DamagedFile, NewerVersion, NoRights of study.json.
    """
    lost = lost_erasures(layout)
    if not lost:
        return []
    told = ", ".join(f"{who_was(one)} ({day_of(one)})" for one in lost)
    what = f"it is an older one, which does not say who was erased: {told}"

    def mend() -> Finding:
        try:
            bring_over(layout)
        except Taken as taken:
            raise StoreError(
                f"Left as it is: the study is being saved by {taken.holder or 'someone else'}. "
                "Try again in a moment."
            ) from taken
        return Finding("study.json", what, "It says so again", done=True)

    return [Trouble(Finding("study.json", what, "Its backup says so, and it will again"), mend)]


def check_erased(layout: Layout, interviews: Sequence[Interview]) -> list[Trouble]:
    """What was erased and came back, such as with a git pull. Raises DamagedFile, NoRights."""
    known = all_erased(layout)
    named, facts = come_back(layout, known), FileFacts()
    troubles = []
    for erased in known:
        again = partial(_erase_again, layout, erased, facts)
        seen = any(erased.covers(i.id, i.participant) for i in interviews)
        if erased in named or erased.agreed or seen:
            what = f"erased on {day_of(erased)}, and here again"
            told = Finding(".", what, _TO_BE, who=who_was(erased))
            troubles.append(Trouble(told, partial(again, told)))
    return troubles + (_files(layout, known, facts) if known else [])


def _files(layout: Layout, known: Sequence[Erased], facts: FileFacts) -> list[Trouble]:
    again = {
        path: f"it was erased with {who_was(erased, 'somebody')} on {day_of(erased)}, and is here "
        "again"
        for path, erased in files_back(layout, known).items()
    }
    versions = {
        path: f"it is built on an interview of {who_was(erased)}, erased on {day_of(erased)}, and "
        "names them"
        for path, erased in naming_erased(layout, known, facts).items()
    }
    troubles = []
    for path, what in (versions | again).items():
        told = Finding(inside(layout, path), what, _TO_BE)
        troubles.append(Trouble(told, partial(_erase_file, path, told)))
    what = "it can't be read, so nobody knows whether it tells of somebody who was erased"
    return troubles + [
        Trouble(Finding(inside(layout, path), what, "Ask its owner for the right to read it"))
        for folder in (layout.exports, layout.photos)
        for path in unreadable_in(folder)
    ]


def who_was(erased: Erased, unknown: str = "An interview") -> str:
    """Whom an erasure was of: their pseudonym, or `unknown` where that was not kept."""
    return " and ".join(erased.pseudonyms) or unknown


def day_of(erased: Erased) -> str:
    """The day of an erasure in the local zone: "22 November 2026"."""
    day = datetime.fromisoformat(erased.at).astimezone()
    return f"{day.day} {day:%B %Y}"


def _erase_again(layout: Layout, erased: Erased, facts: FileFacts, told: Finding) -> Finding:
    left = erase(layout, erased, facts=facts, asked=False).left
    if left:
        raise StoreError(f"{', '.join(left)} could not be deleted: check the rights of the folder.")
    return _done(told)


def _erase_file(path: Path, told: Finding) -> Finding:
    erase_file(path)
    return _done(told)


def _done(told: Finding) -> Finding:
    remedy = "Erased again: where git brought it, commit the deletion"
    return Finding(told.file, told.what, remedy, done=True, who=told.who)

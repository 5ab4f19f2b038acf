"""What was erased and is here again, such as with git: told, and erased again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from persona_wizard.model.interview import Interview
from persona_wizard.store.erased import Erased, all_erased, lost_erasures
from persona_wizard.store.erasing import bring_over, erase, has_come_back
from persona_wizard.store.errors import StoreError
from persona_wizard.store.findings import Finding, Trouble
from persona_wizard.store.layout import Layout
from persona_wizard.store.locks import Taken


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
    troubles = []
    for erased in all_erased(layout):
        back = any(erased.covers(i.id, i.participant) for i in interviews)
        if back or has_come_back(layout, erased):
            what = f"erased on {day_of(erased)}, and here again"
            told = Finding(".", what, "To be erased again", who=who_was(erased))
            troubles.append(Trouble(told, partial(_erase_again, layout, erased, told)))
    return troubles


def who_was(erased: Erased) -> str:
    """Whom an erasure was of: their pseudonym, where that was kept."""
    return " and ".join(erased.pseudonyms) or "An interview"


def day_of(erased: Erased) -> str:
    """The day of an erasure in the local zone: "22 November 2026"."""
    day = datetime.fromisoformat(erased.at).astimezone()
    return f"{day.day} {day:%B %Y}"


def _erase_again(layout: Layout, erased: Erased, told: Finding) -> Finding:
    erase(layout, erased)
    remedy = "Erased again: where git brought it, commit the deletion"
    return Finding(told.file, told.what, remedy, done=True, who=told.who)

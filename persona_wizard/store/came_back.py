"""What was erased and is here again, such as with git: told, and erased again."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from persona_wizard.model.interview import Interview
from persona_wizard.store.erased import Erased, all_erased, lost_erasures
from persona_wizard.store.erasing import bring_over, come_back, erase, erase_files
from persona_wizard.store.errors import StoreError
from persona_wizard.store.file_facts import FileFacts
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.locks import Taken
from persona_wizard.store.pages_back import looked_over, pages_back

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
    pages: dict[Erased, tuple[Path, ...]] = {}
    with suppress(StoreError, OSError):
        pages = pages_back(layout, known, looked_over(layout))
    troubles = []
    for erased in known:
        again = partial(_erase_again, layout, erased, facts)
        if erased in named or any(erased.covers(i.id, i.participant) for i in interviews):
            what = f"erased on {day_of(erased)}, and here again"
            told = Finding(".", what, _TO_BE, who=who_was(erased))
            troubles.append(Trouble(told, partial(again, told)))
            continue
        for path in pages.get(erased, ()):
            what = f"it tells of {who_was(erased)}, erased on {day_of(erased)}"
            told = Finding(inside(layout, path), what, _TO_BE)
            troubles.append(Trouble(told, partial(_erase_page, layout, path, told)))
    return troubles


def who_was(erased: Erased) -> str:
    """Whom an erasure was of: their pseudonym, where that was kept."""
    return " and ".join(erased.pseudonyms) or "An interview"


def day_of(erased: Erased) -> str:
    """The day of an erasure in the local zone: "22 November 2026"."""
    day = datetime.fromisoformat(erased.at).astimezone()
    return f"{day.day} {day:%B %Y}"


def _erase_again(layout: Layout, erased: Erased, facts: FileFacts, told: Finding) -> Finding:
    erase(layout, erased, facts=facts)
    return _done(told)


def _erase_page(layout: Layout, path: Path, told: Finding) -> Finding:
    erase_files(layout, [path])
    return _done(told)


def _done(told: Finding) -> Finding:
    remedy = "Erased again: where git brought it, commit the deletion"
    return Finding(told.file, told.what, remedy, done=True, who=told.who)

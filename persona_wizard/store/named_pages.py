"""Pages that may tell of somebody who was erased: told to a person, who decides."""

from pathlib import Path

from persona_wizard.model.pseudonyms import pseudonym_key
from persona_wizard.store.built_on_erased import (
    built_on_erased,
    called_here,
    naming_erased,
    says,
)
from persona_wizard.store.came_back import who_was
from persona_wizard.store.erased import all_erased, retired
from persona_wizard.store.file_facts import FileFacts
from persona_wizard.store.findings import Finding, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.study_files import TooLarge, files_in

_PAGES = (".md", ".html", ".json", ".csv")


def named_pages(layout: Layout) -> tuple[Finding, ...]:
    """The pages in `exports/` that are built on an interview that was erased, or name somebody.

    Those that opening erases are left out. Raises StoreError of study.json.
    """
    known, facts = all_erased(layout), FileFacts()
    if not known:
        return ()
    going = naming_erased(layout, known, facts)
    told: dict[Path, Finding] = {}
    for path, _, erased in built_on_erased(layout, known, facts):
        who = who_was(erased, "")
        of = f"of {who}, who" if who else "that"
        what = f"it is built on an interview {of} was erased"
        remedy = "Counts of them may stand there: export it again, or delete it"
        told[path] = Finding(inside(layout, path), what, remedy)
    gone = retired(known)
    here = called_here(layout, known, facts) if gone else frozenset()
    gone = tuple(one for one in gone if pseudonym_key(one) not in here)
    for path in files_in(layout.exports):
        if gone and path not in told and path.suffix.lower() in _PAGES:
            found = _named_in(layout, path, gone, facts)
            told |= {path: found} if found is not None else {}
    return tuple(told[path] for path in sorted(told) if path not in going)


def _named_in(
    layout: Layout, path: Path, gone: tuple[str, ...], facts: FileFacts
) -> Finding | None:
    file = inside(layout, path)
    try:
        page = facts.page(path)
    except TooLarge:
        what = "it is too large to look into for somebody who was erased"
        return Finding(file, what, "Look at it yourself")
    except OSError:
        # It is a finding of its own.
        return None
    # What is built on nobody who was erased says it in somebody else's words.
    called = says(page, gone) if page is not None and not page.built_on else ()
    if not called:
        return None
    was, them = ("was", "them") if len(called) == 1 else ("were", "any of them")
    what = f"it names {' and '.join(called)}, who {was} erased"
    return Finding(file, what, f"Look at it, and delete it if it tells of {them}")

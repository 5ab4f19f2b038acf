"""The question banks as they were asked: each is still there, and still the same."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from persona_wizard.banks import BankError, bank_digest, shelf_for
from persona_wizard.model.errors import WizardError
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.model.study import Study
from persona_wizard.store import BadName, DamagedFile, NoRights, StoreError, StudyFolder
from persona_wizard.store.findings import Finding, Trouble, inside
from persona_wizard.store.layout import Layout
from persona_wizard.store.quarantine import quarantine
from persona_wizard.studies.reading import bank_of

_ELSEWHERE = "the answers are safe; put a copy from elsewhere in its place"


def check_banks(store: StudyFolder, interviews: Iterable[Interview]) -> list[Trouble]:
    """Banks that interviews followed and that are gone, and kept ones that were changed."""
    refs = {*_kept(store), *(interview.bank for interview in interviews)}
    if not refs:
        return []
    sources = _Sources(store)
    found = (_trouble(store, ref, sources) for ref in sorted(refs, key=lambda r: (r.id, r.digest)))
    return [trouble for trouble in found if trouble is not None]


class _Sources:
    """Where a bank as it was asked may be found again."""

    def __init__(self, store: StudyFolder) -> None:
        self._shelf = shelf_for(store.folder)
        self._study: Study | None = None
        with suppress(StoreError):
            self._study = store.study()

    def find(self, ref: BankRef, here: str) -> str:
        """Its source, out of what stands in its place or on the shelf; empty where it is gone."""
        # Version control may have changed how the lines end.
        same_lines = here.replace("\r\n", "\n")
        if here and bank_digest(same_lines) == ref.digest:
            return same_lines
        with suppress(BankError):
            source = self._shelf.written_out(ref.id, self._study)
            if bank_digest(source) == ref.digest:
                return source
        return ""


def _trouble(store: StudyFolder, ref: BankRef, sources: _Sources) -> Trouble | None:
    here, what = "", "it is gone: the questions as they were asked"
    try:
        path = Layout(store.folder).used_bank(ref.id, ref.digest)
        file = inside(Layout(store.folder), path)
        here = store.used_bank(ref)
    except BadName as fault:
        return Trouble(Finding("question_banks/.used/", fault.message.rstrip("."), _ASKED_BY))
    except NoRights as fault:
        return Trouble(Finding(file, fault.reason, "Ask its owner for the right to read it"))
    except DamagedFile as fault:
        what = f"it can't be read: {fault.reason}"
    except StoreError:
        pass
    else:
        if bank_digest(here) == ref.digest:
            return None
        what = "it was changed: it is not what was asked"
    source = sources.find(ref, here)
    if source:
        told = Finding(file, what, "It becomes again what was asked")
        return Trouble(told, partial(_keep_again, store, ref, path, source, told))
    if not os.path.lexists(path):
        return Trouble(Finding(file, what, _sentence(_ELSEWHERE)))
    if here and _reads(store, ref):
        remedy = f"The answers are counted with it as it is; {_ELSEWHERE}"
        return Trouble(Finding(file, what, remedy))
    told = Finding(file, what, f"It goes to quarantine/; {_ELSEWHERE}")
    return Trouble(told, partial(_take_away, store, path, told))


_ASKED_BY = "An interview names it as its bank; put a copy of that interview in its place"


def _keep_again(
    store: StudyFolder, ref: BankRef, path: Path, source: str, told: Finding
) -> Finding:
    layout, moved = Layout(store.folder), ""
    with store.alone():
        if os.path.lexists(path):
            moved = f"; what stood there is {inside(layout, quarantine(layout, path))} now"
        store.keep_bank(ref.id, ref.digest, source)
    return Finding(told.file, told.what, f"It is again what was asked{moved}", done=True)


def _take_away(store: StudyFolder, path: Path, told: Finding) -> Finding:
    layout = Layout(store.folder)
    with store.alone():
        moved = inside(layout, quarantine(layout, path))
    return Finding(told.file, told.what, f"It is {moved} now; {_ELSEWHERE}")


def _reads(store: StudyFolder, ref: BankRef) -> bool:
    with suppress(WizardError):
        bank_of(store, ref)
        return True
    return False


def _kept(store: StudyFolder) -> Iterator[BankRef]:
    """The banks that the study keeps, by their names; other files there are somebody's own."""
    layout = Layout(store.folder)
    with suppress(OSError):
        for name in os.listdir(layout.used_banks):
            bank_id, _, digest = name.removesuffix(".md").rpartition("@")
            with suppress(BadName):
                if layout.used_bank(bank_id, digest).name == name:
                    yield BankRef(bank_id, digest)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

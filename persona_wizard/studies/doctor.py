"""A look at every file of a study: what is wrong is told, and put right where that can be done."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from persona_wizard.model.errors import WizardError
from persona_wizard.model.text import clean_line
from persona_wizard.store import Listing, StoreError, StudyFolder, Unreadable
from persona_wizard.store.arrivals import check_arrivals
from persona_wizard.store.came_back import check_erased, check_lost_erasures
from persona_wizard.store.checkup import (
    Interviews,
    back_up_all,
    check_backups,
    check_conflicts,
    check_interviews,
    check_participants,
    check_study,
    refuse_unless_study,
)
from persona_wizard.store.erased import Erased
from persona_wizard.store.findings import Finding, Progress, Trouble
from persona_wizard.store.layout import Layout
from persona_wizard.store.links import linked_folders
from persona_wizard.store.lost import check_lost
from persona_wizard.store.named_pages import named_pages
from persona_wizard.store.remains import gitignore_lines, half_written, stale_locks
from persona_wizard.store.rights import wide_rights
from persona_wizard.store.unfinished import check_exports
from persona_wizard.studies.kept_banks import check_banks
from persona_wizard.studies.met_pseudonyms import check_pseudonyms

_NEWER = Finding(
    "study.json",
    "a newer Persona Wizard wrote it",
    "Update Persona Wizard to have things put right",
)


class Report(Struct, frozen=True):
    """What was found, in the order of looking, and the interviews that somebody is writing.

    The latter are left alone, and are nothing wrong; so are the pages in `to_look_at`, which a
    person has to judge. `backed_up` is how many backups are new. `read_only` where a newer version
    wrote the study, so that nothing can be put right here.
    """

    findings: tuple[Finding, ...] = ()
    under_way: tuple[Finding, ...] = ()
    to_look_at: tuple[Finding, ...] = ()
    backed_up: int = 0
    read_only: bool = False

    @property
    def remaining(self) -> int:
        """How many findings are not put right."""
        return sum(not finding.done for finding in self.findings)


def look(folder: Path, progress: Progress) -> Report:
    """Look at everything, and change nothing. Raises NotAStudy."""
    return _Round(folder, _told).go(progress)


def put_right(folder: Path, progress: Progress) -> Report:
    """Look at everything, put right what can be, and back up what reads clean. Raises NotAStudy.

    A study that a newer version wrote is only looked at.
    """
    if StudyFolder(folder).read_only:
        return look(folder, progress)
    report = _Round(folder, _mended).go(progress)
    return replace(report, backed_up=back_up_all(Layout(folder)))


def in_words(finding: Finding) -> str:
    """A finding as one plain line, safe on a terminal."""
    place = "" if finding.file == "." else f"{finding.file}: "
    if not finding.who:
        return clean_line(f"{place or '.: '}{finding.what}. {finding.remedy}.")
    # "interviews/x.json: it can't be read" becomes "P10: interviews/x.json can't be read".
    said = finding.what.removeprefix("it ")
    place = f"{finding.file} " if place and said != finding.what else place
    return clean_line(f"{finding.who}: {place}{said}. {finding.remedy}.")


class _Round:
    """One round through a study. `settle` makes of each trouble what is told of it."""

    def __init__(self, folder: Path, settle: Callable[[Trouble], Finding]) -> None:
        refuse_unless_study(Layout(folder))
        self._layout = Layout(folder)
        self._store = StudyFolder(folder)
        self._settle = settle
        self._findings: list[Finding] = []

    def go(self, progress: Progress) -> Report:
        layout, store = self._layout, self._store
        # What follows may only be readable, or only be told apart, once these are put right.
        self._take(linked_folders(layout))
        self._take(wide_rights(layout))
        self._take(check_study(layout))
        if store.read_only:
            self._findings.append(_NEWER)
        self._take(check_arrivals(layout))
        self._take(check_exports(layout))
        # Whoever was erased is gone before anything else is judged, as on opening.
        with suppress(StoreError):
            self._take(check_lost_erasures(layout))
        looked = check_interviews(layout, progress)
        erased = self._erased(looked)
        looked = looked.without(erased)
        self._take(check_participants(layout))
        self._take(check_lost(layout, erased, looked.read))
        listing = self._listing(looked, erased)
        self._take(check_conflicts(layout))
        self._findings += _waiting(store)
        for check in (check_backups, half_written, stale_locks, gitignore_lines):
            self._take(check(layout))
        self._take(check_pseudonyms(store, listing))
        self._take(check_banks(store, listing.interviews))
        self._findings += _photos(store)
        return Report(
            tuple(self._findings),
            looked.under_way,
            self._to_look_at(),
            read_only=store.read_only,
        )

    def _take(self, troubles: Iterable[Trouble]) -> bool:
        """Settle these; whether anything was changed."""
        settled = [self._settle(trouble) for trouble in troubles]
        self._findings += settled
        return any(finding.done for finding in settled)

    def _erased(self, looked: Interviews) -> tuple[Erased, ...]:
        """What was erased, once all of it is gone that came back."""
        with suppress(StoreError):
            self._take(check_erased(self._layout, looked.read))
            return self._store.erased()
        return ()

    def _to_look_at(self) -> tuple[Finding, ...]:
        """The pages that name somebody who was erased."""
        with suppress(StoreError):
            return named_pages(self._layout)
        return ()

    def _listing(self, looked: Interviews, erased: Sequence[Erased]) -> Listing:
        """The interviews once everything about their files is settled."""
        if self._take(looked.troubles):
            with suppress(StoreError):
                return self._store.interviews()
        unread = (Unreadable(t.told.file, t.told.what) for t in looked.troubles)
        return Listing(looked.read, tuple(unread)).without(erased)


def _told(trouble: Trouble) -> Finding:
    return trouble.told


def _mended(trouble: Trouble) -> Finding:
    if trouble.mend is None:
        return trouble.told
    try:
        return trouble.mend()
    except WizardError as fault:
        remedy = fault.message.rstrip(".")
    except OSError as error:
        remedy = f"It could not be put right ({error.strerror or type(error).__name__})"
    return replace(trouble.told, remedy=remedy)


def _waiting(store: StudyFolder) -> list[Finding]:
    """The interviews that wait, in two forms, for somebody to say which one stays."""
    with suppress(StoreError):
        return [
            Finding(
                f"conflicts/{conflict.file}",
                f"another form of {conflict.interview.pseudonym}'s interview of "
                f"{conflict.interview.started[:10]} waits here",
                "Open the study, and keep this form, the other, or both",
            )
            for conflict in store.conflicts()
        ]
    return []


def _photos(store: StudyFolder) -> list[Finding]:
    """The photos that personas name, and that are gone."""
    findings = []
    with suppress(StoreError):
        for persona in store.study().personas:
            name = persona.photo.file if persona.photo else ""
            try:
                if name:
                    store.photo(name)
            except StoreError:
                what = f"the photo of {persona.name or 'the persona'} is gone"
                remedy = "Put it there again, or choose another photo"
                findings.append(Finding(f"photos/{name}", what, remedy))
    return findings

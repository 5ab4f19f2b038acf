"""A look at every file of a study: what is wrong with each, and what puts it right."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store.backup import back_up, backup_of, read_clean
from persona_wizard.store.conflicts import read_conflict
from persona_wizard.store.damage import Case, damaged, gone
from persona_wizard.store.erased import Erased, is_erased, read_erased, with_erasures
from persona_wizard.store.errors import DamagedFile, NewerVersion, NoRights, NotAStudy, StoreError
from persona_wizard.store.findings import Finding, Progress, Trouble, inside, study_to_itself
from persona_wizard.store.interview_file import read_interview
from persona_wizard.store.layout import Layout, holder_of, is_interview_id
from persona_wizard.store.links import leads_away
from persona_wizard.store.listing import json_files
from persona_wizard.store.locks import INTERVIEW_SECONDS, Lock, Taken, is_held, read_holder
from persona_wizard.store.misnamed import Misnamed, id_in, misnamed
from persona_wizard.store.participant_file import read_participant
from persona_wizard.store.quarantine import quarantine
from persona_wizard.store.study_file import read_study
from persona_wizard.store.tables import load
from persona_wizard.store.whole_file import write_whole

_ELSEWHERE = "there is no backup of it here: put a copy from elsewhere in its place"
_NO_STUDY = (
    "there is no backup of it here, and the interviews are safe: put a copy from elsewhere in its "
    "place, or make another study and copy its study.json here"
)
_NOT_THE_OWN = "the interview's own file is not touched by this"
_NO_NAME = "there is no backup of it here: the name and contact have to be given again"


class Interviews(Struct, frozen=True):
    """Those that can be read, what is wrong with others, and those that somebody is writing."""

    read: tuple[Interview, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    under_way: tuple[Finding, ...] = ()

    def without(self, erased: Sequence[Erased]) -> "Interviews":
        """What is left where this was erased."""
        return Interviews(
            tuple(i for i in self.read if not is_erased(erased, i.id, i.participant)),
            tuple(t for t in self.troubles if not is_erased(erased, Path(t.told.file).stem)),
            self.under_way,
        )


def refuse_unless_study(layout: Layout) -> None:
    """Raises NotAStudy where there is neither a study.json nor anything that tells of one."""
    if not any(os.path.lexists(p) for p in (layout.study, layout.backup, layout.interviews)):
        raise NotAStudy(layout.folder)


def check_study(layout: Layout) -> list[Trouble]:
    """Whether study.json is there and can be read."""
    path = layout.study
    alone = partial(study_to_itself, layout)
    read = partial(_study_at, path)
    # Who was erased on either side stays erased.
    case = Case(layout, path, read, alone, _NO_STUDY, staying=with_erasures)
    return _troubles(case) if os.path.lexists(path) else [gone(case)]


def _study_at(path: Path) -> Study | None:
    """The study, where what was erased from it can be read, too."""
    read_erased(path)
    return read_study(path)


def check_participants(layout: Layout) -> list[Trouble]:
    """Whether each name and contact can be read, in a file of its own name."""
    paths, troubles = _listed(layout, layout.participants)
    alone = partial(study_to_itself, layout)
    for path in paths:
        found = _troubles(Case(layout, path, partial(read_participant, path), alone, _NO_NAME))
        held = "" if found else id_in(path, "participant")
        if held != path.stem and _is_file_name(layout, held):
            own = layout.participant(held)
            found = [misnamed(Misnamed(layout, path, own, "participant", alone))]
        troubles += found
    return troubles


def check_interviews(layout: Layout, progress: Progress) -> Interviews:
    """Read every interview. One that somebody is writing is left to them."""
    paths, troubles = _listed(layout, layout.interviews)
    writers = _writers(layout)
    read: list[Interview] = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        try:
            interview = read_interview(path)
        except StoreError as fault:
            trouble = _interview_trouble(layout, path, fault)
            if path.stem in writers:
                close = f"{writers[path.stem]}: have it closed there, then look again"
                trouble = Trouble(Finding(trouble.told.file, trouble.told.what, close))
            troubles.append(trouble)
            continue
        # None where someone erased it meanwhile.
        if interview is not None:
            read.append(interview)
    progress(len(paths), len(paths))
    read.sort(key=lambda interview: (interview.started, interview.id))
    under_way = (
        Finding(inside(layout, layout.interview(held)), writer, "Left alone", done=True)
        for held, writer in writers.items()
    )
    return Interviews(tuple(read), tuple(troubles), tuple(under_way))


def check_conflicts(layout: Layout) -> list[Trouble]:
    """Whether each form of an interview that waits in conflicts/ can be read."""
    paths, troubles = _listed(layout, layout.conflicts)
    alone = partial(study_to_itself, layout)
    for path in paths:
        read = partial(read_conflict, path)
        troubles += _troubles(Case(layout, path, read, alone, _NOT_THE_OWN))
    return troubles


def check_backups(layout: Layout) -> list[Trouble]:
    """Whether each backup can be used, and the file that it was made of is still there."""
    own = os.path.lexists(layout.study) and not leads_away(layout, layout.backup)
    troubles = _backup_troubles(layout, layout.study) if own else []
    for folder in (layout.interviews, layout.participants):
        # What is behind a link is not the study's to move away.
        if leads_away(layout, backup_of(layout, folder)):
            continue
        backups, unlisted = _listed(layout, backup_of(layout, folder))
        troubles += unlisted
        for backup in backups:
            original = folder / backup.name
            if folder == layout.participants or is_interview_id(backup.stem):
                troubles += _backup_troubles(layout, original)
    return troubles


def back_up_all(layout: Layout) -> int:
    """Back up whatever reads clean; how many backups are new."""
    found = [layout.study]
    for folder in (layout.interviews, layout.participants):
        found += _listed(layout, folder)[0]
    return sum(back_up(layout, path) for path in found)


def _backup_troubles(layout: Layout, original: Path) -> list[Trouble]:
    backup = backup_of(layout, original)
    file = inside(layout, backup)
    try:
        read_clean(Layout(layout.backup), backup)
    except DamagedFile as fault:
        what = f"this backup can't be read: {fault.reason}"

        def mend() -> Finding:
            moved = inside(layout, quarantine(layout, backup))
            back_up(layout, original)
            return Finding(file, what, f"It is {moved} now, and made anew", done=True)

        return [Trouble(Finding(file, what, "It goes to quarantine/, and is made anew"), mend)]
    except StoreError:
        # What a newer version wrote may well be good, and what can't be read shows elsewhere.
        return []
    if backup.exists() and not os.path.lexists(original):
        what = f"it is a backup of {inside(layout, original)}, which is gone"
        return [Trouble(Finding(file, what, "Copy it there, or delete it if that was meant"))]
    return []


def _troubles(case: Case) -> list[Trouble]:
    try:
        case.read()
    except StoreError as fault:
        return [_trouble(case, fault)]
    return []


def _trouble(case: Case, fault: StoreError) -> Trouble:
    if isinstance(fault, DamagedFile):
        return damaged(case, fault.reason)
    if isinstance(fault, NewerVersion):
        return Trouble(Finding(case.file, fault.reason, "Update Persona Wizard to open it"))
    reason = fault.reason if isinstance(fault, NoRights) else fault.message
    return Trouble(Finding(case.file, reason, "Ask its owner for the right to read it"))


def _interview_trouble(layout: Layout, path: Path, fault: StoreError) -> Trouble:
    held = id_in(path, "meta") if isinstance(fault, DamagedFile) else ""
    if held != path.stem and is_interview_id(held) and not _is_backed_up(layout, path):
        own = layout.interview(held)
        return misnamed(Misnamed(layout, path, own, "meta", _alone(layout, own)))

    def keep_theirs(data: bytes) -> str:
        kept = layout.new_conflict(path.stem)
        write_whole(kept, data)
        return inside(layout, kept)

    keep = keep_theirs if is_interview_id(path.stem) else None
    read, alone = partial(read_interview, path), _alone(layout, path)
    return _trouble(Case(layout, path, read, alone, _ELSEWHERE, keep), fault)


def _is_backed_up(layout: Layout, path: Path) -> bool:
    """Whether a backup of this name is of the same conversation: then its id alone is damaged."""
    with suppress(StoreError):
        ours, theirs = load(path, "meta"), load(backup_of(layout, path), "meta")
        known = ("participant", "started")
        return (
            ours is not None
            and theirs is not None
            and all(ours.document.get(key) == theirs.document.get(key) for key in known)
        )
    return False


def _alone(layout: Layout, path: Path) -> Callable[[], AbstractContextManager[None]]:
    if is_interview_id(path.stem):
        return partial(_interview_to_itself, layout, path.stem)
    return partial(study_to_itself, layout)


@contextmanager
def _interview_to_itself(layout: Layout, interview_id: str) -> Iterator[None]:
    """Be an interview's one writer. Raises StoreError."""
    try:
        lock = Lock(layout.interview_lock(interview_id), INTERVIEW_SECONDS)
    except Taken as taken:
        raise StoreError(
            f"Left as it is: it is being written by {taken.holder or 'someone else'}. "
            "Have it closed there, then look again."
        ) from taken
    try:
        yield
    finally:
        if os.path.lexists(layout.interview(interview_id)):
            lock.release()
        else:
            lock.remove()


def _writers(layout: Layout) -> dict[str, str]:
    """The ids of the interviews that somebody is writing, with who that is, in words."""
    if leads_away(layout, layout.locks):
        return {}
    try:
        names = sorted(os.listdir(layout.locks))
    except OSError:
        return {}
    locks = (layout.locks / name for name in names if name.endswith(".lock"))
    return {
        lock.stem: f"it is being written by {read_holder(lock) or 'someone'}"
        for lock in locks
        if is_interview_id(lock.stem) and holder_of(lock).exists() and is_held(lock)
    }


def _listed(layout: Layout, folder: Path) -> tuple[list[Path], list[Trouble]]:
    """The files of a folder, or what is wrong with the folder."""
    try:
        return json_files(folder), []
    except StoreError as fault:
        reason = fault.reason if isinstance(fault, DamagedFile | NoRights) else fault.message
        remedy = "Put a folder there that you may look into, then look again"
        return [], [Trouble(Finding(f"{inside(layout, folder)}/", reason, remedy))]


def _is_file_name(layout: Layout, participant_id: str) -> bool:
    try:
        layout.participant(participant_id)
    except StoreError:
        return False
    return True

"""Many interviews that come into a study at once, or take others' place: all of them, or none.

They are written into a folder of their own beside the study's files. That folder's new name is the
moment from which on they have come: whoever is killed before it leaves nothing, and what is killed
after it is finished by whoever opens the study next.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from persona_wizard.model.interview import BankRef, Interview, Participant
from persona_wizard.store.backup import back_up
from persona_wizard.store.errors import StoreError, UnreadableFile, not_saved
from persona_wizard.store.findings import Finding, Trouble, inside, study_to_itself
from persona_wizard.store.interview_file import read_interview, write_interview_in
from persona_wizard.store.layout import FILE_MODE, Layout, is_interview_id, make_folder
from persona_wizard.store.links import leads_away, refuse_link
from persona_wizard.store.locks import INTERVIEW_SECONDS, Taken, held, is_held
from persona_wizard.store.participant_file import write_participant_in
from persona_wizard.store.storage import AtomicJSONStorage, Tables, encode, read_content
from persona_wizard.store.whole_file import make_private, sync_folder

_AT_ONCE = 8
# Until they have come they are nobody's to keep a version of.
_IGNORED = ".gitignore"
# In the name of what takes an interview's place also where claims, themes or links name it.
_LINKED = ".linked"


class HaveCome(KeyboardInterrupt):
    """Somebody stopped it when all had come."""


class Arrivals:
    """What comes into a study at once. Nothing of it is there before all of it is.

    `left` are the interviews (ids) that nothing took the place of, for they had changed, or were
    open. It is whole once all has come.
    """

    left: tuple[str, ...] = ()

    def __init__(self, layout: Layout, place: Layout) -> None:
        self._layout = layout
        self._place = place

    def interview(self, interview: Interview) -> None:
        """Let a new interview come. Raises StoreError."""
        path = self._place.interview(interview.id)
        write_interview_in(_FreshFile(path), interview)

    def instead(self, before: Interview, interview: Interview, linked: bool = False) -> bool:
        """Let an interview come in the place of what was there `before`, and of nothing else.

        Of one that claims, themes or links name only where all they name stays (`linked`). Whether
        that is there still; it is looked at once more in the end. Raises StoreError.
        """
        path = self._layout.interview(before.id)
        digest = _digest_of(path)
        if not digest or not _holds(path, before):
            self.left = (*self.left, before.id)
            return False
        folder = self._place.folder / self._layout.come_instead.name
        make_private(folder)
        mark = _LINKED if linked else ""
        write_interview_in(_FreshFile(folder / f"{before.id}.{digest}{mark}.json"), interview)
        return True

    def participant(self, participant: Participant) -> None:
        """Let a name and contact come. Raises StoreError."""
        make_private(self._place.participants)
        path = self._place.participant(participant.id)
        write_participant_in(_FreshFile(path), participant)

    def survey_key(self, key: str) -> None:
        """Let the secret come that the ids are made with, unless it is there. Raises StoreError."""
        if not os.path.lexists(self._layout.survey_key):
            make_private(self._place.participants)
            _write_fresh(self._place.survey_key, key.encode())

    def bank(self, ref: BankRef, source: str) -> None:
        """Let a bank as it was asked come, unless the study keeps it. Raises StoreError."""
        if os.path.exists(self._layout.used_bank(ref.id, ref.digest)):
            return
        path = self._place.used_bank(ref.id, ref.digest)
        make_private(self._place.question_banks)
        make_private(self._place.used_banks)
        _write_fresh(path, source.encode())


@contextmanager
def arriving(layout: Layout) -> Iterator[Arrivals]:
    """Take in what is given inside: all of it at the end, or nothing on a fault.

    The caller holds the study's lock. Raises StoreError, and HaveCome for a KeyboardInterrupt that
    is too late.
    """
    settle(layout)
    for folder in (layout.interviews, layout.participants, layout.question_banks):
        refuse_link(folder)
    place = Layout(layout.coming)
    try:
        make_folder(place.folder)
        _write_fresh(place.folder / _IGNORED, b"*\n")
        make_folder(place.interviews)
        arrivals = Arrivals(layout, place)
        yield arrivals
        for folder in _folders(place.folder):
            _sync_files(folder)
            sync_folder(folder)
        os.rename(place.folder, layout.come)
    except BaseException as error:
        shutil.rmtree(place.folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise not_saved(layout.folder, error) from error
        if isinstance(error, KeyboardInterrupt) and os.path.isdir(layout.come):
            raise HaveCome from error
        raise
    try:
        arrivals.left = (*arrivals.left, *_move_in(layout))
        # From now on there is more to lose than settings.
        back_up(layout, layout.study)
    except KeyboardInterrupt as error:
        raise HaveCome from error


def settle(layout: Layout) -> None:
    """Finish what had come when somebody was killed, and clear away what had not.

    The caller holds the study's lock. Raises StoreError, also where one of the folders is a link.
    """
    for folder in _folders_of_arrivals(layout):
        refuse_link(folder)
    try:
        if os.path.lexists(layout.coming):
            shutil.rmtree(layout.coming)
    except OSError as error:
        raise not_saved(layout.folder, error) from error
    _move_in(layout)


def settle_if_free(layout: Layout) -> None:
    """The same, unless somebody is at it; silent where the study may not be written."""
    if is_unsettled(layout):
        with suppress(Taken, StoreError, OSError), held(layout.study_lock, seconds=0):
            settle(layout)


def is_unsettled(layout: Layout) -> bool:
    """Whether interviews are coming into a study, or somebody was killed while they did."""
    return any(
        os.path.isdir(folder) and not leads_away(layout, folder)
        for folder in (layout.coming, layout.come)
    )


def check_arrivals(layout: Layout) -> list[Trouble]:
    """Whether somebody was killed while interviews came into the study."""
    linked = [folder for folder in _folders_of_arrivals(layout) if os.path.islink(folder)]
    if linked:
        what = "it is a link, and what is behind it does not come into the study"
        return [
            Trouble(Finding(f"{inside(layout, folder)}/", what, "Delete the link"))
            for folder in linked
        ]
    if not is_unsettled(layout) or is_held(layout.study_lock):
        return []
    come = os.path.isdir(layout.come)
    place = layout.come if come else layout.coming
    what = "an import was cut short"
    remedy = "It is to be finished" if come else "What it left is to be removed"

    def mend() -> Finding:
        with study_to_itself(layout):
            settle(layout)
        done = "It is finished" if come else "What it left is removed: import again"
        return Finding(f"{inside(layout, place)}/", what, done, done=True)

    return [Trouble(Finding(f"{inside(layout, place)}/", what, remedy), mend)]


def _folders_of_arrivals(layout: Layout) -> tuple[Path, ...]:
    """The outer ones first."""
    return layout.coming, layout.come, layout.come_instead


def _move_in(layout: Layout) -> tuple[str, ...]:
    """Give everything that has come its place; what stands there already stays.

    The interviews (ids) that nothing took the place of, though it was to.
    """
    come = layout.come
    if not os.path.isdir(come):
        return ()
    try:
        sync_folder(layout.folder)
        left = _put_instead(layout, layout.come_instead)
        for source in _folders(come):
            target = layout.folder / source.relative_to(come)
            if source in (come, layout.come_instead):
                continue
            refuse_link(target)
            if not os.path.isdir(target):
                make_folder(target)
            for entry in sorted(os.listdir(source)):
                if not os.path.isdir(source / entry) and not os.path.lexists(target / entry):
                    os.rename(source / entry, target / entry)
            # Of what goes from one folder to another the disk has to know both.
            for folder in (target, target.parent, source):
                sync_folder(folder)
        shutil.rmtree(come)
        sync_folder(layout.folder)
    except OSError as error:
        raise not_saved(layout.folder, error) from error
    return left


def _put_instead(layout: Layout, source: Path) -> tuple[str, ...]:
    """Let interviews take the place of those that nobody changed since; the others (ids)."""
    if not os.path.isdir(source):
        return ()
    refuse_link(layout.interviews)
    # What is linked, or erased, is named there.
    settings = layout.study.read_bytes()
    left: list[str] = []
    for entry in sorted(os.listdir(source)):
        interview_id, _, rest = entry.partition(".")
        digest = rest.removesuffix(".json").removesuffix(_LINKED)
        linked = rest.endswith(f"{_LINKED}.json")
        named = interview_id.encode() in settings and not linked
        may_be_put = is_interview_id(interview_id) and not named
        if not may_be_put or not _put(layout, interview_id, digest, source / entry):
            left.append(interview_id)
    sync_folder(layout.interviews)
    sync_folder(source)
    return tuple(left)


def _put(layout: Layout, interview_id: str, digest: str, coming: Path) -> bool:
    """Put a file in an interview's place, unless somebody writes that, or its bytes are others."""
    path = layout.interview(interview_id)
    # A lock is no way to find out that it was erased.
    if not os.path.lexists(path):
        return False
    try:
        with held(layout.interview_lock(interview_id), INTERVIEW_SECONDS):
            if _digest_of(path) != digest:
                return False
            os.replace(coming, path)
    except (Taken, StoreError):
        return False
    return True


def _digest_of(path: Path) -> str:
    """The digest of a file; empty where there is none. Raises DamagedFile, NoRights."""
    content = read_content(path)
    return sha256(content.data).hexdigest() if content else ""


def _holds(path: Path, interview: Interview) -> bool:
    """Whether a file holds this interview."""
    try:
        return read_interview(path) == interview
    except UnreadableFile:
        return False


def _folders(folder: Path) -> list[Path]:
    """A folder and those in it, at any depth, the outer ones first."""
    return [Path(here) for here, _, _ in os.walk(folder)]


def _sync_files(folder: Path) -> None:
    """Have the disk know what is in the files of a folder. Raises OSError."""
    from concurrent.futures import ThreadPoolExecutor

    files = [entry.path for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
    # A disk takes what several ask for at once together.
    with ThreadPoolExecutor(_AT_ONCE) as asking:
        list(asking.map(_sync, files))


def _sync(file: str) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _FreshFile(AtomicJSONStorage):
    """A file that nobody looks at before its folder gets its name."""

    def write(self, data: Tables) -> None:
        if self._holding:
            self._held = data
        else:
            _write_fresh(self.path, encode(self.path, data))


def _write_fresh(path: Path, data: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with open(descriptor, "wb") as file:
            # The umask may have taken rights from the owner too.
            os.chmod(path, FILE_MODE)
            file.write(data)
    except OSError as error:
        raise not_saved(path, error) from error

"""A study on disk: the door to everything in its folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from persona_wizard.model.interview import BankRef, Interview, Participant
from persona_wizard.model.study import Study
from persona_wizard.store.errors import (
    DamagedFile,
    NotAStudy,
    StoreError,
    not_erased,
    not_readable,
    shown,
)
from persona_wizard.store.interview_file import read_existing
from persona_wizard.store.layout import Layout
from persona_wizard.store.leftovers import remove_leftovers
from persona_wizard.store.listing import Listing, json_files, list_interviews
from persona_wizard.store.locks import Taken, held, holder_now
from persona_wizard.store.new_study import make_study
from persona_wizard.store.open_interview import OpenInterview
from persona_wizard.store.participant_file import read_participant, write_participant
from persona_wizard.store.study_file import read_study, write_study
from persona_wizard.store.whole_file import make_private, sync_folder, write_whole

# Others hold it for one write, which takes milliseconds.
_PATIENCE_SECONDS = 5.0


class StudyFolder:
    """One study. Nothing is cached: each reading shows what is on disk now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._layout = Layout(folder)

    @classmethod
    def create(cls, folder: Path, study: Study) -> Self:
        """Make a study in a new or an empty folder.

        Raises StudyExists, FolderNotEmpty, FileInTheWay, NoRights, StoreError; then nothing is
        left behind.
        """
        make_study(Layout(folder), study)
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a study that is there; removes what a killed process left.

        Raises NotAStudy, DamagedFile, NewerVersion, NoRights.
        """
        opened = cls(folder)
        opened.study()
        remove_leftovers(opened._layout)
        return opened

    def study(self) -> Study:
        """Raises NotAStudy, DamagedFile, NewerVersion, NoRights."""
        study = read_study(self._layout.study)
        if study is None:
            raise NotAStudy(self.folder)
        return study

    def save_study(self, study: Study) -> None:
        """Save settings and personas; other tables in study.json stay. Raises StoreError."""
        # What can't be read would be lost by writing over it, so it is read here too.
        self.change_study(lambda _: study)

    def change_study(self, change: Callable[[Study], Study]) -> Study:
        """Save what `change` makes of the study as it is now; nobody else saves in between.

        `change` saves nothing itself. Raises StoreError, and what `change` raises; then nothing
        was saved.
        """
        with self._alone():
            study = change(self.study())
            write_study(self._layout.study, study)
        return study

    def interviews(self) -> Listing:
        """All interviews by their start, and the files that can't be read. Raises NoRights."""
        return list_interviews(self._layout)

    def interview_count(self) -> int:
        """How many interview files there are, readable or not. Raises NoRights, DamagedFile."""
        return len(tuple(json_files(self._layout.interviews)))

    def read_interview(self, interview_id: str) -> Interview:
        """Raises UnreadableFile, NoRights, StoreError where there is none."""
        return read_existing(self._layout, interview_id)

    def interview_stamp(self, interview_id: str) -> tuple[int, int, int] | None:
        """Changes whenever the interview is saved; None where there is no file."""
        try:
            found = self._layout.interview(interview_id).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def writer(self, interview_id: str) -> str:
        """Who is writing an interview, as they said of themselves; empty where nobody does."""
        holder = holder_now(self._layout.interview_lock(interview_id))
        return str(holder) if holder else ""

    def is_open_elsewhere(self, interview_id: str) -> bool:
        """Whether another program than this one is writing an interview."""
        holder = holder_now(self._layout.interview_lock(interview_id))
        return holder is not None and not holder.is_this_process

    def begin(self, interview: Interview) -> OpenInterview:
        """Write a new interview, and stay its one writer. Raises StoreError."""
        return OpenInterview.begin(self._layout, interview)

    def reopen(self, interview_id: str) -> OpenInterview:
        """Become an interview's one writer. Raises InterviewLocked, UnreadableFile, StoreError."""
        return OpenInterview.reopen(self._layout, interview_id)

    def keep_bank(self, bank_id: str, digest: str, source: str) -> None:
        """Keep a bank as it was asked; one that is kept already stays. Raises StoreError."""
        path = self._layout.used_bank(bank_id, digest)
        if os.path.exists(path):
            return
        with self._alone():
            make_private(self._layout.question_banks)
            write_whole(path, source.encode())

    def used_bank(self, ref: BankRef) -> str:
        """The source of a bank as it was asked. Raises StoreError where it is gone."""
        path = self._layout.used_bank(ref.id, ref.digest)
        try:
            return path.read_bytes().decode()
        except FileNotFoundError as error:
            raise StoreError(
                f"{shown(path)} is gone: the questions as they were asked. The answers are safe. "
                "Put a copy from a backup in its place."
            ) from error
        except OSError as error:
            raise not_readable(path, error) from error
        except UnicodeDecodeError as error:
            raise DamagedFile(path, "it is no text") from error

    def save_own_bank(self, name: str, source: str) -> None:
        """Save one of the study's own question banks. Raises StoreError."""
        path = self._layout.own_bank(name)
        with self._alone():
            write_whole(path, source.encode())

    def participants(self) -> tuple[Participant, ...]:
        """Everyone whose name was kept, by pseudonym. Raises UnreadableFile, NoRights."""
        read = (read_participant(path) for path in json_files(self._layout.participants))
        kept = (participant for participant in read if participant is not None)
        return tuple(sorted(kept, key=lambda person: (person.pseudonym, person.id)))

    def save_participant(self, participant: Participant) -> None:
        """Save a name and contact. Raises StoreError."""
        path = self._layout.participant(participant.id)
        with self._alone():
            write_participant(path, participant)

    def forget_participant(self, participant_id: str) -> None:
        """Delete a name and contact, where any was kept. Raises StoreError."""
        path = self._layout.participant(participant_id)
        with self._alone():
            try:
                if os.path.lexists(path):
                    path.unlink()
                    sync_folder(path.parent)
            except OSError as error:
                raise not_erased(path, error) from error

    def save_photo(self, name: str, data: bytes) -> None:
        """Save a photo whole, in place of one of that name. Raises StoreError."""
        path = self._layout.photo(name)
        with self._alone():
            write_whole(path, data)

    def photo(self, name: str) -> Path:
        """Where a photo lies. Raises StoreError where there is none."""
        path = self._layout.photo(name)
        if not os.path.isfile(path):
            raise StoreError(
                f"There is no photo {shown(path)}. Put it there, or choose another photo."
            )
        return path

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Be the only one who changes what belongs to no single interview."""
        lock = self._layout.study_lock
        try:
            with held(lock, _PATIENCE_SECONDS):
                yield
        except Taken as taken:
            raise StoreError(
                f"Not saved: the study is being saved by {taken.holder or 'someone else'}. "
                "What was saved before is safe. Try again in a moment."
            ) from taken

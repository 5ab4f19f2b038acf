"""A study on disk: the door to everything in its folder."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self, TypeVar

from persona_wizard.model.interview import BankRef, Interview, Participant
from persona_wizard.model.study import Study
from persona_wizard.store.arrivals import settle_if_free
from persona_wizard.store.backup import back_up
from persona_wizard.store.belongings import Belongings
from persona_wizard.store.by_words import still_telling
from persona_wizard.store.called import is_named_elsewhere, people_called
from persona_wizard.store.conflicts import (
    Conflict,
    let_both_stand,
    let_ours_stand,
    let_theirs_stand,
    list_conflicts,
)
from persona_wizard.store.erased import CameBack, Erased, all_erased, unerased
from persona_wizard.store.erasing import erase, erase_again, what_goes
from persona_wizard.store.errors import (
    NotAStudy,
    OnlyRead,
    StoreError,
    not_readable,
    shown,
)
from persona_wizard.store.findings import Progress
from persona_wizard.store.interview_file import is_newer_interview, read_existing
from persona_wizard.store.layout import Layout
from persona_wizard.store.leftovers import remove_leftovers
from persona_wizard.store.listing import Listing, json_files, list_interviews, unwatched
from persona_wizard.store.locks import STUDY_SECONDS, Taken, held, holder_now
from persona_wizard.store.new_study import make_study
from persona_wizard.store.open_interview import OpenInterview
from persona_wizard.store.overview import Overview, checked_overview, kept_overview
from persona_wizard.store.participant_file import write_participant
from persona_wizard.store.people import People, forget_participant, list_people
from persona_wizard.store.photo_file import save_photo
from persona_wizard.store.photo_files import forget_photos, photo_names
from persona_wizard.store.stamp import Stamp, stamp_at
from persona_wizard.store.study_file import is_newer, read_study, write_study
from persona_wizard.store.summary import Summary
from persona_wizard.store.traces import Traces
from persona_wizard.store.unfinished import finish_if_free
from persona_wizard.store.used_banks import is_kept, keep_bank, read_used_bank
from persona_wizard.store.whole_file import write_whole
from persona_wizard.store.whole_study import make_whole

Found = TypeVar("Found", Listing, Overview)


class StudyFolder:
    """One study. Nothing is cached: each reading shows what is on disk now.

    `came_back` is what had been erased, was found again on opening or later, and is erased again;
    `kept` are pages that were changed since their export was killed, and stay as they are.
    """

    came_back: tuple[CameBack, ...] = ()
    kept: tuple[str, ...] = ()

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
    def build(cls, folder: Path, study: Study, fill: Callable[[Self], None]) -> Self:
        """Make a study with what `fill` puts into it: all of it, or nothing.

        Raises what `create` and `fill` raise; then nothing is left behind.
        """

        def make(place: Path) -> None:
            store = cls.create(place, study)
            with store.alone():
                fill(store)

        make_whole(folder, make)
        return cls(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a study that is there; removes what a killed process left.

        One that a newer version wrote is only read: nothing in it is changed.
        Raises NotAStudy, DamagedFile, NewerVersion, NoRights.
        """
        opened = cls(folder)
        opened.study()
        if opened.read_only:
            return opened
        settle_if_free(opened._layout)
        opened.kept = finish_if_free(opened._layout)
        remove_leftovers(opened._layout)
        opened._erase_again(())
        return opened

    @property
    def read_only(self) -> bool:
        """Whether a newer version wrote the study: it can be read as far as this one knows it."""
        return is_newer(self._layout.study)

    def study(self) -> Study:
        """Raises NotAStudy, DamagedFile, NewerVersion, NoRights."""
        study = read_study(self._layout.study)
        if study is None:
            raise NotAStudy(self.folder, _interviews_in(self._layout))
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
        with self.alone():
            study = change(self.study())
            write_study(self._layout.study, study)
        return study

    def interviews(self, progress: Progress = unwatched) -> Listing:
        """All interviews by their start, and the files that can't be read. Raises NoRights."""
        return self._unerased(list_interviews(self._layout, progress))

    def overview(self) -> Overview:
        """The interviews in short as they were last looked at; at once, and perhaps out of date."""
        found = kept_overview(self._layout)
        with suppress(StoreError):
            return found.without(self.erased())
        return found

    def checked_overview(self, progress: Progress) -> Overview:
        """The interviews in short as they are now; reads only what changed since the last time.

        `progress` is told how many files were read, of how many, where any has to be. Raises
        NoRights, DamagedFile where the folder itself can't be listed.
        """
        return self._unerased(checked_overview(self._layout, progress))

    def interview_count(self) -> int:
        """How many interview files there are, readable or not. Raises NoRights, DamagedFile."""
        return len(tuple(json_files(self._layout.interviews)))

    def read_interview(self, interview_id: str) -> Interview:
        """Raises UnreadableFile, NoRights, StoreError where there is none."""
        return read_existing(self._layout, interview_id)

    def is_newer(self, interview_id: str) -> bool:
        """Whether a newer version wrote the study or this interview, so that it is only read."""
        return self.read_only or is_newer_interview(self._layout.interview(interview_id))

    def interview_stamp(self, interview_id: str) -> Stamp | None:
        """Changes whenever the interview is saved; None where there is no file."""
        return stamp_at(self._layout.interview(interview_id))

    def study_stamp(self) -> Stamp | None:
        """Changes whenever study.json is saved; None where there is no file."""
        return stamp_at(self._layout.study)

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
        self._refuse_if_read_only()
        file = OpenInterview.begin(self._layout, interview)
        # From now on there is more to lose than settings.
        back_up(self._layout, self._layout.study)
        return file

    def reopen(self, interview_id: str) -> OpenInterview:
        """Become an interview's one writer. Raises InterviewLocked, UnreadableFile, StoreError."""
        self._refuse_if_read_only()
        file = OpenInterview.reopen(self._layout, interview_id)
        back_up(self._layout, self._layout.study)
        return file

    def conflicts(self) -> tuple[Conflict, ...]:
        """Interviews whose file was replaced while they were written. Raises NoRights."""
        found = list_conflicts(self._layout)
        with suppress(StoreError):
            ours = [conflict.interview for conflict in found]
            left = unerased(ours, self.erased())
            if len(left) != len(found):
                self._erase_again(ours)
            return tuple(conflict for conflict in found if conflict.interview in left)
        return found

    def keep_ours(self, conflict: Conflict) -> None:
        """Let ours be the interview; theirs goes to quarantine. Raises StoreError."""
        self._refuse_if_read_only()
        let_ours_stand(self._layout, conflict)

    def keep_theirs(self, conflict: Conflict) -> None:
        """Let theirs be the interview; ours goes to quarantine. Raises StoreError."""
        self._refuse_if_read_only()
        let_theirs_stand(self._layout, conflict)

    def keep_both(self, conflict: Conflict) -> str:
        """Make ours another interview of the same participant; its id. Raises StoreError."""
        self._refuse_if_read_only()
        return let_both_stand(self._layout, conflict)

    def keep_bank(self, bank_id: str, digest: str, source: str) -> None:
        """Keep a bank as it was asked; one that is kept already stays. Raises StoreError."""
        if not is_kept(self._layout, bank_id, digest):
            with self.alone():
                keep_bank(self._layout, bank_id, digest, source)

    def used_bank(self, ref: BankRef) -> str:
        """The source of a bank as it was asked. Raises StoreError where it is gone."""
        return read_used_bank(self._layout, ref)

    def save_own_bank(self, name: str, source: str) -> None:
        """Save one of the study's own question banks. Raises StoreError."""
        path = self._layout.own_bank(name)
        with self.alone():
            write_whole(path, source.encode())

    def people(self) -> People:
        """Everyone whose name was kept, and the files that can't be read. Raises NoRights."""
        found = list_people(self._layout)
        with suppress(StoreError):
            return found.without(self.erased())
        return found

    def participants(self) -> tuple[Participant, ...]:
        """Everyone whose name was kept and can be read, by pseudonym. Raises NoRights."""
        return self.people().participants

    def save_participant(self, participant: Participant) -> None:
        """Save a name and contact. Raises StoreError."""
        path = self._layout.participant(participant.id)
        with self.alone():
            write_participant(path, participant)
            back_up(self._layout, path)

    def forget_participant(self, participant_id: str) -> None:
        """Delete a name and contact, where any was kept. Raises StoreError."""
        with self.alone():
            forget_participant(self._layout, participant_id)

    def save_photo(self, name: str, data: bytes, shows: str = "") -> None:
        """Save a photo whole, in place of one of that name. Raises StoreError.

        `shows` is the participant (id) whom it shows, if any.
        """
        with self.alone():
            save_photo(self._layout, name, data, shows)

    def photo(self, name: str) -> Path:
        """Where a photo lies. Raises StoreError where there is none."""
        path = self._layout.photo(name)
        if not os.path.isfile(path):
            raise StoreError(
                f"There is no photo {shown(path)}. Put it there, or choose another photo."
            )
        return path

    def photos(self) -> tuple[str, ...]:
        """The names of all photos."""
        return photo_names(self._layout)

    def forget_photos(self, names: Collection[str]) -> None:
        """Delete photos. Raises StoreError."""
        with self.alone():
            forget_photos(self._layout, names)

    def erased(self) -> tuple[Erased, ...]:
        """What was erased, oldest first. Raises DamagedFile, NewerVersion, NoRights."""
        return all_erased(self._layout)

    def people_called(self, pseudonym: str, at: str) -> tuple[Erased, ...]:
        """For everyone of this pseudonym, in whatever case, what their erasure would be.

        `at` is when (ISO 8601, UTC). Raises StoreError.
        """
        try:
            people = people_called(self._layout, pseudonym)
        except OSError as error:
            raise not_readable(self.folder, error) from error
        return tuple(
            Erased(
                at=at,
                interviews=tuple(sorted(interviews)),
                participant=participant,
                pseudonyms=tuple(sorted(called)),
            )
            for participant, (interviews, called) in people.items()
        )

    def is_named_elsewhere(self, participant: str, interview_id: str) -> bool:
        """Whether files of another interview than this say to be of a participant (id).

        Damaged ones, conflicts, backups and quarantine count. Raises StoreError.
        """
        try:
            return is_named_elsewhere(self._layout, participant, interview_id)
        except OSError as error:
            raise not_readable(self.folder, error) from error

    def what_goes(self, erased: Erased) -> Belongings:
        """Everything that an erasure takes along; nothing is changed. Raises StoreError."""
        return what_goes(self._layout, erased)

    def erase(self, erased: Erased, own: str = "") -> Belongings:
        """Erase a person or interviews for good; whatever brings them back has them erased again.

        `own` is the interview that this process writes, if it writes one. Raises InterviewLocked
        where somebody else writes one: then nothing was touched. Raises StoreError; then what is
        left goes when the study is opened.
        """
        self._refuse_if_read_only()
        return erase(self._layout, erased, own)

    def still_telling(self, traces: Traces) -> tuple[str, ...]:
        """The files that hold a person's name or words, every byte but git's looked at.

        Raises StoreError.
        """
        try:
            return still_telling(self._layout, traces)
        except OSError as error:
            raise not_readable(self.folder, error) from error

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who changes what belongs to no single interview.

        What is looked at inside is so until the end; saving inside is saving as ever. Raises
        StoreError, OnlyRead.
        """
        self._refuse_if_read_only()
        try:
            with held(self._layout.study_lock, STUDY_SECONDS):
                yield
        except Taken as taken:
            raise StoreError(
                f"Not saved: the study is being saved by {taken.holder or 'someone else'}. "
                "What was saved before is safe. Try again in a moment."
            ) from taken

    def _unerased(self, found: Found) -> Found:
        """What was found without what was erased, which is erased again."""
        with suppress(StoreError):
            left = found.without(self.erased())
            if left.interviews != found.interviews:
                self._erase_again(found.interviews)
            return left
        return found

    def _erase_again(self, seen: Iterable[Interview | Summary]) -> None:
        """Erase what came back, as may be seen of these, and tell it."""
        if not self.read_only:
            again = erase_again(self._layout, seen)
            self.came_back = tuple(dict.fromkeys((*self.came_back, *again)))

    def _refuse_if_read_only(self) -> None:
        if self.read_only:
            raise OnlyRead(self._layout.study)


def _interviews_in(layout: Layout) -> int:
    with suppress(StoreError):
        return len(json_files(layout.interviews))
    return 0

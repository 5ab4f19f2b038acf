"""Where everything in a study lies, and who may read it: the owner alone."""

import os
import re
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from persona_wizard.model.text import is_word_character
from persona_wizard.store.errors import BadName

FOLDER_MODE = 0o700
FILE_MODE = 0o600

# What tells who a participant is, and what is of use on this machine alone.
GITIGNORE = "participants/\n.locks/\n.cache/\n.backup/\nquarantine/\nconflicts/\n"

_ID = re.compile(r"[0-9a-f]{12}")
# Room for what a temporary file adds within the 255 bytes of most file systems.
_LONGEST = 200
# A name of nothing but dots would be a folder's.
_TEMPORARY = re.compile(r"\.(?P<target>.*[^.].*)\.[0-9a-f]{8}\.tmp", re.DOTALL)


@dataclass(frozen=True)
class Layout:
    """The paths of one study. Ids and names become paths here only; a bad one raises BadName."""

    folder: Path

    @cached_property
    def study(self) -> Path:
        return self.folder / "study.json"

    @cached_property
    def gitignore(self) -> Path:
        return self.folder / ".gitignore"

    @cached_property
    def interviews(self) -> Path:
        return self.folder / "interviews"

    @cached_property
    def participants(self) -> Path:
        return self.folder / "participants"

    @cached_property
    def survey_key(self) -> Path:
        return self.participants / "survey.key"

    @cached_property
    def question_banks(self) -> Path:
        return self.folder / "question_banks"

    @cached_property
    def used_banks(self) -> Path:
        return self.question_banks / ".used"

    @cached_property
    def photos(self) -> Path:
        return self.folder / "photos"

    @cached_property
    def exports(self) -> Path:
        return self.folder / "exports"

    @cached_property
    def exported_photos(self) -> Path:
        return self.exports / "photos"

    @cached_property
    def conflicts(self) -> Path:
        return self.folder / "conflicts"

    @cached_property
    def quarantine(self) -> Path:
        return self.folder / "quarantine"

    @cached_property
    def backup(self) -> Path:
        return self.folder / ".backup"

    @cached_property
    def cache(self) -> Path:
        return self.folder / ".cache"

    @cached_property
    def coming(self) -> Path:
        return self.folder / ".coming"

    @cached_property
    def come(self) -> Path:
        return self.folder / ".come"

    @cached_property
    def come_instead(self) -> Path:
        """Among what has come, the interviews that take the place of others.

        After the id the name of each file says the digest of the file whose place it is.
        """
        return self.come / "instead"

    @cached_property
    def locks(self) -> Path:
        return self.folder / ".locks"

    @cached_property
    def study_lock(self) -> Path:
        return self.locks / "study.lock"

    @cached_property
    def export_lock(self) -> Path:
        return self.locks / "export.lock"

    @cached_property
    def export_account(self) -> Path:
        return self.locks / "export.json"

    def interview(self, interview_id: str) -> Path:
        return self.interviews / f"{_interview_id(interview_id)}.json"

    def interview_lock(self, interview_id: str) -> Path:
        return self.locks / f"{_interview_id(interview_id)}.lock"

    def new_conflict(self, interview_id: str) -> Path:
        """A fresh name for an interview whose file was replaced while it was written."""
        return self.conflicts / f"{_interview_id(interview_id)}.{secrets.token_hex(4)}.json"

    def participant(self, participant_id: str) -> Path:
        return self.participants / f"{_plain_name(participant_id)}.json"

    def own_bank(self, file_name: str) -> Path:
        if Path(file_name).name != file_name or not file_name.endswith(".md"):
            raise BadName(file_name, "a question bank's file name ends with .md, without folders")
        return self.question_banks / file_name

    def used_bank(self, bank_id: str, digest: str) -> Path:
        if not _ID.fullmatch(digest):
            raise BadName(digest, "a bank's digest has 12 digits from 0 to f")
        return self.used_banks / f"{_plain_name(bank_id)}@{digest}.md"

    def photo(self, name: str) -> Path:
        return self.photos / _plain_name(name)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, where there is none. Raises OSError."""
    try:
        folder.mkdir(FOLDER_MODE)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return
    # The umask may have taken rights from the owner too.
    folder.chmod(FOLDER_MODE)


def holder_of(lock: Path) -> Path:
    """Where it is written who holds a lock."""
    return lock.with_suffix(".who")


def temporary_for(path: Path) -> Path:
    """A fresh name beside a file, to be written before it takes the file's place."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def temporaries_in(folder: Path) -> list[Path]:
    """The temporary files in a folder; none where it can't be listed."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [folder / name for name in names if _TEMPORARY.fullmatch(name)]


def is_temporary(path: Path) -> bool:
    """Whether a file has the name of a temporary file."""
    return _TEMPORARY.fullmatch(path.name) is not None


def target_of(temporary: Path) -> Path:
    """The file that a temporary file was to become."""
    match = _TEMPORARY.fullmatch(temporary.name)
    return temporary.with_name(match["target"] if match else temporary.name)


def is_named(name: str, an_id: str) -> bool:
    """Whether a file's name begins with an id: the file itself, half of it, or a copy."""
    rest = name.lstrip(".")
    after = rest[len(an_id) :][:1]
    return bool(an_id) and rest.startswith(an_id) and not after.isalnum()


def is_interview_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def _interview_id(text: str) -> str:
    if not is_interview_id(text):
        raise BadName(text, "an interview's id has 12 digits from 0 to f")
    return text


def _plain_name(text: str) -> str:
    plain = all(is_word_character(character) or character in " ._-" for character in text)
    if not plain or text.strip(" .") != text or not text or len(os.fsencode(text)) > _LONGEST:
        raise BadName(
            text,
            f"a name has letters, digits, spaces, '.', '_' and '-', at most {_LONGEST} bytes, "
            "and begins and ends with none of ' .'",
        )
    return text

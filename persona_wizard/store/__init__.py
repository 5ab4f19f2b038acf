"""A study on disk: one folder of TinyDB files, each written whole or not at all."""

from persona_wizard.store.errors import (
    BadName,
    DamagedFile,
    FileInTheWay,
    FolderNotEmpty,
    InterviewLocked,
    NewerVersion,
    NoRights,
    NotAStudy,
    StoreError,
    StudyExists,
    UnreadableFile,
)
from persona_wizard.store.listing import Listing, Unreadable
from persona_wizard.store.open_interview import OpenInterview
from persona_wizard.store.study_folder import StudyFolder
from persona_wizard.store.whole_file import write_whole

__all__ = [
    "BadName",
    "DamagedFile",
    "FileInTheWay",
    "FolderNotEmpty",
    "InterviewLocked",
    "Listing",
    "NewerVersion",
    "NoRights",
    "NotAStudy",
    "OpenInterview",
    "StoreError",
    "StudyExists",
    "StudyFolder",
    "Unreadable",
    "UnreadableFile",
    "write_whole",
]

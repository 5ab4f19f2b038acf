"""A study on disk: one folder of TinyDB files, each written whole or not at all."""

from persona_wizard.store.belongings import Belonging, Belongings, Kind
from persona_wizard.store.built_on_erased import pages_built_on
from persona_wizard.store.conflicts import Conflict
from persona_wizard.store.erased import Erased
from persona_wizard.store.errors import (
    BadName,
    DamagedFile,
    FileInTheWay,
    FolderNotEmpty,
    InterviewLocked,
    NewerVersion,
    NoRights,
    NotAStudy,
    OnlyRead,
    StoreError,
    StudyExists,
    UnreadableFile,
)
from persona_wizard.store.listing import Listing, Unreadable
from persona_wizard.store.open_interview import OpenInterview
from persona_wizard.store.overview import Overview
from persona_wizard.store.own_rooms import own_room
from persona_wizard.store.people import People
from persona_wizard.store.study_folder import StudyFolder
from persona_wizard.store.summary import Summary
from persona_wizard.store.whole_file import write_whole
from persona_wizard.store.whole_files import Standing, write_all, write_apart

__all__ = [
    "BadName",
    "Belonging",
    "Belongings",
    "Conflict",
    "DamagedFile",
    "Erased",
    "FileInTheWay",
    "FolderNotEmpty",
    "InterviewLocked",
    "Kind",
    "Listing",
    "NewerVersion",
    "NoRights",
    "NotAStudy",
    "OnlyRead",
    "OpenInterview",
    "Overview",
    "People",
    "Standing",
    "StoreError",
    "StudyExists",
    "StudyFolder",
    "Summary",
    "Unreadable",
    "UnreadableFile",
    "own_room",
    "pages_built_on",
    "write_all",
    "write_apart",
    "write_whole",
]

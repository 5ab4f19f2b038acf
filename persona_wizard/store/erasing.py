"""Erasing in an order that a power cut can't undo, and again whatever was erased and came back.

First it is written down what is erased. Then what only its words give away goes, such as pages;
then the files that are known by their ids; so whatever is left at a power cut leads to the rest.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from msgspec.structs import replace

from persona_wizard.model.interview import Interview
from persona_wizard.store.backup import back_up, backup_of
from persona_wizard.store.belongings import Belonging, Belongings, Kind, belongings
from persona_wizard.store.built_on_erased import naming_erased
from persona_wizard.store.curation_traces import without
from persona_wizard.store.erased import (
    CameBack,
    Erased,
    add_erased,
    forget_agreed,
    lost_erasures,
    read_erased,
)
from persona_wizard.store.errors import InterviewLocked, StoreError, not_erased, not_readable
from persona_wizard.store.file_facts import FileFacts
from persona_wizard.store.findings import inside
from persona_wizard.store.gone import found_again
from persona_wizard.store.index import index_path
from persona_wizard.store.layout import Layout, temporaries_in
from persona_wizard.store.links import leads_away
from persona_wizard.store.locks import INTERVIEW_SECONDS, STUDY_SECONDS, Lock, Taken, held
from persona_wizard.store.prints import prints_of
from persona_wizard.store.study_file import read_study
from persona_wizard.store.study_files import exports_and_photos
from persona_wizard.store.summary import Summary
from persona_wizard.store.unfinished import drop
from persona_wizard.store.whole_file import sync_folder
from persona_wizard.store.words import Words

# What a copy adds to an id, such as " (1)".
_BEGINNING = re.compile(r"[^0-9A-Za-z]")


def what_goes(
    layout: Layout, erased: Erased, facts: FileFacts | None = None, *, asked: bool = True
) -> Belongings:
    """Everything that an erasure takes along; nothing is changed. Raises StoreError.

    `facts` are of files that were read before. `asked` is whether a person is to say yes to it.
    """
    study = read_study(layout.study)
    if study is None:
        raise StoreError(f"There is no study in {layout.folder}. Nothing was changed.")
    try:
        return belongings(layout, erased, study, facts or FileFacts(), asked=asked)
    except OSError as error:
        raise not_readable(Path(error.filename or layout.folder), error) from error


def erase(
    layout: Layout,
    erased: Erased,
    own: str = "",
    facts: FileFacts | None = None,
    *,
    asked: bool = True,
) -> Belongings:
    """Erase a person or interviews for good, and return what went.

    `own` is the interview whose lock this process holds, if it holds one; `facts` are of files
    that were read before; `asked` is whether a person said yes to it. Raises InterviewLocked where
    somebody writes one of them: then nothing was touched. Raises StoreError; then what is left goes
    at the next opening.
    """
    facts = facts or FileFacts()
    with ExitStack() as stack:
        going = what_goes(layout, erased, facts, asked=asked)
        locks: dict[str, Lock] = {}
        while more := [one for one in going.ids if one != own and one not in locks]:
            for one in more:
                locks[one] = _take(layout, stack, going, one)
            # Another may have begun meanwhile; nobody writes those that are locked.
            erased = replace(erased, interviews=going.ids)
            going = what_goes(layout, erased, facts, asked=asked)
        tombstone = replace(_nameless(erased, going), files=going.remembered, agreed=going.agreed)
        drop(layout)
        _write_down(layout, tombstone, going)
        last = (Kind.INTERVIEW, Kind.PERSON)
        left: list[str] = []
        for files in (
            (*going.by_words, *going.pictures),
            [one for one in going.by_id if one.kind not in last],
            *([one for one in going.by_id if one.kind is kind] for kind in last),
        ):
            left += _delete(layout, files, asked=asked)
        forget_index(layout)
        for lock in locks.values():
            lock.remove()
        if not left:
            _settle(layout, tombstone)
    return replace(going, left=tuple(left))


def erase_again(layout: Layout, seen: Iterable[Interview | Summary] = ()) -> tuple[CameBack, ...]:
    """Erase whatever was erased and came back, such as by a git pull; what of it is gone again.

    `seen` are interviews that were read, which may be of somebody erased under a new id.

    What can't be erased now, because it is being written or the study may not be, is left for the
    next time: it is listed nowhere. Raises DamagedFile, NewerVersion, NoRights of study.json.
    """
    with suppress(StoreError, OSError, Taken):
        bring_over(layout)
    known = read_erased(layout.study)
    if not known:
        return ()
    named = come_back(layout, known)
    read = [(interview.id, interview.participant) for interview in seen]
    # Every file is read once for all of them.
    facts = FileFacts()
    gone: list[CameBack] = []
    for erased in known:
        if erased in named or erased.agreed or any(erased.covers(*one) for one in read):
            with suppress(StoreError, OSError):
                again = erase(layout, erased, facts=facts, asked=False)
                found = {one.file for one in (*again.by_id, *again.by_words, *again.pictures)}
                gone += [CameBack(erased)] if found.difference(again.left) else []
                gone += [CameBack(erased, again.left, stays=True)] if again.left else []
    return (*gone, *_erase_files_again(layout, known, facts))


def files_back(layout: Layout, known: Sequence[Erased]) -> dict[Path, Erased]:
    """The pages and pictures that are here again as they were erased, each with its erasure."""
    gone = {file: erased for erased in reversed(known) for file in erased.files}
    again = found_again(exports_and_photos(layout) if gone else (), gone)
    return {path: gone[file] for path, file in again.items()}


def erase_file(path: Path) -> None:
    """Erase a page or a picture. Raises StoreError."""
    _each(path.parent, [path])


def _erase_files_again(
    layout: Layout, known: Sequence[Erased], facts: FileFacts
) -> Iterator[CameBack]:
    gone: dict[tuple[Erased, bool], list[str]] = {}
    for path, erased in (files_back(layout, known) | naming_erased(layout, known, facts)).items():
        stays = False
        try:
            erase_file(path)
        except StoreError:
            stays = True
        gone.setdefault((erased, stays), []).append(inside(layout, path))
    return (CameBack(erased, tuple(files), stays) for (erased, stays), files in gone.items())


def come_back(layout: Layout, erased: Iterable[Erased]) -> tuple[Erased, ...]:
    """Those of which a file is there that its name tells to be erased."""
    either = (layout.quarantine,)
    own, names = layout.interviews, layout.participants
    interviews = _ids_in(
        layout, own, backup_of(layout, own), layout.locks, layout.conflicts, *either
    )
    people = _ids_in(layout, names, backup_of(layout, names), *either)
    return tuple(
        one
        for one in erased
        if not interviews.isdisjoint(one.interviews) or one.participant in people
    )


def forget_index(layout: Layout) -> None:
    """Delete the index, which is made anew when needed. Raises StoreError."""
    # A link may lead out of the study, to files that are not its own.
    if not layout.cache.is_symlink():
        own = [index_path(layout), *temporaries_in(layout.cache)]
        _each(layout.cache, own if layout.cache.is_dir() else ())


def bring_over(layout: Layout) -> None:
    """Have study.json say what its backup says was erased: an older one may stand there.

    Raises StoreError, Taken.
    """
    if lost_erasures(layout):
        with held(layout.study_lock, STUDY_SECONDS):
            add_erased(layout.study, lost_erasures(layout))


def _take(layout: Layout, stack: ExitStack, going: Belongings, interview_id: str) -> Lock:
    try:
        lock = Lock(layout.interview_lock(interview_id), INTERVIEW_SECONDS)
    except Taken as taken:
        who = f"by {taken.holder}" if taken.holder else "elsewhere"
        of = {interview.id: f" of {interview.pseudonym}" for interview in going.interviews}
        raise InterviewLocked(
            f"Interview {interview_id}{of.get(interview_id, '')} is being written {who}. "
            "Nothing was erased. Close it there first, then erase again."
        ) from taken
    stack.callback(lock.release)
    return lock


def _write_down(layout: Layout, erased: Erased, going: Belongings) -> None:
    """Say in study.json what is erased, and drop from it what names the person."""
    try:
        with held(layout.study_lock, STUDY_SECONDS):
            study = read_study(layout.study)
            left = study and without(study, going.traces, erased.interviews, erased.participant)
            erased = _with_prints(layout, erased, going)
            # The backup that says more goes below. In one write: who was asked isn't asked again.
            more = (*lost_erasures(layout), erased)
            add_erased(layout.study, more, left if left != study else None)
            # The one before names them, and does not say that they are erased.
            backup = backup_of(layout, layout.study)
            _each(backup.parent, [backup])
            back_up(layout, layout.study)
    except Taken as taken:
        raise StoreError(
            f"Not erased: the study is being saved by {taken.holder or 'someone else'}. "
            "Nothing was changed. Try again in a moment."
        ) from taken


def _nameless(erased: Erased, going: Belongings) -> Erased:
    """The erasure without pseudonyms that give the name away."""
    names = going.traces.names
    kept = tuple(p for p in erased.pseudonyms if not Words(p).hold_name(names))
    return replace(erased, pseudonyms=kept)


def _with_prints(layout: Layout, erased: Erased, going: Belongings) -> Erased:
    """The erasure of a whole person with what tells their name and contact again."""
    if not erased.participant:
        return erased
    known = (*read_erased(layout.study), *lost_erasures(layout))
    prints = {*erased.prints, *prints_of(going.known_by, known)}
    return replace(erased, prints=tuple(sorted(prints)))


def _settle(layout: Layout, erased: Erased) -> None:
    """Forget what somebody said yes to, now that it is gone; else the next opening does it."""
    with suppress(StoreError, Taken), held(layout.study_lock, STUDY_SECONDS):
        forget_agreed(layout.study, erased)
        back_up(layout, layout.study)


def _delete(layout: Layout, going: Sequence[Belonging], *, asked: bool) -> list[str]:
    """Delete files, and have the disk know it before anything else goes; those that are left.

    Where somebody is `asked`, raises StoreError at the first that can't be deleted.
    """
    by_folder: dict[Path, list[Path]] = {}
    left: list[str] = []
    for one in going:
        path = layout.folder / one.file
        by_folder.setdefault(path.parent, []).append(path)
    for folder, paths in sorted(by_folder.items()):
        if asked:
            _each(folder, paths)
            continue
        for path in paths:
            try:
                _each(folder, [path])
            except StoreError:
                left.append(inside(layout, path))
    return left


def _each(folder: Path, paths: Iterable[Path]) -> None:
    path = folder
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        if folder.is_dir():
            sync_folder(folder)
    except OSError as error:
        raise not_erased(path, error) from error


def _ids_in(layout: Layout, *folders: Path) -> set[str]:
    """What the names of the files in these folders begin with, where that may be an id."""
    names = (
        name.lstrip(".")
        for folder in folders
        if not leads_away(layout, folder)
        for name in _names(folder)
    )
    return {part for name in names for part in (name.partition(".")[0], _BEGINNING.split(name)[0])}


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []

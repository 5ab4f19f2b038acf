"""A pull that replaces an interview while it is written: both sides are kept, till one is chosen.

More kills: PERSONA_WIZARD_KILLS=1000 python -m pytest tests/torture/<this file>
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from killing import Say, killed_at_call
from msgspec import Struct
from msgspec.structs import replace
from torture_examples import ID, OTHER, STUDY, interview, leftovers, tree

from persona_wizard.model.interview import Answer, Interview, Participant
from persona_wizard.store import Conflict, StudyFolder

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "100"))
# More calls than a save into `conflicts/`, or the settling of one, is made of.
CALLS = 8_000

OURS, THEIRS = "what we heard", "what they heard"

with_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


class Clones(Struct, frozen=True):
    """One study in two places, that push to and pull from a third."""

    ours: StudyFolder
    theirs: StudyFolder


def _git(folder: Path, *arguments: str, may_fail: bool = False) -> str:
    who = ("-c", "user.name=Lan", "-c", "user.email=lan@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        # Nobody's own settings of git.
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )
    assert may_fail or done.returncode == 0, done.stderr
    return done.stdout


def _commit(store: StudyFolder) -> None:
    _git(store.folder, "add", "--all")
    _git(store.folder, "commit", "--quiet", "--message", "Interviews")


def _push(store: StudyFolder) -> None:
    _commit(store)
    _git(store.folder, "push", "--quiet", "origin", "HEAD:main")


def _pull(store: StudyFolder) -> None:
    # One that can't be merged is told by git, and leaves its marks in the file.
    _git(store.folder, "pull", "--quiet", "--no-rebase", "origin", "main", may_fail=True)


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    ours = StudyFolder.create(tmp_path / "ours", STUDY)
    ours.begin(interview(ID, 1, 20)).close()
    ours.begin(interview(OTHER, 1, 20)).close()
    ours.save_participant(Participant("p", "P01", "Minh Nguyễn"))
    _git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "shared")
    _git(ours.folder, "init", "--quiet", "--initial-branch=main")
    _git(ours.folder, "remote", "add", "origin", str(tmp_path / "shared"))
    _push(ours)
    _git(tmp_path, "clone", "--quiet", "shared", "theirs")
    return Clones(ours, StudyFolder.open(tmp_path / "theirs"))


def _said(before: Interview, question: str, text: str) -> Interview:
    said = Answer(question=question, wording="What?", at=before.started, text=text)
    return replace(before, answers={**before.answers, question: said})


def _change(store: StudyFolder, question: str, text: str) -> Interview:
    with store.reopen(ID) as file:
        file.save(_said(file.interview, question, text))
        return file.interview


@with_git
def test_what_was_private_did_not_go_along(clones: Clones) -> None:
    for store in (clones.ours, clones.theirs):
        with store.reopen(ID) as file:
            path = store.folder / "interviews" / f"{ID}.json"
            path.write_bytes(path.read_bytes() + b"\n")
            file.save(_said(file.interview, "q1", OURS))
        store.keep_theirs(*store.conflicts())
    _push(clones.ours)
    _pull(clones.theirs)
    kept = _git(clones.theirs.folder, "ls-files").splitlines()
    assert sorted(kept) == [
        *(".gitignore", f"interviews/{ID}.json", f"interviews/{OTHER}.json", "study.json"),
    ]
    assert clones.theirs.participants() == ()


@with_git
def test_a_pull_of_other_interviews_is_no_conflict(clones: Clones) -> None:
    with clones.theirs.reopen(OTHER) as file:
        file.save(_said(file.interview, "q1", THEIRS))
    clones.theirs.begin(interview("c" * 12, 1, 3)).close()
    _push(clones.theirs)
    with clones.ours.reopen(ID) as file:
        file.save(_said(file.interview, "q1", OURS))
        _commit(clones.ours)
        _pull(clones.ours)
        file.save(_said(file.interview, "q2", OURS))
    assert clones.ours.conflicts() == ()
    found = clones.ours.interviews()
    assert found.unreadable == ()
    assert {i.id for i in found.interviews} == {ID, OTHER, "c" * 12}
    assert clones.ours.read_interview(OTHER).answers["q1"].text == THEIRS
    assert clones.ours.read_interview(ID).answers["q2"].text == OURS


def _fast_forward(clones: Clones) -> None:
    """Nothing was saved here since the last pull."""
    _pull(clones.ours)


def _merge(clones: Clones) -> None:
    """Another answer was saved here: git writes a file that has both."""
    _commit(clones.ours)
    _pull(clones.ours)


PULLS = pytest.mark.parametrize(
    ("question", "saved_before", "pull", "readable"),
    [
        ("q1", "", _fast_forward, True),
        ("q1", "q19", _merge, True),
        ("q1", "q1", _merge, False),
    ],
    ids=["a newer file", "a merged file", "a file with the marks of a conflict"],
)


@with_git
@PULLS
@pytest.mark.parametrize("keep", ["ours", "theirs", "both"])
def test_both_sides_of_a_pull_are_kept_until_one_is_chosen(
    clones: Clones,
    question: str,
    saved_before: str,
    pull: Callable[[Clones], None],
    readable: bool,
    keep: str,
) -> None:
    ours = clones.ours
    _change(clones.theirs, question, THEIRS)
    _push(clones.theirs)
    with ours.reopen(ID) as file:
        if saved_before:
            file.save(_said(file.interview, saved_before, OURS))
        pull(clones)
        pulled = (ours.folder / "interviews" / f"{ID}.json").read_bytes()
        for text in ("", "more of ", "all of "):
            file.save(_said(file.interview, question, text + OURS))
    # Theirs stands where git put it, ours is apart, and the study goes on.
    assert (ours.folder / "interviews" / f"{ID}.json").read_bytes() == pulled
    opened = StudyFolder.open(ours.folder)
    (conflict,) = opened.conflicts()
    assert conflict.interview.answers[question].text == f"all of {OURS}"
    if readable:
        assert conflict.theirs is not None
        assert conflict.theirs.answers[question].text == THEIRS
        assert len(opened.interviews().interviews) == 2
    else:
        assert conflict.theirs is None
    _keep(opened, conflict, keep)
    assert opened.conflicts() == ()
    _nothing_is_lost(opened.folder)
    _stands(opened, question, keep, readable)
    # What was not chosen does not come back.
    again = StudyFolder.open(ours.folder)
    assert again.conflicts() == ()
    _stands(again, question, keep, readable)


def _keep(store: StudyFolder, conflict: Conflict, keep: str) -> None:
    keeping = {"ours": store.keep_ours, "theirs": store.keep_theirs, "both": store.keep_both}
    keeping[keep](conflict)


def _nothing_is_lost(folder: Path) -> None:
    everything = b"\n".join(tree(folder).values())
    assert f"all of {OURS}".encode() in everything
    assert THEIRS.encode() in everything


def _stands(store: StudyFolder, question: str, keep: str, readable: bool) -> None:
    """Raises AssertionError where another side stands than was chosen."""
    found = store.interviews()
    texts = {i.id: i.answers[question].text for i in found.interviews if i.id != OTHER}
    ours, theirs = f"all of {OURS}", {ID: THEIRS} if readable else {}
    if keep == "ours":
        assert texts == {ID: ours}
    elif keep == "theirs":
        assert texts == theirs
    else:
        assert {k: v for k, v in texts.items() if k == ID} == theirs
        assert [v for k, v in texts.items() if k != ID] == [ours]
        assert len({i.participant for i in found.interviews if i.id != OTHER}) == 1


@with_git
def test_a_pull_that_takes_the_file_away_leaves_ours(clones: Clones) -> None:
    _git(clones.theirs.folder, "rm", "--quiet", f"interviews/{ID}.json")
    _push(clones.theirs)
    with clones.ours.reopen(ID) as file:
        _pull(clones.ours)
        file.save(_said(file.interview, "q1", f"all of {OURS}"))
    (conflict,) = clones.ours.conflicts()
    assert conflict.theirs is None
    clones.ours.keep_ours(conflict)
    assert clones.ours.read_interview(ID).answers["q1"].text == f"all of {OURS}"


# Kills at any moment of a save into `conflicts/`, and of settling.


def test_a_kill_while_ours_is_put_apart_or_settled_loses_neither_side() -> None:
    seed = Random().randrange(10**6)
    kills = max(KILLS // 4, 1)
    jobs = [(what, seed + n) for n in range(kills) for what in ("save", "ours", "theirs", "both")]
    # Without a fork of this process: other tests leave threads behind.
    with get_context("spawn").Pool() as processes:
        outcomes = list(processes.imap_unordered(killed_once, jobs, chunksize=5))
    complaints = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert complaints == []
    # Most were killed in the middle of it, and some had done it all.
    assert 0 < sum(outcomes) <= len(jobs)


def killed_once(job: tuple[str, int]) -> bool | str:
    """Whether it was killed in the middle of it; what went wrong, where anything did."""
    what, seed = job
    try:
        with TemporaryDirectory() as folder:
            return _killed_once(what, Random(seed), Path(folder, "s"))
    except Exception as fault:
        return f"{what}, seed {seed}: {fault!r}"


def _killed_once(what: str, chance: Random, folder: Path) -> bool:
    store = StudyFolder.create(folder, STUDY)
    store.begin(interview(ID, 1, 5)).close()
    path = folder / "interviews" / f"{ID}.json"
    theirs = path.read_bytes().replace(("1 " * 200).encode() + b'"', THEIRS.encode() + b'"', 1)
    ours = _said(interview(ID, 1, 5), "q0", f"all of {OURS}")
    # Git is no part of what is killed: its file comes whole.
    pulled = folder.parent / "pulled.json"
    pulled.write_bytes(theirs)

    def save_apart(say: Say) -> None:
        with store.reopen(ID) as file:
            os.replace(pulled, path)
            file.save(ours)
            say("saved")
            file.save(replace(ours, elapsed=2.0))
            say("saved again")

    def settle(say: Say) -> None:
        _keep(store, *store.conflicts(), what)
        say("settled")

    if what == "save":
        ended = killed_at_call(save_apart, chance.randrange(CALLS))
        opened = StudyFolder.open(folder)
        found = [(c.interview.answers["q0"].text, c.interview.elapsed) for c in opened.conflicts()]
        if "saved again" in ended.said:
            assert found == [(f"all of {OURS}", 2.0)], found
        elif "saved" in ended.said:
            assert found in ([(f"all of {OURS}", 1.0)], [(f"all of {OURS}", 2.0)]), found
        assert opened.interviews().unreadable == () or not ended.said
    else:
        save_apart(lambda line: None)
        ended = killed_at_call(settle, chance.randrange(CALLS))
        opened = StudyFolder.open(folder)
        _nothing_is_lost(folder)
        # What was not settled can be settled now.
        for conflict in opened.conflicts():
            assert "settled" not in ended.said
            _keep(opened, conflict, what)
        assert opened.conflicts() == ()
        _nothing_is_lost(folder)
        _stands(opened, "q0", what, readable=True)
    assert leftovers(folder) == []
    opened.reopen(ID).close()
    return ended.killed

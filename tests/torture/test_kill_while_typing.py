"""What was typed half a second before `kill -9` is there again, in a real terminal.

Fifty kills: PERSONA_WIZARD_KILLS_TYPING=50 python -m pytest tests/torture/test_kill_while_typing.py
"""

import os
import random
import signal
import time
from itertools import count
from pathlib import Path

from every_kind import at_the_open_question, back_again, open_answer, study_in
from wizard_terminal import Terminal

from persona_wizard.store import StudyFolder

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS_TYPING", "3"))
# Seconds: between two keys of a quick hand, and what may be lost at most.
PACE = 0.03
MAY_BE_LOST = 0.5


def test_all_but_the_last_half_second_survives(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    store = study_in(tmp_path)
    terminals: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        terminals.append(Terminal(*arguments, cwd=tmp_path))
        return terminals[-1]

    wizard = at_the_open_question(start)
    kept = ""
    for kill in range(KILLS):
        old, fresh = _type_and_kill(wizard, kill, chance.uniform(0.7, 1.8))
        saved = open_answer(StudyFolder.open(store.folder))
        told = f"kill {kill}, seed {seed}: {kept}|{old}|{fresh} but {saved}"
        assert saved.startswith(kept + old), told
        assert (kept + old + fresh).startswith(saved), told
        # The same question, with that text, and typing goes on behind it.
        wizard = back_again(start)
        wizard.shows(saved.split()[-1])
        kept = saved
    for terminal in terminals:
        terminal.close()
    assert len(kept) > 10 * KILLS


def _type_and_kill(wizard: Terminal, kill: int, seconds: float) -> tuple[str, str]:
    """What was typed until half a second before the kill, and what after that."""
    letters = (letter for n in count() for letter in f" w{kill}.{n}")
    typed: list[tuple[str, float]] = []
    begun = time.monotonic()
    while (now := time.monotonic()) < begun + seconds:
        letter = next(letters)
        wizard.type(letter)
        typed.append((letter, time.monotonic()))
        while (left := now + PACE - time.monotonic()) > 0:
            wizard.read(left)
    killed = time.monotonic()
    wizard.signal(signal.SIGKILL)
    assert wizard.ends() == -signal.SIGKILL
    safe = [letter for letter, at in typed if at < killed - MAY_BE_LOST]
    rest = [letter for letter, at in typed if at >= killed - MAY_BE_LOST]
    return "".join(safe), "".join(rest)

"""Nothing that was said to be saved is lost by `kill -9`, and no file is left unreadable.

Two hundred kills: PERSONA_WIZARD_KILLS=200 python -m pytest tests/torture/test_kill_while_saving.py
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import BankRef, Interview
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder

KILLS = int(os.environ.get("PERSONA_WIZARD_KILLS", "30"))
ID = "0123456789ab"

# The child says an answer's id only once its save has returned.
_SAVE_WITHOUT_END = f"""
import os, sys
from pathlib import Path
from msgspec.structs import replace
from persona_wizard.model.interview import Answer
from persona_wizard.store import StudyFolder

with StudyFolder.open(Path(sys.argv[1])).reopen({ID!r}) as file:
    number = int(sys.argv[2])
    while True:
        at = "2025-03-04T10:00:00Z"
        said = Answer(question=f"q{{number}}", wording="What?", at=at, text="word " * 50)
        # Forty at a time, so that the file stays as large as a real interview's.
        answers = dict([*file.interview.answers.items()][-40:])
        file.save(replace(file.interview, answers={{**answers, said.question: said}}))
        os.write(1, f"q{{number}}\\n".encode())
        number += 1
"""


def test_every_acknowledged_answer_survives(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    store = StudyFolder.create(tmp_path / "s", Study(title="Torture"))
    store.begin(
        Interview(
            id=ID,
            participant="aa11bb22cc33",
            pseudonym="P01",
            audience=Audience.CUSTOMERS,
            bank=BankRef("b", "a1b2c3d4e5f6"),
            started="2025-03-04T10:00:00Z",
        )
    ).close()
    acknowledged = 0
    for kill in range(KILLS):
        printed = _save_and_kill(store.folder, acknowledged, chance.uniform(0, 0.05))
        acknowledged = max([acknowledged, *(int(line[1:]) + 1 for line in printed)])
        told = f"after kill {kill}, seed {seed}"
        # The next open finds the interview free, whole, and with all that was said to be saved.
        opened = StudyFolder.open(store.folder)
        assert opened.interviews().unreadable == (), told
        with opened.reopen(ID) as file:
            answers = file.interview.answers
        for line in printed[-40:]:
            assert answers[line].text == "word " * 50, told
        assert [p.name for p in (store.folder / "interviews").iterdir()] == [f"{ID}.json"], told
    assert acknowledged > KILLS


def _save_and_kill(folder: Path, number: int, seconds: float) -> list[str]:
    """What a child acknowledged that was killed so long after its first save."""
    child = subprocess.Popen(
        [sys.executable, "-c", _SAVE_WITHOUT_END, str(folder), str(number)],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    with child, child.stdout as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        child.kill()
        rest = pipe.read()
    lines = (first + rest).decode().split("\n")
    # The last piece is empty, or a line that the kill cut short.
    return lines[:-1]

"""A study worth torturing, and what it says, shared by the tests of this room."""

from pathlib import Path
from typing import Any

from persona_wizard.model.headings import Audience
from persona_wizard.model.interview import Answer, BankRef, Interview
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder

ID = "0123456789ab"
OTHER = "ba9876543210"
AT = "2025-03-04T10:00:00Z"

STUDY = Study(title="Torture", words={"product": "Cedar Coffee"})
# A question bank, called tea, of one question.
SHORT_BANK = """\
---
id: tea
title: Tea
audience: prospects
---

## General information

### What do you do for a living? {#occupation .short}
"""


def interview(interview_id: str = ID, number: int = 0, answers: int = 0) -> Interview:
    """An interview whose answers all say this number: a mixture of two would show."""
    said = {
        f"q{n}": Answer(question=f"q{n}", wording="What?", at=AT, text=f"{number} " * (200 + n))
        for n in range(answers)
    }
    return Interview(
        id=interview_id,
        participant=f"aa{interview_id[2:]}",
        pseudonym=f"P-{interview_id}",
        audience=Audience.CUSTOMERS,
        bank=BankRef("b", "a1b2c3d4e5f6"),
        started=AT,
        elapsed=float(number),
        answers=said,
    )


def facts(store: StudyFolder) -> dict[str, Any]:
    """Everything that a study says, by what it is about. Raises AssertionError, StoreError.

    Of the interviews that were put apart it gives their numbers.
    """
    listing = store.interviews()
    assert listing.unreadable == ()
    found: dict[str, Any] = {"study": store.study()}
    found |= {f"interview {interview.id}": interview for interview in listing.interviews}
    found |= {f"participant {person.id}": person for person in store.participants()}
    for conflict in store.conflicts():
        about = f"apart {conflict.interview.id}"
        found[about] = {*found.get(about, ()), conflict.interview.elapsed}
    for path in files_in(store.folder / "photos"):
        found[f"photo {path.name}"] = path.read_bytes()
    for path in files_in(store.folder / "question_banks" / ".used"):
        found[f"bank {path.name}"] = path.read_bytes().decode()
    return found


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir()) if folder.is_dir() else []


def leftovers(folder: Path) -> list[Path]:
    """What a killed writer did not finish, anywhere in a study; what is derived does not count."""
    found = (path.relative_to(folder) for path in folder.rglob(".*.tmp"))
    return [path for path in found if path.parts[0] != ".cache"]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, locks aside."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if ".locks" not in path.parts}

"""A small study, a person to erase from it, and pages and pictures of theirs."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec.structs import replace
from store_examples import INTERVIEW, OTHER, STUDY

from persona_wizard.model.interview import Answer
from persona_wizard.store import Belongings, StudyFolder

AT = "2026-11-22T09:00:00.000Z"
LAN = replace(
    INTERVIEW, id=OTHER, participant="bb22cc33dd44", pseudonym="P08", answers={}, notes=()
)
PICTURE = b"\x89PNG\0 her face"
PAGE = "# Minh\n> too dear\n\nP07, prospect\n"
THEIRS: dict[str, str | bytes] = {
    "exports/minh.md": PAGE,
    "exports/old/answers.csv": "who,what\n<b>P07</b>,yes\n",
    "exports/p07-customers.md": "# P07, customer\n",
    "photos/portrait P07.png": PICTURE,
}


SAID = Answer(question="goals", wording="What for?", at=AT)
# Of P07, under another id.
P07_AGAIN = replace(INTERVIEW, id="ccccccccdddd", pseudonym="P07")


def made(
    folder: Path, pseudonym: str = "P07", answers: Mapping[str, Answer] = INTERVIEW.answers
) -> StudyFolder:
    store = StudyFolder.create(folder, STUDY)
    store.begin(replace(INTERVIEW, pseudonym=pseudonym, answers=dict(answers))).close()
    store.begin(LAN).close()
    return store


def erase(store: StudyFolder, pseudonym: str = "P07") -> Belongings:
    (erased,) = store.people_called(pseudonym, AT)
    return store.erase(erased)


def erased_of(store: StudyFolder, pseudonym: str = "P07") -> Belongings:
    """What would go."""
    (erased,) = store.people_called(pseudonym, AT)
    return store.what_goes(erased)


def says(store: StudyFolder, text: str) -> None:
    """Have P08 say this."""
    with store.reopen(OTHER) as file:
        answer = Answer(question="goals", wording="What for?", at=AT, text=text)
        file.save(replace(LAN, answers={"goals": answer}))


def give_away(folder: Path) -> None:
    """Have a study belong to the user without rights, where tests run as one who has all."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)


def write(store: StudyFolder, file: str, data: str | bytes) -> Path:
    path = store.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(store: StudyFolder) -> list[tuple[str, ...]]:
    """The files of each erasure that opening the study had to do again."""
    return [again.files for again in StudyFolder.open(store.folder).came_back]


def opened_while(action: Callable[[], object], folder: Path) -> list[str]:
    """The files in a folder that are opened meanwhile, each as often as it is."""
    opened: list[str] = []
    listening = True

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event == "open" and str(arguments[0]).startswith(str(folder)):
            opened.append(str(arguments[0]))

    sys.addaudithook(listen)
    action()
    listening = False
    return opened

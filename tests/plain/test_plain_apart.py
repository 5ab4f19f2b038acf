"""An interview in lines, whose file somebody else changes meanwhile."""

from collections.abc import Iterator

from plain_walking import begun

from persona_wizard.plain import Exchange, interview_in_lines
from persona_wizard.store import StudyFolder


def test_what_is_saved_apart_is_told_once(store: StudyFolder) -> None:
    sitting = begun(store)
    path = store.folder / "interviews" / f"{sitting.session.interview.id}.json"
    said: list[str] = []

    def lines() -> Iterator[str]:
        yield "y\n"
        # As git pull or a synced folder does it.
        path.write_bytes(path.read_bytes() + b" ")
        yield "y\n"
        yield "calm mornings\n"
        yield "/quit\n"

    try:
        interview_in_lines(sitting, Exchange(lines(), said.append))
    finally:
        sitting.close()
    told = [line for line in said if "Somebody else changed" in line]
    assert told == [
        "Somebody else changed this interview's file. Saved apart: yours is kept beside it, in "
        "conflicts/. The study's screen shows both."
    ]
    assert len(store.conflicts()) == 1

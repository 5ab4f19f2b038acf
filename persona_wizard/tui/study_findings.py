"""What one look at a whole study gives, for its screen."""

from collections.abc import Callable

from msgspec import Struct

from persona_wizard.model.persona import Persona
from persona_wizard.store import StudyFolder, Unreadable
from persona_wizard.studies.bank_changes import BankChange, all_changes
from persona_wizard.studies.overview import InterviewRow, overview
from persona_wizard.studies.personas import draw_of_everyone
from persona_wizard.studies.read_only import why_only_read
from persona_wizard.studies.reading import read_study
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.how_far import HowFar
from persona_wizard.tui.study_rows import said_in


class Findings(Struct, frozen=True):
    """A study's interviews, what is known of everyone, and what needs somebody's eye.

    `elsewhere` are unfinished interviews that another window or person is writing, `two_versions`
    those with another version that waits to be settled, by id. `undecided` are the changes of
    banks that nobody has decided about. `only_read` is why nothing can be written; empty where it
    can.
    """

    rows: tuple[InterviewRow, ...]
    persona: Persona
    said: tuple[Findable, ...]
    unreadable: tuple[Unreadable, ...]
    changes: tuple[BankChange, ...]
    undecided: tuple[BankChange, ...]
    elsewhere: frozenset[str]
    two_versions: frozenset[str]
    only_read: str


def look_through(store: StudyFolder, wanted: Callable[[], bool]) -> Findings:
    """Read the whole study and count what is known. Raises NobodyWaits, StoreError."""
    reading = read_study(store, HowFar(_quietly, wanted))
    rows = overview(reading)
    elsewhere = open_elsewhere(store, rows)
    changes = all_changes(store, reading)
    decided = reading.study.settled
    return Findings(
        rows=rows,
        persona=draw_of_everyone(reading),
        said=said_in(reading),
        unreadable=reading.unreadable,
        changes=changes,
        undecided=tuple(one for one in changes if one.settled not in decided),
        elsewhere=elsewhere,
        two_versions=frozenset(one.interview.id for one in store.conflicts()),
        only_read=why_only_read(store),
    )


def open_elsewhere(store: StudyFolder, rows: tuple[InterviewRow, ...]) -> frozenset[str]:
    """The unfinished interviews among these that another window or person is writing."""
    unfinished = (row.id for row in rows if not row.finished)
    return frozenset(filter(store.is_open_elsewhere, unfinished))


def _quietly(done: int, of: int) -> None:
    """What was told of the looking through is not told again of the reading."""

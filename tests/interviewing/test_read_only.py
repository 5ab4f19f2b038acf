"""A session to walk about in: nothing that is done to it changes the record but the place."""

from msgspec.structs import replace
from test_session import BANK, Clock, begin

from persona_wizard.interviewing import OPENING
from persona_wizard.interviewing.read_only import ReadOnlySession
from persona_wizard.model.interview import State


def test_only_the_place_changes() -> None:
    held = begin(Clock())
    held.write("goals", None, "calm mornings")
    held.add_note("a dog")
    record = replace(held.interview, elapsed=12.0, current=OPENING)
    session = ReadOnlySession(record, BANK, {"product": "Tea"})
    session.write("goals", None, "other")
    session.give_state("goals", State.DECLINED)
    session.consent("a", True)
    session.add_note("b")
    session.edit_note("n1", "")
    session.file_note("n1", "goals")
    session.mark_rest_out_of_time()
    session.finish()
    assert session.interview == record
    assert session.next() == "goals"
    assert session.interview == replace(record, current="goals")
    assert session.elapsed == 12.0

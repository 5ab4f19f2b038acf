"""Running lines: where they stand, when they were begun, and that none is lost."""

from hypothesis import given
from hypothesis import strategies as st

from persona_wizard.interviewing.stream import written
from persona_wizard.model.interview import Note

NEW = Note("", "", 30.0, "goals")
NOW = Note("", "", 40.0, "wishes")
FIRST = Note("n1", "first", 1.0, "goals")
SECOND = Note("n2", "second", 2.0, "goals")


def test_a_line_is_in_the_notes_from_its_first_character_and_keeps_its_stamp() -> None:
    notes, line = written((FIRST,), NEW, ["t"], NOW)
    assert notes == (FIRST, Note("n2", "t", 30.0, "goals"))
    notes, line = written(notes, line, ["the dog "], NOW)
    assert notes == (FIRST, Note("n2", "the dog", 30.0, "goals"))
    notes, line = written(notes, line, ["  "], NOW)
    assert (notes, line) == ((FIRST,), Note("", "", 30.0, "goals"))


def test_a_line_emptied_and_typed_again_goes_back_to_its_place() -> None:
    notes, line = written((FIRST, SECOND), FIRST, [""], NOW)
    assert notes == (SECOND,)
    notes, _ = written(notes, line, ["again"], NOW, place=0)
    assert [(note.text, note.elapsed) for note in notes] == [("again", 1.0), ("second", 2.0)]
    assert len({note.id for note in notes}) == 2


def test_several_texts_are_several_lines_in_their_place() -> None:
    notes, last = written((FIRST, SECOND), FIRST, ["> a", "", "#b", "? c"], NOW)
    assert [(note.text, note.elapsed) for note in notes] == [
        ("> a", 1.0),
        ("#b", 40.0),
        ("? c", 40.0),
        ("second", 2.0),
    ]
    assert last == notes[2]
    assert len({note.id for note in notes}) == 4


def test_a_line_filed_meanwhile_does_not_take_anothers_name() -> None:
    gone = Note("n3", "filed", 5.0)
    notes, line = written((FIRST, SECOND), gone, ["written on"], NOW)
    assert [note.text for note in notes] == ["first", "second", "written on"]
    assert line.id not in ("n1", "n2", "")


@given(st.lists(st.text("ab >#\n\u0301", max_size=4), max_size=8), st.integers(0, 3))
def test_other_lines_are_never_touched(texts: list[str], which: int) -> None:
    others = (FIRST, SECOND, Note("n3", "third", 35.0))
    line = (*others, NEW)[which]
    notes, _ = written(others, line, texts or [""], NOW)
    rest = [note for note in others if note.id != line.id]
    assert [note for note in notes if note in rest] == rest
    assert all(note.text and note.id for note in notes)
    assert len({note.id for note in notes}) == len(notes)

"""An interview that somebody else is writing, read line by line."""

from collections.abc import Iterator

from msgspec.structs import replace
from plain_walking import begun

from persona_wizard.plain import Exchange, read_in_lines
from persona_wizard.store import StudyFolder
from persona_wizard.studies.looking import look_at


def read(store: StudyFolder, interview: str, *lines: str) -> tuple[str, list[tuple[int, str]]]:
    """What is said, and which lines were not taken."""
    said: list[str] = []
    faults: list[tuple[int, str]] = []
    exchange = Exchange(lines, said.append, lambda number, why: faults.append((number, why)))
    read_in_lines(look_at(store, interview), exchange)
    return "\n".join(said), faults


def test_it_is_read_and_says_who_has_it(store: StudyFolder) -> None:
    sitting = begun(store)
    sitting.session.write("how-happy", 6, "the lid")
    sitting.session.add_note("sighs")
    sitting.save(sitting.session.interview)
    interview = sitting.session.interview.id
    said, faults = read(
        store, interview, "/list", "/show how-happy", "/notes", "/read", "/time", "/next", "/help"
    )
    assert said.startswith(f"P01 is being written by {store.writer(interview)}; here you can only")
    assert "how-happy: How happy are you? (answered)" in said
    assert "  So far: the lid" in said
    assert "1. 0:00: sighs" in said
    assert "question 1 of 5, key" in said
    assert "/answer" not in said
    assert faults == []
    sitting.close()


def test_nothing_that_is_typed_changes_it(store: StudyFolder) -> None:
    sitting = begun(store)
    before = store.read_interview(sitting.session.interview.id)
    lines = ("words", "/declined 1", "/answer how-happy 6", "/note x", "/finish", "/go 1", "more")
    _, faults = read(store, before.id, *lines)
    assert [number for number, _ in faults] == [1, 2, 3, 4, 5, 7]
    assert all("here you can only read." in why for _, why in faults)
    assert store.read_interview(before.id) == before
    sitting.close()


def test_what_is_saved_meanwhile_is_seen_at_the_next_line(store: StudyFolder) -> None:
    sitting = begun(store)
    said: list[str] = []

    def lines() -> Iterator[str]:
        yield "/go barriers"
        sitting.session.write("barriers", None, "the lid")
        sitting.save(sitting.session.interview)
        yield "/show barriers"
        sitting.close()
        yield "words"

    read_in_lines(look_at(store, sitting.session.interview.id), Exchange(lines(), said.append))
    assert "  So far: the lid" in said
    assert said[-1] == "P01 is only read here. Resume it anew to write, if nobody else does."


def test_one_that_is_erased_meanwhile_is_told_once_and_what_was_read_stays(
    store: StudyFolder,
) -> None:
    sitting = begun(store)

    def lines() -> Iterator[str]:
        sitting.erase()
        yield "/read"
        yield "/list"
        yield "/quit"
        raise AssertionError("it goes on")

    said: list[str] = []
    read_in_lines(look_at(store, sitting.session.interview.id), Exchange(lines(), said.append))
    assert sum("There is no interview" in line for line in said) == 1
    assert "how-happy: How happy are you? (not asked)" in said


def test_no_terminal_code_in_a_file_reaches_the_terminal(store: StudyFolder) -> None:
    sitting = begun(store)
    sitting.session.write("barriers", None, "the lid")
    answer = sitting.session.interview.answers["barriers"]
    foul = replace(answer, text="the \x1b[2J\x1b]0;title\x07lid\x9b1m", wording="\x1b[31mWhat?")
    sitting.save(replace(sitting.session.interview, answers={"barriers": foul}))
    said, _ = read(store, sitting.session.interview.id, "/read", "/show barriers", "/\x1b[2Jsing")
    assert "  the lid\n" in said
    assert not set(said) & set("\x1b\x07\x9b")
    sitting.close()


def test_where_nothing_may_be_written_it_says_so(store: StudyFolder) -> None:
    sitting = begun(store)
    sitting.close()
    exchange = Exchange(["words"], (said := list[str]()).append)
    read_in_lines(look_at(store, sitting.session.interview.id, may_write=False), exchange)
    assert said[-1] == "P01 is only read here: you have no right to write in this study."

"""A page that an editor saved in its own way says the same, and is held as before."""

import re
import textwrap

import pytest

from persona_wizard.export import Layout
from persona_wizard.export.as_written import changed_lines, held_lines, prints_of, short_print
from persona_wizard.export.pages_in_file import own_text
from persona_wizard.export.record import read_record
from persona_wizard.model.built_on import built_on, without_ending
from persona_wizard.store import StudyFolder
from persona_wizard.studies.exporting import page_text
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.verifying import NotVerified, verify_page


@pytest.fixture
def page(demo: StudyFolder) -> str:
    return page_text(demo, Layout.PAGE, True)


def holds(demo: StudyFolder, page: str) -> bool:
    return verify_page(demo, read_study(demo), page).holds


def dressed(page: str, was: str, now: str) -> str:
    """A page with other marks everywhere but in its record."""
    text = without_ending(page)
    assert was in text
    return page.replace(text, text.replace(was, now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("'", "’"),
        ("'", "&#39;"),
        ("'", "&#x27;"),
        ("'", "&rsquo;"),
        (' "', " &quot;"),
        (" of 1", "&nbsp;of 1"),
    ],
)
def test_marks_and_entities_are_the_editors(
    demo: StudyFolder, page: str, was: str, now: str
) -> None:
    assert holds(demo, dressed(page, was, now))


def test_an_entity_hides_no_change(demo: StudyFolder, page: str) -> None:
    assert not holds(demo, dressed(page, "(8 of 10) [^G1]", "(&#57; of 10) [^G1]"))
    assert not holds(demo, dressed(page, "Tuesday or nothing.", "Tuesday&#39;s nothing."))


def test_a_page_of_before_that_says_apostrophes_holds_as_it_is() -> None:
    text = '## Problems\n\n- "It’s chaos &amp; noise." (P01, customer)\n'
    (line,) = held_lines(text)
    title = short_print("# Problems")
    assert changed_lines(text, {short_print(line.kept[0]), title}) == ()
    assert changed_lines(text.replace("’", "'"), {*line.prints, title}) == ()


def test_what_an_entity_quotes_is_held() -> None:
    text = "They said &quot;we love it&quot; to us.\n"
    written = frozenset(prints_of(text))
    assert changed_lines(text, written) == ()
    assert changed_lines(text.replace("&quot;", '"'), written) == ()
    assert changed_lines(text.replace("love", "hate"), written)


# The record, as editors leave it


def record_as(page: str, pattern: str, into: str) -> str:
    text = without_ending(page)
    record = page.removeprefix(text)
    assert record.count("[//]") == 3
    return text + re.sub(pattern, into, record, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("pattern", "into"),
    [
        ('"', "”"),
        ('"([^"]*)"', r"“\1”"),
        ('"([^"]*)"', r"'\1'"),
        ('"([^"]*)"', r"(\1)"),
        (r"^\[", "   ["),
        (r"^\[", "> ["),
        (r'(# "e.{60})', "\\1\n"),
    ],
)
def test_a_record_in_other_marks_is_read(
    demo: StudyFolder, page: str, pattern: str, into: str
) -> None:
    changed = record_as(page, pattern, into)
    assert changed != page
    assert holds(demo, changed)
    assert built_on(changed) == built_on(page)
    assert not holds(demo, changed.replace("(8 of 10) [^G1]", "(9 of 10) [^G1]"))


@pytest.mark.parametrize(
    ("pattern", "into"),
    [(r"^\[//\]: # ", ""), (r"^\[//\]: # ", "[//]: <> "), ('"e', '"f'), ('"', "&quot;")],
)
def test_a_record_that_is_there_and_cannot_be_read_was_changed(
    demo: StudyFolder, page: str, pattern: str, into: str
) -> None:
    with pytest.raises(NotVerified, match="the record at its end was changed"):
        holds(demo, record_as(page, pattern, into))


# Lines that an editor broke


def wrapped(page: str, width: int) -> str:
    """The page with its lines broken where they are longer, but not before "1.", a list's mark."""
    text = without_ending(page)
    front, body = text.split("\n---\n", 1)
    rows = []
    for row in body.split("\n"):
        opening = re.match(r"> |\[\^| *- |", row)
        assert opening is not None
        further = "> " if opening[0] == "> " else " " * max(len(opening[0]), 2)
        together = re.sub(r" (\d+\.)", "\0\\1", row)
        broken = textwrap.fill(
            together,
            width,
            subsequent_indent=further,
            break_long_words=False,
            break_on_hyphens=False,
        )
        rows.append(row if row.startswith(("#", "|")) else broken.replace("\0", " "))
    return f"{front}\n---\n" + "\n".join(rows) + page.removeprefix(text)


@pytest.mark.parametrize("width", [30, 60])
def test_broken_lines_are_the_same_lines(demo: StudyFolder, page: str, width: int) -> None:
    broken = wrapped(page, width)
    assert broken.count("\n") > page.count("\n") + 20
    assert holds(demo, broken)


@pytest.mark.parametrize("width", [30, 1000])
def test_every_number_of_broken_lines_is_held(page: str, width: int) -> None:
    broken, written = wrapped(page, width), read_record(page).lines
    text = own_text(broken, written)
    numbers = list(re.finditer(r"(?<![\w^])\d+(?!\w)", text))
    assert len(numbers) > 200
    for one in numbers:
        changed = f"{text[: one.start()]}{int(one[0]) + 1}{text[one.end() :]}"
        assert changed_lines(changed, written), text[one.start() - 40 : one.end() + 20]


def test_a_changed_line_that_was_broken_is_told_whole(demo: StudyFolder, page: str) -> None:
    (line,) = [row for row in page.split("\n") if "8 of 10" in row and row.endswith("[^G1]")]
    changed = line.replace("8 of 10", "9 of 10")
    broken = page.replace(line, changed.replace(" (", "\n  ("))
    (told,) = verify_page(demo, read_study(demo), broken).by_hand
    assert told.line.text == changed
    assert broken.split("\n")[told.line.number - 1] == changed.split(" (")[0]


@pytest.mark.parametrize(
    ("added", "held"),
    [("Call them on Monday.", True), ("So say 9 of 10.", False), ('"I hate it." (P01)', False)],
)
def test_words_of_ones_own_right_below_a_line(
    demo: StudyFolder, page: str, added: str, *, held: bool
) -> None:
    (line,) = [row for row in page.split("\n") if "8 of 10" in row and row.endswith("[^G1]")]
    assert holds(demo, page.replace(line, f"{line}\n{added}")) is held

"""Pages that stand among other text, or with others in one file, are held as what they are."""

import pytest

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.export.verdict_words import verdict_lines
from persona_wizard.export.verify import Verdict
from persona_wizard.model.built_on import without_ending
from persona_wizard.store import StudyFolder
from persona_wizard.studies.exporting import Wanted, content_of, page_text
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.verifying import NotVerified, verify_file, verify_page

HOST = "---\ntitle: Our wiki\nstatus: old\n---\n\n# Offices\n\nWe have 3 of 4 offices open.\n\n"
BELOW = '\n\n## More\n\nAnna said: "We have 5 of 9."\n\n- 2 of 7 people (P77, customer)\n'
CHANGED = ("(8 of 10) [^G1]", "(9 of 10) [^G1]")


@pytest.fixture
def page(demo: StudyFolder) -> str:
    found = page_text(demo, Layout.PAGE, True)
    assert CHANGED[0] in found
    return found


@pytest.fixture
def sales(demo: StudyFolder) -> str:
    wanted = Wanted(department="sales", allow_gaps=True)
    return content_of(demo, read_study(demo), wanted).decode()


def of_file(demo: StudyFolder, text: str) -> tuple[tuple[str, Verdict], ...]:
    return verify_file(demo, read_study(demo), text)


def without_front(page: str) -> str:
    return page.split("\n---\n\n", 1)[1]


def test_each_page_of_a_file_is_held_by_its_own_record(
    demo: StudyFolder, page: str, sales: str
) -> None:
    (first, whole), (second, part) = of_file(demo, f"{HOST}{page}\nBetween.\n\n{sales}{BELOW}")
    # HOST has nine lines.
    assert first == "Page 1 of 2, from line 10, “First-light Robin”"
    line = 9 + page.count("\n") + 3 + 1
    assert second == f"Page 2 of 2, from line {line}, “First-light Robin”"
    assert whole.holds
    assert part.holds
    assert whole.claims == verify_page(demo, read_study(demo), page).claims
    assert part.claims == verify_page(demo, read_study(demo), sales).claims
    assert whole.claims != part.claims


@pytest.mark.parametrize("front", [True, False])
def test_a_line_changed_on_the_first_of_two_pages_is_told(
    demo: StudyFolder, page: str, sales: str, *, front: bool
) -> None:
    page = page if front else without_front(page)
    text = page.replace(*CHANGED) + sales
    (_, whole), (_, part) = of_file(demo, text)
    (told,) = whole.by_hand
    assert text.split("\n")[told.line.number - 1] == told.line.text
    assert CHANGED[1] in told.line.text
    assert part.holds


def test_html_pages_in_one_file_are_told_apart(demo: StudyFolder, page: str) -> None:
    wanted = Wanted(format=Format.HTML, allow_gaps=True)
    card = content_of(demo, read_study(demo), wanted).decode()
    (_, first), (_, second), (_, third) = of_file(demo, card + card + page.replace(*CHANGED))
    assert first.holds
    assert second.holds
    assert not first.lines_read
    assert not second.lines_read
    assert third.by_hand


def test_a_page_that_lost_its_record_beside_another_claims_nothing(
    demo: StudyFolder, page: str, sales: str
) -> None:
    for text in (without_ending(page) + sales, sales + without_ending(page)):
        with pytest.raises(NotVerified, match="it carries no record of its claims") as fault:
            of_file(demo, text)
        assert fault.value.message.startswith(f"Page {1 + text.startswith(sales)} of 2, from line ")
        assert "\n" not in fault.value.message


def test_very_many_pages_are_one_plain_line(demo: StudyFolder, sales: str) -> None:
    with pytest.raises(NotVerified, match="21 pages, too many at once"):
        of_file(demo, sales * 21)


def test_a_file_with_one_page_is_called_nothing(demo: StudyFolder, page: str) -> None:
    ((called, found),) = of_file(demo, page)
    assert called == ""
    assert found.holds


@pytest.mark.parametrize("front", [True, False])
@pytest.mark.parametrize(("above", "below"), [(HOST, ""), ("", BELOW), (HOST, BELOW)])
def test_what_stands_around_a_page_is_not_the_pages(
    demo: StudyFolder, page: str, above: str, below: str, *, front: bool
) -> None:
    page = page if front else without_front(page)
    reading = read_study(demo)
    assert verify_page(demo, reading, f"{above}{page}{below}").holds
    text = f"{above}{page.replace(*CHANGED)}{below}"
    (told,) = verify_page(demo, reading, text).by_hand
    assert text.split("\n")[told.line.number - 1] == told.line.text


def test_the_front_matter_of_a_pasted_page_is_held(demo: StudyFolder, page: str) -> None:
    assert "interviews: {customers: 6," in page
    text = HOST + page.replace("interviews: {customers: 6,", "interviews: {customers: 60,")
    (told,) = verify_page(demo, read_study(demo), text).by_hand
    assert told.line.text.startswith("interviews: {customers: 60,")


def test_a_record_that_was_moved_to_the_top_leaves_the_page_held(
    demo: StudyFolder, page: str
) -> None:
    text = without_ending(page)
    record = page.removeprefix(text)
    reading = read_study(demo)
    assert verify_page(demo, reading, record + without_front(text)).holds
    moved = record + without_front(text).replace(*CHANGED)
    assert verify_page(demo, reading, moved).by_hand


def test_what_is_wrong_is_told_first(demo: StudyFolder, page: str) -> None:
    found = verify_page(demo, read_study(demo), page.replace(*CHANGED))
    first, second, third, _ = verdict_lines(found)
    assert first == "1 line is not as it was written; put it back, or export the page anew:"
    assert second.startswith("- line ")
    assert third == f"All {found.claims} claims that it was written with still hold."


def test_an_empty_file_is_no_page(demo: StudyFolder) -> None:
    with pytest.raises(NotVerified, match="no page of a persona"):
        of_file(demo, "")

"""Numbers that a page prints beside how many of how many, held against the study of today."""

import zlib
from collections.abc import Mapping

import msgspec
import pytest
from msgspec.structs import replace

from persona_wizard.export import Layout
from persona_wizard.export.formats import Format
from persona_wizard.export.record import read_record
from persona_wizard.export.verdict_words import verdict_lines
from persona_wizard.model.built_on import ending_of, ending_with, without_ending
from persona_wizard.model.interview import Answer, Pick, State
from persona_wizard.store import StudyFolder
from persona_wizard.studies.curating import reword
from persona_wizard.studies.erasing import erase_person, person_to_erase
from persona_wizard.studies.exporting import Wanted, content_of, page_text
from persona_wizard.studies.personas import draw_from
from persona_wizard.studies.reading import read_study
from persona_wizard.studies.verifying import verify_page


def html_page(store: StudyFolder) -> str:
    return content_of(
        store, read_study(store), Wanted(format=Format.HTML, allow_gaps=True)
    ).decode()


def answered(store: StudyFolder, pseudonym: str, changes: Mapping[str, Answer | None]) -> None:
    """Give somebody other answers; None takes one away."""
    one = next(i for i in store.interviews().interviews if i.pseudonym == pseudonym)
    answers = {k: v for k, v in ({**one.answers, **changes}).items() if v is not None}
    with store.reopen(one.id) as file:
        file.save(replace(one, answers=answers))


def answer(store: StudyFolder, pseudonym: str, question: str) -> Answer:
    one = next(i for i in store.interviews().interviews if i.pseudonym == pseudonym)
    return one.answers[question]


def satisfied(store: StudyFolder, pseudonym: str, value: int) -> None:
    was = answer(store, pseudonym, "satisfaction")
    answered(store, pseudonym, {"satisfaction": replace(was, value=value)})


def changes(store: StudyFolder, page: str) -> dict[str, str]:
    found = verify_page(store, read_study(store), page)
    return {one.id: one.what for one in found.findings}


@pytest.mark.parametrize("layout", Layout)
def test_what_answers_reach_from_and_to_is_held(demo: StudyFolder, layout: Layout) -> None:
    page = page_text(demo, layout, True)
    assert "answers from 5 to 9" in page
    satisfied(demo, "P06", 0)
    found = verify_page(demo, read_study(demo), page)
    assert not found.holds
    told = {one.id: one.what for one in found.findings}
    assert told["satisfaction/median"] == "answers from 5 to 9 → from 0 to 9"
    (line,) = [line for line in verdict_lines(found) if "satisfaction/median" in line]
    assert line.endswith(": answers from 5 to 9 → from 0 to 9 [satisfaction/median]")
    # What is written anew holds.
    assert verify_page(demo, read_study(demo), page_text(demo, layout, True)).holds


def test_numbers_that_became_all_the_same_are_told(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    for who in ("P01", "P02", "P03", "P05", "P06", "P09"):
        satisfied(demo, who, 7)
    told = changes(demo, page)["satisfaction/median"]
    assert "answers from 5 to 9 → all said 7" in told


def test_with_another_count_the_range_is_told_beside_it(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    answered(demo, "P06", {"satisfaction": None})
    told = changes(demo, page)["satisfaction/median"]
    assert told.startswith("6 of 6 → 5 of 5")
    assert told.endswith("; answers from 5 to 9 → from 6 to 9")


def test_a_chart_of_choices_is_held(demo: StudyFolder) -> None:
    card, page = html_page(demo), page_text(demo, Layout.PAGE, True)
    app = Pick(choice="app", text="An app")
    was = answer(demo, "P09", "channels")
    answered(demo, "P09", {"channels": replace(was, value=(app,))})
    told = changes(demo, card)
    # By hand: P02, P07 and P09 bought on the website, P06 and P12 with the app.
    assert told["channels/website"].startswith("3 of 9 → 2 of 9")
    assert told["channels/app"].startswith("2 of 9 → 3 of 9")
    assert verify_page(demo, read_study(demo), html_page(demo)).holds
    assert set(changes(demo, page)) <= set(told)


def test_a_chart_of_numbers_is_held(demo: StudyFolder) -> None:
    card, page = html_page(demo), page_text(demo, Layout.PAGE, True)
    # Two who change places change no bar.
    satisfied(demo, "P01", 5)
    satisfied(demo, "P06", 6)
    assert verify_page(demo, read_study(demo), card).holds
    satisfied(demo, "P03", 8)
    assert changes(demo, card) == {
        "satisfaction/median": "in the chart 8 never → once, 9 twice → once"
    }
    assert verify_page(demo, read_study(demo), page).holds


def test_many_changes_of_a_chart_are_told_in_short(demo: StudyFolder) -> None:
    card = html_page(demo)
    for who, value in (("P01", 1), ("P02", 2), ("P06", 3), ("P09", 10), ("P05", 4)):
        satisfied(demo, who, value)
    told = changes(demo, card)["satisfaction/median"]
    assert "in the chart 1 never → once, 2 never → once, 3 never → once, 4 never → once" in told
    assert told.endswith(", and 5 more")


@pytest.mark.parametrize("layout", Layout)
def test_how_many_declined_is_held(demo: StudyFolder, layout: Layout) -> None:
    pages = [page_text(demo, layout, True), html_page(demo)]
    was = answer(demo, "P10", "age-group")
    assert was.state is State.DECLINED
    unknown = replace(was, state=State.DONT_KNOW, value=())
    answered(demo, "P10", {"age-group": unknown})
    for page in pages:
        told = [what for what in changes(demo, page).values() if "declined" in what]
        assert told == ["1 declined → 1 didn't know"]


def test_numbers_that_are_listed_singly_are_held(demo: StudyFolder) -> None:
    for who in ("P01", "P02", "P05"):
        answered(demo, who, {"satisfaction": None})
    claim = next(c for c in draw_from(demo).claims if c.id == "satisfaction/median")
    page = page_text(demo, Layout.FULL, True)
    assert "5, 7 and 9" in page
    satisfied(demo, "P06", 4)
    assert changes(demo, page)["satisfaction/median"].startswith("now 4, 7 and 9")
    reword(demo, claim, "They are content", claim.label)
    page = page_text(demo, Layout.FULL, True)
    assert "4, 7 and 9" in page
    satisfied(demo, "P03", 8)
    assert changes(demo, page)["satisfaction/median"] == "4, 7 and 9 → 4, 7 and 8"


def test_the_erased_change_the_range(demo: StudyFolder) -> None:
    page = page_text(demo, Layout.PAGE, True)
    erase_person(demo, person_to_erase(demo, "P06"))
    assert "answers from 5 to 9 → from 6 to 9" in changes(demo, page)["satisfaction/median"]


@pytest.mark.parametrize("form", [Format.MARKDOWN, Format.HTML])
def test_the_record_of_an_earlier_page_is_read(demo: StudyFolder, form: Format) -> None:
    page = content_of(demo, read_study(demo), Wanted(format=form, allow_gaps=True)).decode()
    found = ending_of(page)
    assert found is not None
    kept = msgspec.msgpack.decode(zlib.decompress(found.claims))
    # What stands beside claims is the last of what a record holds.
    *earlier, beside = kept
    assert beside
    packed = zlib.compress(msgspec.msgpack.encode(earlier), 9)
    page = f"{without_ending(page)}\n{ending_with(found.interviews, packed)}"
    record = read_record(page)
    assert record.beside == ()
    assert len(record.claims) == len(kept[2])
    satisfied(demo, "P06", 0)
    assert verify_page(demo, read_study(demo), page).holds


def test_a_record_tells_no_number_that_the_page_does_not(demo: StudyFolder) -> None:
    record = read_record(page_text(demo, Layout.PAGE, True))
    assert not any(one.drawn or one.values for one in record.beside)
    assert [one.id for one in record.beside if one.spread] == ["satisfaction/median"]
    for one in read_record(html_page(demo)).claims:
        assert not one.id.startswith("income/") or one.id == "income/median"


def test_a_card_carries_its_record_in_three_lines(demo: StudyFolder) -> None:
    lines = [line for line in html_page(demo).split("\n") if line.startswith("[//]: #")]
    assert len(lines) == 3

"""From an empty folder to the page, by keys alone, in a real terminal."""

from pathlib import Path

from every_kind import BANK
from wizard_terminal import (
    CTRL_N,
    CTRL_O,
    CTRL_P,
    CTRL_Q,
    CTRL_R,
    CTRL_S,
    DOWN,
    ENTER,
    TAB,
    Start,
    Terminal,
)

from persona_wizard.model.interview import Interview, Pick, State
from persona_wizard.store import StudyFolder


def test_from_an_empty_folder_to_the_page(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "cedar-coffee"

    first = start()
    _make_a_study(first, folder)
    (folder / "question_banks" / "every-kind.md").write_text(BANK)
    _interview(first)
    assert first.ends() == 0
    assert first.restored

    store = StudyFolder.open(folder)
    (left,) = store.interviews().interviews
    _check(left)
    assert left.current == "barriers"
    assert left.answers["barriers"].text == "the lid lea"
    assert left.finished is None

    second = start("cedar-coffee")
    _finish(second)
    _draw_and_export(second)
    second.type(CTRL_Q)
    assert second.ends() == 0
    assert second.restored

    finished = store.read_interview(left.id)
    _check(finished)
    assert finished.answers["barriers"].text == "the lid leaks"
    assert finished.finished is not None

    page = (folder / "exports" / "minh.md").read_text()
    assert "# Minh" in page
    assert "**Draft:" in page
    assert '"mornings back" (a prospect)' in page
    assert "*How many cups a day?* **2.5** (1 asked)" in page
    assert "the lid leaks (a prospect; note)" in page
    assert "**Family**: 1 asked, declined." in page
    assert "photos/minh.svg" in page
    assert (folder / "exports" / "photos" / "minh.svg").read_text().startswith("<svg")


def _make_a_study(wizard: Terminal, folder: Path) -> None:
    wizard.shows("New study", "Try the sample")
    wizard.type("n")
    wizard.shows("What is the product called?")
    wizard.type("Cedar Coffee" + ENTER * 6)
    # The line is shorter than a temporary folder's path: its end is what shows.
    wizard.shows("Which folder will it be in?", str(folder)[-20:])
    wizard.type(CTRL_S)
    wizard.shows("No interview yet. N starts the first.")


def _interview(wizard: Terminal) -> None:
    wizard.type("n")
    wizard.shows("Whom are you talking to?")
    wizard.type(DOWN + DOWN)
    wizard.shows("One of every kind (10 questions)")
    wizard.type(CTRL_S)
    wizard.shows("Thank you for taking the time.")
    wizard.type("yy")
    wizard.shows("quote me without my name  yes")
    wizard.type(ENTER)
    wizard.shows("get done with Cedar Coffee?")
    wizard.type("Coffee before the kids wake" + ENTER + "> mornings back" + CTRL_N)
    wizard.shows("Where do you live?")
    wizard.type("Huế" + ENTER)
    wizard.shows("How many cups a day?")
    wizard.type("2,5" + ENTER)
    wizard.shows("Who decides at home?")
    wizard.type("2" + ENTER)
    wizard.shows("Where do you look things up?")
    wizard.type("14")
    wizard.shows("[x] 1 Search engines", "[x] 4 Other…")
    wizard.type("the postman" + ENTER)
    wizard.shows("What comes in each month?")
    wizard.type("1" + ENTER)
    wizard.shows("Whom do you live with?")
    wizard.type(CTRL_R)
    wizard.shows("D declined")
    wizard.type("d")
    wizard.shows("                declined")
    wizard.type(CTRL_N)
    wizard.shows("How happy are you with your coffee?")
    wizard.type("7" + TAB + "seven, because of the lid" + CTRL_N)
    wizard.shows("Did a machine ever break?")
    wizard.type(CTRL_O)
    wizard.shows("A note, filed later.")
    wizard.type("laughs a lot" + ENTER)
    wizard.shows("( ) 1 Yes")
    wizard.type("y" + ENTER)
    wizard.shows("What got in the way?")
    wizard.type("the lid lea")
    wizard.shows("the lid lea")
    wizard.type(CTRL_Q)
    wizard.shows("once more leaves the interview")
    wizard.type(CTRL_Q)
    wizard.shows("▸ resume", "9/10")
    wizard.type(CTRL_Q)


def _finish(wizard: Terminal) -> None:
    wizard.shows("Cedar Coffee", "P01", "▸ resume")
    wizard.type(ENTER)
    wizard.shows("What got in the way?", "the lid lea")
    wizard.type("ks" + CTRL_P)
    wizard.shows("Did a machine ever break?", "(•) 1 Yes")
    wizard.type(CTRL_N + CTRL_N)
    wizard.shows("leave out?")
    wizard.type(ENTER)
    wizard.shows("read through", "9 of 10 answered", "laughs a lot", "Huế")
    wizard.type("d")
    wizard.shows("1 note is not filed. Finish all the same?")
    wizard.type("y")
    wizard.shows("What would you ask first next time?")
    wizard.type(ENTER)
    wizard.shows("P01", "finished")


def _draw_and_export(wizard: Terminal) -> None:
    wizard.type("p")
    wizard.shows("No name yet: press N")
    wizard.type("n")
    wizard.shows("What is the persona called?")
    wizard.type("Minh" + ENTER)
    wizard.shows("In one line, who is this?")
    wizard.type("Mornings back" + ENTER)
    wizard.shows("Mornings back", "! Photo")
    wizard.type("h")
    wizard.shows("Which picture?")
    wizard.type(ENTER)
    wizard.shows("Minh", "Mornings back")
    wizard.type("e")
    wizard.shows("export", "missing")
    wizard.type("w")
    wizard.shows("Write a draft that says so?")
    wizard.type("y")
    wizard.shows("Written:")


def _check(interview: Interview) -> None:
    """What was said by keys alone, all but the last answer."""
    answers = interview.answers
    assert interview.consent == {"consent-take-part": True, "consent-quote": True}
    assert answers["short-term-goals"].text == "Coffee before the kids wake\n> mornings back"
    assert answers["location"].text == "Huế"
    assert answers["cups"].value == 2.5
    assert answers["decision-process"].value == (Pick("we-both-do", "We both do"),)
    assert answers["information-sources"].value == (
        Pick("search-engines", "Search engines"),
        Pick("other", "Other…", "the postman"),
    )
    assert answers["income"].value == (Pick("under-1-000", "Under 1,000"),)
    assert answers["family"].state is State.DECLINED
    assert answers["happy"].value == 7
    assert answers["happy"].text == "seven, because of the lid"
    assert answers["broke"].value == (Pick("yes", "Yes"),)
    assert [(note.text, note.question) for note in interview.notes] == [("laughs a lot", "broke")]

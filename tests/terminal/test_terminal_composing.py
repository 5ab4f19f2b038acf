"""A heading of the sample composed by keys alone in a real terminal, and the page that follows."""

import re
import subprocess
from pathlib import Path

from wizard_terminal import COMMAND, CTRL_Q, ENTER, ESC, Start, Terminal

from persona_wizard.model.composing import ComposedClaim
from persona_wizard.model.interview import Interview
from persona_wizard.model.study import Study
from persona_wizard.store import StudyFolder
from persona_wizard.studies.demo import make_demo

CTRL_F, CTRL_Z = chr(6), chr(26)
SENTENCE = "The day's work has no end to it"


def test_a_claim_is_composed_and_the_page_says_it(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "cedar-coffee"
    make_demo(folder)
    before = _page(folder)
    assert SENTENCE not in before
    store = StudyFolder.open(folder)

    wizard = start(folder)
    wizard.shows("Cedar Coffee", "P13")
    wizard.type("o")
    wizard.shows("What people said, unread first", "Claims")
    wizard.until(lambda: _read(wizard) >= 0, "how much is read")
    had = _read(wizard)
    _make_the_claim(wizard)
    wizard.until(lambda: _read(wizard) == had + 2, "two more lines read")
    _link_a_third(wizard)
    wizard.until(lambda: _read(wizard) == had + 3, "one more line read")
    _tag_one(wizard, store)
    wizard.until(lambda: _read(wizard) == had + 4, "the tagged line read")
    _read_one_and_take_it_back(wizard, store)
    wizard.until(lambda: _read(wizard) == had + 4, "the line unread again")
    _look_at_its_place(wizard)
    _suppose(wizard)
    wizard.type(CTRL_Q)
    assert wizard.ends() == 0
    assert wizard.restored

    study = store.study()
    claim = _claim(study)
    assert (claim.heading, claim.field) == ("problems", "life-problems")
    who = {i.id: i.pseudonym for i in store.interviews().interviews}
    assert [who[key.interview] for key in claim.supports] == ["P04", "P07", "P08"]

    page = _page(folder)
    # Of thirteen P02, P05 and P13 were not asked about their lives; P11 was, and declined.
    (said,) = (line for line in page.split("\n") if f"**{SENTENCE}** (3 of 10" in line)
    assert said.startswith("- ")
    (footnote,) = re.findall(r"\[\^(\w+)\]$", said)
    (evidence,) = (line for line in page.split("\n") if line.startswith(f"[^{footnote}]: "))
    assert all(one in evidence for one in ("P04", "P07", "P08", "not for quotation"))
    # P08 gave no leave to be quoted: the line counts, and its words stay in the house.
    assert "paperwork after eight" not in page
    assert "overwork (1 of 10)" in page
    assert "Buys a second machine" not in page
    problems, wishes = page.index("## Problems"), page.index("## Suggestions")
    assert problems < page.index(SENTENCE) < wishes


def _make_the_claim(wizard: Terminal) -> None:
    _go_to(wizard, "clear end to a working")
    wizard.shows("First-light Robin · Problems", "P04, non-purchaser · Leaving all of this")
    wizard.type(" ")
    wizard.shows("● 1 marked")
    _go_to(wizard, "three deadlines in one week")
    wizard.shows("P07, non-purchaser · Leaving all of this")
    wizard.type(" c")
    wizard.shows(
        "P04  no clear end to a working day",
        "P07  three deadlines in one week",
        "A claim under Problems, on 2 lines.",
    )
    wizard.type(SENTENCE + ENTER)
    wizard.shows(f"▸ {SENTENCE}", "Made a claim · ^Z takes it back", "2 of 10")


def _link_a_third(wizard: Terminal) -> None:
    _go_to(wizard, "paperwork after eight")
    wizard.shows("P08, non-purchaser · Leaving all of this")
    wizard.type("+")
    wizard.shows("Supports it · ^Z takes it back", "3 of 10")


def _tag_one(wizard: Terminal, store: StudyFolder) -> None:
    _go_to(wizard, "rota for twelve people")
    wizard.type("t")
    wizard.shows("A tag for: rota for twelve people")
    wizard.type("overwork" + ENTER)
    wizard.shows("two off sick  #overwork", "#overwork added")
    texts = [i.answers["life-problems"].text for i in _with_life_problems(store)]
    assert sum("rota for twelve people, two off sick #overwork\n" in text for text in texts) == 1


def _read_one_and_take_it_back(wizard: Terminal, store: StudyFolder) -> None:
    _go_to(wizard, "rent went up")
    marked = len(store.study().read)
    wizard.type(".")
    wizard.shows("Read, nothing to claim · ^Z takes it back")
    assert len(store.study().read) == marked + 1
    wizard.type(CTRL_Z)
    wizard.shows("Taken back: Read, nothing to claim")
    assert len(store.study().read) == marked


def _look_at_its_place(wizard: Terminal) -> None:
    _go_to(wizard, "clear end to a working")
    wizard.type(ENTER)
    # What it is linked to stands below the line.
    wizard.shows("P04 · read through", "no clear end to a working day", f"+ {SENTENCE}")
    wizard.type(ESC)
    wizard.shows("What people said, unread first", "P04, non-purchaser")


def _suppose(wizard: Terminal) -> None:
    """A hypothesis stands among the claims, and on no page."""
    wizard.type("h")
    wizard.shows("A hypothesis under Problems.")
    wizard.type("Buys a second machine" + ENTER)
    wizard.shows("▸ Buys a second machine", "a hypothesis: nobody said it yet")


def _go_to(wizard: Terminal, words: str) -> None:
    wizard.type(CTRL_F)
    wizard.shows("Find a question, a word that was said")
    wizard.type(words)
    wizard.until(lambda: wizard.screen.count(words) > 1, f"{words} found")
    wizard.type(ENTER)
    wizard.until(lambda: "Find a question" not in wizard.screen, "the finder gone")


def _read(wizard: Terminal) -> int:
    """How many lines are read, as the screen has it."""
    found = re.search(r"(\d+) of \d+ read", wizard.screen)
    return int(found[1]) if found else -1


def _claim(study: Study) -> ComposedClaim:
    (claim,) = (one for one in study.claims if one.sentence == SENTENCE)
    return claim


def _with_life_problems(store: StudyFolder) -> list[Interview]:
    return [i for i in store.interviews().interviews if "life-problems" in i.answers]


def _page(folder: Path) -> str:
    """The page with everything on it, as the command writes it."""
    written = subprocess.run(
        [COMMAND, "export", str(folder), "--layout", "full", "--allow-gaps", "-o", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return written.stdout

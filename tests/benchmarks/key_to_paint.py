"""How long a key takes until it is on the screen of an interview, beside a bare TextArea.

python tests/benchmarks/key_to_paint.py
"""

import asyncio
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from long_study import CHOICE, OPEN, make_long_study, stand_at
from msgspec import Struct
from on_a_terminal import COLUMNS, ROWS, OnATerminal

PROMISED = 1.2
# The words of a round fit on one line.
ROUNDS, WORDS_A_ROUND = 10, 5
# Between two keys, and before a round, so that one subject's saving does not disturb the other.
PAUSE, BETWEEN_ROUNDS = 0.05, 0.6
# Rows that a bare area needs to keep the cursor in sight.
ROOM = 20
# A word's first letters may stand elsewhere on the screen, the whole of it nowhere.
UNSURE = 3


class Place(Struct, frozen=True):
    """Where is typed: at a question, behind these keys; or there in the stream of notes."""

    name: str
    question: str
    keys: str = ""
    running: bool = False


PLACES = (
    Place("an open answer", OPEN),
    Place("a choice's remark", CHOICE, keys="\t"),
    Place("running notes", OPEN, running=True),
)


class Measured(Struct):
    """Seconds from each key to its paint, and the processor's seconds all of it took."""

    waits: list[float]
    processor: float = 0.0

    @property
    def median(self) -> float:
        return statistics.median(self.waits)

    @property
    def slow(self) -> float:
        """95 of 100 keys were faster."""
        return statistics.quantiles(self.waits, n=20)[-1]

    @property
    def told(self) -> str:
        work = self.processor / len(self.waits)
        return f"{self.median * 1e3:9.2f} {self.slow * 1e3:6.2f} {work * 1e3:6.1f}"


def main() -> None:
    print(f"{'milliseconds, the wizard’s and bare':27} {'':>5} median    p95   work  ratio")
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder, "state")
        state.mkdir()
        os.environ["PERSONA_WIZARD_STATE"] = str(state)
        os.environ["PERSONA_WIZARD_SHELF"] = str(Path(folder, "shelf"))
        store = make_long_study(Path(folder, "study"))
        for place in PLACES:
            habits = json.dumps({"running_notes": place.running})
            (state / "habits.json").write_text(habits, encoding="utf-8")
            interview = stand_at(store, place.question)
            wizard, bare = in_turns(store.folder, interview, place)
            print(f"{place.name:27} {wizard.told}\n{'':27} {bare.told}", end="")
            print(f"  {wizard.median / bare.median:.2f}×, at most {PROMISED}× is promised")


def in_turns(study: Path, interview: str, place: Place) -> tuple[Measured, Measured]:
    """Type the same words here and there, a round each in turn."""
    text, width, height = asyncio.run(typed_into(study, interview, place))
    seen = Path(study.parent, "text.txt")
    seen.write_text(text, encoding="utf-8")
    here = (sys.executable, __file__)
    measured = Measured([]), Measured([])
    words = unseen_words()
    with (
        OnATerminal((*here, "wizard", str(study), interview)) as wizard,
        OnATerminal((*here, "bare", str(seen), str(width), str(height))) as bare,
    ):
        for terminal, keys in ((wizard, place.keys), (bare, "")):
            terminal.rest(3.0)
            terminal.press(keys)
        for _ in range(ROUNDS):
            typed = [next(words) for _ in range(WORDS_A_ROUND)]
            for terminal, result in zip((wizard, bare), measured, strict=True):
                terminal.press("\r")
                terminal.rest(BETWEEN_ROUNDS)
                began = terminal.processor_seconds()
                for word in typed:
                    result.waits += type_word(terminal, word)
                result.processor += terminal.processor_seconds() - began
    return measured


def type_word(terminal: OnATerminal, word: str) -> Iterator[float]:
    """Type a word; how long each letter took that can be told from what stood there before."""
    for end in range(1, len(word) + 1):
        began = terminal.press(word[end - 1])
        if end > UNSURE:
            yield terminal.painted(word[:end]) - began
        terminal.rest(PAUSE)
    terminal.press(" ")
    terminal.rest(PAUSE)


def unseen_words() -> Iterator[str]:
    """Words of eight letters that begin as no other does."""
    for letters in product("qxzvkjwf", repeat=UNSURE):
        yield "".join(letters) + "amber"


async def typed_into(study: Path, interview: str, place: Place) -> tuple[str, int, int]:
    """The text that is typed on there, and the columns and rows that it has."""
    from textual.widgets import TextArea

    from persona_wizard.tui.app import WizardApp

    app = WizardApp(study, interview)
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        await pilot.pause()
        if place.keys:
            await pilot.press("tab")
        assert isinstance(app.focused, TextArea)
        width, height = app.focused.size
        return app.focused.text, width, max(height, ROOM)


def run_wizard_on(study: str, interview: str) -> None:
    from persona_wizard.tui.app import run_wizard

    run_wizard(Path(study), interview)


def run_bare(text: str, width: str, height: str) -> None:
    """An app with nothing but a TextArea of this size, the cursor behind its text."""
    from textual.app import App, ComposeResult
    from textual.widgets import TextArea

    class Bare(App[None]):
        CSS = f"TextArea {{ width: {width}; height: {height}; border: none; padding: 0; }}"

        def compose(self) -> ComposeResult:
            yield TextArea(Path(text).read_text(encoding="utf-8"))

        def on_mount(self) -> None:
            area = self.query_one(TextArea)
            area.move_cursor(area.document.end)

    Bare().run()


if __name__ == "__main__":
    subjects = {"wizard": run_wizard_on, "bare": run_bare}
    if sys.argv[1:]:
        subjects[sys.argv[1]](*sys.argv[2:])
    else:
        main()

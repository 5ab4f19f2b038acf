"""How long the wizard takes until its first screen can be used, beside an empty Textual app.

python tests/benchmarks/starting.py
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from long_study import OPEN, make_long_study, stand_at
from msgspec import Struct
from on_a_terminal import OnATerminal

PROMISED = 1.3
ROUNDS = 15
_SAID = "There is nothing here."
_EMPTY = f"""
from textual.app import App
from textual.widgets import Static

class Empty(App):
    def compose(self):
        yield Static("{_SAID}")

Empty().run()
"""
_WIZARD = "import sys; from persona_wizard.cli import main; sys.exit(main())"
_INTERVIEW = """
import sys
from pathlib import Path
from persona_wizard.terminal import run_on_screen
sys.exit(run_on_screen(Path(sys.argv[1]), sys.argv[2]))
"""


class Start(Struct, frozen=True):
    """A command, the words by which its first screen is known, and a key with what it brings."""

    name: str
    command: tuple[str, ...]
    words: str
    key: str = ""
    brings: str = ""


class Taken(Struct, frozen=True):
    """Seconds from the process's start to its first screen, and those of the processor."""

    seconds: float
    work: float


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Every module is compiled once, in the first start of each, as an installer does.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "compiled"))
        os.environ["PERSONA_WIZARD_STATE"] = str(Path(folder, "state"))
        os.environ["PERSONA_WIZARD_SHELF"] = str(Path(folder, "shelf"))
        study = Path(folder, "study")
        interview = stand_at(make_long_study(study), OPEN)
        tell(in_turns(starts(study, interview)))


def tell(taken: dict[str, list[Taken]]) -> None:
    print(
        f"{'milliseconds':20} {'best':>6} {'ratio':>6} {'median':>7} {'ratio':>6} {'work':>6} ratio"
    )
    empty, *_ = map(told, taken.values())
    for name, every in taken.items():
        pairs = zip(told(every), empty, strict=True)
        print(f"{name:20}", *(f"{time * 1e3:6.0f} {time / least:5.2f}×" for time, least in pairs))
    print(f"At most {PROMISED}× is promised.")


def told(every: list[Taken]) -> tuple[float, float, float]:
    """The best time and the median, and the least of the processor's time."""
    times = [taken.seconds for taken in every]
    return min(times), statistics.median(times), min(taken.work for taken in every)


def starts(study: Path, interview: str) -> tuple[Start, ...]:
    python = (sys.executable, "-c")
    return (
        Start("an empty app", (*python, _EMPTY), _SAID),
        Start("home", (*python, _WIZARD), "what people really said", "?", "Enter"),
        Start("a study", (*python, _WIZARD, str(study)), "Cedar Coffee", "?", "Enter"),
        Start("a study, read", (*python, _WIZARD, str(study)), "P14", "?", "Enter"),
        Start("an interview", (*python, _INTERVIEW, str(study), interview), "number 21", "z", "z"),
    )


def in_turns(every: tuple[Start, ...]) -> dict[str, list[Taken]]:
    """Start each in turn, a round after the other."""
    for start in every:
        until_it_stands(start)
    taken: dict[str, list[Taken]] = {start.name: [] for start in every}
    for _ in range(ROUNDS):
        for start in every:
            taken[start.name].append(until_it_stands(start))
    return taken


def until_it_stands(start: Start) -> Taken:
    """Start it and wait until its words are there; its key is taken then."""
    with OnATerminal(start.command) as terminal:
        stands = terminal.painted(start.words)
        work = terminal.processor_seconds()
        if start.key:
            terminal.press(start.key)
            terminal.painted(start.brings)
        return Taken(stands - terminal.began, work)


if __name__ == "__main__":
    main()

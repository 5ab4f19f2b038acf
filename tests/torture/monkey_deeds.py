"""What a monkey can do to a screen, and how it is done: keys, pastes, the mouse, another size."""

import unicodedata
from random import Random

from msgspec import Struct
from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key, _get_unicode_name_from_key

from persona_wizard.tui import actions
from persona_wizard.tui.action import Action


class Keys(Struct, frozen=True):
    """Keys by Textual's names or as characters, sent at once, one after the other."""

    pressed: tuple[str, ...]


class Paste(Struct, frozen=True):
    text: str


class Resize(Struct, frozen=True):
    width: int
    height: int


class Click(Struct, frozen=True):
    """The mouse pressed at a point, moved on by `drag`, and let go; `times` in a row."""

    x: int
    y: int
    drag: tuple[int, int] = (0, 0)
    times: int = 1


class Scroll(Struct, frozen=True):
    x: int
    y: int
    up: bool


class HangUp(Struct, frozen=True):
    """The terminal's window is closed, as SIGHUP says it."""


Deed = Keys | Paste | Resize | Click | Scroll | HangUp

# Letters of several scripts, signs that mean something somewhere, and marks that join the last.
CHARACTERS = (
    *"abcdefghijklmnopqrstuvwxyzABKNTY",
    *"0123456789",
    *" .,-+/?>#\"'[]{}()*_=:;!@$%&\\|~`",
    *"ăâđêôơưấệợự",
    *"é漢字عربי",
    *("☕", "👩", "\u200d", "\u200c", "🇻", "🇳", "\u0301", "\u0323", "\u0302", "\u00a0", "\u2028"),
)
WORDS = (
    "Cà phê phải sẵn sàng trước khi bọn trẻ thức dậy ",
    "coffee ready at six ",
    "> that's the whole point ",
    "#time #pri",
    "? and on weekends ",
    "👩‍👩‍👧‍👦 ☕🇻🇳 ",
    "a\u0323\u0302 e\u0301 ",
    '"we drink it cold" ',
    "[red]not red[/red] ",
    "{product} ",
    "12",
    "P07",
)
PASTES = (
    "one line",
    "several\nlines\r\nof\rall\u2028kinds\n\n",
    "\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J \x1b[200~inner\x1b[201~ \x1b",
    "nul\x00s and bells\x07 and deletes\x7f",
    "[red] [/red] [/] [unclosed [@click=app.exit]x[/] $accent",
    "{product} {} {#id} ### - [ ] > ? #tag",
    "\ud800 lone \udfff \ufeff \u202eback\u202c",
    "word " * 300,
    "x" * 25_000,
    "\n" * 200,
    "line\n" * 400,
    "",
)
# Telex, as an input method sends it.
TELEX = ("a", "backspace", "â", "backspace", "ấ")
_MOVES = (
    "enter",
    "enter",
    "tab",
    "shift+tab",
    "escape",
    "escape",
    "up",
    "down",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "backspace",
    "delete",
    "space",
)
_EDITING = (
    *(f"shift+{way}" for way in ("up", "down", "left", "right", "home", "end")),
    *("ctrl+left", "ctrl+right", "ctrl+home", "ctrl+end", "ctrl+shift+left", "ctrl+shift+right"),
    *("ctrl+backspace", "ctrl+delete", "ctrl+a", "ctrl+c", "ctrl+x", "ctrl+v", "ctrl+z", "ctrl+y"),
    *("ctrl+k", "ctrl+u", "ctrl+w", "ctrl+d", "ctrl+h", "ctrl+j", "ctrl+i", "ctrl+m", "ctrl+@"),
    *("insert", "f5", "f6", "f7", "f9", "f12", "shift+f3", "alt+x"),
)
# What it does, and how much it likes to.
_LIKED = {
    "own": 40,
    "reach": 7,
    "bound": 6,
    "move": 16,
    "edit": 4,
    "type": 5,
    "word": 6,
    "burst": 8,
    "paste": 4,
    "size": 4,
    "mouse": 14,
    "up": 0.4,
}
# Where a screen leads to that a hand seldom finds by chance, a key at a time.
TRIPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "HomeScreen": (("n",), ("o",), ("b",), ("home", "enter")),
    "StudyScreen": (
        # Past what is missing, to what people said.
        *(("p", "down", "down", "enter"), ("b", "n")),
        *(("p", "enter"), ("b",), ("w",), ("n",), ("i",), ("e",), ("m",)),
        *(("p", "n"), ("i", "p"), ("i", "a"), ("end", "enter"), ("f",), ("p", "h"), ("i", "d")),
        *(("o",), ("p", "s"), ("p", "w"), ("a",), ("c",), ("g",), ("d",), ("i", "x")),
        # From what people said to the code book, to drafts, and to a line's own place.
        *(("o", "b"), ("o", "d"), ("o", "enter", "plus"), ("p", "s", "c"), ("p", "w", "c")),
    ),
    "PersonaScreen": (
        *(("enter",), ("down", "enter"), ("n",), ("h",), ("s",), ("w",), ("s", "c")),
        # To a line that tells several claims.
        *((*["down"] * 5, "r"), (*["down"] * 5, "x"), ("o",)),
    ),
    "PersonasScreen": (("c",), ("a",), ("n",), ("x",), ("e",)),
    "PersonasComparedScreen": (("enter",), ("tab",)),
    "MatrixScreen": (("space", "right", "space", "g"), ("g",), ("ctrl+z",)),
    "OurReadingScreen": (("n",), ("enter",), ("w",), ("c",), ("x",), ("ctrl+z",)),
    "CitingScreen": (("space", "down", "space", "enter"), ("enter",)),
    "ComposingScreen": (
        *(("b",), ("d",), ("enter",), ("space", "down", "space", "c"), ("t",), ("h",)),
        *(("tab", "enter"), ("tab", "e"), ("tab", "x"), ("ctrl+z",), ("ctrl+n",), ("plus",)),
    ),
    "CodeBookScreen": (("enter",), ("d",), ("m",), ("e",), ("ctrl+z",)),
    "TaggedLines": (("space", "s"),),
    "ThemesScreen": (("enter",), ("t",), ("ctrl+z",)),
    "ThemeLines": (("space", "t"),),
    "PlaceInInterview": (("plus",), ("minus",), ("e",), ("t",), ("u",), ("enter",)),
    "ExportScreen": (("f",), ("d",), ("w",), ("o",), ("enter",)),
    "ConflictsScreen": (("b",), ("o",), ("t",)),
    "BanksScreen": (("c",), ("n",), ("slash", "a"), ("down", "e")),
    "ReadThroughScreen": (("m",), ("t",), ("e",), ("g",), ("d",), ("end", "plus"), ("minus",)),
    "InterviewScreen": (
        *(("ctrl+n", "z", "ctrl+n", "ctrl+p", "z", "ctrl+n", "ctrl+p", "ctrl+e"), ("f4",)),
        *(("ctrl+o",), ("ctrl+r",), ("ctrl+f",)),
    ),
    "LookingScreen": (("f4",), ("ctrl+f",), ("ctrl+s",)),
}
# From a study's screen to where a hand comes least by chance; some lives have these errands.
ERRANDS: dict[str, tuple[str, ...]] = {
    "CodeBookScreen": ("o", "b"),
    "ThemesScreen": ("o", "d"),
    "PlaceInInterview": ("o", "enter"),
    "MatrixScreen": ("a",),
    "PersonasComparedScreen": ("p", "s", "c"),
    "CitingScreen": ("p", "w", "c"),
    "WhomBox": ("p", "w", "w"),
    "ConflictsScreen": ("c",),
    "TaggedLines": ("o", "b", "enter"),
    "ClaimBox": ("o", "enter", "plus"),
    "WhichClaim": ("p", *["down"] * 5, "x"),
    "LookAfterScreen": ("d",),
    "ErasePersonScreen": ("i", "x"),
    "GuideMenu": ("g",),
    "ExportScreen": ("e",),
    "EvidenceScreen": ("p", *["down"] * 5, "enter"),
    "SentenceBox": ("o", "space", "c"),
    "NewBankScreen": ("b", "n"),
    "WordsScreen": ("w",),
    "OnlyReadThroughScreen": ("home", "enter", "f4"),
    "LineBox": ("home", "down", "enter", "f4", "down", "down", "e"),
    "StateMenu": ("end", "enter", "ctrl+n", "ctrl+r"),
}
SIZES = ((80, 24), (80, 24), (100, 30), (120, 40), (200, 60), (160, 45), (60, 16), (50, 14))


def bound_keys() -> tuple[str, ...]:
    """Every key of every action that there is."""
    tables = (found for found in vars(actions).values() if isinstance(found, tuple))
    known = (one for table in tables for one in table if isinstance(one, Action))
    return tuple(dict.fromkeys(key for action in known for key in action.keys))


BOUND = bound_keys()


def at_random(chance: Random, size: Size, own: tuple[str, ...]) -> Deed:
    """Anything at all; `own` are keys that the screen likes best."""
    (kind,) = chance.choices(tuple(_LIKED), tuple(_LIKED.values()))
    match kind:
        case "own" if own:
            return Keys((chance.choice(own),))
        case "bound":
            return Keys((chance.choice(BOUND),))
        case "reach":
            return Keys((*["down"] * chance.randint(0, 12), "enter"))
        case "edit":
            return Keys((chance.choice(_EDITING),))
        case "type":
            return Keys((chance.choice(CHARACTERS),))
        case "word":
            return Keys(tuple(chance.choice(WORDS)))
        case "burst":
            return burst(chance, own)
        case "paste":
            return Paste(chance.choice(PASTES))
        case "size":
            return resize(chance)
        case "mouse":
            return mouse(chance, size)
        case "up":
            return HangUp()
        case _:
            return Keys((chance.choice(_MOVES),))


def burst(chance: Random, own: tuple[str, ...]) -> Keys:
    """From 2 to 20 keys, of which none waits for the one before."""
    some = chance.choice((CHARACTERS, CHARACTERS, _MOVES, TELEX, BOUND, own or BOUND))
    wanted = chance.randint(2, 20)
    return Keys(tuple(chance.choice(chance.choice((some, _MOVES))) for _ in range(wanted)))


def resize(chance: Random) -> Resize:
    """Any size from 1 by 1 to 200 by 60, mostly one that people have."""
    if chance.random() < 0.7:
        return Resize(*chance.choice(SIZES))
    return Resize(chance.choice((1, 2, 10, 49, 90, 200)), chance.choice((1, 2, 5, 13, 24, 60)))


def mouse(chance: Random, size: Size) -> Click | Scroll:
    """The wheel or a button somewhere on a screen of this size."""
    x, y = chance.randrange(max(1, size.width)), chance.randrange(max(1, size.height))
    if chance.random() < 0.2:
        return Scroll(x, y, up=chance.random() < 0.5)
    if chance.random() < 0.2:
        return Click(x, y, drag=(chance.randint(-20, 20), chance.randint(-5, 5)))
    return Click(x, y, times=chance.choice((1, 1, 1, 1, 2, 3)))


# Doing it


def do(app: App[None], deed: Deed) -> None:
    """Send a deed to an app as its terminal would; nothing of it has been dealt with yet."""
    driver = app._driver
    assert driver is not None
    match deed:
        case Keys(pressed):
            for key in pressed:
                driver.process_message(_key(key))
        case Paste(text):
            driver.process_message(events.Paste(text))
        case Resize(width, height):
            size = Size(width, height)
            if isinstance(driver, HeadlessDriver):
                driver._size = size
            driver.process_message(events.Resize(size, size))
        case Click(x, y, drag, times):
            to = (max(0, x + drag[0]), max(0, y + drag[1]))
            for _ in range(times):
                driver.process_message(events.MouseMove(**_mouse(x, y)))
                driver.process_message(events.MouseDown(**_mouse(x, y, button=1)))
                if drag != (0, 0):
                    driver.process_message(events.MouseMove(**_mouse(*to, button=1)))
                driver.process_message(events.MouseUp(**_mouse(*to, button=1)))
        case Scroll(x, y, up):
            wheel = events.MouseScrollUp if up else events.MouseScrollDown
            driver.process_message(wheel(**_mouse(x, y)))
        case HangUp():
            app.exit(None, 129)


def _key(key: str) -> events.Key:
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    if key == "enter":
        return events.Key(key, "\r")
    try:
        return events.Key(key, unicodedata.lookup(_get_unicode_name_from_key(key)))
    except KeyError:
        return events.Key(key, None)


def _mouse(x: int, y: int, button: int = 0) -> dict[str, object]:
    """The arguments of a mouse event."""
    return {
        "widget": None,
        "x": x,
        "y": y,
        "delta_x": 0,
        "delta_y": 0,
        "button": button,
        "shift": False,
        "meta": False,
        "ctrl": False,
        "screen_x": x,
        "screen_y": y,
    }

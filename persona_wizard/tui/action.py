"""What an action is, how its keys read and bind, and the actions that many screens share."""

from collections.abc import Mapping

from msgspec import Struct, structs
from textual.binding import Binding


class Action(Struct, frozen=True):
    """Something a person can do on a screen.

    `keys` are Textual's names, the first is the one shown. `label` is the footer's word, `help`
    says the rest. `quiet` actions work and are in the help, but take no room in the footer;
    `roomy` ones take it where there is enough for all.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    quiet: bool = False
    roomy: bool = False

    @property
    def shown(self) -> str:
        """The first key as a person reads it: ^N, F1, Enter."""
        return shown_key(self.keys[0])

    @property
    def all_shown(self) -> str:
        return ", ".join(shown_key(key) for key in self.keys)

    @property
    def movable(self) -> bool:
        """Whether it may have another key: Enter, Esc, Tab and Space mean the same to everybody."""
        return self.keys[0] not in ("enter", "escape", "tab", "space")


_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "question_mark": "?",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "tab": "Tab",
    "plus": "+",
    "minus": "-",
    "slash": "/",
    "full_stop": ".",
}


def shown_key(key: str) -> str:
    """A key as a person reads it."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    return key.upper() if len(key) == 1 or key in _FUNCTION_KEYS else key


def bindings(actions: tuple[Action, ...]) -> list[Binding]:
    """Textual's bindings for these actions.

    Keys that type nothing are priority bindings, so that no widget keeps them to itself; letters
    and Enter reach them only where no widget wants them for typing.
    """
    return [
        Binding(key, action.name, action.label, show=False, priority=always(key), id=action.name)
        for action in actions
        if action.name != LEAVE.name
        for key in (*action.keys, *_capitals(action.keys))
    ]


def with_keys(
    actions: tuple[Action, ...], keys: Mapping[str, tuple[str, ...]]
) -> tuple[Action, ...]:
    """The same actions with a person's own keys, by the action's name."""
    return tuple(
        structs.replace(action, keys=keys.get(action.name, action.keys)) for action in actions
    )


def keymap(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The same as Textual's keymap: binding id to keys, with commas between them."""
    return {name: ",".join((*own, *_capitals(own))) for name, own in keys.items()}


def _capitals(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The same letters as Shift or Caps Lock sends them."""
    return tuple(key.upper() for key in keys if len(key) == 1 and key.islower())


_FUNCTION_KEYS = frozenset(f"f{number}" for number in range(1, 13))


def always(key: str) -> bool:
    """Whether a key types nothing, so that it works from any widget."""
    return key.startswith("ctrl+") or key in ("pagedown", "pageup", "tab") or key in _FUNCTION_KEYS


def is_key(key: str) -> bool:
    """Whether a terminal can be trusted to send this key, by Textual's name of it."""
    name = key.removeprefix("ctrl+")
    one_letter = len(name) == 1 and name.isascii() and name.isalpha()
    named = key in ("pagedown", "pageup", "question_mark", "slash")
    return one_letter or named or key in _FUNCTION_KEYS


HELP = Action("help", ("f1", "question_mark"), "help", "Help for where you are, and the glossary")
FIND = Action("find", ("ctrl+f",), "find", "Find a question, an answer's words or an action")
THEME = Action(
    "theme", ("f8",), "colours", "Dark, light, or your terminal's own colours", quiet=True
)
# Bound by the application, so that it works over anything that lies on top.
LEAVE = Action("leave", ("ctrl+q",), "leave", "Leave; everything is saved")
CLOSE = Action("close", ("escape",), "back", "Back to where you came from")
EVERYWHERE = (FIND, HELP, THEME, LEAVE)
# On screens that Esc leaves, the footer has no room for leaving altogether.
FURTHER_IN = (FIND, HELP, THEME, structs.replace(LEAVE, quiet=True))

OPEN = Action("open", ("enter",), "open", "Open what the cursor is on")
BANKS = Action("banks", ("b",), "banks", "The question banks: read, copy, edit, begin one")
COMPOSE = Action("compose", ("o",), "compose", "Make claims of what people said")
ALIKE = Action("alike", ("a",), "alike", "Who answers alike: people and answers side by side")
TAKE_BACK = Action("take_back", ("ctrl+z",), "undo", "Take back the last thing done here")

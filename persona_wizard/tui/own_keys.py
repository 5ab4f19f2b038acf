"""Keys of one's own: `settings.toml` gives actions other keys than the usual ones.

[keys]
note = "ctrl+b"
running = ["f7", "ctrl+g"]
"""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from persona_wizard.model.errors import WizardError
from persona_wizard.tui.action import Action, always, is_key, shown_key, with_keys
from persona_wizard.tui.actions import EVERY_SCREEN

NAME = "settings.toml"
# What a terminal sends for them, or what text needs them for: undo, redo, cut, copy, paste.
_TAKEN = frozenset(f"ctrl+{letter}" for letter in "chijmqvxyz")
_STAYS = "The usual keys work."


class OwnKeys(Struct, frozen=True):
    """`keys`: Textual's names of the keys, by the action's name. `fault`: why there are none."""

    keys: Mapping[str, tuple[str, ...]] = {}
    fault: str = ""


def settings_file() -> Path:
    """Where a person's own settings are; it need not be there."""
    if path := os.environ.get("PERSONA_WIZARD_SETTINGS"):
        return Path(path)
    from platformdirs import user_config_path

    return user_config_path("persona-wizard") / NAME


def own_keys() -> OwnKeys:
    """The keys of the settings file; where it is at fault, none of them, and what is wrong."""
    path = settings_file()
    try:
        return OwnKeys(keys_in(path.read_bytes()))
    except FileNotFoundError:
        return OwnKeys()
    except OSError as fault:
        return OwnKeys(fault=f"{NAME} can't be read ({fault.strerror}). {_STAYS}")
    except WizardError as fault:
        return OwnKeys(fault=f"{NAME}: {fault.message} {_STAYS}")


def keys_in(source: bytes) -> dict[str, tuple[str, ...]]:
    """The keys that a settings file gives, by the action's name. Raises WizardError."""
    import tomllib

    try:
        settings = tomllib.loads(source.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise WizardError(f"it is not TOML ({fault}).") from None
    keys = settings.pop("keys", {})
    if settings or not isinstance(keys, dict):
        raise WizardError("it may hold [keys] and nothing else.")
    read = {name: _keys_of(name, given) for name, given in keys.items()}
    for actions in EVERY_SCREEN:
        _no_key_twice(with_keys(actions, read))
    return read


def _keys_of(name: str, given: object) -> tuple[str, ...]:
    usual = {action.name: action for actions in EVERY_SCREEN for action in actions}
    if name not in usual:
        meant = get_close_matches(name, usual, n=1)
        raise WizardError(
            f"there is no action “{name}”{f'; did you mean “{meant[0]}”' if meant else ''}."
        )
    if not usual[name].movable:
        raise WizardError(f"“{name}” keeps its key, {usual[name].shown}.")
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not listed:
        raise WizardError(f'“{name}” wants a key, such as "ctrl+b", or a list of keys.')
    return tuple(_key(usual[name], key) for key in listed)


def _key(action: Action, given: object) -> str:
    """A key as Textual names it."""
    typed = given if isinstance(given, str) else ""
    name = typed if len(typed) == 1 else typed.lower().replace("^", "ctrl+")
    key = {"pgdn": "pagedown", "pgup": "pageup", "?": "question_mark", "/": "slash"}.get(name, name)
    if key in _TAKEN or not is_key(key):
        raise WizardError(f"“{action.name}” can't have “{given}”: no such key, or not to be had.")
    if always(action.keys[0]) and not always(key):
        raise WizardError(
            f"“{action.name}” can't have “{given}”: it works while you type, so it wants Ctrl and "
            "a letter, or F1 to F12."
        )
    return key.lower()


def _no_key_twice(actions: tuple[Action, ...]) -> None:
    has: dict[str, str] = {}
    for action in actions:
        for key in action.keys:
            if has.setdefault(key, action.name) != action.name:
                raise WizardError(f"“{has[key]}” and “{action.name}” would share {shown_key(key)}.")

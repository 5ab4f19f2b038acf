"""Every action once: its keys, its name, its help. Feeds key bindings, footers, help and finder."""

import re
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


def key_of(name: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The key of an action as a person reads it, their own before the usual one."""
    usual = next(a for actions in EVERY_SCREEN for a in actions if a.name == name)
    return with_keys((usual,), keys)[0].shown


def told_with_keys(text: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """A text in which `{note}` stands for the key of that action; other braces stay."""
    names = "|".join({action.name for actions in EVERY_SCREEN for action in actions})
    return re.sub(rf"\{{({names})\}}", lambda found: key_of(found[1], keys), text)


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

HOME = (
    Action("new_study", ("n",), "new study", "Start a new study"),
    structs.replace(OPEN, quiet=True),
    Action("open_folder", ("o",), "open", "Open a study by its folder"),
    Action("sample", ("t",), "try the sample", "Make the sample study and open it"),
    BANKS,
    *EVERYWHERE,
)

STUDY = (
    Action("new_interview", ("n",), "interview", "Start an interview"),
    structs.replace(OPEN, quiet=True),
    Action("persona", ("p",), "persona", "The persona: what is known, and what is missing"),
    Action("export", ("e",), "export", "Write the persona's page"),
    BANKS,
    Action("words", ("w",), "words", "The study's words: product, competitors, income bands"),
    Action(
        "interview", ("i",), "interview…", "This interview: move, rename, write, delete", quiet=True
    ),
    Action("follow_up", ("f",), "follow up", "Ask this person what was not asked", quiet=True),
    Action("bank_change", ("m",), "moved on", "A bank that has moved on since", quiet=True),
    structs.replace(COMPOSE, quiet=True),
    Action("conflicts", ("c",), "two versions", "Interviews that have two versions", quiet=True),
    Action(
        "look_after",
        ("d",),
        "look after",
        "Look at every file; put right what can be",
        quiet=True,
    ),
    Action("close", ("escape",), "home", "Back to the home screen", quiet=True),
    *EVERYWHERE,
)

BANK_CHANGE = (
    Action("count", ("enter", "space"), "together or apart", "How a reworded question counts"),
    Action("settle", ("s",), "settle", "Decide it so; it is not asked again"),
    structs.replace(CLOSE, label="later", help="Decide another time"),
    *FURTHER_IN,
)

CONFLICTS = (
    Action("ours", ("o",), "ours", "Keep ours; theirs goes to quarantine/"),
    Action("theirs", ("t",), "theirs", "Keep theirs; ours goes to quarantine/"),
    Action("both", ("b",), "both", "Keep both, as two interviews of the same person"),
    Action("read_on", ("pagedown", "ctrl+n"), "read on", "Further down", roomy=True),
    Action("read_back", ("pageup", "ctrl+p"), "read back", "Further up", quiet=True),
    structs.replace(CLOSE, label="later", help="Decide another time"),
    *FURTHER_IN,
)

LOOK_AFTER = (
    Action("put_right", ("y", "enter"), "put right", "Put right what can be"),
    CLOSE,
    *FURTHER_IN,
)

INTERVIEW: tuple[Action, ...] = (
    Action("next", ("ctrl+n", "pagedown"), "next", "The next question, whatever is half filled"),
    Action("back", ("ctrl+p", "pageup"), "back", "The question before"),
    FIND,
    Action("note", ("ctrl+o",), "note", "A remark to file later, without leaving the question"),
    Action("state", ("ctrl+r",), "state", "Declined, don't know, not applicable or out of time"),
    Action("key_only", ("f2",), "key only", "Key questions only; again for all", roomy=True),
    Action("running", ("f3", "ctrl+t"), "stream", "Running notes; again for answers", roomy=True),
    Action("earlier", ("ctrl+e",), "earlier", "Earlier forms of this answer", roomy=True),
    Action("complete", ("tab",), "complete", "Complete the #tag being typed", quiet=True),
    Action("read_through", ("f4",), "read", "Read through everything typed, and finish"),
    HELP,
    THEME,
    LEAVE,
)

# Where somebody else writes: what changes nothing, and a way to write once they have left.
LOOKING = (
    *(action for action in INTERVIEW if action.name in ("next", "back", "find", "key_only")),
    Action("write_here", ("ctrl+s",), "write", "Write here, once the other has left"),
    *(action for action in INTERVIEW if action.name in ("read_through", "help", "theme", "leave")),
)

READ_THROUGH = (
    Action("open", ("enter",), "go there", "Go to the question", quiet=True),
    Action("edit", ("e",), "edit", "Change the line; on a question, the whole answer"),
    Action("tag", ("t",), "tag", "Tag the line; the same tag again takes it away"),
    Action("star", ("s",), "star", "Star the line for the page, or no longer"),
    Action("quote", ("q",), "quote", "Make the line a quote, or a note again"),
    Action("file", ("f",), "file", "File the note under the question it was typed under"),
    Action("file_elsewhere", ("g",), "file elsewhere", "File it under another", quiet=True),
    Action("drop", ("x",), "drop", "Drop the note", quiet=True),
    Action("undo", ("u",), "undo", "Take back the last change made here", quiet=True),
    Action("finish", ("d",), "done", "Finish the interview, or open it again"),
    Action("more", ("m",), "more", "Another audience or pseudonym, write it out, delete it"),
    CLOSE,
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

# Where one line of an interview is looked at: it is not finished, moved or deleted from there.
PLACE_IN_INTERVIEW = tuple(
    structs.replace(action, quiet=False) if action.name == "undo" else action
    for action in READ_THROUGH
    if action.name not in ("finish", "more")
)

ONLY_READ_THROUGH = (
    Action("open", ("enter",), "go there", "Go to the question"),
    CLOSE,
    *FURTHER_IN,
)

PERSONA = (
    Action(
        "open", ("enter",), "evidence", "Who said it, in their words; or what to do about a gap"
    ),
    COMPOSE,
    Action("name", ("n",), "name", "Give the persona a name and one line"),
    Action("photo", ("h",), "photo", "Choose a photo or a drawn placeholder", roomy=True),
    Action("export", ("e",), "export", "Write the persona's page"),
    CLOSE,
    *FURTHER_IN,
)

COMPOSING = (
    Action("mark", ("space",), "mark", "Mark what belongs together; again, no longer"),
    Action("claim", ("c",), "claim", "Make a claim of what is marked, in one sentence"),
    Action("support", ("plus",), "supports", "What is marked supports the claim in hand"),
    Action("oppose", ("minus",), "against", "What is marked speaks against the claim in hand"),
    Action("tag", ("t",), "tag", "Tag what is marked; the same tag again takes it away"),
    Action("read", ("full_stop",), "read", "Read: nothing to claim; the same again takes it back"),
    Action("unread_only", ("u",), "unread", "Show only what is not read yet; again, everything"),
    Action(
        "open",
        ("enter",),
        "open",
        "Its place in the interview; on a claim, who said it",
        roomy=True,
    ),
    Action("other_list", ("tab",), "claims", "From what people said to the claims", roomy=True),
    Action("next_heading", ("ctrl+n", "pagedown"), "heading", "The next heading", roomy=True),
    Action("heading_before", ("ctrl+p", "pageup"), "before", "The heading before", quiet=True),
    Action("reword", ("e",), "reword", "Say the claim in hand otherwise", quiet=True),
    Action("drop", ("x",), "drop", "Take it off the claim in hand; drop a claim", quiet=True),
    Action("hypothesis", ("h",), "hypothesis", "A sentence that nobody said yet", quiet=True),
    Action("take_back", ("ctrl+z",), "undo", "Take back the last thing done here", quiet=True),
    Action("to_persona", ("p",), "persona", "The persona as it stands", quiet=True),
    structs.replace(CLOSE, quiet=True),
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

EXPORT = (
    Action("open", ("enter",), "fill or accept", "Fill a gap, or let it stand with a reason"),
    Action("write_page", ("w",), "page", "Write the page that teams read"),
    Action("write_full", ("a",), "everything", "Write everything, with the evidence"),
    CLOSE,
    *FURTHER_IN,
)

SHELF = (
    Action("search", ("slash",), "search", "Narrow the list by id, title, audience or question"),
    Action("check", ("enter",), "check", "Check the bank: what is wrong, what could be better"),
    Action("copy", ("c",), "copy", "Copy it, and what it includes, to be changed at will"),
    Action("edit", ("e",), "edit", "Open it in your editor, and check it when you are back"),
    Action("new_bank", ("n",), "new", "Begin a bank of your own"),
    Action("changes", ("d",), "difference", "How a copy's original has changed; again, the bank"),
    Action("read_on", ("pagedown", "ctrl+n"), "read on", "Further down in the bank", quiet=True),
    Action("read_back", ("pageup", "ctrl+p"), "read back", "Further up in the bank", quiet=True),
    CLOSE,
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

# A form is saved when it is taken, not before.
_LEAVE_FORM = structs.replace(LEAVE, help="Leave; what this form holds is not kept")
FORM = (
    Action("submit", ("ctrl+s",), "go on", "Take what was filled in and go on"),
    CLOSE,
    HELP,
    THEME,
    _LEAVE_FORM,
)

WORDS = (
    Action("submit", ("ctrl+s",), "save", "Keep these words"),
    *FORM[1:],
)

EVERY_SCREEN = (
    HOME,
    STUDY,
    BANK_CHANGE,
    CONFLICTS,
    LOOK_AFTER,
    INTERVIEW,
    LOOKING,
    READ_THROUGH,
    ONLY_READ_THROUGH,
    PERSONA,
    COMPOSING,
    PLACE_IN_INTERVIEW,
    EXPORT,
    SHELF,
    FORM,
    WORDS,
)

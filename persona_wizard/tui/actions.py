"""Every action once: its keys, its name, its help. Feeds key bindings, footers, help and finder."""

import re
from collections.abc import Mapping

from msgspec import structs

from persona_wizard.tui.action import (
    ALIKE,
    BANKS,
    CLOSE,
    COMPOSE,
    EVERYWHERE,
    FIND,
    FURTHER_IN,
    HELP,
    LEAVE,
    OPEN,
    THEME,
    Action,
    with_keys,
)
from persona_wizard.tui.persona_actions import (
    CITING,
    CODE_BOOK,
    COMPOSING,
    MATRIX,
    OUR_READING,
    PERSONA,
    PERSONAS,
    PERSONAS_COMPARED,
    TAGGED_LINES,
    THEME_LINES,
    THEMES,
)

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
    Action(
        "guide", ("g",), "guide", "Write a question bank of what is still to be asked", quiet=True
    ),
    Action("bank_change", ("m",), "moved on", "A bank that has moved on since", quiet=True),
    structs.replace(COMPOSE, quiet=True),
    structs.replace(ALIKE, quiet=True),
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
    Action("quote", ("q",), "quote", "Make the line a quote, or a note again", roomy=True),
    Action("support", ("plus",), "for", "The line supports a claim: which one?"),
    Action("oppose", ("minus",), "against", "The line speaks against one: which?"),
    # The row of a note says it, too.
    Action(
        "file", ("f",), "file", "File the note under the question it was typed under", roomy=True
    ),
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

EXPORT = (
    Action("open", ("enter",), "fill", "Fill a gap, or let it stand with a reason"),
    Action("write_page", ("w",), "write", "Write what stands below: a page, or data"),
    Action("write_full", ("a",), "everything", "Write everything, with the evidence"),
    # These three stand beside what they change, too.
    Action("reader", ("d",), "reader", "The next reader: everyone, a department, all", roomy=True),
    Action("format", ("f",), "format", "The next format: Markdown, HTML, JSON, tables", roomy=True),
    Action("folder", ("o",), "folder", "Into another folder; a department's is kept", roomy=True),
    Action("read_on", ("pagedown", "ctrl+n"), "read on", "Further down in the page"),
    Action("read_back", ("pageup", "ctrl+p"), "back", "Further up in the page", quiet=True),
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
    OUR_READING,
    CITING,
    PERSONAS,
    MATRIX,
    PERSONAS_COMPARED,
    COMPOSING,
    CODE_BOOK,
    TAGGED_LINES,
    THEMES,
    THEME_LINES,
    PLACE_IN_INTERVIEW,
    EXPORT,
    SHELF,
    FORM,
    WORDS,
)


def key_of(name: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The key of an action as a person reads it, their own before the usual one."""
    usual = next(a for actions in EVERY_SCREEN for a in actions if a.name == name)
    return with_keys((usual,), keys)[0].shown


def told_with_keys(text: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """A text in which `{note}` stands for the key of that action; other braces stay."""
    names = "|".join({action.name for actions in EVERY_SCREEN for action in actions})
    return re.sub(rf"\{{({names})\}}", lambda found: key_of(found[1], keys), text)

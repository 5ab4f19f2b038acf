"""The actions of the screens on which personas are composed, decided about and compared."""

from msgspec import structs

from persona_wizard.tui.action import (
    ALIKE,
    CLOSE,
    COMPOSE,
    FIND,
    FURTHER_IN,
    HELP,
    LEAVE,
    OPEN,
    TAKE_BACK,
    THEME,
    Action,
)

PERSONA = (
    Action("open", ("enter",), "open", "Who said it, in their words; or what to do about a gap"),
    COMPOSE,
    Action("say_otherwise", ("r",), "reword", "Say it in your words; the numbers stay"),
    Action("pin", ("p",), "pin", "Put it first under its heading; again, no longer"),
    Action("leave_out", ("x",), "hide", "Leave it out; among those left out, take it in"),
    Action("name", ("n",), "name", "Give the persona a name and one line", roomy=True),
    Action("photo", ("h",), "photo", "Choose a photo or a drawn placeholder", roomy=True),
    Action("export", ("e",), "export", "Write the persona's page"),
    Action("move_up", ("u",), "up", "Move it up under its heading", quiet=True),
    Action("move_down", ("d",), "down", "Move it down under its heading", quiet=True),
    Action(
        "accept",
        ("a",),
        "accept",
        "Make a suggested buyer type a claim, or a suggestion again; keep your words for a claim "
        "whose evidence has changed",
        quiet=True,
    ),
    Action("our_reading", ("w",), "our reading", "Your advice to those who read", quiet=True),
    Action(
        "archetype", ("f",), "face", "Without name, photo, age and gender; again, with", quiet=True
    ),
    structs.replace(TAKE_BACK, quiet=True),
    Action(
        "personas", ("s",), "personas", "The study's personas: see another, add one", quiet=True
    ),
    CLOSE,
    structs.replace(FIND, roomy=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

PERSONAS = (
    Action("open", ("enter",), "open", "The persona that the cursor is on"),
    Action("new_persona", ("n",), "new", "Another persona, of everyone until you choose who"),
    Action("rename", ("e",), "rename", "Call it otherwise"),
    structs.replace(
        ALIKE, label="people", help="Choose whom it is drawn from, by who answers alike"
    ),
    Action("compare", ("c",), "compare", "All of them side by side: where they differ"),
    Action("drop", ("x",), "drop", "Do away with it; the people and their answers stay"),
    structs.replace(TAKE_BACK, quiet=True),
    CLOSE,
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

MATRIX = (
    Action("mark", ("space",), "mark", "Mark the person; again, no longer"),
    Action("group", ("g",), "group", "Make the marked people a persona, with your reason"),
    Action("clear_marks", ("c",), "unmark", "Mark nobody", roomy=True),
    Action("read_on", ("pagedown", "ctrl+n"), "read on", "Further down the answers", roomy=True),
    Action("read_back", ("pageup", "ctrl+p"), "read back", "Further up the answers", quiet=True),
    structs.replace(TAKE_BACK, quiet=True),
    CLOSE,
    *FURTHER_IN,
)

PERSONAS_COMPARED = (
    Action("open", ("enter",), "evidence", "Who said it, persona by persona"),
    Action("more_personas", ("tab",), "more personas", "Those for whom there was no room"),
    CLOSE,
    *FURTHER_IN,
)

OUR_READING = (
    Action("new_line", ("n",), "new", "Choose claims, and say what follows from them"),
    structs.replace(OPEN, label="change", help="Say the line otherwise"),
    Action("for_whom", ("w",), "for whom", "Whom it is for: marketing, sales, product…"),
    Action("choose_claims", ("c",), "claims", "Choose the claims that it rests on"),
    Action("move_up", ("u",), "up", "Move it up", roomy=True),
    Action("move_down", ("d",), "down", "Move it down", roomy=True),
    Action("drop", ("x",), "drop", "Drop the line"),
    TAKE_BACK,
    CLOSE,
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

CITING = (
    Action("mark", ("space",), "mark", "Your line rests on it; again, no longer"),
    Action("go_on", ("enter",), "go on", "Go on with what is marked"),
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
    Action("merge", ("m",), "merge", "Take another claim into the one in hand", quiet=True),
    Action(
        "bring_here", ("g",), "bring here", "Put the claim in hand under this heading", quiet=True
    ),
    Action("hypothesis", ("h",), "hypothesis", "A sentence that nobody said yet", quiet=True),
    Action("code_book", ("b",), "code book", "The code book: what the tags mean", quiet=True),
    Action(
        "themes",
        ("d",),
        "draft themes",
        "Draft themes of this question's answers, from 30 answers on",
        quiet=True,
    ),
    structs.replace(TAKE_BACK, quiet=True),
    Action("to_persona", ("p",), "persona", "The persona as it stands", quiet=True),
    structs.replace(CLOSE, quiet=True),
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)

_OVER_COMPOSING = (
    CLOSE,
    structs.replace(FIND, quiet=True),
    HELP,
    THEME,
    structs.replace(LEAVE, quiet=True),
)
CODE_BOOK = (
    Action("open", ("enter",), "lines", "What bears this tag; from there a part can be split off"),
    Action("define", ("d",), "define", "Say what it means, and give an example"),
    Action("rename", ("e",), "rename", "Call it otherwise; what was typed stays and counts as it"),
    Action("merge", ("m",), "merge", "Let it count as another tag"),
    TAKE_BACK,
    *_OVER_COMPOSING,
)

TAGGED_LINES = (
    Action("mark", ("space",), "mark", "Mark what is to have another tag; again, no longer"),
    Action("split", ("s",), "split", "Let what is marked count under a tag of its own"),
    *_OVER_COMPOSING,
)

THEMES = (
    Action("open", ("enter",), "its lines", "Everything in it, to take out what does not belong"),
    Action("tag", ("t",), "tag", "Name it: a tag on all of its lines"),
    TAKE_BACK,
    *_OVER_COMPOSING,
)

THEME_LINES = (
    Action("mark", ("space",), "in or out", "Whether the line belongs to it"),
    Action("tag", ("t",), "tag", "Name it: a tag on all the lines that are marked"),
    *_OVER_COMPOSING,
)

"""Why a file can't be used, in words that a person who keeps no files can follow."""

import re

from persona_wizard.store.merge_marks import two_sides

_AT_BYTE = re.compile(r"\(byte (\d+)\)")
_LACKS = re.compile(r"missing required field `([^`]+)`")
_PLACE = re.compile(r" - at `\$(.*)`$")

# Parts of a path in a file, in words; others stand as they are.
_PARTS = {
    "at": "the time",
    "answers": "an answer",
    "notes": "a note",
    "personas": "a persona",
    "revisions": "an earlier form",
    "accepted": "a gap that was accepted",
    "audience": "the audience",
    "bank": "the question bank",
    "digest": "the digest",
    "elapsed": "the length",
    "finished": "the end",
    "participant": "the participant",
    "pseudonym": "the pseudonym",
    "question": "the question",
    "started": "the start",
    "state": "the state",
    "text": "the text",
    "title": "the title",
    "value": "the value",
    "wording": "the wording",
}


def why_not_json(data: bytes, error: Exception) -> str:
    """Why bytes are no JSON: cut off, merged by git, or wrong from a byte (from 0) on."""
    if two_sides(data) is not None:
        return "git left two versions in it"
    if not data.strip(b"\0"):
        return "it holds nothing but zeros"
    if isinstance(error, UnicodeDecodeError):
        return "it holds bytes that are no text"
    at = _AT_BYTE.search(str(error))
    # A text that is not closed for want of half a letter is told like this, too.
    if at is None:
        return "it is cut off in the middle"
    return f"it is not JSON at byte {at[1]}"


def what_is_unknown(error: Exception) -> str:
    """What a file lacks, or holds that this version does not know, by its place in words."""
    told = str(error)
    if isinstance(error, KeyError):
        return f"it lacks {_PARTS.get(error.args[0], told)}"
    found = _PLACE.search(told)
    place = _in_words(found[1] if found else "")
    lacks = _LACKS.search(told)
    if lacks:
        what = _PARTS.get(lacks[1], f'"{lacks[1]}"')
        return f"it lacks {what}{f' of {place}' if place else ''}"
    cause = _PLACE.sub("", told).replace("`", "")
    of = f" as {place}" if place else ""
    return f"it holds something this version does not know{of} ({cause})"


def _in_words(path: str) -> str:
    """A path such as ".answers[...].state", innermost first: "the state of an answer"."""
    names = re.findall(r"\.([A-Za-z_]\w*)", path)
    return " of ".join(_PARTS.get(name, f'"{name}"') for name in reversed(names))

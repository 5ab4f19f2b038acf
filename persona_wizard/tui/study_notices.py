"""What a study's screen says above the next step: what needs somebody's eye, a line each."""

from collections.abc import Mapping, Sequence

from persona_wizard.model.text import clean_line
from persona_wizard.store import Unreadable
from persona_wizard.tui.actions import key_of

# A reason may be long; the look at every file tells it whole.
_LONGEST_REASON = 90

Keys = Mapping[str, tuple[str, ...]]


def read_only(why: str) -> tuple[str, ...]:
    """Why nothing can be written here."""
    return (why,) if why else ()


def two_versions(interviews: int, keys: Keys) -> tuple[str, ...]:
    """How many interviews have another version waiting."""
    if not interviews:
        return ()
    key = key_of("conflicts", keys)
    if interviews == 1:
        return (f"1 interview has two versions: {key} shows both.",)
    return (f"{interviews} interviews have two versions: {key} shows them.",)


def unreadable(files: Sequence[Unreadable], keys: Keys) -> tuple[str, ...]:
    """Which file can't be read and why; of several the first, and how many there are."""
    if not files:
        return ()
    first = files[0]
    reason = clean_line(first.reason).split(". ")[0].removesuffix(".")
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[:_LONGEST_REASON]}…"
    named = f"{first.file}: {reason}"
    told = named if len(files) == 1 else f"{len(files)} files can’t be read, one is {named}"
    return (f"{told}; {key_of('look_after', keys)} puts right what can be.",)


def moved_on(banks: Sequence[str], keys: Keys) -> tuple[str, ...]:
    """A line for each bank that nobody has decided about."""
    key = key_of("bank_change", keys)
    return tuple(f"The bank {bank} has moved on: {key} says how." for bank in dict.fromkeys(banks))

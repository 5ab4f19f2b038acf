"""The rules that a bank is checked against, and how its author silences one."""

from msgspec import Struct

from persona_wizard.banks.faults import did_you_mean
from persona_wizard.model.bank import Allowed


class Rule(Struct, frozen=True):
    """A check by its name, and why it is made."""

    name: str
    reason: str


LEADING = Rule("leading", "a wording that suggests its answer is answered with itself")
DOUBLE_BARRELLED = Rule("double-barrelled", "one answer cannot be told apart into two")
HYPOTHETICAL = Rule("hypothetical", "people foretell themselves badly: ask what they did")
ASKS_TYPE = Rule("asks-type", "people name the role they like: ask for facts that tell it")
ASKS_WHO = Rule("asks-who", "answers are exported, and a name or address would go with them")
EARLY_DEMOGRAPHIC = Rule("early-demographic", "asked early, it feels like a form and costs trust")
UNBANDED = Rule("unbanded", "people name a band more readily than a figure")
WHAT_ELSE = Rule("what-else", "without it, about half of what people could name stays unsaid")
MISSING_FIELD = Rule("missing-field", "the persona will have a gap there, whoever is interviewed")
NEVER_TRUE = Rule("never-true", "a condition that never holds hides its question for good")
LOOKS_AHEAD = Rule("looks-ahead", "an answer that comes later cannot decide what is asked now")
CIRCULAR = Rule("circular", "questions that wait for each other are never asked")
OVERLAP = Rule("overlap", "whoever stands on the border can pick two, and is counted by chance")
HOLE = Rule("hole", "whoever stands in the hole can pick none")
SAME_WORDING = Rule("same-wording", "asked twice, people answer for the interviewer's sake")
TOO_LONG = Rule("too-long", "what stands last is not asked when the time is up")

RULES = (
    LEADING,
    DOUBLE_BARRELLED,
    HYPOTHETICAL,
    ASKS_TYPE,
    ASKS_WHO,
    EARLY_DEMOGRAPHIC,
    UNBANDED,
    WHAT_ELSE,
    MISSING_FIELD,
    NEVER_TRUE,
    LOOKS_AHEAD,
    CIRCULAR,
    OVERLAP,
    HOLE,
    SAME_WORDING,
    TOO_LONG,
)
_NAMES = tuple(rule.name for rule in RULES)
_REASONS = {rule.name: rule.reason for rule in RULES}


def reason_of(rule: str) -> str:
    """Why a check is made, by its name; empty for a fault of the grammar."""
    return _REASONS.get(rule, "")


def read_allowed(text: str) -> tuple[tuple[Allowed, ...], tuple[str, ...]]:
    """What `rule: reason; rule: reason` silences, and what is wrong with it."""
    allowed: list[Allowed] = []
    problems: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _, reason = (piece.strip() for piece in part.partition(":"))
        if name not in _NAMES:
            hint = did_you_mean(name, _NAMES) or f"; there are {', '.join(_NAMES)}"
            problems.append(f"“{name}” is no check{hint}")
        elif not reason:
            problems.append(f'“allow” wants a reason: write allow="{name}: because …"')
        else:
            allowed.append(Allowed(name, reason))
    return tuple(allowed), tuple(problems)

"""`says=`: how a persona puts what was answered, with “…” where the answer stands."""

from collections.abc import Callable

from persona_wizard.banks.attributes import Attributes
from persona_wizard.banks.blocks import unescaped
from persona_wizard.model.bank import IN_WORDS, Kind

_ANSWER = "…"
_Fault = Callable[[str], None]


def question_says(attributes: Attributes, kind: Kind, fault: _Fault) -> tuple[str, str]:
    """What a question's `says=` and `says-no=` say; empty where they are not there."""
    says, says_no = (_written(attributes, key) for key in ("says", "says-no"))
    if kind in IN_WORDS:
        if says or says_no:
            fault("“says=” words what was chosen or measured: an answer in words speaks for itself")
        return "", ""
    if kind is Kind.YES_NO:
        if bool(says) != bool(says_no):
            fault("a yes/no question takes “says=” for a yes and “says-no=” for a no: write both")
        if _ANSWER in says + says_no:
            fault("“says=” of a yes/no question is a whole sentence, without “…”")
        return says, says_no
    if says_no:
        fault("“says-no=” is for .yes-no: here “says=” words every answer")
    if says and says.count(_ANSWER) != 1:
        fault('“says=” needs “…” once, where the answer stands: says="Looks things up with …"')
    return says, ""


def choice_says(attributes: Attributes, problems: list[str]) -> str:
    """What a choice's `says=` says; in it “…” is the choice as it is worded."""
    says = _written(attributes, "says")
    if says.count(_ANSWER) > 1:
        problems.append("“says=” holds “…” once at most, where the choice's own words stand")
    return says


def _written(attributes: Attributes, key: str) -> str:
    text = unescaped(attributes.values.get(key, "")).strip()
    return text.replace("...", _ANSWER)

"""Who said it, in their words, and who disagreed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from persona_wizard.model.persona import Claim, ClaimKind, Evidence
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens.box import Box

_CONFIDENCE_STYLE = {"contested": "$error"}


class EvidenceScreen(Box[None]):
    """The evidence behind one line of the persona, for the researcher's eyes: nothing left out."""

    HELP_TITLE = "Who said it"
    HELP_KEYS = (
        ("Down, Up", "Reads on"),
        ("Enter, Esc", "Back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("enter", "close", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    EvidenceScreen { align: center middle; background: $background; }
    EvidenceScreen VerticalScroll {
        width: 90%; max-width: 96; height: auto; max-height: 80%;
        padding: 1 2; background: $surface;
    }
    EvidenceScreen .claim { margin-top: 1; height: auto; }
    EvidenceScreen .who { height: auto; }
    """

    def __init__(
        self, line: Content, claims: tuple[Claim, ...], answers: tuple[Evidence, ...] = ()
    ) -> None:
        super().__init__()
        self._line = line
        self._claims = claims
        self._answers = answers

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._line)
            for claim in self._claims:
                yield Static(_counts(claim), classes="claim")
                for evidence in claim.evidence:
                    yield Static(_evidence(evidence), classes="who")
            for evidence in self._answers:
                yield Static(_evidence(evidence), classes="who")

    def action_close(self) -> None:
        self.dismiss()


def _counts(claim: Claim) -> Content:
    label = f"#{claim.label}" if claim.kind is ClaimKind.TAG else claim.label
    split = ", ".join(f"{c.audience} {c.n} of {c.base}" for c in claim.split if c.base)
    against = f", {claim.against} against" if claim.against else ""
    counted = f"  {claim.n} of {claim.base}{against}"
    parts = [safe_line(label).stylize("bold"), Content.styled(counted, "bold")]
    if claim.confidence is not None:
        style = _CONFIDENCE_STYLE.get(claim.confidence.value, "$secondary")
        parts.append(Content.styled(f" · {claim.confidence.value}", style))
    parts.append(Content.styled(f"\n{split}", "$quiet"))
    return Content.assemble(*parts)


def _evidence(evidence: Evidence) -> Content:
    side = "" if evidence.supports else "against  "
    quotable = "" if evidence.quotable else "  not for quotation"
    head = Content.assemble(
        (side, "$error"),
        safe_line(evidence.pseudonym).stylize("$accent"),
        (f" {evidence.audience.one}{quotable}", "$quiet"),
    )
    said = [safe(f"  “{quote}”") for quote in evidence.quotes]
    noted = [safe(f"  {line}") for line in evidence.lines]
    return Content("\n").join((head, *said, *noted))

"""What a line of the persona rests on: who said it, in their words, and who disagreed."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from persona_wizard.model.persona import Claim, ClaimKind, Evidence
from persona_wizard.model.suggestions import Indicator, Suggestion
from persona_wizard.tui.safe_text import safe, safe_line
from persona_wizard.tui.screens.box import Box

_NO_CLAIM_YET = "Nobody was asked for it outright. You decide whether it is a claim."
# People of one claim that are told of.
_MOST = 200
_CONFIDENCE_STYLE = {"contested": "$error"}


class Behind(Box[None]):
    """What is behind one line, to read; a subclass gives it, part by part."""

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
    Behind { align: center middle; background: $background; }
    Behind VerticalScroll {
        width: 90%; max-width: 96; height: auto; max-height: 80%;
        padding: 1 2; background: $surface;
    }
    Behind .part { margin-top: 1; height: auto; }
    """

    def __init__(self, line: Content) -> None:
        super().__init__()
        self._line = line

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(self._line)
            for part in self.parts():
                yield Static(part, classes="part")

    def parts(self) -> Iterator[Content]:
        """What stands under the line."""
        yield from ()

    def action_close(self) -> None:
        self.dismiss()


class EvidenceScreen(Behind):
    """The evidence behind one line of the persona, for the researcher's eyes."""

    def __init__(
        self, line: Content, claims: tuple[Claim, ...], answers: tuple[Evidence, ...] = ()
    ) -> None:
        super().__init__(line)
        self._claims = claims
        self._answers = answers

    def parts(self) -> Iterator[Content]:
        for claim in self._claims:
            yield Content("\n").join((_counts(claim), *_people(_sides(claim))))
        if self._answers:
            yield Content("\n").join(_people([("", one) for one in self._answers]))


class SuggestionScreen(Behind):
    """The answers that hint at a buyer type, and what makes it a claim."""

    def __init__(self, suggestion: Suggestion) -> None:
        told = f"Hinted at {suggestion.type} in two answers or more: "
        count = f"{suggestion.n} of {suggestion.base} asked"
        super().__init__(safe_line(f"{told}{count}").stylize("bold"))
        self._suggestion = suggestion

    def parts(self) -> Iterator[Content]:
        by_question: dict[str, list[Indicator]] = {}
        for indicator in self._suggestion.indicators:
            by_question.setdefault(indicator.question, []).append(indicator)
        for question, indicators in by_question.items():
            lines = (safe_line(f"  {i.label}  {i.n} of {i.base}") for i in indicators)
            yield Content("\n").join((safe_line(question).stylize("italic"), *lines))
        yield Content.styled(_NO_CLAIM_YET, "$quiet")


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


def _sides(claim: Claim) -> list[tuple[str, Evidence]]:
    """Everybody who supports a claim, then everybody against it, each with what says so."""
    against = [("against  ", one) for one in claim.opposing]
    return [*(("", one) for one in claim.evidence), *against]


def _people(said: Sequence[tuple[str, Evidence]]) -> Iterator[Content]:
    """Everybody who said it; of a large survey as many as anybody reads here."""
    yield from (_evidence(side, one) for side, one in said[:_MOST])
    left = len(said) - _MOST
    if left > 0:
        yield Content.styled(f"and {left:,} more; the full page names everyone", "$quiet")


def _evidence(side: str, evidence: Evidence) -> Content:
    quotable = "" if evidence.quotable else "  not for quotation"
    head = Content.assemble(
        (side, "$error"),
        safe_line(evidence.pseudonym).stylize("$accent"),
        (f" {evidence.audience.one}{quotable}", "$quiet"),
    )
    said = [safe(f"  “{quote}”") for quote in evidence.quotes]
    noted = [safe(f"  {line}") for line in evidence.lines]
    return Content("\n").join((head, *said, *noted))

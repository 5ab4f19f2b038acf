"""Choosing the claims that a line of advice rests on."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.model.headings import heading
from persona_wizard.model.persona import Claim, ClaimKind, Persona
from persona_wizard.tui import persona_actions
from persona_wizard.tui.finding import Findable
from persona_wizard.tui.hanging import Hanging
from persona_wizard.tui.persona_words import claim_line
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.base import WizardScreen
from persona_wizard.tui.widgets.rows import Rows

_MARK = "●"


class CitingScreen(WizardScreen):
    """Every claim of a persona, to mark some; gives their ids, a line each, in that order."""

    ACTIONS: ClassVar = persona_actions.CITING
    HELP_TITLE = "Claims that it rests on"
    HELP_TEXT = (
        "Mark the claims that your line rests on, and go on. Without a mark the claim under the "
        "cursor is meant. The finder goes to a claim by its words."
    )
    DEFAULT_CSS = """
    CitingScreen OptionList { height: 1fr; padding: 0 1; }
    CitingScreen .told { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, persona: Persona, cited: Sequence[str]) -> None:
        super().__init__()
        self._persona = persona
        self._listed = tuple(_in_order(persona))
        ids = {claim.id for claim in self._listed}
        self._marked = {one: None for one in cited if one in ids}
        self._options = Rows(markup=False)

    def compose_work(self) -> ComposeResult:
        yield self._options
        yield Static("", classes="told", markup=False)

    def on_mount(self) -> None:
        self.tell(f"{self._persona.study} · our reading", "what does it rest on?")
        before = ""
        options = []
        for claim in self._listed:
            if claim.heading != before:
                before = claim.heading
                title = Content.assemble("\n", (heading(before).title, "bold $accent"))
                options.append(Option(Hanging(Content(""), title), disabled=True))
            options.append(Option(self._row(claim), id=claim.id))
        if not options:
            options.append(Option("No claim yet: compose one first.", disabled=True))
        self._options.add_options(options)
        first = next(iter(self._marked), self._listed[0].id if self._listed else "")
        if first:
            self._options.highlighted = self._options.get_option_index(first)
        self._options.focus()
        self._tell_marked()

    def _row(self, claim: Claim) -> Hanging:
        sign = _MARK if claim.id in self._marked else " "
        return Hanging(
            Content.styled(f"{sign} ", "bold $accent"),
            safe_line(claim_line(self._persona, claim)),
        )

    def _tell_marked(self) -> None:
        count = len(self._marked)
        told = "1 claim marked" if count == 1 else f"{count} claims marked"
        say(self.query_one(".told", Static), Content(told if count else ""))

    @property
    def _here(self) -> str:
        option = self._options.highlighted_option
        return option.id or "" if option is not None else ""

    def action_mark(self) -> None:
        here = self._here
        if not here:
            return
        if here in self._marked:
            del self._marked[here]
        else:
            self._marked[here] = None
        claim = next(one for one in self._listed if one.id == here)
        self._options.replace_option_prompt(here, self._row(claim))
        self._tell_marked()

    @on(OptionList.OptionSelected)
    def action_go_on(self) -> None:
        chosen = tuple(self._marked) or ((self._here,) if self._here else ())
        if chosen:
            self.dismiss("\n".join(chosen))

    def findable(self) -> tuple[Findable, ...]:
        """Every claim, and the actions."""
        said = (Findable(claim_line(self._persona, c), place=c.id) for c in self._listed)
        return (*said, *super().findable())

    async def found(self, choice: Findable | None) -> None:
        if choice is not None and choice.place:
            self._options.highlighted = self._options.get_option_index(choice.place)
        else:
            await super().found(choice)


def _in_order(persona: Persona) -> Iterator[Claim]:
    """Every claim, heading by heading; the composed ones first, what answers indicate last."""
    for section in persona.sections:
        yield from section.composed
        own = (ClaimKind.COMPOSED, ClaimKind.INDICATED)
        yield from (claim for claim in section.claims if claim.kind not in own)
        yield from section.indicated

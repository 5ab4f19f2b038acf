"""Personas side by side: what their people said, the most different first."""

from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from persona_wizard.export.counts import people
from persona_wizard.export.labels import row_label
from persona_wizard.export.side_by_side import caution, count_in_words
from persona_wizard.model.persona import ClaimKind
from persona_wizard.model.personas_compared import Column, ComparedClaim, Counted, PersonasCompared
from persona_wizard.store import StudyFolder
from persona_wizard.studies.reading import Reading, left_out
from persona_wizard.synthesis.personas_compared import compare_personas
from persona_wizard.tui import persona_actions
from persona_wizard.tui.safe_text import safe_line
from persona_wizard.tui.saying import say
from persona_wizard.tui.screens.evidence import EvidenceScreen
from persona_wizard.tui.screens.reads_study import ReadsStudy
from persona_wizard.tui.widgets.rows import Rows

# Cells of one persona's column, and of what is said, at the least.
_COLUMN = 20
_NARROWEST_LABEL = 28
_NONE = PersonasCompared((), ())


class PersonasComparedScreen(ReadsStudy):
    ACTIONS: ClassVar = persona_actions.PERSONAS_COMPARED
    HELP_TITLE = "Personas side by side"
    HELP_TEXT = (
        "The same claims counted among the people of each persona, the most different first.\n"
        "“3 of 4”: three of the four of them who were asked; “not asked”: none of them was.\n"
        "Where nothing stands, you left it out of that persona.\n"
        "People who were chosen for what they answered differ from others in just that."
    )
    DEFAULT_CSS = """
    PersonasComparedScreen .names, PersonasComparedScreen .people {
        height: auto; max-height: 2; padding: 0 1;
    }
    PersonasComparedScreen .people { color: $text-muted; margin-bottom: 1; }
    PersonasComparedScreen OptionList { height: 1fr; padding: 0 1; text-wrap: nowrap; }
    PersonasComparedScreen .caution { height: auto; padding: 1 1 0 1; color: $text-muted; }
    """

    def __init__(self, store: StudyFolder) -> None:
        super().__init__(store)
        self._compared = _NONE
        # The first persona in sight, and the claims of the rows: none on a title.
        self._first = 0
        self._claims: list[ComparedClaim | None] = []

    def compose_work(self) -> ComposeResult:
        yield Static("", classes="names", markup=False)
        yield Static("", classes="people", markup=False)
        yield Rows(markup=False)
        yield Static("", classes="caution", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    def derive(self, reading: Reading) -> Callable[[], None]:
        compared = compare_personas(reading.study, reading.interviews, reading.banks)
        return lambda: self._show(reading, compared)

    def _show(self, reading: Reading, compared: PersonasCompared) -> None:
        self._compared = compared
        stands = (f"{len(compared.columns)} personas", left_out(reading))
        title = f"{reading.study.title} · personas side by side"
        self.tell(title, " · ".join(filter(None, stands)))
        say(self.query_one(".caution", Static), safe_line(caution(compared)))
        self._list()

    def on_resize(self) -> None:
        self._list()

    @property
    def _in_sight(self) -> int:
        """How many personas there is room for."""
        return max(1, (self._width - _NARROWEST_LABEL) // _COLUMN)

    @property
    def _width(self) -> int:
        # The padding at both sides, and the list's scroll bar.
        return self.size.width - 3

    def _list(self) -> None:
        compared = self._compared
        shown = slice(self._first, self._first + self._in_sight)
        columns = compared.columns[shown]
        label = self._width - len(columns) * _COLUMN
        behind = len(compared.columns) - len(columns)
        more = f"{self.key('more_personas')}: {behind} more" if behind else ""
        names = [safe_line(one.name).stylize("bold $accent") for one in columns]
        say(self.query_one(".names", Static), _line(Content.styled(more, "$quiet"), names, label))
        told = [safe_line(_people(one)) for one in columns]
        say(self.query_one(".people", Static), _line(Content(""), told, label))
        options = self.query_one(OptionList)
        here = options.highlighted
        self._claims = []
        rows: list[Option] = []
        for title, claims in _parts(compared):
            self._claims.append(None)
            rows.append(Option(Content.styled(title, "bold $accent"), disabled=True))
            for one in claims:
                self._claims.append(one)
                counts = [_count(count) for count in one.counts[shown]]
                rows.append(Option(_line(_label(one), counts, label)))
        options.clear_options()
        options.add_options(rows)
        options.highlighted = here if here is not None else (1 if len(rows) > 1 else None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        one = self._claims[event.option_index]
        if one is None:
            return
        # Each with its persona's name, for the claim is told above them.
        found = tuple(
            replace(count.claim, label=column.name, kind=ClaimKind.CHOICE)
            for column, count in zip(self._compared.columns, one.counts, strict=True)
            if count is not None and count.claim is not None
        )
        self.app.push_screen(EvidenceScreen(_label(one), found))

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def action_more_personas(self) -> None:
        last = max(0, len(self._compared.columns) - self._in_sight)
        self._first = min(self._first + self._in_sight, last) if self._first < last else 0
        self._list()


def _parts(compared: PersonasCompared) -> list[tuple[str, tuple[ComparedClaim, ...]]]:
    much = compared.differing
    some = tuple(one for one in compared.claims if one.difference and one not in much)
    none = tuple(one for one in compared.claims if not one.difference)
    parts = (
        ("Where they differ most", much),
        ("Where they differ a little", some),
        ("Alike, or too few asked to tell", none),
    )
    return [(title, claims) for title, claims in parts if claims]


def _label(one: ComparedClaim) -> Content:
    return safe_line(row_label(one.claim, one.tally))


def _count(count: Counted | None) -> Content:
    words = Content(count_in_words(count))
    return words if count is None or count.base else words.stylize("$quiet")


def _line(label: Content, cells: list[Content], width: int) -> Content:
    """What is said, then a column a persona; what is long goes on below itself."""
    widths = (max(1, width - 2), *(_COLUMN - 1 for _ in cells))
    wrapped = [
        cell.wrap(room, overflow="ellipsis")
        for cell, room in zip((label, *cells), widths, strict=True)
    ]
    lines = []
    for number in range(max(map(len, wrapped))):
        parts = []
        for place, (column, room) in enumerate(zip(wrapped, widths, strict=True)):
            part = column[number] if number < len(column) else Content("")
            parts += [part.truncate(room, ellipsis=True, pad=True), Content(" " if place else "  ")]
        lines.append(Content("").join(parts))
    return Content("\n").join(lines)


def _people(column: Column) -> str:
    """How many there are, and who, where a column has room for all."""
    told = people(len(column.people))
    named = f"{told}: {', '.join(column.people)}"
    return named if column.people and len(named) < _COLUMN else told

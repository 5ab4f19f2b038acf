"""Words that wrap beside what opens their first line, never below it."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Hanging(Visual):
    """`lead` in a column of its own, `body` in the rest of the width."""

    def __init__(self, lead: Content, body: Content) -> None:
        self._lead = lead
        self._body = body
        self._indent = lead.cell_length

    @property
    def plain(self) -> str:
        """The text without its dress."""
        return f"{self._lead.plain}{self._body.plain}"

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        room = self._room(width)
        body = self._body.render_strips(room, height, style, options)
        if not self._indent:
            return body
        lead = self._lead.render_strips(self._indent, 1, style, options)
        blank = Strip.blank(self._indent, style.rich_style)
        lines = [*lead, *(blank for _ in body[1:])]
        return [Strip.join((one, other)) for one, other in zip(lines, body, strict=True)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._indent + self._body.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._body.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        return max(1, width - self._indent)

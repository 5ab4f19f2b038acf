"""What a screen sends to the terminal, byte by byte, and what its widgets hold to show."""

import re
from collections.abc import Iterable, Iterator

from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.style import Style
from textual.visual import Visual, visualize
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from tui_reading import settled, strips_of, told

from persona_wizard.model.text import clean, clean_line
from persona_wizard.tui.hanging import Hanging

# What Textual itself writes: colours and styles, and where the cursor goes.
_OURS = re.compile(r"\x1b\[[0-9;]*[mHCGK]")
# What a scroll bar does.
_SCROLLS = ("grab", "release", "scroll_up", "scroll_down", "scroll_left", "scroll_right")
_SPACE = re.compile(r"[\s\u2800]+")
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def refuse_control(text: str, where: str) -> None:
    """What a terminal would obey, or what would turn the line around, is not in a text."""
    found = _CONTROL.search(text)
    assert not found, f"{where}: {found and found[0]!r} in {text[:200]!r}"


def look(app: App[None]) -> None:
    """Nothing that the terminal would obey is on the screen, and nothing that acts but ours."""
    assert app._exception is None
    name = type(app.screen).__name__
    for segment in (one for strip in strips_of(app) for one in strip):
        refuse_control(segment.text, name)
        style = segment.style
        assert style is None or not style.link, f"{name}: a link: {segment.text!r}"
        acts = [key for key in _acts(style.meta if style is not None else {})]
        assert not acts, f"{name}: {segment.text!r} acts on {acts}"
    sent = app.screen._compositor.render_full_update().render_segments(app.console)
    refuse_control(_OURS.sub("", sent).replace("\n", ""), f"{name}, sent to the terminal")
    for content in contents(app):
        refuse_control(content.plain, name)
        for span in content.spans:
            style = span.style
            bare = not isinstance(style, Style) or not (style.link or _acts(style.meta))
            assert bare, f"{name}: {style!r}"
            assert not isinstance(style, str) or "=" not in style, f"{name}: {style!r}"
    for message in told(app):
        refuse_control(message, f"{name}, a notification")


def _acts(meta: dict[str, object]) -> list[str]:
    return [key for key, does in meta.items() if key.startswith("@") and does not in _SCROLLS]


def contents(app: App[None]) -> Iterator[Content]:
    """What every widget of the screen holds to show, also out of sight, as Textual read it."""
    for widget in app.screen.walk_children(Widget):
        if isinstance(widget, Input):
            yield Content(widget.value)
        elif isinstance(widget, TextArea):
            yield Content(widget.text)
        elif isinstance(widget, OptionList):
            for option in widget.options:
                yield from _parts(widget._get_visual(option))
        elif isinstance(widget, Static):
            yield from _parts(widget.visual)
        elif not widget.children:
            yield from _parts(visualize(widget, widget.render()))


def _parts(visual: Visual) -> tuple[Content, ...]:
    if isinstance(visual, Hanging):
        return (visual._lead, visual._body)
    return (visual,) if isinstance(visual, Content) else ()


def squashed(text: str) -> str:
    """Cleaned text without the white space, which wrapping and lines move."""
    return _SPACE.sub("", clean(text))


def missing_of(app: App[None], strings: Iterable[str], letters: int | None = None) -> list[str]:
    """Which of these the screen does not hold; `letters` where the end has no room."""
    held = "\n".join(squashed(content.plain) for content in contents(app))
    return [text for text in strings if squashed(clean_line(text))[:letters] not in held]


async def looked(
    pilot: Pilot[None], strings: Iterable[str] = (), letters: int | None = None
) -> None:
    """Look at the screen, once all is shown; these strings are on it as they were typed."""
    await settled(pilot)
    look(pilot.app)
    missing = missing_of(pilot.app, strings, letters)
    name = type(pilot.app.screen).__name__
    assert not missing, f"{name} does not show {len(missing)}, such as {missing[:5]!r}"

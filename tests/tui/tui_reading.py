"""The wizard on a test's screen: opened, typed into, read; and what the disk holds."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from textual import events
from textual._context import active_app, visible_screen_stack
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import WorkerCancelled

from persona_wizard.interviewing import Session
from persona_wizard.model.interview import Interview
from persona_wizard.store import StudyFolder
from persona_wizard.tui.app import WizardApp
from persona_wizard.tui.screens.interview import InterviewScreen

ScreenKind = TypeVar("ScreenKind", bound=Screen)
SIZE = (80, 24)
# Cursor bars, scroll bars and pictures.
_BLOCKS = re.compile("[\u2580-\u259f]")

EVERY_KIND = """\
---
id: every-kind
title: Every kind of question
audience: prospects
minutes: 20
---

## Opening

Thank you for making time to talk about {product}.

- [ ] I am happy to take part {#consent-take-part}
- [ ] You may quote me {#consent-quote}

## Objectives

### What would you like to get done with {product}? {#short-term-goals .key}

A hint for the interviewer.

> What else?

### What do you use today? {#uses-today .short}

### How many weeks ago did you start looking? {#weeks .number min=0 max=520 unit=weeks}

## Personality and behaviour

### Who made the last call? {#buying-role .one}

- I did, alone {#me}
- Somebody else {#other}
- I can't say {state=dont-know}
- In another way…

### Where do you look things up? {#information-sources .many}

- Search engines {#search}
- Friends and family {#friends}
- None of these {#none .alone}
- Other…

## Problems

### How happy are you? {#satisfaction .scale min=0 max=10 low="not at all" high="completely" .key}

### What got in the way? {#barriers when="satisfaction < 7"}

## Demographic information

### Did you buy before? {#bought-before .yes-no}

### Which age group are you in? {#age-group .bands}

- Under 30
- 30 or over {#over-30}
- I'd rather not say {state=declined}

## Closing

Goodbye, and thank you.
"""


@asynccontextmanager
async def wizard(
    store: StudyFolder | None = None,
    interview: str | None = None,
    size: tuple[int, int] = SIZE,
) -> AsyncIterator[Pilot[None]]:
    """The wizard, at the home screen, a study, or an interview, drawn and done with reading."""
    app = WizardApp(store.folder if store else None, interview)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Return once everything under way has been shown, what that set going included."""
    await pilot.pause()
    while len(pilot.app.workers):
        # A reading that a newer one took the place of has nothing to show.
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


async def nothing_to_do(_: float = 0, longest: float = 1) -> None:
    """Return once every message is dealt with and drawn, or after so many seconds.

    What waits for a time, a file or a thread is not waited for.
    """
    end = time.monotonic() + longest
    await _nothing_ready(end)
    app = active_app.get()
    if app.screen_stack:
        app.screen._on_timer_update()
        await _nothing_ready(end)


async def _nothing_ready(end: float) -> None:
    loop, rounds = asyncio.get_running_loop(), 0
    while rounds < 3 and time.monotonic() < end:
        await asyncio.sleep(0)
        # Whatever else could go on at once stands here.
        rounds = 0 if loop._ready else rounds + 1


async def arrived(pilot: Pilot[None], kind: type[ScreenKind]) -> ScreenKind:
    """The topmost screen, once it is of this kind and drawn."""
    await until(lambda: isinstance(pilot.app.screen, kind))
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, kind)
    return screen


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type text all at once, as a quick hand or a pipe would; a line break is Enter."""
    await press_at_once(pilot, *("enter" if c == "\n" else c for c in text))


async def press_at_once(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys without waiting for what one does before the next."""
    for key in pressed:
        if len(key) == 1:
            pilot.app.post_message(events.Key(_character_to_key(key), key))
        else:
            pilot.app.post_message(events.Key(key, "\r" if key == "enter" else None))
    await pilot.pause()


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste text where the cursor is."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


# What a person reads


def text_of(app: App[None]) -> str:
    """All that the screen shows, line by line."""
    return "\n".join(strip.text.rstrip() for strip in strips_of(app))


def strips_of(app: App[None]) -> list[Strip]:
    """What the screen shows, line by line, with what shows through from behind a box."""
    # A box that is drawn without it keeps an empty background.
    visible_screen_stack.set(app._background_screens)
    return app.screen._compositor.render_strips()


def words_of(app: App[None]) -> str:
    """All that the screen shows, with one space for each run of space and no bars or pictures.

    A box on top is told whole as well, for what lies beside it cuts its lines.
    """
    shown = [text_of(app)]
    if app.screen.is_modal:
        shown += [plain(static) for static in app.screen.query(Static)]
    return " ".join(_BLOCKS.sub(" ", "\n".join(shown)).split())


async def shows(pilot: Pilot[None], *parts: str) -> str:
    """Wait until the screen shows all these words at once, and give all it shows."""
    shown = ""

    def missing() -> list[str]:
        nonlocal shown
        shown = words_of(pilot.app)
        return [part for part in parts if part not in shown]

    await until(
        lambda: not missing(),
        lambda: f"the screen does not show {missing()}:\n{text_of(pilot.app)}",
    )
    return shown


async def no_longer_shows(pilot: Pilot[None], part: str) -> None:
    """Wait until the screen does not show these words."""
    await until(
        lambda: part not in words_of(pilot.app),
        lambda: f"the screen still shows {part!r}:\n{text_of(pilot.app)}",
    )


def plain(widget: Widget) -> str:
    """A widget's own text, also where it has scrolled out of sight."""
    return str(widget.render())


def told(app: App[None]) -> list[str]:
    """The messages that stand over the screen."""
    return [notification.message for notification in app._notifications]


# What is kept


def session(pilot: Pilot[None]) -> Session:
    """The session of the interview on the screen, or of the one under what lies on top."""
    screens = [s for s in pilot.app.screen_stack if isinstance(s, InterviewScreen)]
    return screens[-1]._session


def said(pilot: Pilot[None], question: str) -> tuple[object, str]:
    """The value and the text of an answer in the session."""
    answer = session(pilot).interview.answers[question]
    return answer.value, answer.text


def on_disk(store: StudyFolder, interview: str) -> Interview:
    """The interview as another program would find it now."""
    return StudyFolder(store.folder).read_interview(interview)


async def at(pilot: Pilot[None], place: str) -> None:
    """Wait until the interview stands at this place."""
    await until(
        lambda: session(pilot).place == place, lambda: f"it stands at {session(pilot).place}"
    )
    await pilot.pause()


async def saved(store: StudyFolder, interview: str, what: Callable[[Interview], bool]) -> None:
    """Wait until the interview on disk is so."""
    await until(lambda: what(on_disk(store, interview)), lambda: repr(on_disk(store, interview)))


async def until(what: Callable[[], bool], else_say: Callable[[], str] = str) -> None:
    """Wait until something is so; fails where it is not within five seconds."""
    end = time.monotonic() + 5
    while not what():
        assert time.monotonic() < end, else_say()
        await asyncio.sleep(0.015)

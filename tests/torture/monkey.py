"""A monkey at the wizard: from one seed always the same deeds, over all screens.

A wild hand does anything at all; now and then a careful one types marked words into an interview,
and every one of them must be found there.
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random

from monkey_careful import CarefulHand, can_go_on, interview_of
from monkey_deeds import ERRANDS, TRIPS, Deed, Keys, Resize, at_random, do
from monkey_laws import Broken, Disk, look_at_screen
from textual.app import App
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled, WorkerFailed
from tui_reading import SIZE

from persona_wizard.tui.app import WizardApp
from persona_wizard.tui.screens.base import NARROWEST, SHORTEST, WizardScreen
from persona_wizard.tui.screens.interview import InterviewScreen
from persona_wizard.tui.screens.study import StudyScreen

# Deeds between two looks at the whole disk.
_LOOK_EVERY = 20
_TOLD = 40
# Wild deeds at one screen before the monkey longs for another, and how it gets on from there.
_PATIENCE = {"InterviewScreen": 30, "ReadThroughScreen": 15}
_PATIENCE_ELSEWHERE = 8
_ON_FROM = {"HomeScreen": ("home", "enter"), "StudyScreen": ("down", "enter")}
# How often it takes a way that it knows.
_TRIP = 0.15
# One life in so many has errands: it goes on one from a study's screen most times, and comes back.
_WITH_ERRANDS = 9
_AN_ERRAND = 0.8
_PATIENCE_ON_ERRANDS = 2
# Deeds of a life, and of one with errands.
_LIFE, _LONG_LIFE = 125, 375
# Ways between those that two lives, one after the other, begin with.
_APART = 4
# Textual lets a moment pass before it takes another size; seconds.
_MOMENT = 0.003


def has_errands(seed: int) -> bool:
    return seed % _WITH_ERRANDS == 1


def lifetime(seed: int) -> int:
    """How many deeds it lives."""
    return _LONG_LIFE if has_errands(seed) else _LIFE


class Monkey:
    """Lives so many deeds, all drawn from its seed; `visited` are the screens it saw."""

    def __init__(self, seed: int, home: Path, studies: list[Path]) -> None:
        self.seed = seed
        self.disk = Disk(home)
        self.visited: set[str] = set()
        self.log: list[str] = []
        self._chance = Random(seed)
        self._hand = CarefulHand(self._chance)
        self._careful_for = 0
        self._writing = ""
        self._at = ""
        self._here_for = 0
        # The keys that are left of a way that it knows.
        self._way: deque[str] = deque()
        self._tried: Counter[tuple[str, object]] = Counter()
        self._last: deque[str] = deque(maxlen=_TOLD)
        # Where to open the wizard again.
        self._errands = tuple(ERRANDS) if has_errands(seed) else ()
        self._study: Path | None = (None, *studies)[seed % (len(studies) + 1)]
        self._interview: str | None = None

    def monotonic(self) -> float:
        """A clock for what tells a quick hand from a slow one: each deed takes a second."""
        return float(len(self.log))

    async def live(self, deeds: int) -> None:
        """Raises Broken, which names the seed and the last deeds, where a law does not hold."""
        try:
            while len(self.log) < deeds:
                async with self._wizard() as pilot:
                    while len(self.log) < deeds and await self._one(pilot):
                        pass
                    self._keep_place(pilot.app.screen_stack)
                self._found_again([])
                self.disk.look(None)
        except BaseException as fault:
            raise Broken(self._told(fault)) from fault

    @asynccontextmanager
    async def _wizard(self) -> AsyncIterator[Pilot[None]]:
        app = WizardApp(self._study, self._interview)
        async with app.run_test(size=SIZE, notifications=True) as pilot:
            await _settled(pilot)
            yield pilot

    async def _one(self, pilot: Pilot[None]) -> bool:
        """Do one thing and look; False where that left the wizard."""
        app = pilot.app
        before = app.screen
        careful = self._is_careful(pilot)
        deed = self._hand.draw(app) if careful else self._wild(pilot)
        self.log.append(repr(deed))
        hand = "careful" if careful else "wild"
        self._last.append(
            f"{len(self.log)} {hand} on {type(before).__name__}: {_short(repr(deed))}"
        )
        self._keep_place(app.screen_stack)
        # What is told stands for seconds, which are not counted here.
        app.clear_notifications()
        do(app, deed)
        running = await _settled(pilot)
        if app._exception is not None:
            raise app._exception
        if not running:
            return False
        self.visited |= {type(screen).__name__ for screen in app.screen_stack}
        self._hand.look(app)
        look_at_screen(app)
        if careful:
            self._careful_for -= 1
            if self._careful_for == 0 or not can_go_on(app):
                self._end_care(pilot)
        if len(self.log) % _LOOK_EVERY == 0:
            self.disk.look(app)
        return True

    # The two hands

    def _is_careful(self, pilot: Pilot[None]) -> bool:
        app = pilot.app
        if self._careful_for and can_go_on(app):
            return True
        sits = isinstance(app.screen, InterviewScreen) and can_go_on(app)
        if sits and self._chance.random() < 0.15:
            screen = interview_of(app)
            assert screen is not None
            self._careful_for = self._chance.randint(5, 20)
            self._writing = screen._session.interview.id
            return True
        return False

    def _end_care(self, pilot: Pilot[None]) -> None:
        self._careful_for = 0
        if (screen := interview_of(pilot.app)) is not None:
            screen.saver.flush()
        self._found_again(pilot.app.screen_stack)

    def _found_again(self, screens: list[Screen[object]]) -> None:
        typed, self._hand.typed, self._careful_for = self._hand.typed, [], 0
        if self._writing:
            self.disk.find(self._writing, typed, screens)
        self._writing = ""

    def _wild(self, pilot: Pilot[None]) -> Deed:
        app = pilot.app
        assert isinstance(app, WizardApp)
        small = app.size.width < NARROWEST or app.size.height < SHORTEST
        if small and self._chance.random() < 0.3:
            return Resize(*SIZE)
        if self._way:
            return Keys((self._way.popleft(),))
        name = type(app.screen).__name__
        self._here_for = self._here_for + 1 if self._full_screen(app) else 0
        if self._here_for > self._patience:
            self._here_for = 0
            return Keys(_ON_FROM.get(self._at, ("escape", "ctrl+q", "ctrl+q")))
        errand = self._errand() if name == "StudyScreen" else None
        if errand and self._chance.random() < _AN_ERRAND:
            self._way.extend(errand)
            return Keys((self._way.popleft(),))
        if name in TRIPS and self._chance.random() < _TRIP:
            way = min(self._ways_from(name), key=lambda way: self._tried[name, way])
            self._tried[name, way] += 1
            self._way.extend(way)
            return Keys((self._way.popleft(),))
        own = sorted(app.screen._bindings.key_to_bindings)
        some = self._chance.sample(own, min(6, len(own)))
        # A liking for what it has tried least.
        some.sort(key=lambda key: self._tried[name, key])
        deed = at_random(self._chance, app.size, tuple(some[:1]))
        if isinstance(deed, Keys) and len(deed.pressed) == 1:
            self._tried[name, deed.pressed[0]] += 1
        return deed

    @property
    def _patience(self) -> int:
        if any(screen not in self.visited for screen in self._errands):
            return _PATIENCE_ON_ERRANDS
        return _PATIENCE.get(self._at, _PATIENCE_ELSEWHERE)

    def _errand(self) -> tuple[str, ...] | None:
        """A way to a screen that this life is to see and did not."""
        left = [screen for screen in self._errands if screen not in self.visited]
        # One that led nowhere, as in a study without interviews, is tried again behind the others.
        wanted = min(left, key=lambda screen: self._tried["errand", screen], default="")
        self._tried["errand", wanted] += 1
        return ERRANDS.get(wanted)

    def _ways_from(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The ways from a screen; a life is too short for all of them, so each begins elsewhere."""
        ways = TRIPS[name]
        first = self.seed * _APART % len(ways)
        return (*ways[first:], *ways[:first])

    def _full_screen(self, app: WizardApp) -> bool:
        """Whether it is at the same kind of full screen as before."""
        kinds = [type(s).__name__ for s in app.screen_stack if isinstance(s, WizardScreen)]
        before, self._at = self._at, kinds[-1] if kinds else ""
        return before == self._at

    # Where it was

    def _keep_place(self, screens: list[Screen[object]]) -> None:
        """Keep what the wizard is to be opened at, should this deed leave it."""
        if not screens:
            return
        studies = [screen for screen in screens if isinstance(screen, StudyScreen)]
        talks = [screen for screen in screens if isinstance(screen, InterviewScreen)]
        self._study = studies[-1]._store.folder if studies else self._study
        talk = talks[-1]._session.interview.id if talks and studies else None
        self._interview = None if talk in self.disk.erased else talk

    def _told(self, fault: BaseException) -> str:
        last = "\n".join(self._last)
        return (
            f"{type(fault).__name__}: {_short(str(fault), 2000)}\n"
            f"seed {self.seed}, deed {len(self.log)}; the last deeds were\n{last}"
        )


def _short(told: str, most: int = 300) -> str:
    return told if len(told) <= most else f"{told[: most // 2]} … {told[-most // 2 :]}"


async def _settled(pilot: Pilot[None]) -> bool:
    """Return once all that is under way is done; False where the wizard was left."""
    app = pilot.app
    assert app._task is not None
    quiet = asyncio.ensure_future(_quiet(app))
    await asyncio.wait({quiet, app._task}, return_when=asyncio.FIRST_COMPLETED)
    if app._exit or app._task.done():
        quiet.cancel()
        # Everything is put away, and saved, before the disk is looked at.
        await asyncio.wait({app._task})
        return False
    await quiet
    return True


async def _quiet(app: App[None]) -> None:
    """Return once nothing is left to do, to draw or to wait for."""
    loop = asyncio.get_running_loop()
    while not app._exit:
        while loop._ready:  # type: ignore[attr-defined]
            await asyncio.sleep(0)
        if any(not worker.is_finished for worker in app.workers):
            with suppress(WorkerCancelled, WorkerFailed):
                await app.workers.wait_for_complete()
        elif app._resize_event is not None or not all(map(_waits, (app, *app._registry))):
            await asyncio.sleep(_MOMENT)
        else:
            # What was to be drawn is drawn, and what waited for that is done.
            app.screen._on_timer_update()
            if not loop._ready:  # type: ignore[attr-defined]
                return


async def nothing_read(app: App[None]) -> None:
    """Return once no screen waits for what is read beside it, so that a next key finds it there."""
    while not app._exit and app.screen_stack:
        if app.screen._callbacks:
            app.screen._on_timer_update()
        elif all(worker.is_finished for worker in app.workers):
            return
        await asyncio.sleep(_MOMENT)


def _waits(pump: MessagePump) -> bool:
    """Whether it has nothing to do but to wait for a message."""
    if pump._task is None or pump._task.done():
        return True
    queue = pump._message_queue
    return queue.empty() and bool(queue.ready_event._waiters) and not pump._next_callbacks

"""Keys one after the other: the next waits until the one before has done all it does."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

# Seconds to wait for keys under way; only a widget that hangs takes this long.
_PATIENCE = 1.0


async def caught_up(pumps: Iterable[MessagePump]) -> None:
    """Return once each in turn has handled what was sent to it so far, or hangs.

    A message that a widget posts passes its own queue before its parent's: hence two rounds each.
    """
    here = asyncio.current_task()
    # One that is not there yet, or no longer, has no task.
    others = [pump for pump in pumps if pump._task is not here]
    # Asking each would be felt at every key.
    if all(map(_is_idle, others)):
        return
    for pump in others:
        await _handled(pump)
        await _handled(pump)


def _is_idle(pump: MessagePump) -> bool:
    """Whether it certainly has nothing to do: its task waits for the next message."""
    ready = getattr(pump._message_queue, "ready_event", None)
    return ready is not None and not ready.is_set() and bool(getattr(ready, "_waiters", ()))


async def _handled(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _PATIENCE)


class KeysInTurn(App[None]):
    """An app in which a key that moves the focus has moved it before the next key is sent.

    Textual sends a burst of keys to whatever has the focus when they arrive, so that `7`, Enter
    and `8` from a quick hand would both be answers to the same question.
    """

    # Keys that no widget took, on their way back to the app, which does what they are bound to.
    _coming_back = 0

    def post_message(self, message: Message) -> bool:
        posted = super().post_message(message)
        if posted and isinstance(message, events.Key) and message.is_forwarded:
            self._coming_back += 1
        return posted

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.InputEvent):
            await super().on_event(event)
        # Once the app is left, what a late key opens could not be put away any more.
        elif self._exit or not self.screen_stack:
            return
        elif event.is_forwarded:
            if isinstance(event, events.Key):
                self._coming_back -= 1
            await super().on_event(event)
        elif not self._is_beside(event):
            await self._in_turn(event)

    async def _in_turn(self, event: events.InputEvent) -> None:
        if isinstance(event, events.Key):
            # A screen that is not there yet has no focus, and takes the key once it is.
            first = self.focused or self.screen
            await caught_up(node for node in first.ancestors_with_self if node is not self)
        if self._coming_back:
            # Behind the key that comes back, in the order in which they were pressed.
            self.post_message(event)
        else:
            await super().on_event(event)

    def _is_beside(self, event: events.InputEvent) -> bool:
        """Whether the mouse is outside the window, where Textual would let go of the focus."""
        if not isinstance(event, events.MouseEvent) or self.mouse_captured:
            return False
        return not self.size.region.contains(int(event.screen_x), int(event.screen_y))

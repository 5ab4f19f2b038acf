"""Keys one after the other: the next waits until the one before has done all it does."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import App
from textual.errors import NoWidget
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
    others = [pump for pump in pumps if getattr(pump, "_task", None) is not here]
    # Asking each would be felt at every key.
    if all(map(_is_idle, others)):
        return
    for pump in others:
        await _handled(pump)
        await _handled(pump)


def _is_idle(pump: MessagePump) -> bool:
    """Whether it certainly has nothing to do: its task waits for the next message.

    Textual tells this to nobody; where it keeps it otherwise, each is asked.
    """
    ready = getattr(getattr(pump, "_message_queue", None), "ready_event", None)
    return bool(getattr(ready, "_waiters", ())) and ready is not None and not ready.is_set()


async def _handled(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _PATIENCE)


class KeysInTurn(App[None]):
    """An app in which a key that moves the focus has moved it before the next key is sent.

    Textual sends a burst of keys to whatever has the focus when they arrive, so that `7`, Enter
    and `8` from a quick hand would both be answers to the same question.
    The mouse, too, is dealt with in the order in which its button went down and up.
    """

    # Keys that no widget took, on their way back to the app, which does what they are bound to.
    _coming_back: tuple[events.Key, ...] = ()

    def post_message(self, message: Message) -> bool:
        posted = super().post_message(message)
        if posted and isinstance(message, events.Key) and message.is_forwarded:
            self._coming_back += (message,)
        return posted

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, events.InputEvent | events.Paste):
            await super().on_event(event)
        elif self._is_left:
            return
        elif isinstance(event, events.Key) and event.is_forwarded:
            await self._come_back(event)
        elif event.is_forwarded:
            await super().on_event(event)
        else:
            self._let_go(event)
            if not self._is_beside(event):
                await self._in_turn(event)

    @property
    def _is_left(self) -> bool:
        """Whether the app is left: what a late key opens could not be put away any more."""
        return self._exit or not self.screen_stack

    async def _in_turn(self, event: events.Event) -> None:
        """Deal with input from outside once all that came before it is dealt with."""
        await self._catch_up(event)
        while self._coming_back or self._next_callbacks:
            # What a box gave may ask the next question, which this key is an answer to.
            await self._flush_next_callbacks()
            if self._coming_back:
                await self._come_back(self._coming_back[0])
            if self._is_left:
                return
            await self._catch_up(event)
        await super().on_event(event)

    async def _catch_up(self, event: events.Event) -> None:
        # The mouse says itself what it means.
        if isinstance(event, events.Key | events.Paste):
            # A screen that is not there yet has no focus, and takes the key once it is.
            first = self.focused or self.screen
            await caught_up(node for node in first.ancestors_with_self if node is not self)

    async def _come_back(self, key: events.Key) -> None:
        """Do what a key is bound to, once: a later key may have called for it already."""
        waiting = tuple(other for other in self._coming_back if other is not key)
        if len(waiting) < len(self._coming_back):
            self._coming_back = waiting
            await super().on_event(key)

    def _let_go(self, event: events.Event) -> None:
        """Let go of the mouse once its button is, whatever still holds it.

        A tap on a scroll bar may be over before Textual has the bar hold the mouse.
        """
        pressed = isinstance(event, events.MouseDown)
        if pressed or (isinstance(event, events.MouseMove) and not event.button):
            self.capture_mouse(None)

    def _is_beside(self, event: events.Event) -> bool:
        """Whether the mouse is on nothing that is there, where Textual would let go of the focus.

        It is outside the window, or on what was put away and still stands on the screen.
        """
        if not isinstance(event, events.MouseEvent) or self.mouse_captured:
            return False
        if not self.size.region.contains(int(event.screen_x), int(event.screen_y)):
            return True
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        return not widget.is_attached

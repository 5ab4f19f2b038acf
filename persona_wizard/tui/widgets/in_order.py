"""Keys one after the other: the next waits until the one before has done all it does."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

# Seconds to wait for keys under way; only a widget that hangs takes this long.
_PATIENCE = 1.0


async def caught_up(pumps: Iterable[MessagePump]) -> None:
    """Return once each in turn has handled what was sent to it so far, or hangs.

    A message that a widget posts passes its own queue before its parent's: hence two rounds each.
    """
    for pump in pumps:
        if pump.task is not asyncio.current_task():
            await _handled(pump)
            await _handled(pump)


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

    async def on_event(self, event: events.Event) -> None:
        is_new_key = isinstance(event, events.Key) and not event.is_forwarded
        if is_new_key and self.focused is not None:
            await caught_up(node for node in self.focused.ancestors_with_self if node is not self)
        await super().on_event(event)

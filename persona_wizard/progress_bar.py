"""A bar that shows how far something is, for commands that take a while."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where that is a terminal; takes what is done, and of how much."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def show(done: int, of: int) -> None:
            bar.length = max(of, 1)
            # More steps than a bar has cells would only slow a terminal far away.
            if done == of or done - bar.pos >= of // 50:
                bar.update(done - bar.pos)

        yield show

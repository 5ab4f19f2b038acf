"""What a terminal sends, decoded: bytes that are no text are marked, pasted escapes made harmless.

Textual ends at the first byte that is no UTF-8, and types what follows an escape inside a paste
ahead of the paste itself.
"""

import os
import re
from codecs import getincrementaldecoder

_PASTE_BEGINS = "\x1b[200~"
_PASTE_ENDS = "\x1b[201~"
_ESCAPE = re.compile("\x1b([@-_])?")
# From the two characters of an escape to the one that means the same: ESC [ is CSI.
_TO_ONE = 0x40


class TypedText:
    """An incremental decoder that never fails.

    Inside a bracketed paste every escape becomes its one-character form, which is cleaned away,
    with the sequence that it begins, where the paste is taken.
    """

    def __init__(self, encoding: str) -> None:
        self._decoder = getincrementaldecoder(encoding)("replace")
        self._pasting = False
        self._held = ""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The text of the next bytes; the start of an end of a paste waits for its rest."""
        text = self._held + self._decoder.decode(data, final)
        self._held = ""
        decoded: list[str] = []
        while text:
            part, mark, text = text.partition(_PASTE_ENDS if self._pasting else _PASTE_BEGINS)
            if self._pasting:
                if not mark and not final:
                    part, self._held = _before_the_end(part)
                part = _ESCAPE.sub(_one_character, part)
            decoded += (part, mark)
            if mark:
                self._pasting = not self._pasting
        return "".join(decoded)


def take_any_bytes() -> None:
    """Have Textual decode what is typed with `TypedText`."""
    if os.name != "posix":
        return
    from textual.drivers import linux_driver

    def decoder(encoding: str) -> object:
        return lambda: TypedText(encoding)

    linux_driver.getincrementaldecoder = decoder  # type: ignore[attr-defined, assignment]


def _before_the_end(text: str) -> tuple[str, str]:
    """The text, and what may be the beginning of the mark that ends a paste."""
    starts = (_PASTE_ENDS[:n] for n in range(len(_PASTE_ENDS) - 1, 0, -1))
    held = next((start for start in starts if text.endswith(start)), "")
    return text[: len(text) - len(held)], held


def _one_character(escape: re.Match[str]) -> str:
    return chr(ord(escape[1]) + _TO_ONE) if escape[1] else ""
